// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"
#include "models/domain/logfilter.h"

namespace gatehouse {

// From from until just before to.
struct TimeRange
{
    QDateTime from;
    QDateTime to;

    bool operator==(const TimeRange &) const = default;
    bool contains(const QDateTime &time) const { return time >= from && time < to; }
};

// What is counted of a gateway's logs.
enum class Figure { Requests, Errors, CacheHits };
inline constexpr std::array figures{Figure::Requests, Figure::Errors, Figure::CacheHits};

// The logs that a figure counts. Times are in milliseconds, and the API knows “later than” only.
LogQuery figureQuery(Figure figure, const TimeRange &range);
// What was listed for it and does not belong there; empty: nothing.
QString filterProblem(Figure figure, const TimeRange &range, const QList<Log> &logs);

// Of a range and, within it, of each of its parts: what the service counted, and some of its logs.
struct OverviewPart
{
    TimeRange range;
    std::array<std::optional<qint64>, figures.size()> counts; // empty: not known yet
    bool isSampled = false; // what follows is there
    QList<double> durations; // ms
    QList<double> costs; // dollars; fewer, where some have none

    std::optional<qint64> count(Figure figure) const { return counts[size_t(figure)]; }
    void add(const QList<Log> &logs);
};

// Requests, errors, cache hits, durations and costs of a range. The service counts, and tells the
// logs one page at a time; what it does not tell, such as the total cost, is known only when all
// logs have been read.
class Overview
{
public:
    Overview() = default;
    Overview(const TimeRange &range, int parts);

    TimeRange range;
    std::array<std::optional<qint64>, figures.size()> totals;
    std::optional<double> highestCost; // dollars
    QList<OverviewPart> parts;

    std::optional<qint64> total(Figure figure) const { return totals[size_t(figure)]; }
    qint64 read() const; // how many logs
    bool isWhole() const; // all of them
    // The duration, ms, that this share (0 to 1) of the requests does not exceed. Of a sample, in
    // which each part of the range weighs as many requests as it had.
    std::optional<double> percentile(double share) const;
    static std::optional<double> percentile(const OverviewPart &part, double share);
    double cost() const; // dollars, of what was read
    qint64 priced() const; // how many of what was read have a cost
    std::optional<double> meanCost() const; // dollars, weighed in the same way
};

} // namespace gatehouse
