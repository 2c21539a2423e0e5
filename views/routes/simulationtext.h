// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routesimulator.h"
#include "views/routes/routescene.h"

// What a simulation shows on the canvas and says in words.
namespace gatehouse {

GraphMarks marksOf(const RoutePath &path);
GraphMarks marksOf(const RouteShares &shares);
QString summaryOf(const RoutePath &path);
QString summaryOf(const RouteShares &shares, const QString &what);

struct ShareRow
{
    QString name;
    QString share{};
    QString detail{};
    QString element{}; // that it is about; empty: none
    bool isHeading = false;
};
QList<ShareRow> rowsOf(const RouteShares &shares, const RouteGraph &graph);

} // namespace gatehouse
