// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/bodies/streams.h"

namespace sandbox {

namespace {

/// The text in pieces of a few characters, as tokens arrive.
std::vector<std::string> pieces(const std::string &text, Random &random)
{
    std::vector<std::string> list;
    for (std::size_t at = 0; at < text.size();) {
        const std::string piece = cutUtf8(text.substr(at, 16), 4 + random.below(9));
        list.push_back(piece);
        at += piece.size();
    }
    return list;
}

void addEvent(std::string &stream, const OrderedJson &data)
{
    stream += "data: " + data.dump() + "\n\n";
}

void addNamedEvent(std::string &stream, const char *name, const OrderedJson &data)
{
    OrderedJson event = {{"type", name}};
    event.update(data);
    stream += std::string("event: ") + name + "\n";
    addEvent(stream, event);
}

std::string openAiStream(const BodySource &source, const Answer &answer, Random &random)
{
    std::string stream;
    const auto chunk = [&](const OrderedJson &delta, const OrderedJson &finish) {
        OrderedJson data = {{"id", answer.id},
                            {"object", "chat.completion.chunk"},
                            {"created", source.row.createdAt / 1000},
                            {"model", source.model}};
        data["choices"].push_back({{"index", 0}, {"delta", delta}, {"finish_reason", finish}});
        addEvent(stream, data);
    };
    chunk({{"role", "assistant"}, {"content", ""}}, nullptr);
    const auto toolChunk = [&](const OrderedJson &call) {
        chunk({{"tool_calls", OrderedJson::array({call})}}, nullptr);
    };
    if (!answer.tool.empty()) {
        toolChunk({{"index", 0},
                   {"id", answer.id},
                   {"type", "function"},
                   {"function", {{"name", answer.tool}, {"arguments", ""}}}});
        for (const std::string &piece : pieces(answer.arguments.dump(), random)) {
            toolChunk({{"index", 0}, {"function", {{"arguments", piece}}}});
        }
    }
    for (const std::string &piece : pieces(answer.text, random)) {
        chunk({{"content", piece}}, nullptr);
    }
    chunk(OrderedJson::object(), answer.tool.empty() ? "stop" : "tool_calls");
    return stream + "data: [DONE]\n\n";
}

std::string anthropicStream(const BodySource &source, const Answer &answer, Random &random)
{
    std::string stream;
    addNamedEvent(stream, "message_start",
                  {{"message",
                    {{"id", answer.id},
                     {"type", "message"},
                     {"role", "assistant"},
                     {"model", source.model},
                     {"content", OrderedJson::array()},
                     {"usage", {{"input_tokens", source.row.tokensIn}, {"output_tokens", 1}}}}}});
    const bool tool = !answer.tool.empty();
    OrderedJson block = {{"type", "text"}, {"text", ""}};
    if (tool) {
        block = {{"type", "tool_use"},
                 {"id", answer.id},
                 {"name", answer.tool},
                 {"input", OrderedJson::object()}};
    }
    addNamedEvent(stream, "content_block_start", {{"index", 0}, {"content_block", block}});
    addNamedEvent(stream, "ping", OrderedJson::object());
    for (const std::string &piece : pieces(tool ? answer.arguments.dump() : answer.text, random)) {
        OrderedJson delta = {{"type", tool ? "input_json_delta" : "text_delta"}};
        delta[tool ? "partial_json" : "text"] = piece;
        addNamedEvent(stream, "content_block_delta", {{"index", 0}, {"delta", delta}});
    }
    addNamedEvent(stream, "content_block_stop", {{"index", 0}});
    addNamedEvent(stream, "message_delta",
                  {{"delta", {{"stop_reason", tool ? "tool_use" : "end_turn"}}},
                   {"usage", {{"output_tokens", source.row.tokensOut}}}});
    addNamedEvent(stream, "message_stop", OrderedJson::object());
    return stream;
}

std::string googleStream(const BodySource &source, const Answer &answer, Random &random)
{
    std::string stream;
    const auto chunk = [&](const OrderedJson &part) {
        OrderedJson data;
        data["candidates"].push_back(
            {{"content", {{"role", "model"}, {"parts", OrderedJson::array({part})}}},
             {"index", 0}});
        data["modelVersion"] = source.model;
        addEvent(stream, data);
    };
    if (!answer.tool.empty()) {
        chunk({{"functionCall", {{"name", answer.tool}, {"args", answer.arguments}}}});
    }
    for (const std::string &piece : pieces(answer.text, random)) {
        chunk({{"text", piece}});
    }
    return stream;
}

} // namespace

std::string streamed(const BodySource &source, Dialect dialect, const Answer &answer,
                     Random &random)
{
    switch (dialect) {
    case Dialect::Anthropic:
        return anthropicStream(source, answer, random);
    case Dialect::Google:
        return googleStream(source, answer, random);
    case Dialect::OpenAi:
        break;
    }
    return openAiStream(source, answer, random);
}

} // namespace sandbox
