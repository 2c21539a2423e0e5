// SPDX-License-Identifier: GPL-3.0-or-later
// What stands below a gateway's members.
#include "models/domain/secrets.h"
#include "views/gateways/gatewayfields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <span>

namespace gatehouse::gatewayfields {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::GatewayLeaves)
};

#define TR(text) QT_TRANSLATE_NOOP("gatehouse::GatewayLeaves", text)
// Members below the gateway's own.
constexpr std::pair<const char *, const char *> innerLabels[] = {
    {"P1", TR("Prompt injection")},
    {"S1", TR("Violent crimes")},
    {"S2", TR("Non-violent crimes")},
    {"S3", TR("Sex-related crimes")},
    {"S4", TR("Child sexual exploitation")},
    {"S5", TR("Defamation")},
    {"S6", TR("Specialized advice")},
    {"S7", TR("Privacy")},
    {"S8", TR("Intellectual property")},
    {"S9", TR("Indiscriminate weapons")},
    {"S10", TR("Hate")},
    {"S11", TR("Suicide and self-harm")},
    {"S12", TR("Sexual content")},
    {"S13", TR("Elections")},
    {"prompt", TR("Prompt")},
    {"response", TR("Response")},
    {"enabled", TR("Enabled")},
    {"action", TR("Action")},
    {"profiles", TR("Profiles")},
    {"policies", TR("Policies")},
    {"check", TR("Check")},
    {"id", TR("Id")},
    {"url", TR("URL")},
    {"authorization", TR("Authorization")},
    {"headers", TR("Headers")},
    {"content_type", TR("Content type")},
    {"usage_events", TR("Usage events")},
    {"payload", TR("Payload")},
    {"rules", TR("Rules")},
    {"limit", TR("Limit in $")},
    {"limitType", TR("Limit of")},
    {"window", TR("Window in s")},
    {"technique", TR("Technique")},
    {"provider", TR("Providers")},
    {"model", TR("Models")},
    {"metadata", TR("Metadata")},
    {"mode", TR("Mode")},
    {"values", TR("Values")},
};
constexpr int guardrailCount = 14; // the first of them
#undef TR

} // namespace

QStringList guardrailCategories()
{
    QStringList categories;
    for (const auto &[key, label] : std::span(innerLabels).first(guardrailCount))
        categories.append(QString::fromLatin1(key));
    return categories;
}

QString innerLabel(const QString &key)
{
    for (const auto &[known, label] : innerLabels)
        if (key == QLatin1String(known))
            return Tr::tr(label);
    return key;
}

QString pathLabel(const QString &key, const LeafPath &path)
{
    QStringList names{label(key)};
    for (const QString &step : path) {
        bool isNumber = false;
        const int number = step.toInt(&isNumber);
        names.append(isNumber                    ? QString::number(number + 1)
                         : step.startsWith(u'=') ? step.mid(1)
                                                 : innerLabel(step));
    }
    return names.join(QStringLiteral(" › "));
}

// Whatever stands below these is hidden in JSON that is shown; so it is when it stands alone.
static bool isSecret(const LeafPath &path)
{
    return std::any_of(path.begin(), path.end(), [](const QString &step) {
        const QJsonObject member{{step, QStringLiteral("x")}};
        return withoutSecrets(member) != member;
    });
}

// What the form calls it.
static QString leafWord(const QString &text)
{
    if (text == QLatin1String("FLAG"))
        return Tr::tr("flag");
    if (text == QLatin1String("BLOCK"))
        return Tr::tr("block");
    return text.isEmpty() ? Tr::tr("empty") : text;
}

QString leafText(const QString &key, const LeafPath &path, const QJsonValue &value,
                 const TimeDisplay &time)
{
    if (path.isEmpty())
        return value.isObject() || value.isArray() ? details(value) : text(key, value, time);
    if (value.isUndefined())
        return key == QLatin1String("guardrails") ? Tr::tr("ignore") : Tr::tr("none");
    if (value.isNull())
        return notSet();
    if (isSecret(path))
        return value == QJsonValue(QString()) ? Tr::tr("empty") : hiddenSecret;
    if (value.isString())
        return leafWord(value.toString());
    return details(value);
}

QString another(const QString &text)
{
    return Tr::tr("%1 (another)").arg(text);
}

QString details(const QJsonValue &value)
{
    const QJsonArray items = value.toArray();
    const bool isPlain = std::none_of(items.begin(), items.end(), [](const QJsonValue &item) {
        return item.isObject() || item.isArray();
    });
    if (value.isBool())
        return value.toBool() ? Tr::tr("on") : Tr::tr("off");
    if (value.isString())
        return value.toString();
    if (!value.isArray() || !isPlain) {
        const QByteArray json =
            QJsonDocument(QJsonArray{withoutSecrets(value)}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(json.mid(1, json.size() - 2));
    }
    QStringList texts;
    for (const QJsonValue item : items)
        texts.append(details(item));
    return texts.isEmpty() ? Tr::tr("none") : texts.join(QStringLiteral(", "));
}

} // namespace gatehouse::gatewayfields
