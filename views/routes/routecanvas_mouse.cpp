// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse: selecting, moving, drawing edges, dropping.
#include "views/routes/elementpalette.h"
#include "views/routes/routecanvas.h"

#include <QApplication>
#include <QMimeData>
#include <QMouseEvent>
#include <cmath>

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
    if (const auto port = m_scene->outputAt(place); port && !isReadOnly())
        return startConnecting(*port);
    const QStringList before =
        event->modifiers() & Qt::ShiftModifier ? m_scene->selectedIds() : QStringList();
    GraphView::mousePressEvent(event);
    const ElementItem *item = m_scene->elementAt(place);
    const EdgeItem *edge = item ? nullptr : m_scene->edgeAt(place);
    m_scene->chooseEdge(edge ? std::optional(RoutePort{edge->source(), edge->output()})
                             : std::nullopt);
    if (!item)
        return; // the rubber band is the view's
    const QString id = item->id();
    if (!before.isEmpty())
        m_scene->select(before + QStringList{id});
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
    const QPointF place = mapToScene(event->position().toPoint());
    if (m_gesture == Gesture::Press && !isReadOnly()
        && (event->position().toPoint() - m_pressed).manhattanLength()
            >= QApplication::startDragDistance())
        m_gesture = Gesture::Move;
    if (m_gesture == Gesture::Move)
        return dragElements(place, !(event->modifiers() & Qt::AltModifier));
    if (m_gesture == Gesture::Connect)
        return dragConnection(place);
    GraphView::mouseMoveEvent(event);
}

void RouteCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    if (gesture == Gesture::Move)
        finishMove();
    else if (gesture == Gesture::Connect)
        return finishConnecting();
    GraphView::mouseReleaseEvent(event);
}

void RouteCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const ElementItem *item = m_scene->elementAt(mapToScene(event->position().toPoint())))
        Q_EMIT editRequested(item->id());
}

void RouteCanvas::dragElements(const QPointF &place, bool snapped)
{
    const ElementItem *item = m_scene->element(m_grabbedId);
    if (!item)
        return;
    QPointF corner = place - m_grabbed;
    if (snapped)
        corner = {std::round(corner.x() / snapDistance) * snapDistance,
                  std::round(corner.y() / snapDistance) * snapDistance};
    if (const QPointF delta = corner - item->pos(); !delta.isNull())
        m_document->moveElements(m_scene->selectedIds(), delta);

    EdgeItem *under = nullptr;
    if (m_scene->selectedItems().size() == 1)
        if (EdgeItem *edge = m_scene->edgeAt(item->rect().center());
            edge && m_document->canInsertOnEdge({edge->source(), edge->output()}, m_grabbedId))
            under = edge;
    lightEdge(under);
}

void RouteCanvas::finishMove()
{
    const auto port = m_lit;
    lightEdge(nullptr);
    if (port)
        m_document->insertOnEdge(*port, m_grabbedId);
    m_document->endMove();
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
    m_draft = std::make_unique<EdgeItem>(&m_scene->look(), port.element, port.output);
    m_draft->setChosen(true);
    m_draft->setZValue(3);
    const QPointF from = m_scene->portPlace(port);
    m_draft->setEnds(from, from);
    m_scene->addItem(m_draft.get());
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
    m_draft->setEnds(m_scene->portPlace(*m_connecting), chosen ? chosen->inputPort() : place);
}

void RouteCanvas::finishConnecting()
{
    m_draft.reset();
    const QString target = m_target;
    unlight();
    if (m_connecting && !target.isEmpty())
        m_document->connectOutput(*m_connecting, target);
    m_connecting.reset();
}

void RouteCanvas::light(const RoutePort &port)
{
    m_targets.clear();
    m_target.clear();
    for (const QString &id : readingOrder()) {
        if (!m_document->canConnect(port, id))
            continue;
        m_targets.append(id);
        m_scene->element(id)->setTarget(ElementItem::Target::Allowed);
    }
}

void RouteCanvas::unlight()
{
    for (const QString &id : std::as_const(m_targets))
        if (ElementItem *item = m_scene->element(id))
            item->setTarget(ElementItem::Target::None);
    m_targets.clear();
    m_target.clear();
    m_draft.reset();
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
    event->acceptProposedAction();
}

void RouteCanvas::dragLeaveEvent(QDragLeaveEvent *)
{
    lightEdge(nullptr);
}

void RouteCanvas::dropEvent(QDropEvent *event)
{
    const auto type = OpenEnum<RouteElementType>::fromText(typeOf(event));
    const QPointF place = mapToScene(event->position().toPoint());
    const QPointF corner(std::round((place.x() - 100) / snapDistance) * snapDistance,
                         std::round((place.y() - 20) / snapDistance) * snapDistance);
    const auto port = m_lit;
    lightEdge(nullptr);
    const QString id =
        port ? m_document->insertOnEdge(*port, type, corner) : m_document->addElement(type, corner);
    if (id.isEmpty())
        return event->ignore();
    event->acceptProposedAction();
    reveal(id);
    setFocus();
}

} // namespace gatehouse
