// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/leafchanges.h"
#include "models/route/routegraph.h"

#include <QPointF>

namespace gatehouse {

// What became of one element between two graphs. Elements are matched by id and type, and then
// those that are left by type and content, so that one with another id is renamed, not removed and
// added.
struct RouteElementDiff
{
    enum class Kind { Same, Added, Removed, Changed };

    Kind kind = Kind::Same; // Changed: its id, properties, or where one of its outputs leads
    QString before{}; // its id; empty: added
    QString after{}; // its id; empty: removed
    QList<LeafChange> changes{}; // of type, properties and unknown members; paths from the element
    bool renamed = false; // has another id
    bool moved = false; // has another position
};

struct RouteEdgeDiff
{
    // Changed: it leads where it led, with another share.
    enum class Kind { Same, Added, Removed, Changed };

    Kind kind = Kind::Same;
    RouteEdge edge; // Removed: with the ids of the graph before, else of the one after
    QString outputBefore{}; // Changed: whose it was
};

struct RouteDiff
{
    QList<RouteElementDiff> elements; // in the order of the graph after; removed ones come last
    QList<RouteEdgeDiff> edges; // likewise

    bool isSame() const; // positions do not count
    // By the id in the graph after, or of a removed one in the graph before; nullptr: not there.
    const RouteElementDiff *after(const QString &id) const;
    const RouteElementDiff *before(const QString &id) const;
    int count(RouteElementDiff::Kind kind) const;
    int count(RouteEdgeDiff::Kind kind) const;
    QString summary() const; // “1 element added, 2 changed; 1 connection removed”
};

RouteDiff diffRoutes(const RouteGraph &before, const RouteGraph &after,
                     const QHash<QString, QPointF> &positionsBefore = {},
                     const QHash<QString, QPointF> &positionsAfter = {});

} // namespace gatehouse
