// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <optional>

namespace gatehouse {

class JsonNode;

// One server-sent event as the stream has it.
struct SseEvent
{
    QByteArray name; // of its event field; empty: none
    QByteArray data; // its data fields, joined by \n
    bool isWhole = true; // the blank line that ends it is there

    bool operator==(const SseEvent &) const = default;
};

// By its content type or by how it begins.
bool isEventStream(QByteArrayView body, QByteArrayView contentType);
// Comments, ids and fields that nobody knows are passed over. Line ends of all kinds.
QList<SseEvent> readEvents(QByteArrayView body);

// When an event says it was made, in ms since 1970; few streams do.
std::optional<qint64> eventTime(const JsonNode &data);

} // namespace gatehouse
