// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logresult.h"

#include "app/sandbox/logs/logorder.h"

#include <algorithm>
#include <numeric>

namespace sandbox {

namespace {

constexpr std::size_t cacheBytes = std::size_t{512} << 20;
constexpr std::size_t cacheEntries = 200;

} // namespace

LogResult::LogResult(const LogQuery &query, const LogTable &table, const LogStore &store)
    : m_tests(compile(query, table.gateway(), store))
    , m_editable(std::ranges::any_of(m_tests, [](const auto &test) { return test->isEditable(); }))
{
    const std::map<std::string, Text> texts{
        {"provider", Text::Provider}, {"model", Text::Model}, {"model_type", Text::ModelType}};
    if (const auto text = texts.find(query.orderBy); text != texts.end()) {
        m_texts = &store.texts(text->second);
        m_textColumn = static_cast<std::size_t>(text->second);
    } else if (query.orderBy == "success") {
        m_flag = SuccessFlag;
    } else if (query.orderBy == "cached") {
        m_flag = CachedFlag;
    }
}

std::uint32_t LogResult::bucketOf(const Chunk &chunk, std::size_t i) const
{
    return m_texts ? chunk.texts[m_textColumn][i]
                   : static_cast<std::uint32_t>((chunk.flags[i] & m_flag) != 0);
}

void LogResult::scan(const LogTable &table, std::size_t index, std::size_t from, std::size_t to)
{
    const Chunk &chunk = table.chunk(index);
    std::array<std::uint8_t, Chunk::capacity> mask;
    applyTests(m_tests, chunk, from, to, mask.data());
    std::array<std::uint16_t, Chunk::capacity> hits;
    std::size_t count = 0;
    for (std::size_t i = from; i < to; ++i) {
        hits[count] = static_cast<std::uint16_t>(i);
        count += mask[i];
    }
    const auto base = static_cast<std::uint32_t>(index * Chunk::capacity);
    for (std::size_t n = 0; n < count; ++n) {
        const std::size_t i = hits[n];
        const std::uint32_t bucket = bucketOf(chunk, i);
        if (bucket >= m_buckets.size()) {
            m_buckets.resize(bucket + 1);
        }
        m_buckets[bucket].push_back(base + static_cast<std::uint32_t>(i));
        m_summary.cost.add(chunk.cost[i]);
        m_summary.duration.add(chunk.duration[i]);
        const std::int32_t in = chunk.tokensIn[i];
        const std::int32_t out = chunk.tokensOut[i];
        if (in != noTokens) {
            m_summary.tokensIn.add(in);
        }
        if (out != noTokens) {
            m_summary.tokensOut.add(out);
        }
        if (in != noTokens || out != noTokens) {
            m_summary.totalTokens.add(std::max(in, 0) + std::max(out, 0));
        }
    }
    m_total += count;
}

void LogResult::update(const LogTable &table)
{
    const bool stale = m_deletions != table.deletions() || (m_editable && m_edits != table.edits());
    if (stale) {
        m_buckets.clear();
        m_summary = {};
        m_scanned = m_total = 0;
    }
    m_deletions = table.deletions();
    m_edits = table.edits();
    if (m_scanned == table.size()) {
        return;
    }
    for (const auto &test : m_tests) {
        test->refresh();
    }
    while (m_scanned < table.size()) {
        const std::size_t chunk = m_scanned / Chunk::capacity;
        const std::size_t start = chunk * Chunk::capacity;
        const std::size_t end = std::min(start + Chunk::capacity, table.size());
        scan(table, chunk, m_scanned - start, end - start);
        m_scanned = end;
    }
    m_bytes = std::accumulate(
        m_buckets.begin(), m_buckets.end(), std::size_t{0},
        [](std::size_t sum, const auto &bucket) { return sum + bucket.capacity() * 4; });
}

std::vector<std::uint32_t> LogResult::bucketOrder(bool descending) const
{
    std::vector<std::uint32_t> order(m_buckets.size());
    std::iota(order.begin(), order.end(), 0);
    if (m_texts) {
        std::ranges::sort(order, {}, [&](std::uint32_t code) -> const std::string & {
            return m_texts->text(code);
        });
    }
    if (descending) {
        std::ranges::reverse(order);
    }
    return order;
}

LogPage LogResult::page(const LogTable &table, std::size_t first, std::size_t count,
                        bool descending)
{
    const std::scoped_lock guard(m_mutex);
    update(table);
    LogPage page;
    page.total = m_total;
    page.summary = m_summary;
    const bool byTime = !m_texts && m_flag == 0;
    const bool newestFirst = descending || !byTime;
    for (const std::uint32_t bucket : bucketOrder(descending)) {
        const auto &rows = m_buckets[bucket];
        for (; first < rows.size() && page.positions.size() < count; ++first) {
            page.positions.push_back(rows[newestFirst ? rows.size() - 1 - first : first]);
        }
        first -= std::min(first, rows.size());
    }
    return page;
}

std::shared_ptr<LogResult> LogResults::find(const LogQuery &query, const LogTable &table)
{
    const std::string key = std::to_string(table.gateway()) + query.cacheKey();
    const std::scoped_lock guard(m_mutex);
    const auto found = std::ranges::find(m_entries, key, &Entry::key);
    if (found != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found);
        return m_entries.front().result;
    }
    std::size_t bytes = 0;
    std::size_t kept = 0;
    std::erase_if(m_entries, [&](const Entry &entry) {
        bytes += entry.result->bytes();
        return bytes > cacheBytes || ++kept >= cacheEntries;
    });
    m_entries.push_front({key, std::make_shared<LogResult>(query, table, m_store)});
    return m_entries.front().result;
}

} // namespace sandbox
