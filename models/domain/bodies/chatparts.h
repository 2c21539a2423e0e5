// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/chat.h"
#include "models/domain/bodies/jsontree.h"

// What chat.cpp and chatstream.cpp share.
namespace gatehouse::chatparts {

// One item of a message's content, of any dialect.
ChatPart part(const JsonNode &item);
// A text, an item or a list of them.
QList<ChatPart> content(const JsonNode &content);
// OpenAI's, with its tool calls and what it reasoned.
ChatMessage openAiMessage(const JsonNode &message);
ChatPart openAiToolCall(const JsonNode &call);
// {"error": …} in the forms there are; no parts: it is none.
ChatMessage failure(const JsonNode &root);
void readUsage(Chat &chat, const JsonNode &root);

} // namespace gatehouse::chatparts
