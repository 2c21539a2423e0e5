// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logservice.h"

#include <QMap>

// How a question about logs is put so that rows keep their places while new logs arrive.
namespace gatehouse {

// The query with only what is older than the time.
LogQuery pinnedBefore(const LogQuery &query, const QDateTime &time);

// The first answer to a question.
struct LogOpening
{
    LogQuery query; // as asked for, with last turned into a point in time; not pinned
    QDateTime newest; // of all matches; invalid: there are none
    QList<Log> newestLogs; // the ones of that instant, in the default order only
    bool newestComplete = true; // whether those are all of that instant
    LogListInfo info;
    QMap<int, QList<Log>> pages; // by number from 0, of the pinned query
};

// Asks for the newest match and for the page numbered page (from 0), or the last one if there are
// not as many.
Call<LogOpening> openLogs(LogService *service, const GatewayId &gateway, const LogQuery &query,
                          int page);

// Takes one more log into the minima and maxima that are known.
void widen(LogListInfo &info, const Log &log);

// What has come since.
struct NewerLogs
{
    QList<Log> logs; // oldest first
    bool tooMany = false; // more than limit; not all were fetched
};

// Asks for what is newer than the time, oldest first: so new ones neither shift the pages nor leave
// a gap, and what came before a failure is good. An invalid time means everything.
Call<NewerLogs> fetchNewerLogs(LogService *service, const GatewayId &gateway, const LogQuery &query,
                               const QDateTime &after, int limit);

} // namespace gatehouse
