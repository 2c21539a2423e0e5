// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/apiclient.h"

#include "models/services/envelope.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// Credentials go to the configured origin only.
class TestRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherOriginIsNotFollowed_data() { statuses(); }
    void otherOriginIsNotFollowed();
    void sameOriginIsFollowed_data() { statuses(); }
    void sameOriginIsFollowed();
    void writesAreNotRedirected_data();
    void writesAreNotRedirected();
    void loopEnds();

private:
    static void statuses();
    static Reply to(int status, const QUrl &url)
    {
        return {.status = status, .headers = {{"Location", url.toEncoded()}}};
    }
    static Endpoint endpointOf(const CannedServer &server)
    {
        return {server.url(), QStringLiteral("acc"), {QStringLiteral("t"), {}, {}}};
    }
};

void TestRedirects::statuses()
{
    QTest::addColumn<int>("status");
    for (int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestRedirects::otherOriginIsNotFollowed()
{
    QFETCH(int, status);
    CannedServer thief(Reply::result(1));
    CannedServer server(to(status, thief.url(QStringLiteral("/accounts"))));
    ApiClient client;
    client.setEndpoint(endpointOf(server));
    const auto result = await(client.send(ApiRequest::get({"x"})));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Protocol);
    QVERIFY(result.error().text().contains(QLatin1String("redirects")));
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(thief.requests().isEmpty());
    QCOMPARE(thief.openConnections(), 0);
}

void TestRedirects::sameOriginIsFollowed()
{
    QFETCH(int, status);
    CannedServer server{Reply()};
    server.setHandler([&](const CannedServer::Request &request) {
        return request.path == u"/new" ? Reply::result(7)
                                       : to(status, server.url(QStringLiteral("/new")));
    });
    ApiClient client;
    client.setEndpoint(endpointOf(server));
    const auto result = await(client.call<qint64>(ApiRequest::get({"x"}), readResult<qint64>));
    QCOMPARE(result.value_or(-1), 7);
    QCOMPARE(server.requests().last().header("Authorization"), QByteArray("Bearer t"));
}

void TestRedirects::writesAreNotRedirected_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("verb");
    for (int status : {301, 302, 303, 307, 308})
        for (int verb = 0; verb < 4; ++verb)
            QTest::addRow("%d %d", status, verb) << status << verb;
}

void TestRedirects::writesAreNotRedirected()
{
    QFETCH(int, status);
    QFETCH(int, verb);
    const ApiRequest all[] = {ApiRequest::post({"x"}, {}), ApiRequest::put({"x"}, {}),
                              ApiRequest::patch({"x"}, {}), ApiRequest::remove({"x"})};
    CannedServer server{Reply()};
    // Followed with a GET, as 301 to 303 are, it would look as if it were done.
    server.setHandler([&](const CannedServer::Request &request) {
        return request.path == u"/new" ? Reply::result(7)
                                       : to(status, server.url(QStringLiteral("/new")));
    });
    ApiClient client;
    client.setEndpoint(endpointOf(server));
    const auto result = await(client.send(all[verb]));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Protocol);
    QCOMPARE(server.requests().size(), 1);
}

void TestRedirects::loopEnds()
{
    CannedServer server{Reply()};
    server.setHandler([&](const CannedServer::Request &) {
        return to(302, server.url(QStringLiteral("/again")));
    });
    ApiClient client;
    client.setEndpoint(endpointOf(server));
    const auto result = await(client.send(ApiRequest::get({"x"})));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Protocol);
    QVERIFY(server.requests().size() <= 60);
}

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
