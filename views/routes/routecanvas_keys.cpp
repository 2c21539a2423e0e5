// SPDX-License-Identifier: GPL-3.0-or-later
// The keyboard: walking along the edges, adding, connecting, moving.
#include "models/route/percentageshares.h"
#include "views/common/icons.h"
#include "views/routes/elementtype.h"
#include "views/routes/routecanvas.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

namespace gatehouse {

void RouteCanvas::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_gesture != Gesture::None)
        return cancelGesture();
    if (isLinking() && handleLinkKey(event))
        return;
    if (handleMoveKey(event) || handleWalkKey(event))
        return;
    const auto modifiers = event->modifiers();
    if (!(modifiers & (Qt::ControlModifier | Qt::AltModifier)) && handleAddKey(event))
        return;
    const QString current = m_scene->currentId();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!current.isEmpty())
            Q_EMIT editRequested(current);
        return;
    case Qt::Key_F2:
        if (!current.isEmpty())
            Q_EMIT renameRequested(current);
        return;
    case Qt::Key_L:
        if (modifiers == Qt::NoModifier)
            return startLinking();
        break;
    case Qt::Key_Plus:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_Escape:
        if (m_scene->chosenEdge() || m_scene->selectedItems().size() > 1) {
            m_scene->chooseEdge({});
            m_scene->select(current.isEmpty() ? QStringList() : QStringList{current});
            return;
        }
        break;
    default:
        break;
    }
    GraphView::keyPressEvent(event);
}

bool RouteCanvas::handleAddKey(const QKeyEvent *event)
{
    for (const ElementType &type : elementTypes()) {
        if (event->key() != type.key)
            continue;
        if (!isReadOnly())
            addElement(type.name, !(event->modifiers() & Qt::ShiftModifier));
        return true;
    }
    return false;
}

static std::optional<QPointF> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPointF(-1, 0);
    case Qt::Key_Right:
        return QPointF(1, 0);
    case Qt::Key_Up:
        return QPointF(0, -1);
    case Qt::Key_Down:
        return QPointF(0, 1);
    default:
        return std::nullopt;
    }
}

bool RouteCanvas::handleMoveKey(const QKeyEvent *event)
{
    const auto direction = directionOf(event->key());
    if (!direction || !(event->modifiers() & Qt::ControlModifier))
        return false;
    const bool far = event->modifiers() & Qt::ShiftModifier;
    moveSelected(*direction * snapDistance * (far ? 5 : 1));
    if (const ElementItem *item = m_scene->element(m_scene->currentId()))
        ensureVisible(item->rect(), snapDistance, snapDistance);
    return true;
}

bool RouteCanvas::handleWalkKey(const QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Right:
        walkAlong(extend);
        return true;
    case Qt::Key_Left:
        walkBack(extend);
        return true;
    case Qt::Key_Up:
        stepOutput(-1);
        return true;
    case Qt::Key_Down:
        stepOutput(1);
        return true;
    case Qt::Key_Home:
        walkTo(readingOrder().value(0), extend);
        return true;
    case Qt::Key_End:
        walkTo(readingOrder().value(m_document->graph().size() - 1), extend);
        return true;
    default:
        return false;
    }
}

void RouteCanvas::walkTo(const QString &id, bool extend)
{
    const ElementItem *item = m_scene->element(id);
    if (!item)
        return;
    QStringList chosen = extend ? m_scene->selectedIds() : QStringList();
    chosen.append(id);
    m_scene->select(chosen);
    m_scene->setCurrent(id, item->content().outputs.isEmpty() ? -1 : 0);
    if (!visibleRect().contains(item->rect())) // what is in sight stays where it is
        ensureVisible(item->rect(), 2 * snapDistance, 2 * snapDistance);
}

void RouteCanvas::walkAlong(bool extend)
{
    const auto port = m_scene->currentPort();
    const QString target = port ? m_document->graph().target(*port) : QString();
    if (target.isEmpty())
        return;
    m_trail.append(port->element);
    walkTo(target, extend);
}

void RouteCanvas::walkBack(bool extend)
{
    const QString here = m_scene->currentId();
    const QList<RouteEdge> edges = m_document->graph().edgesTo(here);
    if (edges.isEmpty())
        return;
    const QString trail = m_trail.isEmpty() ? QString() : m_trail.takeLast();
    RouteEdge way = edges.constFirst();
    for (const RouteEdge &edge : edges)
        if (edge.from.element == trail)
            way = edge;
    walkTo(way.from.element, extend);
    // By the output that leads here, so that Right goes there again.
    const RouteElement *element = m_document->element(way.from.element);
    for (int output = 0; element && output < element->outputs.size(); ++output)
        if (element->outputs.at(output).name == way.from.output)
            m_scene->setCurrent(element->id, output);
}

void RouteCanvas::stepOutput(int step)
{
    const RouteElement *element = m_document->element(m_scene->currentId());
    if (!element || element->outputs.isEmpty())
        return;
    const int count = int(element->outputs.size());
    m_scene->setCurrent(element->id, (m_scene->currentOutput() + step + count) % count);
}

bool RouteCanvas::focusNextPrevChild(bool next)
{
    if (isLinking()) {
        stepTarget(next ? 1 : -1);
        return true;
    }
    const QStringList order = readingOrder();
    const qsizetype at = order.indexOf(m_scene->currentId()) + (next ? 1 : -1);
    if (order.isEmpty() || at < 0 || at >= order.size())
        return QGraphicsView::focusNextPrevChild(next);
    m_trail.clear();
    walkTo(order.at(at), false);
    return true;
}

bool RouteCanvas::handleLinkKey(const QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        stepTarget(1);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Up:
        stepTarget(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        finishLinking(true);
        return true;
    case Qt::Key_Escape:
        finishLinking(false);
        return true;
    default:
        return false;
    }
}

void RouteCanvas::stepTarget(int step)
{
    if (ElementItem *old = m_scene->element(m_target))
        old->setTarget(ElementItem::Target::Allowed);
    const qsizetype count = m_targets.size();
    m_target = m_targets.at((m_targets.indexOf(m_target) + step + count) % count);
    ElementItem *item = m_scene->element(m_target);
    item->setTarget(ElementItem::Target::Chosen);
    ensureVisible(item->rect(), snapDistance, snapDistance);
    const QString hint = tr("Connect “%1” of %2 to %3? Tab goes on, Enter connects, Esc leaves it.")
                             .arg(shareTitle(m_linkFrom->output), m_linkFrom->element, m_target);
    setAccessibleDescription(hint);
    Q_EMIT hintChanged(hint);
}

void RouteCanvas::finishLinking(bool connect)
{
    if (!isLinking())
        return;
    const RoutePort from = *std::exchange(m_linkFrom, std::nullopt);
    const QString target = m_target;
    unlight();
    if (connect)
        m_document->connectOutput(from, target);
    describeCurrent();
    updateHint();
}

static QString addKeys(const RouteGraph &graph, bool between)
{
    QStringList keys;
    for (const ElementType &type : elementTypes())
        if (between ? RouteCanvas::canBeBetween(OpenEnum<RouteElementType>::fromText(type.name))
                    : type.name != QLatin1String("start") || !graph.start())
            keys.append(QKeySequence(type.key).toString(QKeySequence::NativeText));
    return keys.join(u' ');
}

// What matters most first: the end may be cut.
QString RouteCanvas::keyHint() const
{
    const RouteElement *current = m_document->element(m_scene->currentId());
    const auto port = m_scene->currentPort();
    const RouteGraph &graph = m_document->graph();
    QStringList parts;
    if (!isReadOnly() && !current)
        parts.append(tr("%1 add an element").arg(addKeys(graph, false)));
    if (!isReadOnly() && port) {
        const bool leads = m_scene->edge(*port);
        const QString keys = addKeys(graph, leads);
        parts.append(leads ? tr("%1 insert at “%2”").arg(keys, shareTitle(port->output))
                           : tr("%1 add at “%2”").arg(keys, shareTitle(port->output)));
        parts.append(leads ? tr("L leads it elsewhere") : tr("L connects it"));
    }
    if (current)
        parts.append(isReadOnly() ? tr("Enter goes to its properties") : tr("Enter edits"));
    if (current && current->outputs.size() > 1)
        parts.append(tr("Up, Down: output"));
    parts.append(tr("Tab goes on"));
    parts.append(tr("F6 leaves"));
    if (!isReadOnly() && current)
        parts.append(tr("Ctrl with arrows moves"));
    return parts.join(QStringLiteral("  ·  "));
}

void RouteCanvas::updateHint()
{
    if (isLinking()) // which has one of its own
        return;
    if (ElementItem *item = m_scene->element(m_scene->currentId()))
        item->update(); // the ring of the focus
    Q_EMIT hintChanged(hasFocus() ? keyHint() : QString());
}

void RouteCanvas::fillAddMenu(QMenu *menu,
                              const std::function<void(const QString &type)> &add) const
{
    for (const ElementType &type : elementTypes())
        if (type.name != QLatin1String("start") || !m_document->graph().start())
            menu->addAction(icon(type.icon), type.title, menu,
                            [add, name = type.name] { add(name); });
}

void RouteCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_menus.isEmpty())
        return;
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QPointF place = mapToScene(event->pos());
    const ElementItem *item = byMouse ? m_scene->elementAt(place) : nullptr;
    const EdgeItem *edge = byMouse && !item ? m_scene->edgeAt(place) : nullptr;
    const auto port =
        edge ? std::optional(RoutePort{edge->source(), edge->output()}) : std::nullopt;
    if (item) {
        if (!item->isSelected())
            m_scene->select({item->id()});
        m_scene->setCurrent(item->id(), item->content().outputs.isEmpty() ? -1 : 0);
    } else if (byMouse) {
        m_scene->select({});
        if (!port)
            m_scene->setCurrent({});
        m_scene->chooseEdge(port);
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu *adding =
        menu->addMenu(icon(Icon::Add), edge ? tr("Insert an element") : tr("Add an element"));
    adding->setEnabled(!isReadOnly());
    fillAddMenu(adding, [this, port, place, here = byMouse && !item](const QString &type) {
        if (here)
            addAt(type, port, snapped(place - QPointF(100, 20)));
        else
            addElement(type);
    });
    menu->addSeparator();
    menu->addActions(m_menus.constFirst()->actions());
    menu->addSeparator();
    for (QMenu *more : m_menus.mid(1))
        menu->addMenu(more);
    const ElementItem *current = m_scene->element(m_scene->currentId());
    menu->popup(byMouse || !current
                    ? event->globalPos()
                    : viewport()->mapToGlobal(mapFromScene(current->rect().center())));
}

} // namespace gatehouse
