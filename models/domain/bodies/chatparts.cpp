// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/chatparts.h"

namespace gatehouse {

using Kind = ChatPart::Kind;

void ChatMessage::append(ChatPart::Kind kind, const QByteArray &text)
{
    if (text.isEmpty())
        return;
    if (parts.isEmpty() || parts.constLast().kind != kind)
        parts.append({.kind = kind});
    parts.last().text += text;
}

namespace chatparts {

// What is in the body itself is told of, not shown.
static ChatPart within(Kind kind, const QByteArray &type, const QByteArray &base64)
{
    return {.kind = kind,
            .type = type,
            .size = base64.size() * 3 / 4 - base64.endsWith("==") - base64.endsWith('=')};
}

static ChatPart reference(Kind kind, const QByteArray &address)
{
    if (!address.startsWith("data:"))
        return {.kind = kind, .text = address};
    const qsizetype comma = address.indexOf(',');
    return within(kind, address.mid(5, comma - 5).split(';').constFirst(), address.mid(comma + 1));
}

static ChatPart ofSource(Kind kind, const JsonNode &source)
{
    if (source["data"].isString() && source["type"].text() != "text")
        return within(kind, source["media_type"].text(), source["data"].text());
    return reference(kind, source["url"].text() + source["file_id"].text());
}

static QByteArray joinedTexts(const JsonNode &content)
{
    QByteArray joined;
    for (const ChatPart &part : chatparts::content(content)) {
        if (!joined.isEmpty())
            joined += '\n';
        joined += part.text;
    }
    return joined;
}

static QByteArray textOrRaw(const JsonNode &node)
{
    return node.isString() ? node.text() : node.raw().toByteArray();
}

static ChatPart googlePart(const JsonNode &item)
{
    if (const JsonNode call = item["functionCall"])
        return {.kind = Kind::ToolCall,
                .text = call["args"].raw().toByteArray(),
                .name = call["name"].text(),
                .id = call["id"].text()};
    if (const JsonNode answer = item["functionResponse"])
        return {.kind = Kind::ToolResult,
                .text = answer["response"].raw().toByteArray(),
                .name = answer["name"].text(),
                .id = answer["id"].text()};
    if (const JsonNode data = item["inlineData"]) {
        const QByteArray type = data["mimeType"].text();
        return within(type.startsWith("image/") ? Kind::Image : Kind::File, type,
                      data["data"].text());
    }
    if (const JsonNode file = item["fileData"]) {
        const bool isImage = file["mimeType"].text().startsWith("image/");
        return reference(isImage ? Kind::Image : Kind::File, file["fileUri"].text());
    }
    if (const JsonNode text = item["text"])
        return {.kind = item["thought"].raw() == "true" ? Kind::Reasoning : Kind::Text,
                .text = text.text()};
    return {.kind = Kind::Other, .text = item.raw().toByteArray()};
}

ChatPart part(const JsonNode &item)
{
    if (item.isString())
        return {.text = item.text()};
    const QByteArray type = item["type"].text();
    if (type == "text" || type == "input_text" || type == "output_text" || type == "summary_text"
        || type == "reasoning_text")
        return {.kind = type == "reasoning_text" ? Kind::Reasoning : Kind::Text,
                .text = item["text"].text()};
    if (type == "refusal")
        return {.kind = Kind::Refusal, .text = item["refusal"].text()};
    if (type == "image_url" || type == "input_image") {
        const JsonNode image = item["image_url"];
        return reference(Kind::Image,
                         (image.isObject() ? image["url"] : image).text() + item["file_id"].text());
    }
    if (type == "image")
        return ofSource(Kind::Image, item["source"]);
    if (type == "document")
        return ofSource(Kind::File, item["source"]);
    if (type == "file" || type == "input_file") {
        const JsonNode file = type == "file" ? item["file"] : item;
        ChatPart part =
            reference(Kind::File,
                      file["file_data"].text() + file["file_url"].text() + file["file_id"].text());
        part.name = file["filename"].text();
        return part;
    }
    if (type == "input_audio")
        return within(Kind::File, "audio/" + item["input_audio"]["format"].text(),
                      item["input_audio"]["data"].text());
    if (type == "thinking")
        return {.kind = Kind::Reasoning, .text = item["thinking"].text()};
    if (type == "redacted_thinking")
        return within(Kind::Reasoning, "encrypted", item["data"].text());
    if (type == "reasoning")
        return {.kind = Kind::Reasoning,
                .text = joinedTexts(item["summary"]) + joinedTexts(item["content"])};
    if (type == "tool_use" || type == "server_tool_use")
        return {.kind = Kind::ToolCall,
                .text = item["input"].raw().toByteArray(),
                .name = item["name"].text(),
                .id = item["id"].text()};
    if (type == "tool_result")
        return {.kind = Kind::ToolResult,
                .text = joinedTexts(item["content"]),
                .id = item["tool_use_id"].text()};
    if (type == "function_call")
        return {.kind = Kind::ToolCall,
                .text = textOrRaw(item["arguments"]),
                .name = item["name"].text(),
                .id = item["call_id"].text()};
    if (type == "function_call_output")
        return {.kind = Kind::ToolResult,
                .text = textOrRaw(item["output"]),
                .id = item["call_id"].text()};
    return type.isEmpty() ? googlePart(item)
                          : ChatPart{.kind = Kind::Other, .text = item.raw().toByteArray()};
}

QList<ChatPart> content(const JsonNode &content)
{
    QList<ChatPart> parts;
    if (content.isArray()) {
        for (const JsonNode &item : content.items())
            parts.append(part(item));
    } else if (!content.isNull()) {
        parts.append(part(content));
    }
    return parts;
}

ChatPart openAiToolCall(const JsonNode &call)
{
    const JsonNode function = call["function"] ? call["function"] : call["custom"];
    return {.kind = Kind::ToolCall,
            .text = textOrRaw(function["arguments"] ? function["arguments"] : function["input"]),
            .name = function["name"].text(),
            .id = call["id"].text()};
}

ChatMessage openAiMessage(const JsonNode &message)
{
    ChatMessage result{.role = message["role"].text()};
    for (const char *name : {"reasoning_content", "reasoning"})
        result.append(Kind::Reasoning, message[name].text());
    if (result.role == "tool" || result.role == "function")
        result.parts.append({.kind = Kind::ToolResult,
                             .text = joinedTexts(message["content"]),
                             .name = message["name"].text(),
                             .id = message["tool_call_id"].text()});
    else
        result.parts += content(message["content"]);
    result.append(Kind::Refusal, message["refusal"].text());
    result.append(Kind::Text, message["audio"]["transcript"].text());
    for (const JsonNode &call : message["tool_calls"].items())
        result.parts.append(openAiToolCall(call));
    if (const JsonNode call = message["function_call"]; !call.isNull())
        result.parts.append({.kind = Kind::ToolCall,
                             .text = textOrRaw(call["arguments"]),
                             .name = call["name"].text()});
    return result;
}

ChatMessage failure(const JsonNode &root)
{
    ChatMessage message{.role = "error"};
    const auto add = [&message](const JsonNode &error) {
        QByteArray text = error.isString() ? error.text() : error["message"].text();
        for (const char *name : {"type", "status", "code"}) {
            const QByteArray value = error[name].isNull() ? QByteArray() : textOrRaw(error[name]);
            if (!value.isEmpty())
                text += "\n" + QByteArray(name) + ": " + value;
        }
        if (!text.isEmpty())
            message.parts.append({.text = text});
    };
    for (const char *name : {"error", "errors"}) {
        const JsonNode error = root[name];
        if (error.isArray()) {
            for (const JsonNode &item : error.items())
                add(item);
        } else if (!error.isNull()) {
            add(error);
        }
    }
    return message;
}

void readUsage(Chat &chat, const JsonNode &root)
{
    const auto read = [](std::optional<qint64> &count, const JsonNode &usage,
                         std::initializer_list<const char *> names) {
        for (const char *name : names)
            if (const JsonNode node = usage[name]; !node.isNull())
                count = node.number();
    };
    for (const char *name : {"usage", "usageMetadata"}) {
        read(chat.tokensIn, root[name], {"prompt_tokens", "input_tokens", "promptTokenCount"});
        read(chat.tokensOut, root[name],
             {"completion_tokens", "output_tokens", "candidatesTokenCount"});
    }
    for (const char *name : {"model", "modelVersion"})
        if (const QByteArray model = root[name].text(); !model.isEmpty())
            chat.model = model;
}

} // namespace chatparts
} // namespace gatehouse
