// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logorder.h"

#include "app/sandbox/logs/columntests.h"

#include <algorithm>
#include <numeric>

namespace sandbox {

namespace {

using Rank = std::function<double(const Chunk &, std::size_t)>;

template <typename Column> double ranked(const Chunk &chunk, std::size_t i)
{
    const double value = Column::at(chunk, i);
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

Rank textRank(const LogStore &store, Text column)
{
    const Dictionary &texts = store.texts(column);
    std::vector<std::uint32_t> codes(texts.size());
    std::iota(codes.begin(), codes.end(), 0);
    std::ranges::sort(codes, {},
                      [&](std::uint32_t code) -> const std::string & { return texts.text(code); });
    std::vector<double> ranks(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        ranks[codes[i]] = static_cast<double>(i);
    }
    return [ranks = std::move(ranks), column](const Chunk &chunk, std::size_t i) {
        return ranks[chunk.texts[static_cast<std::size_t>(column)][i]];
    };
}

Rank rankOf(const std::string &orderBy, const LogStore &store)
{
    const std::map<std::string, Text> texts{
        {"provider", Text::Provider}, {"model", Text::Model}, {"model_type", Text::ModelType}};
    const std::map<std::string, LogFlag> flags{{"success", SuccessFlag}, {"cached", CachedFlag}};
    const std::map<std::string, double (*)(const Chunk &, std::size_t)> numbers{
        {"created_at", &ranked<CreatedAtColumn>}, {"cost", &ranked<CostColumn>},
        {"tokens_in", &ranked<TokensInColumn>},   {"tokens_out", &ranked<TokensOutColumn>},
        {"duration", &ranked<DurationColumn>},    {"feedback", &ranked<FeedbackColumn>}};
    if (const auto text = texts.find(orderBy); text != texts.end()) {
        return textRank(store, text->second);
    }
    if (const auto flag = flags.find(orderBy); flag != flags.end()) {
        return [mask = flag->second](const Chunk &chunk, std::size_t i) {
            return (chunk.flags[i] & mask) != 0 ? 1.0 : 0.0;
        };
    }
    return numbers.at(orderBy);
}

} // namespace

void applyTests(const LogTests &tests, const Chunk &chunk, std::size_t from, std::size_t to,
                std::uint8_t *mask)
{
    std::copy(chunk.alive.data() + from, chunk.alive.data() + to, mask + from);
    for (const auto &test : tests) {
        test->apply(chunk, from, to, mask);
    }
}

std::vector<std::uint32_t> firstInOrder(const LogQuery &query, const LogTable &table,
                                        const LogStore &store, std::size_t limit)
{
    const LogTests tests = compile(query, table.gateway(), store);
    const Rank rank = rankOf(query.orderBy, store);
    const double sign = query.descending ? -1 : 1;
    std::vector<std::pair<double, std::uint32_t>> found;
    std::array<std::uint8_t, Chunk::capacity> mask;
    for (const auto &test : tests) {
        test->refresh();
    }
    for (std::size_t base = 0; base < table.size(); base += Chunk::capacity) {
        const Chunk &chunk = table.chunk(base / Chunk::capacity);
        const std::size_t count = std::min(Chunk::capacity, table.size() - base);
        applyTests(tests, chunk, 0, count, mask.data());
        for (std::size_t i = 0; i < count; ++i) {
            if (mask[i]) {
                found.emplace_back(sign * rank(chunk, i), static_cast<std::uint32_t>(base + i));
            }
        }
    }
    const std::size_t kept = std::min(limit, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept));
    std::vector<std::uint32_t> positions(kept);
    std::transform(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept),
                   positions.begin(), [](const auto &pair) { return pair.second; });
    return positions;
}

} // namespace sandbox
