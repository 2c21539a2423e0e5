// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/billing.h"
#include "models/domain/overview.h"

#include <QTimeZone>

namespace gatehouse {

// An hour, or a day of the chosen zone, which may have 23 or 25 hours.
struct UsagePoint
{
    TimeRange range;
    std::optional<double> cents{}; // none: the service reported nothing
    double cumulative = 0; // cents, of this and all before it
    std::optional<double> previous{}; // cents, of the same place in the period before
    QStringList ids{}; // of the buckets that it is made of

    bool operator==(const UsagePoint &) const = default;
};

QDateTime hourOf(const QDateTime &time); // when the hour of UTC that holds it began
// The hours (of UTC, as the service counts them) or days that the range touches, widened to whole
// ones.
QList<TimeRange> usageSlots(const TimeRange &range, UsageWindow window, const QTimeZone &zone);
// As long as that many slots, and just before them.
QList<TimeRange> slotsBefore(const QList<TimeRange> &slotList, UsageWindow window,
                             const QTimeZone &zone);
// What the service is to be asked for: whole UTC days by the day, everything else by the hour.
UsageWindow wireWindow(UsageWindow window, const QTimeZone &zone);

// One point for each slot. A bucket counts where it begins; one that begins in no slot counts
// nowhere.
QList<UsagePoint> usagePoints(const QList<TimeRange> &slotList, const QList<UsageBucket> &buckets,
                              const QList<TimeRange> &slotsBefore = {},
                              const QList<UsageBucket> &bucketsBefore = {});
// Whether a slot begins within an hour of UTC, of which the service cannot tell the halves apart.
bool splitsHours(const QList<TimeRange> &slotList);

// How long a balance lasts, by the mean of what was used in a time before now.
struct CreditForecast
{
    TimeRange basis;
    double used = 0; // cents
    double perDay = 0; // cents
    std::optional<double> days; // none: nothing was used
    QDateTime end; // of .days

    // “lasts until about 4 December”, and how that was reckoned.
    QString text(const QTimeZone &zone) const;
    QString reckoning(double balance, const QString &currency) const;
};
CreditForecast forecast(double balance, const QList<UsageBucket> &buckets, const QDateTime &now,
                        int basisDays);
// Cents, of the buckets that begin in the range.
double usedIn(const QList<UsageBucket> &buckets, const TimeRange &range);

} // namespace gatehouse
