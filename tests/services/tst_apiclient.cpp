// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/apiclient.h"

#include "models/services/envelope.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

#include <QJsonDocument>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpServer>
#include <QThread>
#include <QThreadPool>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

class TestApiClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatGoesOverTheWire();
    void emailAndKey();
    void noCredentials();
    void prefixAndUserInfo();
    void answers_data();
    void answers();
    void rawBodies();
    void brokenTransfers_data();
    void brokenTransfers();
    void timeOut();
    void timeOutInTheBody();
    void cancelAbortsTheConnection();
    void cancelBeforeAnythingIsSent();
    void cancelledRequestIsRecordedOnce();
    void destroyedReceiverAbortsTheConnection();
    void nothingIsSentInClearToOthers();
    void nobodyListens();
    void recordsHoldNoSecret();
    void bigBodiesAreReadInAnotherThread();
    void clientDestroyedInFlight();
    void clientDestroyedWhileReading();
    void clientDestroyedFromAHandler();
    void endpointChangeLeavesRunningCalls();
    void cookiesAreNotKept();
    void manyAtOnce();
};

namespace {

const QString token = QStringLiteral("token-17");

Endpoint endpointOf(const QUrl &url)
{
    return {url, QStringLiteral("acc"), {token, {}, {}}};
}

struct Setup
{
    explicit Setup(const Reply &reply = Reply::result(1)) : server(reply)
    {
        client.setEndpoint(endpointOf(server.url()));
    }
    Result<qint64> get(const QStringList &path = {QStringLiteral("x")})
    {
        return await(client.call<qint64>(ApiRequest::get(path), readResult<qint64>));
    }
    CannedServer server;
    ApiClient client;
};

} // namespace

void TestApiClient::whatGoesOverTheWire()
{
    Setup setup;
    const QString filters =
        QStringLiteral(R"([{"key":"model","operator":"eq","value":["a+b&c#d%"]}])");
    VERIFY_RESULT(await(setup.client.send(
        ApiRequest::get({"gateways", "a/b ü", "logs"}, {{"page", "1"}, {"filters", filters}}))));
    auto request = setup.server.requests().last();
    QCOMPARE(request.method, QByteArray("GET"));
    QVERIFY(
        request.target.startsWith("/accounts/acc/ai-gateway/gateways/a%2Fb%20%C3%BC/logs?page=1&"));
    QCOMPARE(request.item(QStringLiteral("filters")), filters);
    QCOMPARE(request.query.size(), 2);
    QCOMPARE(request.header("Authorization"), "Bearer " + token.toUtf8());
    QVERIFY(request.header("User-Agent").startsWith("Gatehouse/"));
    QVERIFY(!request.headers.contains("x-auth-key"));
    QVERIFY(!request.headers.contains("cookie"));
    QVERIFY(request.body.isEmpty());

    const QJsonObject body{{"id", "ü"}, {"n", 1}};
    for (const ApiRequest &write : {ApiRequest::post({"g"}, body), ApiRequest::put({"g"}, body),
                                    ApiRequest::patch({"g"}, body)}) {
        VERIFY_RESULT(await(setup.client.send(write)));
        request = setup.server.requests().last();
        QCOMPARE(request.method, verbName(write.verb));
        QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), body);
    }
    for (const ApiRequest &remove :
         {ApiRequest::remove({"g"}), ApiRequest::remove({"g"}, {{"limit", "5"}})}) {
        VERIFY_RESULT(await(setup.client.send(remove)));
        request = setup.server.requests().last();
        QCOMPARE(request.method, QByteArray("DELETE"));
        QVERIFY(request.body.isEmpty());
        QVERIFY(!request.headers.contains("content-type"));
    }
    QCOMPARE(setup.server.requests().size(), 6);
}

void TestApiClient::emailAndKey()
{
    Setup setup;
    setup.client.setEndpoint({setup.server.url(),
                              QStringLiteral("acc"),
                              {{}, QStringLiteral("me@example.com"), QStringLiteral("key-1")}});
    VERIFY_RESULT(setup.get());
    const auto request = setup.server.requests().last();
    QCOMPARE(request.header("X-Auth-Email"), QByteArray("me@example.com"));
    QCOMPARE(request.header("X-Auth-Key"), QByteArray("key-1"));
    QVERIFY(!request.headers.contains("authorization"));
}

void TestApiClient::noCredentials()
{
    Setup setup;
    setup.client.setEndpoint({setup.server.url(), QStringLiteral("acc"), {}});
    VERIFY_RESULT(setup.get());
    const auto headers = setup.server.requests().last().headers;
    QVERIFY(!headers.contains("authorization") && !headers.contains("x-auth-key"));
}

void TestApiClient::prefixAndUserInfo()
{
    Setup setup;
    for (const char *prefix : {"", "/", "/client/v4", "/client/v4/"}) {
        QUrl url = setup.server.url(QString::fromLatin1(prefix));
        url.setUserInfo(QStringLiteral("me:pw"));
        setup.client.setEndpoint(endpointOf(url));
        VERIFY_RESULT(setup.get());
        const auto request = setup.server.requests().last();
        QByteArray trimmed = prefix;
        if (trimmed.endsWith('/'))
            trimmed.chop(1);
        QCOMPARE(request.target, trimmed + "/accounts/acc/ai-gateway/x");
        QCOMPARE(request.header("Authorization"), "Bearer " + token.toUtf8()); // not me:pw
    }
}

void TestApiClient::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("kind"); // -1: a result
    const QByteArray json = "application/json";
    const auto row = [](const char *name, int status, const QByteArray &body,
                        const QByteArray &type, std::optional<Kind> kind) {
        QTest::newRow(name) << status << body << type << (kind ? int(*kind) : -1);
    };
    row("result", 200, R"({"result":1,"success":true})", json, {});
    row("created", 201, R"({"result":1,"success":true})", json, {});
    row("success false", 200, R"({"success":false,"errors":[{"message":"m"}]})", json,
        Kind::Validation);
    row("no content", 204, {}, {}, Kind::Protocol);
    row("empty", 200, {}, json, Kind::Protocol);
    row("html", 200, "<title>Portal</title>", "text/html", Kind::Protocol);
    row("broken", 200, R"({"result":)", json, Kind::Protocol);
    row("not modified", 304, {}, {}, Kind::Protocol);
    row("no location", 302, {}, {}, Kind::Protocol);
    row("400", 400, R"({"result":{},"success":false,"errors":[{"message":"m"}]})", json,
        Kind::Validation);
    row("401", 401, R"({"success":false,"errors":[{"code":10000,"message":"m"}]})", json,
        Kind::Auth);
    row("403", 403, R"({"success":false,"errors":[{"code":9109,"message":"m"}]})", json,
        Kind::Permission);
    row("404", 404, R"({"success":false,"errors":[{"code":7002,"message":"m"}]})", json,
        Kind::NotFound);
    row("404 html", 404, "<title>m</title>", "text/html", Kind::NotFound);
}

void TestApiClient::answers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, kind);
    Setup setup(Reply{.status = status, .body = body, .headers = {{"Content-Type", type}}});
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    const auto result = setup.get();
    QCOMPARE(result ? -1 : int(result.error().kind), kind);
    QCOMPARE(setup.server.requests().size(), 1);
    if (status >= 400)
        QCOMPARE(result.error().httpStatus, status);
    // What cannot be read is told once it has been tried.
    QCOMPARE(records.count(), !result && status < 300 ? 3 : 2);
    const auto first = records[0][0].value<RequestRecord>();
    const auto last = records.last()[0].value<RequestRecord>();
    QVERIFY(!first.finished);
    QVERIFY(last.finished);
    QCOMPARE(first.serial, last.serial);
    QCOMPARE(last.status, status);
    QCOMPARE(last.received, body.size());
    QCOMPARE(last.attempts, 1);
    QCOMPARE(last.error.isEmpty(), result.has_value());
}

void TestApiClient::rawBodies()
{
    const QByteArray body("data: {\"a\":1}\n\ndata: [DONE]\n\0\xff", 31);
    Setup setup(Reply{.body = body, .headers = {{"Content-Type", "text/event-stream"}}});
    const auto response = await(setup.client.send(ApiRequest::get({"x"})));
    VERIFY_RESULT(response);
    QCOMPARE(response->status, 200);
    QCOMPARE(response->body, body);
    QCOMPARE(response->contentType, QByteArray("text/event-stream"));
}

void TestApiClient::brokenTransfers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("bytes");
    QTest::newRow("nothing") << 200 << 0;
    QTest::newRow("in the status line") << 200 << 7;
    QTest::newRow("in the headers") << 200 << 30;
    QTest::newRow("in the body") << 200 << 100;
    QTest::newRow("in the body of an error") << 500 << 100;
}

void TestApiClient::brokenTransfers()
{
    QFETCH(int, status);
    QFETCH(int, bytes);
    Reply reply = Reply::result(QString(5000, u'x'));
    reply.status = status;
    reply.cutAfter = bytes;
    Setup setup(reply);
    const auto result = await(setup.client.send(ApiRequest::post({"x"}, {})));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, status == 500 ? Kind::Server : Kind::Network);
    QCOMPARE(setup.server.requests().size(), 1); // a POST is never sent twice
}

void TestApiClient::timeOut()
{
    Setup setup(Reply{.silent = true});
    ApiRequest request = ApiRequest::get({"x"});
    request.timeout = 150ms;
    const auto result = await(setup.client.send(request));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Timeout);
    QCOMPARE(result.error().httpStatus, 0);
    QTRY_COMPARE(setup.server.openConnections(), 0);
    QCOMPARE(setup.server.requests().size(), 1);
}

void TestApiClient::timeOutInTheBody()
{
    // Says that more comes than comes.
    Setup setup(Reply{.headers = {{"Content-Length", "1000"}}});
    ApiRequest request = ApiRequest::get({"x"});
    request.timeout = 150ms;
    const auto result = await(setup.client.send(request));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Timeout);
}

void TestApiClient::cancelAbortsTheConnection()
{
    Setup setup(Reply{.silent = true});
    const auto call = setup.client.call<qint64>(ApiRequest::get({"x"}), readResult<qint64>);
    QSignalSpy arrived(&setup.server, &CannedServer::requestArrived);
    QVERIFY(arrived.wait());
    QCOMPARE(setup.server.openConnections(), 1);
    call.cancel();
    QVERIFY(!call.isRunning());
    const auto result = await(call);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Cancelled);
    QTRY_COMPARE(setup.server.openConnections(), 0);
}

void TestApiClient::cancelBeforeAnythingIsSent()
{
    Setup setup;
    const auto call = setup.client.send(ApiRequest::get({"x"}));
    call.cancel();
    QCOMPARE(await(call).error().kind, Kind::Cancelled);
    VERIFY_RESULT(setup.get({QStringLiteral("next")}));
    QVERIFY(setup.server.requests().last().target.endsWith("/next"));
}

void TestApiClient::cancelledRequestIsRecordedOnce()
{
    Setup setup;
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    const auto call = setup.client.send(ApiRequest::get({"x"}));
    QSignalSpy arrived(&setup.server, &CannedServer::requestArrived);
    QVERIFY(arrived.wait()); // the answer is on its way
    call.cancel();
    QCOMPARE(await(call).error().kind, Kind::Cancelled);
    VERIFY_RESULT(setup.get());
    QCOMPARE(records.count(), 4);
    const auto record = records[1][0].value<RequestRecord>();
    QVERIFY(record.finished);
    QCOMPARE(record.error, ApiError::cancelled().text());
}

void TestApiClient::destroyedReceiverAbortsTheConnection()
{
    Setup setup(Reply{.silent = true});
    auto receiver = std::make_unique<QObject>();
    setup.client.call<qint64>(ApiRequest::get({"x"}), readResult<qint64>)
        .then(receiver.get(), [](const Result<qint64> &) { QFAIL("nobody is there"); });
    QTRY_COMPARE(setup.server.requests().size(), 1);
    receiver.reset();
    QTRY_COMPARE(setup.server.openConnections(), 0);
}

void TestApiClient::nothingIsSentInClearToOthers()
{
    QTcpServer server; // on every address; 0.0.0.0 is this machine, but no loopback address
    QVERIFY(server.listen(QHostAddress::AnyIPv4));
    ApiClient client;
    client.setEndpoint(
        endpointOf(QUrl(QStringLiteral("http://0.0.0.0:%1").arg(server.serverPort()))));
    QSignalSpy records(&client, &ApiClient::requestChanged);
    const auto result = await(client.send(ApiRequest::get({"x"})));
    QVERIFY(!result);
    QVERIFY(result.error().text().contains(QLatin1String("0.0.0.0")));
    QCOMPARE(records.count(), 0);
    QVERIFY(!server.hasPendingConnections());
}

void TestApiClient::nobodyListens()
{
    QUrl url;
    {
        const CannedServer server{Reply()};
        url = server.url();
    }
    ApiClient client;
    client.setEndpoint(endpointOf(url));
    const auto result = await(client.send(ApiRequest::post({"x"}, {})));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Network);
    QVERIFY(result.error().canRetry());
}

void TestApiClient::recordsHoldNoSecret()
{
    Setup setup(Reply::error(400, 7001, QStringLiteral("no")));
    QUrl url = setup.server.url();
    url.setUserInfo(QStringLiteral("me:s-pw"));
    setup.client.setEndpoint({url, QStringLiteral("acc"), {QStringLiteral("s-token"), {}, {}}});
    QSignalSpy records(&setup.client, &ApiClient::requestChanged);
    const QJsonObject body{{"secret", "s-1"}, {"id", "g"}};
    QVERIFY(!await(setup.client.send(ApiRequest::post({"x"}, body))));
    QCOMPARE(QJsonDocument::fromJson(setup.server.requests().last().body).object(), body);
    setup.client.setEndpoint(
        {url, QStringLiteral("acc"), {{}, QStringLiteral("s-mail"), QStringLiteral("s-key")}});
    QVERIFY(!await(setup.client.send(ApiRequest::put({"x"}, body))));
    QCOMPARE(records.count(), 4);
    for (const auto &arguments : records) {
        const auto record = arguments[0].value<RequestRecord>();
        const QString all = record.url.toString() + QString::fromUtf8(record.body) + record.error
            + curlCommand(record);
        QVERIFY2(!all.contains(QLatin1String("s-")), qPrintable(all));
        QVERIFY(record.body.contains("\"id\":\"g\""));
    }
}

void TestApiClient::bigBodiesAreReadInAnotherThread()
{
    const auto threadFor = [](qsizetype size) {
        Setup setup(Reply::result(QString(size, u'x')));
        QThread *reader = nullptr;
        const auto result = await(setup.client.call<QString>(
            ApiRequest::get({"x"}), [&reader](const ApiResponse &response) {
                reader = QThread::currentThread();
                return readResult<QString>(response);
            }));
        return std::pair(reader, result ? result->size() : -1);
    };
    const auto small = threadFor(1000);
    QCOMPARE(small.first, QThread::currentThread());
    QCOMPARE(small.second, 1000);
    const auto big = threadFor(300 * 1024);
    QVERIFY(big.first && big.first != QThread::currentThread());
    QCOMPARE(big.second, 300 * 1024);
}

void TestApiClient::clientDestroyedInFlight()
{
    CannedServer server(Reply{.silent = true});
    auto client = std::make_unique<ApiClient>();
    client->setEndpoint(endpointOf(server.url()));
    const auto raw = client->send(ApiRequest::get({"raw"}));
    const auto typed = client->call<qint64>(ApiRequest::post({"typed"}, {}), readResult<qint64>);
    QTRY_COMPARE(server.requests().size(), 2);
    client.reset();
    QCOMPARE(await(raw).error().kind, Kind::Cancelled);
    QCOMPARE(await(typed).error().kind, Kind::Cancelled);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestApiClient::clientDestroyedWhileReading()
{
    CannedServer server(Reply::result(QString(300 * 1024, u'x')));
    auto client = std::make_unique<ApiClient>();
    client->setEndpoint(endpointOf(server.url()));
    QSemaphore started;
    QSemaphore go;
    QSemaphore done;
    const auto call =
        client->call<qint64>(ApiRequest::get({"x"}), [&](const ApiResponse &) -> Result<qint64> {
            started.release();
            go.acquire();
            done.release();
            return 1;
        });
    QTRY_COMPARE(started.available(), 1);
    client.reset();
    const auto result = await(call);
    go.release();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Cancelled);
    QVERIFY(done.tryAcquire(1, 10'000));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

void TestApiClient::clientDestroyedFromAHandler()
{
    CannedServer server(Reply::result(1));
    auto client = std::make_unique<ApiClient>();
    client->setEndpoint(endpointOf(server.url()));
    bool answered = false;
    QObject receiver;
    client->call<qint64>(ApiRequest::get({"x"}), readResult<qint64>)
        .then(&receiver, [&](const Result<qint64> &) {
            client.reset();
            answered = true;
        });
    QTRY_VERIFY(answered);
}

void TestApiClient::endpointChangeLeavesRunningCalls()
{
    CannedServer first(Reply{.body = R"({"result":1})", .hold = true});
    CannedServer second(Reply::result(2));
    ApiClient client;
    client.setEndpoint(endpointOf(first.url()));
    const auto call = client.call<qint64>(ApiRequest::get({"x"}), readResult<qint64>);
    client.setEndpoint({second.url(), QStringLiteral("other"), {QStringLiteral("other"), {}, {}}});
    QTRY_COMPARE(first.heldCount(), 1);
    first.release();
    QCOMPARE(await(call).value_or(-1), 1);
    QCOMPARE(await(client.call<qint64>(ApiRequest::get({"x"}), readResult<qint64>)).value_or(-1),
             2);
    QCOMPARE(first.requests().size(), 1);
    QCOMPARE(second.requests().last().header("Authorization"), QByteArray("Bearer other"));
}

void TestApiClient::cookiesAreNotKept()
{
    Reply reply = Reply::result(1);
    reply.headers.append(std::pair("Set-Cookie", "a=b; Path=/"));
    Setup setup(reply);
    VERIFY_RESULT(setup.get());
    VERIFY_RESULT(setup.get());
    QVERIFY(!setup.server.requests().last().headers.contains("cookie"));
}

void TestApiClient::manyAtOnce()
{
    Setup setup;
    setup.server.setHandler([](const CannedServer::Request &request) {
        return Reply::result(request.path.section(u'/', -1).toInt());
    });
    QList<Call<qint64>> calls;
    for (int i = 0; i < 100; ++i)
        calls.append(
            setup.client.call<qint64>(ApiRequest::get({QString::number(i)}), readResult<qint64>));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(await(calls[i]).value_or(-1), i);
}

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
