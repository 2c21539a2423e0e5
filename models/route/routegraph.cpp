// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routegraph.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace gatehouse {

size_t qHash(const RoutePort &port, size_t seed)
{
    return qHashMulti(seed, port.element, port.output);
}

size_t qHash(const RouteEdge &edge, size_t seed)
{
    return qHashMulti(seed, edge.from, edge.to);
}

const RouteElement *RouteGraph::find(const QString &id) const
{
    const auto it = m_indexes.constFind(id);
    return it == m_indexes.cend() ? nullptr : &m_elements.at(*it);
}

const RouteElement *RouteGraph::start() const
{
    const OpenEnum<RouteElementType> type = RouteElementType::Start;
    const auto it = std::find_if(m_elements.begin(), m_elements.end(),
                                 [&](const RouteElement &element) { return element.type == type; });
    return it == m_elements.end() ? nullptr : &*it;
}

QString RouteGraph::target(const RoutePort &port) const
{
    const RouteElement *element = find(port.element);
    const RouteOutput *output = element ? element->output(port.output) : nullptr;
    return output && contains(output->target) ? output->target : QString();
}

static void appendEdges(QList<RouteEdge> &edges, const RouteGraph &graph,
                        const RouteElement &element)
{
    for (const RouteOutput &output : element.outputs)
        if (graph.contains(output.target))
            edges.append({{element.id, output.name}, output.target});
}

QList<RouteEdge> RouteGraph::edges() const
{
    QList<RouteEdge> edges;
    for (const RouteElement &element : m_elements)
        appendEdges(edges, *this, element);
    return edges;
}

QList<RouteEdge> RouteGraph::edgesFrom(const QString &id) const
{
    QList<RouteEdge> edges;
    if (const RouteElement *element = find(id))
        appendEdges(edges, *this, *element);
    return edges;
}

QList<RouteEdge> RouteGraph::edgesTo(const QString &id) const
{
    QList<RouteEdge> edges;
    if (!contains(id))
        return edges;
    for (const RouteElement &element : m_elements)
        for (const RouteOutput &output : element.outputs)
            if (output.target == id)
                edges.append({{element.id, output.name}, id});
    return edges;
}

QString RouteGraph::freeId(const QString &wanted, const QSet<QString> &others) const
{
    const auto isFree = [&](const QString &id) { return !contains(id) && !others.contains(id); };
    if (!wanted.isEmpty() && isFree(wanted))
        return wanted;
    // A copy of "model-2" is "model-3", not "model-2-2".
    static const QRegularExpression number(QStringLiteral("-[0-9]{1,6}$"));
    QString stem = wanted;
    stem.remove(number);
    if (stem.isEmpty())
        stem = QStringLiteral("element");
    const auto numbered = [&stem](int i) { return stem + u'-' + QString::number(i); };
    if (isFree(numbered(2)))
        return numbered(2);
    // Numbers mostly follow each other, so that the first free one is not far to seek, though there
    // be hundreds.
    int taken = 2;
    int free = 4;
    for (; !isFree(numbered(free)); free *= 2)
        taken = free;
    while (free - taken > 1) {
        const int middle = (free + taken) / 2;
        (isFree(numbered(middle)) ? free : taken) = middle;
    }
    return numbered(free);
}

void RouteGraph::insert(qsizetype index, const RouteElement &element)
{
    Q_ASSERT(!contains(element.id));
    m_elements.insert(index, element);
    reindexFrom(index);
}

void RouteGraph::replace(qsizetype index, const RouteElement &element)
{
    if (m_elements.at(index).id != element.id) {
        Q_ASSERT(!contains(element.id));
        m_indexes.remove(m_elements.at(index).id);
        m_indexes.insert(element.id, index);
    }
    m_elements[index] = element;
}

void RouteGraph::removeAt(qsizetype index)
{
    m_indexes.remove(m_elements.at(index).id);
    m_elements.removeAt(index);
    reindexFrom(index);
}

void RouteGraph::reindexFrom(qsizetype index)
{
    for (; index < m_elements.size(); ++index)
        m_indexes.insert(m_elements.at(index).id, index);
}

} // namespace gatehouse
