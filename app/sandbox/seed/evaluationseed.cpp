// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/datasetstore.h"
#include "app/sandbox/api/evaluationstore.h"
#include "app/sandbox/api/evaluationtypes.h"
#include "app/sandbox/logs/logid.h"
#include "app/sandbox/seed/groups.h"

#include <ranges>

namespace sandbox {

namespace {

constexpr Millis hour = 3'600'000;
constexpr auto madeToken = "MADE"; ///< in filters: when the dataset was made

struct DatasetSeed
{
    const char *gateway;
    const char *name;
    bool enable;
    int hoursAgo;
    const char *filters;
};

constexpr DatasetSeed datasetSeeds[]{
    {"production-chat", "Failed requests of gpt-4o", true, 690,
     R"([{"key": "success", "operator": "eq", "value": [false]},
         {"key": "model", "operator": "eq", "value": ["gpt-4o"]}])"},
    {"production-chat", "Expensive calls", true, 662,
     R"([{"key": "cost", "operator": "gt", "value": [0.02]}])"},
    {"production-chat", "Slow answers", true, 661,
     R"([{"key": "duration", "operator": "gt", "value": [10000]},
         {"key": "cached", "operator": "eq", "value": [false]}])"},
    {"production-chat", "Rated by humans", true, 590,
     R"([{"key": "feedback", "operator": "eq", "value": [1, -1]}])"},
    {"production-chat", "Long prompts", false, 411,
     R"([{"key": "tokens_in", "operator": "gt", "value": [20000]}])"},
    {"production-chat", "Claude since the switch to Sonnet 4", true, 385,
     R"([{"key": "model", "operator": "contains", "value": ["claude"]},
         {"key": "created_at", "operator": "gt", "value": ["MADE"]}])"},
    {"support-bot", "Answers that customers rated", true, 640,
     R"([{"key": "feedback", "operator": "eq", "value": [1, -1]}])"},
    {"support-bot", "Answers that customers disliked", true, 639,
     R"([{"key": "feedback", "operator": "eq", "value": [-1]}])"},
    {"support-bot", "Trial of Gemini Flash", false, 505,
     R"([{"key": "provider", "operator": "eq", "value": ["google-ai-studio"]}])"},
    {"support-bot", "Served from the cache", true, 333,
     R"([{"key": "cached", "operator": "eq", "value": [true]}])"},
    {"support-bot", "Small models", true, 262,
     R"([{"key": "model", "operator": "contains", "value": ["mini", "haiku", "small"]},
         {"key": "success", "operator": "eq", "value": [true]}])"},
    {"search-embeddings", "Computed anew", true, 566,
     R"([{"key": "cached", "operator": "eq", "value": [false]},
         {"key": "success", "operator": "eq", "value": [true]}])"},
    {"search-embeddings", "Trial of bge-m3", false, 488,
     R"([{"key": "model", "operator": "contains", "value": ["bge-m3"]}])"},
    {"search-embeddings", "Cohere", true, 240,
     R"([{"key": "provider", "operator": "eq", "value": ["cohere"]}])"},
    {"batch-eval", "Reasoning models", true, 600,
     R"([{"key": "model", "operator": "eq", "value": ["o3-mini", "deepseek-reasoner"]}])"},
    {"batch-eval", "Flagship models", true, 599,
     R"([{"key": "model", "operator": "eq",
          "value": ["gpt-4o", "claude-opus-4-20250514", "gemini-2.5-pro"]},
         {"key": "success", "operator": "eq", "value": [true]}])"},
    {"batch-eval", "Failed runs", true, 431,
     R"([{"key": "success", "operator": "eq", "value": [false]}])"},
    {"batch-eval", "Answers of over 2,000 tokens", false, 170,
     R"([{"key": "tokens_out", "operator": "gt", "value": [2000]}])"},
};

struct EvaluationSeed
{
    const char *gateway;
    const char *name;
    int hoursAgo;
    std::vector<std::string> datasets;
    bool feedback; ///< beside the mandatory types
};

const EvaluationSeed evaluationSeeds[]{
    {"production-chat", "Before the switch to Sonnet 4", 387, {"Rated by humans"}, true},
    {"production-chat", "Slow and expensive", 292, {"Slow answers", "Expensive calls"}, false},
    {"production-chat", "What people think", 124, {"Rated by humans"}, true},
    {"production-chat",
     "Two weeks of Sonnet 4",
     47,
     {"Claude since the switch to Sonnet 4", "Failed requests of gpt-4o"},
     true},
    {"support-bot", "Satisfaction, first review", 455, {"Answers that customers rated"}, true},
    {"support-bot", "Satisfaction, second review", 287, {"Answers that customers rated"}, true},
    {"support-bot", "Small models and cache", 95, {"Small models", "Served from the cache"}, true},
    {"search-embeddings", "Speed without the cache", 360, {"Computed anew"}, false},
    {"search-embeddings", "Cohere against the rest", 143, {"Cohere"}, false},
    {"batch-eval", "Reasoning models, run 1", 430, {"Reasoning models"}, true},
    {"batch-eval", "Flagship models, run 1", 262, {"Flagship models"}, true},
    {"batch-eval", "Flagship models, run 2", 71, {"Flagship models"}, true},
};

/// The ids of one seeding, which no event of the gateway has.
class SeedIds
{
public:
    std::string next(const Gateway &gateway) { return eventId(gateway.number, m_next++); }

private:
    std::uint32_t m_next = 0xF000'0000;
};

Millis timeBefore(Millis now, int hours, std::size_t index)
{
    return now - hours * hour - static_cast<Millis>(index + 1) * 187'431;
}

Dataset makeDataset(const DatasetSeed &seed, Millis made, std::string id)
{
    std::string filters = seed.filters;
    if (const auto at = filters.find(madeToken); at != std::string::npos) {
        filters.replace(at, std::string_view(madeToken).size(), isoTime(made));
    }
    return {
        std::move(id),       seed.name, seed.enable, made, seed.enable ? made : made + 140 * hour,
        Json::parse(filters)};
}

Json typeIds(bool feedback)
{
    Json ids = Json::array();
    for (const Json &type : evaluationTypes()) {
        if (type["mandatory"] || feedback) {
            ids.push_back(type["id"]);
        }
    }
    return ids;
}

/// The number of the first log after a time.
std::uint32_t sequenceAfter(const LogTable &table, Millis time)
{
    const auto positions =
        std::views::iota(std::uint32_t{0}, static_cast<std::uint32_t>(table.size()));
    const auto found = std::ranges::partition_point(
        positions, [&](std::uint32_t position) { return table.row(position).createdAt <= time; });
    return found == positions.end() ? table.nextSequence() : table.row(*found).sequence;
}

/// As if it had been made and completed at that time.
Evaluation makeEvaluation(Service &service, const Gateway &gateway, const EvaluationSeed &seed,
                          Millis made, SeedIds &ids)
{
    constexpr Millis processing = 3'000;
    Evaluation evaluation;
    evaluation.gateway = gateway.number;
    evaluation.id = ids.next(gateway);
    evaluation.name = seed.name;
    evaluation.createdAt = made;
    evaluation.nextSequence = sequenceAfter(*service.logs.table(gateway.number), made);
    evaluation.datasets = Json::array();
    for (const std::string &name : seed.datasets) {
        const auto datasets =
            findDatasets(service.database, gateway, {{"name", name}, {"search", ""}});
        evaluation.datasets.push_back(datasets.front().json(gateway.id));
    }
    evaluation.typeIds = typeIds(seed.feedback);
    evaluation.complete(evaluation.totals(service.logs), made + processing);
    for (Json &result : evaluation.results) {
        result["id"] = ids.next(gateway);
    }
    return evaluation;
}

} // namespace

void seedEvaluations(Service &service, Millis now)
{
    SeedIds ids;
    std::size_t index = 0;
    for (const DatasetSeed &seed : datasetSeeds) {
        if (const auto gateway = findGateway(service.database, seed.gateway)) {
            saveDataset(
                service.database, *gateway,
                makeDataset(seed, timeBefore(now, seed.hoursAgo, index++), ids.next(*gateway)));
        }
    }
    for (const EvaluationSeed &seed : evaluationSeeds) {
        if (const auto gateway = findGateway(service.database, seed.gateway)) {
            const Millis made = timeBefore(now, seed.hoursAgo, index++);
            insertEvaluation(service.database, makeEvaluation(service, *gateway, seed, made, ids));
        }
    }
}

} // namespace sandbox
