// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"

namespace sandbox {

namespace {

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

void addEvaluationTypeRoutes(Router &router, Service &)
{
    router.addAccount("GET", "/evaluation-types", list);
}

} // namespace sandbox
