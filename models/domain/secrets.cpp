// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/secrets.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace gatehouse {

static bool isSecret(const QString &key)
{
    static const QStringList keys{
        QStringLiteral("secret"),  QStringLiteral("client_secret"), QStringLiteral("authorization"),
        QStringLiteral("token"),   QStringLiteral("password"),      QStringLiteral("apikey"),
        QStringLiteral("api_key"), QStringLiteral("api-key"),       QStringLiteral("x-api-key")};
    return keys.contains(key, Qt::CaseInsensitive);
}

static QJsonValue hidden(const QJsonValue &value)
{
    return value.isNull() ? value : QJsonValue(hiddenSecret);
}

// A custom provider's headers are a text of JSON, an OTEL endpoint's an object.
static QJsonValue withoutHeaderValues(const QJsonValue &headers)
{
    if (!headers.isObject())
        return hidden(headers);
    QJsonObject object = headers.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = hidden(it.value());
    return object;
}

QJsonValue withoutSecrets(const QJsonValue &json)
{
    if (json.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : json.toArray())
            array.append(withoutSecrets(item));
        return array;
    }
    if (!json.isObject())
        return json;
    QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (isSecret(it.key()))
            it.value() = hidden(it.value());
        else if (it.key().compare(QLatin1String("headers"), Qt::CaseInsensitive) == 0)
            it.value() = withoutHeaderValues(it.value());
        else
            it.value() = withoutSecrets(it.value());
    }
    return object;
}

} // namespace gatehouse
