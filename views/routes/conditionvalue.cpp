// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/conditionvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace gatehouse {

static QJsonValue parsed(const QString &text)
{
    const QJsonDocument list = QJsonDocument::fromJson('[' + text.toUtf8() + ']');
    return list.array().size() == 1 ? list.array().at(0) : QJsonValue(QJsonValue::Undefined);
}

static QString jsonText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1).chopped(1));
}

QJsonValue conditionValue(const QString &text)
{
    const QJsonValue value = parsed(text.trimmed());
    return value.isUndefined() ? QJsonValue(text) : value;
}

QString conditionValueText(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QString plain = value.toString();
    return value.isString() && conditionValue(plain) == value ? plain : jsonText(value);
}

// Commas within quotes, brackets and braces do not part items.
static QStringList items(const QString &text)
{
    QStringList items{QString()};
    bool quoted = false;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted && c == u'\\' && i + 1 < text.size()) {
            items.last() += c;
            items.last() += text.at(++i);
            continue;
        }
        if (c == u'"')
            quoted = !quoted;
        else if (!quoted && (c == u'[' || c == u'{'))
            ++depth;
        else if (!quoted && (c == u']' || c == u'}'))
            --depth;
        if (c == u',' && !quoted && depth == 0)
            items.append(QString());
        else
            items.last() += c;
    }
    return items;
}

QJsonValue conditionList(const QString &text)
{
    QJsonArray list;
    if (text.trimmed().isEmpty())
        return list;
    for (const QString &item : items(text))
        list.append(conditionValue(item.trimmed()));
    return list;
}

QString conditionListText(const QJsonValue &value)
{
    if (!value.isArray())
        return conditionValueText(value);
    QStringList texts;
    for (const QJsonValue item : value.toArray()) {
        const QString text = conditionValueText(item);
        const bool isSafe = conditionList(text) == QJsonArray{item};
        texts.append(isSafe ? text : jsonText(item));
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace gatehouse
