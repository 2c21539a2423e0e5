// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/placing.h"

#include "views/routes/elementtext.h"

namespace gatehouse {

using Positions = RouteDocument::Positions;

// Those that have a place keep it, the others go below them as they were laid out.
static Positions completed(const Positions &known, Positions laidOut)
{
    qreal bottom = 0;
    for (const QPointF &place : known)
        bottom = std::max(bottom, place.y() + 200);
    for (auto it = laidOut.begin(); it != laidOut.end(); ++it)
        it.value() = known.value(it.key(), it.value() + QPointF(0, bottom));
    return laidOut;
}

Placing::Placing(QObject *parent) : QObject(parent)
{
    connect(&m_layout, &QFutureWatcherBase::finished, this, &Placing::onLaidOut);
}

Placing::~Placing()
{
    m_layout.disconnect(this);
    m_layout.cancel();
}

RouteLayoutOptions Placing::optionsFor(const RouteGraph &graph)
{
    RouteLayoutOptions options;
    for (const RouteElement &element : graph.elements())
        options.sizes.insert(element.id, ElementItem::sizeOf(elementContent(element)));
    return options;
}

PlacedGraph Placing::beside(const RouteDocument &drawn, const RouteGraph &graph, Positions stored)
{
    for (const RouteElement &element : graph.elements())
        if (!stored.contains(element.id) && drawn.hasPosition(element.id))
            stored.insert(element.id, drawn.position(element.id));
    stored.removeIf([&](const auto &item) { return !graph.contains(item.key()); });
    return {graph,
            stored.size() == graph.size()
                ? stored
                : completed(stored, layoutRoute(graph, optionsFor(graph)))};
}

void Placing::place(const RouteGraph &graph, const Positions &stored)
{
    m_graph = graph;
    m_stored.clear();
    for (const RouteElement &element : graph.elements())
        if (const auto it = stored.constFind(element.id); it != stored.constEnd())
            m_stored.insert(element.id, *it);
    m_running = m_stored.size() < graph.size();
    if (!m_running) {
        m_layout.setFuture({}); // what is under way is of another
        Q_EMIT placed({m_graph, m_stored});
        return;
    }
    m_layout.setFuture(layoutRouteLater(graph, optionsFor(graph)));
}

void Placing::onLaidOut()
{
    if (m_layout.isCanceled() || m_layout.future().resultCount() == 0)
        return;
    m_running = false;
    Q_EMIT placed({m_graph, completed(m_stored, m_layout.result())});
}

} // namespace gatehouse
