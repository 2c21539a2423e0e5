// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/apiclient.h"

#include "models/services/envelope.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// What is sent again and how often, counted by the server. The pauses are the real ones.
class TestRetries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statuses_data();
    void statuses();
    void neverSentTwice_data();
    void neverSentTwice();
    void lostConnections_data();
    void lostConnections();
    void successAfterFailures();
    void retryAfterIsObeyed();
    void longRetryAfterIsNotWaitedFor();
    void retryAfterOnSuccessIsIgnored();
    void cancelDuringThePause();
    void recordsTellOfAttempts();
};

namespace {

struct Setup
{
    explicit Setup(const Reply &reply) : server(reply)
    {
        client.setEndpoint({server.url(), QStringLiteral("acc"), {QStringLiteral("t"), {}, {}}});
    }
    Setup(std::initializer_list<Reply> replies) : Setup(*(replies.end() - 1))
    {
        server.setHandler([this, list = QList<Reply>(replies)](const CannedServer::Request &) {
            return list.value(server.requests().size() - 1, list.last());
        });
    }
    CannedServer server;
    ApiClient client;
};

Reply failure(int status, const QByteArray &retryAfter = {})
{
    Reply reply = Reply::error(status, 1, QStringLiteral("busy"));
    if (!retryAfter.isNull())
        reply.headers.append(std::pair("Retry-After", retryAfter));
    return reply;
}

} // namespace

void TestRetries::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests");
    for (int status : {400, 401, 403, 404, 405, 410, 422})
        QTest::addRow("%d", status) << status << 1;
    for (int status : {408, 409, 429, 500, 502, 503, 504, 524})
        QTest::addRow("%d", status) << status << 3;
}

void TestRetries::statuses()
{
    QFETCH(int, status);
    QFETCH(int, requests);
    Setup setup(failure(status, "0"));
    const auto result = await(setup.client.send(ApiRequest::get({"x"})));
    QVERIFY(!result);
    QCOMPARE(result.error().httpStatus, status);
    QCOMPARE(setup.server.requests().size(), requests);
}

void TestRetries::neverSentTwice_data()
{
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("status"); // 0: the connection is cut
    QTest::addColumn<int>("requests");
    for (int status : {0, 409, 429, 503}) {
        QTest::addRow("POST %d", status) << 0 << status << 1;
        QTest::addRow("PATCH %d", status) << 1 << status << 1;
        QTest::addRow("DELETE with a filter %d", status) << 2 << status << 1;
        QTest::addRow("PUT %d", status) << 3 << status << 3;
        QTest::addRow("DELETE %d", status) << 4 << status << 3;
    }
}

void TestRetries::neverSentTwice()
{
    QFETCH(int, verb);
    QFETCH(int, status);
    QFETCH(int, requests);
    const ApiRequest all[] = {ApiRequest::post({"topup"}, {{"amount", 1000}}),
                              ApiRequest::patch({"x"}, {}),
                              ApiRequest::remove({"logs"}, {{"filters", "[]"}}),
                              ApiRequest::put({"x"}, {{"a", 1}}), ApiRequest::remove({"x"})};
    Reply reply = failure(status ? status : 200, "0");
    if (!status)
        reply.cutAfter = 0;
    // The first request opens the connection, so that the second finds it in use already.
    Setup setup{Reply::result(1), reply};
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"}))));
    const auto result = await(setup.client.send(all[verb]));
    QVERIFY(!result);
    QCOMPARE(result.error().kind == Kind::Network, status == 0);
    QCOMPARE(result.error().mayHaveHappened, status == 0 && requests == 1);
    QCOMPARE(setup.server.requests().size(), 1 + requests);
    if (requests > 1)
        QCOMPARE(setup.server.requests().last().body, setup.server.requests().at(1).body);
}

void TestRetries::lostConnections_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("before the answer") << 0;
    QTest::newRow("in the headers") << 20;
    QTest::newRow("in the body") << 100;
}

void TestRetries::lostConnections()
{
    QFETCH(int, bytes);
    Reply reply = Reply::result(QString(1000, u'x'));
    reply.cutAfter = bytes;
    Setup setup(reply);
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    const auto result = await(setup.client.send(ApiRequest::get({"x"})));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Network);
    QVERIFY(result.error().cut);
    // Those of the network layer itself count.
    QCOMPARE(setup.server.requests().size(), 3);
    QCOMPARE(records.last()[0].value<RequestRecord>().attempts, 3);
}

void TestRetries::successAfterFailures()
{
    Setup setup{failure(503), failure(429, "0"), Reply::result(7)};
    QElapsedTimer clock;
    clock.start();
    const auto result =
        await(setup.client.call<qint64>(ApiRequest::get({"x"}), readResult<qint64>));
    QCOMPARE(result.value_or(-1), 7);
    QCOMPARE(setup.server.requests().size(), 3);
    QVERIFY(clock.elapsed() >= 500); // the first pause
}

void TestRetries::retryAfterIsObeyed()
{
    Setup setup{failure(429, "1"), Reply::result(7)};
    QElapsedTimer clock;
    clock.start();
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"}))));
    QVERIFY(clock.elapsed() >= 1000);
    QCOMPARE(setup.server.requests().size(), 2);
}

void TestRetries::longRetryAfterIsNotWaitedFor()
{
    Setup setup(failure(429, "300"));
    const auto result = await(setup.client.send(ApiRequest::get({"x"})), 5000);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::RateLimited);
    QVERIFY(result.error().retryAfter == std::chrono::seconds(300));
    QCOMPARE(setup.server.requests().size(), 1);
}

void TestRetries::retryAfterOnSuccessIsIgnored()
{
    Reply reply = Reply::result(1);
    reply.headers.append(std::pair("Retry-After", "300"));
    Setup setup(reply);
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"})), 5000));
}

void TestRetries::cancelDuringThePause()
{
    Setup setup(failure(503, "1"));
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    const auto call = setup.client.send(ApiRequest::get({"x"}));
    QTRY_COMPARE(records.count(), 2); // started, first failure
    call.cancel();
    QCOMPARE(await(call).error().kind, Kind::Cancelled);
    QCOMPARE(records.count(), 3);
    QVERIFY(!QTest::qWaitFor([&] { return setup.server.requests().size() > 1; }, 1500));
    QCOMPARE(records.count(), 3);
}

void TestRetries::recordsTellOfAttempts()
{
    Setup setup{failure(503, "0"), Reply::result(7)};
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"}))));
    QCOMPARE(records.count(), 3);
    const auto second = records[1][0].value<RequestRecord>();
    QVERIFY(!second.finished);
    QCOMPARE(second.status, 503);
    QVERIFY(second.error.contains(QLatin1String("busy")));
    const auto last = records[2][0].value<RequestRecord>();
    QVERIFY(last.finished);
    QCOMPARE(last.attempts, 2);
    QCOMPARE(last.status, 200);
    QVERIFY(last.error.isEmpty());
}

QTEST_GUILESS_MAIN(TestRetries)
#include "tst_retries.moc"
