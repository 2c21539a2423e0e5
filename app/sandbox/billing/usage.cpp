// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/billing/usage.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace sandbox {

void recordUsage(Database &database, std::span<const LogRow> rows)
{
    struct Sum
    {
        std::int64_t tokens = 0;
        Nanos cost = 0;
    };
    constexpr double nanosPerDollar = 1e9;
    std::map<std::pair<Millis, std::uint32_t>, Sum> sums;
    Nanos total = 0;
    for (const LogRow &row : rows) {
        Sum &sum = sums[{row.createdAt / hourLength * hourLength, row.text(Text::Model)}];
        const Nanos cost = std::llround(row.cost * nanosPerDollar);
        sum.tokens += std::max(row.tokensIn, 0) + std::max(row.tokensOut, 0);
        sum.cost += cost;
        total += cost;
    }
    Statement add =
        database.prepare("INSERT INTO usage VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                         "tokens = tokens + excluded.tokens, cost = cost + excluded.cost");
    for (const auto &[key, sum] : sums) {
        add.bind(0, key.first).bind(1, std::int64_t{key.second});
        add.bind(2, sum.tokens).bind(3, sum.cost).run();
    }
    database.prepare("UPDATE usage_total SET cost = cost + ?").bind(0, total).run();
}

Nanos totalUsage(Database &database)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare("SELECT cost FROM usage_total");
    select.step();
    return select.integer(0);
}

std::vector<UsageBucket> usageBuckets(Database &database, Millis start, Millis end, Millis window)
{
    const std::scoped_lock guard(database.mutex());
    Statement select = database.prepare("SELECT hour / ?1 * ?1 AS start, SUM(cost) FROM usage "
                                        "WHERE hour >= ?2 AND hour < ?3 GROUP BY 1 ORDER BY 1");
    select.bind(0, window);
    select.bind(1, start / window * window);
    select.bind(2, (end + window - 1) / window * window);
    std::vector<UsageBucket> buckets;
    while (select.step()) {
        buckets.push_back({select.integer(0), select.integer(1)});
    }
    return buckets;
}

std::vector<ModelUsage> usageByModel(Database &database, Millis start, Millis end)
{
    const std::scoped_lock guard(database.mutex());
    Statement select =
        database.prepare("SELECT text, SUM(tokens), SUM(cost) AS cost FROM usage "
                         "JOIN texts ON kind = ? AND code = model WHERE hour >= ? AND hour < ? "
                         "GROUP BY text HAVING SUM(cost) > 0 ORDER BY 3 DESC, 1");
    select.bind(0, static_cast<std::int64_t>(Text::Model)).bind(1, start).bind(2, end);
    std::vector<ModelUsage> models;
    while (select.step()) {
        models.push_back({select.text(0), select.integer(1), select.integer(2)});
    }
    return models;
}

} // namespace sandbox
