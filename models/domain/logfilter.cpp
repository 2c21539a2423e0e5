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

QList<LogFilter> LogQuery::filtersAt(const QDateTime &now) const
{
    QList<LogFilter> result = filters;
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
