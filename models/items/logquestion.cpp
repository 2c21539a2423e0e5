// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logquestion.h"

#include <algorithm>

namespace gatehouse {

static LogQuery withTime(LogQuery query, FilterOperator op, const QDateTime &time)
{
    query.filters.append({QStringLiteral("created_at"), op, QJsonArray{toJson(time)}});
    return query;
}

LogQuery pinnedBefore(const LogQuery &query, const QDateTime &time)
{
    return time.isValid() ? withTime(query, FilterOperator::Lt, time) : query;
}

static void widen(Field<double> &least, Field<double> &most, const std::optional<double> &value)
{
    if (!value)
        return;
    if (least)
        least = std::min(*least, *value);
    if (most)
        most = std::max(*most, *value);
}

template <class T> static std::optional<double> number(const Field<T> &field)
{
    return field ? std::optional(double(*field)) : std::nullopt;
}

void widen(LogListInfo &info, const Log &log)
{
    widen(info.minCost, info.maxCost, number(log.cost));
    widen(info.minDuration, info.maxDuration, double(log.duration));
    widen(info.minTokensIn, info.maxTokensIn, number(log.tokensIn));
    widen(info.minTokensOut, info.maxTokensOut, number(log.tokensOut));
    if (log.tokensIn && log.tokensOut)
        widen(info.minTotalTokens, info.maxTotalTokens,
              double(*log.tokensIn) + double(*log.tokensOut));
}

namespace {

constexpr int pageSize = LogService::maxPerPage;

bool isDefaultOrder(const LogQuery &query)
{
    return query.orderBy == LogOrder::CreatedAt && !query.ascending;
}

void takeNewest(LogOpening &opening, const QList<Log> &logs)
{
    if (logs.isEmpty())
        return;
    opening.newest = logs.first().createdAt;
    const auto end = std::find_if(logs.begin(), logs.end(),
                                  [&](const Log &log) { return log.createdAt != opening.newest; });
    opening.newestLogs = logs.first(end - logs.begin());
    opening.newestComplete = end != logs.end() || logs.size() < pageSize;
}

int existingPage(const LogListInfo &info, int page)
{
    if (!info.totalCount)
        return page;
    const qint64 last = (std::max<qint64>(*info.totalCount, 1) - 1) / pageSize;
    return int(std::min<qint64>(page, last));
}

struct NewerRequest
{
    LogService *service;
    GatewayId gateway;
    LogQuery query;
    int limit;
};

void fetchNewerPage(const NewerRequest &request, const QList<Log> &soFar, int page,
                    const CallSource<NewerLogs> &source)
{
    const auto call =
        request.service->list(request.gateway, request.query,
                              {.number = page, .size = pageSize, .urgency = Urgency::Background});
    source.onCancel([call] { call.cancel(); });
    call.then(request.service, [=](Result<LogPage> result) {
        if (!result) {
            if (soFar.isEmpty())
                return source.finish(tl::make_unexpected(result.error()));
            return source.finish(NewerLogs{soFar, false});
        }
        const QList<Log> logs = soFar + result->logs;
        const qint64 total = result->info.totalCount.valueOr(-1);
        if (std::max<qint64>(total, logs.size()) > request.limit)
            return source.finish(NewerLogs{logs, true});
        if (result->logs.size() < pageSize || (total >= 0 && logs.size() >= total))
            return source.finish(NewerLogs{logs, false});
        fetchNewerPage(request, logs, page + 1, source);
    });
}

} // namespace

Call<LogOpening> openLogs(LogService *service, const GatewayId &gateway, const LogQuery &query,
                          int page)
{
    CallSource<LogOpening> source;
    LogOpening opening;
    opening.query = query;
    opening.query.filters = query.filtersAt(QDateTime::currentDateTimeUtc());
    opening.query.last.reset();

    const bool probeIsPage = isDefaultOrder(query);
    LogQuery probeQuery = opening.query;
    probeQuery.orderBy = LogOrder::CreatedAt;
    probeQuery.ascending = false;
    const auto probe = service->list(gateway, probeQuery, {1, probeIsPage ? pageSize : 1, true});
    source.onCancel([probe] { probe.cancel(); });
    probe.then(service, [=](Result<LogPage> newest) mutable {
        if (!newest)
            return source.finish(tl::make_unexpected(newest.error()));
        takeNewest(opening, newest->logs);
        opening.info = newest->info;
        if (probeIsPage || newest->logs.isEmpty())
            opening.pages.insert(0, newest->logs);
        const int wanted = existingPage(newest->info, page);
        if (opening.pages.contains(wanted) || newest->logs.isEmpty())
            return source.finish(opening);

        const LogQuery pinned = pinnedBefore(opening.query, opening.newest.addMSecs(1));
        const auto call = service->list(gateway, pinned, {wanted + 1, pageSize, false});
        source.onCancel([call] { call.cancel(); });
        call.then(service, [=](Result<LogPage> result) mutable {
            if (!result)
                return source.finish(tl::make_unexpected(result.error()));
            opening.pages.insert(wanted, result->logs);
            source.finish(opening);
        });
    });
    return source.call();
}

Call<NewerLogs> fetchNewerLogs(LogService *service, const GatewayId &gateway, const LogQuery &query,
                               const QDateTime &after, int limit)
{
    CallSource<NewerLogs> source;
    LogQuery newer = after.isValid() ? withTime(query, FilterOperator::Gt, after) : query;
    newer.orderBy = LogOrder::CreatedAt;
    newer.ascending = true;
    fetchNewerPage({service, gateway, newer, limit}, {}, 1, source);
    return source.call();
}

} // namespace gatehouse
