// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logquery.h"
#include "app/sandbox/logs/logstore.h"

namespace sandbox {

/// One condition, applied to rows by column.
class LogTest
{
public:
    LogTest() = default;
    LogTest(const LogTest &) = delete;
    LogTest &operator=(const LogTest &) = delete;
    virtual ~LogTest() = default;

    /// Called before a scan: looks at texts that are new since the last.
    virtual void refresh() { }

    /// Clears mask[i] of the rows in [from, to) that do not hold.
    virtual void apply(const Chunk &chunk, std::size_t from, std::size_t to,
                       std::uint8_t *mask) const = 0;

    /// Whether it looks at what a PATCH can change.
    virtual bool isEditable() const { return false; }
};

using LogTests = std::vector<std::unique_ptr<LogTest>>;

/// The conditions of a query, cheap ones first.
LogTests compile(const LogQuery &query, std::uint32_t gateway, const LogStore &store);

} // namespace sandbox
