// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logtests.h"

namespace sandbox {

/// The first `limit` rows that a query finds, in its order, by one scan that is not kept.
/// Absent values come first when ascending; equal ones are ordered by time.
/// Call with the table's mutex shared.
std::vector<std::uint32_t> firstInOrder(const LogQuery &query, const LogTable &table,
                                        const LogStore &store, std::size_t limit);

/// Clears the mask of rows that the tests refuse or that are deleted.
void applyTests(const LogTests &tests, const Chunk &chunk, std::size_t from, std::size_t to,
                std::uint8_t *mask);

} // namespace sandbox
