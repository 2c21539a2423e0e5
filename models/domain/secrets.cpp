// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/secrets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace gatehouse {

static const QStringList &secretKeys()
{
    static const QStringList keys{QStringLiteral("secret"),        QStringLiteral("client_secret"),
                                  QStringLiteral("authorization"), QStringLiteral("token"),
                                  QStringLiteral("password"),      QStringLiteral("apikey"),
                                  QStringLiteral("api_key"),       QStringLiteral("api-key"),
                                  QStringLiteral("x-api-key"),     QStringLiteral("access_token"),
                                  QStringLiteral("refresh_token"), QStringLiteral("private_key"),
                                  QStringLiteral("secret_key"),    QStringLiteral("x-auth-key")};
    return keys;
}

static bool isSecret(const QString &key)
{
    return secretKeys().contains(key, Qt::CaseInsensitive);
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

// A "name": "value" with any of the names; the value may be cut off. The names are matched in group
// 1, up to the value.
static QRegularExpression memberPattern(const QString &names, const QString &value)
{
    return QRegularExpression(QStringLiteral("(\"(?:%1)\"\\s*:\\s*)(?:%2)").arg(names, value),
                              QRegularExpression::CaseInsensitiveOption);
}

QByteArray withoutSecrets(const QByteArray &text)
{
    static const QString string = QStringLiteral("\"(?:[^\"\\\\]|\\\\.)*+\"?");
    static const QRegularExpression secret =
        memberPattern(secretKeys().join(u'|'), string + QStringLiteral("|-?[0-9][^\\s,}]*"));
    static const QRegularExpression headers = memberPattern(
        QStringLiteral("headers"), string + QStringLiteral("|\\{(?:[^{}\"]|%1)*+\\}?").arg(string));
    const QString hidden = QStringLiteral("\\1\"%1\"").arg(hiddenSecret);
    return QString::fromUtf8(text).replace(secret, hidden).replace(headers, hidden).toUtf8();
}

// Headers may be a text of JSON: a service that repeats one of them repeats only its value.
static void collectStrings(const QJsonValue &json, QStringList &strings)
{
    if (json.isString()) {
        strings.append(json.toString());
        collectStrings(QJsonDocument::fromJson(json.toString().toUtf8()).object(), strings);
    }
    for (const QJsonValue item : json.toArray())
        collectStrings(item, strings);
    for (const QJsonValue item : json.toObject())
        collectStrings(item, strings);
}

QStringList secretsIn(const QJsonValue &json)
{
    QStringList secrets;
    for (const QJsonValue item : json.toArray())
        secrets += secretsIn(item);
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool hides = isSecret(it.key())
            || it.key().compare(QLatin1String("headers"), Qt::CaseInsensitive) == 0;
        if (hides)
            collectStrings(it.value(), secrets);
        else
            secrets += secretsIn(it.value());
    }
    return secrets;
}

QString withoutSecrets(QString text, const QStringList &secrets)
{
    constexpr int shortest = 4; // a shorter one would only garble the text
    for (const QString &secret : secrets)
        if (secret.size() >= shortest)
            text.replace(secret, hiddenSecret);
    return text;
}

} // namespace gatehouse
