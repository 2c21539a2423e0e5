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

const QStringList &gatewayServiceMadeKeys()
{
    static const QStringList keys{QStringLiteral("created_at"), QStringLiteral("modified_at"),
                                  QStringLiteral("is_default")};
    return keys;
}

const QStringList &gatewayUpdateOnlyKeys()
{
    static const QStringList keys{QStringLiteral("dlp"),    QStringLiteral("guardrails"),
                                  QStringLiteral("otel"),   QStringLiteral("spend_limits"),
                                  QStringLiteral("stripe"), QStringLiteral("log_classification")};
    return keys;
}

Gateway creatable(const Gateway &gateway)
{
    Gateway copy = gateway;
    copy.createdAt = copy.modifiedAt = QDateTime();
    copy.isDefault = copy.logClassification = {};
    copy.dlp = copy.guardrails = copy.spendLimits = copy.stripe = {};
    copy.otel = {};
    copy.unknown = {};
    return copy;
}

static QJsonObject bodyWithout(const Gateway &gateway, const QStringList &keys)
{
    QJsonObject body = toJson(gateway).toObject();
    for (const QString &key : keys)
        body.remove(key);
    return body;
}

QJsonObject gatewayCreateBody(const Gateway &gateway)
{
    return bodyWithout(gateway, gatewayServiceMadeKeys() + gatewayUpdateOnlyKeys());
}

QJsonObject gatewayUpdateBody(const Gateway &gateway)
{
    return bodyWithout(gateway, gatewayServiceMadeKeys() + QStringList(QStringLiteral("id")));
}

} // namespace gatehouse
