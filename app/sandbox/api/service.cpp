// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/service.h"

namespace sandbox {

Service::Service(const Options &chosen)
    : options(chosen)
    , clock(chosen.now)
    , database(chosen.database)
    , logs(database)
    , results(logs)
{
}

Router makeRouter(Service &service)
{
    Router router;
    addGatewayRoutes(router, service);
    addEvaluationTypeRoutes(router, service);
    addLogRoutes(router, service);
    return router;
}

} // namespace sandbox
