// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to what is selected.
#include "views/routes/routecanvas.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <cmath>
#include <limits>

namespace gatehouse {

static const QString clipType = QStringLiteral("application/x-gatehouse-route-elements");

bool RouteCanvas::canBeBetween(const OpenEnum<RouteElementType> &type)
{
    return type.known() != RouteElementType::Start && !newRouteElement(type, {}).outputs.isEmpty();
}

QString RouteCanvas::addElement(const QString &type, bool connected)
{
    const std::optional<RoutePort> port = connected ? m_scene->currentPort() : std::nullopt;
    if (port && m_scene->edge(*port)
        && canBeBetween(OpenEnum<RouteElementType>::fromText(type))) { // what is there makes room
        const ElementItem *source = m_scene->element(port->element);
        QPointF corner = source->rect().topRight() + QPointF(gap, 0);
        if (port->output != source->content().outputs.constFirst()) // whose edges go straight on
            corner.setY(source->rect().bottom() + snapDistance);
        return addAt(type, port, snapped(corner));
    }
    return addAt(type, port, placeBeside(m_scene->currentId()));
}

// With a port it goes where that leads, or in between.
QString RouteCanvas::addAt(const QString &typeName, const std::optional<RoutePort> &port,
                           const QPointF &corner)
{
    const auto type = OpenEnum<RouteElementType>::fromText(typeName);
    const bool isStart = type == RouteElementType::Start;
    if (isReadOnly())
        return {};
    if (isStart && m_document->graph().start()) {
        Q_EMIT refused(tr("There is a start already: a route has only one."));
        return {};
    }
    QUndoStack *stack = m_document->undoStack();
    QString id;
    if (port && m_scene->edge(*port) && canBeBetween(type)) {
        stack->beginMacro(tr("Insert an element"));
        id = m_document->insertOnEdge(*port, type, corner);
        makeRoom(id, *port);
        stack->endMacro();
    } else if (port && !isStart && !m_scene->edge(*port)) {
        stack->beginMacro(tr("Add and connect"));
        id = m_document->addElement(type, corner);
        if (!id.isEmpty())
            m_document->connectOutput(*port, id);
        stack->endMacro();
    } else {
        id = m_document->addElement(type, corner);
    }
    if (!id.isEmpty())
        reveal(id);
    return id;
}

// Of what came in between: it goes behind its source, above or below what another output leads to.
// Where it leads itself, and what it would cover, moves to the right with all that is there.
void RouteCanvas::makeRoom(const QString &id, const RoutePort &source)
{
    const ElementItem *item = m_scene->element(id);
    const RouteElement *element = m_document->element(source.element);
    if (!item || !element)
        return;
    const QRectF from = m_scene->element(source.element)->rect();
    QStringList targets;
    for (const RouteEdge &edge : m_document->graph().edgesFrom(id))
        targets.append(edge.to);
    QHash<QString, QRectF> others; // that are in its way
    for (const RouteElement &other : m_document->graph().elements())
        if (const QRectF rect = m_scene->element(other.id)->rect();
            other.id != id && rect.left() > from.left())
            others.insert(other.id, rect);
    QRectF place = item->rect();
    if (place.intersects(from.adjusted(0, 0, gap, 0)))
        place.moveLeft(snapped({from.right() + gap, 0}).x());
    const auto isTaken = [&] {
        for (auto it = others.cbegin(); it != others.cend(); ++it)
            if (!targets.contains(it.key())
                && it->intersects(place.adjusted(0, -snapDistance, 0, snapDistance)))
                return true;
        return false;
    };
    const bool isFirst = element->outputs.constFirst().name == source.output;
    while (element->outputs.size() > 1 && isTaken())
        place.translate(0, isFirst ? -snapDistance : snapDistance);
    qreal first = std::numeric_limits<qreal>::max();
    for (auto it = others.cbegin(); it != others.cend(); ++it)
        if (it->intersects(place.adjusted(0, 0, gap, 0))
            || (targets.contains(it.key()) && it->left() < place.right() + gap))
            first = std::min(first, it->left());
    const qreal step = std::ceil((place.right() + gap - first) / snapDistance) * snapDistance;
    const RouteDocument::Positions before = m_document->positions();
    RouteDocument::Positions moved{{id, place.topLeft()}};
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        if (it.key() != id && it->x() >= first)
            moved.insert(it.key(), *it + QPointF(step, 0));
    if (m_document->setPositions(moved))
        m_scene->animateFrom(before);
}

void RouteCanvas::choose(const QStringList &ids)
{
    if (ids.isEmpty())
        return;
    const ElementItem *first = m_scene->element(ids.constFirst());
    m_scene->select(ids);
    m_scene->setCurrent(ids.constFirst(), first->content().outputs.isEmpty() ? -1 : 0);
}

void RouteCanvas::removeSelected()
{
    if (const auto port = m_scene->chosenEdge()) {
        m_document->disconnectOutput(*port);
        return;
    }
    const QStringList ids = m_scene->selectedIds();
    if (ids.isEmpty())
        return;
    // The keyboard stays where the person was.
    QString next = m_document->graph().edgesTo(ids.constFirst()).value(0).from.element;
    m_document->removeElements(ids);
    if (!m_document->element(next))
        next = readingOrder().value(0);
    if (!next.isEmpty())
        walkTo(next, false);
}

void RouteCanvas::disconnectCurrent()
{
    if (const auto port = m_scene->currentPort())
        m_document->disconnectOutput(*port);
}

static void putOnClipboard(const RouteClip &clip)
{
    if (clip.isEmpty())
        return;
    const QByteArray text = toText(clip);
    auto *mime = new QMimeData;
    mime->setData(clipType, text);
    mime->setText(QString::fromUtf8(text));
    QGuiApplication::clipboard()->setMimeData(mime);
}

void RouteCanvas::copySelected() const
{
    putOnClipboard(m_document->copy(m_scene->selectedIds()));
}

void RouteCanvas::cutSelected()
{
    RouteClip clip;
    if (m_document->cut(m_scene->selectedIds(), &clip))
        putOnClipboard(clip);
}

void RouteCanvas::paste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (!mime || isReadOnly())
        return;
    const RouteText<RouteClip> clip =
        routeClipFromText(mime->hasFormat(clipType) ? mime->data(clipType) : mime->text().toUtf8());
    if (!clip) {
        const RouteTextError &error = clip.error();
        Q_EMIT refused(error.line > 0
                           ? tr("The clipboard holds no elements: line %1: %2")
                                 .arg(QString::number(error.line), error.message)
                           : tr("The clipboard holds no elements: %1").arg(error.message));
        return;
    }
    choose(m_document->paste(*clip, placeFor(*clip)));
}

void RouteCanvas::duplicateSelected()
{
    choose(m_document->duplicate(m_scene->selectedIds()));
}

void RouteCanvas::selectAll()
{
    QStringList ids;
    for (const RouteElement &element : m_document->graph().elements())
        ids.append(element.id);
    m_scene->select(ids);
}

void RouteCanvas::moveSelected(const QPointF &delta)
{
    m_document->moveElements(m_scene->selectedIds(), delta);
}

void RouteCanvas::align(RouteAlignment alignment)
{
    m_document->align(m_scene->selectedIds(), alignment, m_scene->sizes());
}

void RouteCanvas::distribute(RouteDistribution distribution)
{
    m_document->distribute(m_scene->selectedIds(), distribution, m_scene->sizes());
}

void RouteCanvas::snapSelected()
{
    QStringList ids = m_scene->selectedIds();
    if (ids.isEmpty())
        for (const RouteElement &element : m_document->graph().elements())
            ids.append(element.id);
    m_document->snap(ids, snapDistance);
}

void RouteCanvas::startLinking()
{
    const auto port = m_scene->currentPort();
    if (!port || isReadOnly())
        return;
    m_linkFrom = port;
    light(*port);
    if (m_targets.isEmpty())
        return finishLinking(false);
    const QString now = m_document->graph().target(*port);
    m_target.clear();
    if (!now.isEmpty() && m_targets.contains(now))
        m_target = m_targets.at((m_targets.indexOf(now) + m_targets.size() - 1) % m_targets.size());
    else
        m_target = m_targets.constLast();
    stepTarget(1);
}

} // namespace gatehouse
