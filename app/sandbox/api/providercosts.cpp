// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/providercoststore.h"
#include "app/sandbox/api/providerrules.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/store/ids.h"

namespace sandbox {

namespace {

/// The published defaults of model_rule and cost_type are those of a rule's
/// fields: a list that is not asked for one of them holds all.
Schema querySchema()
{
    return object({{"page", integer().min(1).otherwise(1)},
                   {"per_page", integer().min(1).max(100).otherwise(20)},
                   {"enable", boolean()},
                   {"account_provider_id", string().rule(isUuid, "Invalid uuid")},
                   {"model_rule", string().oneOf({"equals", "starts-with", "contains"})},
                   {"cost_type", string()},
                   {"search", string().otherwise("")}});
}

Reply list(Service &service, const Call &call)
{
    static const Schema schema = querySchema();
    const Json query = checkedQuery(schema, call);
    ProviderCostFilter filter;
    filter.search = query["search"];
    if (query.contains("enable")) {
        filter.enable = query["enable"].get<bool>();
    }
    filter.providerId = query.value("account_provider_id", "");
    filter.modelRule = query.value("model_rule", "");
    filter.costType = query.value("cost_type", "");
    Json result = Json::array();
    for (const ProviderCost &cost : pageOf(providerCosts(service.database, filter), query)) {
        result.push_back(cost.json());
    }
    return success(std::move(result));
}

Reply create(Service &service, const Call &call)
{
    ProviderCost cost;
    cost.id = newUuid();
    cost.fields = checkedBody(providerCostCreateSchema(), call);
    cost.providerId = cost.fields["account_provider_id"];
    cost.fields.erase("account_provider_id");
    cost.createdAt = cost.modifiedAt = service.clock.now();
    Transaction transaction(service.database);
    const auto provider = findCustomProvider(service.database, cost.providerId);
    if (!provider) {
        throw Failure(400,
                      {{InvalidInput, "No custom provider has this id",
                        Json::array({"body", "account_provider_id"})}});
    }
    cost.provider = provider->number;
    insertProviderCost(service.database, cost);
    transaction.commit();
    return success(cost.json());
}

Reply fetch(Service &service, const Call &call)
{
    return success(providerCostOf(service.database, call.path.at("id")).json());
}

Reply update(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    ProviderCost cost = providerCostOf(service.database, call.path.at("id"));
    cost.fields.update(checkedBody(providerCostUpdateSchema(), call));
    cost.modifiedAt = service.clock.now();
    updateProviderCost(service.database, cost);
    transaction.commit();
    return success(cost.json());
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const ProviderCost cost = providerCostOf(service.database, call.path.at("id"));
    deleteProviderCost(service.database, cost);
    transaction.commit();
    return success(cost.json());
}

} // namespace

void addProviderCostRoutes(Router &router, Service &service)
{
    addOperations(router, service,
                  {{"GET", "/custom-providers/costs", list},
                   {"POST", "/custom-providers/costs", create},
                   {"GET", "/custom-providers/costs/{id}", fetch},
                   {"PATCH", "/custom-providers/costs/{id}", update},
                   {"DELETE", "/custom-providers/costs/{id}", remove}});
}

} // namespace sandbox
