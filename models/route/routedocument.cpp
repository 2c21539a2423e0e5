// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routedocument.h"

#include "models/route/routeedit.h"

namespace gatehouse {

RouteDocument::RouteDocument(QObject *parent) : QObject(parent) { }

RouteDocument::~RouteDocument() = default;

void RouteDocument::setReadOnly(bool readOnly)
{
    if (readOnly == m_readOnly)
        return;
    m_readOnly = readOnly;
    Q_EMIT readOnlyChanged();
}

void RouteDocument::load(const RouteGraph &graph, const Positions &positions)
{
    m_stack.clear();
    m_graph = graph;
    m_positions = positions;
    Q_EMIT graphReset();
    Q_EMIT graphChanged();
    Q_EMIT changed();
}

QJsonObject RouteDocument::state() const
{
    return {{QStringLiteral("elements"), toJson(m_graph)},
            {QStringLiteral("positions"), positionsToJson(m_positions)}};
}

bool RouteDocument::restore(const QJsonObject &state, const QString &text)
{
    const auto graph = routeGraphFromJson(state);
    if (!graph)
        return false;
    RouteEdit edit(*this, text.isEmpty() ? tr("Restore") : text);
    edit.become(*graph);
    Positions positions = positionsFromJson(state.value(QLatin1String("positions")).toObject());
    positions.removeIf([&](const auto &item) { return !graph->contains(item.key()); });
    edit.become(positions);
    return push(edit);
}

bool RouteDocument::push(RouteEdit &edit)
{
    if (m_readOnly || !edit.changes(*this))
        return false;
    m_stack.push(
        edit.command([this](const RouteChange &change, bool forward) { apply(change, forward); }));
    return true;
}

namespace {

// The elements that a change is about, by id, as they are before and after it.
class Touched
{
public:
    explicit Touched(const RouteChange &change)
    {
        for (const RouteChange::Step &step : change.steps) {
            const QString before = step.before ? step.before->id : QString();
            const QString after = step.after ? step.after->id : QString();
            add(before);
            add(after);
            if (before != after)
                m_comeOrGo += {before, after};
            if (!before.isEmpty() && !after.isEmpty() && before != after)
                m_renamed.append({before, after});
        }
    }

    const QStringList &ids() const { return m_ids; }
    const QList<std::pair<QString, QString>> &renamed() const { return m_renamed; }

    QHash<QString, RouteElement> elements(const RouteGraph &graph) const
    {
        QHash<QString, RouteElement> elements;
        for (const QString &id : m_ids)
            if (const RouteElement *element = graph.find(id))
                elements.insert(id, *element);
        return elements;
    }

    // Those that may come or go with it.
    QList<RouteEdge> edges(const RouteGraph &graph) const
    {
        QList<RouteEdge> edges;
        for (const QString &id : m_ids)
            edges += graph.edgesFrom(id);
        if (m_comeOrGo.isEmpty())
            return edges;
        const QSet<QString> touched(m_ids.begin(), m_ids.end());
        for (const RouteEdge &edge : graph.edges())
            if (m_comeOrGo.contains(edge.to) && !touched.contains(edge.from.element))
                edges.append(edge);
        return edges;
    }

private:
    void add(const QString &id)
    {
        if (!id.isEmpty() && !m_seen.contains(id)) {
            m_seen.insert(id);
            m_ids.append(id);
        }
    }

    QStringList m_ids;
    QSet<QString> m_seen;
    QSet<QString> m_comeOrGo;
    QList<std::pair<QString, QString>> m_renamed;
};

void doStep(RouteGraph &graph, qsizetype index, const std::optional<RouteElement> &before,
            const std::optional<RouteElement> &after)
{
    if (!before)
        graph.insert(index, *after);
    else if (!after)
        graph.removeAt(index);
    else
        graph.replace(index, *after);
}

} // namespace

void RouteDocument::apply(const RouteChange &change, bool forward)
{
    const Touched touched(change);
    const auto elementsBefore = touched.elements(m_graph);
    const QList<RouteEdge> before = touched.edges(m_graph);

    if (forward)
        for (const RouteChange::Step &step : change.steps)
            doStep(m_graph, step.index, step.before, step.after);
    else
        for (auto step = change.steps.crbegin(); step != change.steps.crend(); ++step)
            doStep(m_graph, step->index, step->after, step->before);
    for (auto it = change.moves.begin(); it != change.moves.end(); ++it) {
        if (const auto &position = forward ? it->after : it->before)
            m_positions.insert(it.key(), *position);
        else
            m_positions.remove(it.key());
    }

    const QList<RouteEdge> after = touched.edges(m_graph);
    const QSet<RouteEdge> edgesBefore(before.begin(), before.end());
    const QSet<RouteEdge> edgesAfter(after.begin(), after.end());
    for (const RouteEdge &edge : before)
        if (!edgesAfter.contains(edge))
            Q_EMIT edgeRemoved(edge);
    QSet<QString> renamed;
    for (const auto &[from, to] : touched.renamed())
        renamed += {from, to};
    for (const QString &id : touched.ids())
        if (elementsBefore.contains(id) && !m_graph.contains(id) && !renamed.contains(id))
            Q_EMIT elementRemoved(id);
    for (const auto &[from, to] : touched.renamed()) {
        if (forward)
            Q_EMIT elementRenamed(from, to);
        else
            Q_EMIT elementRenamed(to, from);
    }
    for (const QString &id : touched.ids())
        if (!elementsBefore.contains(id) && m_graph.contains(id) && !renamed.contains(id))
            Q_EMIT elementAdded(id);
    for (const QString &id : touched.ids())
        if (const auto it = elementsBefore.constFind(id); it != elementsBefore.cend())
            if (const RouteElement *now = m_graph.find(id); now && *now != *it)
                Q_EMIT elementChanged(id);
    for (const RouteEdge &edge : after)
        if (!edgesBefore.contains(edge))
            Q_EMIT edgeAdded(edge);
    for (auto it = change.moves.begin(); it != change.moves.end(); ++it)
        if (m_graph.contains(it.key()))
            Q_EMIT elementMoved(it.key());
    if (!change.steps.isEmpty())
        Q_EMIT graphChanged();
    Q_EMIT changed();
}

} // namespace gatehouse
