// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routecomparison.h"

#include "models/route/percentageshares.h"
#include "views/routes/elementtext.h"
#include "views/routes/elementtype.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace gatehouse {

static QString tr(const char *text)
{
    return QCoreApplication::translate("gatehouse::RouteComparison", text);
}

static QString valueText(const QJsonValue &value)
{
    if (value.isUndefined())
        return QStringLiteral("–");
    if (value.isString())
        return value.toString();
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1).chopped(1));
}

namespace {

using Kind = RouteElementDiff::Kind;

class Comparing
{
public:
    Comparing(const PlacedGraph &before, const PlacedGraph &after)
        : m_before(before)
        , m_after(after)
    {
        m_result.diff = diffRoutes(before.graph, after.graph, before.positions, after.positions);
        m_result.shown = after;
    }

    RouteComparison run()
    {
        for (const RouteElementDiff &element : m_result.diff.elements)
            take(element);
        for (const RouteEdgeDiff &edge : m_result.diff.edges)
            take(edge);
        addEdgeRows();
        return m_result;
    }

private:
    void take(const RouteElementDiff &element)
    {
        if (element.kind == Kind::Removed)
            return takeRemoved(element);
        m_shownIds.insert(element.before, element.after);
        const RouteElement *after = m_after.graph.find(element.after);
        if (element.kind == Kind::Added) {
            m_result.marks.elements.insert(element.after, GraphMark::Added);
            m_result.rows.append({element.after,
                                  tr("added"),
                                  {},
                                  after ? describe(*after) : QString(),
                                  Kind::Added});
        }
        if (element.kind != Kind::Changed)
            return;
        m_result.marks.elements.insert(element.after, GraphMark::Changed);
        if (element.renamed)
            m_result.rows.append({element.after, tr("id"), element.before, element.after});
        for (const LeafChange &change : element.changes) {
            LeafPath path = change.path;
            if (path.value(0) == QLatin1String("properties") && path.size() > 1)
                path.removeFirst();
            if (path.value(0) == QLatin1String("outputs") && path.size() > 1)
                path[1] = shareTitle(path.at(1));
            m_result.rows.append({element.after, path.join(u'.'), valueText(change.before),
                                  valueText(change.after)});
        }
    }

    // Its own place may be taken by now; its outputs are drawn as removed edges.
    void takeRemoved(const RouteElementDiff &element)
    {
        const RouteElement *before = m_before.graph.find(element.before);
        if (!before)
            return;
        RouteElement ghost = *before;
        ghost.id = m_result.shown.graph.contains(ghost.id)
            ? m_result.shown.graph.freeId(tr("%1 before").arg(ghost.id))
            : ghost.id;
        for (RouteOutput &output : ghost.outputs)
            output.target.clear();
        m_shownIds.insert(element.before, ghost.id);
        m_result.shown.graph.append(ghost);
        QPointF place = m_before.positions.value(element.before);
        const auto isTaken = [this](const QPointF &at) {
            for (const QPointF &other : std::as_const(m_result.shown.positions))
                if ((other - at).manhattanLength() < 32)
                    return true;
            return false;
        };
        while (isTaken(place))
            place += QPointF(24, 128);
        m_result.shown.positions.insert(ghost.id, place);
        m_result.marks.elements.insert(ghost.id, GraphMark::Removed);
        m_result.rows.append({ghost.id, tr("removed"), describe(*before), {}, Kind::Removed});
    }

    static QString describe(const RouteElement &element)
    {
        const QString summary = elementSummary(element);
        const QString type = elementTitle(element.type.text());
        return summary.isEmpty() ? type : type + QStringLiteral(": ") + summary;
    }

    void take(const RouteEdgeDiff &edge)
    {
        if (edge.kind == RouteEdgeDiff::Kind::Added) {
            m_result.marks.edges.insert(edge.edge.from, GraphMark::Added);
            targets(edge.edge.from).second = edge.edge.to;
        } else if (edge.kind == RouteEdgeDiff::Kind::Changed) {
            m_result.marks.edges.insert(edge.edge.from, GraphMark::Changed);
            m_result.rows.append({edge.edge.from.element, tr("share of %1").arg(edge.edge.to),
                                  shareTitle(edge.outputBefore),
                                  shareTitle(edge.edge.from.output)});
        } else if (edge.kind == RouteEdgeDiff::Kind::Removed) {
            RouteEdge shown = edge.edge;
            shown.from.element = m_shownIds.value(shown.from.element, shown.from.element);
            shown.to = m_shownIds.value(shown.to, shown.to);
            m_result.marks.removedEdges.append(shown);
            targets(shown.from).first = edge.edge.to;
        }
    }

    std::pair<QString, QString> &targets(const RoutePort &port)
    {
        if (!m_targets.contains(port))
            m_ports.append(port);
        return m_targets[port];
    }

    void addEdgeRows()
    {
        const auto whole = [this](const QString &id) {
            const GraphMark mark = m_result.marks.elements.value(id);
            return mark == GraphMark::Added || mark == GraphMark::Removed;
        };
        for (const RoutePort &port : std::as_const(m_ports)) {
            if (whole(port.element))
                continue; // that says it all
            const auto [before, after] = m_targets.value(port);
            m_result.rows.append({port.element, tr("%1 leads to").arg(shareTitle(port.output)),
                                  before.isEmpty() ? QStringLiteral("–") : before,
                                  after.isEmpty() ? QStringLiteral("–") : after});
        }
    }

    const PlacedGraph &m_before;
    const PlacedGraph &m_after;
    RouteComparison m_result;
    QHash<QString, QString> m_shownIds; // by the id before
    QList<RoutePort> m_ports; // as drawn, in their order
    QHash<RoutePort, std::pair<QString, QString>> m_targets;
};

} // namespace

RouteComparison compareRoutes(const PlacedGraph &before, const PlacedGraph &after)
{
    return Comparing(before, after).run();
}

} // namespace gatehouse
