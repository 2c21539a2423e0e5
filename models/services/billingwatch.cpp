// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/billingwatch.h"

#include "models/services/billingservice.h"
#include "models/services/connection.h"
#include "models/services/settings.h"

#include <QPointer>

namespace gatehouse {

BillingWatch::BillingWatch(const Settings *settings, const TimeDisplay *time, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_time(time)
{
    connect(&m_timer, &QTimer::timeout, this, &BillingWatch::check);
    m_timer.start(std::chrono::minutes(15));
}

void BillingWatch::attach(Connection *connection)
{
    m_told.insert(connection, {});
    connect(connection, &Connection::stateChanged, this, [this, connection] { ask(connection); });
    connect(connection, &QObject::destroyed, this,
            [this, connection] { m_told.remove(connection); });
    ask(connection);
}

void BillingWatch::check()
{
    const QList<Connection *> connections = m_told.keys();
    for (Connection *connection : connections)
        ask(connection);
}

// What cannot be read is told by whoever looks at it. The answers go with the connection.
void BillingWatch::ask(Connection *connection)
{
    if (connection->state() != Connection::State::Ready
        || !m_settings->get(setting::billingNotices))
        return;
    BillingService *billing = connection->billing();
    const QDateTime now = m_now();
    const auto onBalance = [=, watch = QPointer(this)](const Result<CreditBalance> &balance) {
        if (!balance)
            return;
        const auto onUsage = [=, balance = *balance](const Result<QList<UsageBucket>> &usage) {
            if (!usage)
                return;
            const auto lasts = forecast(balance.balance, *usage, now, forecastDays);
            billing->invoices(InvoiceType::All, 1, Urgency::Background)
                .then(billing, [=](const Result<InvoiceHistory> &history) {
                    if (history && watch)
                        watch->tell(
                            connection,
                            billingAlerts(balance, lasts, history->invoices, *watch->m_time));
                });
        };
        billing
            ->usage(UsageWindow::Hour,
                    {hourOf(now.addDays(-forecastDays)), hourOf(now).addSecs(3600)},
                    Urgency::Background)
            .then(billing, onUsage);
    };
    billing->balance(Urgency::Background).then(billing, onBalance);
}

void BillingWatch::tell(Connection *connection, const QList<BillingAlert> &alerts)
{
    const QSet<QString> before = std::exchange(m_told[connection], {});
    for (const BillingAlert &alert : alerts)
        m_told[connection].insert(alert.id);
    for (const BillingAlert &alert : alerts)
        if (!before.contains(alert.id))
            Q_EMIT alerted(connection, alert.text);
}

} // namespace gatehouse
