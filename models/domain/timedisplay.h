// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimeZone>

namespace gatehouse {

// The zone that times are shown in. Everything that shows a time asks it and listens to changed().
class TimeDisplay : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeDisplay)

public:
    enum class Zone { Utc, Local };

    explicit TimeDisplay(QObject *parent = nullptr);
    Zone zone() const { return m_zone; }
    void setZone(Zone zone);
    QTimeZone timeZone() const; // the same, where days begin

    QString text(const QDateTime &time) const; // 2026-01-31 14:05:09
    QString briefText(const QDateTime &time) const; // to the minute; of today without its date
    QString preciseText(const QDateTime &time) const; // 2026-01-31 14:05:09.123 UTC
    QString zoneText() const; // UTC, or the local zone's abbreviation

Q_SIGNALS:
    void changed();

private:
    QDateTime shown(const QDateTime &time) const;

    Zone m_zone = Zone::Utc;
};

} // namespace gatehouse
