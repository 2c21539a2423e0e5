// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/seed/routegraphs.h"

#include "app/sandbox/seed/catalogue.h"

#include <algorithm>

namespace sandbox {

namespace {

constexpr int minute = 60; // seconds, as the windows of rates are
constexpr int hour = 60 * minute;
constexpr int day = 24 * hour;

/// Builds the elements of a graph; outputs are given as the ids they lead to.
class Graph
{
public:
    explicit Graph(const char *first) { add("start", "start", {{"next", to(first)}}); }

    Graph &when(const char *id, const char *conditions, const char *yes, const char *no)
    {
        add(id, "conditional", {{"true", to(yes)}, {"false", to(no)}},
            {{"conditions", Json::parse(conditions)}});
        return *this;
    }

    Graph &split(const char *id, std::initializer_list<std::pair<const char *, const char *>> parts)
    {
        Json outputs = Json::object();
        for (const auto &[share, next] : parts) {
            outputs[share] = to(next);
        }
        add(id, "percentage", std::move(outputs));
        return *this;
    }

    Graph &requests(const char *id, const char *key, int limit, int window, const char *within,
                    const char *beyond)
    {
        return rate(id, key, "count", limit, window, within, beyond);
    }

    Graph &dollars(const char *id, const char *key, int limit, int window, const char *within,
                   const char *beyond)
    {
        return rate(id, key, "cost", limit, window, within, beyond);
    }

    Graph &model(const char *id, std::string_view name, const char *fallback, int retries = 1,
                 int timeout = 30'000)
    {
        const auto info = std::ranges::find(models(), name, &ModelInfo::model);
        if (info == models().end()) {
            throw std::logic_error("no such model: " + std::string(name));
        }
        add(id, "model", {{"success", to("end")}, {"fallback", to(fallback)}},
            {{"provider", info->provider},
             {"model", info->model},
             {"timeout", timeout},
             {"retries", retries}});
        return *this;
    }

    Json end()
    {
        add("end", "end", Json::object());
        return std::move(m_elements);
    }

private:
    static Json to(const char *id) { return {{"elementId", id}}; }

    Graph &rate(const char *id, const char *key, const char *type, int limit, int window,
                const char *within, const char *beyond)
    {
        add(id, "rate", {{"success", to(within)}, {"fallback", to(beyond)}},
            {{"key", key}, {"limitType", type}, {"limit", limit}, {"window", window}});
        return *this;
    }

    void add(const char *id, const char *type, Json outputs, Json properties = nullptr)
    {
        Json element = {{"id", id}, {"type", type}, {"outputs", std::move(outputs)}};
        if (!properties.is_null()) {
            element["properties"] = std::move(properties);
        }
        m_elements.push_back(std::move(element));
    }

    Json m_elements = Json::array();
};

SeededRoute support()
{
    constexpr auto mini = "gpt-4o-mini";
    constexpr auto haiku = "claude-3-5-haiku-20241022";
    return {"support-bot",
            "support",
            {{63.4, Graph("mini").model("mini", mini, "haiku").model("haiku", haiku, "end").end()},
             {24.2,
              Graph("haiku").model("haiku", haiku, "mini", 2).model("mini", mini, "end", 2).end()},
             {9.1,
              Graph("mini")
                  .model("mini", mini, "haiku", 2, 12'000)
                  .model("haiku", haiku, "mistral", 1, 20'000)
                  .model("mistral", "mistral-small-latest", "end")
                  .end()}},
            // the second one was taken back after a day
            {{24.1, 2}, {23.0, 1}, {8.9, 3}}};
}

/// A roll-out whose last step is not deployed yet.
SeededRoute rollout()
{
    const auto graph = [](const char *oldShare, const char *newShare) {
        return Graph("split")
            .split("split", {{oldShare, "gpt-4o"}, {newShare, "sonnet"}})
            .model("gpt-4o", "gpt-4o", "sonnet", 2)
            .model("sonnet", "claude-sonnet-4-20250514", "gpt-4o-mini", 2)
            .model("gpt-4o-mini", "gpt-4o-mini", "end")
            .end();
    };
    return {"production-chat",
            "chat",
            {{27.6, graph("95%", "5%")},
             {20.5, graph("80%", "20%")},
             {11.4, graph("45%", "55%")},
             {1.7, graph("10%", "90%")}},
            {{20.4, 2}, {11.3, 3}}};
}

SeededRoute plans()
{
    const auto graph = [](int freeRequests, const char *best) {
        return Graph("enterprise")
            .when("enterprise", R"({"metadata.plan": {"$eq": "enterprise"}})", "best", "paying")
            .when("paying", R"({"metadata.plan": {"$in": ["pro", "team"]}})", "paid-limit",
                  "free-limit")
            .requests("paid-limit", "metadata.user", 600, hour, "gpt-4.1", "gpt-4.1-mini")
            .requests("free-limit", "metadata.user", freeRequests, hour, "gpt-4.1-mini", "flash")
            .model("best", best, "gpt-4.1", 2, 90'000)
            .model("gpt-4.1", "gpt-4.1", "gpt-4.1-mini", 2)
            .model("gpt-4.1-mini", "gpt-4.1-mini", "flash")
            .model("flash", "gemini-2.0-flash", "end", 1, 15'000)
            .end();
    };
    return {"production-chat",
            "by-plan",
            {{88.2, graph(60, "gpt-4o")},
             {40.9, graph(60, "claude-opus-4-20250514")},
             {5.3, graph(20, "claude-opus-4-20250514")}},
            {{40.8, 2}, {5.2, 3}}};
}

/// Dear models until a team has spent its budget of the day, and then cheap ones.
SeededRoute budget()
{
    const auto graph = [](int dollars) {
        return Graph("team-budget")
            .dollars("team-budget", "metadata.team", dollars, day, "opus", "reserve")
            .dollars("reserve", "metadata.team", dollars / 4, day, "deepseek", "llama")
            .model("opus", "claude-opus-4-20250514", "gemini-pro", 3, 120'000)
            .model("gemini-pro", "gemini-2.5-pro", "deepseek", 2, 120'000)
            .model("deepseek", "deepseek-reasoner", "llama", 2, 180'000)
            .model("llama", "@cf/meta/llama-3.1-8b-instruct", "end")
            .end();
    };
    return {"batch-eval",
            "budget-guard",
            {{44.6, graph(40)}, {16.2, graph(120)}},
            {{16.1, 2}, {14.8, 1}, {2.3, 2}}};
}

SeededRoute comparison()
{
    return {"staging",
            "compare",
            {{12.5,
              Graph("split")
                  .split("split",
                         {{"37.5%", "mini"},
                          {"25%", "flash"},
                          {"12.5%", "groq"},
                          {"24%", "llama"},
                          {"1%", "large"}})
                  .model("mini", "gpt-4.1-mini", "end", 0)
                  .model("flash", "gemini-2.0-flash", "end", 0)
                  .model("groq", "llama-3.3-70b-versatile", "end", 0, 8'000)
                  .model("llama", "@cf/meta/llama-3.1-8b-instruct", "end", 0)
                  .model("large", "mistral-large-latest", "end", 0)
                  .end()}},
            {}};
}

/// `elsewhere`: where those go who are neither coding nor writing.
Json assistantGraph(const char *elsewhere)
{
    return Graph("production")
        .when("production", R"({"metadata.environment": {"$eq": "production"}})", "coding", "trial")
        .when("coding", R"({"metadata.team": {"$eq": "coding"}})", "coding-paid", "writing")
        .when("coding-paid",
              R"({"$or": [{"metadata.plan": {"$eq": "enterprise"}},
                          {"$and": [{"metadata.plan": {"$in": ["team", "pro"]}},
                                    {"metadata.user": {"$ne": "bram-101"}}]}]})",
              "coding-budget", "coding-split")
        .dollars("coding-budget", "metadata.user", 40, day, "opus", "sonnet")
        .split("coding-split", {{"70%", "gpt-4.1-mini"}, {"20%", "deepseek"}, {"10%", "flash"}})
        .when("writing", R"({"metadata.team": {"$in": ["writing", "support"]}})", "writing-paid",
              "analytics")
        .when("writing-paid", R"({"metadata.plan": {"$ne": "free"}})", "writing-limit",
              "free-limit")
        .requests("writing-limit", "metadata.user", 300, hour, "gpt-4o", "gpt-4o-mini")
        .when("analytics",
              R"({"$and": [{"metadata.team": {"$eq": "analytics"}},
                           {"metadata.plan": {"$in": ["team", "enterprise"]}}]})",
              "analytics-budget", elsewhere)
        .dollars("analytics-budget", "metadata.team", 150, day, "o3-mini", "reasoner")
        .requests("free-limit", "metadata.user", 30, 10 * minute, "gpt-4o-mini", "mistral-small")
        .split("trial", {{"90%", "flash"}, {"10%", "llama"}})
        .model("opus", "claude-opus-4-20250514", "sonnet", 1, 120'000)
        .model("sonnet", "claude-sonnet-4-20250514", "gpt-4.1", 2, 60'000)
        .model("gpt-4.1", "gpt-4.1", "gpt-4.1-mini", 2)
        .model("gpt-4.1-mini", "gpt-4.1-mini", "end")
        .model("deepseek", "deepseek-chat", "gpt-4.1-mini", 1, 45'000)
        .model("gpt-4o", "gpt-4o", "sonnet", 2)
        .model("gpt-4o-mini", "gpt-4o-mini", "mistral-small")
        .model("mistral-small", "mistral-small-latest", "end")
        .model("o3-mini", "o3-mini", "reasoner", 1, 120'000)
        .model("reasoner", "deepseek-reasoner", "gpt-4.1", 1, 180'000)
        .model("flash", "gemini-2.5-flash", "llama", 1, 15'000)
        .model("llama", "@cf/meta/llama-3.1-8b-instruct", "end", 0)
        .end();
}

SeededRoute assistant()
{
    return {"production-chat",
            "assistant",
            {{19.8, assistantGraph("gpt-4o-mini")}, {3.6, assistantGraph("free-limit")}},
            {{3.5, 2}}};
}

SeededRoute sketch()
{
    return {"playground",
            "try out",
            {{6.4,
              Graph("flash")
                  .model("flash", "gemini-2.5-flash", "llama", 0)
                  .model("llama", "@cf/meta/llama-3.1-8b-instruct", "end", 0)
                  .end()}},
            {}};
}

} // namespace

std::vector<SeededRoute> seededRoutes()
{
    return {support(), rollout(), plans(), budget(), comparison(), assistant(), sketch()};
}

} // namespace sandbox
