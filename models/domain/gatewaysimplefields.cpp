// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gatewaysimplefields.h"

#include "models/domain/format.h"

#include <QCoreApplication>
#include <QStringList>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::GatewaySimpleField)
};

QString lengthProblem(const GatewaySimpleField &field, const QString &text)
{
    const qint64 length = text.trimmed().size();
    if (field.maximum > 0 && length > field.maximum)
        return Tr::tr("at most %1 characters are allowed").arg(format::count(field.maximum));
    if (length < field.minimum)
        return Tr::tr("at least %1 characters are needed").arg(format::count(field.minimum));
    return {};
}

QString rangeProblem(const GatewaySimpleField &field, qint64 number)
{
    if (field.maximum > 0 && (number < field.minimum || number > field.maximum))
        return Tr::tr("has to be from %1 to %2")
            .arg(format::count(field.minimum), format::count(field.maximum));
    if (number < field.minimum)
        return Tr::tr("has to be at least %1").arg(format::count(field.minimum));
    return {};
}

} // namespace

QString GatewaySimpleField::problem(const QJsonValue &value) const
{
    if (value.isNull())
        return nullable ? QString() : Tr::tr("cannot be null");
    switch (kind) {
    case Kind::Number: // toInteger() gives its argument for what is no integer
        if (!value.isDouble() || value.toInteger(0) != value.toInteger(1))
            return Tr::tr("has to be a whole number");
        return rangeProblem(*this, value.toInteger());
    case Kind::Switch:
        return value.isBool() ? QString() : Tr::tr("has to be true or false");
    case Kind::Choice:
    case Kind::Text:
        return value.isString() ? lengthProblem(*this, value.toString())
                                : Tr::tr("has to be a text");
    }
    return {};
}

const QList<GatewaySimpleField> &gatewaySimpleFields()
{
    using enum GatewaySimpleField::Kind;
    static const QList<GatewaySimpleField> fields{
        {QStringLiteral("cache_ttl"), Number, true, 0, 0, 300},
        {QStringLiteral("cache_invalidate_on_update"), Switch},
        {QStringLiteral("rate_limiting_limit"), Number, true, 0, 0, 100},
        {QStringLiteral("rate_limiting_interval"), Number, true, 0, 0, 60},
        {QStringLiteral("rate_limiting_technique"), Choice, true},
        {QStringLiteral("retry_max_attempts"), Number, true, 1, 5, 3},
        {QStringLiteral("retry_delay"), Number, true, 0, 5000, 500},
        {QStringLiteral("retry_backoff"), Choice, true},
        {QStringLiteral("collect_logs"), Switch},
        {QStringLiteral("log_management"), Number, true, 10'000, 10'000'000, 100'000},
        {QStringLiteral("log_management_strategy"), Choice, true},
        {QStringLiteral("log_classification"), Switch},
        {QStringLiteral("logpush"), Switch},
        {QStringLiteral("logpush_public_key"), Text, true, 16, 1024},
        {QStringLiteral("authentication"), Switch},
        {QStringLiteral("store_id"), Text, true},
        {QStringLiteral("workers_ai_billing_mode"), Choice},
        {QStringLiteral("zdr"), Switch},
    };
    return fields;
}

QStringList gatewaySections()
{
    return {Tr::tr("Caching"),  Tr::tr("Rate limiting"), Tr::tr("Retries"), Tr::tr("Logging"),
            Tr::tr("Security"), Tr::tr("Integrations"),  Tr::tr("Billing"), Tr::tr("Other")};
}

QString gatewaySection(const QString &key)
{
    if (key.startsWith(u"cache_"))
        return Tr::tr("Caching");
    if (key.startsWith(u"rate_limiting_"))
        return Tr::tr("Rate limiting");
    if (key.startsWith(u"retry_"))
        return Tr::tr("Retries");
    if (key.startsWith(u"log_") || key == u"collect_logs")
        return Tr::tr("Logging");
    if (QStringList{QStringLiteral("authentication"), QStringLiteral("guardrails"),
                    QStringLiteral("dlp")}
            .contains(key))
        return Tr::tr("Security");
    if (QStringList{QStringLiteral("otel"), QStringLiteral("logpush"),
                    QStringLiteral("logpush_public_key"), QStringLiteral("stripe"),
                    QStringLiteral("store_id")}
            .contains(key))
        return Tr::tr("Integrations");
    if (QStringList{QStringLiteral("workers_ai_billing_mode"), QStringLiteral("zdr"),
                    QStringLiteral("spend_limits")}
            .contains(key))
        return Tr::tr("Billing");
    return Tr::tr("Other");
}

} // namespace gatehouse
