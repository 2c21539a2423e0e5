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
    m_copy = copyOf(gateway);
    Q_EMIT offered();
}

QString GatewayCopy::Copy::described(const QString &what) const
{
    return lost.isEmpty() ? what
                          : tr("%1 Not copied: %2.").arg(what, lost.join(QStringLiteral("; ")));
}

Gateway GatewayCopy::duplicateOf(const Gateway &gateway, const GatewayModel &existing)
{
    const auto name = [&](const QString &suffix) {
        return gateway.id.value.left(maxGatewayId - int(suffix.size())) + suffix;
    };
    Gateway copy = gateway;
    copy.id.value = name(QStringLiteral("-copy"));
    for (int i = 2; existing.find(copy.id.value); ++i)
        copy.id.value = name(QStringLiteral("-copy-%1").arg(i));
    return copy;
}

static QJsonArray withoutCredentials(const QJsonArray &endpoints, QStringList &lost)
{
    QJsonArray kept;
    for (int i = 0; i < endpoints.size(); ++i) {
        QJsonObject endpoint = endpoints.at(i).toObject();
        const QString name = GatewayCopy::tr("OpenTelemetry endpoint %1").arg(i + 1);
        QString authorization = endpoint.value(u"authorization").toString();
        if (!authorization.isEmpty())
            lost.append(GatewayCopy::tr("the authorization of %1").arg(name));
        const QStringList headers = endpoint.value(u"headers").toObject().keys();
        if (!headers.isEmpty())
            lost.append(GatewayCopy::tr("the headers of %1 (%2)")
                            .arg(name, headers.join(QStringLiteral(", "))));
        endpoint.insert(QStringLiteral("authorization"), QString());
        endpoint.insert(QStringLiteral("headers"), QJsonObject());
        kept.append(endpoint);
    }
    return kept;
}

GatewayCopy::Copy GatewayCopy::copyOf(const Gateway &gateway)
{
    Copy copy{creatable(gateway), {}};
    copy.gateway.logClassification = gateway.logClassification;
    copy.gateway.guardrails = gateway.guardrails;
    copy.gateway.dlp = gateway.dlp;
    copy.gateway.spendLimits = gateway.spendLimits;
    copy.gateway.otel = gateway.otel;
    copy.gateway.stripe = gateway.stripe;
    if (gateway.otel)
        copy.gateway.otel = withoutCredentials(*gateway.otel, copy.lost);
    if (gateway.stripe) {
        QJsonObject stripe = *gateway.stripe;
        if (!stripe.value(u"authorization").toString().isEmpty())
            copy.lost.append(tr("the authorization of Stripe"));
        stripe.insert(QStringLiteral("authorization"), QString());
        copy.gateway.stripe = stripe;
    }
    for (const QString &key : gateway.unknown.keys())
        copy.lost.append(tr("%1, which this version does not know").arg(key));
    return copy;
}

} // namespace gatehouse
