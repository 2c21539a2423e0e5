// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/evaluationtypes.h"

#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"

#include <charconv>

namespace sandbox {

const std::vector<Json> &evaluationTypes()
{
    static const std::vector<Json> types{
        Json::parse(R"json({
            "id": "01JA4M3Z8Q7V5KX2T9B6C1D0EF", "name": "Cost", "type": "cost",
            "description": "Average cost of the matched logs", "enable": true, "mandatory": true,
            "created_at": "2024-09-17T09:12:44.318Z", "modified_at": "2025-02-03T14:00:21.007Z"})json"),
        Json::parse(R"json({
            "id": "01JA4M3Z8QWE4R6T8Y1N3M5PQS", "name": "Speed", "type": "speed",
            "description": "Average duration of the matched logs", "enable": true,
            "mandatory": true,
            "created_at": "2024-09-17T09:12:44.402Z", "modified_at": "2025-02-03T14:00:21.011Z"})json"),
        Json::parse(R"json({
            "id": "01JA4M3Z8R0A2S4D6F8G1H3JKZ", "name": "Performance (human feedback)",
            "type": "human_feedback",
            "description": "Share of positive feedback among the rated logs", "enable": true,
            "mandatory": false,
            "created_at": "2024-09-17T09:12:44.471Z", "modified_at": "2025-03-11T08:30:00.000Z"})json"),
    };
    return types;
}

namespace {

enum Status { Completed = 1, NothingToMeasure = 2 };

Json completed(double value, int decimals, std::uint64_t logs, const char *meaning)
{
    std::array<char, 400> text;
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                       std::chars_format::fixed, decimals);
    std::string result(text.data(), written.ptr);
    result.erase(result.find_last_not_of('0') + 1);
    if (result.ends_with('.')) {
        result.pop_back();
    }
    return {{"result", result},
            {"status", Completed},
            {"status_description", std::string("Completed: ") + meaning},
            {"total_logs", logs}};
}

Json nothingToMeasure(const std::string &why)
{
    return {{"result", ""},
            {"status", NothingToMeasure},
            {"status_description", "Nothing to measure: " + why},
            {"total_logs", 0}};
}

Reply list(const Call &call)
{
    static const Schema schema = object({
        {"page", integer().min(1).otherwise(1)},
        {"per_page", integer().min(5).max(50).otherwise(20)},
        {"order_by",
         string()
             .oneOf({"mandatory", "id", "name", "type", "description", "enable", "created_at",
                     "modified_at"})
             .otherwise("mandatory")},
        {"order_by_direction", string().oneOf({"asc", "desc"}).otherwise("desc")},
    });
    const Json query = checkedQuery(schema, call);
    const std::string key = query["order_by"];
    std::vector<Json> types = evaluationTypes();
    std::ranges::stable_sort(types, [&](const Json &a, const Json &b) {
        return query["order_by_direction"] == "asc" ? a[key] < b[key] : b[key] < a[key];
    });
    const std::size_t total = types.size();
    return pagedReply(pageOf(std::move(types), query), query, total);
}

} // namespace

Json measured(const std::string &typeId, const LogTotals &totals)
{
    const auto type = std::ranges::find(evaluationTypes(), typeId, [](const Json &each) {
                          return each["id"].get<std::string>();
                      })->at("type");
    if (totals.logs == 0) {
        return nothingToMeasure("no log matches the datasets");
    }
    const auto logs = static_cast<double>(totals.logs);
    if (type == "cost") {
        return completed(totals.cost / logs, 10, totals.logs, "average cost of a log in dollars");
    }
    if (type == "speed") {
        return completed(static_cast<double>(totals.duration) / logs, 2, totals.logs,
                         "average duration of a log in milliseconds");
    }
    if (totals.rated == 0) {
        return nothingToMeasure("none of the " + std::to_string(totals.logs)
                                + " matching logs has been rated");
    }
    return completed(100 * static_cast<double>(totals.positive) / static_cast<double>(totals.rated),
                     2, totals.rated, "percentage of thumbs up among the rated logs");
}

void addEvaluationTypeRoutes(Router &router, Service &)
{
    router.addAccount("GET", "/evaluation-types", list);
}

} // namespace sandbox
