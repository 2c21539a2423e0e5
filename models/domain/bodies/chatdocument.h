// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/bodydocument.h"
#include "models/domain/bodies/chat.h"

#include <QString>

namespace gatehouse {

QString dialectName(Chat::Dialect dialect);

// A chat to read: a fold for each message and for what was reasoned, which is closed; images and
// files as links, tool calls as JSON.
BodyDocument chatDocument(const Chat &chat);

// The events of a stream in their order, each a closed fold over its data. Times count from the
// first one; where the stream has none, that is said.
BodyDocument eventsDocument(const QList<SseEvent> &events, const ChatStream &stream);

} // namespace gatehouse
