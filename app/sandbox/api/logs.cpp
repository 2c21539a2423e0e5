// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/gateway_store.h"
#include "app/sandbox/api/log_json.h"
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"

#include <cmath>

namespace sandbox {

namespace {

std::shared_ptr<LogTable> tableOf(Service &service, const Call &call)
{
    return service.logs.table(gatewayOf(service.database, call.path.at("gateway_id")).number);
}

Json numberJson(double value)
{
    return value == std::floor(value) ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

Json summaryJson(const Summary &summary)
{
    Json info = Json::object();
    const std::pair<const char *, Extremes> columns[]{{"cost", summary.cost},
                                                      {"duration", summary.duration},
                                                      {"tokens_in", summary.tokensIn},
                                                      {"tokens_out", summary.tokensOut},
                                                      {"total_tokens", summary.totalTokens}};
    for (const auto &[name, extremes] : columns) {
        if (extremes.any()) {
            info[std::string("min_") + name] = numberJson(extremes.least);
            info[std::string("max_") + name] = numberJson(extremes.greatest);
        }
    }
    return info;
}

Reply list(Service &service, const Call &call)
{
    const auto table = tableOf(service, call);
    const LogListQuery query = parseLogList(call, service.options.dottedFilters);
    const auto result = service.results.find(query, *table);
    const std::shared_lock guard(table->mutex);
    const LogPage page =
        result->page(*table, (query.page - 1) * query.perPage, query.perPage, query.descending);
    Json logs = Json::array();
    for (const std::uint32_t position : page.positions) {
        logs.push_back(logJson(table->row(position), table->gateway(), service.logs));
    }
    return pagedReply(std::move(logs), {{"page", query.page}, {"per_page", query.perPage}},
                      page.total, query.metaInfo ? summaryJson(page.summary) : Json::object());
}

} // namespace

void addLogRoutes(Router &router, Service &service)
{
    router.addAccount("GET", "/gateways/{gateway_id}/logs",
                      [&service](const Call &call) { return list(service, call); });
}

} // namespace sandbox
