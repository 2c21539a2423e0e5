// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/gatewayschema.h"
#include "app/sandbox/api/gatewaystore.h"
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/logs/logid.h"
#include "app/sandbox/random.h"

namespace sandbox {

namespace {

const std::string &idOf(const Call &call)
{
    return call.path.at("id");
}

/// A rule sent without an id gets one.
void nameRules(Json &fields, Millis now)
{
    if (!fields.contains("spend_limits") || !fields["spend_limits"].contains("rules")) {
        return;
    }
    std::uint64_t counter = mixed(static_cast<std::uint64_t>(now));
    for (Json &rule : fields["spend_limits"]["rules"]) {
        if (!rule.contains("id")) {
            constexpr std::size_t digits = 8;
            rule["id"] = eventId(0, static_cast<std::uint32_t>(counter++)).substr(0, digits);
        }
    }
}

Reply list(Service &service, const Call &call)
{
    static const Schema schema = object({{"page", integer().min(1).otherwise(1)},
                                         {"per_page", integer().min(1).max(100).otherwise(20)},
                                         {"search", string().otherwise("")}});
    const Json query = checkedQuery(schema, call);
    Json result = Json::array();
    for (const Gateway &gateway : pageOf(allGateways(service.database, query["search"]), query)) {
        result.push_back(gateway.json());
    }
    return success(std::move(result));
}

Reply create(Service &service, const Call &call)
{
    Gateway gateway;
    gateway.fields = checkedBody(gatewayCreateSchema(), call);
    gateway.id = gateway.fields["id"];
    gateway.fields.erase("id");
    gateway.createdAt = gateway.modifiedAt = service.clock.now();
    Transaction transaction(service.database);
    if (findGateway(service.database, gateway.id)) {
        throw Failure(
            409,
            {{Conflict, "A gateway with this id already exists", Json::array({"body", "id"})}});
    }
    insertGateway(service.database, gateway);
    transaction.commit();
    return success(gateway.json());
}

Reply fetch(Service &service, const Call &call)
{
    return success(gatewayOf(service.database, idOf(call)).json());
}

Reply update(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    Gateway gateway = gatewayOf(service.database, idOf(call));
    gateway.fields = checkedBody(gatewayUpdateSchema(), call);
    gateway.modifiedAt = service.clock.now();
    nameRules(gateway.fields, gateway.modifiedAt);
    updateGateway(service.database, gateway);
    transaction.commit();
    return success(gateway.json());
}

Reply remove(Service &service, const Call &call)
{
    Gateway gateway;
    {
        Transaction transaction(service.database);
        gateway = gatewayOf(service.database, idOf(call));
        deleteGateway(service.database, gateway);
        transaction.commit();
    }
    service.logs.dropGateway(gateway.number);
    return success(gateway.json());
}

} // namespace

void addGatewayRoutes(Router &router, Service &service)
{
    addOperations(router, service,
                  {{"GET", "/gateways", list},
                   {"POST", "/gateways", create},
                   {"GET", "/gateways/{id}", fetch},
                   {"PUT", "/gateways/{id}", update},
                   {"DELETE", "/gateways/{id}", remove}});
}

} // namespace sandbox
