// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/providerconfigstore.h"

namespace sandbox {

namespace {

constexpr auto columns = "SELECT id, provider_slug, alias, default_config, secret_id,"
                         " secret_preview, limits, modified_at FROM provider_configs"
                         " WHERE gateway = ?";

ProviderConfig readConfig(const Statement &select)
{
    return {select.text(0),
            select.text(1),
            select.text(2),
            select.integer(3) != 0,
            select.text(4),
            select.text(5),
            Json::parse(select.text(6)),
            select.integer(7)};
}

void refuseTakenAlias(Database &database, const Gateway &gateway, const ProviderConfig &config)
{
    Statement select = database.prepare(
        "SELECT 1 FROM provider_configs WHERE gateway = ? AND provider_slug = ? AND alias = ?");
    select.bind(0, std::int64_t{gateway.number}).bind(1, config.providerSlug).bind(2, config.alias);
    if (select.step()) {
        throw Failure(409,
                      {{Conflict,
                        "The gateway already has a config for " + config.providerSlug
                            + " with the alias " + config.alias,
                        Json::array({"body", "alias"})}});
    }
}

} // namespace

Json ProviderConfig::json(const Gateway &gateway) const
{
    Json result = limits;
    result["id"] = id;
    result["provider_slug"] = providerSlug;
    result["alias"] = alias;
    result["default_config"] = isDefault;
    result["secret_id"] = secretId;
    result["secret_preview"] = secretPreview;
    result["modified_at"] = isoTime(modifiedAt);
    result["gateway_id"] = gateway.id;
    return result;
}

std::vector<ProviderConfig> providerConfigs(Database &database, const Gateway &gateway)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + " ORDER BY number DESC");
    select.bind(0, std::int64_t{gateway.number});
    std::vector<ProviderConfig> configs;
    while (select.step()) {
        configs.push_back(readConfig(select));
    }
    return configs;
}

ProviderConfig providerConfigOf(Database &database, const Gateway &gateway, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + " AND id = ?");
    select.bind(0, std::int64_t{gateway.number}).bind(1, id);
    if (!select.step()) {
        throw Failure(404, NotFound, "Provider config not found");
    }
    return readConfig(select);
}

void insertProviderConfig(Database &database, const Gateway &gateway, const ProviderConfig &config)
{
    const std::scoped_lock guard(database.mutex());
    refuseTakenAlias(database, gateway, config);
    if (config.isDefault) {
        database
            .prepare("UPDATE provider_configs SET default_config = 0, modified_at = ?"
                     " WHERE gateway = ? AND provider_slug = ? AND default_config")
            .bind(0, config.modifiedAt)
            .bind(1, std::int64_t{gateway.number})
            .bind(2, config.providerSlug)
            .run();
    }
    database.prepare("INSERT INTO provider_configs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(0, config.id)
        .bind(1, std::int64_t{gateway.number})
        .bind(2, config.providerSlug)
        .bind(3, config.alias)
        .bind(4, std::int64_t{config.isDefault})
        .bind(5, config.secretId)
        .bind(6, config.secretPreview)
        .bind(7, config.limits.dump())
        .bind(8, config.modifiedAt)
        .run();
}

void updateSecret(Database &database, const ProviderConfig &config)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("UPDATE provider_configs SET secret_preview = ?, modified_at = ? WHERE id = ?")
        .bind(0, config.secretPreview)
        .bind(1, config.modifiedAt)
        .bind(2, config.id)
        .run();
}

void deleteProviderConfig(Database &database, const ProviderConfig &config)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM provider_configs WHERE id = ?").bind(0, config.id).run();
}

} // namespace sandbox
