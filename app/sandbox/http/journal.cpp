// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/journal.h"

namespace sandbox {

Json JournalEntry::json() const
{
    return {{"number", number}, {"method", method},      {"target", target}, {"headers", headers},
            {"body", body},     {"body_size", bodySize}, {"status", status}, {"faults", faults}};
}

void Journal::add(JournalEntry entry)
{
    constexpr std::size_t most = 1000;
    const std::scoped_lock guard(m_mutex);
    entry.number = ++m_lastNumber;
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > most) {
        m_entries.pop_front();
    }
}

std::vector<JournalEntry> Journal::after(std::uint64_t number) const
{
    const std::scoped_lock guard(m_mutex);
    std::vector<JournalEntry> entries;
    std::ranges::copy_if(m_entries, std::back_inserter(entries),
                         [&](const JournalEntry &entry) { return entry.number > number; });
    return entries;
}

void Journal::clear()
{
    const std::scoped_lock guard(m_mutex);
    m_entries.clear();
}

} // namespace sandbox
