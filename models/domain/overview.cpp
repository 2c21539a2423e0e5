// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/overview.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Overview)
};

struct Weighed
{
    double value;
    double weight;
};

// By nearest rank, which for equal weights is the usual percentile.
std::optional<double> weighedPercentile(std::vector<Weighed> values, double share)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end(),
              [](const Weighed &a, const Weighed &b) { return a.value < b.value; });
    double all = 0;
    for (const Weighed &value : values)
        all += value.weight;
    double soFar = 0;
    for (const Weighed &value : values) {
        soFar += value.weight;
        if (soFar >= share * all * (1 - 1e-12)) // the sum is not exact
            return value.value;
    }
    return values.back().value;
}

double sum(const QList<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

} // namespace

LogQuery figureQuery(Figure figure, const TimeRange &range)
{
    const QString time = QStringLiteral("created_at");
    LogQuery query;
    query.set(time, FilterOperator::Gt, toJson(range.from.addMSecs(-1)));
    query.set(time, FilterOperator::Lt, toJson(range.to));
    if (figure == Figure::Errors)
        query.set(QStringLiteral("success"), FilterOperator::Eq, false);
    else if (figure == Figure::CacheHits)
        query.set(QStringLiteral("cached"), FilterOperator::Eq, true);
    return query;
}

QString filterProblem(Figure figure, const TimeRange &range, const QList<Log> &logs)
{
    for (const Log &log : logs) {
        if (!range.contains(log.createdAt))
            return Tr::tr("the service listed a log from outside the time asked for, so its counts "
                          "cannot be trusted");
        if ((figure == Figure::Errors && log.success)
            || (figure == Figure::CacheHits && !log.cached))
            return Tr::tr("the service listed a log that does not match the filter, so its counts "
                          "cannot be trusted");
    }
    return {};
}

void OverviewPart::add(const QList<Log> &logs)
{
    isSampled = true;
    for (const Log &log : logs) {
        durations.append(double(log.duration));
        if (log.cost)
            costs.append(*log.cost);
    }
}

Overview::Overview(const TimeRange &whole, int count) : range(whole)
{
    const qint64 length = whole.from.msecsTo(whole.to);
    const auto edge = [&](int i) { return whole.from.addMSecs(length * i / count); };
    for (int i = 0; i < count; ++i)
        parts.append({{edge(i), edge(i + 1)}, {}, false, {}, {}});
}

qint64 Overview::read() const
{
    return std::accumulate(
        parts.begin(), parts.end(), qint64(0),
        [](qint64 sum, const OverviewPart &part) { return sum + part.durations.size(); });
}

bool Overview::isWhole() const
{
    return total(Figure::Requests).has_value()
        && std::all_of(parts.begin(), parts.end(),
                       [](const OverviewPart &part) {
                           return part.isSampled
                               && part.durations.size() == part.count(Figure::Requests);
                       })
        && read() == *total(Figure::Requests);
}

static double weightOf(const OverviewPart &part, qsizetype values)
{
    return double(part.count(Figure::Requests).value_or(values)) / double(values);
}

std::optional<double> Overview::percentile(double share) const
{
    std::vector<Weighed> values;
    for (const OverviewPart &part : parts)
        for (const double duration : part.durations)
            values.push_back({duration, weightOf(part, part.durations.size())});
    return weighedPercentile(std::move(values), share);
}

std::optional<double> Overview::percentile(const OverviewPart &part, double share)
{
    std::vector<Weighed> values;
    for (const double duration : part.durations)
        values.push_back({duration, 1});
    return weighedPercentile(std::move(values), share);
}

double Overview::cost() const
{
    return std::accumulate(
        parts.begin(), parts.end(), 0.0,
        [](double all, const OverviewPart &part) { return all + sum(part.costs); });
}

qint64 Overview::priced() const
{
    return std::accumulate(
        parts.begin(), parts.end(), qint64(0),
        [](qint64 all, const OverviewPart &part) { return all + part.costs.size(); });
}

std::optional<double> Overview::meanCost() const
{
    double all = 0;
    double weight = 0;
    for (const OverviewPart &part : parts) {
        if (part.costs.isEmpty())
            continue;
        const double each = weightOf(part, part.durations.size());
        all += sum(part.costs) * each;
        weight += double(part.costs.size()) * each;
    }
    return weight > 0 ? std::optional(all / weight) : std::nullopt;
}

} // namespace gatehouse
