// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/sse.h"

#include "models/domain/bodies/jsontree.h"

#include <QDateTime>

namespace gatehouse {

static constexpr char byteOrderMark[] = "\xef\xbb\xbf";

bool isEventStream(QByteArrayView body, QByteArrayView contentType)
{
    if (body.startsWith(byteOrderMark))
        body = body.sliced(3);
    body = body.trimmed();
    for (const char *field : {"data:", "event:", "id:", "retry:"})
        if (body.startsWith(field))
            return true;
    return contentType.startsWith("text/event-stream") && body.startsWith(':');
}

QList<SseEvent> readEvents(QByteArrayView body)
{
    QList<SseEvent> events;
    SseEvent event;
    bool isBegun = false; // some field of it was there
    bool hasData = false;
    if (body.startsWith(byteOrderMark))
        body = body.sliced(3);
    while (!body.isEmpty()) {
        qsizetype end = 0;
        while (end < body.size() && body[end] != '\n' && body[end] != '\r')
            ++end;
        const QByteArrayView line = body.first(end);
        const bool isPair = body.sliced(end).startsWith("\r\n");
        body = body.sliced(qMin(body.size(), end + (isPair ? 2 : 1)));
        if (line.isEmpty()) {
            if (isBegun)
                events.append(std::exchange(event, {}));
            isBegun = hasData = false;
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        const QByteArrayView field = colon < 0 ? line : line.first(colon);
        QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
        if (field == "data") {
            if (hasData)
                event.data += '\n';
            event.data += value;
            isBegun = hasData = true;
        } else if (field == "event") {
            event.name = value.toByteArray();
            isBegun = true;
        }
    }
    if (isBegun) {
        event.isWhole = false;
        events.append(event);
    }
    return events;
}

std::optional<qint64> eventTime(const JsonNode &data)
{
    for (const char *name : {"timestamp", "created_at", "time", "created"}) {
        const JsonNode node = data[name];
        if (node.isString()) {
            const auto time =
                QDateTime::fromString(QString::fromUtf8(node.text()), Qt::ISODateWithMs);
            if (time.isValid())
                return time.toMSecsSinceEpoch();
            continue;
        }
        bool ok = false;
        const double number = node.raw().toByteArray().toDouble(&ok);
        if (ok && number > 1e8) // since 1973; smaller ones are something else
            return qint64(number > 1e11 ? number : number * 1000);
    }
    return std::nullopt;
}

} // namespace gatehouse
