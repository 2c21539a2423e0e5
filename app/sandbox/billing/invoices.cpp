// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/billing/invoices.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sandbox {

namespace {

constexpr Millis millisPerSecond = 1'000;

struct Period
{
    Millis start = 0;
    Millis end = 0;
};

Period monthOf(Millis time)
{
    using namespace std::chrono;
    const sys_time<milliseconds> point{milliseconds(time)};
    const year_month_day date{floor<days>(point)};
    const auto start = date.year() / date.month();
    const auto millis = [](const year_month &month) {
        return milliseconds(sys_days(month / 1).time_since_epoch()).count();
    };
    return {millis(start), millis(start + months(1))};
}

/// Cents a token, with the 12 digits that the vendor's payment service allows.
std::string unitAmount(const ModelUsage &usage)
{
    constexpr int digits = 12;
    std::array<char, 64> buffer{};
    const double amount =
        inCents(usage.cost) / static_cast<double>(std::max<std::int64_t>(usage.tokens, 1));
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), amount,
                                   std::chars_format::fixed, digits)
                         .ptr;
    std::string text(buffer.data(), end);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text;
}

Json lineJson(const ModelUsage &usage, std::int64_t amount, const Period &period)
{
    return {{"amount", amount},
            {"currency", currency},
            {"description", "AI Gateway usage: " + usage.model + " (tokens)"},
            {"period",
             {{"start", period.start / millisPerSecond}, {"end", period.end / millisPerSecond}}},
            {"pricing", {{"unit_amount_decimal", unitAmount(usage)}}},
            {"quantity", usage.tokens},
            {"pretax_credit_amounts", Json::array()}};
}

} // namespace

Json invoiceJson(const Topup &topup)
{
    const bool paid = topup.status == TopupStatus::Completed;
    const bool attempted = paid || topup.status == TopupStatus::Failed;
    const bool automatic = topup.origin == TopupOrigin::Automatic;
    return {{"id", topup.id},
            {"amount_due", topup.amount},
            {"amount_paid", paid ? topup.amount : 0},
            {"amount_remaining", paid ? 0 : topup.amount},
            {"attempt_count", attempted ? 1 : 0},
            {"attempted", attempted},
            {"auto_advance", false},
            {"created", topup.createdAt / millisPerSecond},
            {"created_by", automatic ? "system" : "user"},
            {"currency", currency},
            {"description", automatic ? "AI Gateway credits (auto top-up)" : "AI Gateway credits"},
            {"invoice_origin", automatic ? "auto" : "manual"},
            {"invoice_pdf", nullptr},
            {"status",
             paid                                      ? "paid"
                 : topup.status == TopupStatus::Failed ? "void"
                                                       : "open"}};
}

Json invoicePreview(Database &database, Nanos balance, Millis now)
{
    const Period period = monthOf(now);
    Json lines = Json::array();
    std::int64_t due = 0;
    for (const ModelUsage &usage : usageByModel(database, period.start, period.end)) {
        const std::int64_t amount = std::llround(inCents(usage.cost));
        lines.push_back(lineJson(usage, amount, period));
        due += amount;
    }
    const auto overdrawn = static_cast<std::int64_t>(std::ceil(std::max(0.0, -inCents(balance))));
    const std::int64_t remaining = std::min(due, overdrawn);
    std::int64_t credit = due - remaining;
    for (Json &line : lines) {
        const auto part = std::min(credit, line["amount"].get<std::int64_t>());
        if (part > 0) {
            line["pretax_credit_amounts"].push_back({{"amount", part},
                                                     {"credit_balance_transaction", nullptr},
                                                     {"discount", nullptr},
                                                     {"type", "credit_balance_transaction"}});
        }
        credit -= part;
    }
    return {{"id", "upcoming_in_" + isoTime(period.start).substr(0, 7)},
            {"amount_due", due},
            {"amount_paid", due - remaining},
            {"amount_remaining", remaining},
            {"currency", currency},
            {"invoice_lines", std::move(lines)},
            {"period_start", period.start / millisPerSecond},
            {"period_end", period.end / millisPerSecond},
            {"status", "draft"}};
}

} // namespace sandbox
