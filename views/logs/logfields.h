// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"

#include <span>

namespace gatehouse {

class TimeDisplay;

// A member of a log as people read it.
struct LogField
{
    enum class Group { Request, Result, Cost, Notes, Ids };
    // What a member holds, and whether it is there.
    struct Shown
    {
        QString text;
        bool isNull = false; // else, without a value: absent
        bool hasValue = true;
    };

    const char *key; // on the wire
    Group group;
    bool inDetailOnly;
    QString (*title)();
    Shown (*shown)(const Log &log, const TimeDisplay &time);
};

// Every member there is, in the order of reading.
std::span<const LogField> logFields();
QString groupTitle(LogField::Group group);
// What is said in place of a value.
QString absentText(const LogField::Shown &shown);

} // namespace gatehouse
