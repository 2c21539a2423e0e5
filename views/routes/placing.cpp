// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/placing.h"

#include "views/routes/elementtext.h"

namespace gatehouse {

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

void Placing::place(const RouteGraph &graph, const RouteDocument::Positions &stored)
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
    RouteDocument::Positions positions = m_layout.result();
    // Those that have none go below those that have.
    qreal bottom = 0;
    for (const QPointF &place : std::as_const(m_stored))
        bottom = std::max(bottom, place.y() + 200);
    for (auto it = positions.begin(); it != positions.end(); ++it)
        it.value() = m_stored.contains(it.key()) ? m_stored.value(it.key())
                                                 : it.value() + QPointF(0, bottom);
    Q_EMIT placed({m_graph, positions});
}

} // namespace gatehouse
