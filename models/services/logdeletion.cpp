// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logdeletion.h"

#include <algorithm>

namespace gatehouse {

namespace {

struct Check
{
    LogService *service;
    GatewayId gateway;
    QList<LogFilter> filters;
    int limit;
};

ApiError refusal(const QString &why)
{
    ApiError error;
    error.kind = ApiError::Kind::Validation;
    error.message = why;
    return error;
}

Result<LogDeletion> judge(const Check &check, const QList<qint64> &totals)
{
    const qint64 matching = totals.value(1, totals.first());
    if (matching > 0 && !check.filters.isEmpty()
        && matching >= std::min(totals.first(), totals.last()))
        return tl::make_unexpected(refusal(
            LogService::tr("nothing was deleted: with these filters the service lists all %1 logs. "
                           "It may ignore them, and would then delete logs that they do not match")
                .arg(matching)));
    return LogDeletion{matching, std::min<qint64>(matching, check.limit)};
}

Call<LogPage> oneLog(LogService *service, const GatewayId &gateway, const QList<LogFilter> &filters)
{
    LogQuery query;
    query.filters = filters;
    return service->list(gateway, query, {.number = 1, .size = 1, .urgency = Urgency::Awaited});
}

// The matches are counted between two counts of everything: where logs come in or go meanwhile,
// ignored filters show all the same.
void count(const Check &check, const QList<qint64> &soFar, const CallSource<LogDeletion> &source)
{
    const bool filtered = soFar.size() == 1;
    const auto call =
        oneLog(check.service, check.gateway, filtered ? check.filters : QList<LogFilter>());
    source.onCancel([call] { call.cancel(); });
    call.then(check.service, [=](const Result<LogPage> &page) {
        if (!page)
            return source.finish(tl::make_unexpected(page.error()));
        if (!page->info.totalCount)
            return source.finish(tl::make_unexpected(refusal(
                LogService::tr("nothing was deleted: the service does not say how many logs match, "
                               "so its filters cannot be tried first"))));
        const QList<qint64> totals = soFar + QList{*page->info.totalCount};
        if (totals.size() == (check.filters.isEmpty() ? 1 : 3))
            return source.finish(judge(check, totals));
        count(check, totals, source);
    });
}

} // namespace

Call<LogDeletion> checkedDeletion(LogService *service, const GatewayId &gateway,
                                  const QList<LogFilter> &filters, int limit)
{
    CallSource<LogDeletion> source;
    if (limit < 1 || limit > LogService::Removal::maxLimit)
        source.finish(
            tl::make_unexpected(refusal(LogService::tr("1 to %1 logs can be deleted at once")
                                            .arg(LogService::Removal::maxLimit))));
    else
        count({service, gateway, filters, limit}, {}, source);
    return source.call();
}

Call<std::optional<LogDeletion>> seenDeletion(LogService *service, const GatewayId &gateway,
                                              const QList<LogFilter> &filters,
                                              const LogDeletion &before)
{
    CallSource<std::optional<LogDeletion>> source;
    oneLog(service, gateway, filters).then(service, [=](const Result<LogPage> &page) {
        if (!page)
            return source.finish(tl::make_unexpected(page.error()));
        const auto left = page->info.totalCount;
        if (left && *left < before.matching)
            return source.finish(std::optional(before));
        // Which may change yet: the service deletes in its own time.
        source.finish(tl::make_unexpected(
            refusal(LogService::tr("as many logs match as before, %1").arg(before.matching))));
    });
    return source.call();
}

} // namespace gatehouse
