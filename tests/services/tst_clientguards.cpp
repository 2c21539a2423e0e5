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
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// What the client refuses, when it asks for other credentials, and what its journal holds.
class TestClientGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readOnlyWritesNothing();
    void readOnlyStopsWhatWaits();
    void ownSecretsDoNotComeBack();
    void credentialsRefusedOnce();
    void refusedAreTheCredentials_data();
    void refusedAreTheCredentials();
    void answerToOldCredentials();
    void journalTellsWhoAndWhy();
    void journalHoldsNoSecretOfAnAnswer();
    void journalIsBounded();
    void urgencies();
};

namespace {

struct Setup
{
    explicit Setup(const Reply &reply = Reply::result(1)) : server(reply)
    {
        client.setName(QStringLiteral("Live"));
        client.setEndpoint(
            {server.url(), QStringLiteral("acc"), {QStringLiteral("token-17"), {}, {}}});
    }
    RequestRecord last() const { return records.last()[0].value<RequestRecord>(); }

    CannedServer server;
    ApiClient client;
    QSignalSpy records{&client, &ApiClient::requestChanged};
    QSignalSpy refused{&client, &ApiClient::credentialsRefused};
};

} // namespace

void TestClientGuards::readOnlyWritesNothing()
{
    Setup setup;
    setup.client.setReadOnly(true);
    for (const ApiRequest &request :
         {ApiRequest::post({"x"}, {{"secret", "s-1234"}}), ApiRequest::put({"x"}, {}),
          ApiRequest::patch({"x"}, {}), ApiRequest::remove({"x"}),
          ApiRequest::remove({"x"}, {{"limit", "1"}})}) {
        const auto result = await(setup.client.send(request));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Kind::Permission);
        QCOMPARE(result.error().text(),
                 QStringLiteral("The profile “Live” is read-only; nothing was sent"));
        QVERIFY(!result.error().canRetry() && !result.error().mayHaveHappened);
        QVERIFY(setup.last().finished);
        QCOMPARE(setup.last().attempts, 0);
        QCOMPARE(setup.last().error, result.error().text());
        QVERIFY(!setup.last().body.contains("s-1234"));
    }
    QCOMPARE(setup.records.count(), 5);
    QVERIFY(setup.server.requests().isEmpty());
    QCOMPARE(setup.server.openConnections(), 0);
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"}))));
    setup.client.setReadOnly(false);
    VERIFY_RESULT(await(setup.client.send(ApiRequest::post({"x"}, {}))));
}

// A write may have begun to wait before the profile was made read-only.
void TestClientGuards::readOnlyStopsWhatWaits()
{
    Setup setup;
    QDateTime now = QDateTime::currentDateTimeUtc();
    setup.client.budget()->setWindow(std::make_shared<RequestWindow>([&now] { return now; }));
    setup.client.budget()->setLimit(1);
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"}))));
    const auto write = setup.client.send(ApiRequest::put({"x"}, {}));
    QCOMPARE(setup.client.budget()->waiting(), 1);
    setup.client.setReadOnly(true);
    now = now.addSecs(301);
    setup.client.budget()->schedule();
    const auto result = await(write);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Permission);
    QCOMPARE(setup.server.requests().size(), 1);
}

// Even where the service says that all is well.
void TestClientGuards::ownSecretsDoNotComeBack()
{
    for (const QByteArray &body :
         {QByteArray(R"({"success":false,"errors":[{"message":"for token-17"}]})"),
          QByteArray("<p>token-17</p>")}) {
        Setup setup(Reply{.body = body});
        const auto result =
            await(setup.client.call<QString>(ApiRequest::get({"x"}), readResult<QString>));
        QVERIFY(!result);
        QVERIFY(!result.error().text().contains(QStringLiteral("token-17")));
        QVERIFY(!result.error().raw.contains("token-17"));
        QCOMPARE(setup.last().error, result.error().text()); // the journal knows of it
        QVERIFY(!setup.last().answer.contains("token-17"));
    }
}

void TestClientGuards::credentialsRefusedOnce()
{
    Setup setup(Reply::error(401, 10000, QStringLiteral("Authentication error")));
    QSignalSpy changed(&setup.client, &ApiClient::credentialsChanged);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(await(setup.client.send(ApiRequest::get({"x"}))).error().kind, Kind::Auth);
    QCOMPARE(setup.refused.count(), 1);
    QVERIFY(setup.refused[0][0].value<ApiError>().text().contains(u"401"));
    setup.client.setCredentials({QStringLiteral("token-17"), {}, {}}); // the same, tried again
    QVERIFY(!await(setup.client.send(ApiRequest::get({"x"}))));
    QCOMPARE(setup.refused.count(), 2);
    QCOMPARE(changed.count(), 0);
    setup.client.setCredentials({QStringLiteral("token-18"), {}, {}});
    QCOMPARE(changed.count(), 1);
    QVERIFY(!await(setup.client.send(ApiRequest::post({"x"}, {}))));
    QCOMPARE(setup.refused.count(), 3);
    setup.client.setCredentials({QStringLiteral("token-19"), {}, {}});
    setup.server.setHandler([](const CannedServer::Request &request) {
        return Reply::result(QString::fromUtf8(request.header("Authorization")));
    });
    const auto result =
        await(setup.client.call<QString>(ApiRequest::get({"x"}), readResult<QString>));
    QCOMPARE(result.value_or(QString()), QStringLiteral("Bearer token-19"));
    QCOMPARE(setup.refused.count(), 3);
}

void TestClientGuards::refusedAreTheCredentials_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("refused");
    const auto row = [](int status, int code, const QString &message, bool refused) {
        QTest::addRow("%d %d %s", status, code, qPrintable(message))
            << status << code << message << refused;
    };
    row(401, 0, "whatever", true);
    row(403, 9109, "Invalid access token", true);
    row(403, 10000, "Authentication error: the token is expired", true);
    row(403, 9109, "Authentication error: these credentials have no access", true);
    row(403, 10000, "Your API token has been revoked", true);
    row(403, 10000, "Authentication error", false);
    row(403, 9109, "Unauthorized to access requested resource", false);
    row(403, 10000, "Invalid token: requires AI Gateway Write", false);
    row(403, 7003, "Invalid access token", false);
    row(400, 9109, "Invalid access token", false);
    row(404, 10000, "Invalid access token", false);
}

void TestClientGuards::refusedAreTheCredentials()
{
    QFETCH(int, status);
    QFETCH(int, code);
    QFETCH(QString, message);
    QFETCH(bool, refused);
    Setup setup(Reply::error(status, code, message));
    const auto result = await(setup.client.send(ApiRequest::get({"x"})));
    QVERIFY(!result);
    QCOMPARE(result.error().kind == Kind::Auth, refused);
    QCOMPARE(setup.refused.count(), refused ? 1 : 0);
}

void TestClientGuards::answerToOldCredentials()
{
    Reply reply = Reply::error(401, 10000, QStringLiteral("no"));
    reply.hold = true;
    Setup setup(reply);
    const auto call = setup.client.send(ApiRequest::get({"x"}));
    QTRY_COMPARE(setup.server.heldCount(), 1);
    setup.client.setCredentials({QStringLiteral("token-18"), {}, {}});
    setup.server.release();
    QCOMPARE(await(call).error().kind, Kind::Auth);
    QCOMPARE(setup.refused.count(), 0); // it says nothing about the new ones
}

void TestClientGuards::journalTellsWhoAndWhy()
{
    Setup setup(Reply::error(400, 7001, QStringLiteral("too large")));
    ApiRequest request = ApiRequest::post({"x"}, {});
    request.urgency = Urgency::Awaited;
    QVERIFY(!await(setup.client.send(request)));
    const auto first = setup.records.first()[0].value<RequestRecord>();
    QCOMPARE(first.connection, QStringLiteral("Live"));
    QCOMPARE(first.urgency, Urgency::Awaited);
    QVERIFY(!first.queued && !first.finished);
    QCOMPARE(first.attempts, 1);
    QVERIFY(setup.last().answer.contains("\"too large\""));
    setup.server.setHandler([](const CannedServer::Request &) { return Reply::result(1); });
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"}))));
    QVERIFY(setup.last().answer.isEmpty() && setup.last().error.isEmpty());
}

void TestClientGuards::journalHoldsNoSecretOfAnAnswer()
{
    // A service that repeats what it was sent, and more.
    Reply reply = Reply::error(400, 7001, QStringLiteral("token-17 may not send s-1234, s-5678"));
    reply.body.insert(reply.body.size() - 1, R"(,"token":"s-9012","headers":{"A":"s-3456"})");
    Setup setup(reply);
    const QJsonObject body{{"secret", "s-1234"}, {"headers", QJsonObject{{"B", "s-5678"}}}};
    const auto result = await(setup.client.send(ApiRequest::post({"x"}, body)));
    QVERIFY(!result);
    const QString all = setup.last().error + QString::fromUtf8(setup.last().answer)
        + result.error().text() + QString::fromUtf8(result.error().raw)
        + result.error().details.first().message + curlCommand(setup.last());
    for (const char *secret : {"token-17", "s-1234", "s-5678", "s-9012", "s-3456"})
        QVERIFY2(!all.contains(QLatin1String(secret)), secret);
    QVERIFY(all.contains(QLatin1String("may not send")));
}

void TestClientGuards::journalIsBounded()
{
    Setup setup(Reply{.status = 400, .body = QByteArray(1'000'000, 'x')});
    QVERIFY(!await(setup.client.send(ApiRequest::get({"x"}))));
    QVERIFY(setup.last().answer.size() > 0 && setup.last().answer.size() <= 64 * 1024);
    QCOMPARE(setup.last().received, 1'000'000);
}

void TestClientGuards::urgencies()
{
    Setup setup;
    GatewayService gateways(&setup.client);
    LogService logs(&setup.client);
    const GatewayId gateway{QStringLiteral("g")};
    Gateway value = newGateway();
    value.id = gateway;
    const auto urgencyOf = [&](const auto &call) {
        await(call);
        return setup.records.first()[0].value<RequestRecord>().urgency;
    };
    const auto check = [&](const auto &call, Urgency expected) {
        const Urgency found = urgencyOf(call);
        setup.records.clear();
        QCOMPARE(found, expected);
    };
    setup.records.clear();
    check(gateways.list(), Urgency::Visible);
    check(gateways.get(gateway), Urgency::Visible);
    check(gateways.create(value), Urgency::Awaited);
    check(gateways.update(value), Urgency::Awaited);
    check(gateways.remove(gateway), Urgency::Awaited);
    check(logs.list(gateway, {}, {}), Urgency::Visible);
    check(logs.list(gateway, {}, {.urgency = Urgency::Background}), Urgency::Background);
    check(logs.requestBody(gateway, {QStringLiteral("l")}), Urgency::Awaited);
    check(logs.responseBody(gateway, {QStringLiteral("l")}), Urgency::Awaited);
}

QTEST_GUILESS_MAIN(TestClientGuards)
#include "tst_clientguards.moc"
