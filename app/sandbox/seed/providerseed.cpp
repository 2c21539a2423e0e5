// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/customproviderstore.h"
#include "app/sandbox/api/ngrokschema.h"
#include "app/sandbox/api/ngrokstore.h"
#include "app/sandbox/api/providerconfigstore.h"
#include "app/sandbox/api/providercoststore.h"
#include "app/sandbox/api/providerrules.h"
#include "app/sandbox/logs/logid.h"
#include "app/sandbox/seed/catalogue.h"
#include "app/sandbox/seed/groups.h"

namespace sandbox {

namespace {

constexpr Millis minute = 60'000;
constexpr Millis day = 86'400'000;

std::string uuid(Random &random)
{
    return eventId(0, static_cast<std::uint32_t>(random.next()));
}

/// A body as the API would take it, with its defaults.
Json body(const Schema &schema, const char *text)
{
    std::vector<Problem> problems;
    Json fields = checked(schema, Json::parse(text), Json::array(), problems);
    if (!problems.empty()) {
        throw std::logic_error(problems.front().path.dump() + ": " + problems.front().message);
    }
    return fields;
}

void seedConfigs(Service &service, Millis now, Random &random)
{
    const struct
    {
        const char *provider;
        const char *alias;
        bool isDefault;
        const char *preview;
        const char *limits;
        int ageDays;
    } configs[] = {
        {"openai", "default", true, "****x7Qa", R"({"rate_limit_period": 60})", 210},
        {"anthropic", "default", true, "****9fTe",
         R"({"rate_limit": 4000, "rate_limit_period": 60})", 208},
        {"google-ai-studio", "default", true, "****Lm20", R"({"rate_limit_period": 60})", 160},
        {"openai", "batch-jobs", false, "****b3Kd",
         R"({"rate_limit": 500, "rate_limit_period": 3600})", 95},
        {"groq", "fast-lane", false, "****0pGr", R"({"rate_limit": 30, "rate_limit_period": 1})",
         41},
        {"custom-rhine-inference", "default", true, "****eu01", R"({"rate_limit_period": 60})", 12},
    };
    for (const Profile &profile : profiles()) {
        const auto gateway = findGateway(service.database, profile.id);
        if (!gateway || !gateway->fields["store_id"].is_string()) {
            continue;
        }
        for (const auto &config : configs) {
            std::string secretId = uuid(random);
            std::erase(secretId, '-');
            insertProviderConfig(
                service.database, *gateway,
                {uuid(random), config.provider, config.alias, config.isDefault, secretId,
                 config.preview, Json::parse(config.limits),
                 now - config.ageDays * day + 137 * minute * config.ageDays % day});
        }
    }
}

CustomProvider addCustom(Service &service, const char *fields, Millis created, Millis modified,
                         Random &random)
{
    CustomProvider provider;
    provider.id = uuid(random);
    provider.createdAt = created;
    provider.modifiedAt = modified;
    provider.fields = body(customProviderCreateSchema(), fields);
    provider.fields["logo"] = defaultLogo(provider.fields["slug"]);
    insertCustomProvider(service.database, provider);
    return provider;
}

void addCosts(Service &service, const CustomProvider &provider, Random &random)
{
    // dollars a token
    for (const char *fields : {
             R"({"model": "rhine-", "model_rule": "starts-with", "enable": true,
                 "cost_in": 0.0000004, "cost_out": 0.0000012})",
             R"({"model": "rhine-70b-instruct", "enable": true,
                 "cost_in": 0.0000007, "cost_out": 0.0000009,
                 "token_pricing": {"input_tokens": 0.0000007, "input_cached_tokens": 0.00000018,
                                   "output_tokens": 0.0000009}})",
             R"({"model": "vision", "model_rule": "contains", "enable": false,
                 "cost_type": "images", "cost_in": 0.0012})",
         }) {
        ProviderCost cost;
        cost.id = uuid(random);
        cost.provider = provider.number;
        cost.createdAt = provider.createdAt + 20 * minute;
        cost.modifiedAt = provider.modifiedAt;
        cost.fields = Json::parse(fields);
        cost.fields["account_provider_id"] = provider.id;
        cost.fields = body(providerCostCreateSchema(), cost.fields.dump().c_str());
        cost.fields.erase("account_provider_id");
        insertProviderCost(service.database, cost);
    }
}

void seedCustomProviders(Service &service, Millis now, Random &random)
{
    addCustom(service, R"({
        "name": "Staging vLLM", "slug": "staging-vllm", "position": 30,
        "base_url": "https://vllm.staging.example.com"
    })",
              now - 75 * day - 47 * minute, now - 74 * day - 11 * minute, random);
    const CustomProvider rhine =
        addCustom(service, R"({
        "name": "Rhine Inference", "slug": "rhine-inference", "position": 10, "enable": true,
        "base_url": "https://api.rhine-inference.example.com/v1",
        "description": "Open models on servers in Frankfurt, for data that must not leave the EU.",
        "link": "https://docs.rhine-inference.example.com",
        "headers": "{\"Authorization\":\"Bearer example-not-a-real-key\",\"X-Region\":\"eu-central\"}",
        "curl_example": "curl https://gateway.ai.cloudflare.com/v1/sandbox/production-chat/custom-rhine-inference/chat/completions \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"model\": \"rhine-70b-instruct\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}'",
        "js_example": "const answer = await fetch(url, {\n  method: 'POST',\n  headers: {'Content-Type': 'application/json'},\n  body: JSON.stringify({model: 'rhine-70b-instruct', messages}),\n});"
    })",
                  now - 48 * day + 128 * minute, now - 6 * day - 95 * minute, random);
    CustomProvider speech =
        addCustom(service, R"({
        "name": "Birdsong Speech", "slug": "birdsong", "position": 20, "enable": true,
        "beta": true, "base_url": "https://speech.birdsong.example.com",
        "description": "Text to speech with 40 voices."
    })",
                  now - 9 * day + 341 * minute, now - 2 * day - 340 * minute, random);
    speech.fields["logo"] =
        base64(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">)"
               R"(<circle cx="12" cy="12" r="11" fill="#2f7d5b"/>)"
               R"(<path d="M6 12h1M9 8v8M12 5v14M15 9v6M18 12h0" stroke="#fff" )"
               R"(stroke-width="2" stroke-linecap="round"/></svg>)");
    updateCustomProvider(service.database, speech);
    addCosts(service, rhine, random);
}

void seedNgrok(Service &service, Millis now, Random &random)
{
    constexpr auto deployer = "bot_2gatehouseSandboxDeployer0001";
    const struct
    {
        const char *fields;
        int ageDays;
        int changedDays;
        const char *createdBy;
        bool inUse;
    } providers[] = {
        {R"({"providerId": "internal-vllm", "name": "vLLM in our cluster",
             "baseUrl": "http://vllm.internal:8000/v1",
             "metadata": "{\"owner\":\"platform\",\"referenced by\":\"provider key, production\"}",
             "supportedApiSurfaces": [{"format": "openai", "surface": "chat-completions"}],
             "models": [{"modelId": "llama-3.3-70b"}, {"modelId": "qwen-2.5-coder-32b"}]})",
         190, 20, deployer, true},
        {R"({"providerId": "scratch", "name": "Scratch",
             "baseUrl": "https://scratch.example.com"})",
         33, 33, ngrokUser, false},
        {R"({"providerId": "rhine", "name": "Rhine Inference",
             "baseUrl": "https://api.rhine-inference.example.com/v1",
             "metadata": "{\"owner\":\"data\",\"contract\":\"2025-17\",\"region\":\"eu-central\"}",
             "supportedApiSurfaces": [
                 {"format": "openai", "surface": "chat-completions",
                  "supportedParams": [{"name": "temperature"}, {"name": "top_p"},
                                      {"name": "max_tokens"}, {"name": "tools"}]},
                 {"format": "openai", "surface": "responses"},
                 {"format": "anthropic", "surface": "messages",
                  "supportedParams": [{"name": "max_tokens"}, {"name": "thinking"}]}],
             "models": [{"modelId": "rhine-70b-instruct"}, {"modelId": "rhine-8b-instruct"},
                        {"modelId": "rhine-embed"}]})",
         47, 5, ngrokUser, false},
        {R"({"providerId": "laptop-ollama", "name": "Ollama on a laptop",
             "baseUrl": "https://ollama.internal",
             "supportedApiSurfaces": [{"format": "openai"}],
             "models": [{"modelId": "gemma3:4b"}]})",
         3, 1, ngrokUser, false},
    };
    for (const auto &[fields, ageDays, changedDays, createdBy, inUse] : providers) {
        NgrokProvider provider;
        provider.createdAt = now - ageDays * day - 83 * minute;
        provider.updatedAt = now - changedDays * day - 83 * minute;
        provider.id = newNgrokId("aigp_", provider.createdAt, random);
        provider.createdBy = createdBy;
        provider.updatedBy = ngrokUser;
        provider.inUse = inUse;
        provider.fields = body(ngrokCreateSchema(), fields);
        nameModels(provider.fields["models"], Json::array(), provider.createdAt, random);
        insertNgrokProvider(service.database, provider);
    }
}

} // namespace

void seedProviders(Service &service, Millis now)
{
    Random random(service.options.seedNumber + 0x70726F76);
    seedCustomProviders(service, now, random);
    seedConfigs(service, now, random);
    seedNgrok(service, now, random);
}

} // namespace sandbox
