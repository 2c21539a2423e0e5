// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routediff.h"
#include "views/routes/routescene.h"

namespace gatehouse {

// A graph with where its elements stand.
struct PlacedGraph
{
    RouteGraph graph{};
    RouteDocument::Positions positions{};
};

// Two graphs as one that can be drawn: the one after, with what has been removed put in.
struct RouteComparison
{
    struct Row // of the table beside
    {
        QString element; // as drawn
        QString what;
        QString before;
        QString after;
        RouteElementDiff::Kind kind = RouteElementDiff::Kind::Changed;
    };

    RouteDiff diff;
    PlacedGraph shown;
    GraphMarks marks;
    QList<Row> rows;
};
RouteComparison compareRoutes(const PlacedGraph &before, const PlacedGraph &after);

} // namespace gatehouse
