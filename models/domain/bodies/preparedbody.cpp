// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/preparedbody.h"

#include "models/domain/bodies/chatdocument.h"
#include "models/domain/bodies/jsontext.h"
#include "models/domain/bodies/jsontree.h"
#include "models/domain/format.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::PreparedBody)
};

class Preparation
{
public:
    explicit Preparation(const Body &body) : m_body(body) { }

    PreparedBody run(BodyMode wanted)
    {
        const QByteArray begun = m_body.data.left(1024).trimmed();
        if (isEventStream(m_body.data, m_body.contentType))
            readStream();
        else if (begun.startsWith('{') || begun.startsWith('['))
            readJson();
        if (!m_body.data.isValidUtf8())
            m_result.facts.append(Words::tr("not text: unreadable bytes are replaced"));
        m_result.modes.append(BodyMode::Raw);
        m_result.mode = m_result.modes.contains(wanted) ? wanted : m_result.modes.constFirst();
        m_result.document = document();
        return std::move(m_result);
    }

private:
    BodyDocument document() const
    {
        switch (m_result.mode) {
        case BodyMode::Chat:
            return chatDocument(*m_chat);
        case BodyMode::Json:
            return prettyJson(m_body.data).document;
        case BodyMode::Events:
            return eventsDocument(m_events, m_stream);
        case BodyMode::Raw:
            break;
        }
        return plainDocument(m_body.data);
    }
    void readStream()
    {
        m_events = readEvents(m_body.data);
        m_stream = readChatStream(m_events);
        m_chat = m_stream.chat;
        m_result.facts.append(m_events.size() == 1
                                  ? Words::tr("1 event")
                                  : Words::tr("%1 events").arg(format::count(m_events.size())));
        if (m_chat)
            m_result.modes.append(BodyMode::Chat);
        m_result.modes.append(BodyMode::Events);
    }
    void readJson()
    {
        const JsonTree tree(m_body.data);
        if (!tree.isWorthReading())
            return;
        m_chat = readChat(tree);
        if (m_chat)
            m_result.modes.append(BodyMode::Chat);
        m_result.modes.append(BodyMode::Json);
        if (tree.ending() == JsonScanner::Token::Damaged)
            m_result.facts.append(
                Words::tr("the JSON is damaged at byte %1").arg(format::count(tree.endedAt())));
        else if (tree.ending() == JsonScanner::Token::Cut && m_body.isWhole)
            m_result.facts.append(Words::tr("the JSON ends too early"));
        else if (tree.values() > 1)
            m_result.facts.append(Words::tr("%1 JSON values").arg(format::count(tree.values())));
    }

    const Body &m_body;
    std::optional<Chat> m_chat;
    QList<SseEvent> m_events;
    ChatStream m_stream;
    PreparedBody m_result;
};

} // namespace

PreparedBody prepareBody(const Body &body, BodyMode wanted)
{
    return Preparation(body).run(wanted);
}

Body beginningOf(const Body &body, qsizetype bytes)
{
    Body beginning{body.data.first(qMin(bytes, body.data.size())), body.contentType, false};
    while (!beginning.data.isEmpty() && beginning.data.size() < body.data.size()
           && (uchar(body.data[beginning.data.size()]) & 0xC0) == 0x80)
        beginning.data.chop(1);
    return beginning;
}

} // namespace gatehouse
