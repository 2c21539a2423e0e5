// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/bodies/bodytext.h"

namespace sandbox {

namespace {

/// A conversation before a provider's dialect gives it its form.
struct Conversation
{
    std::string instructions;
    std::vector<std::string> turns; ///< user, assistant, user, …
    std::string image; ///< a reference, often none
    bool tools = false;
};

std::size_t wantedLength(const BodySource &source, Random &random)
{
    constexpr std::size_t unknown = 300; // tokens of a request that failed
    const double tokens = source.row.tokensIn == noTokens
        ? static_cast<double>(unknown + random.below(unknown))
        : source.row.tokensIn;
    return static_cast<std::size_t>(tokens * charactersPerToken);
}

Conversation conversationOf(const BodySource &source, Random &random)
{
    const Phrases &phrases = phrasesOf(source.topic);
    std::size_t length = wantedLength(source, random);
    Conversation conversation;
    const auto add = [&](std::string turn) {
        length -= std::min(length, turn.size());
        conversation.turns.push_back(std::move(turn));
    };
    constexpr std::size_t roomForTurns = 1200;
    constexpr std::size_t roomForTools = 600;
    conversation.instructions = filled(phrases.instructions, random);
    length -= std::min(length, conversation.instructions.size());
    conversation.tools = callsTool(source) || (length > roomForTools && random.chance(0.2));
    if (length > roomForTurns) {
        for (std::size_t turns = random.below(3); turns > 0; --turns) {
            add(prose(phrases.questions, 1, " ", random));
            add(prose(phrases.answers, 200, " ", random));
        }
    }
    std::string last = prose(phrases.questions, 1, " ", random);
    if (length > 2 * last.size()) {
        const char *separator = source.topic == 2 ? "" : "\n";
        last = prose(phrases.background, length - last.size(), separator, random) + "\n\n" + last;
    }
    add(std::move(last));
    constexpr double withImage = 0.04;
    if (random.chance(withImage)) {
        conversation.image = "https://files.example.com/uploads/"
            + eventId(source.gateway, source.row.event) + ".jpg";
    }
    return conversation;
}

OrderedJson parameterSchema(const Phrases &phrases)
{
    return {{"type", "object"},
            {"properties", {{phrases.argument, {{"type", "string"}}}}},
            {"required", {phrases.argument}}};
}

OrderedJson openAiRequest(const BodySource &source, const Conversation &conversation)
{
    const Phrases &phrases = phrasesOf(source.topic);
    const bool compatible = source.row.has(CompatibilityModeFlag);
    OrderedJson body = {
        {"model", compatible ? source.provider + "/" + source.model : source.model}};
    body["messages"].push_back({{"role", "system"}, {"content", conversation.instructions}});
    for (std::size_t i = 0; i < conversation.turns.size(); ++i) {
        OrderedJson content = conversation.turns[i];
        if (i + 1 == conversation.turns.size() && !conversation.image.empty()) {
            content = OrderedJson::array(
                {{{"type", "text"}, {"text", conversation.turns[i]}},
                 {{"type", "image_url"}, {"image_url", {{"url", conversation.image}}}}});
        }
        body["messages"].push_back(
            {{"role", i % 2 == 0 ? "user" : "assistant"}, {"content", content}});
    }
    if (conversation.tools) {
        body["tools"].push_back({{"type", "function"},
                                 {"function",
                                  {{"name", phrases.tool},
                                   {"description", phrases.toolPurpose},
                                   {"parameters", parameterSchema(phrases)}}}});
        body["tool_choice"] = "auto";
    }
    body["temperature"] = 0.3;
    body["stream"] = source.responseContentType == "text/event-stream";
    return body;
}

OrderedJson anthropicRequest(const BodySource &source, const Conversation &conversation)
{
    const Phrases &phrases = phrasesOf(source.topic);
    OrderedJson body = {
        {"model", source.model}, {"max_tokens", 4096}, {"system", conversation.instructions}};
    for (std::size_t i = 0; i < conversation.turns.size(); ++i) {
        OrderedJson content = OrderedJson::array();
        if (i + 1 == conversation.turns.size() && !conversation.image.empty()) {
            content.push_back(
                {{"type", "image"}, {"source", {{"type", "url"}, {"url", conversation.image}}}});
        }
        content.push_back({{"type", "text"}, {"text", conversation.turns[i]}});
        body["messages"].push_back(
            {{"role", i % 2 == 0 ? "user" : "assistant"}, {"content", content}});
    }
    if (conversation.tools) {
        body["tools"].push_back({{"name", phrases.tool},
                                 {"description", phrases.toolPurpose},
                                 {"input_schema", parameterSchema(phrases)}});
    }
    body["stream"] = source.responseContentType == "text/event-stream";
    return body;
}

OrderedJson googleRequest(const BodySource &source, const Conversation &conversation)
{
    const Phrases &phrases = phrasesOf(source.topic);
    OrderedJson body;
    body["systemInstruction"]["parts"].push_back({{"text", conversation.instructions}});
    for (std::size_t i = 0; i < conversation.turns.size(); ++i) {
        OrderedJson parts = OrderedJson::array();
        parts.push_back({{"text", conversation.turns[i]}});
        if (i + 1 == conversation.turns.size() && !conversation.image.empty()) {
            parts.push_back(
                {{"fileData", {{"mimeType", "image/jpeg"}, {"fileUri", conversation.image}}}});
        }
        body["contents"].push_back({{"role", i % 2 == 0 ? "user" : "model"}, {"parts", parts}});
    }
    if (conversation.tools) {
        body["tools"].push_back(
            {{"functionDeclarations",
              OrderedJson::array({{{"name", phrases.tool},
                                   {"description", phrases.toolPurpose},
                                   {"parameters", parameterSchema(phrases)}}})}});
    }
    body["generationConfig"] = {{"temperature", 0.3}, {"maxOutputTokens", 8192}};
    return body;
}

OrderedJson embeddingRequest(const BodySource &source, Random &random)
{
    const Phrases &phrases = phrasesOf(source.topic);
    OrderedJson inputs = OrderedJson::array();
    constexpr std::size_t passage = 500;
    for (std::size_t length = wantedLength(source, random); length > 0;
         length -= std::min(length, passage)) {
        inputs.push_back(prose(phrases.background, std::min(length, passage), " ", random));
    }
    if (source.provider == "cohere") {
        return {{"model", source.model},
                {"texts", inputs},
                {"input_type", "search_document"},
                {"embedding_types", {"float"}}};
    }
    if (source.provider == "workers-ai") {
        return {{"text", inputs}};
    }
    return {{"model", source.model}, {"input", inputs}, {"encoding_format", "float"}};
}

OrderedJson imageRequest(const BodySource &source, Random &random)
{
    constexpr const char *scenes[]{
        "A lighthouse in morning fog, watercolour, soft light",
        "Isometric illustration of a small data centre with plants on the roof",
        "Product photo of a grey backpack on a rock beside a mountain lake",
        "Flat icon of a compass, two colours, no text",
    };
    OrderedJson body = {{"prompt", random.pick(scenes)}};
    if (source.provider == "openai") {
        body["model"] = source.model;
        body["size"] = "1024x1024";
        body["n"] = 1;
    } else {
        body["steps"] = 4;
    }
    return body;
}

} // namespace

std::string requestBody(const BodySource &source)
{
    Random random = requestRandom(source);
    if (source.requestContentType == "text/plain") {
        return prose(phrasesOf(source.topic).questions, 1, " ", random) + "\n";
    }
    OrderedJson body;
    if (source.requestType == "embeddings") {
        body = embeddingRequest(source, random);
    } else if (source.requestType == "images") {
        body = imageRequest(source, random);
    } else {
        const Conversation conversation = conversationOf(source, random);
        switch (dialectOf(source)) {
        case Dialect::OpenAi:
            body = openAiRequest(source, conversation);
            break;
        case Dialect::Anthropic:
            body = anthropicRequest(source, conversation);
            break;
        case Dialect::Google:
            body = googleRequest(source, conversation);
            break;
        }
    }
    std::string text = body.dump();
    constexpr int badRequest = 400;
    if (source.row.status == badRequest && random.chance(0.5)) {
        return cutUtf8(text, text.size() * 2 / 3); // what the client broke
    }
    return text;
}

} // namespace sandbox
