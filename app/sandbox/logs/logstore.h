// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/dictionary.h"
#include "app/sandbox/logs/logtable.h"
#include "app/sandbox/store/database.h"

#include <map>

namespace sandbox {

/// All logs: SQLite keeps them, a LogTable per gateway answers questions about them.
/// Every change is committed before it can be seen.
class LogStore
{
public:
    using Progress = std::function<void(std::uint64_t rows)>; ///< may throw to stop

    explicit LogStore(Database &database);

    void load(const Progress &progress);

    /// The gateway's table, made when it has none yet.
    std::shared_ptr<LogTable> table(std::uint32_t gateway);

    const Dictionary &texts(Text column) const { return m_texts[static_cast<std::size_t>(column)]; }
    std::uint32_t textCode(Text column, std::string_view text);

    /// Numbers the rows and appends them; times must not go back.
    void append(LogTable &table, std::span<LogRow> rows);
    void remove(LogTable &table, std::span<const std::uint32_t> positions);
    void dropGateway(std::uint32_t gateway);

    struct Edit
    {
        std::optional<std::optional<std::int8_t>> feedback;
        std::optional<std::optional<double>> score;
        std::optional<std::string> metadata; ///< JSON; empty removes it
    };
    void edit(LogTable &table, std::uint32_t position, const Edit &edit);

private:
    void loadTexts();

    Database &m_database;
    std::array<Dictionary, textCount> m_texts;
    std::mutex m_tablesMutex;
    std::map<std::uint32_t, std::shared_ptr<LogTable>> m_tables;
};

} // namespace sandbox
