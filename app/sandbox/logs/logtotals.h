// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logquery.h"
#include "app/sandbox/logs/logstore.h"

#include <stop_token>

namespace sandbox {

/// Sums over some logs.
struct LogTotals
{
    std::uint64_t logs = 0;
    double cost = 0; ///< dollars
    std::int64_t duration = 0; ///< ms
    std::uint64_t rated = 0; ///< thumbs up or down; feedback 0 is neither
    std::uint64_t positive = 0;
};

/// Over the logs before `nextSequence` that meet all terms of at least one of the filters.
/// Locks the table for a chunk at a time, so that writers get in between. Once a stop is
/// requested the sums are incomplete.
LogTotals totalsOf(const std::vector<std::vector<Term>> &filters, std::uint32_t nextSequence,
                   const LogTable &table, const LogStore &store, const std::stop_token &stop = {});

} // namespace sandbox
