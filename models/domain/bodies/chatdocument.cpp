// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/chatdocument.h"

#include "models/domain/format.h"

#include <QCoreApplication>

namespace gatehouse {

using Kind = ChatPart::Kind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ChatDocument)
};

QString roleName(const QByteArray &role)
{
    if (role == "system")
        return Words::tr("System");
    if (role == "developer")
        return Words::tr("Developer");
    if (role == "user")
        return Words::tr("User");
    if (role == "assistant" || role == "model")
        return Words::tr("Assistant");
    if (role == "tool" || role == "function")
        return Words::tr("Tool");
    if (role == "error")
        return Words::tr("Error");
    return role.isEmpty() ? Words::tr("No role") : QString::fromUtf8(role);
}

QString idSuffix(const ChatPart &part)
{
    return part.id.isEmpty() ? QString() : QStringLiteral(" · ") + QString::fromUtf8(part.id);
}

void addReference(DocumentBuilder &builder, const ChatPart &part, const QString &what)
{
    const QString name = part.name.isEmpty() ? QString() : u' ' + QString::fromUtf8(part.name);
    const QUrl url(QString::fromUtf8(part.text), QUrl::StrictMode);
    const bool isLink = url.scheme() == u"https" || url.scheme() == u"http";
    if (part.text.isEmpty())
        builder.add(Words::tr("%1%2 within the body: %3, %4")
                        .arg(what, name,
                             part.type.isEmpty() ? Words::tr("type not told")
                                                 : QString::fromUtf8(part.type),
                             format::bytes(part.size))
                        .toUtf8(),
                    LineStyle::Note);
    else if (isLink && url.isValid())
        builder.addLink(
            Words::tr("%1%2: %3").arg(what, name, QString::fromUtf8(part.text)).toUtf8(), url);
    else
        builder.add(Words::tr("%1%2: %3").arg(what, name, QString::fromUtf8(part.text)).toUtf8(),
                    LineStyle::Note);
}

void addPart(DocumentBuilder &builder, const ChatPart &part)
{
    switch (part.kind) {
    case Kind::Text:
        return builder.add(part.text, LineStyle::Plain);
    case Kind::Reasoning:
        builder.beginFold();
        builder.add(
            part.size > 0
                ? Words::tr("Reasoning, encrypted: %1").arg(format::bytes(part.size)).toUtf8()
                : Words::tr("Reasoning").toUtf8(),
            LineStyle::Note);
        if (part.size == 0)
            builder.add(part.text, LineStyle::Reasoning);
        builder.endFold();
        return builder.foldAtFirst();
    case Kind::Refusal:
        builder.add(Words::tr("Refuses:").toUtf8(), LineStyle::Note);
        return builder.add(part.text, LineStyle::Failure);
    case Kind::ToolCall:
        builder.beginFold();
        builder.add(
            Words::tr("Calls %1%2").arg(QString::fromUtf8(part.name), idSuffix(part)).toUtf8(),
            LineStyle::Note);
        if (!part.text.isEmpty())
            builder.addJson(part.text, 2);
        return builder.endFold();
    case Kind::ToolResult:
        builder.beginFold();
        builder.add(Words::tr("Result%1%2")
                        .arg(part.name.isEmpty() ? QString() : u' ' + QString::fromUtf8(part.name),
                             idSuffix(part))
                        .toUtf8(),
                    LineStyle::Note);
        builder.addJson(part.text, 2);
        return builder.endFold();
    case Kind::Image:
        return addReference(builder, part, Words::tr("Image"));
    case Kind::File:
        return addReference(builder, part, Words::tr("File"));
    case Kind::Other:
        return builder.addJson(part.text);
    }
}

void addMessage(DocumentBuilder &builder, const ChatMessage &message)
{
    builder.beginFold();
    builder.add(roleName(message.role).toUtf8(), LineStyle::Heading);
    if (message.parts.isEmpty())
        builder.add(Words::tr("nothing").toUtf8(), LineStyle::Note);
    for (const ChatPart &part : message.parts) {
        if (message.role == "error" && part.kind == Kind::Text)
            builder.add(part.text, LineStyle::Failure);
        else
            addPart(builder, part);
    }
    if (!message.ending.isEmpty())
        builder.add(Words::tr("Ends with %1").arg(QString::fromUtf8(message.ending)).toUtf8(),
                    LineStyle::Note);
    builder.endFold();
    builder.add({}, LineStyle::Plain);
}

QString summary(const Chat &chat)
{
    QStringList facts{dialectName(chat.dialect)};
    if (!chat.model.isEmpty())
        facts.append(QString::fromUtf8(chat.model));
    if (chat.tokensIn)
        facts.append(Words::tr("%1 tokens in").arg(format::count(*chat.tokensIn)));
    if (chat.tokensOut)
        facts.append(Words::tr("%1 tokens out").arg(format::count(*chat.tokensOut)));
    if (!chat.tools.isEmpty()) {
        QStringList names;
        for (const QByteArray &tool : chat.tools)
            names.append(QString::fromUtf8(tool));
        facts.append(Words::tr("may call %1").arg(names.join(QStringLiteral(", "))));
    }
    return facts.join(QStringLiteral(" · "));
}

QString eventHeading(qsizetype index, const SseEvent &event, const QString &type,
                     const std::optional<qint64> &sinceFirst, const QByteArray &added)
{
    QStringList facts{Words::tr("Event %1").arg(format::count(index + 1))};
    if (sinceFirst)
        facts.append(QStringLiteral("+") + format::duration(double(*sinceFirst)));
    if (!type.isEmpty())
        facts.append(type);
    if (!added.isEmpty())
        facts.append(u'“' + QString::fromUtf8(added).simplified().left(80) + u'”');
    else if (event.data == "[DONE]")
        facts.append(QStringLiteral("[DONE]"));
    if (!event.isWhole)
        facts.append(Words::tr("cut off"));
    return facts.join(QStringLiteral(" · "));
}

} // namespace

QString dialectName(Chat::Dialect dialect)
{
    switch (dialect) {
    case Chat::Dialect::OpenAiChat:
        return Words::tr("OpenAI chat");
    case Chat::Dialect::OpenAiResponses:
        return Words::tr("OpenAI responses");
    case Chat::Dialect::Anthropic:
        return Words::tr("Anthropic messages");
    case Chat::Dialect::Google:
        return Words::tr("Google contents");
    case Chat::Dialect::WorkersAi:
        return Words::tr("Workers AI");
    case Chat::Dialect::Prompt:
        return Words::tr("Prompt");
    case Chat::Dialect::Images:
        return Words::tr("Images");
    case Chat::Dialect::Failure:
        return Words::tr("Failure");
    }
    return {};
}

BodyDocument chatDocument(const Chat &chat)
{
    DocumentBuilder builder(true);
    builder.add(summary(chat).toUtf8(), LineStyle::Note);
    builder.add({}, LineStyle::Plain);
    for (const ChatMessage &message : chat.messages)
        addMessage(builder, message);
    return builder.take();
}

BodyDocument eventsDocument(const QList<SseEvent> &events, const ChatStream &stream)
{
    DocumentBuilder builder(true);
    builder.add((stream.hasTimes
                     ? Words::tr("Times are those that the events carry, from the first one on.")
                     : Words::tr("The events carry no times: their order is all there is."))
                    .toUtf8(),
                LineStyle::Note);
    std::optional<qint64> first;
    for (qsizetype i = 0; i < events.size(); ++i) {
        const auto &time = stream.times[i];
        if (!first)
            first = time;
        std::optional<qint64> sinceFirst;
        if (stream.hasTimes && time)
            sinceFirst = *time - *first;
        builder.beginFold();
        builder.add(eventHeading(i, events[i], QString::fromUtf8(events[i].name), sinceFirst,
                                 stream.added[i])
                        .toUtf8(),
                    LineStyle::Plain);
        builder.addJson(events[i].data, 2);
        builder.endFold();
        builder.foldAtFirst();
    }
    return builder.take();
}

} // namespace gatehouse
