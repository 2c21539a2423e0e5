// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/seed/catalogue.h"

namespace sandbox {

namespace {

constexpr auto chat = ModelKind::Chat;
constexpr auto embedding = ModelKind::Embedding;
constexpr auto image = ModelKind::Image;

constexpr ModelInfo modelTable[]{
    // 0
    {"openai", "gpt-4o", "chat/completions", "chat", chat, 2.5, 10, 420, 14, 7},
    {"openai", "gpt-4o-mini", "chat/completions", "chat", chat, 0.15, 0.6, 310, 9, 8},
    {"openai", "gpt-4.1", "chat/completions", "chat", chat, 2, 8, 450, 13, 7},
    {"openai", "gpt-4.1-mini", "chat/completions", "chat", chat, 0.4, 1.6, 330, 9, 8},
    {"openai", "o3-mini", "chat/completions", "chat", chat, 1.1, 4.4, 2600, 11, 0},
    {"openai", "text-embedding-3-small", "embeddings", "embeddings", embedding, 0.02, 0, 90, 0, 19},
    {"openai", "gpt-image-1", "images/generations", "images", image, 5, 0.04, 9000, 0, 17},
    {"anthropic", "claude-sonnet-4-20250514", "v1/messages", "chat", chat, 3, 15, 780, 15, 0},
    {"anthropic", "claude-3-5-haiku-20241022", "v1/messages", "chat", chat, 0.8, 4, 460, 10, 1},
    {"anthropic", "claude-opus-4-20250514", "v1/messages", "chat", chat, 15, 75, 1400, 24, 7},
    // 10
    {"google-ai-studio", "gemini-2.5-pro", "v1beta/models/gemini-2.5-pro:generateContent", "chat",
     chat, 1.25, 10, 1500, 9, 0},
    {"google-ai-studio", "gemini-2.5-flash", "v1beta/models/gemini-2.5-flash:generateContent",
     "chat", chat, 0.3, 2.5, 380, 5, 1},
    {"google-ai-studio", "gemini-2.0-flash", "v1beta/models/gemini-2.0-flash:generateContent",
     "chat", chat, 0.1, 0.4, 340, 5, 1},
    {"groq", "llama-3.3-70b-versatile", "chat/completions", "chat", chat, 0.59, 0.79, 140, 3.6, 1},
    {"mistral", "mistral-large-latest", "v1/chat/completions", "chat", chat, 2, 6, 520, 14, 0},
    {"mistral", "mistral-small-latest", "v1/chat/completions", "chat", chat, 0.1, 0.3, 280, 7, 1},
    {"workers-ai", "@cf/meta/llama-3.1-8b-instruct", "@cf/meta/llama-3.1-8b-instruct", "chat", chat,
     0.28, 0.83, 210, 8, 1},
    {"workers-ai", "@cf/black-forest-labs/flux-1-schnell", "@cf/black-forest-labs/flux-1-schnell",
     "images", image, 0, 0.0011, 1900, 0, 6},
    {"workers-ai", "@cf/baai/bge-m3", "@cf/baai/bge-m3", "embeddings", embedding, 0.012, 0, 60, 0,
     5},
    {"cohere", "embed-multilingual-v3.0", "v2/embed", "embeddings", embedding, 0.1, 0, 130, 0, 5},
    // 20
    {"cohere", "command-r-plus", "v2/chat", "chat", chat, 2.5, 10, 610, 15, 0},
    {"deepseek", "deepseek-chat", "chat/completions", "chat", chat, 0.27, 1.1, 900, 22, 1},
    {"deepseek", "deepseek-reasoner", "chat/completions", "chat", chat, 0.55, 2.19, 3800, 24, 4},
};

Profile productionChat()
{
    Profile profile;
    profile.id = "production-chat";
    profile.fields = Json::parse(R"({
        "cache_invalidate_on_update": true, "cache_ttl": 300, "collect_logs": true,
        "rate_limiting_interval": 60, "rate_limiting_limit": 6000,
        "rate_limiting_technique": "sliding", "authentication": true,
        "log_management": 10000000, "log_management_strategy": "DELETE_OLDEST",
        "retry_max_attempts": 3, "retry_delay": 500, "retry_backoff": "exponential",
        "log_classification": true, "store_id": "1f0a4b6c3d2e4f5a8b7c6d5e4f3a2b1c",
        "guardrails": {
            "prompt": {"P1": "BLOCK", "S1": "BLOCK", "S4": "BLOCK", "S9": "BLOCK", "S11": "FLAG"},
            "response": {"S1": "FLAG", "S4": "BLOCK", "S7": "FLAG", "S10": "BLOCK"}},
        "dlp": {"enabled": true, "policies": [
            {"id": "card-numbers", "enabled": true, "action": "BLOCK", "check": ["REQUEST"],
             "profiles": ["c8932cc4-3312-4152-8041-f3f257122dc4"]},
            {"id": "national-ids", "enabled": true, "action": "FLAG",
             "check": ["REQUEST", "RESPONSE"],
             "profiles": ["56a8c060-01bb-4f89-ba1e-3ad42770a342"]}]},
        "otel": [{"url": "https://otel.example.com/v1/traces", "authorization": "Bearer demo",
                  "headers": {"x-dataset": "gateway"}, "content_type": "json"}],
        "spend_limits": {"enabled": true, "rules": [
            {"id": "plan-free", "enabled": true, "limit": 25, "limitType": "cost",
             "window": 86400, "technique": "sliding",
             "metadata": {"plan": {"mode": "filter", "values": ["free"]}}}]}
    })");
    profile.isDefault = true;
    profile.ageDays = 412;
    profile.mix = {{0, 18},  {1, 30},   {2, 7},    {3, 9},    {4, 2},  {7, 12}, {8, 6},
                   {9, 0.7}, {10, 2},   {11, 4},   {12, 2},   {13, 3}, {14, 1}, {15, 1},
                   {16, 1},  {20, 0.4}, {21, 1.2}, {22, 0.6}, {6, 0.4}};
    profile.topicMix = {0, 0, 1, 1, 2, 2, 2, 3, 4};
    profile.cached = 0.12;
    profile.failing = 0.012;
    profile.compatible = 0.18;
    profile.wholesale = 0.06;
    profile.dlp = 0.006;
    profile.guardrails = 0.003;
    profile.customCost = 0.01;
    profile.huge = 0.00008;
    profile.retries = 3;
    profile.authenticated = true;
    profile.users = 400;
    return profile;
}

Profile supportBot()
{
    Profile profile;
    profile.id = "support-bot";
    profile.fields = Json::parse(R"({
        "cache_invalidate_on_update": false, "cache_ttl": 3600, "collect_logs": true,
        "rate_limiting_interval": 60, "rate_limiting_limit": 300,
        "rate_limiting_technique": "fixed", "authentication": true,
        "log_management": 1000000, "log_management_strategy": "DELETE_OLDEST",
        "retry_max_attempts": 2, "retry_delay": 250, "retry_backoff": "linear",
        "dlp": {"enabled": true, "action": "BLOCK",
                "profiles": ["c8932cc4-3312-4152-8041-f3f257122dc4",
                             "d8fcfc9c-773c-405e-8426-21ecbb67ba93"]},
        "guardrails": {"prompt": {"P1": "FLAG", "S10": "FLAG"},
                       "response": {"S6": "FLAG", "S10": "BLOCK"}},
        "stripe": {"authorization": "rk_test_demo",
                   "usage_events": [{"payload": "{\"event_name\":\"support_tokens\"}"}]}
    })");
    profile.ageDays = 230;
    profile.share = 0.1;
    profile.mostLogs = 40'000;
    profile.mix = {{1, 50}, {8, 25}, {15, 10}, {12, 10}, {20, 5}};
    profile.topicMix = {0, 0, 0, 0, 1};
    profile.cached = 0.31;
    profile.dlp = 0.02;
    profile.guardrails = 0.008;
    profile.rated = 0.18;
    profile.retries = 2;
    profile.authenticated = true;
    profile.users = 150;
    return profile;
}

Profile searchEmbeddings()
{
    Profile profile;
    profile.id = "search-embeddings";
    profile.fields = Json::parse(R"({
        "cache_invalidate_on_update": false, "cache_ttl": 86400, "collect_logs": true,
        "rate_limiting_interval": 0, "rate_limiting_limit": 0,
        "log_management": 500000, "log_management_strategy": "DELETE_OLDEST",
        "logpush": true, "logpush_public_key": "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0B\n-----END PUBLIC KEY-----"
    })");
    profile.ageDays = 180;
    profile.share = 0.15;
    profile.mostLogs = 60'000;
    profile.mix = {{5, 60}, {18, 25}, {19, 15}};
    profile.topicMix = {1};
    profile.cached = 0.46;
    profile.failing = 0.004;
    profile.streamed = 0;
    profile.compatible = 0.05;
    profile.rated = 0;
    profile.users = 6;
    return profile;
}

Profile batchEval()
{
    Profile profile;
    profile.id = "batch-eval";
    profile.fields = Json::parse(R"({
        "cache_invalidate_on_update": true, "cache_ttl": 0, "collect_logs": true,
        "rate_limiting_interval": 10, "rate_limiting_limit": 20,
        "rate_limiting_technique": "sliding",
        "log_management": 100000, "log_management_strategy": "STOP_INSERTING",
        "retry_max_attempts": 5, "retry_delay": 2000, "retry_backoff": "constant",
        "workers_ai_billing_mode": "unified"
    })");
    profile.ageDays = 61;
    profile.share = 0.03;
    profile.mostLogs = 9'000;
    profile.mix = {{0, 10}, {2, 10}, {7, 10}, {9, 10}, {10, 10}, {4, 10}, {14, 10}, {22, 10}};
    profile.topicMix = {2, 4};
    profile.failing = 0.06;
    profile.streamed = 0;
    profile.wholesale = 0.3;
    profile.rated = 0.1;
    profile.customCost = 0.15;
    profile.huge = 0.003;
    profile.retries = 4;
    profile.environment = "evaluation";
    profile.users = 3;
    return profile;
}

Profile staging()
{
    Profile profile;
    profile.id = "staging";
    profile.fields = Json::parse(R"({
        "cache_invalidate_on_update": true, "cache_ttl": 60, "collect_logs": true,
        "rate_limiting_interval": 60, "rate_limiting_limit": 60,
        "rate_limiting_technique": "fixed",
        "log_management": 10000, "log_management_strategy": "DELETE_OLDEST", "zdr": true
    })");
    profile.ageDays = 120;
    profile.share = 0.01;
    profile.mostLogs = 2'000;
    profile.mix = {{1, 30}, {3, 20}, {12, 20}, {16, 20}, {13, 10}};
    profile.topicMix = {0, 1, 2, 3, 4};
    profile.cached = 0.05;
    profile.failing = 0.09;
    profile.rated = 0;
    profile.environment = "staging";
    profile.users = 12;
    return profile;
}

Profile playground()
{
    Profile profile;
    profile.id = "playground";
    profile.fields = Json::parse(R"({
        "cache_invalidate_on_update": false, "cache_ttl": null, "collect_logs": true,
        "rate_limiting_interval": null, "rate_limiting_limit": null,
        "spend_limits": {"enabled": false, "rules": []}
    })");
    profile.ageDays = 33;
    profile.share = 0.003;
    profile.mostLogs = 400;
    profile.mix = {{0, 10}, {1, 10}, {7, 10}, {11, 10}, {16, 15}, {17, 15}, {6, 10}, {21, 10}};
    profile.topicMix = {2, 3, 3};
    profile.failing = 0.05;
    profile.streamed = 0.7;
    profile.environment = "development";
    profile.users = 4;
    return profile;
}

} // namespace

std::span<const ModelInfo> models()
{
    return modelTable;
}

const char *modelTypeName(ModelKind kind)
{
    switch (kind) {
    case ModelKind::Embedding:
        return "text-embeddings";
    case ModelKind::Image:
        return "text-to-image";
    case ModelKind::Chat:
        break;
    }
    return "text-generation";
}

const std::vector<Profile> &profiles()
{
    static const std::vector<Profile> all{productionChat(), supportBot(), searchEmbeddings(),
                                          batchEval(),      staging(),    playground()};
    return all;
}

} // namespace sandbox
