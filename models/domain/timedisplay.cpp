// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/timedisplay.h"

namespace gatehouse {

TimeDisplay::TimeDisplay(QObject *parent) : QObject(parent) { }

void TimeDisplay::setZone(Zone zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    Q_EMIT changed();
}

QTimeZone TimeDisplay::timeZone() const
{
    return m_zone == Zone::Utc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
}

QDateTime TimeDisplay::shown(const QDateTime &time) const
{
    return m_zone == Zone::Utc ? time.toUTC() : time.toLocalTime();
}

QString TimeDisplay::text(const QDateTime &time) const
{
    return time.isValid() ? shown(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) : QString();
}

QString TimeDisplay::briefText(const QDateTime &time) const
{
    if (!time.isValid())
        return {};
    const QDateTime at = shown(time);
    return at.toString(at.date() == shown(QDateTime::currentDateTimeUtc()).date()
                           ? QStringLiteral("HH:mm")
                           : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString TimeDisplay::preciseText(const QDateTime &time) const
{
    if (!time.isValid())
        return {};
    const QDateTime at = shown(time);
    return at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz ")) + at.timeZoneAbbreviation();
}

QString TimeDisplay::zoneText() const
{
    return shown(QDateTime::currentDateTimeUtc()).timeZoneAbbreviation();
}

} // namespace gatehouse
