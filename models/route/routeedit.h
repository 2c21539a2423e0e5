// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routedocument.h"

#include <functional>

// What is behind the edits of a RouteDocument; nothing else includes it.
namespace gatehouse {

// One edit as the differences that it makes, so that it can be done and undone exactly.
class RouteChange
{
public:
    struct Step // in the list of elements
    {
        qsizetype index = 0;
        std::optional<RouteElement> before; // nothing: inserted at the index
        std::optional<RouteElement> after; // nothing: removed from there
    };
    struct Move
    {
        std::optional<QPointF> before;
        std::optional<QPointF> after;
    };

    QList<Step> steps; // in their order
    QHash<QString, Move> moves;
};

// Collects what one command does. It works on copies: the document changes when it is pushed.
class RouteEdit
{
public:
    // Commands that follow each other with the same key, if they have one, become one.
    explicit RouteEdit(const RouteDocument &document, const QString &text,
                       const QString &mergeKey = {});

    const RouteGraph &graph() const { return m_graph; }
    const RouteDocument::Positions &positions() const { return m_positions; }

    void insert(qsizetype index, const RouteElement &element);
    void append(const RouteElement &element) { insert(m_graph.size(), element); }
    void replace(const QString &id, const RouteElement &element);
    void remove(const QString &id); // and its position
    void setPosition(const QString &id, std::optional<QPointF> position);
    void setTarget(const RoutePort &port, const QString &target);
    void become(const RouteGraph &graph); // with as few steps as possible
    void become(const RouteDocument::Positions &positions);

    bool changes(const RouteDocument &document) const;
    using Apply = std::function<void(const RouteChange &change, bool forward)>;
    QUndoCommand *command(const Apply &apply) const;

private:
    RouteGraph m_graph;
    RouteDocument::Positions m_positions;
    RouteChange m_change;
    QString m_text;
    QString m_mergeKey;
};

} // namespace gatehouse
