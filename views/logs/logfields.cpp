// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logfields.h"

#include "models/domain/format.h"
#include "models/domain/timedisplay.h"

#include <QCoreApplication>
#include <QLocale>

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::LogFields)
};

using Shown = LogField::Shown;
using Group = LogField::Group;

Shown shown(const QString &text)
{
    return {text, false, true};
}

QString yesNo(bool yes)
{
    return yes ? Words::tr("yes") : Words::tr("no");
}

QString bytes(qint64 size)
{
    return size < 1000 ? Words::tr("%1 bytes").arg(format::count(size))
                       : Words::tr("%1 (%2 bytes)").arg(format::bytes(size), format::count(size));
}

QString wholeOrPart(bool complete)
{
    return complete ? Words::tr("whole body") : Words::tr("first part of the body");
}

QString firstLine(const QString &text)
{
    constexpr qsizetype longest = 160;
    const QString line = text.left(longest).simplified();
    return text.size() > longest ? line + QChar(0x2026) : line;
}

QString milliseconds(qint64 duration)
{
    const QString text = format::duration(double(duration));
    return duration < 1000 ? text : Words::tr("%1 (%2 ms)").arg(text, format::count(duration));
}

QString number(double value)
{
    return QLocale().toString(value, 'g', 6);
}

QString plainNumber(qint64 value)
{
    return QString::number(value);
}

QString same(const QString &text)
{
    return text;
}

template <auto member, auto text> Shown value(const Log &log, const TimeDisplay &)
{
    return shown(text(log.*member));
}

template <auto member, auto text> Shown field(const Log &log, const TimeDisplay &)
{
    const auto &there = log.*member;
    if (there)
        return shown(text(*there));
    return {QString(), there.isNull(), false};
}

Shown created(const Log &log, const TimeDisplay &time)
{
    return shown(time.preciseText(log.createdAt));
}

Shown id(const Log &log, const TimeDisplay &)
{
    return shown(log.id.value);
}

} // namespace

std::span<const LogField> logFields()
{
    using enum LogField::Group;
    static constexpr LogField fields[]{
        {"created_at", Request, false, [] { return Words::tr("Created"); }, created},
        {"provider", Request, false, [] { return Words::tr("Provider"); },
         value<&Log::provider, same>},
        {"model", Request, false, [] { return Words::tr("Model"); }, value<&Log::model, same>},
        {"model_type", Request, false, [] { return Words::tr("Model type"); },
         field<&Log::modelType, same>},
        {"path", Request, false, [] { return Words::tr("Path"); }, value<&Log::path, same>},
        {"request_type", Request, false, [] { return Words::tr("Request type"); },
         field<&Log::requestType, same>},
        {"request_content_type", Request, false, [] { return Words::tr("Request content type"); },
         field<&Log::requestContentType, same>},
        {"request_size", Request, true, [] { return Words::tr("Request size"); },
         field<&Log::requestSize, bytes>},
        {"request_head", Request, true, [] { return Words::tr("Request begins"); },
         field<&Log::requestHead, firstLine>},
        {"request_head_complete", Request, true, [] { return Words::tr("Request head"); },
         field<&Log::requestHeadComplete, wholeOrPart>},
        {"step", Request, false, [] { return Words::tr("Step"); },
         field<&Log::step, format::count>},
        {"success", Result, false, [] { return Words::tr("Success"); },
         value<&Log::success, yesNo>},
        {"status_code", Result, false, [] { return Words::tr("Status"); },
         field<&Log::statusCode, plainNumber>},
        {"cached", Result, false, [] { return Words::tr("Cached"); }, value<&Log::cached, yesNo>},
        {"duration", Result, false, [] { return Words::tr("Duration"); },
         value<&Log::duration, milliseconds>},
        {"response_content_type", Result, false, [] { return Words::tr("Response content type"); },
         field<&Log::responseContentType, same>},
        {"response_size", Result, true, [] { return Words::tr("Response size"); },
         field<&Log::responseSize, bytes>},
        {"response_head", Result, true, [] { return Words::tr("Response begins"); },
         field<&Log::responseHead, firstLine>},
        {"response_head_complete", Result, true, [] { return Words::tr("Response head"); },
         field<&Log::responseHeadComplete, wholeOrPart>},
        {"tokens_in", Cost, false, [] { return Words::tr("Tokens in"); },
         field<&Log::tokensIn, format::count>},
        {"tokens_out", Cost, false, [] { return Words::tr("Tokens out"); },
         field<&Log::tokensOut, format::count>},
        {"cost", Cost, false, [] { return Words::tr("Cost"); }, field<&Log::cost, format::dollars>},
        {"custom_cost", Cost, false, [] { return Words::tr("Custom cost"); },
         field<&Log::customCost, yesNo>},
        {"feedback", Notes, true, [] { return Words::tr("Feedback"); },
         field<&Log::feedback, number>},
        {"score", Notes, true, [] { return Words::tr("Score"); }, field<&Log::score, number>},
        {"metadata", Notes, false, [] { return Words::tr("Metadata"); },
         field<&Log::metadata, same>},
        {"id", Ids, false, [] { return Words::tr("Id"); }, id},
    };
    return fields;
}

QString groupTitle(LogField::Group group)
{
    switch (group) {
    case Group::Request:
        return Words::tr("Request");
    case Group::Result:
        return Words::tr("Result");
    case Group::Cost:
        return Words::tr("Tokens and cost");
    case Group::Notes:
        return Words::tr("Feedback, score and metadata");
    case Group::Ids:
        return Words::tr("Ids");
    }
    return {};
}

QString absentText(const LogField::Shown &shown)
{
    return shown.hasValue ? Words::tr("empty")
        : shown.isNull    ? Words::tr("none")
                          : Words::tr("not reported");
}

} // namespace gatehouse
