// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"

namespace sandbox {

/// One version of a seeded route.
struct SeededGraph
{
    double daysAgo;
    Json elements;
};

struct SeededDeployment
{
    double daysAgo;
    std::size_t version; ///< its number, which counts from 1
};

/// A route whose first version was deployed when it was created.
struct SeededRoute
{
    const char *gateway;
    const char *name;
    std::vector<SeededGraph> versions;
    std::vector<SeededDeployment> deployments; ///< later ones
};

std::vector<SeededRoute> seededRoutes();

} // namespace sandbox
