// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/gatewaystore.h"
#include "app/sandbox/api/logjson.h"
#include "app/sandbox/api/paging.h"
#include "app/sandbox/api/service.h"
#include "app/sandbox/bodies/bodytext.h"
#include "app/sandbox/logs/logorder.h"

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

/// One log, found by the gateway's and its own id.
struct Found
{
    Gateway gateway;
    std::shared_ptr<LogTable> table;
    std::uint32_t position;
    LogRow row;
};

Found findLog(Service &service, const Call &call)
{
    Gateway gateway = gatewayOf(service.database, call.path.at("gateway_id"));
    auto table = service.logs.table(gateway.number);
    const std::string &id = call.path.at("id");
    if (const auto key = parseLogId(id); key && key->gateway == gateway.number) {
        const std::shared_lock guard(table->mutex);
        const auto position = table->find(key->sequence);
        if (position && table->row(*position).createdAt == key->createdAt) {
            return {std::move(gateway), table, *position, table->row(*position)};
        }
    }
    throw Failure(404, NotFound, "Log not found");
}

BodySource sourceOf(Service &service, const Found &found)
{
    return bodySource(found.row, found.gateway.number, found.gateway.id, service.logs);
}

void addHead(Json &log, const std::string &side, const std::string &body)
{
    constexpr std::size_t headBytes = 4096;
    std::string head = cutUtf8(body, headBytes);
    log[side + "_head_complete"] = head.size() == body.size();
    log[side + "_head"] = std::move(head);
    log[side + "_size"] = body.size();
}

Reply detail(Service &service, const Call &call)
{
    const Found found = findLog(service, call);
    const BodySource source = sourceOf(service, found);
    Json log = logJson(found.row, found.gateway.number, service.logs);
    addHead(log, "request", requestBody(source));
    addHead(log, "response", responseBody(source));
    return success(std::move(log));
}

Reply rawReply(std::string body, const std::string &contentType)
{
    Reply reply;
    reply.body = std::move(body);
    reply.contentType = contentType.empty() ? "text/plain"
        : contentType == "application/json" ? jsonContentType
                                            : contentType;
    return reply;
}

Reply request(Service &service, const Call &call)
{
    const BodySource source = sourceOf(service, findLog(service, call));
    return rawReply(requestBody(source), source.requestContentType);
}

Reply response(Service &service, const Call &call)
{
    const BodySource source = sourceOf(service, findLog(service, call));
    return rawReply(responseBody(source), source.responseContentType);
}

Reply patch(Service &service, const Call &call)
{
    static const Schema schema = object(
        {{"feedback", integer().min(-1).max(1).nullable()},
         {"score", number().min(0).max(100).nullable()},
         {"metadata", mapOf(anyOf({string(), number(), boolean()})).maxItems(5).nullable()}});
    const Found found = findLog(service, call);
    const Json body = checkedBody(schema, call);
    LogStore::Edit edit;
    if (const auto feedback = body.find("feedback"); feedback != body.end()) {
        edit.feedback =
            feedback->is_null() ? std::nullopt : std::optional(feedback->get<std::int8_t>());
    }
    if (const auto score = body.find("score"); score != body.end()) {
        edit.score = score->is_null() ? std::nullopt : std::optional(score->get<double>());
    }
    if (const auto metadata = body.find("metadata"); metadata != body.end()) {
        edit.metadata = metadata->is_null() ? "" : metadata->dump();
    }
    service.logs.edit(*found.table, found.position, edit);
    return success(Json::object());
}

/// Deletes the first `limit` logs of the query's order.
Reply remove(Service &service, const Call &call)
{
    const auto table = tableOf(service, call);
    const LogDeleteQuery query = parseLogDelete(call, service.options.dottedFilters);
    std::vector<std::uint32_t> positions;
    {
        const std::shared_lock guard(table->mutex);
        positions = firstInOrder(query, *table, service.logs, query.limit);
    }
    service.logs.remove(*table, positions);
    return jsonReply({{"success", true}});
}

} // namespace

void addLogRoutes(Router &router, Service &service)
{
    addOperations(router, service,
                  {{"GET", "/gateways/{gateway_id}/logs", list},
                   {"DELETE", "/gateways/{gateway_id}/logs", remove},
                   {"GET", "/gateways/{gateway_id}/logs/{id}", detail},
                   {"PATCH", "/gateways/{gateway_id}/logs/{id}", patch},
                   {"GET", "/gateways/{gateway_id}/logs/{id}/request", request},
                   {"GET", "/gateways/{gateway_id}/logs/{id}/response", response}});
}

} // namespace sandbox
