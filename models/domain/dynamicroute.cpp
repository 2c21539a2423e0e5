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

// Whether everything that was found is as it was sent.
static bool isWithin(const QJsonValue &found, const QJsonValue &sent)
{
    if (!found.isObject() || !sent.isObject())
        return found == sent;
    const QJsonObject object = found.toObject();
    const QJsonObject whole = sent.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        if (!isWithin(it.value(), whole.value(it.key())))
            return false;
    return true;
}

bool isSameRoute(const QJsonArray &sent, const QJsonArray &found)
{
    QHash<QString, QJsonValue> byId;
    for (const QJsonValue element : sent)
        byId.insert(element[QLatin1String("id")].toString(), element);
    if (found.size() != sent.size() || byId.size() != sent.size())
        return false;
    for (const QJsonValue element : found) {
        const auto same = byId.constFind(element[QLatin1String("id")].toString());
        if (same == byId.cend() || !isWithin(element, *same)
            || element[QLatin1String("outputs")] != (*same)[QLatin1String("outputs")])
            return false;
    }
    return true;
}

} // namespace gatehouse
