// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

#include <array>

// What the operations under …/billing send and answer. Money that moves is in whole cents, a
// balance and usage in cents with decimals; times are Unix seconds or milliseconds.
namespace gatehouse {

using InvoiceId = Id<struct InvoiceTag>;
using UsageId = Id<struct UsageTag>;

inline constexpr qint64 leastTopup = 1'000; // cents
inline constexpr qint64 leastThreshold = 500;
inline constexpr qint64 leastSpendingLimit = 100;

struct PaymentMethod
{
    Field<QString> brand;
    Field<QString> last4;
    QJsonObject unknown;

    bool operator==(const PaymentMethod &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("brand", self.brand);
        visitor("last4", self.last4);
    }
};

// GET topup/config, and a part of credit-balance. Everything is null while nothing is configured.
struct AutoTopup
{
    Field<qint64> amount; // cents
    Field<qint64> threshold; // cents
    Field<QString> disabledReason;
    Field<QString> error;
    Field<QDateTime> lastFailedAt;
    QJsonObject unknown;

    bool operator==(const AutoTopup &) const = default;
    bool isConfigured() const { return amount.hasValue() && threshold.hasValue(); }
    bool isDisabled() const { return !disabledReason.valueOr({}).isEmpty(); }
    bool hasFailed() const { return isDisabled() || !error.valueOr({}).isEmpty(); }

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("amount", self.amount);
        visitor("threshold", self.threshold);
        visitor("disabledReason", self.disabledReason);
        visitor("error", self.error);
        visitor("lastFailedAt", self.lastFailedAt);
    }
};

// GET credit-balance
struct CreditBalance
{
    double balance = 0; // cents; below 0: overdrawn
    Field<bool> firstTopupSuccess;
    bool hasDefaultPaymentMethod = false;
    Field<PaymentMethod> paymentMethod;
    Field<AutoTopup> autoTopup;
    QJsonObject unknown;

    bool operator==(const CreditBalance &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("balance", self.balance);
        visitor("first_topup_success", self.firstTopupSuccess);
        visitor("has_default_payment_method", self.hasDefaultPaymentMethod);
        visitor("payment_method", self.paymentMethod);
        visitor("topup_config", self.autoTopup);
    }
};

// GET topup/limits
struct TopupLimits
{
    QString currency = QStringLiteral("usd");
    qint64 maxCents = 0; // 0: the service tells none
    qint64 minCents = leastTopup;
    QJsonObject unknown;

    bool operator==(const TopupLimits &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("currency", self.currency);
        visitor("max_cents", self.maxCents);
        visitor("min_cents", self.minCents);
    }
};

// The answer to POST topup. Its client_secret is read to know that the bank wants the card holder's
// confirmation, and not kept.
struct TopupReceipt
{
    Field<QString> brand;
    Field<QString> last4;
    bool onboarding = false;
    InvoiceId invoice; // payment_intent_id, which is the id of an invoice
    bool needsConfirmation = false;
    QJsonObject unknown;

    bool operator==(const TopupReceipt &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("brand", self.brand);
        visitor("last4", self.last4);
        visitor("onboarding", self.onboarding);
        visitor("payment_intent_id", self.invoice);
    }
};

enum class TopupState { Pending, Completed };
constexpr std::array<std::pair<TopupState, const char *>, 2> enumNames(TopupState)
{
    return {{{TopupState::Pending, "pending"}, {TopupState::Completed, "completed"}}};
}

// The answer to POST topup/status
struct TopupStatus
{
    InvoiceId invoice;
    OpenEnum<TopupState> status;
    QJsonObject unknown;

    bool operator==(const TopupStatus &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("payment_intent_id", self.invoice);
        visitor("status", self.status);
    }
};

enum class LimitDuration { Daily, Weekly, Monthly };
constexpr std::array<std::pair<LimitDuration, const char *>, 3> enumNames(LimitDuration)
{
    using enum LimitDuration;
    return {{{Daily, "daily"}, {Weekly, "weekly"}, {Monthly, "monthly"}}};
}

enum class LimitStrategy { Fixed, Sliding };
constexpr std::array<std::pair<LimitStrategy, const char *>, 2> enumNames(LimitStrategy)
{
    return {{{LimitStrategy::Fixed, "fixed"}, {LimitStrategy::Sliding, "sliding"}}};
}

struct SpendingLimitConfig
{
    Field<qint64> amount; // cents
    Field<OpenEnum<LimitDuration>> duration;
    Field<OpenEnum<LimitStrategy>> strategy;
    QJsonObject unknown;

    bool operator==(const SpendingLimitConfig &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("amount", self.amount);
        visitor("duration", self.duration);
        visitor("strategy", self.strategy);
    }
};

// GET spending-limit; its config alone is what POST takes.
struct SpendingLimit
{
    SpendingLimitConfig config;
    bool enabled = false;
    QJsonObject unknown;

    bool operator==(const SpendingLimit &) const = default;
    bool isSet() const { return config.amount.hasValue(); }

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("config", self.config);
        visitor("enabled", self.enabled);
    }
};

// An entry of usage-history: what was used from start until just before end.
struct UsageBucket
{
    UsageId id;
    double cents = 0;
    QDateTime start;
    QDateTime end;
    QJsonObject unknown;

    bool operator==(const UsageBucket &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("aggregated_value", self.cents);
        visitor("start_time", self.start);
        visitor("end_time", self.end);
    }
};

enum class UsageWindow { Hour, Day };
constexpr std::array<std::pair<UsageWindow, const char *>, 2> enumNames(UsageWindow)
{
    return {{{UsageWindow::Hour, "hour"}, {UsageWindow::Day, "day"}}};
}

// What a person reads of it. Those of times and states are sentences.
QString cardText(const Field<PaymentMethod> &card); // “Visa ending in 4242”; empty: none is told
QString disabledText(const AutoTopup &autoTopup); // why it is off, in words; empty: it is not
QString durationText(const OpenEnum<LimitDuration> &duration); // “a day”
QString strategyText(const OpenEnum<LimitStrategy> &strategy);
// What the person can do about a refusal of a payment or a setting; empty: nothing special.
QString billingAdvice(const ApiError &error);
// Since when usage counts towards the limit; invalid where that is not known.
QDateTime limitWindowStart(const SpendingLimitConfig &limit, const QDateTime &now);

} // namespace gatehouse
