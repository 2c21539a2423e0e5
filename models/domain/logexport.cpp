// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logexport.h"

#include <QJsonDocument>
#include <QStringDecoder>
#include <algorithm>
#include <cmath>

namespace gatehouse {

QStringList logListFields()
{
    return {QStringLiteral("created_at"),
            QStringLiteral("id"),
            QStringLiteral("success"),
            QStringLiteral("status_code"),
            QStringLiteral("provider"),
            QStringLiteral("model"),
            QStringLiteral("model_type"),
            QStringLiteral("path"),
            QStringLiteral("request_type"),
            QStringLiteral("request_content_type"),
            QStringLiteral("response_content_type"),
            QStringLiteral("duration"),
            QStringLiteral("tokens_in"),
            QStringLiteral("tokens_out"),
            QStringLiteral("cost"),
            QStringLiteral("custom_cost"),
            QStringLiteral("cached"),
            QStringLiteral("step"),
            QStringLiteral("metadata")};
}

// RFC 4180.
static void appendCell(QByteArray &line, const QByteArray &text)
{
    const bool quoted = text.startsWith(' ') || text.endsWith(' ')
        || std::any_of(text.begin(), text.end(),
                       [](char c) { return c == '"' || c == ',' || c == '\n' || c == '\r'; });
    if (!quoted) {
        line += text;
        return;
    }
    line += '"';
    line += QByteArray(text).replace("\"", "\"\"");
    line += '"';
}

static QByteArray cellText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double: {
        const double number = value.toDouble();
        constexpr double exact = 9007199254740992.0;
        return number == std::floor(number) && std::abs(number) < exact
            ? QByteArray::number(qint64(number))
            : QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
    }
    case QJsonValue::String:
        return value.toString().toUtf8();
    case QJsonValue::Object:
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    case QJsonValue::Array:
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return {};
}

QByteArray csvHeading(const QStringList &columns)
{
    QByteArray line;
    for (const QString &column : columns) {
        if (!line.isEmpty())
            line += ',';
        appendCell(line, column.toUtf8());
    }
    return line + "\r\n";
}

QByteArray csvLine(const QJsonObject &log, const QStringList &columns)
{
    QByteArray line;
    bool first = true;
    for (const QString &column : columns) {
        if (!std::exchange(first, false))
            line += ',';
        appendCell(line, cellText(log.value(column)));
    }
    return line + "\r\n";
}

QByteArray jsonLine(const QJsonObject &log, const QStringList &columns)
{
    QJsonObject chosen = log;
    if (!columns.isEmpty()) {
        chosen = {};
        for (const QString &column : columns)
            if (const QJsonValue value = log.value(column); !value.isUndefined())
                chosen.insert(column, value);
    }
    return QJsonDocument(chosen).toJson(QJsonDocument::Compact) + '\n';
}

QJsonValue bodyJson(const QByteArray &body)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(body);
    if (!decode.hasError())
        return text;
    return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(body.toBase64())}};
}

} // namespace gatehouse
