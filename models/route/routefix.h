// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routeproblem.h"

#include <functional>

namespace gatehouse {

// What of a graph decides whether a fix is obvious; found once for all problems.
struct RouteFixFacts
{
    explicit RouteFixFacts(const RouteGraph &graph);

    QString onlyEnd; // empty: none or several
    QString onlyRoot; // the only element beside starts that nothing leads to
    bool hasEnd = false;
};

struct RouteFix
{
    QString text; // for a button
    std::function<void(RouteGraph &graph)> apply; // none: the element of the problem is removed
};

// Nothing: not obvious.
std::optional<RouteFix> routeFix(const RouteGraph &graph, const RouteFixFacts &facts,
                                 const RouteProblem &problem);

} // namespace gatehouse
