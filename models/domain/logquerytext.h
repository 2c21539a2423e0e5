// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/logfilter.h"

namespace gatehouse {

// A log query as the person types it:
//
//     model:gpt-4o provider:openai,groq cost>0.5 duration>2s success:false path~chat last:24h
//     timeout
//
// key:value and key=value are eq, != and a leading - are neq, ~ is contains, < and > compare; a
// comma separates alternatives; last: takes 90s, 15m, 24h or 7d; what has no key is searched for as
// text; metadata.NAME:value is a condition on a name and its value. Quotes hold blanks and commas.
// Durations take ms, s and m, costs a $, counts k and M, times 2026-01-31, 2026-01-31T14:00:00Z,
// now, today, yesterday or an age such as -2h. What the service cannot do is an error that names
// the nearest thing that it can.
struct QueryTextError
{
    qsizetype position = 0;
    qsizetype length = 0;
    QString message;
};

// What the query is for: a dataset holds fewer keys and operators, and no text to search for.
enum class QueryUse { Logs, Dataset };

// The order is not part of the text; it stays at its default.
tl::expected<LogQuery, QueryTextError> parseLogQuery(const QString &text,
                                                     QueryUse use = QueryUse::Logs);
QString formatLogQuery(const LogQuery &query);
// They are written as one, metadata.NAME:value.
bool isMetadataPair(const LogFilter &first, const LogFilter &second);

} // namespace gatehouse
