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

Json invoiceJson(const Topup &topup, const std::string &host)
{
    const bool paid = topup.status == TopupStatus::Completed;
    const bool attempted = paid || topup.status == TopupStatus::Failed;
    const bool automatic = topup.origin == TopupOrigin::Automatic;
    return {
        {"id", topup.id},
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
        {"invoice_pdf", paid ? Json("http://" + host + "/invoices/" + topup.id + "/pdf") : Json()},
        {"status",
         paid                                      ? "paid"
             : topup.status == TopupStatus::Failed ? "void"
                                                   : "open"}};
}

std::string invoicePdf(const Topup &topup)
{
    constexpr std::int64_t centsPerDollar = 100;
    const std::string cents = std::to_string(topup.amount % centsPerDollar);
    const std::string text = "BT /F1 14 Tf 72 720 Td (Invoice " + topup.id
        + ") Tj 0 -24 Td (AI Gateway credits: $" + std::to_string(topup.amount / centsPerDollar)
        + "." + (cents.size() < 2 ? "0" : "") + cents + ") Tj 0 -24 Td (Paid "
        + isoTime(topup.createdAt).substr(0, 10) + ", card ending in " + topup.card
        + ") Tj 0 -24 Td (Made by the sandbox: no money has moved.) Tj ET";
    const std::array objects{
        std::string("<< /Type /Catalog /Pages 2 0 R >>"),
        std::string("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        std::string("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                    "/Resources << /Font << /F1 5 0 R >> >> >>"),
        "<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text + "\nendstream",
        std::string("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")};
    std::string pdf = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    int number = 0;
    for (const std::string &object : objects) {
        constexpr std::size_t digits = 10;
        const std::string offset = std::to_string(pdf.size());
        table += std::string(digits - offset.size(), '0') + offset + " 00000 n \n";
        pdf += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
    }
    const std::size_t start = pdf.size();
    return pdf + "xref\n0 " + std::to_string(number + 1) + "\n" + table + "trailer\n<< /Size "
        + std::to_string(number + 1) + " /Root 1 0 R >>\nstartxref\n" + std::to_string(start)
        + "\n%%EOF\n";
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
