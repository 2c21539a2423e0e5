// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse: selecting, moving, drawing edges, dropping.
#include "views/routes/elementpalette.h"
#include "views/routes/routecanvas.h"

#include <QApplication>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QSet>
#include <algorithm>

namespace gatehouse {

void RouteCanvas::mousePressEvent(QMouseEvent *event)
{
    m_gesture = Gesture::None;
    if (isLinking())
        finishLinking(false);
    if (wouldPan(event) || event->button() != Qt::LeftButton)
        return GraphView::mousePressEvent(event);
    const QPointF place = mapToScene(event->position().toPoint());
    m_pressed = event->position().toPoint();
    setFocus(Qt::MouseFocusReason);
    m_scene->setHovered({}, {});
    m_byHead = false;
    if (const auto port = m_scene->outputAt(place); port && !isReadOnly())
        return startConnecting(*port);
    if (const auto port = m_scene->headAt(place); port && !isReadOnly()) {
        m_byHead = true;
        return startConnecting(*port);
    }
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    const ElementItem *item = m_scene->elementAt(place);
    if (extends) { // what Qt takes Ctrl for
        QMouseEvent extending(event->type(), event->position(), event->globalPosition(),
                              event->button(), event->buttons(), Qt::ControlModifier);
        GraphView::mousePressEvent(&extending);
    } else {
        GraphView::mousePressEvent(event);
    }
    const EdgeItem *edge = item ? nullptr : m_scene->edgeAt(place);
    m_scene->chooseEdge(edge ? std::optional(RoutePort{edge->source(), edge->output()})
                             : std::nullopt);
    if (!item) { // the rubber band is the view's
        if (!edge && m_scene->selectedItems().isEmpty())
            m_scene->setCurrent({});
        return;
    }
    const QString id = item->id();
    int output = -1;
    for (int row = 0; row < item->content().outputs.size(); ++row)
        if (item->outputRow(row).contains(place))
            output = row;
    m_trail.clear();
    m_scene->setCurrent(id, output < 0 && !item->content().outputs.isEmpty() ? 0 : output);
    m_gesture = Gesture::Press;
    m_grabbedId = id;
    m_grabbed = place - item->pos();
}

void RouteCanvas::mouseMoveEvent(QMouseEvent *event)
{
    m_mouse = event->position().toPoint();
    m_mouseKeys = event->modifiers();
    const QPointF place = mapToScene(m_mouse);
    if (m_gesture == Gesture::Press && !isReadOnly()
        && (m_mouse - m_pressed).manhattanLength() >= QApplication::startDragDistance())
        startMove();
    if (m_gesture == Gesture::Move)
        dragElements(place, !(event->modifiers() & Qt::AltModifier));
    else if (m_gesture == Gesture::Connect)
        dragConnection(place);
    else
        GraphView::mouseMoveEvent(event);
    if (m_gesture == Gesture::Move || m_gesture == Gesture::Connect || !rubberBandRect().isNull())
        m_borderScroll.follow(m_mouse);
    else if (!event->buttons())
        hover(place);
}

void RouteCanvas::scrollOn()
{
    QMouseEvent move(QEvent::MouseMove, m_mouse, viewport()->mapToGlobal(m_mouse), Qt::NoButton,
                     Qt::LeftButton, m_mouseKeys);
    if (m_gesture != Gesture::None || !rubberBandRect().isNull())
        mouseMoveEvent(&move);
}

void RouteCanvas::hover(const QPointF &place)
{
    const auto output = isReadOnly() ? std::nullopt : m_scene->outputAt(place);
    const auto head = isReadOnly() || output ? std::nullopt : m_scene->headAt(place);
    const EdgeItem *edge =
        output || head || m_scene->elementAt(place) ? nullptr : m_scene->edgeAt(place);
    m_scene->setHovered(output,
                        edge ? std::optional(RoutePort{edge->source(), edge->output()}) : head);
    setIdleCursor(output || head ? Qt::CrossCursor
                      : edge     ? Qt::PointingHandCursor
                                 : Qt::ArrowCursor);
}

void RouteCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_borderScroll.stop();
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    if (gesture == Gesture::Move)
        finishMove();
    else if (gesture == Gesture::Connect)
        return finishConnecting(mapToScene(event->position().toPoint()));
    if (gesture != Gesture::Press || !(event->modifiers() & Qt::ShiftModifier)) {
        GraphView::mouseReleaseEvent(event);
        const QStringList ids = m_scene->selectedIds();
        if (m_scene->currentId().isEmpty() && !ids.isEmpty()) // by the rubber band
            choose(ids);
        return;
    }
    QMouseEvent extending(event->type(), event->position(), event->globalPosition(),
                          event->button(), event->buttons(), Qt::ControlModifier);
    GraphView::mouseReleaseEvent(&extending);
}

void RouteCanvas::cancelGesture()
{
    m_borderScroll.stop();
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    if (gesture == Gesture::Move) {
        if (m_document->undoStack()->index() > m_stepsBefore)
            m_document->undoStack()->undo();
        m_document->endStep();
        if (const ElementItem *item = m_scene->element(m_grabbedId))
            ensureVisible(item->rect(), snapDistance, snapDistance); // the view went with it
    } else if (gesture == Gesture::Connect) {
        m_connecting.reset();
    }
    unlight();
}

void RouteCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const ElementItem *item = m_scene->elementAt(mapToScene(event->position().toPoint())))
        Q_EMIT editRequested(item->id());
}

void RouteCanvas::startMove()
{
    m_gesture = Gesture::Move;
    m_document->endStep(); // of the keys
    m_stepsBefore = m_document->undoStack()->index();
    QStringList moved = m_scene->selectedIds();
    if (!moved.contains(m_grabbedId)) { // pressed with Ctrl or Shift, which select on release
        moved.append(m_grabbedId);
        m_scene->select(moved);
    }
    // One that is wired already would be torn out of where it is, just by passing over an edge.
    const RouteElement *element = m_document->element(m_grabbedId);
    m_mayInsert = moved.size() == 1 && m_document->graph().edgesTo(m_grabbedId).isEmpty()
        && std::any_of(element->outputs.begin(), element->outputs.end(),
                       [](const RouteOutput &output) { return output.target.isEmpty(); });
}

void RouteCanvas::dragElements(const QPointF &place, bool snaps)
{
    const ElementItem *item = m_scene->element(m_grabbedId);
    if (!item)
        return;
    const QPointF corner = snaps ? snapped(place - m_grabbed) : place - m_grabbed;
    if (const QPointF delta = corner - item->pos(); !delta.isNull())
        m_document->moveElements(m_scene->selectedIds(), delta);
    if (!m_mayInsert)
        return;
    EdgeItem *edge = m_scene->edgeAt(item->rect().center());
    const bool fits =
        edge && m_document->canInsertOnEdge({edge->source(), edge->output()}, m_grabbedId);
    lightEdge(fits ? edge : nullptr);
}

void RouteCanvas::finishMove()
{
    const auto port = m_lit;
    lightEdge(nullptr);
    if (port) { // with the move, one step
        QUndoStack *stack = m_document->undoStack();
        const QPointF corner = m_document->position(m_grabbedId);
        if (stack->index() > m_stepsBefore)
            stack->undo();
        stack->beginMacro(tr("Insert “%1”").arg(m_grabbedId));
        m_document->setPositions({{m_grabbedId, corner}});
        m_document->insertOnEdge(*port, m_grabbedId);
        stack->endMacro();
    }
    m_document->endStep();
}

void RouteCanvas::startConnecting(const RoutePort &port)
{
    m_gesture = Gesture::Connect;
    m_connecting = port;
    const RouteElement *element = m_document->element(port.element);
    for (int output = 0; element && output < element->outputs.size(); ++output)
        if (element->outputs.at(output).name == port.output)
            m_scene->setCurrent(port.element, output);
    m_scene->select({port.element});
    light(port);
    m_scene->startDraft(port);
}

void RouteCanvas::dragConnection(const QPointF &place)
{
    const ElementItem *under = m_scene->elementAt(place);
    if (!under) // near enough to its port
        for (const QString &id : std::as_const(m_targets))
            if (const ElementItem *near = m_scene->element(id); near && near->isInputAt(place))
                under = near;
    const QString target = under && m_targets.contains(under->id()) ? under->id() : QString();
    if (target != m_target) {
        if (ElementItem *old = m_scene->element(m_target))
            old->setTarget(ElementItem::Target::Allowed);
        if (ElementItem *now = m_scene->element(target))
            now->setTarget(ElementItem::Target::Chosen);
        m_target = target;
    }
    const ElementItem *chosen = m_scene->element(target);
    m_scene->draft()->setEnds(m_scene->portPlace(*m_connecting),
                              chosen ? chosen->inputPort() : place);
}

void RouteCanvas::finishConnecting(const QPointF &place)
{
    const RoutePort port = *std::exchange(m_connecting, std::nullopt);
    const QString target = m_target;
    const bool isFar = (mapFromScene(place) - m_pressed).manhattanLength()
        >= 2 * QApplication::startDragDistance();
    if (target.isEmpty() && isFar && !m_scene->elementAt(place) && !m_byHead)
        return offerElements(port, place);
    unlight();
    if (!target.isEmpty())
        m_document->connectOutput(port, target);
    else if (isFar && m_byHead && !m_scene->elementAt(place))
        m_document->disconnectOutput(port);
}

void RouteCanvas::offerElements(const RoutePort &port, const QPointF &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Add and connect"));
    fillAddMenu(menu, [this, port, place](const QString &type) {
        // The port of what comes is where the edge was dropped.
        addAt(type, port, snapped(place - QPointF(0, SceneLook::headerHeight / 2)));
    });
    connect(menu, &QMenu::aboutToHide, this, &RouteCanvas::unlight); // the edge that was drawn
    menu->popup(viewport()->mapToGlobal(mapFromScene(place)));
}

// All from which one comes to it.
static QSet<QString> leadingTo(const RouteGraph &graph, const QString &id)
{
    QMultiHash<QString, QString> sources;
    for (const RouteEdge &edge : graph.edges())
        sources.insert(edge.to, edge.from.element);
    QSet<QString> found;
    QStringList waiting{id};
    while (!waiting.isEmpty())
        for (const QString &source : sources.values(waiting.takeLast()))
            if (!found.contains(source)) {
                found.insert(source);
                waiting.append(source);
            }
    return found;
}

void RouteCanvas::light(const RoutePort &port)
{
    m_targets.clear();
    m_target.clear();
    const QSet<QString> before = leadingTo(m_document->graph(), port.element);
    QStringList back; // which would close a circle
    for (const QString &id : readingOrder()) {
        if (!m_document->canConnect(port, id))
            continue;
        (before.contains(id) ? back : m_targets).append(id);
        m_scene->element(id)->setTarget(ElementItem::Target::Allowed);
    }
    m_targets += back;
}

void RouteCanvas::unlight()
{
    for (const QString &id : std::as_const(m_targets))
        if (ElementItem *item = m_scene->element(id))
            item->setTarget(ElementItem::Target::None);
    m_targets.clear();
    m_target.clear();
    m_scene->endDraft();
    lightEdge(nullptr);
}

void RouteCanvas::lightEdge(EdgeItem *edge)
{
    const auto port =
        edge ? std::optional(RoutePort{edge->source(), edge->output()}) : std::nullopt;
    if (port == m_lit)
        return;
    if (m_lit)
        if (EdgeItem *old = m_scene->edge(*m_lit))
            old->setLit(false);
    m_lit = port;
    if (edge)
        edge->setLit(true);
}

void RouteCanvas::dragEnterEvent(QDragEnterEvent *event)
{
    if (!isReadOnly() && event->mimeData()->hasFormat(ElementPalette::mimeType))
        event->acceptProposedAction();
}

static QString typeOf(const QDropEvent *event)
{
    return QString::fromUtf8(event->mimeData()->data(ElementPalette::mimeType));
}

void RouteCanvas::dragMoveEvent(QDragMoveEvent *event)
{
    const auto type = OpenEnum<RouteElementType>::fromText(typeOf(event));
    EdgeItem *edge = m_scene->edgeAt(mapToScene(event->position().toPoint()));
    lightEdge(canBeBetween(type) ? edge : nullptr);
    m_borderScroll.follow(event->position().toPoint());
    event->acceptProposedAction();
}

void RouteCanvas::dragLeaveEvent(QDragLeaveEvent *)
{
    m_borderScroll.stop();
    lightEdge(nullptr);
}

void RouteCanvas::dropEvent(QDropEvent *event)
{
    m_borderScroll.stop();
    const QPointF place = mapToScene(event->position().toPoint());
    const auto port = m_lit;
    lightEdge(nullptr);
    if (addAt(typeOf(event), port, snapped(place - QPointF(100, 20))).isEmpty())
        return event->ignore();
    event->acceptProposedAction();
    setFocus();
}

} // namespace gatehouse
