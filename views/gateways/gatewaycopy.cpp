// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaycopy.h"

namespace gatehouse {

GatewayCopy *GatewayCopy::of(ConnectionModels *models)
{
    if (auto *copy = models->findChild<GatewayCopy *>({}, Qt::FindDirectChildrenOnly))
        return copy;
    return new GatewayCopy(models);
}

void GatewayCopy::offer(const Gateway &gateway)
{
    m_gateway = gateway;
    Q_EMIT offered();
}

Gateway GatewayCopy::duplicateOf(const Gateway &gateway, const GatewayModel &existing)
{
    constexpr int maxId = 64;
    const auto name = [&](const QString &suffix) {
        return gateway.id.value.left(maxId - int(suffix.size())) + suffix;
    };
    Gateway copy = creatable(gateway);
    copy.id.value = name(QStringLiteral("-copy"));
    for (int i = 2; existing.find(copy.id.value); ++i)
        copy.id.value = name(QStringLiteral("-copy-%1").arg(i));
    return copy;
}

Gateway GatewayCopy::creatable(const Gateway &gateway)
{
    Gateway copy = gateway;
    copy.createdAt = copy.modifiedAt = QDateTime();
    copy.isDefault = {};
    copy.logClassification = {};
    copy.dlp = copy.guardrails = copy.spendLimits = copy.stripe = {};
    copy.otel = {};
    copy.unknown = {};
    return copy;
}

} // namespace gatehouse
