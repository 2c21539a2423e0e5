// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logservice.h"

#include "models/services/envelope.h"

#include <QJsonDocument>

namespace gatehouse {

LogService::LogService(ApiClient *client, QObject *parent) : QObject(parent), m_client(client) { }

static QStringList logsPath(const GatewayId &gateway)
{
    return {QStringLiteral("gateways"), gateway.value, QStringLiteral("logs")};
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
    auto info = fromJson<LogListInfo>(envelope->value(QLatin1String("result_info")).toObject(),
                                      {QStringLiteral("result_info")});
    if (!info)
        return tl::make_unexpected(info.error());
    return LogPage{std::move(*logs), std::move(*info)};
}

Call<LogPage> LogService::list(const GatewayId &gateway, const LogQuery &query, const Page &page)
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
    const QList<LogFilter> filters = query.filtersAt(QDateTime::currentDateTimeUtc());
    if (!filters.isEmpty()) // one parameter of JSON: the live service ignores the dotted form
        parameters.append(
            {QStringLiteral("filters"),
             QString::fromUtf8(
                 QJsonDocument(toJson(filters).toArray()).toJson(QJsonDocument::Compact))});
    return m_client->call<LogPage>(ApiRequest::get(logsPath(gateway), parameters), readLogPage);
}

Call<Log> LogService::detail(const GatewayId &gateway, const LogId &id)
{
    return m_client->call<Log>(ApiRequest::get(logsPath(gateway) << id.value), readResult<Log>);
}

Call<LogBody> LogService::requestBody(const GatewayId &gateway, const LogId &id)
{
    return body(gateway, id, QStringLiteral("request"));
}

Call<LogBody> LogService::responseBody(const GatewayId &gateway, const LogId &id)
{
    return body(gateway, id, QStringLiteral("response"));
}

Call<LogBody> LogService::body(const GatewayId &gateway, const LogId &id, const QString &part)
{
    return m_client->call<LogBody>(ApiRequest::get(logsPath(gateway) << id.value << part),
                                   [](const ApiResponse &response) -> Result<LogBody> {
                                       return LogBody{response.body, response.contentType};
                                   });
}

} // namespace gatehouse
