// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routescene.h"

#include "views/routes/elementtext.h"

#include <QApplication>
#include <QPainter>

namespace gatehouse {

static constexpr qreal room = 2000; // around the graph, to move about in
static constexpr int animationMs = 260;
static constexpr int mostAnimated = 400; // elements; more would not be smooth

RouteScene::RouteScene(RouteDocument *document, QObject *parent)
    : QGraphicsScene(parent)
    , m_document(document)
    , m_look(std::make_unique<SceneLook>(QApplication::palette()))
{
    // Everything moves; an index would be built anew for each frame.
    setItemIndexMethod(NoIndex);
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setDuration(animationMs);
    m_animation.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        const qreal done = value.toReal();
        for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
            if (ElementItem *item = element(it.key()))
                place(item, it.value() * (1 - done) + m_document->position(it.key()) * done);
    });
    connect(&m_animation, &QVariantAnimation::finished, this, &RouteScene::graphMoved);

    connect(document, &RouteDocument::graphReset, this, &RouteScene::rebuild);
    connect(document, &RouteDocument::elementAdded, this, &RouteScene::addElement);
    connect(document, &RouteDocument::elementRemoved, this, &RouteScene::removeElement);
    connect(document, &RouteDocument::elementRenamed, this, &RouteScene::onRenamed);
    connect(document, &RouteDocument::elementChanged, this, &RouteScene::onElementChanged);
    connect(document, &RouteDocument::edgeAdded, this, &RouteScene::addEdge);
    connect(document, &RouteDocument::edgeRemoved, this, &RouteScene::removeEdge);
    connect(document, &RouteDocument::elementMoved, this, [this](const QString &id) {
        if (ElementItem *item = element(id)) {
            place(item, m_document->position(id));
            makeRoom(item->rect());
        }
    });
    connect(document, &RouteDocument::graphChanged, this, [this] {
        if (std::exchange(m_selectionLost, false))
            Q_EMIT selectionChanged();
    });
    connect(document, &RouteDocument::changed, this, &RouteScene::graphMoved);
    rebuild();
}

RouteScene::~RouteScene()
{
    disconnect(); // what is selected goes with the items
}

void RouteScene::setColors(const QPalette &palette)
{
    *m_look = SceneLook(palette);
    updateLook();
    for (ElementItem *item : std::as_const(m_elements))
        item->updateLook();
    update();
    Q_EMIT graphMoved();
}

void RouteScene::rebuild()
{
    m_animation.stop();
    m_elements.clear(); // first: as selected items go, selectionChanged() comes
    m_edges.clear();
    m_touching.clear();
    m_removedEdges.clear();
    m_draft = nullptr;
    m_chosenEdge.reset();
    clear();
    updateLook();
    const RouteGraph &graph = m_document->graph();
    m_elements.reserve(graph.size());
    QRectF all; // at once: a scene that grows with each element is slow
    for (const QPointF &corner : m_document->positions())
        all |= QRectF(corner, QSizeF(room, room));
    setSceneRect(all.adjusted(-room, -room, room, room));
    for (const RouteElement &element : graph.elements())
        addElement(element.id);
    for (const RouteEdge &edge : graph.edges())
        addEdge(edge);
    setSceneRect(graphRect().adjusted(-room, -room, room, room));
    setCurrent({}); // as nothing is selected any more
    applyMarks();
    Q_EMIT selectionChanged();
    Q_EMIT graphMoved();
}

void RouteScene::updateLook()
{
    m_look->isLarge = m_document->graph().size() > SceneLook::large;
    m_look->isMarked = !m_marks.elements.isEmpty() || !m_marks.edges.isEmpty();
}

void RouteScene::addElement(const QString &id)
{
    const RouteElement *element = m_document->element(id);
    if (!element || m_elements.contains(id))
        return;
    auto *item = new ElementItem(m_look.get());
    item->setContent(elementContent(*element));
    item->setPos(m_document->position(id));
    applyMarks(item);
    updateLook();
    m_elements.insert(id, item);
    addItem(item);
    makeRoom(item->rect());
}

void RouteScene::removeElement(const QString &id)
{
    ElementItem *item = m_elements.take(id);
    if (!item)
        return;
    m_selectionLost = m_selectionLost || item->isSelected();
    {
        const QSignalBlocker blocker(this); // one selectionChanged() for all that go with it
        delete item;
    }
    if (m_current == id)
        setCurrent({});
}

void RouteScene::addEdge(const RouteEdge &edge)
{
    auto *item = new EdgeItem(m_look.get(), edge.from.element, edge.from.output);
    item->setTarget(edge.to);
    m_edges.insert(edge.from, item);
    m_touching.insert(edge.from.element, item);
    m_touching.insert(edge.to, item);
    item->setMark(m_marks.edges.value(edge.from, m_marks.others));
    item->setShare(m_marks.shares.value(edge.from));
    layoutEdge(item);
    addItem(item);
}

void RouteScene::removeEdge(const RouteEdge &edge)
{
    EdgeItem *item = m_edges.take(edge.from);
    if (!item)
        return;
    m_touching.remove(item->source(), item);
    m_touching.remove(item->target(), item);
    delete item;
    if (m_chosenEdge == edge.from)
        chooseEdge({});
}

void RouteScene::onRenamed(const QString &id, const QString &newId)
{
    ElementItem *item = m_elements.take(id);
    if (!item)
        return;
    m_elements.insert(newId, item);
    if (const RouteElement *element = m_document->element(newId))
        item->setContent(elementContent(*element));
    if (m_current == id) {
        m_current = newId;
        Q_EMIT currentChanged();
    }
}

void RouteScene::onElementChanged(const QString &id)
{
    ElementItem *item = element(id);
    const RouteElement *element = m_document->element(id);
    if (!item || !element)
        return;
    item->setContent(elementContent(*element));
    layoutEdges(id);
    if (m_current == id)
        setCurrent(id, std::min(m_currentOutput, int(element->outputs.size()) - 1));
}

void RouteScene::place(ElementItem *item, const QPointF &position)
{
    if (item->pos() == position)
        return;
    item->setPos(position);
    layoutEdges(item->id());
}

void RouteScene::layoutEdges(const QString &id)
{
    for (auto [it, end] = m_touching.equal_range(id); it != end; ++it)
        layoutEdge(it.value());
    for (EdgeItem *edge : std::as_const(m_removedEdges))
        if (edge->source() == id || edge->target() == id)
            layoutEdge(edge);
}

void RouteScene::layoutEdge(EdgeItem *edge)
{
    const ElementItem *target = element(edge->target());
    if (target && element(edge->source()))
        edge->setEnds(portPlace({edge->source(), edge->output()}), target->inputPort());
}

QPointF RouteScene::portPlace(const RoutePort &port) const
{
    const ElementItem *item = element(port.element);
    if (!item)
        return {};
    // An output that is not there any more, of a comparison, is at the top.
    const qsizetype output = item->content().outputs.indexOf(port.output);
    return output < 0 ? item->rect().topRight() + QPointF(0, SceneLook::headerHeight / 2)
                      : item->outputPort(int(output));
}

ElementItem *RouteScene::elementAt(const QPointF &place) const
{
    for (QGraphicsItem *item : items(place))
        if (auto *element = qgraphicsitem_cast<ElementItem *>(item))
            return element;
    return nullptr;
}

EdgeItem *RouteScene::edgeAt(const QPointF &place) const
{
    for (EdgeItem *edge : m_edges)
        if (edge->boundingRect().contains(place) && edge->shape().contains(place))
            return edge;
    return nullptr;
}

std::optional<RoutePort> RouteScene::outputAt(const QPointF &place) const
{
    for (const ElementItem *item : m_elements)
        if (item->sceneBoundingRect().contains(place))
            if (const int output = item->outputAt(place); output >= 0)
                return RoutePort{item->id(), item->content().outputs.at(output)};
    return {};
}

std::optional<RoutePort> RouteScene::headAt(const QPointF &place) const
{
    for (const ElementItem *item : m_elements) {
        // Inside the card it is the card that is meant.
        if (!item->isInputAt(place) || place.x() > item->pos().x() + SceneLook::portRadius)
            continue;
        const QList<RouteEdge> edges = m_document->graph().edgesTo(item->id());
        for (const RouteEdge &edge : edges)
            if (edge.from == m_chosenEdge || edges.size() == 1)
                return edge.from;
    }
    return {};
}

QRectF RouteScene::graphRect() const
{
    QRectF all;
    for (const ElementItem *item : m_elements)
        all |= item->rect();
    return all;
}

QRectF RouteScene::rectOf(const QStringList &ids) const
{
    QRectF all;
    for (const QString &id : ids)
        if (const ElementItem *item = element(id))
            all |= item->rect();
    return all;
}

QHash<QString, QSizeF> RouteScene::sizes() const
{
    QHash<QString, QSizeF> sizes;
    sizes.reserve(m_elements.size());
    for (const ElementItem *item : m_elements)
        sizes.insert(item->id(), item->size());
    return sizes;
}

// Elements alone: lines that thin would only be grey.
void RouteScene::paintSmall(QPainter *painter, const QTransform &transform) const
{
    for (const ElementItem *item : m_elements) {
        const QRectF rect = transform.mapRect(item->rect());
        const QColor marked = markColor(item->mark(), *m_look);
        painter->fillRect(rect.adjusted(0, 0, 1, 1),
                          item->isSelected()     ? m_look->accent
                              : marked.isValid() ? marked
                                                 : m_look->plateColor(item->content().type));
    }
}

void RouteScene::makeRoom(const QRectF &rect)
{
    const QRectF wanted = rect.adjusted(-room / 2, -room / 2, room / 2, room / 2);
    if (!sceneRect().contains(wanted))
        setSceneRect(sceneRect() | rect.adjusted(-room, -room, room, room));
}

void RouteScene::animateFrom(const RouteDocument::Positions &before)
{
    m_animation.stop();
    if (before.size() > mostAnimated)
        return;
    m_before = before;
    m_animation.start();
}

} // namespace gatehouse
