// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

#include <QList>
#include <array>
#include <chrono>
#include <span>

namespace gatehouse {

enum class FilterOperator { Eq, Neq, Contains, Lt, Gt };
constexpr std::array<std::pair<FilterOperator, const char *>, 5> enumNames(FilterOperator)
{
    using enum FilterOperator;
    return {{{Eq, "eq"}, {Neq, "neq"}, {Contains, "contains"}, {Lt, "lt"}, {Gt, "gt"}}};
}

enum class LogOrder { CreatedAt, Provider, Model, ModelType, Success, Cached };
constexpr std::array<std::pair<LogOrder, const char *>, 6> enumNames(LogOrder)
{
    using enum LogOrder;
    return {{{CreatedAt, "created_at"},
             {Provider, "provider"},
             {Model, "model"},
             {ModelType, "model_type"},
             {Success, "success"},
             {Cached, "cached"}}};
}

// A key that logs can be filtered by, and what its values are.
struct LogKey
{
    enum class Type { Text, Number, Dollars, Milliseconds, Boolean, Time };
    QLatin1String name;
    Type type;
};
std::span<const LogKey> logKeys();
const LogKey *findLogKey(QStringView name); // nullptr: no such key

// A time that is relative to now: now, today, yesterday (their beginning, in UTC) or an age such as
// -90s, -15m, -24h, -7d. Invalid: it is none.
QDateTime relativeTime(const QString &text, const QDateTime &now);
std::optional<std::chrono::seconds> parseAge(const QString &text); // 90s, 15m, 24h, 7d

// One condition: any of the values matches (for neq: none of them).
struct LogFilter
{
    QString key;
    OpenEnum<FilterOperator> op = FilterOperator::Eq;
    QJsonArray value;

    bool operator==(const LogFilter &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("key", self.key);
        visitor("operator", self.op);
        visitor("value", self.value);
    }
};

// The one point in time that it compares with, if it is one.
std::optional<QDateTime> timeOf(const LogFilter *filter);

// What a log list is asked for: all conditions must hold.
struct LogQuery
{
    QString search{};
    std::optional<std::chrono::seconds>
        last{}; // only what is at most this old when the query is put
    QList<LogFilter> filters{};
    LogOrder orderBy = LogOrder::CreatedAt;
    bool ascending = false;

    bool operator==(const LogQuery &) const = default;

    bool isFiltered() const { return !search.isEmpty() || last || !filters.isEmpty(); }
    // The filters as sent, with last and other relative times turned into points in time.
    QList<LogFilter> filtersAt(const QDateTime &now) const;
    const LogFilter *find(QStringView key, FilterOperator op) const;
    // Sets the one condition on (key, op), or removes it when the value is null.
    void set(const QString &key, FilterOperator op, const QJsonValue &value);
};

} // namespace gatehouse
