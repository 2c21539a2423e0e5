// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/billingalerts.h"

#include "models/domain/money.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::BillingAlert)
};

using About = BillingAlert::About;

void addBalance(QList<BillingAlert> &alerts, const CreditBalance &balance,
                const std::optional<CreditForecast> &lasts, const TimeDisplay &time)
{
    const AutoTopup autoTopup = balance.autoTopup.valueOr({});
    const bool refills = autoTopup.isConfigured() && !autoTopup.isDisabled();
    if (balance.balance <= 0)
        alerts.append({About::Balance, QStringLiteral("empty"),
                       Tr::tr("The balance is used up: %1. Requests that it pays for fail.")
                           .arg(money(balance.balance))});
    else if (lasts && lasts->days && *lasts->days < lowDays && !refills)
        alerts.append({About::Balance, QStringLiteral("low"),
                       Tr::tr("The balance of %1 is low. %2.")
                           .arg(money(balance.balance), lasts->text(time.timeZone()))});
}

void addAutoTopup(QList<BillingAlert> &alerts, const AutoTopup &autoTopup, const TimeDisplay &time)
{
    if (!autoTopup.hasFailed())
        return;
    QStringList parts{Tr::tr("Auto top-up does not work."), disabledText(autoTopup)};
    if (const QString error = autoTopup.error.valueOr({}); !error.isEmpty())
        parts << Tr::tr("The service says: %1").arg(error);
    if (autoTopup.lastFailedAt)
        parts << Tr::tr("It failed last at %1 %2.")
                     .arg(time.text(*autoTopup.lastFailedAt), time.zoneText());
    parts.removeAll(QString());
    alerts.append({About::AutoTopup,
                   QStringLiteral("auto %1 %2 %3")
                       .arg(autoTopup.lastFailedAt.valueOr({}).toMSecsSinceEpoch())
                       .arg(autoTopup.disabledReason.valueOr({}), autoTopup.error.valueOr({})),
                   parts.join(u' ')});
}

} // namespace

QList<BillingAlert> billingAlerts(const CreditBalance &balance,
                                  const std::optional<CreditForecast> &lasts,
                                  const QList<Invoice> &newestFirst, const TimeDisplay &time)
{
    QList<BillingAlert> alerts;
    addBalance(alerts, balance, lasts, time);
    addAutoTopup(alerts, balance.autoTopup.valueOr({}), time);
    if (!newestFirst.isEmpty() && newestFirst.constFirst().isFailed()) {
        const Invoice &newest = newestFirst.constFirst();
        alerts.append({About::Payment, QStringLiteral("payment ") + newest.id.value,
                       Tr::tr("The newest payment, %1 of %2 %3, failed.")
                           .arg(money(double(newest.amountDue), newest.currency),
                                time.text(newest.created.valueOr({})), time.zoneText())});
    }
    return alerts;
}

QList<BillingAlert> limitAlerts(const SpendingLimit &limit, const QList<UsageBucket> &usage,
                                const QDateTime &now)
{
    const QDateTime since = limitWindowStart(limit.config, now);
    if (!limit.enabled || !limit.isSet() || !since.isValid())
        return {};
    const double used = usedIn(usage, {since, now});
    const qint64 amount = *limit.config.amount;
    if (used < double(amount))
        return {};
    return {{About::Limit, QStringLiteral("limit %1").arg(amount),
             Tr::tr("The spending limit of %1 %2 is used up: requests are refused now.")
                 .arg(money(double(amount)), durationText(*limit.config.duration))}};
}

} // namespace gatehouse
