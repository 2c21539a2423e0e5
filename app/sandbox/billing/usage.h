// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logrow.h"
#include "app/sandbox/store/database.h"

#include <span>
#include <vector>

namespace sandbox {

/// Billionths of a dollar, to which a log's cost is rounded, so that sums are exact.
using Nanos = std::int64_t;

inline constexpr Nanos nanosPerCent = 10'000'000;

inline constexpr Millis hourLength = 3'600'000;
inline constexpr Millis dayLength = 24 * hourLength;

constexpr double inCents(Nanos amount)
{
    return static_cast<double>(amount) / static_cast<double>(nanosPerCent);
}

/// Adds new logs to the usage, which stays when they are deleted; called within a transaction.
void recordUsage(Database &database, std::span<const LogRow> rows);

/// What all logs ever cost.
Nanos totalUsage(Database &database);

struct UsageBucket
{
    Millis start = 0;
    Nanos cost = 0;
};

/// The hours or days (UTC) that overlap [start, end), each whole, the oldest first;
/// those without a log are left out.
std::vector<UsageBucket> usageBuckets(Database &database, Millis start, Millis end, Millis window);

struct ModelUsage
{
    std::string model;
    std::int64_t tokens = 0; ///< in and out
    Nanos cost = 0;
};

/// The models that cost anything in the hours from start to end, the dearest first.
std::vector<ModelUsage> usageByModel(Database &database, Millis start, Millis end);

} // namespace sandbox
