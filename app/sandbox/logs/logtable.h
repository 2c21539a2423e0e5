// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logrow.h"

#include <memory>
#include <optional>
#include <shared_mutex>
#include <span>
#include <vector>

namespace sandbox {

/// 16,384 rows by column, 64 bytes a row.
struct Chunk
{
    static constexpr std::size_t capacity = 16'384;

    template <typename T> using Column = std::array<T, capacity>;

    Column<Millis> createdAt;
    Column<double> cost;
    Column<std::int32_t> duration;
    Column<std::int32_t> tokensIn;
    Column<std::int32_t> tokensOut;
    Column<std::uint32_t> sequence;
    Column<std::uint32_t> event;
    Column<std::uint32_t> metadata;
    std::array<Column<std::uint16_t>, shortTextCount> texts;
    Column<std::uint16_t> status;
    Column<std::uint8_t> flags;
    Column<std::uint8_t> step;
    Column<std::int8_t> feedback;
    Column<std::uint8_t> alive; ///< 0 or 1
};

/// The logs of one gateway in memory, in the order of their times. A position
/// stays good until the program ends; a deleted row keeps its place.
/// Readers hold a shared lock on `mutex`, everything non-const a unique one; writers
/// hold the database's mutex as well, before this one.
class LogTable
{
public:
    explicit LogTable(std::uint32_t gateway) : m_gateway(gateway) { }

    mutable std::shared_mutex mutex;

    std::uint32_t gateway() const { return m_gateway; }
    std::size_t size() const { return m_size; }
    std::size_t alive() const { return m_alive; }
    std::uint32_t nextSequence() const { return m_nextSequence; }
    Millis lastTime() const { return m_lastTime; }

    /// Both counters change when results computed before are no longer right.
    std::uint64_t deletions() const { return m_deletions; }
    std::uint64_t edits() const { return m_edits; }

    const Chunk &chunk(std::size_t index) const { return *m_chunks[index]; }
    LogRow row(std::uint32_t position) const;
    std::optional<std::uint32_t> find(std::uint32_t sequence) const;

    void append(const LogRow &row);
    void remove(std::span<const std::uint32_t> positions);
    void edit(std::uint32_t position, const LogRow &row); ///< metadata and feedback only

private:
    std::uint32_t m_gateway;
    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
    std::size_t m_alive = 0;
    std::uint32_t m_nextSequence = 1;
    Millis m_lastTime = 0;
    std::uint64_t m_deletions = 0;
    std::uint64_t m_edits = 0;
};

} // namespace sandbox
