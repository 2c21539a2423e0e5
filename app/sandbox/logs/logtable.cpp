// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logtable.h"

namespace sandbox {

LogRow LogTable::row(std::uint32_t position) const
{
    const Chunk &from = *m_chunks[position / Chunk::capacity];
    const std::size_t i = position % Chunk::capacity;
    LogRow row;
    row.createdAt = from.createdAt[i];
    row.cost = from.cost[i];
    row.duration = from.duration[i];
    row.tokensIn = from.tokensIn[i];
    row.tokensOut = from.tokensOut[i];
    row.sequence = from.sequence[i];
    row.event = from.event[i];
    for (std::size_t column = 0; column < shortTextCount; ++column) {
        row.texts[column] = from.texts[column][i];
    }
    row.text(Text::Metadata) = from.metadata[i];
    row.status = from.status[i];
    row.flags = from.flags[i];
    row.step = from.step[i];
    row.feedback = from.feedback[i];
    return row;
}

std::optional<std::uint32_t> LogTable::find(std::uint32_t sequence) const
{
    std::size_t low = 0;
    std::size_t high = m_size;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const Chunk &at = *m_chunks[middle / Chunk::capacity];
        (at.sequence[middle % Chunk::capacity] < sequence ? low : high) =
            at.sequence[middle % Chunk::capacity] < sequence ? middle + 1 : middle;
    }
    if (low == m_size) {
        return {};
    }
    const Chunk &at = *m_chunks[low / Chunk::capacity];
    const std::size_t i = low % Chunk::capacity;
    return at.sequence[i] == sequence && at.alive[i]
        ? std::optional(static_cast<std::uint32_t>(low))
        : std::nullopt;
}

void LogTable::append(const LogRow &row)
{
    const std::size_t i = m_size % Chunk::capacity;
    if (i == 0) {
        m_chunks.push_back(std::make_unique_for_overwrite<Chunk>());
    }
    Chunk &to = *m_chunks.back();
    to.createdAt[i] = row.createdAt;
    to.cost[i] = row.cost;
    to.duration[i] = row.duration;
    to.tokensIn[i] = row.tokensIn;
    to.tokensOut[i] = row.tokensOut;
    to.sequence[i] = row.sequence;
    to.event[i] = row.event;
    for (std::size_t column = 0; column < shortTextCount; ++column) {
        to.texts[column][i] = static_cast<std::uint16_t>(row.texts[column]);
    }
    to.metadata[i] = row.text(Text::Metadata);
    to.status[i] = row.status;
    to.flags[i] = row.flags;
    to.step[i] = row.step;
    to.feedback[i] = row.feedback;
    to.alive[i] = 1;
    ++m_size;
    ++m_alive;
    m_nextSequence = row.sequence + 1;
    m_lastTime = row.createdAt;
}

void LogTable::remove(std::span<const std::uint32_t> positions)
{
    for (const std::uint32_t position : positions) {
        std::uint8_t &alive =
            m_chunks[position / Chunk::capacity]->alive[position % Chunk::capacity];
        m_alive -= alive;
        alive = 0;
    }
    ++m_deletions;
}

void LogTable::edit(std::uint32_t position, const LogRow &row)
{
    Chunk &to = *m_chunks[position / Chunk::capacity];
    to.metadata[position % Chunk::capacity] = row.text(Text::Metadata);
    to.feedback[position % Chunk::capacity] = row.feedback;
    ++m_edits;
}

} // namespace sandbox
