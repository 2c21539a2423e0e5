// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/router.h"
#include "app/sandbox/logs/logresult.h"
#include "app/sandbox/options.h"

namespace sandbox {

/// What the handlers work on; one per process.
struct Service
{
    explicit Service(const Options &chosen);

    Options options;
    Clock clock;
    Database database;
    LogStore logs;
    LogResults results;
};

void addGatewayRoutes(Router &router, Service &service);
void addEvaluationTypeRoutes(Router &router, Service &service);
void addLogRoutes(Router &router, Service &service);

/// Every operation.
Router makeRouter(Service &service);

} // namespace sandbox
