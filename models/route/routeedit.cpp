// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routeedit.h"

#include <algorithm>
#include <cmath>

namespace gatehouse {

namespace {

class RouteCommand : public QUndoCommand
{
public:
    RouteCommand(const QString &text, const QString &mergeKey, const RouteChange &change,
                 const RouteEdit::Apply &apply)
        : QUndoCommand(text)
        , m_mergeKey(mergeKey)
        , m_change(change)
        , m_apply(apply)
    {
    }

    void redo() override { m_apply(m_change, true); }
    void undo() override { m_apply(m_change, false); }
    int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }

    bool mergeWith(const QUndoCommand *command) override
    {
        const auto *later = static_cast<const RouteCommand *>(command);
        if (later->m_mergeKey != m_mergeKey)
            return false;
        // Those with a key change values only, so that each step can follow the one before.
        m_change.steps.append(later->m_change.steps);
        QList<RouteChange::Step> merged;
        for (const RouteChange::Step &step : m_change.steps) {
            const auto same = std::find_if(merged.begin(), merged.end(), [&](const auto &earlier) {
                return earlier.index == step.index;
            });
            if (same == merged.end())
                merged.append(step);
            else
                same->after = step.after;
        }
        m_change.steps = merged;
        for (auto it = later->m_change.moves.begin(); it != later->m_change.moves.end(); ++it) {
            const auto own = m_change.moves.find(it.key());
            if (own == m_change.moves.end())
                m_change.moves.insert(it.key(), it.value());
            else
                own->after = it->after;
        }
        setObsolete(changesNothing());
        return true;
    }

private:
    bool changesNothing() const
    {
        return std::all_of(m_change.steps.begin(), m_change.steps.end(),
                           [](const auto &step) { return step.before == step.after; })
            && std::all_of(m_change.moves.begin(), m_change.moves.end(),
                           [](const auto &move) { return move.before == move.after; });
    }

    QString m_mergeKey;
    RouteChange m_change;
    RouteEdit::Apply m_apply;
};

} // namespace

RouteEdit::RouteEdit(const RouteDocument &document, const QString &text, const QString &mergeKey)
    : m_graph(document.graph())
    , m_positions(document.positions())
    , m_text(text)
    , m_mergeKey(mergeKey)
{
}

void RouteEdit::insert(qsizetype index, const RouteElement &element)
{
    m_graph.insert(index, element);
    m_change.steps.append({index, std::nullopt, element});
}

void RouteEdit::replace(const QString &id, const RouteElement &element)
{
    const qsizetype index = m_graph.indexOf(id);
    if (m_graph.at(index) == element)
        return;
    m_change.steps.append({index, m_graph.at(index), element});
    m_graph.replace(index, element);
}

void RouteEdit::remove(const QString &id)
{
    setPosition(id, std::nullopt);
    const qsizetype index = m_graph.indexOf(id);
    m_change.steps.append({index, m_graph.at(index), std::nullopt});
    m_graph.removeAt(index);
}

void RouteEdit::setPosition(const QString &id, std::optional<QPointF> position)
{
    // Hundredths: points that QPointF takes for equal are then the same to the last bit.
    if (position)
        position =
            QPointF(std::round(position->x() * 100) / 100, std::round(position->y() * 100) / 100);
    const auto it = m_positions.constFind(id);
    const auto before = it == m_positions.cend() ? std::nullopt : std::optional(*it);
    if (before == position)
        return;
    if (!m_change.moves.contains(id))
        m_change.moves.insert(id, {before, {}});
    m_change.moves[id].after = position;
    if (position)
        m_positions.insert(id, *position);
    else
        m_positions.remove(id);
}

void RouteEdit::setTarget(const RoutePort &port, const QString &target)
{
    RouteElement element = *m_graph.find(port.element);
    element.output(port.output)->target = target;
    replace(port.element, element);
}

void RouteEdit::become(const RouteGraph &graph)
{
    for (qsizetype i = m_graph.size() - 1; i >= 0; --i)
        if (const QString id = m_graph.at(i).id; !graph.contains(id))
            remove(id);
    for (qsizetype i = 0; i < graph.size(); ++i) {
        const RouteElement &wanted = graph.at(i);
        const qsizetype now = m_graph.indexOf(wanted.id);
        if (now == i) {
            replace(wanted.id, wanted);
            continue;
        }
        if (now >= 0) {
            m_change.steps.append({now, m_graph.at(now), std::nullopt});
            m_graph.removeAt(now);
        }
        insert(i, wanted);
    }
}

void RouteEdit::become(const RouteDocument::Positions &positions)
{
    const QStringList before = m_positions.keys();
    for (const QString &id : before)
        if (!positions.contains(id))
            setPosition(id, std::nullopt);
    for (auto it = positions.begin(); it != positions.end(); ++it)
        setPosition(it.key(), *it);
}

bool RouteEdit::changes(const RouteDocument &document) const
{
    return !(m_graph == document.graph()) || m_positions != document.positions();
}

QUndoCommand *RouteEdit::command(const Apply &apply) const
{
    return new RouteCommand(m_text, m_mergeKey, m_change, apply);
}

} // namespace gatehouse
