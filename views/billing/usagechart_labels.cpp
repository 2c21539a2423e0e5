// SPDX-License-Identifier: GPL-3.0-or-later
// The times below the chart of the usage.
#include "models/items/usagemodel.h"
#include "views/billing/usagechart.h"
#include "views/billing/usageplot.h"
#include "views/common/theme.h"

#include <QLocale>
#include <algorithm>

namespace gatehouse {

// A year has few days and many hours: only the days are looked up in the zone.
void UsageChart::findDays()
{
    m_days.clear();
    const QList<UsagePoint> &points = m_model->points();
    if (points.isEmpty())
        return;
    const QDateTime end = points.constLast().range.to;
    auto at = points.begin();
    for (QDate day = points.constFirst().range.from.toTimeZone(m_zone).date();;
         day = day.addDays(1)) {
        const QDateTime start = day.startOfDay(m_zone).toUTC();
        if (start >= end)
            return;
        at = std::lower_bound(
            at, points.end(), start,
            [](const UsagePoint &point, const QDateTime &time) { return point.range.to <= time; });
        if (start >= points.constFirst().range.from && at != points.end())
            m_days.append({int(at - points.begin()), day});
    }
}

// At the round times of the zone, as many as have room.
void UsageChart::updateLabels()
{
    const QList<UsagePoint> &points = m_model->points();
    const auto [first, last] = m_plot->visible();
    QList<std::pair<double, QString>> labels;
    if (first >= last)
        return m_plot->setLabels(labels);
    constexpr double labelWidth = 10 * grid;
    const double room = std::max(1.0, m_plot->boundingRect().width() / labelWidth);
    const double hours =
        double(points.at(first).range.from.secsTo(points.at(last - 1).range.to)) / 3600;
    const double wanted = hours / room; // between two labels
    const QLocale locale;
    const int stepDays = wanted <= 24 ? 1 : wanted <= 48 ? 2 : wanted <= 7 * 24 ? 7 : 14;
    const bool byMonth = wanted > 14 * 24;
    for (const auto &[place, day] : m_days) {
        if (place < first || place >= last)
            continue;
        if (byMonth && day.day() == 1)
            labels.append({place, locale.toString(day, QStringLiteral("MMM yyyy"))});
        else if (!byMonth && day.toJulianDay() % stepDays == 0)
            labels.append({place, locale.toString(day, QStringLiteral("d MMM"))});
    }
    if (m_model->question().window == UsageWindow::Hour && wanted <= 12) {
        const int step = wanted <= 1 ? 1 : wanted <= 3 ? 3 : wanted <= 6 ? 6 : 12;
        for (int i = first; i < last; ++i) {
            const QDateTime local = points.at(i).range.from.toTimeZone(m_zone);
            if (local.time().hour() % step == 0 && local.time().hour() != 0)
                labels.append({i, local.toString(QStringLiteral("HH:mm"))});
        }
        std::sort(labels.begin(), labels.end());
    }
    m_plot->setLabels(labels);
}

} // namespace gatehouse
