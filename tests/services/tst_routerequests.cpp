// SPDX-License-Identifier: GPL-3.0-or-later
// The ten operations of dynamic routes against what the vendor's reference says: method, path and
// body as they go out, byte by byte, and every form of answer.
#include "models/services/routeservice.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

#include <QJsonDocument>

using namespace gatehouse;
using namespace gatehouse::test;
using Reply = CannedServer::Reply;
using Request = CannedServer::Request;

namespace {

// The examples of the reference.
const QByteArray elements =
    R"([{"id":"id","outputs":{"next":{"elementId":"elementId"}},"type":"start"}])";
const QByteArray deployment =
    R"({"created_at":"created_at","deployment_id":"deployment_id","version_id":"version_id"})";
const QByteArray version =
    R"({"active":"true","created_at":"created_at","data":"data","version_id":"version_id"})";
// A POST of a version or a deployment, and a DELETE, answer with this.
const QByteArray bareRoute = R"("id":"id","created_at":"2019-12-27T18:11:19.117Z","elements":)"
    + elements
    + R"(,"gateway_id":"gateway_id","modified_at":"2019-12-27T18:11:19.117Z","name":"name")";
const QByteArray route =
    '{' + bareRoute + R"(,"deployment":)" + deployment + R"(,"version":)" + version + '}';
const QByteArray listedRoute = route.chopped(1) + R"(,"account_tag":"account_tag"})";
const QByteArray aVersion = '{' + bareRoute + ',' + version.mid(1);
const QByteArray order =
    R"("order_by":"order_by","order_by_direction":"order_by_direction","page":0,"per_page":0)";

QByteArray wrapped(const char *name, const QByteArray &value)
{
    return QByteArray("{\"") + name + "\":" + value + ",\"success\":true}";
}

QByteArray listed(const char *name, const QByteArray &items)
{
    return wrapped("data", '{' + order + ",\"" + name + "\":[" + items + "]}");
}

QJsonValue json(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace

class TestRouteRequests : public QObject
{
    Q_OBJECT

private:
    CannedServer m_server{Reply{}};
    ApiClient m_client;
    RouteService m_service{&m_client};
    const GatewayId m_gateway{QStringLiteral("my-gateway")};
    const RouteAddress m_at{m_gateway, {QStringLiteral("54442216")}};

    static QByteArray path(const QByteArray &rest = {})
    {
        return "/client/v4/accounts/3ebbcb006d4d46d7bb6a8c7f14676cb0/ai-gateway/gateways/"
               "my-gateway/routes"
            + rest;
    }
    void answer(const QByteArray &body)
    {
        m_server.setHandler([body](const Request &) { return Reply{.body = body}; });
    }
    const Request &only() const { return m_server.requests().constFirst(); }
    // The one that wrote, as “POST path body”.
    QByteArray written() const
    {
        QByteArrayList writes;
        for (const Request &request : m_server.requests())
            if (request.method != "GET")
                writes.append(request.method + ' ' + request.target + ' ' + request.body);
        return writes.join('\n');
    }

private Q_SLOTS:
    void init()
    {
        m_client.setEndpoint({m_server.url(QStringLiteral("/client/v4")),
                              QStringLiteral("3ebbcb006d4d46d7bb6a8c7f14676cb0"),
                              {QStringLiteral("token"), {}, {}}});
        m_server.forgetRequests();
    }

    void listOfRoutes()
    {
        answer(listed("routes", listedRoute));
        const auto routes = await(m_service.list(m_gateway));
        VERIFY_RESULT(routes);
        QCOMPARE(only().method, "GET");
        QCOMPARE(only().target, path("?page=1&per_page=100"));
        QCOMPARE(only().header("authorization"), "Bearer token");
        QCOMPARE(routes->size(), 1);
        const DynamicRoute &one = routes->constFirst();
        QCOMPARE(one.id.value, QStringLiteral("id"));
        QCOMPARE(one.name, QStringLiteral("name"));
        QCOMPARE(one.modelName(), QStringLiteral("dynamic/name"));
        QCOMPARE(one.createdAt, QDateTime({2019, 12, 27}, QTime(18, 11, 19, 117), Qt::UTC));
        QCOMPARE(QJsonValue(one.graph().value_or(QJsonArray())), json(elements));
        QVERIFY(one.version->active.value);
        QCOMPARE(one.deployment->versionId.value, QStringLiteral("version_id"));
        // Nothing of it is lost.
        QCOMPARE(QJsonValue(toJson(one)), json(listedRoute));
    }

    void oneRoute()
    {
        answer(wrapped("result", route));
        const auto one = await(m_service.get(m_at));
        VERIFY_RESULT(one);
        QCOMPARE(only().method, "GET");
        QCOMPARE(only().target, path("/54442216"));
        QVERIFY(only().body.isEmpty());
        QCOMPARE(QJsonValue(toJson(*one)), json(route));
    }

    void create()
    {
        answer(wrapped("result", route));
        const auto one =
            await(m_service.create(m_gateway, QStringLiteral("name"), json(elements).toArray()));
        VERIFY_RESULT(one);
        QCOMPARE(written(),
                 "POST " + path() + R"( {"elements":)" + elements + R"(,"name":"name"})");
        QCOMPARE(only().header("content-type"), "application/json");
        QCOMPARE(QJsonValue(toJson(*one)), json(route));
    }

    void rename()
    {
        m_server.setHandler([](const Request &request) {
            return Reply{.body = request.method == "PATCH" ? wrapped("route", listedRoute)
                                                           : wrapped("result", route)};
        });
        DynamicRoute base;
        base.id = m_at.route;
        base.name = QStringLiteral("name");
        const auto renamed = await(m_service.rename(m_gateway, base, QStringLiteral("Route Name")));
        VERIFY_RESULT(renamed);
        QCOMPARE(renamed->kind, SaveOutcome<DynamicRoute>::Kind::Saved);
        QCOMPARE(written(), "PATCH " + path("/54442216") + R"( {"name":"Route Name"})");
        QCOMPARE(QJsonValue(toJson(renamed->value)), json(listedRoute));
    }

    void remove()
    {
        answer(wrapped("result", '{' + bareRoute + '}'));
        const auto gone = await(m_service.remove(m_at));
        VERIFY_RESULT(gone);
        QCOMPARE(written(), "DELETE " + path("/54442216") + ' ');
        QCOMPARE(QJsonValue(toJson(*gone)), json('{' + bareRoute + '}'));
        // That it is gone does not hang on what is said about it.
        answer(R"({"success":true,"result":null})");
        VERIFY_RESULT(await(m_service.remove(m_at)));
    }

    void versions()
    {
        answer(listed("versions", version));
        const auto all = await(m_service.versions(m_at));
        VERIFY_RESULT(all);
        QCOMPARE(only().method, "GET");
        QCOMPARE(only().target, path("/54442216/versions?page=1&per_page=100"));
        QCOMPARE(all->size(), 1);
        QCOMPARE(QJsonValue(toJson(all->constFirst())), json(version));
        QVERIFY(!all->constFirst().graph()); // “data” is no list of elements
    }

    void oneVersion()
    {
        answer(wrapped("result", aVersion));
        const auto one = await(m_service.version(m_at, {QStringLiteral("a/b")}));
        VERIFY_RESULT(one);
        QCOMPARE(only().method, "GET");
        QCOMPARE(only().target, path("/54442216/versions/a%2Fb"));
        QCOMPARE(one->id.value, QStringLiteral("version_id"));
        QCOMPARE(QJsonValue(one->graph().value_or(QJsonArray())), json(elements));
        QCOMPARE(QJsonValue(toJson(*one)), json(aVersion));
    }

    // The published type is a text; a list has been seen.
    void dataIsTextOrList_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<bool>("isThere");
        QByteArray escaped = elements;
        escaped.replace('"', "\\\"");
        QTest::newRow("text") << '"' + escaped + '"' << true;
        QTest::newRow("list") << elements << true;
        QTest::newRow("empty list") << QByteArray("[]") << true;
        QTest::newRow("text that breaks off") << QByteArray("\"[1\"") << false;
        QTest::newRow("no JSON") << QByteArray("\"data\"") << false;
        QTest::newRow("null") << QByteArray("null") << false;
    }
    void dataIsTextOrList()
    {
        QFETCH(QByteArray, data);
        QFETCH(bool, isThere);
        const QByteArray one = R"({"active":"false","created_at":"2026-11-01 12:00:00","data":)"
            + data + R"(,"version_id":"v"})";
        answer(listed("versions", one));
        const auto all = await(m_service.versions(m_at));
        VERIFY_RESULT(all);
        const auto graph = all->constFirst().graph();
        QCOMPARE(graph.has_value(), isThere);
        if (data != "[]" && isThere)
            QCOMPARE(QJsonValue(*graph), json(elements));
        QVERIFY(!all->constFirst().active.value);
        QCOMPARE(all->constFirst().createdAt.value,
                 QDateTime({2026, 11, 1}, QTime(12, 0), Qt::UTC));
    }

    // What is not foreseen refuses no list, and is shown as it came.
    void unforeseenTexts()
    {
        answer(listed("versions",
                      R"({"active":"draining","created_at":"last week","version_id":"v1"},)"
                      R"({"active":true,"created_at":1700000000,"version_id":"v2"})"));
        const auto all = await(m_service.versions(m_at));
        VERIFY_RESULT(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).id.value, QStringLiteral("v2")); // the only one with a time
        QVERIFY(all->at(0).active.value);
        QVERIFY(!all->at(1).active.value);
        QCOMPARE(toJson(all->at(1))[QLatin1String("active")].toString(),
                 QStringLiteral("draining"));
        QCOMPARE(toJson(all->at(1))[QLatin1String("created_at")].toString(),
                 QStringLiteral("last week"));
        answer(listed("versions", R"({"active":"true","created_at":{},"version_id":"v1"})"));
        QVERIFY(!await(m_service.versions(m_at)));
    }

    void newVersion()
    {
        bool isThere = false;
        m_server.setHandler([&isThere](const Request &request) {
            if (request.method == "POST") {
                isThere = true;
                return Reply{.body = wrapped("result", '{' + bareRoute + '}')};
            }
            const QByteArray first =
                R"({"active":"true","created_at":"2026-11-01T12:00:00Z","data":[],"version_id":"1"})";
            const QByteArray second = R"({"active":"false","created_at":"2026-11-02T12:00:00Z",)"
                                      R"("data":)"
                + elements + R"(,"version_id":"2"},)";
            return Reply{.body = listed("versions", isThere ? second + first : first)};
        });
        const auto saved =
            await(m_service.saveVersion(m_at, json(elements).toArray(), {QStringLiteral("1")}));
        VERIFY_RESULT(saved);
        QCOMPARE(saved->kind, SaveOutcome<RouteVersion>::Kind::Saved);
        QCOMPARE(saved->value.id.value,
                 QStringLiteral("2")); // the answer tells the route's id only
        QCOMPARE(written(),
                 "POST " + path("/54442216/versions") + R"( {"elements":)" + elements + '}');
    }

    void deployments()
    {
        answer(listed("deployments", deployment));
        const auto all = await(m_service.deployments(m_at));
        VERIFY_RESULT(all);
        QCOMPARE(only().method, "GET");
        QCOMPARE(only().target, path("/54442216/deployments?page=1&per_page=100"));
        QCOMPARE(all->size(), 1);
        QCOMPARE(QJsonValue(toJson(all->constFirst())), json(deployment));
    }

    void deploy()
    {
        bool isThere = false;
        m_server.setHandler([&isThere](const Request &request) {
            if (request.method == "POST") {
                isThere = true;
                return Reply{.body = wrapped("result", '{' + bareRoute + '}')};
            }
            return Reply{.body =
                             listed("deployments",
                                    isThere ? QByteArray(R"({"created_at":"2026-11-02T12:00:00Z",)"
                                                         R"("deployment_id":"d2",)"
                                                         R"("version_id":"54442216"})")
                                            : QByteArray())};
        });
        const auto live = await(m_service.deploy(m_at, {QStringLiteral("54442216")}, {}));
        VERIFY_RESULT(live);
        QCOMPARE(live->value.id.value, QStringLiteral("d2"));
        QCOMPARE(written(),
                 "POST " + path("/54442216/deployments") + R"( {"version_id":"54442216"})");
    }

    void wrongAnswersAreErrors_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("no list") << QByteArray(R"({"success":true,"data":{}})");
        QTest::newRow("no data") << QByteArray(R"({"success":true,"result":[]})");
        QTest::newRow("a page") << QByteArray("<html><body>bad gateway</body></html>");
        QTest::newRow("half") << listed("routes", listedRoute).left(200);
        QTest::newRow("refused") << QByteArray(
            R"({"success":false,"errors":[{"message":"not today"}],"result":{}})");
    }
    void wrongAnswersAreErrors()
    {
        QFETCH(QByteArray, answer);
        this->answer(answer);
        const auto routes = await(m_service.list(m_gateway));
        QVERIFY(!routes);
        QVERIFY(!routes.error().text().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRouteRequests)
#include "tst_routerequests.moc"
