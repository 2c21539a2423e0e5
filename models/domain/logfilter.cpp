// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/logfilter.h"

#include <algorithm>

namespace gatehouse {

std::span<const LogKey> logKeys()
{
    using enum LogKey::Type;
    static constexpr LogKey keys[] = {
        {QLatin1String("id"), Text},
        {QLatin1String("created_at"), Time},
        {QLatin1String("request_content_type"), Text},
        {QLatin1String("response_content_type"), Text},
        {QLatin1String("request_type"), Text},
        {QLatin1String("success"), Boolean},
        {QLatin1String("cached"), Boolean},
        {QLatin1String("provider"), Text},
        {QLatin1String("model"), Text},
        {QLatin1String("model_type"), Text},
        {QLatin1String("cost"), Dollars},
        {QLatin1String("tokens"), Number},
        {QLatin1String("tokens_in"), Number},
        {QLatin1String("tokens_out"), Number},
        {QLatin1String("duration"), Milliseconds},
        {QLatin1String("feedback"), Number},
        {QLatin1String("event_id"), Text},
        {QLatin1String("metadata.key"), Text},
        {QLatin1String("metadata.value"), Text},
        {QLatin1String("authentication"), Boolean},
        {QLatin1String("wholesale"), Boolean},
        {QLatin1String("compatibilityMode"), Boolean},
        {QLatin1String("dlp_action"), Text},
        {QLatin1String("user_agent"), Text},
    };
    return keys;
}

const LogKey *findLogKey(QStringView name)
{
    const auto keys = logKeys();
    const auto it = std::find_if(keys.begin(), keys.end(),
                                 [name](const LogKey &key) { return key.name == name; });
    return it == keys.end() ? nullptr : &*it;
}

std::optional<std::chrono::seconds> parseAge(const QString &text)
{
    static constexpr std::pair<char, double> units[] = {
        {'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    for (const auto &[unit, seconds] : units) {
        if (!text.endsWith(QLatin1Char(unit)))
            continue;
        bool ok = false;
        const double age = text.chopped(1).toDouble(&ok) * seconds;
        constexpr double century = 100 * 365 * 86400.0;
        if (ok && age >= 1 && age <= century)
            return std::chrono::seconds(qint64(age));
    }
    return std::nullopt;
}

QDateTime relativeTime(const QString &text, const QDateTime &now)
{
    if (text == u"now")
        return now;
    const QDateTime midnight(now.toUTC().date(), QTime(0, 0), Qt::UTC);
    if (text == u"today")
        return midnight;
    if (text == u"yesterday")
        return midnight.addDays(-1);
    const auto age = text.startsWith(u'-') ? parseAge(text.mid(1)) : std::nullopt;
    return age ? now.addSecs(-age->count()) : QDateTime();
}

std::optional<QDateTime> timeOf(const LogFilter *filter)
{
    if (!filter || filter->value.size() != 1)
        return std::nullopt;
    JsonContext context;
    QDateTime time;
    readJson(filter->value.first(), time, context);
    return context.error ? std::nullopt : std::optional(time);
}

QList<LogFilter> LogQuery::filtersAt(const QDateTime &now) const
{
    QList<LogFilter> result = filters;
    for (LogFilter &filter : result) {
        const LogKey *key = findLogKey(filter.key);
        if (!key || key->type != LogKey::Type::Time
            || filter.op == OpenEnum(FilterOperator::Contains))
            continue;
        QJsonArray values;
        for (const QJsonValue value : filter.value) {
            const QDateTime time = relativeTime(value.toString(), now);
            values.append(time.isValid() ? toJson(time) : value);
        }
        filter.value = values;
    }
    if (last)
        result.append({QStringLiteral("created_at"), FilterOperator::Gt,
                       QJsonArray{toJson(now.addSecs(-last->count()))}});
    return result;
}

const LogFilter *LogQuery::find(QStringView key, FilterOperator op) const
{
    const auto it = std::find_if(filters.begin(), filters.end(), [&](const LogFilter &filter) {
        return filter.key == key && filter.op == OpenEnum(op);
    });
    return it == filters.end() ? nullptr : &*it;
}

void LogQuery::set(const QString &key, FilterOperator op, const QJsonValue &value)
{
    filters.removeIf(
        [&](const LogFilter &filter) { return filter.key == key && filter.op == OpenEnum(op); });
    if (value.isNull() || value.isUndefined())
        return;
    const QJsonArray values = value.isArray() ? value.toArray() : QJsonArray{value};
    if (!values.isEmpty())
        filters.append({key, op, values});
}

} // namespace gatehouse
