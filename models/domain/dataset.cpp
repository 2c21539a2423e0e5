// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/dataset.h"

#include "models/domain/format.h"
#include "models/domain/logquerytext.h"
#include "models/domain/timedisplay.h"

#include <QCoreApplication>
#include <QLocale>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Dataset)
};

// What the service itself sets; the last two it tells of datasets that were evaluated.
QStringList serviceOwned()
{
    return {QStringLiteral("id"),         QStringLiteral("gateway_id"),
            QStringLiteral("created_at"), QStringLiteral("modified_at"),
            QStringLiteral("account_id"), QStringLiteral("account_tag")};
}

bool fits(const LogFilter &filter)
{
    return isDatasetKey(filter.key) && isDatasetOperator(filter.op);
}

QString valueInWords(const LogKey *key, const QJsonValue &value, const TimeDisplay &time)
{
    if (value.isBool())
        return value.toBool() ? Tr::tr("yes") : Tr::tr("no");
    if (!value.isDouble()) {
        const QString text = value.toString();
        const QDateTime point = key && key->type == LogKey::Type::Time
            ? QDateTime::fromString(text, Qt::ISODateWithMs)
            : QDateTime();
        return point.isValid() ? Tr::tr("%1 %2").arg(time.text(point), time.zoneText()) : text;
    }
    const double number = value.toDouble();
    const QString plain = QLocale().toString(number, 'f', QLocale::FloatingPointShortest);
    if (key && key->type == LogKey::Type::Milliseconds)
        return format::duration(number);
    return key && key->type == LogKey::Type::Dollars ? u'$' + plain : plain;
}

QString keyInWords(const QString &key)
{
    QString words = key == u"created_at" ? Tr::tr("created") : key;
    return words.replace(u'_', u' ');
}

QString filterInWords(const LogFilter &filter, const TimeDisplay &time)
{
    const LogKey *key = findLogKey(filter.key);
    const bool isTime = key && key->type == LogKey::Type::Time;
    QStringList values;
    for (const QJsonValue value : filter.value)
        values.append(valueInWords(key, value, time));
    const QString any = values.join(Tr::tr(" or "));
    const QString name = keyInWords(filter.key);
    if (const auto op = filter.op.known()) {
        switch (*op) {
        case FilterOperator::Eq:
            return Tr::tr("%1 is %2").arg(name, any);
        case FilterOperator::Neq:
            return Tr::tr("%1 is not %2").arg(name, any);
        case FilterOperator::Contains:
            return Tr::tr("%1 contains %2").arg(name, any);
        case FilterOperator::Lt:
            return isTime ? Tr::tr("%1 before %2").arg(name, any)
                          : Tr::tr("%1 below %2").arg(name, any);
        case FilterOperator::Gt:
            return isTime ? Tr::tr("%1 after %2").arg(name, any)
                          : Tr::tr("%1 above %2").arg(name, any);
        }
    }
    return Tr::tr("%1 %2 %3").arg(name, filter.op.text(), any);
}

} // namespace

const QStringList &datasetKeys()
{
    static const QStringList keys{QStringLiteral("created_at"),
                                  QStringLiteral("request_content_type"),
                                  QStringLiteral("response_content_type"),
                                  QStringLiteral("success"),
                                  QStringLiteral("cached"),
                                  QStringLiteral("provider"),
                                  QStringLiteral("model"),
                                  QStringLiteral("cost"),
                                  QStringLiteral("tokens"),
                                  QStringLiteral("tokens_in"),
                                  QStringLiteral("tokens_out"),
                                  QStringLiteral("duration"),
                                  QStringLiteral("feedback")};
    return keys;
}

bool isDatasetKey(const QString &key)
{
    return datasetKeys().contains(key);
}

bool isDatasetOperator(const OpenEnum<FilterOperator> &op)
{
    return op.known() && op != OpenEnum(FilterOperator::Neq);
}

QJsonObject datasetBody(const Dataset &dataset)
{
    QJsonObject body = toJson(dataset).toObject();
    for (const QString &member : serviceOwned())
        body.remove(member);
    return body;
}

MemberRules datasetRules()
{
    return {{QStringLiteral("name"), QStringLiteral("enable"), QStringLiteral("filters")},
            serviceOwned()};
}

QString filtersInWords(const QList<LogFilter> &filters, const TimeDisplay &time)
{
    QStringList words;
    for (const LogFilter &filter : filters)
        words.append(filterInWords(filter, time));
    return words.isEmpty() ? Tr::tr("all logs of the gateway") : words.join(QStringLiteral(", "));
}

DatasetFilters datasetFilters(const LogQuery &query, const QDateTime &now)
{
    DatasetFilters result;
    LogQuery dropped;
    dropped.search = query.search;
    for (const LogFilter &filter : query.filters)
        if (!fits(filter))
            dropped.filters.append(filter);
    LogQuery kept = query;
    kept.filters.removeIf([](const LogFilter &filter) { return !fits(filter); });
    result.filters = kept.filtersAt(now);
    result.fixedTime = result.filters != kept.filters;
    if (!dropped.search.isEmpty())
        result.dropped.append(formatLogQuery({.search = dropped.search}));
    for (const LogFilter &filter : dropped.filters) {
        LogQuery one;
        one.filters = {filter};
        result.dropped.append(formatLogQuery(one));
    }
    return result;
}

} // namespace gatehouse
