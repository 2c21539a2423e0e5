// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logtotals.h"

#include "app/sandbox/logs/logorder.h"

#include <algorithm>

namespace sandbox {

namespace {

using Mask = std::array<std::uint8_t, Chunk::capacity>;

/// Sets the rows that any of the filters accepts.
void unite(const std::vector<LogTests> &filters, const Chunk &chunk, std::size_t count, Mask &any)
{
    any.fill(0);
    Mask mask;
    for (const LogTests &tests : filters) {
        for (const auto &test : tests) {
            test->refresh();
        }
        applyTests(tests, chunk, 0, count, mask.data());
        for (std::size_t i = 0; i < count; ++i) {
            any[i] |= mask[i];
        }
    }
}

void add(LogTotals &totals, const Chunk &chunk, std::size_t count, const Mask &mask)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (mask[i]) {
            ++totals.logs;
            totals.cost += chunk.cost[i];
            totals.duration += chunk.duration[i];
            totals.rated += chunk.feedback[i] == 1 || chunk.feedback[i] == -1;
            totals.positive += chunk.feedback[i] == 1;
        }
    }
}

} // namespace

LogTotals totalsOf(const std::vector<std::vector<Term>> &filters, std::uint32_t nextSequence,
                   const LogTable &table, const LogStore &store, const std::stop_token &stop)
{
    std::vector<LogTests> tests;
    for (const std::vector<Term> &terms : filters) {
        LogQuery query;
        query.terms = terms;
        tests.push_back(compile(query, table.gateway(), store));
    }
    LogTotals totals;
    Mask mask;
    for (std::size_t base = 0; !stop.stop_requested(); base += Chunk::capacity) {
        const std::shared_lock guard(table.mutex);
        if (base >= table.size()) {
            break;
        }
        const Chunk &chunk = table.chunk(base / Chunk::capacity);
        const std::span sequences(chunk.sequence.data(),
                                  std::min(Chunk::capacity, table.size() - base));
        const auto count = static_cast<std::size_t>(
            std::ranges::lower_bound(sequences, nextSequence) - sequences.begin());
        unite(tests, chunk, count, mask);
        add(totals, chunk, count, mask);
    }
    return totals;
}

} // namespace sandbox
