// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/chatparts.h"

#include <algorithm>
#include <map>

namespace gatehouse {

using namespace chatparts;
using Dialect = Chat::Dialect;
using Kind = ChatPart::Kind;

namespace {

// Puts an answer together from its events, whichever dialect each of them speaks.
class Assembly
{
public:
    // What the event adds to what one reads.
    QByteArray take(const SseEvent &event)
    {
        m_added.clear();
        const JsonTree tree(event.data);
        const JsonNode data = tree.root();
        if (!data.isObject())
            return m_added;
        const QByteArray type = data["type"].isString() ? data["type"].text() : event.name;
        if (const ChatMessage failed = failure(data); !failed.parts.isEmpty()) {
            m_chat.messages.append(failed);
            m_isKnown = true;
        } else if (type.startsWith("response.")) {
            takeResponses(type, data);
        } else if (data["choices"].isArray()) {
            takeOpenAi(data);
        } else if (data["candidates"].isArray()) {
            takeGoogle(data);
        } else if (type.startsWith("message_") || type.startsWith("content_block_")) {
            takeAnthropic(type, data);
        } else if (data["response"].isString()) {
            know(Dialect::WorkersAi);
            append(answer(), Kind::Text, data["response"].text());
        }
        readUsage(m_chat, data);
        readUsage(m_chat, data["message"]);
        readUsage(m_chat, data["response"]);
        return m_added;
    }
    std::optional<Chat> chat() const { return m_isKnown ? std::optional(m_chat) : std::nullopt; }

private:
    void know(Dialect dialect)
    {
        m_chat.dialect = dialect;
        m_isKnown = true;
    }
    ChatMessage &answer(qint64 index = 0)
    {
        if (!m_answers.count(index)) {
            m_answers[index] = m_chat.messages.size();
            m_chat.messages.append({.role = "assistant"});
        }
        return m_chat.messages[m_answers[index]];
    }
    void append(ChatMessage &message, Kind kind, const QByteArray &text)
    {
        message.append(kind, text);
        m_added += text;
    }
    // The part that a block or item of the answer becomes; it is made when it is first heard of.
    ChatPart &block(qint64 message, qint64 index, const ChatPart &first)
    {
        ChatMessage &owner = answer(message);
        const auto key = std::pair(message, index);
        if (!m_blocks.count(key)) {
            m_blocks[key] = owner.parts.size();
            owner.parts.append(first);
            m_added += first.kind == Kind::ToolCall ? first.name + ' ' : QByteArray();
            m_added += first.text;
        }
        return owner.parts[m_blocks[key]];
    }
    void append(ChatPart &part, const QByteArray &text)
    {
        part.text += text;
        m_added += text;
    }

    void takeOpenAi(const JsonNode &data)
    {
        know(Dialect::OpenAiChat);
        for (const JsonNode &choice : data["choices"].items()) {
            const qint64 index = choice["index"].number();
            ChatMessage &message = answer(index);
            const JsonNode delta = choice["delta"];
            if (const QByteArray role = delta["role"].text(); !role.isEmpty())
                message.role = role;
            for (const char *name : {"reasoning_content", "reasoning"})
                append(message, Kind::Reasoning, delta[name].text());
            append(message, Kind::Text, delta["content"].text());
            append(message, Kind::Text, choice["text"].text());
            append(message, Kind::Refusal, delta["refusal"].text());
            for (const JsonNode &call : delta["tool_calls"].items()) {
                ChatPart first = openAiToolCall(call);
                const QByteArray arguments = std::exchange(first.text, {});
                append(block(index, call["index"].number(), first), arguments);
            }
            if (const JsonNode reason = choice["finish_reason"]; reason.isString())
                message.ending = reason.text();
        }
    }

    void takeAnthropic(const QByteArray &type, const JsonNode &data)
    {
        know(Dialect::Anthropic);
        const qint64 index = data["index"].number();
        if (type == "message_start") {
            answer().role = data["message"]["role"].text();
        } else if (type == "content_block_start") {
            ChatPart first = part(data["content_block"]);
            if (first.kind == Kind::ToolCall && first.text == "{}")
                first.text.clear(); // what it is, its deltas say
            block(0, index, first);
        } else if (type == "content_block_delta") {
            const JsonNode delta = data["delta"];
            const bool isReasoning = delta["type"].text() == "thinking_delta";
            append(block(0, index, {.kind = isReasoning ? Kind::Reasoning : Kind::Text}),
                   delta["text"].text() + delta["thinking"].text() + delta["partial_json"].text());
        } else if (type == "message_delta") {
            answer().ending = data["delta"]["stop_reason"].text();
        }
    }

    void takeGoogle(const JsonNode &data)
    {
        know(Dialect::Google);
        for (const JsonNode &candidate : data["candidates"].items()) {
            ChatMessage &message = answer(candidate["index"].number());
            message.role = "model";
            for (const ChatPart &added : content(candidate["content"]["parts"])) {
                if (added.kind == Kind::Text || added.kind == Kind::Reasoning) {
                    append(message, added.kind, added.text);
                } else {
                    message.parts.append(added);
                    m_added += added.name + ' ' + added.text;
                }
            }
            if (const JsonNode reason = candidate["finishReason"])
                message.ending = reason.text();
        }
    }

    void takeResponses(const QByteArray &type, const JsonNode &data)
    {
        know(Dialect::OpenAiResponses);
        const qint64 index = data["output_index"].number();
        const QByteArray delta = data["delta"].text();
        if (type == "response.output_item.added") {
            const JsonNode item = data["item"];
            if (item["type"].text() == "function_call")
                block(0, index, part(item));
        } else if (type == "response.function_call_arguments.delta") {
            append(block(0, index, {.kind = Kind::ToolCall}), delta);
        } else if (type == "response.output_text.delta") {
            append(block(0, index, {}), delta);
        } else if (type == "response.refusal.delta") {
            append(block(0, index, {.kind = Kind::Refusal}), delta);
        } else if (type.startsWith("response.reasoning") && type.endsWith(".delta")) {
            append(block(0, index, {.kind = Kind::Reasoning}), delta);
        } else if (type == "response.completed" || type == "response.incomplete"
                   || type == "response.failed") {
            answer().ending = type.mid(9);
        }
    }

    Chat m_chat;
    bool m_isKnown = false;
    QByteArray m_added;
    std::map<qint64, qsizetype> m_answers; // places of messages, by the answer's index
    std::map<std::pair<qint64, qint64>, qsizetype> m_blocks; // places of parts
};

} // namespace

ChatStream readChatStream(const QList<SseEvent> &events)
{
    ChatStream stream;
    Assembly assembly;
    std::optional<qint64> first;
    for (const SseEvent &event : events) {
        stream.added.append(assembly.take(event));
        stream.times.append(eventTime(JsonTree(event.data).root()));
        const auto &time = stream.times.constLast();
        if (!first)
            first = time;
        stream.hasTimes = stream.hasTimes || (time && time != first);
    }
    stream.chat = assembly.chat();
    if (stream.chat)
        stream.chat->isWhole = events.isEmpty() || events.constLast().isWhole;
    return stream;
}

} // namespace gatehouse
