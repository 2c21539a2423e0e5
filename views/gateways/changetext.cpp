// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/changetext.h"

#include "models/domain/secrets.h"
#include "views/gateways/gatewayfields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ChangeText)
};

bool isNested(const QJsonValue &value)
{
    return value.isObject() || value.isArray();
}

QString whole(const QString &key, const QJsonValue &value, const TimeDisplay &time)
{
    if (!isNested(value))
        return gatewayfields::text(key, value, time);
    const QJsonValue shown = withoutSecrets(QJsonObject{{key, value}})[key];
    return QString::fromUtf8(
        (shown.isArray() ? QJsonDocument(shown.toArray()) : QJsonDocument(shown.toObject()))
            .toJson(QJsonDocument::Compact));
}

} // namespace

QString shortText(const QString &key, const QJsonValue &value, const TimeDisplay &time)
{
    return isNested(value) ? gatewayfields::summary(key, value)
                           : gatewayfields::text(key, value, time);
}

ChangeText changeText(const QString &key, const QJsonValue &before, const QJsonValue &after,
                      const TimeDisplay &time)
{
    ChangeText text{shortText(key, before, time), shortText(key, after, time)};
    if (before == after || text.before != text.after)
        return text;
    text = {whole(key, before, time), whole(key, after, time)};
    if (text.before == text.after)
        text.after = Tr::tr("%1 (with another credential)").arg(text.after);
    return text;
}

} // namespace gatehouse
