// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/dynamicroute.h"

#include <QJsonDocument>

namespace gatehouse {

void readJson(const QJsonValue &json, TextBool &value, JsonContext &context)
{
    if (!json.isString())
        return readJson(json, value.value, context);
    value.value = json == QLatin1String("true");
    if (!value.value && json != QLatin1String("false"))
        value.other = json.toString();
}

QJsonValue toJson(const TextBool &value)
{
    if (!value.other.isEmpty())
        return value.other;
    return QString::fromLatin1(value.value ? "true" : "false");
}

void readJson(const QJsonValue &json, TextTime &value, JsonContext &context)
{
    JsonContext attempt{context.path, {}};
    readJson(json, value.value, attempt);
    if (!attempt.error)
        return;
    if (!json.isString())
        return context.fail("a date and time", json);
    value.other = json.toString();
}

QJsonValue toJson(const TextTime &value)
{
    return value.value.isValid() ? toJson(value.value) : QJsonValue(value.other);
}

void readJson(const QJsonValue &json, RouteData &value, JsonContext &context)
{
    if (!json.isString() && !json.isArray())
        return context.fail("a list of elements, or its text", json);
    value.json = json;
}

QJsonValue toJson(const RouteData &value)
{
    return value.json;
}

std::optional<QJsonArray> RouteVersion::graph() const
{
    if (elements)
        return *elements;
    if (!data)
        return std::nullopt;
    if (data->json.isArray())
        return data->json.toArray();
    const QJsonDocument document = QJsonDocument::fromJson(data->json.toString().toUtf8());
    return document.isArray() ? std::optional(document.array()) : std::nullopt;
}

std::optional<QJsonArray> DynamicRoute::graph() const
{
    if (elements)
        return *elements;
    return version ? version->graph() : std::nullopt;
}

// The service may leave out members or add its own, but does not do both at once below an element.
static bool isSame(const QJsonValue &one, const QJsonValue &other)
{
    if (!one.isObject() || !other.isObject())
        return one == other;
    const bool hasMore = one.toObject().size() > other.toObject().size();
    const QJsonObject fewer = (hasMore ? other : one).toObject();
    const QJsonObject all = (hasMore ? one : other).toObject();
    for (auto it = fewer.begin(); it != fewer.end(); ++it)
        if (!isSame(it.value(), all.value(it.key())))
            return false;
    return true;
}

static bool isSameElement(const QJsonObject &one, const QJsonObject &other)
{
    static const QString outputs = QStringLiteral("outputs");
    if (one.value(outputs).toObject().keys() != other.value(outputs).toObject().keys())
        return false;
    for (auto it = one.begin(); it != one.end(); ++it)
        if (other.contains(it.key()) && !isSame(it.value(), other.value(it.key())))
            return false;
    return true;
}

bool isSameRoute(const QJsonArray &sent, const QJsonArray &found)
{
    QHash<QString, QJsonObject> byId;
    for (const QJsonValue element : sent)
        byId.insert(element[QLatin1String("id")].toString(), element.toObject());
    if (found.size() != sent.size() || byId.size() != sent.size())
        return false;
    for (const QJsonValue element : found) {
        const auto same = byId.constFind(element[QLatin1String("id")].toString());
        if (same == byId.cend() || !isSameElement(element.toObject(), *same))
            return false;
    }
    return true;
}

} // namespace gatehouse
