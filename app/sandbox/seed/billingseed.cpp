// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/seed/groups.h"

#include <algorithm>

namespace sandbox {

namespace {

/// The next of 10, 20, 50, 100 … dollars, in cents.
std::int64_t roundAmount(double cents)
{
    std::int64_t amount = leastTopup;
    for (int step = 0; static_cast<double>(amount) < cents && amount < mostTopup; ++step) {
        amount = step % 3 == 1 ? amount / 2 * 5 : amount * 2;
    }
    return amount;
}

Topup completed(TopupOrigin origin, Millis time, std::int64_t amount, Random &random)
{
    return {newInvoiceId(random), time, amount, origin, "4242", TopupStatus::Completed};
}

} // namespace

/// The account was opened with a top-up of its own; the first automatic one met a card
/// that had expired, so that a person stepped in; those after it went well.
void seedBilling(Service &service, Millis now)
{
    Ledger &ledger = service.ledger;
    Random random(service.options.seedNumber);
    const auto hours = usageBuckets(service.database, 0, now + 1, hourLength);
    const Millis first = hours.empty() ? now - 30 * dayLength : hours.front().start;
    const Millis opened = first - 2 * dayLength;
    const double used = inCents(totalUsage(service.database));
    const std::int64_t most = roundAmount(1.2 * used);
    if (service.options.card == "none") {
        ledger.insert(completed(TopupOrigin::Granted, opened, most, random));
        return;
    }
    const std::int64_t amount = roundAmount(used / 5);
    ledger.insert(completed(TopupOrigin::Manual, opened, amount, random));
    Json config = ledger.autoTopup();
    config["amount"] = amount;
    config["threshold"] = std::max(amount / 4, leastThreshold);
    ledger.setAutoTopup(config);
    ledger.setSpendingLimit({{"amount", most}, {"duration", "monthly"}, {"strategy", "fixed"}});
    ledger.replay(first, "0341", random);
    const Json failed = ledger.autoTopup()["lastFailedAt"];
    if (failed.is_null()) {
        return;
    }
    const Millis noticed = std::min(failed.get<Millis>() + 100 * (hourLength / 60), now);
    ledger.insert(completed(TopupOrigin::Manual, noticed, std::min(2 * amount, mostTopup), random));
    config["lastFailedAt"] = failed;
    ledger.setAutoTopup(config);
    ledger.replay(noticed, "4242", random);
}

} // namespace sandbox
