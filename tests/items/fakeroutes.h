// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/services/logservice.h"
#include "models/services/routeservice.h"
#include "tests/support/cannedserver.h"

#include <QJsonDocument>

// A service with one gateway's routes.
namespace gatehouse::test {

using Reply = CannedServer::Reply;
using Request = CannedServer::Request;

inline QJsonArray elements(const char *end = "end")
{
    return {QJsonObject{{"id", "start"},
                        {"type", "start"},
                        {"outputs", QJsonObject{{"next", QJsonObject{{"elementId", end}}}}}},
            QJsonObject{{"id", end}, {"type", "end"}, {"outputs", QJsonObject()}}};
}

inline QJsonObject routeJson(const QString &id, const QString &name = {})
{
    return {{"id", id},
            {"name", name.isEmpty() ? id : name},
            {"created_at", "2026-11-01T12:00:00Z"},
            {"modified_at", "2026-11-01T12:00:00Z"}};
}

inline QJsonObject versionJson(int day, const char *active = "false",
                               const QJsonValue &data = elements())
{
    return {{"version_id", QStringLiteral("v%1").arg(day)},
            {"active", active},
            {"created_at", QStringLiteral("2026-11-%1T12:00:00Z").arg(day, 2, 10, QChar(u'0'))},
            {"data", data}};
}

inline QJsonObject deploymentJson(int day, int version)
{
    return {{"deployment_id", QStringLiteral("d%1").arg(day)},
            {"version_id", QStringLiteral("v%1").arg(version)},
            {"created_at", QStringLiteral("2026-11-%1T13:00:00Z").arg(day, 2, 10, QChar(u'0'))}};
}

// One gateway's routes, of which one is looked at, and its logs.
class FakeRoutes
{
public:
    QJsonArray routes{routeJson("chat")};
    QJsonObject route = routeJson("chat");
    QJsonArray versions{versionJson(1, "true"), versionJson(2)}; // the oldest first
    QJsonArray deployments{deploymentJson(1, 1)};
    QJsonArray logs; // the newest first
    QByteArray failing; // end of a path
    QByteArray late; // likewise; held
    bool hold = false;

    FakeRoutes()
    {
        client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("token"), {}, {}}});
    }

    Reply answer(const Request &request) const
    {
        Reply reply = plain(request);
        reply.hold = hold || (!late.isEmpty() && request.path.toUtf8().endsWith(late));
        return reply;
    }
    int count(const QByteArray &part) const
    {
        int count = 0;
        for (const Request &request : server.requests())
            count += request.target.contains(part);
        return count;
    }

    CannedServer server{[this](const Request &request) { return answer(request); }};
    ApiClient client;
    RouteService service{&client};
    LogService logService{&client};
    TimeDisplay time;
    const GatewayId gateway{QStringLiteral("g")};
    const RouteAddress at{gateway, {QStringLiteral("chat")}};

private:
    static Reply list(const QString &name, const QJsonArray &items)
    {
        return {.body = QJsonDocument(
                            QJsonObject{{"success", true}, {"data", QJsonObject{{name, items}}}})
                            .toJson()};
    }
    Reply plain(const Request &request) const
    {
        if (!failing.isEmpty() && request.path.toUtf8().endsWith(failing))
            return Reply::error(404, 7002, QStringLiteral("not found"));
        const QString path = request.path;
        if (path.endsWith(QLatin1String("/routes")))
            return list(QStringLiteral("routes"), routes);
        if (path.endsWith(QLatin1String("/versions")))
            return list(QStringLiteral("versions"), versions);
        if (path.endsWith(QLatin1String("/deployments")))
            return list(QStringLiteral("deployments"), deployments);
        if (path.contains(QLatin1String("/versions/"))) {
            QJsonObject one = versionJson(path.back().digitValue());
            one.insert("elements", elements("alone"));
            return Reply::result(one);
        }
        if (path.endsWith(QLatin1String("/routes/chat")))
            return Reply::result(route);
        if (path.endsWith(QLatin1String("/request")))
            return {.body = "{\"model\": \"" + path.section(u'/', -2, -2).toUtf8() + "\"}"};
        const int size = request.item(QStringLiteral("per_page")).toInt();
        const int from = (request.item(QStringLiteral("page")).toInt() - 1) * size;
        QJsonArray page;
        for (int i = from; i < std::min(from + size, int(logs.size())); ++i)
            page.append(logs.at(i));
        return {.body = QJsonDocument(QJsonObject{{"result", page}, {"success", true}}).toJson()};
    }
};

} // namespace gatehouse::test
