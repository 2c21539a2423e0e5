// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/gatewaysimplefields.h"

#include "models/domain/format.h"
#include "models/domain/publickey.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::GatewaySimpleField)
};

QString lengthProblem(const GatewaySimpleField &field, const QString &text)
{
    const qint64 length = text.trimmed().size();
    if (length >= field.minimum && (field.maximum == 0 || length <= field.maximum))
        return {};
    return Tr::tr("%1 characters; it must have %2 to %3")
        .arg(format::count(length), format::count(field.minimum), format::count(field.maximum));
}

QString keyProblem(const QString &key)
{
    switch (publicKeyFault(key)) {
    case PublicKeyFault::NotPem:
        return Tr::tr("a PEM public key begins with -----BEGIN PUBLIC KEY----- and ends with "
                      "-----END PUBLIC KEY-----");
    case PublicKeyFault::PrivateKey:
        return Tr::tr("this is a private key, which nobody else may have; paste the public one");
    case PublicKeyFault::OtherKind:
        return Tr::tr("this is PEM, but no public key");
    case PublicKeyFault::Damaged:
        return Tr::tr("the key is damaged: what is between its first and last line is not "
                      "complete");
    case PublicKeyFault::None:
        break;
    }
    return {};
}

} // namespace

QString GatewaySimpleField::limits() const
{
    return maximum == 0 ? Tr::tr("a whole number, %1 or more").arg(format::count(minimum))
                        : Tr::tr("a whole number from %1 to %2")
                              .arg(format::count(minimum), format::count(maximum));
}

QString GatewaySimpleField::problem(const QJsonValue &value) const
{
    if (value.isNull())
        return nullable ? QString() : Tr::tr("cannot be null");
    switch (kind) {
    case Kind::Number: // toInteger() gives its argument for what is no integer
        return value.isDouble() && value.toInteger(0) == value.toInteger(1)
                && value.toInteger() >= minimum && (maximum == 0 || value.toInteger() <= maximum)
            ? QString()
            : Tr::tr("has to be %1").arg(limits());
    case Kind::Switch:
        return value.isBool() ? QString() : Tr::tr("has to be true or false");
    case Kind::Choice:
    case Kind::Text:
    case Kind::PublicKey:
        return value.isString() ? lengthProblem(*this, value.toString())
                                : Tr::tr("has to be a text");
    }
    return {};
}

QString GatewaySimpleField::mistake(const QJsonValue &value) const
{
    QString what = problem(value);
    // Before all else: a private key should not be here.
    if (kind == Kind::PublicKey && value.isString()
        && (what.isEmpty() || publicKeyFault(value.toString()) == PublicKeyFault::PrivateKey))
        what = keyProblem(value.toString());
    return what.isEmpty() ? what : Tr::tr("%1.").arg(what.left(1).toUpper() + what.mid(1));
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
        {QStringLiteral("logpush_public_key"), PublicKey, true, 16, 1024},
        {QStringLiteral("authentication"), Switch},
        {QStringLiteral("store_id"), Text, true},
        {QStringLiteral("workers_ai_billing_mode"), Choice},
        {QStringLiteral("zdr"), Switch},
    };
    return fields;
}

const GatewaySimpleField *gatewaySimpleField(const QString &key)
{
    const QList<GatewaySimpleField> &fields = gatewaySimpleFields();
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [&](const GatewaySimpleField &field) { return field.key == key; });
    return it == fields.end() ? nullptr : &*it;
}

// A section and the beginnings of its fields' names.
static QList<std::pair<QString, QStringList>> sections()
{
    const auto list = [](const char *names) { return QString::fromLatin1(names).split(u' '); };
    return {{Tr::tr("Caching"), list("cache_")},
            {Tr::tr("Rate limiting"), list("rate_limiting_")},
            {Tr::tr("Retries"), list("retry_")},
            {Tr::tr("Logging"), list("collect_logs log_")},
            {Tr::tr("Security"), list("authentication guardrails dlp")},
            {Tr::tr("Integrations"), list("otel logpush stripe store_id")},
            {Tr::tr("Billing"), list("workers_ai_billing_mode zdr spend_limits")}};
}

static QString otherSection()
{
    return Tr::tr("Other");
}

QStringList gatewaySections()
{
    QStringList titles;
    for (const auto &[title, names] : sections())
        titles.append(title);
    return titles + QStringList(otherSection());
}

QString gatewaySection(const QString &key)
{
    for (const auto &[title, names] : sections())
        for (const QString &name : names)
            if (key.startsWith(name))
                return title;
    return otherSection();
}

} // namespace gatehouse
