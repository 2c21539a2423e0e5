// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/evaluator.h"
#include "app/sandbox/billing/ledger.h"
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
    Ledger ledger;
    Evaluator evaluator;
};

/// One operation of the API; its pattern is below the account.
struct Operation
{
    const char *verb;
    const char *pattern;
    Reply (*handle)(Service &, const Call &);
};
void addOperations(Router &router, Service &service, std::initializer_list<Operation> operations);

void addGatewayRoutes(Router &router, Service &service);
void addEvaluationTypeRoutes(Router &router, Service &service);
void addLogRoutes(Router &router, Service &service);
void addRouteRoutes(Router &router, Service &service);
void addCustomDomainRoutes(Router &router, Service &service);
void addGatewayUrlRoutes(Router &router, Service &service);
void addDatasetRoutes(Router &router, Service &service);
void addEvaluationRoutes(Router &router, Service &service);
void addProviderConfigRoutes(Router &router, Service &service);
void addCustomProviderRoutes(Router &router, Service &service);
void addProviderCostRoutes(Router &router, Service &service);
void addNgrokRoutes(Router &router, Service &service);
void addBillingRoutes(Router &router, Service &service);

/// Every operation.
Router makeRouter(Service &service);

} // namespace sandbox
