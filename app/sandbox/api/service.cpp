// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/service.h"

namespace sandbox {

Service::Service(const Options &chosen)
    : options(chosen)
    , clock(chosen.now)
    , database(chosen.database)
    , logs(database)
    , results(logs)
    , ledger(database, clock, chosen.card)
    , evaluator(database, logs, clock)
{
}

void addOperations(Router &router, Service &service, std::initializer_list<Operation> operations)
{
    for (const Operation &operation : operations) {
        router.addAccount(operation.verb, operation.pattern,
                          [&service, handle = operation.handle](const Call &call) {
                              return handle(service, call);
                          });
    }
}

Router makeRouter(Service &service)
{
    Router router;
    addGatewayRoutes(router, service);
    addEvaluationTypeRoutes(router, service);
    addLogRoutes(router, service);
    addRouteRoutes(router, service);
    addCustomDomainRoutes(router, service);
    addGatewayUrlRoutes(router, service);
    addDatasetRoutes(router, service);
    addEvaluationRoutes(router, service);
    addProviderConfigRoutes(router, service);
    addCustomProviderRoutes(router, service);
    addProviderCostRoutes(router, service);
    addNgrokRoutes(router, service);
    addBillingRoutes(router, service);
    return router;
}

} // namespace sandbox
