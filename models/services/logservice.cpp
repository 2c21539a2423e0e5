// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logservice.h"

#include "models/services/envelope.h"
#include "models/services/logannotating.h"
#include "models/services/logdeletion.h"
#include "models/services/lostanswer.h"

#include <QJsonDocument>

namespace gatehouse {

LogService::LogService(ApiClient *client, QObject *parent) : QObject(parent), m_client(client) { }

static QStringList logsPath(const GatewayId &gateway)
{
    return {QStringLiteral("gateways"), gateway.value, QStringLiteral("logs")};
}

static void appendFilters(ApiRequest::Query &parameters, const QList<LogFilter> &filters)
{
    if (!filters.isEmpty()) // one parameter of JSON: the live service ignores the dotted form
        parameters.append(
            {QStringLiteral("filters"),
             QString::fromUtf8(
                 QJsonDocument(toJson(filters).toArray()).toJson(QJsonDocument::Compact))});
}

static Result<LogPage> readLogPage(const ApiResponse &response)
{
    const auto envelope = readEnvelope(response);
    if (!envelope)
        return tl::make_unexpected(envelope.error());
    auto logs =
        fromJson<QList<Log>>(envelope->value(QLatin1String("result")), {QStringLiteral("result")});
    if (!logs)
        return tl::make_unexpected(logs.error());
    const auto info = fromJson<LogListInfo>(
        envelope->value(QLatin1String("result_info")).toObject(), {QStringLiteral("result_info")});
    if (!info)
        return tl::make_unexpected(info.error());
    return LogPage{std::move(*logs), *info};
}

ApiRequest LogService::listRequest(const GatewayId &gateway, const LogQuery &query,
                                   const Page &page)
{
    ApiRequest::Query parameters{
        {QStringLiteral("page"), QString::number(page.number)},
        {QStringLiteral("per_page"), QString::number(page.size)},
        {QStringLiteral("order_by"), OpenEnum(query.orderBy).text()},
        {QStringLiteral("order_by_direction"),
         query.ascending ? QStringLiteral("asc") : QStringLiteral("desc")}};
    if (page.metaInfo)
        parameters.append({QStringLiteral("meta_info"), QStringLiteral("true")});
    if (!query.search.isEmpty())
        parameters.append({QStringLiteral("search"), query.search});
    appendFilters(parameters, query.filtersAt(QDateTime::currentDateTimeUtc()));
    ApiRequest request = ApiRequest::get(logsPath(gateway), parameters);
    request.urgency = page.urgency;
    return request;
}

Call<LogPage> LogService::list(const GatewayId &gateway, const LogQuery &query, const Page &page)
{
    return m_client->call<LogPage>(listRequest(gateway, query, page), readLogPage);
}

Call<ApiResponse> LogService::listRaw(const GatewayId &gateway, const LogQuery &query,
                                      const Page &page)
{
    return m_client->send(listRequest(gateway, query, page));
}

Call<Log> LogService::detail(const GatewayId &gateway, const LogId &id, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(logsPath(gateway) << id.value);
    request.urgency = urgency;
    return m_client->call<Log>(request, readResult<Log>);
}

Call<LogBody> LogService::requestBody(const GatewayId &gateway, const LogId &id,
                                      const Progress &progress, Urgency urgency)
{
    return body(gateway, id, QStringLiteral("request"), progress, urgency);
}

Call<LogBody> LogService::responseBody(const GatewayId &gateway, const LogId &id,
                                       const Progress &progress, Urgency urgency)
{
    return body(gateway, id, QStringLiteral("response"), progress, urgency);
}

Call<LogBody> LogService::body(const GatewayId &gateway, const LogId &id, const QString &part,
                               const Progress &progress, Urgency urgency)
{
    ApiRequest request = ApiRequest::get(logsPath(gateway) << id.value << part);
    request.urgency = urgency;
    request.progress = progress;
    return m_client->call<LogBody>(request, [](const ApiResponse &response) -> Result<LogBody> {
        return LogBody{response.body, response.contentType};
    });
}

Call<SaveOutcome<LogAnnotations>> LogService::annotate(const GatewayId &gateway, const LogId &id,
                                                       const LogAnnotations &base,
                                                       const LogAnnotations &mine)
{
    const QJsonObject edits = editsBetween(toJson(base).toObject(), toJson(mine).toObject());
    const LostAnswer words{tr("change log %1").arg(id.value),
                           tr("The log is as it was to be: it was changed."),
                           tr("The log is as it was.")};
    const auto read = [=, this] { return readAnnotations(this, gateway, id, base, edits); };
    const auto write = [=, this](const LogAnnotations &merged) {
        QJsonObject body;
        for (const QString &key : edits.keys())
            body.insert(key, toJson(merged)[key]);
        ApiRequest request = ApiRequest::patch(logsPath(gateway) << id.value, body);
        request.urgency = Urgency::Awaited;
        const auto decode = [merged](const ApiResponse &response) {
            return readEnvelope(response).map([&](const QJsonObject &) { return merged; });
        };
        const auto lookup = [=, this] { return seenAnnotations(this, gateway, id, merged, edits); };
        return lookedUp(m_client->call<LogAnnotations>(request, decode), this, m_client, words,
                        lookup);
    };
    return saveGuarded<LogAnnotations>(
        this, {.read = read, .write = write, .others = OthersChanges::Keep}, base, mine);
}

Call<LogDeletion> LogService::remove(const GatewayId &gateway, const QList<LogFilter> &filters,
                                     const Removal &removal)
{
    const auto decode = [](const LogDeletion &deletion) {
        return [deletion](const ApiResponse &response) {
            return readEnvelope(response).map([&](const QJsonObject &) { return deletion; });
        };
    };
    const LostAnswer words{tr("delete logs of %1").arg(gateway.value),
                           tr("Fewer logs match than before: they were deleted."), QString()};
    CallSource<LogDeletion> source;
    const auto check = checkedDeletion(this, gateway, filters, removal.limit);
    source.onCancel([check] { check.cancel(); });
    check.then(this, [=, this](const Result<LogDeletion> &deletion) {
        if (!source.call().isRunning()) // cancelled meanwhile: nothing is deleted
            return;
        if (!deletion || deletion->expected == 0)
            return source.finish(deletion);
        source.onCancel({}); // carried through
        ApiRequest::Query parameters{
            {QStringLiteral("order_by"), removal.orderBy.text()},
            {QStringLiteral("order_by_direction"),
             removal.ascending ? QStringLiteral("asc") : QStringLiteral("desc")},
            // never more than were counted, should the filters be ignored after all
            {QStringLiteral("limit"), QString::number(deletion->expected)}};
        appendFilters(parameters, filters);
        ApiRequest request = ApiRequest::remove(logsPath(gateway), parameters);
        request.urgency = Urgency::Awaited;
        const auto lookup = [=, this, before = *deletion] {
            return seenDeletion(this, gateway, filters, before);
        };
        lookedUp(m_client->call<LogDeletion>(request, decode(*deletion)), this, m_client, words,
                 lookup)
            .then(this, [source](const Result<LogDeletion> &result) { source.finish(result); });
    });
    return source.call();
}

} // namespace gatehouse
