// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/bodies/bodytext.h"
#include "app/sandbox/bodies/streams.h"

namespace sandbox {

namespace {

OrderedJson openAiAnswer(const BodySource &source, const Answer &answer)
{
    OrderedJson message = {{"role", "assistant"}, {"content", answer.text}};
    if (!answer.tool.empty()) {
        message["content"] = nullptr;
        message["tool_calls"].push_back(
            {{"id", answer.id},
             {"type", "function"},
             {"function", {{"name", answer.tool}, {"arguments", answer.arguments.dump()}}}});
    }
    OrderedJson body = {{"id", answer.id},
                        {"object", "chat.completion"},
                        {"created", source.row.createdAt / 1000},
                        {"model", source.model}};
    body["choices"].push_back({{"index", 0},
                               {"message", message},
                               {"finish_reason", answer.tool.empty() ? "stop" : "tool_calls"}});
    body["usage"] = {{"prompt_tokens", source.row.tokensIn},
                     {"completion_tokens", source.row.tokensOut},
                     {"total_tokens", source.row.tokensIn + source.row.tokensOut}};
    return body;
}

OrderedJson anthropicAnswer(const BodySource &source, const Answer &answer)
{
    OrderedJson content = OrderedJson::array();
    if (answer.tool.empty()) {
        content.push_back({{"type", "text"}, {"text", answer.text}});
    } else {
        content.push_back({{"type", "tool_use"},
                           {"id", answer.id},
                           {"name", answer.tool},
                           {"input", answer.arguments}});
    }
    return {{"id", answer.id},
            {"type", "message"},
            {"role", "assistant"},
            {"model", source.model},
            {"content", content},
            {"stop_reason", answer.tool.empty() ? "end_turn" : "tool_use"},
            {"usage",
             {{"input_tokens", source.row.tokensIn}, {"output_tokens", source.row.tokensOut}}}};
}

OrderedJson googleAnswer(const BodySource &source, const Answer &answer)
{
    OrderedJson part = {{"text", answer.text}};
    if (!answer.tool.empty()) {
        part = {{"functionCall", {{"name", answer.tool}, {"args", answer.arguments}}}};
    }
    OrderedJson body;
    body["candidates"].push_back(
        {{"content", {{"role", "model"}, {"parts", OrderedJson::array({part})}}},
         {"finishReason", "STOP"},
         {"index", 0}});
    body["usageMetadata"] = {{"promptTokenCount", source.row.tokensIn},
                             {"candidatesTokenCount", source.row.tokensOut}};
    body["modelVersion"] = source.model;
    return body;
}

OrderedJson embeddingAnswer(const BodySource &source, Random &random)
{
    const std::size_t dimensions = source.provider == "openai" ? 1536 : 1024;
    constexpr int tokensPerInput = 125;
    OrderedJson vectors = OrderedJson::array();
    for (int tokens = source.row.tokensIn; tokens > 0; tokens -= tokensPerInput) {
        OrderedJson vector = OrderedJson::array();
        for (std::size_t i = 0; i < dimensions; ++i) {
            vector.push_back(std::round(random.normal() * 2.5e5) / 1e7);
        }
        vectors.push_back(std::move(vector));
    }
    if (source.provider == "cohere") {
        return {{"id", eventId(source.gateway, source.row.event)},
                {"embeddings", {{"float", vectors}}},
                {"meta", {{"billed_units", {{"input_tokens", source.row.tokensIn}}}}}};
    }
    if (source.provider == "workers-ai") {
        return {{"result", {{"shape", {vectors.size(), dimensions}}, {"data", vectors}}},
                {"success", true},
                {"errors", OrderedJson::array()},
                {"messages", OrderedJson::array()}};
    }
    OrderedJson body = {{"object", "list"}, {"model", source.model}};
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        body["data"].push_back({{"object", "embedding"}, {"index", i}, {"embedding", vectors[i]}});
    }
    body["usage"] = {{"prompt_tokens", source.row.tokensIn}, {"total_tokens", source.row.tokensIn}};
    return body;
}

OrderedJson imageAnswer(const BodySource &source)
{
    const std::string url = "https://images.example.com/generated/"
        + eventId(source.gateway, source.row.sequence) + ".png";
    OrderedJson body = {{"created", source.row.createdAt / 1000}};
    body["data"].push_back({{"url", url}});
    return body;
}

/// 424: the gateway itself stopped the request or the answer.
OrderedJson blocked(const BodySource &source)
{
    const bool dlp = source.dlpAction == "BLOCK";
    OrderedJson body = {{"success", false}, {"result", OrderedJson::array()}};
    body["error"].push_back({{"code", dlp ? 2029 : 2016},
                             {"message",
                              dlp ? "Request content blocked due to DLP policy violations"
                                  : "Prompt blocked due to security configurations"}});
    return body;
}

std::string errorText(int status)
{
    switch (status) {
    case 429:
        return "Rate limit reached. Please try again in 1.2s.";
    case 400:
        return "Invalid request: could not parse the JSON body of the request.";
    case 401:
        return "Incorrect API key provided.";
    case 408:
        return "The request timed out.";
    default:
        return "The server had an error while processing your request.";
    }
}

OrderedJson providerError(const BodySource &source)
{
    const int status = source.row.status;
    const std::string message = errorText(status);
    switch (dialectOf(source)) {
    case Dialect::Anthropic:
        return {{"type", "error"},
                {"error",
                 {{"type",
                   status == 429       ? "rate_limit_error"
                       : status >= 500 ? "api_error"
                                       : "invalid_request_error"},
                  {"message", message}}}};
    case Dialect::Google:
        return {{"error",
                 {{"code", status},
                  {"message", message},
                  {"status", status == 429 ? "RESOURCE_EXHAUSTED" : "INTERNAL"}}}};
    case Dialect::OpenAi:
        break;
    }
    return {{"error",
             {{"message", message},
              {"type", status == 429 ? "tokens" : "server_error"},
              {"param", nullptr},
              {"code", status == 429 ? OrderedJson("rate_limit_exceeded") : OrderedJson()}}}};
}

std::string failureBody(const BodySource &source)
{
    if (source.responseContentType.empty()) {
        return {};
    }
    if (source.responseContentType == "text/html") {
        return "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n"
               "<center><h1>502 Bad Gateway</h1></center>\n<hr><center>nginx</center>\n"
               "</body>\n</html>\n";
    }
    if (source.responseContentType == "text/plain") {
        return "upstream connect error or disconnect/reset before headers. "
               "reset reason: connection timeout";
    }
    constexpr int blockedStatus = 424;
    return (source.row.status == blockedStatus ? blocked(source) : providerError(source)).dump();
}

Answer answerOf(const BodySource &source, Random &random)
{
    const Phrases &phrases = phrasesOf(source.topic);
    Answer answer;
    answer.id = "msg_" + eventId(source.gateway, source.row.sequence).substr(0, 8);
    if (callsTool(source)) {
        answer.tool = phrases.tool;
        answer.arguments[phrases.argument] = filled("#-A", random);
    } else {
        const auto length = static_cast<std::size_t>(source.row.tokensOut * charactersPerToken);
        answer.text = prose(phrases.answers, std::max<std::size_t>(length, 1), " ", random);
    }
    return answer;
}

} // namespace

std::string responseBody(const BodySource &source)
{
    if (!source.row.has(SuccessFlag)) {
        return failureBody(source);
    }
    Random random = responseRandom(source);
    constexpr double cutShort = 0.004; // the connection broke
    const bool broken = random.chance(cutShort);
    std::string text;
    if (source.requestType == "embeddings") {
        text = embeddingAnswer(source, random).dump();
    } else if (source.requestType == "images") {
        text = imageAnswer(source).dump();
    } else {
        const Answer answer = answerOf(source, random);
        const Dialect dialect = dialectOf(source);
        if (source.responseContentType == "text/event-stream") {
            text = streamed(source, dialect, answer, random);
        } else {
            text = (dialect == Dialect::Anthropic    ? anthropicAnswer(source, answer)
                        : dialect == Dialect::Google ? googleAnswer(source, answer)
                                                     : openAiAnswer(source, answer))
                       .dump();
        }
    }
    return broken ? cutUtf8(text, text.size() * 3 / 5) : text;
}

} // namespace sandbox
