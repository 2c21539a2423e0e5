// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/apiclient.h"

#include "models/services/envelope.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// How the client keeps to its budget: by a clock that the test turns, over real connections.
class TestBudgeting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAttemptCounts();
    void waitsAndIsSeenToWait();
    void cancelledWhileWaiting();
    void awaitedOvertakes();
    void headersAreBelieved();
    void nonsenseIsIgnored();
    void refusalHoldsTheOthers();
    void hastenedCall();
    void destroyedWithMuchWaiting();
    void clientsOfOneUser();
};

namespace {

Endpoint endpointOf(const CannedServer &server, const QString &token = QStringLiteral("t"))
{
    return {server.url(), QStringLiteral("acc"), {token, {}, {}}};
}

struct Setup
{
    explicit Setup(int limit, const Reply &reply = Reply::result(1)) : server(reply)
    {
        client.setEndpoint(endpointOf(server));
        client.budget()->setWindow(std::make_shared<RequestWindow>([this] { return now; }));
        client.budget()->setLimit(limit);
    }
    Call<ApiResponse> get(const QString &path, Urgency urgency)
    {
        ApiRequest request = ApiRequest::get({path});
        request.urgency = urgency;
        return client.send(request);
    }
    void pass(std::chrono::seconds time)
    {
        now = now.addSecs(time.count());
        client.budget()->schedule();
    }
    QStringList paths() const
    {
        QStringList paths;
        for (const CannedServer::Request &request : server.requests())
            paths.append(request.path.section(u'/', -1));
        return paths;
    }

    QDateTime now = QDateTime::currentDateTimeUtc();
    CannedServer server;
    ApiClient client;
};

Reply limited(const char *limit, const char *policy)
{
    Reply reply = Reply::result(1);
    reply.headers.append(std::pair("Ratelimit", limit));
    reply.headers.append(std::pair("Ratelimit-Policy", policy));
    return reply;
}

} // namespace

void TestBudgeting::everyAttemptCounts()
{
    Reply busy = Reply::error(503, 1, QStringLiteral("busy"));
    busy.headers.append(std::pair("Retry-After", "0"));
    Setup setup(100, busy);
    QVERIFY(!await(setup.get(QStringLiteral("x"), Urgency::Visible)));
    QCOMPARE(setup.server.requests().size(), 3);
    QCOMPARE(setup.client.budget()->remaining(), 97);
    Reply cut = Reply::result(1);
    cut.cutAfter = 0; // one repetition is the network layer's
    setup.server.setHandler([cut](const CannedServer::Request &) { return cut; });
    QVERIFY(!await(setup.get(QStringLiteral("x"), Urgency::Visible)));
    QCOMPARE(setup.server.requests().size(), 6);
    QCOMPARE(setup.client.budget()->remaining(), 94);
}

void TestBudgeting::waitsAndIsSeenToWait()
{
    Setup setup(1);
    VERIFY_RESULT(await(setup.get(QStringLiteral("first"), Urgency::Awaited)));
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    const auto call = setup.get(QStringLiteral("second"), Urgency::Background);
    QCOMPARE(records.count(), 1);
    auto record = records.last()[0].value<RequestRecord>();
    QVERIFY(record.queued && !record.finished);
    QCOMPARE(record.attempts, 0);
    QCOMPARE(record.urgency, Urgency::Background);
    QCOMPARE(setup.client.budget()->waiting(), 1);
    setup.pass(4min);
    QCOMPARE(records.count(), 1);
    setup.pass(62s);
    QCOMPARE(records.count(), 2);
    record = records.last()[0].value<RequestRecord>();
    QVERIFY(!record.queued && !record.finished);
    QCOMPARE(record.attempts, 1);
    VERIFY_RESULT(await(call));
    QCOMPARE(setup.paths(), QStringList({"first", "second"}));
    QCOMPARE(records.count(), 3);
}

void TestBudgeting::cancelledWhileWaiting()
{
    Setup setup(1);
    VERIFY_RESULT(await(setup.get(QStringLiteral("first"), Urgency::Awaited)));
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    const auto call = setup.get(QStringLiteral("second"), Urgency::Awaited);
    call.cancel();
    QCOMPARE(await(call).error().kind, Kind::Cancelled);
    QCOMPARE(setup.client.budget()->waiting(), 0);
    const auto record = records.last()[0].value<RequestRecord>();
    QVERIFY(record.finished && !record.queued);
    QCOMPARE(record.attempts, 0);
    setup.pass(6min);
    VERIFY_RESULT(await(setup.get(QStringLiteral("third"), Urgency::Awaited)));
    QCOMPARE(setup.paths(), QStringList({"first", "third"}));
}

void TestBudgeting::awaitedOvertakes()
{
    Setup setup(0, Reply{.body = R"({"result":1})", .hold = true});
    QList<Call<ApiResponse>> calls;
    for (int i = 0; i < 20; ++i)
        calls.append(setup.get(QString::number(i), i % 2 ? Urgency::Background : Urgency::Visible));
    calls.append(setup.get(QStringLiteral("now"), Urgency::Awaited));
    QTRY_COMPARE(setup.server.heldCount(), RequestBudget::maxInFlight);
    QCOMPARE(setup.client.budget()->waiting(), 15);
    setup.server.release();
    QTRY_VERIFY(setup.server.requests().size() > RequestBudget::maxInFlight);
    setup.server.setHandler([](const CannedServer::Request &) { return Reply::result(1); });
    while (setup.client.budget()->waiting() > 0 || setup.server.heldCount() > 0) {
        setup.server.release();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    for (const auto &call : std::as_const(calls))
        VERIFY_RESULT(await(call));
    // It was the last to be asked for, and the first to go once there was room. Requests that are
    // sent together arrive in any order.
    const qsizetype at = setup.paths().indexOf(QStringLiteral("now"));
    QVERIFY2(at >= RequestBudget::maxInFlight && at < 2 * RequestBudget::maxInFlight,
             qPrintable(setup.paths().join(u' ')));
}

void TestBudgeting::headersAreBelieved()
{
    Setup setup(0, limited(R"("default";r=50;t=30)", R"("default";q=1200;w=300)"));
    VERIFY_RESULT(await(setup.get(QStringLiteral("first"), Urgency::Background)));
    const auto held = setup.get(QStringLiteral("second"), Urgency::Visible);
    QCOMPARE(setup.client.budget()->waiting(), 1);
    setup.server.setHandler([](const CannedServer::Request &) { return Reply::result(1); });
    VERIFY_RESULT(await(setup.get(QStringLiteral("third"), Urgency::Awaited)));
    setup.pass(31s);
    VERIFY_RESULT(await(held));
    QCOMPARE(setup.paths(), QStringList({"first", "third", "second"}));
}

void TestBudgeting::nonsenseIsIgnored()
{
    Setup setup(0, limited("\"default\";r=-1;t=x", "perhaps"));
    for (int i = 0; i < 3; ++i)
        VERIFY_RESULT(await(setup.get(QStringLiteral("x"), Urgency::Background)));
}

void TestBudgeting::refusalHoldsTheOthers()
{
    Reply refusal = Reply::error(429, 971, QStringLiteral("slow down"));
    refusal.headers.append(std::pair("Retry-After", "120"));
    Setup setup(0, refusal);
    const auto result = await(setup.get(QStringLiteral("first"), Urgency::Visible));
    QVERIFY(!result); // two minutes are too long to wait for an answer
    QCOMPARE(result.error().kind, Kind::RateLimited);
    setup.server.setHandler([](const CannedServer::Request &) { return Reply::result(1); });
    const auto call = setup.get(QStringLiteral("second"), Urgency::Awaited);
    QCOMPARE(setup.client.budget()->waiting(), 1);
    QCOMPARE(setup.client.budget()->blockedUntil(), setup.now.addSecs(120));
    setup.pass(119s);
    QCOMPARE(setup.client.budget()->waiting(), 1);
    setup.pass(1s);
    VERIFY_RESULT(await(call));
    QCOMPARE(setup.paths(), QStringList({"first", "second"}));
}

void TestBudgeting::hastenedCall()
{
    Setup setup(8);
    for (int i = 0; i < 7; ++i) // one of eight is left: less than a quarter, more than a tenth
        VERIFY_RESULT(await(setup.get(QStringLiteral("x"), Urgency::Awaited)));
    ApiRequest request = ApiRequest::get({"page"});
    request.urgency = Urgency::Background;
    const auto call = setup.client.call<qint64>(request, readResult<qint64>);
    QCOMPARE(setup.client.budget()->waiting(), 1);
    call.hasten();
    QCOMPARE(setup.client.budget()->waiting(), 0);
    QCOMPARE(await(call).value_or(-1), 1);
    call.hasten(); // over: nothing happens
}

void TestBudgeting::destroyedWithMuchWaiting()
{
    CannedServer server(Reply{.silent = true});
    auto client = std::make_unique<ApiClient>();
    client->setEndpoint(endpointOf(server));
    QList<Call<ApiResponse>> calls;
    for (int i = 0; i < 20; ++i)
        calls.append(client->send(ApiRequest::get({"x"})));
    QTRY_COMPARE(server.requests().size(), RequestBudget::maxInFlight);
    client.reset();
    for (const auto &call : std::as_const(calls))
        QCOMPARE(await(call).error().kind, Kind::Cancelled);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(server.requests().size(), RequestBudget::maxInFlight);
}

void TestBudgeting::clientsOfOneUser()
{
    CannedServer server(Reply::result(1));
    const auto windows = std::make_shared<RequestWindows>();
    ApiClient first;
    ApiClient second;
    for (ApiClient *client : {&first, &second}) {
        client->setWindows(windows);
        client->setEndpoint(endpointOf(server));
        client->budget()->setLimit(100);
    }
    VERIFY_RESULT(await(first.send(ApiRequest::get({"x"}))));
    QCOMPARE(second.budget()->remaining(), 99);
    RequestBudget *budget = second.budget();
    second.setCredentials({QStringLiteral("another"), {}, {}});
    QCOMPARE(second.budget(), budget); // what views have connected to stays
    QCOMPARE(second.budget()->remaining(), 99); // it is the same user's new token
    VERIFY_RESULT(await(second.send(ApiRequest::get({"x"}))));
    QCOMPARE(first.budget()->remaining(), 98);
    second.setEndpoint({server.url(), QStringLiteral("other"), {QStringLiteral("b"), {}, {}}});
    QCOMPARE(second.budget()->remaining(), 100);
    QCOMPARE(first.budget()->remaining(), 98);
}

QTEST_GUILESS_MAIN(TestBudgeting)
#include "tst_budgeting.moc"
