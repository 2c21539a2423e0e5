// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/usageseries.h"

#include "models/domain/money.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Usage)
};

constexpr qint64 hourMs = 3'600'000;

QDateTime startOf(const QDate &day, const QTimeZone &zone)
{
    return day.startOfDay(zone).toUTC();
}

QList<TimeRange> days(QDate first, const QDate &last, const QTimeZone &zone)
{
    QList<TimeRange> slotList;
    for (QDateTime start = startOf(first, zone); first <= last;) {
        first = first.addDays(1);
        const QDateTime end = startOf(first, zone);
        slotList.append({start, end});
        start = end;
    }
    return slotList;
}

// Of the slots, which follow on each other, the one that holds the time; -1: none.
qsizetype slotAt(const QList<TimeRange> &slotList, const QDateTime &time)
{
    const auto after =
        std::upper_bound(slotList.begin(), slotList.end(), time,
                         [](const QDateTime &at, const TimeRange &slot) { return at < slot.from; });
    if (after == slotList.begin() || time >= std::prev(after)->to)
        return -1;
    return std::prev(after) - slotList.begin();
}

} // namespace

QDateTime hourOf(const QDateTime &time)
{
    const qint64 ms = time.toMSecsSinceEpoch();
    return QDateTime::fromMSecsSinceEpoch(ms - ((ms % hourMs) + hourMs) % hourMs, Qt::UTC);
}

QList<TimeRange> usageSlots(const TimeRange &range, UsageWindow window, const QTimeZone &zone)
{
    if (!range.from.isValid() || !range.to.isValid() || range.from >= range.to)
        return {};
    if (window == UsageWindow::Day)
        return days(range.from.toTimeZone(zone).date(),
                    range.to.addMSecs(-1).toTimeZone(zone).date(), zone);
    QList<TimeRange> slotList;
    slotList.reserve(range.from.msecsTo(range.to) / hourMs + 2);
    for (QDateTime start = hourOf(range.from); start < range.to;) {
        const QDateTime end = start.addMSecs(hourMs);
        slotList.append({start, end});
        start = end;
    }
    return slotList;
}

QList<TimeRange> slotsBefore(const QList<TimeRange> &slotList, UsageWindow window,
                             const QTimeZone &zone)
{
    if (slotList.isEmpty())
        return {};
    const QDateTime start = slotList.constFirst().from;
    if (window == UsageWindow::Hour)
        return usageSlots({start.addMSecs(-hourMs * slotList.size()), start}, window, zone);
    const QDate first = start.toTimeZone(zone).date();
    return days(first.addDays(-slotList.size()), first.addDays(-1), zone);
}

UsageWindow wireWindow(UsageWindow window, const QTimeZone &zone)
{
    return zone == QTimeZone::utc() ? window : UsageWindow::Hour;
}

QList<UsagePoint> usagePoints(const QList<TimeRange> &slotList, const QList<UsageBucket> &buckets,
                              const QList<TimeRange> &slotsBefore,
                              const QList<UsageBucket> &bucketsBefore)
{
    QList<UsagePoint> points;
    points.reserve(slotList.size());
    for (const TimeRange &slot : slotList)
        points.append({.range = slot});
    for (const UsageBucket &bucket : buckets) {
        const qsizetype i = slotAt(slotList, bucket.start);
        if (i < 0)
            continue;
        points[i].cents = points[i].cents.value_or(0) + bucket.cents;
        points[i].ids.append(bucket.id.value);
    }
    for (const UsageBucket &bucket : bucketsBefore)
        if (const qsizetype i = slotAt(slotsBefore, bucket.start); i >= 0 && i < points.size())
            points[i].previous = points[i].previous.value_or(0) + bucket.cents;
    double sum = 0;
    for (UsagePoint &point : points)
        point.cumulative = sum += point.cents.value_or(0);
    return points;
}

bool splitsHours(const QList<TimeRange> &slotList)
{
    return std::any_of(slotList.begin(), slotList.end(), [](const TimeRange &slot) {
        return slot.from.toMSecsSinceEpoch() % hourMs != 0;
    });
}

double usedIn(const QList<UsageBucket> &buckets, const TimeRange &range)
{
    double sum = 0;
    for (const UsageBucket &bucket : buckets)
        if (range.contains(bucket.start))
            sum += bucket.cents;
    return sum;
}

CreditForecast forecast(double balance, const QList<UsageBucket> &buckets, const QDateTime &now,
                        int basisDays)
{
    constexpr double dayMs = 24.0 * hourMs;
    CreditForecast result;
    result.basis = {hourOf(now.addDays(-basisDays)), now.toUTC()};
    result.used = usedIn(buckets, result.basis);
    result.perDay = result.used / (double(result.basis.from.msecsTo(result.basis.to)) / dayMs);
    constexpr double longest = 100 * 365.0;
    if (result.perDay <= 0 || balance / result.perDay > longest)
        return result;
    result.days = std::max(0.0, balance / result.perDay);
    result.end = now.toUTC().addMSecs(std::llround(*result.days * dayMs));
    return result;
}

QString CreditForecast::text(const QTimeZone &zone) const
{
    if (!days)
        return Tr::tr("No end in sight at the present rate");
    if (*days <= 0)
        return Tr::tr("Nothing is left");
    const QDateTime local = end.toTimeZone(zone);
    if (*days < 2)
        return Tr::tr("Lasts until about %1")
            .arg(QLocale().toString(local, QStringLiteral("d MMMM, HH:00")));
    const bool sameYear = local.date().year() == basis.to.toTimeZone(zone).date().year();
    return Tr::tr("Lasts until about %1")
        .arg(QLocale().toString(
            local.date(), sameYear ? QStringLiteral("d MMMM") : QStringLiteral("d MMMM yyyy")));
}

QString CreditForecast::reckoning(double balance, const QString &currency) const
{
    const int basisDays = int(std::lround(double(basis.from.msecsTo(basis.to)) / (24.0 * hourMs)));
    if (!days)
        return Tr::tr("%1 used in the last %2 days, against a balance of %3.")
            .arg(money(used, currency), QString::number(basisDays), money(balance, currency));
    return Tr::tr("%1 used in the last %2 days is %3 a day; the balance of %4 is %5 days of that. "
                  "Top-ups to come are not counted.")
        .arg(money(used, currency), QString::number(basisDays), money(perDay, currency),
             money(balance, currency), QLocale().toString(*days, 'f', 1));
}

} // namespace gatehouse
