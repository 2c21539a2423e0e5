// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/customproviderstore.h"
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/providerrules.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/store/ids.h"

namespace sandbox {

namespace {

std::optional<bool> flag(const Json &query, const char *name)
{
    return query.contains(name) ? std::optional(query[name].get<bool>()) : std::nullopt;
}

Reply list(Service &service, const Call &call)
{
    static const Schema schema = object({{"page", integer().min(1).otherwise(1)},
                                         {"per_page", integer().min(1).max(100).otherwise(20)},
                                         {"beta", boolean()},
                                         {"enable", boolean()},
                                         {"search", string().otherwise("")}});
    const Json query = checkedQuery(schema, call);
    const auto found = customProviders(
        service.database, {query["search"], flag(query, "enable"), flag(query, "beta")});
    Json result = Json::array();
    for (const CustomProvider &provider : pageOf(found, query)) {
        result.push_back(provider.json());
    }
    return success(std::move(result));
}

Reply create(Service &service, const Call &call)
{
    CustomProvider provider;
    provider.id = newUuid();
    provider.fields = checkedBody(customProviderCreateSchema(), call);
    provider.fields["logo"] = defaultLogo(provider.fields["slug"]);
    provider.createdAt = provider.modifiedAt = service.clock.now();
    Transaction transaction(service.database);
    insertCustomProvider(service.database, provider);
    transaction.commit();
    return success(provider.json());
}

Reply fetch(Service &service, const Call &call)
{
    return success(customProviderOf(service.database, call.path.at("id")).json());
}

Reply update(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    CustomProvider provider = customProviderOf(service.database, call.path.at("id"));
    provider.fields.update(checkedBody(customProviderUpdateSchema(), call));
    provider.modifiedAt = service.clock.now();
    updateCustomProvider(service.database, provider);
    transaction.commit();
    return success(provider.json());
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const CustomProvider provider = customProviderOf(service.database, call.path.at("id"));
    deleteCustomProvider(service.database, provider);
    transaction.commit();
    return success(provider.json());
}

} // namespace

void addCustomProviderRoutes(Router &router, Service &service)
{
    addOperations(router, service,
                  {{"GET", "/custom-providers", list},
                   {"POST", "/custom-providers", create},
                   {"GET", "/custom-providers/{id}", fetch},
                   {"PATCH", "/custom-providers/{id}", update},
                   {"DELETE", "/custom-providers/{id}", remove}});
}

} // namespace sandbox
