// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/providerconfigstore.h"
#include "app/sandbox/api/providerrules.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/http/schema.h"
#include "app/sandbox/store/ids.h"

namespace sandbox {

namespace {

Gateway gatewayOf(Service &service, const Call &call)
{
    return gatewayOf(service.database, call.path.at("gateway_id"));
}

/// Keys are kept in the store that the gateway names.
void needStore(const Gateway &gateway)
{
    const Json store = gateway.fields.value("store_id", Json());
    if (!store.is_string() || store.get_ref<const std::string &>().empty()) {
        throw Failure(400,
                      {{InvalidInput, "The gateway has no store_id, so it cannot hold a key",
                        Json::array({"path", "gateway_id"})}});
    }
}

/// As the Secrets Store makes them.
std::string newSecretId()
{
    std::string id = newUuid();
    std::erase(id, '-');
    return id;
}

ProviderConfig configFrom(const Json &body, Millis now)
{
    const std::string secret = body["secret"];
    ProviderConfig config;
    config.id = newUuid();
    config.providerSlug = body["provider_slug"];
    config.alias = body["alias"];
    config.isDefault = body["default_config"];
    config.secretId = body["secret_id"];
    if (secret.empty() && config.secretId.empty()) {
        throw Failure(400,
                      {{InvalidInput, "Needs a secret, or the secret_id of a stored one",
                        Json::array({"body", "secret"})}});
    }
    if (config.secretId.empty()) {
        config.secretId = newSecretId();
    }
    config.secretPreview = secretPreview(secret);
    config.limits = {{"rate_limit_period", body["rate_limit_period"]}};
    if (body.contains("rate_limit")) {
        config.limits["rate_limit"] = body["rate_limit"];
    }
    config.modifiedAt = now;
    return config;
}

Reply list(Service &service, const Call &call)
{
    const Gateway gateway = gatewayOf(service, call);
    static const Schema schema = object({{"page", integer().min(1).otherwise(1)},
                                         {"per_page", integer().min(1).max(100).otherwise(20)}});
    const Json query = checkedQuery(schema, call);
    Json result = Json::array();
    for (const ProviderConfig &config : pageOf(providerConfigs(service.database, gateway), query)) {
        result.push_back(config.json(gateway));
    }
    return success(std::move(result));
}

Reply create(Service &service, const Call &call)
{
    static const Schema schema = object({{"alias", string().nonEmpty().required()},
                                         {"default_config", boolean().required()},
                                         {"provider_slug", string().nonEmpty().required()},
                                         {"rate_limit", number().min(0)},
                                         {"rate_limit_period", number().min(0).otherwise(60)},
                                         {"secret", string().otherwise("")},
                                         {"secret_id", string().otherwise("")}});
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    const ProviderConfig config = configFrom(checkedBody(schema, call), service.clock.now());
    needStore(gateway);
    insertProviderConfig(service.database, gateway, config);
    transaction.commit();
    return success(config.json(gateway));
}

Reply update(Service &service, const Call &call)
{
    static const Schema schema = object({{"secret", string().nonEmpty().required()}});
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    ProviderConfig config = providerConfigOf(service.database, gateway, call.path.at("id"));
    config.secretPreview = secretPreview(checkedBody(schema, call)["secret"]);
    config.modifiedAt = service.clock.now();
    needStore(gateway);
    updateSecret(service.database, config);
    transaction.commit();
    return success(config.json(gateway));
}

Reply remove(Service &service, const Call &call)
{
    Transaction transaction(service.database);
    const Gateway gateway = gatewayOf(service, call);
    const ProviderConfig config = providerConfigOf(service.database, gateway, call.path.at("id"));
    deleteProviderConfig(service.database, config);
    transaction.commit();
    return success(config.json(gateway));
}

} // namespace

void addProviderConfigRoutes(Router &router, Service &service)
{
    addOperations(router, service,
                  {{"GET", "/gateways/{gateway_id}/provider_configs", list},
                   {"POST", "/gateways/{gateway_id}/provider_configs", create},
                   {"PUT", "/gateways/{gateway_id}/provider_configs/{id}", update},
                   {"DELETE", "/gateways/{gateway_id}/provider_configs/{id}", remove}});
}

} // namespace sandbox
