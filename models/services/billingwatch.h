// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/billingalerts.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <functional>

namespace gatehouse {

class Connection;
class Settings;

// Looks after the credit of every connection while nobody looks at its billing: once it is there,
// and every 15 minutes, if the person wants notices of the desktop.
class BillingWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BillingWatch)

public:
    BillingWatch(const Settings *settings, const TimeDisplay *time, QObject *parent = nullptr);

    void attach(Connection *connection);
    void check(); // now
    void setClock(const std::function<QDateTime()> &now) { m_now = now; }

Q_SIGNALS:
    // Once for each matter, and again when it comes back.
    void alerted(gatehouse::Connection *connection, const QString &text);

private:
    void ask(Connection *connection);
    void tell(Connection *connection, const QList<BillingAlert> &alerts);

    const Settings *m_settings;
    const TimeDisplay *m_time;
    std::function<QDateTime()> m_now = &QDateTime::currentDateTimeUtc;
    QHash<Connection *, QSet<QString>> m_told; // ids of alerts
    QTimer m_timer;
};

} // namespace gatehouse
