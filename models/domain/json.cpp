// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/json.h"

#include <cmath>

namespace gatehouse {

static QString nameOf(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Undefined:
        return QStringLiteral("nothing");
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("a boolean");
    case QJsonValue::Double:
        return QStringLiteral("the number %1").arg(json.toDouble());
    case QJsonValue::String:
        return QStringLiteral("a text");
    case QJsonValue::Array:
        return QStringLiteral("a list");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    }
    return {};
}

void JsonContext::fail(const char *expected, const QJsonValue &found)
{
    if (!error)
        error = ApiError::protocol(
            ApiError::tr("expected %1, found %2").arg(QLatin1String(expected), nameOf(found)),
            path);
}

void readJson(const QJsonValue &json, bool &value, JsonContext &context)
{
    const double number = json.toDouble(-1);
    if (!json.isBool() && number != 0 && number != 1)
        return context.fail("a boolean", json);
    value = json.isBool() ? json.toBool() : number == 1;
}

void readJson(const QJsonValue &json, qint64 &value, JsonContext &context)
{
    const qint64 number = json.toInteger(0);
    if (number != json.toInteger(1)) // toInteger() gives its argument for what is no integer
        return context.fail("an integer", json);
    value = number;
}

void readJson(const QJsonValue &json, double &value, JsonContext &context)
{
    if (!json.isDouble())
        return context.fail("a number", json);
    value = json.toDouble();
}

void readJson(const QJsonValue &json, QString &value, JsonContext &context)
{
    if (!json.isString())
        return context.fail("a text", json);
    value = json.toString();
}

// 2026-01-31T14:05:09.123Z, as the service writes it, in a tenth of the time that Qt's parser for
// all forms takes: every row has one. Invalid: it is of another form.
static QDateTime usualTime(QStringView text)
{
    static constexpr QStringView form = u"0000-00-00T00:00:00.000Z";
    if (text.size() != form.size())
        return {};
    for (qsizetype i = 0; i < form.size(); ++i)
        if (form[i] == u'0' ? text[i] < u'0' || text[i] > u'9' : text[i] != form[i])
            return {};
    const auto number = [text](qsizetype at, qsizetype digits) {
        int value = 0;
        for (const QChar digit : text.sliced(at, digits))
            value = 10 * value + digit.unicode() - '0';
        return value;
    };
    return {QDate(number(0, 4), number(5, 2), number(8, 2)),
            QTime(number(11, 2), number(14, 2), number(17, 2), number(20, 3)), Qt::UTC};
}

void readJson(const QJsonValue &json, QDateTime &value, JsonContext &context)
{
    if (json.isDouble()) {
        const double number = json.toDouble();
        const double ms = std::abs(number) > 1e11 ? number : number * 1000;
        if (std::abs(ms) > 1e15) // some 30,000 years
            return context.fail("a date and time", json);
        value = QDateTime::fromMSecsSinceEpoch(std::llround(ms), Qt::UTC);
        return;
    }
    const QString text = json.toString();
    if (const QDateTime time = usualTime(text); time.isValid()) {
        value = time;
        return;
    }
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    // Without a zone the service means UTC, where no hour is skipped by daylight saving.
    if (time.timeSpec() == Qt::LocalTime)
        time = QDateTime::fromString(text + (text.size() > 10 ? "Z" : "T00:00:00Z"),
                                     Qt::ISODateWithMs);
    if (!time.isValid())
        return context.fail("a date and time", json);
    value = time.toUTC();
}

void readJson(const QJsonValue &json, QJsonObject &value, JsonContext &context)
{
    if (!json.isObject())
        return context.fail("an object", json);
    value = json.toObject();
}

void readJson(const QJsonValue &json, QJsonArray &value, JsonContext &context)
{
    if (!json.isArray())
        return context.fail("a list", json);
    value = json.toArray();
}

QJsonValue toJson(bool value)
{
    return value;
}

QJsonValue toJson(qint64 value)
{
    return value;
}

QJsonValue toJson(double value)
{
    return value;
}

QJsonValue toJson(const QString &value)
{
    return value;
}

QJsonValue toJson(const QDateTime &value)
{
    return value.toUTC().toString(Qt::ISODateWithMs);
}

QJsonValue toJson(const QJsonObject &value)
{
    return value;
}

QJsonValue toJson(const QJsonArray &value)
{
    return value;
}

} // namespace gatehouse
