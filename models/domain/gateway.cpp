// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gateway.h"

namespace gatehouse {

Gateway newGateway()
{
    Gateway gateway;
    gateway.cacheInvalidateOnUpdate = false;
    gateway.cacheTtl = 0;
    gateway.collectLogs = true;
    gateway.rateLimitingInterval = 0;
    gateway.rateLimitingLimit = 0;
    gateway.rateLimitingTechnique = RateLimitingTechnique::Fixed;
    return gateway;
}

static QJsonObject bodyWithout(const Gateway &gateway, std::initializer_list<const char *> keys)
{
    QJsonObject body = toJson(gateway).toObject();
    for (const char *key : keys)
        body.remove(QLatin1String(key));
    return body;
}

QJsonObject gatewayCreateBody(const Gateway &gateway)
{
    return bodyWithout(gateway,
                       {"created_at", "modified_at", "is_default", "dlp", "guardrails", "otel",
                        "spend_limits", "stripe", "log_classification"});
}

QJsonObject gatewayUpdateBody(const Gateway &gateway)
{
    return bodyWithout(gateway, {"id", "created_at", "modified_at", "is_default"});
}

} // namespace gatehouse
