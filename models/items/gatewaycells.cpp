// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/gatewaycells.h"

#include "models/domain/format.h"
#include "models/items/gatewaymodel.h"

namespace gatehouse {

QString gatewayNotReported()
{
    return GatewayModel::tr("not reported");
}

namespace {

QString notSet()
{
    return GatewayModel::tr("not set");
}

template <class T, class Text> QString fieldText(const Field<T> &field, Text text)
{
    return field ? QString(text(*field)) : field.isNull() ? notSet() : gatewayNotReported();
}

QString onOff(bool on)
{
    return on ? GatewayModel::tr("on") : GatewayModel::tr("off");
}

QString seconds(qint64 value)
{
    return GatewayModel::tr("%1 s").arg(format::count(value));
}

QString rateLimitText(const Gateway &gateway)
{
    const auto &limit = gateway.rateLimitingLimit;
    if (limit.isAbsent())
        return gatewayNotReported();
    if (limit.valueOr(0) == 0 || gateway.rateLimitingInterval.valueOr(0) == 0)
        return GatewayModel::tr("none");
    const QString text = GatewayModel::tr("%1 in %2")
                             .arg(format::count(*limit), seconds(*gateway.rateLimitingInterval));
    return gateway.rateLimitingTechnique
        ? GatewayModel::tr("%1, %2").arg(text, gateway.rateLimitingTechnique->text())
        : text;
}

QString logsKeptText(const Gateway &gateway)
{
    if (!gateway.collectLogs)
        return GatewayModel::tr("not collected");
    if (!gateway.logManagement)
        return GatewayModel::tr("collected");
    const QString rows = format::count(*gateway.logManagement);
    const auto &strategy = gateway.logManagementStrategy;
    if (!strategy)
        return GatewayModel::tr("at most %1").arg(rows);
    switch (strategy->known().value_or(LogManagementStrategy(-1))) {
    case LogManagementStrategy::DeleteOldest:
        return GatewayModel::tr("at most %1, oldest deleted").arg(rows);
    case LogManagementStrategy::StopInserting:
        return GatewayModel::tr("at most %1, then no more").arg(rows);
    }
    return GatewayModel::tr("at most %1, %2").arg(rows, strategy->text());
}

QString retriesText(const Gateway &gateway)
{
    const auto &attempts = gateway.retryMaxAttempts;
    if (attempts.isAbsent())
        return gatewayNotReported();
    if (attempts.valueOr(0) == 0)
        return GatewayModel::tr("none");
    QString text = format::count(*attempts);
    if (gateway.retryBackoff)
        text = GatewayModel::tr("%1, %2").arg(text, gateway.retryBackoff->text());
    if (gateway.retryDelay)
        text =
            GatewayModel::tr("%1 from %2").arg(text, format::duration(double(*gateway.retryDelay)));
    return text;
}

// How many categories of prompts and responses are treated in a way: FLAG or BLOCK.
int guardrailCount(const QJsonObject &guardrails, QLatin1String treatment)
{
    int count = 0;
    for (const QLatin1String part : {QLatin1String("prompt"), QLatin1String("response")}) {
        const QJsonObject categories = guardrails.value(part).toObject();
        for (const QJsonValue value : categories)
            count += value.toString() == treatment ? 1 : 0;
    }
    return count;
}

QString guardrailsText(const QJsonObject &guardrails)
{
    const int flagged = guardrailCount(guardrails, QLatin1String("FLAG"));
    const int blocked = guardrailCount(guardrails, QLatin1String("BLOCK"));
    QStringList parts;
    if (flagged)
        parts.append(GatewayModel::tr("%1 flag").arg(flagged));
    if (blocked)
        parts.append(GatewayModel::tr("%1 block").arg(blocked));
    return parts.isEmpty() ? onOff(false) : parts.join(QStringLiteral(", "));
}

// Either {enabled, action, profiles} or {enabled, policies}.
QString dlpText(const QJsonObject &dlp)
{
    if (!dlp.value(QLatin1String("enabled")).toBool())
        return onOff(false);
    if (const QJsonValue policies = dlp.value(QLatin1String("policies")); policies.isArray()) {
        const auto count = int(policies.toArray().size());
        return count == 1 ? GatewayModel::tr("1 policy")
                          : GatewayModel::tr("%1 policies").arg(count);
    }
    const auto count = int(dlp.value(QLatin1String("profiles")).toArray().size());
    const QString action = dlp.value(QLatin1String("action")).toString().toLower();
    return count == 1 ? GatewayModel::tr("%1, 1 profile").arg(action)
                      : GatewayModel::tr("%1, %2 profiles").arg(action).arg(count);
}

QString otelText(const QJsonArray &endpoints)
{
    if (endpoints.isEmpty())
        return onOff(false);
    return endpoints.size() == 1 ? GatewayModel::tr("1 endpoint")
                                 : GatewayModel::tr("%1 endpoints").arg(endpoints.size());
}

// Null and absent sort apart from every value: an invalid variant comes last.
template <class T> QVariant sortValue(const Field<T> &field)
{
    return field ? QVariant::fromValue(*field) : QVariant();
}

QVariant rateLimitSortValue(const Gateway &gateway)
{
    const qint64 interval = gateway.rateLimitingInterval.valueOr(0);
    const qint64 limit = gateway.rateLimitingLimit.valueOr(0);
    return limit == 0 || interval == 0 ? QVariant() : double(limit) / double(interval);
}

} // namespace

QString gatewayCellText(const Gateway &gateway, int column, const TimeDisplay &time)
{
    switch (column) {
    case GatewayModel::IdColumn:
        return gateway.id.value;
    case GatewayModel::CreatedColumn:
        return time.text(gateway.createdAt);
    case GatewayModel::ModifiedColumn:
        return time.text(gateway.modifiedAt);
    case GatewayModel::CachingColumn:
        return fieldText(gateway.cacheTtl,
                         [](qint64 ttl) { return ttl == 0 ? onOff(false) : seconds(ttl); });
    case GatewayModel::RateLimitColumn:
        return rateLimitText(gateway);
    case GatewayModel::LogsKeptColumn:
        return logsKeptText(gateway);
    case GatewayModel::AuthenticationColumn:
        return fieldText(gateway.authentication, onOff);
    case GatewayModel::RetriesColumn:
        return retriesText(gateway);
    case GatewayModel::GuardrailsColumn:
        return gateway.guardrails.isNull() ? onOff(false)
                                           : fieldText(gateway.guardrails, guardrailsText);
    case GatewayModel::DlpColumn:
        return gateway.dlp.isNull() ? onOff(false) : fieldText(gateway.dlp, dlpText);
    case GatewayModel::OtelColumn:
        return gateway.otel.isNull() ? onOff(false) : fieldText(gateway.otel, otelText);
    case GatewayModel::LogpushColumn:
        return fieldText(gateway.logpush, onOff);
    case GatewayModel::ZdrColumn:
        return fieldText(gateway.zdr, onOff);
    case GatewayModel::BillingColumn:
        return fieldText(gateway.workersAiBillingMode,
                         [](const OpenEnum<BillingMode> &mode) { return mode.text(); });
    case GatewayModel::DefaultColumn:
        return fieldText(gateway.isDefault, [](bool is) {
            return is ? GatewayModel::tr("yes") : GatewayModel::tr("no");
        });
    default:
        return {};
    }
}

QVariant gatewaySortValue(const Gateway &gateway, int column, const TimeDisplay &time)
{
    switch (column) {
    case GatewayModel::CreatedColumn:
        return gateway.createdAt;
    case GatewayModel::ModifiedColumn:
        return gateway.modifiedAt;
    case GatewayModel::CachingColumn:
        return sortValue(gateway.cacheTtl);
    case GatewayModel::RateLimitColumn:
        return rateLimitSortValue(gateway);
    case GatewayModel::LogsKeptColumn:
        return gateway.collectLogs ? QVariant(gateway.logManagement.valueOr(0)) : QVariant(-1);
    case GatewayModel::AuthenticationColumn:
        return sortValue(gateway.authentication);
    case GatewayModel::RetriesColumn:
        return sortValue(gateway.retryMaxAttempts);
    case GatewayModel::OtelColumn:
        return gateway.otel.isAbsent() ? QVariant() : QVariant(gateway.otel.valueOr({}).size());
    case GatewayModel::LogpushColumn:
        return sortValue(gateway.logpush);
    case GatewayModel::ZdrColumn:
        return sortValue(gateway.zdr);
    case GatewayModel::DefaultColumn:
        return sortValue(gateway.isDefault);
    default:
        return gatewayCellText(gateway, column, time);
    }
}

} // namespace gatehouse
