// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/providercoststore.h"

namespace sandbox {

namespace {

constexpr auto changedBy = "manual"; // whoever calls the API is

constexpr auto columns =
    "SELECT provider_costs.id, provider, custom_providers.id, provider_costs.created_at,"
    " provider_costs.modified_at, provider_costs.fields FROM provider_costs"
    " JOIN custom_providers ON provider = custom_providers.number WHERE ";

ProviderCost readCost(const Statement &select)
{
    return {select.text(0),    select.integer(1), select.text(2),
            select.integer(3), select.integer(4), Json::parse(select.text(5))};
}

/// Of several rules that fit a model, the heaviest counts.
int weightOf(const std::string &modelRule)
{
    return modelRule == "equals" ? 3 : modelRule == "starts-with" ? 2 : 1;
}

Schema modelRule()
{
    return string().oneOf({"equals", "starts-with", "contains"});
}

std::vector<Property> optionalProperties()
{
    std::vector<Property> prices;
    for (const char *unit :
         {"input_audio_tokens", "input_cache_creation_tokens", "input_cached_tokens",
          "input_image_count", "input_image_tokens", "input_text_tokens", "input_tokens",
          "input_video_tokens", "output_image_count", "output_reasoning_tokens", "output_tokens",
          "total_tokens"}) {
        prices.push_back({unit, number().min(0)});
    }
    return {{"cost_in", number().min(0)},
            {"cost_out", number().min(0)},
            {"token_pricing", object(std::move(prices))}};
}

Schema createSchema()
{
    auto properties = optionalProperties();
    properties.push_back({"account_provider_id", string().required()});
    properties.push_back({"cost_type", string().otherwise("tokens")});
    properties.push_back({"enable", boolean().otherwise(false)});
    properties.push_back({"model", string().nonEmpty().required()});
    properties.push_back({"model_rule", modelRule().otherwise("equals")});
    return object(std::move(properties));
}

Schema updateSchema()
{
    auto properties = optionalProperties();
    properties.push_back({"cost_type", string()});
    properties.push_back({"enable", boolean()});
    properties.push_back({"model", string().nonEmpty()});
    properties.push_back({"model_rule", modelRule()});
    return object(std::move(properties));
}

} // namespace

Json ProviderCost::json() const
{
    Json result = fields;
    result["id"] = id;
    result["account_provider_id"] = providerId;
    result["created_at"] = isoTime(createdAt);
    result["modified_at"] = isoTime(modifiedAt);
    result["changed_by"] = changedBy;
    result["weight"] = weightOf(fields["model_rule"]);
    if (fields.contains("token_pricing")) { // sent as an object, answered as text
        result["token_pricing"] = fields["token_pricing"].dump();
    }
    return result;
}

const Schema &providerCostCreateSchema()
{
    static const Schema schema = createSchema();
    return schema;
}

const Schema &providerCostUpdateSchema()
{
    static const Schema schema = updateSchema();
    return schema;
}

std::vector<ProviderCost> providerCosts(Database &database, const ProviderCostFilter &filter)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare(std::string(columns)
                         + "instr(lower(model || ' ' || ?1), lower(?2))"
                           " AND provider_costs.enable = ifnull(?3, provider_costs.enable)"
                           " AND ?4 IN ('', custom_providers.id) AND ?5 IN ('', model_rule)"
                           " AND ?6 IN ('', cost_type) ORDER BY provider_costs.number DESC");
    select.bind(0, changedBy).bind(1, filter.search);
    if (filter.enable) {
        select.bind(2, std::int64_t{*filter.enable});
    } else {
        select.bindNull(2);
    }
    select.bind(3, filter.providerId).bind(4, filter.modelRule).bind(5, filter.costType);
    std::vector<ProviderCost> costs;
    while (select.step()) {
        costs.push_back(readCost(select));
    }
    return costs;
}

ProviderCost providerCostOf(Database &database, const std::string &id)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare(std::string(columns) + "provider_costs.id = ?");
    select.bind(0, id);
    if (!select.step()) {
        throw Failure(404, NotFound, "Custom provider cost not found");
    }
    return readCost(select);
}

void insertProviderCost(Database &database, const ProviderCost &cost)
{
    const std::scoped_lock guard(database.mutex());
    database
        .prepare("INSERT INTO provider_costs (id, provider, created_at, modified_at, fields)"
                 " VALUES (?, ?, ?, ?, ?)")
        .bind(0, cost.id)
        .bind(1, cost.provider)
        .bind(2, cost.createdAt)
        .bind(3, cost.modifiedAt)
        .bind(4, cost.fields.dump())
        .run();
}

void updateProviderCost(Database &database, const ProviderCost &cost)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("UPDATE provider_costs SET modified_at = ?, fields = ? WHERE id = ?")
        .bind(0, cost.modifiedAt)
        .bind(1, cost.fields.dump())
        .bind(2, cost.id)
        .run();
}

void deleteProviderCost(Database &database, const ProviderCost &cost)
{
    const std::scoped_lock guard(database.mutex());
    database.prepare("DELETE FROM provider_costs WHERE id = ?").bind(0, cost.id).run();
}

} // namespace sandbox
