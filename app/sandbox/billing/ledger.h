// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/billing/usage.h"
#include "app/sandbox/http/message.h"
#include "app/sandbox/random.h"

#include <chrono>

namespace sandbox {

inline constexpr std::int64_t leastTopup = 1'000; ///< cents
inline constexpr std::int64_t mostTopup = 1'000'000;
inline constexpr std::int64_t leastThreshold = 500;

/// The values are in kept databases.
enum class TopupOrigin { Manual, Automatic, Granted };
enum class TopupStatus {
    Pending,
    NeedsAction, ///< the card holder has to confirm, which nobody here can
    Completed,
    Failed,
};

/// A payment, which is an invoice too, or credit that was granted.
struct Topup
{
    std::string id;
    Millis createdAt = 0;
    std::int64_t amount = 0; ///< cents
    TopupOrigin origin = TopupOrigin::Manual;
    std::string card;
    TopupStatus status = TopupStatus::Pending;
};

/// The number of an invoice as the vendor's payment service writes it.
std::string newInvoiceId(Random &random);

/// Why a card that ends so is not charged without its holder; null when it is.
const char *refusalOf(const std::string &card);

/// What was paid and what is left of it. A payment takes a few seconds.
class Ledger
{
public:
    Ledger(Database &database, const Clock &clock, std::string card);

    /// Completes the payments that are due, and starts the automatic one that the
    /// balance asks for.
    void advance();

    Nanos balance();
    bool hasManualTopup(); ///< a completed one
    std::vector<Topup> invoices(); ///< the newest first
    std::optional<Topup> invoice(const std::string &id);

    /// Charges the card; a declined payment comes back as Failed.
    Topup charge(std::int64_t amount);

    /// The answer of `topup/config`: every member is there, and null while nothing is configured.
    Json autoTopup();
    void setAutoTopup(const Json &config);

    /// As it was set; null when there is none.
    Json spendingLimit();
    void setSpendingLimit(const Json &limit);

    /// For what happened while nobody looked; called within a transaction.
    void insert(const Topup &topup);

    /// The automatic top-ups of the hours since `from`: one wherever the balance fell
    /// below the threshold. Called within a transaction.
    void replay(Millis from, const std::string &card, Random &random);

private:
    struct Payment
    {
        Topup topup;
        std::chrono::steady_clock::time_point due;
    };

    void startAutomatic();
    void settle(Topup &topup, Millis now);

    Database &m_database;
    const Clock &m_clock;
    std::string m_card;
    Random m_random;
    std::vector<Payment> m_pending; ///< guarded by the database's mutex
};

} // namespace sandbox
