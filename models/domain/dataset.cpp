// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/dataset.h"

#include "models/domain/logquerytext.h"

namespace gatehouse {

static bool fits(const LogFilter &filter)
{
    static const QStringList keys{QStringLiteral("created_at"),
                                  QStringLiteral("request_content_type"),
                                  QStringLiteral("response_content_type"),
                                  QStringLiteral("success"),
                                  QStringLiteral("cached"),
                                  QStringLiteral("provider"),
                                  QStringLiteral("model"),
                                  QStringLiteral("cost"),
                                  QStringLiteral("tokens"),
                                  QStringLiteral("tokens_in"),
                                  QStringLiteral("tokens_out"),
                                  QStringLiteral("duration"),
                                  QStringLiteral("feedback")};
    return keys.contains(filter.key) && filter.op != OpenEnum(FilterOperator::Neq);
}

DatasetFilters datasetFilters(const LogQuery &query, const QDateTime &now)
{
    DatasetFilters result;
    LogQuery dropped;
    dropped.search = query.search;
    for (const LogFilter &filter : query.filters)
        if (!fits(filter))
            dropped.filters.append(filter);
    LogQuery kept = query;
    kept.filters.removeIf([](const LogFilter &filter) { return !fits(filter); });
    result.filters = kept.filtersAt(now);
    result.fixedTime = result.filters != kept.filters;
    if (!dropped.search.isEmpty())
        result.dropped.append(formatLogQuery({.search = dropped.search}));
    for (const LogFilter &filter : dropped.filters) {
        LogQuery one;
        one.filters = {filter};
        result.dropped.append(formatLogQuery(one));
    }
    return result;
}

} // namespace gatehouse
