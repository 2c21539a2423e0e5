// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/envelope.h"
#include "models/services/gatewayservice.h"
#include "models/services/logservice.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

#include <QJsonDocument>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// A write whose answer was lost is sent once, whatever comes of it; then it is looked for.
class TestLostAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creation_data();
    void creation();
    void removal_data();
    void removal();
    void logDeletion_data();
    void logDeletion();
    void whatMayHaveHappened_data();
    void whatMayHaveHappened();
    void timeOut();
    void neverSent();
};

namespace {

struct Setup
{
    Setup() : server(Reply::result(1))
    {
        client.setPause(std::chrono::milliseconds(1));
        client.setEndpoint({server.url(), QStringLiteral("acc"), {QStringLiteral("t"), {}, {}}});
    }
    // The answer to the write is lost; what comes then, in order.
    void losesAndSays(const Reply &lost, const QList<Reply> &then)
    {
        server.setHandler([this, lost, then](const CannedServer::Request &request) {
            if (request.method != "GET") {
                ++writes;
                return lost;
            }
            return then.value(std::min(reads++, then.size() - 1));
        });
    }
    CannedServer server;
    ApiClient client;
    GatewayService gateways{&client};
    LogService logs{&client};
    QSignalSpy noticed{&client, &ApiClient::noticed};
    int writes = 0;
    qsizetype reads = 0;
};

Reply cut(qsizetype after = 0)
{
    Reply reply = Reply::result(1);
    reply.cutAfter = after;
    return reply;
}

Reply served(qint64 cacheTtl)
{
    Gateway gateway = newGateway();
    gateway.id = {QStringLiteral("g")};
    gateway.cacheTtl = cacheTtl;
    gateway.createdAt = gateway.modifiedAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
    return Reply::result(toJson(gateway));
}

const Reply notFound = Reply::error(404, 7002, QStringLiteral("no such gateway"));
const Reply forbidden = Reply::error(403, 1, QStringLiteral("no"));

} // namespace

void TestLostAnswers::creation_data()
{
    QTest::addColumn<int>("look"); // 0: it is there, 1: another one, 2: not there, 3: no answer
    QTest::addColumn<int>("outcome"); // 0: created, 1: it was not, 2: not known
    QTest::newRow("there") << 0 << 0;
    QTest::newRow("another one there") << 1 << 2;
    QTest::newRow("not there") << 2 << 1;
    QTest::newRow("cannot be looked up") << 3 << 2;
}

void TestLostAnswers::creation()
{
    QFETCH(int, look);
    QFETCH(int, outcome);
    const Reply looks[] = {served(7), served(8), notFound, forbidden};
    Setup setup;
    setup.losesAndSays(cut(), {looks[look]});
    QSignalSpy saved(&setup.gateways, &GatewayService::saved);
    Gateway gateway = newGateway();
    gateway.id = {QStringLiteral("g")};
    gateway.cacheTtl = 7;
    const auto result = await(setup.gateways.create(gateway));
    QCOMPARE(setup.writes, 1);
    QCOMPARE(setup.reads, 1);
    QVERIFY(setup.server.requests().last().path.endsWith(QStringLiteral("/gateways/g")));
    QCOMPARE(result.has_value(), outcome == 0);
    QCOMPARE(saved.count(), outcome == 0 ? 1 : 0);
    QCOMPARE(setup.noticed.count(), outcome == 0 ? 1 : 0);
    if (result) {
        QCOMPARE(*result->cacheTtl, 7);
        QCOMPARE(setup.noticed[0][0].toString(),
                 QStringLiteral("The answer to “create gateway g” was lost. The gateway is there: "
                                "it was created."));
        return;
    }
    QCOMPARE(result.error().mayHaveHappened, outcome == 2);
    QCOMPARE(result.error().canRetry(), outcome == 1);
    QVERIFY(result.error().text().contains(QStringLiteral("“create gateway g” was lost")));
    QVERIFY2(result.error().text().contains(outcome == 1 ? QStringLiteral("it was not created")
                                                         : QStringLiteral("not known")),
             qPrintable(result.error().text()));
    QVERIFY2(!result.error().advice().isEmpty(), qPrintable(result.error().advice()));
}

void TestLostAnswers::removal_data()
{
    QTest::addColumn<int>("look"); // 0: gone, 1: still there, 2: no answer
    QTest::newRow("gone") << 0;
    QTest::newRow("still there") << 1;
    QTest::newRow("cannot be looked up") << 2;
}

void TestLostAnswers::removal()
{
    QFETCH(int, look);
    const Reply looks[] = {notFound, served(7), forbidden};
    Setup setup;
    setup.losesAndSays(cut(), {looks[look]});
    QSignalSpy removed(&setup.gateways, &GatewayService::removed);
    const auto result = await(setup.gateways.remove({QStringLiteral("g")}));
    QCOMPARE(setup.writes, 1);
    QCOMPARE(result.has_value(), look == 0);
    QCOMPARE(removed.count(), look == 0 ? 1 : 0);
    QCOMPARE(setup.noticed.count(), look == 0 ? 1 : 0);
    if (result) {
        QCOMPARE(result->id.value, QStringLiteral("g"));
        return;
    }
    QCOMPARE(result.error().mayHaveHappened, look == 2);
    QCOMPARE(result.error().canRetry(), look == 1);
}

void TestLostAnswers::logDeletion_data()
{
    QTest::addColumn<int>("left"); // of 30 matches; -1: not to be found out
    QTest::addColumn<bool>("happened");
    QTest::newRow("all gone") << 0 << true;
    QTest::newRow("some gone yet") << 29 << true;
    QTest::newRow("as many as before") << 30 << false;
    QTest::newRow("cannot be looked up") << -1 << false;
}

void TestLostAnswers::logDeletion()
{
    QFETCH(int, left);
    QFETCH(bool, happened);
    const auto total = [](int count) {
        return Reply{
            .body = QJsonDocument(QJsonObject{{"result", QJsonArray()},
                                              {"result_info", QJsonObject{{"total_count", count}}}})
                        .toJson()};
    };
    Setup setup;
    setup.losesAndSays(cut(),
                       {total(100), total(30), total(100), left < 0 ? forbidden : total(left)});
    const auto result = await(setup.logs.remove(
        {QStringLiteral("g")}, {{QStringLiteral("model"), FilterOperator::Eq, {"m"}}}, {}));
    QCOMPARE(setup.writes, 1);
    QCOMPARE(setup.reads, 4);
    QCOMPARE(result.has_value(), happened);
    QCOMPARE(setup.noticed.count(), happened ? 1 : 0);
    if (!result)
        QVERIFY(result.error().mayHaveHappened && !result.error().canRetry());
}

void TestLostAnswers::whatMayHaveHappened_data()
{
    QTest::addColumn<int>("verb"); // 0: POST, 1: PATCH, 2: PUT, 3: GET
    QTest::addColumn<int>("answer");
    QTest::addColumn<bool>("expected");
    const char *verbs[] = {"POST", "PATCH", "PUT", "GET"};
    const char *answers[] = {"cut",
                             "cut in the head",
                             "cut in the body",
                             "bad gateway",
                             "time-out of a proxy",
                             "truncated",
                             "page",
                             "failure",
                             "refusal",
                             "busy"};
    for (int verb = 0; verb < 4; ++verb)
        for (int answer = 0; answer < 10; ++answer)
            QTest::addRow("%s %s", verbs[verb], answers[answer])
                << verb << answer << (verb < 2 && answer < 7);
}

void TestLostAnswers::whatMayHaveHappened()
{
    QFETCH(int, verb);
    QFETCH(int, answer);
    QFETCH(bool, expected);
    const auto status = [](int code) {
        Reply reply = Reply::error(code, 1, QStringLiteral("m"));
        reply.headers.append(std::pair("Retry-After", "0"));
        return reply;
    };
    const Reply replies[] = {cut(0),
                             cut(20),
                             cut(80),
                             status(502),
                             status(504),
                             Reply{.body = R"({"result":)"},
                             Reply{.body = "<html>", .headers = {{"Content-Type", "text/html"}}},
                             status(500),
                             status(400),
                             status(429)};
    const ApiRequest requests[] = {ApiRequest::post({"x"}, {{"a", 1}}),
                                   ApiRequest::patch({"x"}, {{"a", 1}}),
                                   ApiRequest::put({"x"}, {{"a", 1}}), ApiRequest::get({"x"})};
    Setup setup;
    setup.server.setHandler([&](const CannedServer::Request &) { return replies[answer]; });
    const auto result = await(setup.client.call<QString>(requests[verb], readResult<QString>));
    QVERIFY(!result);
    QCOMPARE(result.error().mayHaveHappened, expected);
    if (expected) {
        QCOMPARE(setup.server.requests().size(), 1);
        QVERIFY(!result.error().canRetry());
    }
}

void TestLostAnswers::timeOut()
{
    Setup setup;
    setup.server.setHandler([](const CannedServer::Request &) { return Reply{.silent = true}; });
    ApiRequest request = ApiRequest::post({"x"}, {});
    request.timeout = 150ms;
    const auto result = await(setup.client.send(request));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Timeout);
    QVERIFY(result.error().mayHaveHappened);
    QCOMPARE(setup.server.requests().size(), 1);
}

void TestLostAnswers::neverSent()
{
    QUrl url;
    {
        const CannedServer gone{Reply()};
        url = gone.url();
    }
    ApiClient client;
    client.setEndpoint({url, QStringLiteral("acc"), {QStringLiteral("t"), {}, {}}});
    const auto result = await(client.send(ApiRequest::post({"x"}, {})));
    QVERIFY(!result);
    QVERIFY(!result.error().mayHaveHappened);
    QVERIFY(result.error().canRetry());
}

QTEST_GUILESS_MAIN(TestLostAnswers)
#include "tst_lostanswers.moc"
