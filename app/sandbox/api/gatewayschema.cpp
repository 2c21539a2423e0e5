// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/gatewayschema.h"

namespace sandbox {

namespace {

/// What a create and an update body have in common, with the defaults of what is not sent.
std::vector<Property> commonProperties()
{
    return {
        {"cache_invalidate_on_update", boolean().required()},
        {"cache_ttl", integer().min(0).nullable().required()},
        {"collect_logs", boolean().required()},
        {"rate_limiting_interval", integer().min(0).nullable().required()},
        {"rate_limiting_limit", integer().min(0).nullable().required()},
        {"rate_limiting_technique",
         string().oneOf({"fixed", "sliding"}).nullable().otherwise(nullptr)},
        {"authentication", boolean().otherwise(false)},
        {"log_management", integer().min(10'000).max(10'000'000).nullable().otherwise(nullptr)},
        {"log_management_strategy",
         string().oneOf({"STOP_INSERTING", "DELETE_OLDEST"}).nullable().otherwise(nullptr)},
        {"logpush", boolean().otherwise(false)},
        {"logpush_public_key", string().length(16, 1024).nullable().otherwise(nullptr)},
        {"retry_backoff",
         string().oneOf({"constant", "linear", "exponential"}).nullable().otherwise(nullptr)},
        {"retry_delay", integer().min(0).max(5000).nullable().otherwise(nullptr)},
        {"retry_max_attempts", integer().min(1).max(5).nullable().otherwise(nullptr)},
        {"store_id", string().nullable().otherwise(nullptr)},
        {"workers_ai_billing_mode", string().oneOf({"postpaid", "unified"}).otherwise("postpaid")},
        {"zdr", boolean().otherwise(false)},
    };
}

Schema dlp()
{
    const Schema action = string().oneOf({"BLOCK", "FLAG"}).required();
    const Schema profileIds = array(string()).required();
    return anyOf({
        object({{"enabled", boolean().required()}, {"action", action}, {"profiles", profileIds}}),
        object({{"enabled", boolean().required()},
                {"policies",
                 array(object({{"id", string().required()},
                               {"enabled", boolean().required()},
                               {"action", action},
                               {"check", array(string().oneOf({"REQUEST", "RESPONSE"})).required()},
                               {"profiles", profileIds}}))
                     .required()}}),
    });
}

Schema guardrails()
{
    const Schema action = string().oneOf({"FLAG", "BLOCK"});
    std::vector<Property> categories;
    for (const char *category :
         {"P1", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "S13"}) {
        categories.push_back({category, action});
    }
    const Schema side = object(categories).required();
    return object({{"prompt", side}, {"response", side}}).nullable();
}

Schema otel()
{
    return array(object({{"url", string().isUrl().length(0, 2048).required()},
                         {"headers", mapOf(string().length(0, 4096)).required()},
                         {"authorization", string().length(0, 256)},
                         {"content_type", string().oneOf({"json", "protobuf"}).otherwise("json")}}))
        .maxItems(5)
        .nullable();
}

Schema stripe()
{
    return object({{"authorization", string().required()},
                   {"usage_events", array(object({{"payload", string().required()}})).required()}})
        .nullable();
}

Schema spendLimits()
{
    const Schema filter = object(
        {{"mode", string().oneOf({"filter"}).required()}, {"values", array(string()).required()}});
    const Schema partition = object({{"mode", string().oneOf({"partition"}).required()}});
    const Schema rule = object({
        {"id", string().length(1, 255)},
        {"enabled", boolean().otherwise(true)},
        {"limit", number().above(0).required()},
        {"limitType", string().oneOf({"cost"}).required()},
        {"window", integer().above(0).required()},
        {"technique", string().oneOf({"fixed", "sliding"}).otherwise("sliding")},
        {"metadata", mapOf(anyOf({partition, filter}))},
        {"model", filter},
        {"provider", filter},
    });
    return object({{"enabled", boolean().otherwise(false)}, {"rules", array(rule).maxItems(20)}})
        .nullable();
}

Schema createSchema()
{
    auto properties = commonProperties();
    properties.push_back({"id", string().length(1, 64).required()});
    return object(std::move(properties));
}

Schema updateSchema()
{
    auto properties = commonProperties();
    properties.push_back({"dlp", dlp()});
    properties.push_back({"guardrails", guardrails()});
    properties.push_back({"log_classification", boolean()});
    properties.push_back({"otel", otel()});
    properties.push_back({"spend_limits", spendLimits()});
    properties.push_back({"stripe", stripe()});
    return object(std::move(properties));
}

} // namespace

const Schema &gatewayCreateSchema()
{
    static const Schema schema = createSchema();
    return schema;
}

const Schema &gatewayUpdateSchema()
{
    static const Schema schema = updateSchema();
    return schema;
}

} // namespace sandbox
