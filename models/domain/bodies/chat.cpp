// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/chat.h"

#include "models/domain/bodies/chatparts.h"

#include <algorithm>

namespace gatehouse {

using namespace chatparts;
using Dialect = Chat::Dialect;
using Kind = ChatPart::Kind;

namespace {

// Each takes what is its own, or nothing.
using Reader = bool (*)(Chat &chat, const JsonNode &root);

bool isAnthropic(const JsonNode &root)
{
    if (root["system"] || root["anthropic_version"])
        return true;
    for (const JsonNode &message : root["messages"].items())
        for (const JsonNode &item : message["content"].items()) {
            const QByteArray type = item["type"].text();
            if (type == "tool_use" || type == "tool_result" || type == "image")
                return true;
        }
    return false;
}

bool readMessages(Chat &chat, const JsonNode &root)
{
    // An envelope may have some, too, which are none of these, and empty.
    if (root["messages"].items().empty())
        return false;
    chat.dialect = isAnthropic(root) ? Dialect::Anthropic : Dialect::OpenAiChat;
    if (!root["system"].isNull())
        chat.messages.append({.role = "system", .parts = content(root["system"])});
    for (const JsonNode &message : root["messages"].items())
        chat.messages.append(openAiMessage(message));
    return true;
}

bool readChoices(Chat &chat, const JsonNode &root)
{
    if (!root["choices"].isArray())
        return false;
    for (const JsonNode &choice : root["choices"].items()) {
        ChatMessage message = openAiMessage(choice["message"]);
        if (choice["text"].isString())
            message.append(Kind::Text, choice["text"].text());
        if (message.role.isEmpty())
            message.role = "assistant";
        message.ending = choice["finish_reason"].text();
        chat.messages.append(message);
    }
    return true;
}

bool readAnthropicAnswer(Chat &chat, const JsonNode &root)
{
    if (root["type"].text() != "message" || !root["content"].isArray())
        return false;
    chat.dialect = Dialect::Anthropic;
    chat.messages.append({.role = root["role"].text(),
                          .parts = content(root["content"]),
                          .ending = root["stop_reason"].text()});
    return true;
}

// What is no message of its own is the assistant's, but for what tools say.
void appendItem(Chat &chat, const JsonNode &item)
{
    if (item["role"]) {
        chat.messages.append({.role = item["role"].text(), .parts = content(item["content"])});
        return;
    }
    const ChatPart added =
        item["type"].text() == "message" ? ChatPart{.text = item["content"].text()} : part(item);
    const QByteArray role = added.kind == Kind::ToolResult ? "tool" : "assistant";
    if (chat.messages.isEmpty() || chat.messages.constLast().role != role)
        chat.messages.append({.role = role});
    chat.messages.last().parts.append(added);
}

bool readResponses(Chat &chat, const JsonNode &root)
{
    const JsonNode input = root["input"];
    const JsonNode output = root["output"];
    const auto first = input.items();
    const bool isRequest = !root["encoding_format"]
        && (input.isString() || (!first.empty() && first.front().isObject()));
    if (!isRequest && !output.isArray())
        return false;
    chat.dialect = Dialect::OpenAiResponses;
    if (output.isArray()) {
        for (const JsonNode &item : output.items())
            appendItem(chat, item);
        if (!chat.messages.isEmpty())
            chat.messages.last().ending = root["status"].text();
        return true;
    }
    if (root["instructions"].isString())
        chat.messages.append({.role = "system", .parts = content(root["instructions"])});
    if (input.isString())
        chat.messages.append({.role = "user", .parts = content(input)});
    for (const JsonNode &item : first)
        appendItem(chat, item);
    return true;
}

bool readGoogle(Chat &chat, const JsonNode &root)
{
    const JsonNode blocked = root["promptFeedback"]["blockReason"];
    if (!root["contents"].isArray() && !root["candidates"].isArray() && !blocked)
        return false;
    chat.dialect = Dialect::Google;
    for (const char *name : {"systemInstruction", "system_instruction"})
        if (const JsonNode system = root[name])
            chat.messages.append({.role = "system", .parts = content(system["parts"])});
    for (const JsonNode &message : root["contents"].items())
        chat.messages.append({.role = message["role"] ? message["role"].text() : "user",
                              .parts = content(message["parts"])});
    for (const JsonNode &candidate : root["candidates"].items())
        chat.messages.append({.role = "model",
                              .parts = content(candidate["content"]["parts"]),
                              .ending = candidate["finishReason"].text()});
    if (blocked)
        chat.messages.append({.role = "error", .parts = {{.text = blocked.text()}}});
    return true;
}

bool readWorkersAi(Chat &chat, const JsonNode &root)
{
    const JsonNode result = root["result"].isObject() ? root["result"] : root;
    if (!result["response"])
        return false;
    chat.dialect = Dialect::WorkersAi;
    ChatMessage message{.role = "assistant", .parts = content(result["response"])};
    for (const JsonNode &call : result["tool_calls"].items())
        message.parts.append({.kind = Kind::ToolCall,
                              .text = call["arguments"].raw().toByteArray(),
                              .name = call["name"].text()});
    chat.messages.append(message);
    readUsage(chat, result);
    return true;
}

bool readPrompt(Chat &chat, const JsonNode &root)
{
    if (!root["prompt"].isString())
        return false;
    chat.dialect = Dialect::Prompt;
    chat.messages.append({.role = "user", .parts = content(root["prompt"])});
    return true;
}

bool readImages(Chat &chat, const JsonNode &root)
{
    ChatMessage message{.role = "assistant"};
    for (const JsonNode &item : root["data"].items()) {
        const QByteArray base64 = item["b64_json"].text();
        if (item["url"].isString())
            message.parts.append({.kind = Kind::Image, .text = item["url"].text()});
        else if (!base64.isEmpty())
            message.parts.append(
                {.kind = Kind::Image, .type = "base64", .size = base64.size() * 3 / 4});
        message.append(Kind::Text, item["revised_prompt"].text());
    }
    if (message.parts.isEmpty())
        return false;
    chat.dialect = Dialect::Images;
    chat.messages.append(message);
    return true;
}

bool readFailure(Chat &chat, const JsonNode &root)
{
    const ChatMessage message = failure(root);
    if (message.parts.isEmpty())
        return false;
    chat.dialect = Dialect::Failure;
    chat.messages.append(message);
    return true;
}

void readTools(Chat &chat, const JsonNode &root)
{
    for (const JsonNode &tool : root["tools"].items()) {
        for (const JsonNode &function : tool["functionDeclarations"].items())
            chat.tools.append(function["name"].text());
        const JsonNode named = tool["function"] ? tool["function"] : tool;
        if (const JsonNode name = named["name"] ? named["name"] : tool["type"])
            chat.tools.append(name.text());
    }
}

} // namespace

std::optional<Chat> readChat(const JsonTree &tree)
{
    static constexpr Reader readers[]{readMessages,  readChoices, readAnthropicAnswer,
                                      readGoogle,    readFailure, readResponses,
                                      readWorkersAi, readPrompt,  readImages};
    const JsonNode root = tree.root();
    Chat chat;
    chat.isWhole = tree.isWhole();
    if (!root.isObject()
        || std::none_of(std::begin(readers), std::end(readers),
                        [&](const Reader &read) { return read(chat, root); }))
        return std::nullopt;
    readUsage(chat, root);
    readTools(chat, root);
    return chat;
}

} // namespace gatehouse
