// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/sse.h"

namespace gatehouse {

class JsonTree;

// A piece of a message. Texts are UTF-8.
struct ChatPart
{
    enum class Kind {
        Text,
        Reasoning,
        Refusal,
        ToolCall, // text: its arguments, as they stand
        ToolResult, // text: what the tool said
        Image, // text: its address; empty: it is within the body
        File, // the same
        Other, // text: JSON that nobody knows
    };

    Kind kind = Kind::Text;
    QByteArray text{};
    QByteArray name{}; // of the tool or file
    QByteArray id{}; // of the call
    QByteArray type{}; // of what is within the body: image/png
    qint64 size = 0; // bytes of it

    bool operator==(const ChatPart &) const = default;
};

struct ChatMessage
{
    QByteArray role{}; // as it stands; “error” for what a failure says
    QList<ChatPart> parts{};
    QByteArray ending{}; // why the answer ends: stop, tool_calls, …

    void append(ChatPart::Kind kind,
                const QByteArray &text); // to the last part, if it is of a kind
    bool operator==(const ChatMessage &) const = default;
};

// A request or answer of any provider in one form.
struct Chat
{
    enum class Dialect {
        OpenAiChat,
        OpenAiResponses,
        Anthropic,
        Google,
        WorkersAi,
        Prompt, // one text, for completions or images
        Images,
        Failure,
    };

    Dialect dialect = Dialect::OpenAiChat;
    QByteArray model;
    QList<QByteArray> tools; // the names of those that may be called
    QList<ChatMessage> messages;
    std::optional<qint64> tokensIn;
    std::optional<qint64> tokensOut;
    bool isWhole = true; // or cut or damaged behind what is there
};

// Nothing: no dialect that is known.
std::optional<Chat> readChat(const JsonTree &tree);

// A streamed answer put together.
struct ChatStream
{
    std::optional<Chat> chat; // nothing: no dialect that is known
    QList<QByteArray> added; // by each event to what one reads
    QList<std::optional<qint64>> times; // of each event, ms since 1970
    bool hasTimes = false; // and they differ
};
ChatStream readChatStream(const QList<SseEvent> &events);

} // namespace gatehouse
