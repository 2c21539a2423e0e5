// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/billingcardtexts.h"

#include "models/domain/billingalerts.h"
#include "models/domain/money.h"

#include <QCoreApplication>
#include <algorithm>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::BillingCard)
};

QString yesNo(bool yes)
{
    return yes ? Tr::tr("yes") : Tr::tr("no");
}

QString amountText(const Field<qint64> &cents)
{
    return cents ? money(double(*cents)) : Tr::tr("not set");
}

QString timeText(const QDateTime &at, const TimeDisplay &time)
{
    return time.text(at) + u' ' + time.zoneText();
}

} // namespace

CardContent missingCard(const std::optional<ApiError> &error)
{
    if (!error)
        return {.figure = QStringLiteral("…")};
    return {.figure = Tr::tr("Not known"),
            .note = Tr::tr("It could not be read. %1").arg(error->text())};
}

CardContent balanceCard(const CreditBalance &balance, const Asked<QList<UsageBucket>> &usage,
                        const std::optional<CreditForecast> &lasts, const TimeDisplay &time)
{
    CardContent card{.figure = money(balance.balance)};
    if (lasts)
        card.note = lasts->text(time.timeZone()) + QStringLiteral(". ")
            + lasts->reckoning(balance.balance, QStringLiteral("usd"));
    else if (usage.error)
        card.note = Tr::tr("How long it lasts is not known: the usage could not be read.");
    card.facts = {{Tr::tr("Exact balance"), exactMoney(balance.balance)},
                  {Tr::tr("First top-up"),
                   !balance.firstTopupSuccess       ? Tr::tr("not reported")
                       : *balance.firstTopupSuccess ? Tr::tr("succeeded")
                                                    : Tr::tr("not made yet")}};
    return card;
}

CardContent paymentCard(const CreditBalance &balance)
{
    const QString name = cardText(balance.paymentMethod);
    const bool isSet = balance.hasDefaultPaymentMethod;
    const PaymentMethod method = balance.paymentMethod.valueOr({});
    return {.figure = !name.isEmpty() ? name
                : isSet               ? Tr::tr("A default is set")
                                      : Tr::tr("None"),
            .note = isSet ? Tr::tr("Top-ups are charged to it.")
                          : Tr::tr("Without a default card nothing can be topped up. Add one in "
                                   "the vendor's dashboard under Billing, Payment methods."),
            .facts = {{Tr::tr("Default payment method"), yesNo(isSet)},
                      {Tr::tr("Brand"), method.brand.valueOr(Tr::tr("not reported"))},
                      {Tr::tr("Last four digits"), method.last4.valueOr(Tr::tr("not reported"))}}};
}

CardContent autoTopupCard(const AutoTopup &autoTopup, const TimeDisplay &time)
{
    const bool isSet = autoTopup.isConfigured();
    QString note = isSet
        ? Tr::tr("When the balance falls below %1, the card is charged %2.")
              .arg(amountText(autoTopup.threshold), amountText(autoTopup.amount))
        : Tr::tr("Nothing is charged by itself: requests fail once the balance is used up.");
    if (autoTopup.isDisabled())
        note += u' ' + disabledText(autoTopup);
    return {
        .figure = !isSet             ? Tr::tr("Off")
            : autoTopup.isDisabled() ? Tr::tr("Switched off")
                                     : Tr::tr("On"),
        .note = note,
        .facts = {
            {Tr::tr("Threshold"), amountText(autoTopup.threshold)},
            {Tr::tr("Amount"), amountText(autoTopup.amount)},
            {Tr::tr("Reason for being off"), autoTopup.disabledReason.valueOr(Tr::tr("none"))},
            {Tr::tr("Error"), autoTopup.error.valueOr(Tr::tr("none"))},
            {Tr::tr("Failed last"),
             autoTopup.lastFailedAt ? timeText(*autoTopup.lastFailedAt, time) : Tr::tr("never")}}};
}

CardContent limitCard(const SpendingLimit &limit, const std::optional<QList<UsageBucket>> &usage,
                      const QDateTime &now, const TimeDisplay &time)
{
    const SpendingLimitConfig &config = limit.config;
    CardContent card;
    card.facts = {
        {Tr::tr("Enabled"), yesNo(limit.enabled)},
        {Tr::tr("Limit"), amountText(config.amount)},
        {Tr::tr("Period"), config.duration ? durationText(*config.duration) : Tr::tr("not set")},
        {Tr::tr("Counting"), config.strategy ? strategyText(*config.strategy) : Tr::tr("not set")}};
    if (!limit.isSet()) {
        card.figure = Tr::tr("None");
        card.note = Tr::tr("Nothing but the balance stops the spending.");
        return card;
    }
    card.figure = amountText(config.amount)
        + (config.duration ? u' ' + durationText(*config.duration) : QString());
    const QDateTime since = limitWindowStart(config, now);
    if (!since.isValid() || !usage) {
        card.note = Tr::tr("How much of it is used is not known.");
    } else {
        const double used = usedIn(*usage, {since, now});
        card.share = used / double(std::max<qint64>(*config.amount, 1));
        card.note = Tr::tr("%1 of it used (%2 %), added up from the usage since %3.")
                        .arg(money(used), percent(*card.share), timeText(since, time));
        if (used >= double(*config.amount) && limit.enabled)
            card.note.prepend(Tr::tr("Requests are refused now. "));
    }
    if (!limit.enabled)
        card.note.prepend(Tr::tr("It is not enabled: nothing is refused because of it. "));
    return card;
}

CardContent nextInvoiceCard(const InvoicePreview &next, const TimeDisplay &time)
{
    const auto text = [&next](qint64 cents) { return money(double(cents), next.currency); };
    return {.figure = text(next.amountDue),
            .note = Tr::tr("%1 to %2; %3 of it remains to be paid.")
                        .arg(time.text(next.periodStart), timeText(next.periodEnd, time),
                             text(next.amountRemaining)),
            .facts = {{Tr::tr("Status"), statusText(next.status)},
                      {Tr::tr("Lines"), QString::number(next.lines.size())}}};
}

CardContent usageCard(const QList<UsageBucket> &usage, const QDateTime &now)
{
    // From the whole hour on, as the forecast reckons: two sums of one time must not differ.
    const QDateTime since = hourOf(now.addDays(-forecastDays));
    const double used = usedIn(usage, {since, now});
    const double before = usedIn(usage, {since.addDays(-forecastDays), since});
    QString note =
        Tr::tr("The %1 days before: %2").arg(QString::number(forecastDays), money(before));
    if (before > 0)
        note += Tr::tr(" (%1 %)").arg(signedPercent(used / before - 1));
    return {.figure = money(used), .note = note + u'.'};
}

} // namespace gatehouse
