// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/billing.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Billing)
};

} // namespace

QString cardText(const Field<PaymentMethod> &card)
{
    if (!card)
        return {};
    QString brand = card->brand.valueOr({});
    if (!brand.isEmpty())
        brand[0] = brand[0].toUpper();
    const QString last4 = card->last4.valueOr({});
    if (last4.isEmpty())
        return brand;
    return brand.isEmpty() ? Tr::tr("card ending in %1").arg(last4)
                           : Tr::tr("%1 ending in %2").arg(brand, last4);
}

QString disabledText(const AutoTopup &autoTopup)
{
    const QString reason = autoTopup.disabledReason.valueOr({});
    if (reason.isEmpty())
        return {};
    if (reason == u"payment_failed")
        return Tr::tr("It is switched off because a payment failed.");
    return Tr::tr("It is switched off: “%1”.").arg(reason);
}

QString durationText(const OpenEnum<LimitDuration> &duration)
{
    const auto known = duration.known();
    if (!known)
        return duration.text();
    switch (*known) {
    case LimitDuration::Daily:
        return Tr::tr("a day");
    case LimitDuration::Weekly:
        return Tr::tr("a week");
    case LimitDuration::Monthly:
        return Tr::tr("a month");
    }
    return {};
}

QString strategyText(const OpenEnum<LimitStrategy> &strategy)
{
    const auto known = strategy.known();
    if (!known)
        return strategy.text();
    return *known == LimitStrategy::Fixed ? Tr::tr("fixed: it begins anew with each period")
                                          : Tr::tr("sliding: the time just before now counts");
}

QString billingAdvice(const ApiError &error)
{
    const auto says = [&error](QLatin1String word) {
        return error.message.contains(word, Qt::CaseInsensitive);
    };
    if (error.httpStatus != 400 && error.httpStatus != 402 && error.httpStatus != 403)
        return {};
    if (says(QLatin1String("NO_MANUAL_TOPUP")))
        return Tr::tr("The service wants one top-up by hand first. Make it on the page Top-up, "
                      "wait until it is completed, and try again.");
    if (says(QLatin1String("authentication")) || says(QLatin1String("3d")))
        return Tr::tr("The bank wants the card holder to confirm the payment (3-D Secure), which "
                      "works only in the vendor's dashboard: pay there once, or use another card.");
    if (says(QLatin1String("card")) || says(QLatin1String("declined"))
        || says(QLatin1String("insufficient")))
        return Tr::tr("Nothing was charged. Ask the bank, or set another default card in the "
                      "vendor's dashboard under Billing, Payment methods.");
    if (error.httpStatus == 402)
        return Tr::tr("Nothing was charged. Add a default card in the vendor's dashboard under "
                      "Billing, Payment methods, then try again.");
    if (error.httpStatus == 403 && error.missingPermission().isEmpty())
        return Tr::tr("Nothing was charged or changed. The token may lack the permission AI "
                      "Gateway Write, or the account may not do this yet.");
    return {};
}

// A fixed period is taken to begin at midnight UTC, a week on Monday: the vendor does not say.
QDateTime limitWindowStart(const SpendingLimitConfig &limit, const QDateTime &now)
{
    const auto duration = limit.duration ? limit.duration->known() : std::nullopt;
    const auto strategy = limit.strategy ? limit.strategy->known() : std::nullopt;
    if (!duration || !strategy)
        return {};
    const QDateTime utc = now.toUTC();
    const QDate today = utc.date();
    const bool sliding = *strategy == LimitStrategy::Sliding;
    switch (*duration) {
    case LimitDuration::Daily:
        return sliding ? utc.addDays(-1) : today.startOfDay(Qt::UTC);
    case LimitDuration::Weekly:
        return sliding ? utc.addDays(-7) : today.addDays(1 - today.dayOfWeek()).startOfDay(Qt::UTC);
    case LimitDuration::Monthly:
        return sliding ? utc.addDays(-30)
                       : QDate(today.year(), today.month(), 1).startOfDay(Qt::UTC);
    }
    return {};
}

} // namespace gatehouse
