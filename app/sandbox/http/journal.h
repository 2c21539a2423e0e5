// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"

#include <deque>
#include <mutex>

namespace sandbox {

/// A request as it came, and what became of it.
struct JournalEntry
{
    std::uint64_t number = 0; ///< counts from 1
    std::string method;
    std::string target; ///< path and query, still encoded
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body; ///< its first 64 KB
    std::size_t bodySize = 0;
    int status = 0;
    std::vector<std::string> faults; ///< ids of those that struck

    Json json() const;
};

/// The last 1,000 requests.
class Journal
{
public:
    static constexpr std::size_t keptBody = 65'536;

    void add(JournalEntry entry);
    std::vector<JournalEntry> after(std::uint64_t number) const;
    void clear();

private:
    mutable std::mutex m_mutex;
    std::deque<JournalEntry> m_entries;
    std::uint64_t m_lastNumber = 0;
};

} // namespace sandbox
