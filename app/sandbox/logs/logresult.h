// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logtests.h"

#include <atomic>
#include <list>

namespace sandbox {

/// Least and greatest of a column over a result; none when no row has a value.
struct Extremes
{
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();

    bool any() const { return least <= greatest; }
    void add(double value)
    {
        least = value < least ? value : least;
        greatest = value > greatest ? value : greatest;
    }
};

struct Summary
{
    Extremes cost, duration, tokensIn, tokensOut, totalTokens;
};

struct LogPage
{
    std::vector<std::uint32_t> positions;
    std::size_t total = 0;
    Summary summary;
};

/// The positions of the rows that a query finds, in buckets of equal order key, each
/// ascending in time. Kept, and extended when rows were appended.
class LogResult
{
public:
    LogResult(const LogQuery &query, const LogTable &table, const LogStore &store);

    /// Call with the table's mutex shared. In a bucket the newest come first,
    /// whichever way the order goes, unless the order is by time itself.
    LogPage page(const LogTable &table, std::size_t first, std::size_t count, bool descending);

    std::size_t bytes() const { return m_bytes; }

private:
    void update(const LogTable &table);
    void scan(const LogTable &table, std::size_t chunk, std::size_t from, std::size_t to);
    std::uint32_t bucketOf(const Chunk &chunk, std::size_t i) const;
    std::vector<std::uint32_t> bucketOrder(bool descending) const;

    std::mutex m_mutex;
    const Dictionary *m_texts = nullptr; ///< of the column that orders, if one does
    std::size_t m_textColumn = 0;
    std::uint8_t m_flag = 0;
    LogTests m_tests;
    bool m_editable = false;
    std::uint64_t m_deletions = 0;
    std::uint64_t m_edits = 0;
    std::size_t m_scanned = 0;
    std::size_t m_total = 0;
    std::vector<std::vector<std::uint32_t>> m_buckets;
    Summary m_summary;
    std::atomic<std::size_t> m_bytes = 0;
};

/// The results asked for last, bounded in memory.
class LogResults
{
public:
    explicit LogResults(const LogStore &store) : m_store(store) { }

    std::shared_ptr<LogResult> find(const LogQuery &query, const LogTable &table);

private:
    struct Entry
    {
        std::string key;
        std::shared_ptr<LogResult> result;
    };

    const LogStore &m_store;
    std::mutex m_mutex;
    std::list<Entry> m_entries; ///< most recent first
};

} // namespace sandbox
