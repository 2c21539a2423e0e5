// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayfields.h"

#include "models/domain/format.h"
#include "models/domain/secrets.h"
#include "models/domain/timedisplay.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <algorithm>

namespace gatehouse::gatewayfields {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::GatewayFields)
};

struct Info
{
    const char *key;
    const char *label;
    const char *unit;
    const char *help;
};

#define TR(text) QT_TRANSLATE_NOOP("gatehouse::GatewayFields", text)
constexpr Info infos[] = {
    {"id", TR("Id"), "", TR("Part of the gateway's URL: 1 to 64 characters, fixed once created.")},
    {"is_default", TR("Default gateway"), "",
     TR("Whether requests that name no gateway go through this one. The service decides it.")},
    {"created_at", TR("Created"), "", TR("When it was created.")},
    {"modified_at", TR("Modified"), "", TR("When it was last changed.")},
    {"cache_ttl", TR("Cache duration"), "s",
     TR("How long the answer to a request is served again to an identical one. 0 turns caching "
        "off.")},
    {"cache_invalidate_on_update", TR("Empty cache on update"), "",
     TR("Whether everything cached is dropped when the gateway is saved.")},
    {"rate_limiting_limit", TR("Rate limit"), TR("requests"),
     TR("How many requests are let through in one interval; more are answered with 429. 0 means "
        "no limit.")},
    {"rate_limiting_interval", TR("Rate interval"), "s",
     TR("The time in which the requests are counted.")},
    {"rate_limiting_technique", TR("Rate window"), "",
     TR("Fixed counts anew at the start of every interval. Sliding looks back over the last "
        "interval at any moment.")},
    {"retry_max_attempts", TR("Attempts"), "",
     TR("How often a request to the provider is tried, 1 to 5, when it fails.")},
    {"retry_delay", TR("Retry delay"), "ms",
     TR("The pause before the first repetition, 0 to 5,000 ms.")},
    {"retry_backoff", TR("Retry backoff"), "",
     TR("How the pause grows from one repetition to the next.")},
    {"collect_logs", TR("Collect logs"), "",
     TR("Whether requests and responses are kept, to be read under Logs.")},
    {"log_management", TR("Keep at most"), TR("logs"),
     TR("How many logs the gateway holds, 10,000 to 10,000,000.")},
    {"log_management_strategy", TR("When full"), "",
     TR("What happens to new logs once the limit is reached.")},
    {"log_classification", TR("Log classification"), "",
     TR("Whether the service classifies logs.")},
    {"authentication", TR("Authentication"), "",
     TR("Whether callers have to send a token in the header cf-aig-authorization.")},
    {"guardrails", TR("Guardrails"), "",
     TR("Categories of prompts and responses that are flagged or blocked.")},
    {"dlp", TR("Data loss prevention"), "",
     TR("What happens to requests and responses that hold sensitive data.")},
    {"otel", TR("OpenTelemetry"), "", TR("Where traces are exported to, at most 5 places.")},
    {"logpush", TR("Log push"), "", TR("Whether logs are pushed, encrypted, to an outside store.")},
    {"logpush_public_key", TR("Log push key"), "",
     TR("The public key that pushed logs are encrypted with: 16 to 1,024 characters of PEM.")},
    {"stripe", TR("Stripe"), "", TR("Usage events that are sent to Stripe.")},
    {"store_id", TR("Secrets store"), "", TR("Where the gateway's provider keys are held.")},
    {"workers_ai_billing_mode", TR("Workers AI billing"), "",
     TR("Whether Workers AI is paid afterwards or from the account's credit.")},
    {"zdr", TR("Zero data retention"), "",
     TR("Whether providers paid through unified billing may keep nothing. Logging here is not "
        "concerned.")},
    {"spend_limits", TR("Spend limits"), "", TR("How much may be spent in a window of time.")},
};

#undef TR

const Info *find(const QString &key)
{
    const auto *it = std::find_if(std::begin(infos), std::end(infos),
                                  [&](const Info &info) { return key == QLatin1String(info.key); });
    return it == std::end(infos) ? nullptr : it;
}

QString onOff(bool on)
{
    return on ? Tr::tr("on") : Tr::tr("off");
}

QString compact(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray json =
        QJsonDocument(QJsonArray{withoutSecrets(value)}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

int countOf(const QJsonObject &guardrails, QLatin1String treatment)
{
    int count = 0;
    for (const QLatin1String side : {QLatin1String("prompt"), QLatin1String("response")})
        for (const QJsonValue category : guardrails.value(side).toObject())
            count += category.toString() == treatment ? 1 : 0;
    return count;
}

QString guardrailsSummary(const QJsonObject &guardrails)
{
    const int blocked = countOf(guardrails, QLatin1String("BLOCK"));
    const int flagged = countOf(guardrails, QLatin1String("FLAG"));
    if (blocked + flagged == 0)
        return onOff(false);
    return Tr::tr("%1 blocked, %2 flagged").arg(blocked).arg(flagged);
}

QString counted(int count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(count);
}

QString dlpSummary(const QJsonObject &dlp)
{
    if (!dlp.value(QLatin1String("enabled")).toBool())
        return onOff(false);
    if (const QJsonValue policies = dlp.value(QLatin1String("policies")); policies.isArray())
        return counted(int(policies.toArray().size()), Tr::tr("on, 1 policy"),
                       Tr::tr("on, %1 policies"));
    return Tr::tr("%1, %2").arg(dlp.value(QLatin1String("action")).toString().toLower(),
                                counted(int(dlp.value(QLatin1String("profiles")).toArray().size()),
                                        Tr::tr("1 profile"), Tr::tr("%1 profiles")));
}

QString otelSummary(const QJsonArray &exporters)
{
    QStringList hosts;
    for (const QJsonValue exporter : exporters)
        hosts.append(QUrl(exporter.toObject().value(QLatin1String("url")).toString()).host());
    return hosts.isEmpty() ? Tr::tr("none") : hosts.join(QStringLiteral(", "));
}

} // namespace

QStringList order()
{
    QStringList keys;
    for (const Info &info : infos)
        keys.append(QString::fromLatin1(info.key));
    return keys;
}

QString label(const QString &key)
{
    const Info *info = find(key);
    return info ? Tr::tr(info->label) : key;
}

QString unit(const QString &key)
{
    const Info *info = find(key);
    return info && *info->unit ? Tr::tr(info->unit) : QString();
}

QString help(const QString &key)
{
    const Info *info = find(key);
    return info ? Tr::tr("%1\nIn the API: %2").arg(Tr::tr(info->help), key)
                : Tr::tr("This program does not know the field; it is kept as it is.");
}

QList<Choice> choices(const QString &key)
{
    if (key == QLatin1String("rate_limiting_technique"))
        return {{QStringLiteral("fixed"), Tr::tr("Fixed")},
                {QStringLiteral("sliding"), Tr::tr("Sliding")}};
    if (key == QLatin1String("retry_backoff"))
        return {{QStringLiteral("constant"), Tr::tr("Constant")},
                {QStringLiteral("linear"), Tr::tr("Linear")},
                {QStringLiteral("exponential"), Tr::tr("Exponential")}};
    if (key == QLatin1String("log_management_strategy"))
        return {{QStringLiteral("DELETE_OLDEST"), Tr::tr("Delete the oldest logs")},
                {QStringLiteral("STOP_INSERTING"), Tr::tr("Stop keeping new logs")}};
    if (key == QLatin1String("workers_ai_billing_mode"))
        return {{QStringLiteral("postpaid"), Tr::tr("Postpaid")},
                {QStringLiteral("unified"), Tr::tr("Unified")}};
    return {};
}

QString notSet()
{
    return Tr::tr("not set");
}

QString notReported()
{
    return Tr::tr("not reported");
}

QString summary(const QString &key, const QJsonValue &value)
{
    if (value.isUndefined())
        return notReported();
    if (value.isNull())
        return notSet();
    if (key == QLatin1String("guardrails"))
        return guardrailsSummary(value.toObject());
    if (key == QLatin1String("dlp"))
        return dlpSummary(value.toObject());
    if (key == QLatin1String("otel"))
        return otelSummary(value.toArray());
    if (key == QLatin1String("stripe"))
        return counted(int(value.toObject().value(QLatin1String("usage_events")).toArray().size()),
                       Tr::tr("1 usage event"), Tr::tr("%1 usage events"));
    if (key == QLatin1String("spend_limits"))
        return Tr::tr("%1, %2").arg(
            onOff(value.toObject().value(QLatin1String("enabled")).toBool()),
            counted(int(value.toObject().value(QLatin1String("rules")).toArray().size()),
                    Tr::tr("1 rule"), Tr::tr("%1 rules")));
    return value.isBool() ? onOff(value.toBool()) : compact(value);
}

QString text(const QString &key, const QJsonValue &value, const TimeDisplay &time)
{
    if (value.isUndefined())
        return notReported();
    if (value.isNull())
        return notSet();
    if (key == QLatin1String("created_at") || key == QLatin1String("modified_at"))
        return time.preciseText(QDateTime::fromString(value.toString(), Qt::ISODateWithMs));
    if (value.isBool() && key == QLatin1String("is_default"))
        return value.toBool() ? Tr::tr("yes") : Tr::tr("no");
    if (value.isBool())
        return onOff(value.toBool());
    if (value.isDouble() && find(key)) {
        const qint64 number = value.toInteger();
        if (key == QLatin1String("cache_ttl") && number == 0)
            return onOff(false);
        return unit(key).isEmpty() ? format::count(number)
                                   : Tr::tr("%1 %2").arg(format::count(number), unit(key));
    }
    for (const Choice &choice : choices(key))
        if (value.toString() == choice.value)
            return choice.label;
    return compact(value);
}

} // namespace gatehouse::gatewayfields
