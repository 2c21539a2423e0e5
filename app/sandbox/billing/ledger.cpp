// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/billing/ledger.h"

#include <algorithm>
#include <random>

namespace sandbox {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr auto paymentTime = std::chrono::seconds(3);
constexpr auto autoTopupSetting = "billing.auto_topup";
constexpr auto spendingLimitSetting = "billing.spending_limit";

std::vector<Topup> readTopups(Statement select)
{
    std::vector<Topup> topups;
    while (select.step()) {
        topups.push_back({select.text(0), select.integer(1), select.integer(2),
                          static_cast<TopupOrigin>(select.integer(3)), select.text(4),
                          static_cast<TopupStatus>(select.integer(5))});
    }
    return topups;
}

Statement selectTopups(Database &database, const std::string &condition)
{
    return database.prepare("SELECT id, created_at, amount, origin, card, status FROM topups "
                            + condition);
}

bool isBelow(const Json &config, Nanos balance)
{
    return config["threshold"].is_number() && config["disabledReason"].is_null()
        && balance < config["threshold"].get<Nanos>() * nanosPerCent;
}

} // namespace

std::string newInvoiceId(Random &random)
{
    constexpr std::string_view digits =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr std::size_t length = 27;
    std::string id = "in_1";
    while (id.size() < length) {
        id += digits[random.below(digits.size())];
    }
    return id;
}

const char *refusalOf(const std::string &card)
{
    return card == "none" ? "The account has no default payment method."
        : card == "0341"  ? "Your card was declined."
        : card == "3184"  ? "Your card was declined. This transaction requires authentication."
                          : nullptr;
}

Ledger::Ledger(Database &database, const Clock &clock, std::string card)
    : m_database(database)
    , m_clock(clock)
    , m_card(std::move(card))
    , m_random(std::uint64_t{std::random_device()()} << 32 | std::random_device()())
{
    // those of a process that has ended are due at once
    for (Topup &topup : readTopups(selectTopups(m_database, "WHERE status = 0 ORDER BY number"))) {
        m_pending.push_back({std::move(topup), SteadyClock::now()});
    }
}

void Ledger::advance()
{
    const std::scoped_lock guard(m_database.mutex());
    while (!m_pending.empty() && m_pending.front().due <= SteadyClock::now()) {
        Transaction transaction(m_database);
        settle(m_pending.front().topup, m_clock.now());
        transaction.commit();
        m_pending.erase(m_pending.begin());
    }
    const bool oneIsPending = std::ranges::any_of(m_pending, [](const Payment &payment) {
        return payment.topup.origin == TopupOrigin::Automatic;
    });
    if (!oneIsPending && isBelow(autoTopup(), balance())) {
        startAutomatic();
    }
}

void Ledger::startAutomatic()
{
    Transaction transaction(m_database);
    const Topup topup{newInvoiceId(m_random), m_clock.now(), autoTopup()["amount"],
                      TopupOrigin::Automatic, m_card,        TopupStatus::Pending};
    insert(topup);
    transaction.commit();
    m_pending.push_back({topup, SteadyClock::now() + paymentTime});
}

void Ledger::settle(Topup &topup, Millis now)
{
    const char *refusal = refusalOf(topup.card);
    topup.status = refusal ? TopupStatus::Failed : TopupStatus::Completed;
    m_database.prepare("UPDATE topups SET status = ? WHERE id = ?")
        .bind(0, static_cast<std::int64_t>(topup.status))
        .bind(1, topup.id)
        .run();
    Json config = autoTopup();
    if (refusal && config["threshold"].is_number()) {
        config["disabledReason"] = "payment_failed";
        config["error"] = refusal;
        config["lastFailedAt"] = now;
        setAutoTopup(config);
    }
}

Nanos Ledger::balance()
{
    const std::scoped_lock guard(m_database.mutex());
    Statement select =
        m_database.prepare("SELECT COALESCE(SUM(amount), 0) FROM topups WHERE status = 2");
    select.step();
    return select.integer(0) * nanosPerCent - totalUsage(m_database);
}

bool Ledger::hasManualTopup()
{
    const std::scoped_lock guard(m_database.mutex());
    return m_database.prepare("SELECT 1 FROM topups WHERE origin = 0 AND status = 2").step();
}

std::vector<Topup> Ledger::invoices()
{
    const std::scoped_lock guard(m_database.mutex());
    return readTopups(
        selectTopups(m_database, "WHERE origin <> 2 ORDER BY created_at DESC, number DESC"));
}

std::optional<Topup> Ledger::invoice(const std::string &id)
{
    const std::scoped_lock guard(m_database.mutex());
    Statement select = selectTopups(m_database, "WHERE origin <> 2 AND id = ?");
    select.bind(0, id);
    const auto found = readTopups(std::move(select));
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Topup Ledger::charge(std::int64_t amount)
{
    Transaction transaction(m_database);
    Topup topup{newInvoiceId(m_random),
                m_clock.now(),
                amount,
                TopupOrigin::Manual,
                m_card,
                m_card == "3184"        ? TopupStatus::NeedsAction
                    : refusalOf(m_card) ? TopupStatus::Failed
                                        : TopupStatus::Pending};
    insert(topup);
    transaction.commit();
    if (topup.status == TopupStatus::Pending) {
        m_pending.push_back({topup, SteadyClock::now() + paymentTime});
    }
    return topup;
}

Json Ledger::autoTopup()
{
    const auto kept = m_database.setting(autoTopupSetting);
    return kept ? Json::parse(*kept)
                : Json{{"amount", nullptr},
                       {"threshold", nullptr},
                       {"disabledReason", nullptr},
                       {"error", nullptr},
                       {"lastFailedAt", nullptr}};
}

void Ledger::setAutoTopup(const Json &config)
{
    m_database.setSetting(autoTopupSetting, config.dump());
}

Json Ledger::spendingLimit()
{
    return Json::parse(m_database.setting(spendingLimitSetting).value_or("null"));
}

void Ledger::setSpendingLimit(const Json &limit)
{
    m_database.setSetting(spendingLimitSetting, limit.dump());
}

void Ledger::insert(const Topup &topup)
{
    m_database.prepare("INSERT INTO topups VALUES (NULL, ?, ?, ?, ?, ?, ?)")
        .bind(0, topup.id)
        .bind(1, topup.createdAt)
        .bind(2, topup.amount)
        .bind(3, static_cast<std::int64_t>(topup.origin))
        .bind(4, topup.card)
        .bind(5, static_cast<std::int64_t>(topup.status))
        .run();
}

void Ledger::replay(Millis from, const std::string &card, Random &random)
{
    const Millis now = m_clock.now();
    const auto hours = usageBuckets(m_database, from, now + 1, hourLength);
    Nanos left = balance();
    for (const UsageBucket &hour : hours) {
        left += hour.cost;
    }
    Json config = autoTopup();
    for (const UsageBucket &hour : hours) {
        left -= hour.cost;
        while (isBelow(config, left)) {
            const auto within = static_cast<Millis>(random.below(hourLength));
            Topup topup{newInvoiceId(random),
                        std::min(hour.start + within, now),
                        config["amount"],
                        TopupOrigin::Automatic,
                        card,
                        TopupStatus::Pending};
            insert(topup);
            settle(topup, topup.createdAt);
            left += topup.status == TopupStatus::Completed ? topup.amount * nanosPerCent : 0;
            config = autoTopup();
        }
    }
}

} // namespace sandbox
