// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/gatewayservice.h"
#include "models/services/logservice.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

// What each kind of call makes of each way in which an answer can go wrong. The sandbox does both.
class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_sandbox.setFaults({})); }
    void faults_data();
    void faults();
    void twoClientsAtOnce();

private:
    // One call of each kind; the gateway, or the name of it that a creation is to have.
    std::optional<ApiError> call(const QString &idiom, const QString &id);
    template <class T> static std::optional<ApiError> errorOf(const Call<T> &call)
    {
        const Result<T> result = await(call);
        return result ? std::nullopt : std::optional(result.error());
    }

    SandboxFixture m_sandbox;
    ApiClient m_client;
    GatewayService m_gateways{&m_client};
    LogService m_logs{&m_client};
    GatewayId m_gateway{QStringLiteral("production-chat")};
    Gateway m_value;
    LogId m_log;
};

void TestFaults::initTestCase()
{
    QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
    m_client.setEndpoint(m_sandbox.endpoint());
    m_client.setPause(10ms);
    const auto gateway = await(m_gateways.get(m_gateway));
    VERIFY_RESULT(gateway);
    m_value = *gateway;
    const auto page = await(m_logs.list(m_gateway, {}, {}));
    VERIFY_RESULT(page);
    m_log = page->logs.first().id;
}

std::optional<ApiError> TestFaults::call(const QString &idiom, const QString &id)
{
    if (idiom == u"list")
        return errorOf(m_gateways.list());
    if (idiom == u"get")
        return errorOf(m_gateways.get(m_gateway));
    if (idiom == u"replace")
        return errorOf(m_gateways.update(m_value));
    if (idiom == u"log page")
        return errorOf(m_logs.list(m_gateway, {}, {}));
    if (idiom == u"body")
        return errorOf(m_logs.responseBody(m_gateway, m_log));
    Gateway gateway = newGateway();
    gateway.id = {id};
    return errorOf(m_gateways.create(gateway));
}

void TestFaults::faults_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::addColumn<QString>("idiom");
    QTest::addColumn<int>("kind"); // -1: none, the person sees nothing of it
    QTest::addColumn<int>("requests"); // 0: not counted
    const auto row = [](const char *name, const QJsonObject &fault, const QStringList &idioms,
                        std::optional<Kind> kind, int requests) {
        for (const QString &idiom : idioms)
            QTest::addRow("%s, %s", name, qPrintable(idiom))
                << fault << idiom << (kind ? int(*kind) : -1) << requests;
    };
    // A fault strikes once: what is repeated succeeds.
    const QStringList reads{"list", "get", "log page", "body"};
    const QStringList repeated = reads + QStringList{"replace"};
    const QStringList once{"create"};
    const QStringList parsed{"list", "get", "log page", "replace"};
    const auto fault = [](const char *kind, QJsonObject more = {}) {
        more.insert("kind", QLatin1String(kind));
        if (!more.contains("count"))
            more.insert("count", 1);
        return more;
    };
    row("429 with Retry-After", fault("rate_limited", {{"retry_after", 1}}), {"get"}, {}, 2);
    row("429 with Retry-After 0", fault("rate_limited", {{"retry_after", 0}}), repeated, {}, 2);
    row("429 with Retry-After", fault("rate_limited", {{"retry_after", 0}}), once,
        Kind::RateLimited, 1);
    row("429 without", fault("error", {{"status", 429}}), {"get", "replace"}, {}, 2);
    row("429 without", fault("error", {{"status", 429}}), once, Kind::RateLimited, 1);
    row("500", fault("error"), repeated, {}, 2);
    row("500", fault("error"), once, Kind::Server, 1);
    row("503 without a body", fault("error", {{"status", 503}, {"body", false}}), repeated, {}, 2);
    row("503 without a body", fault("error", {{"status", 503}, {"body", false}}), once,
        Kind::Server, 1);
    row("500 for good", fault("error", {{"count", 3}}), {"get", "replace"}, Kind::Server, 3);
    row("403", fault("error", {{"status", 403}}), repeated + once, Kind::Permission, 1);
    row("a proxy's page", fault("html"), repeated, {}, 2);
    row("a proxy's page, looked up", fault("html"), once, Kind::Server, 2);
    row("a proxy's page for an answer", fault("html", {{"status", 200}}), parsed, Kind::Protocol,
        1);
    row("truncated", fault("truncated"), parsed, Kind::Protocol, 1);
    row("truncated, looked up", fault("truncated"), once, {}, 2);
    row("truncated body", fault("truncated"), {"body"}, {}, 1); // as it came
    row("trickling", fault("trickle", {{"milliseconds", 100}}), repeated + once, {}, 1);
    row("late", fault("latency", {{"milliseconds", 100}}), repeated + once, {}, 1);
    row("cut", fault("cut"), repeated, {}, 2);
    row("cut, looked up", fault("cut"), once, {}, 2);
    row("wrong content type", fault("content_type"), repeated + once, {}, 1);
    row("unknown values", fault("unknown_enum"), repeated + once, {}, 1);
    row("extra fields", fault("extra_fields"), repeated + once, {}, 1);
    row("nulls", fault("nulls"), parsed, Kind::Protocol, 1);
    row("null where it may be", fault("nulls", {{"field", "cache_ttl"}}), {"list", "get"}, {}, 1);
    row("null where it may be", fault("nulls", {{"field", "tokens_in"}}), {"log page"}, {}, 1);
}

void TestFaults::faults()
{
    QFETCH(QJsonObject, fault);
    QFETCH(QString, idiom);
    QFETCH(int, kind);
    QFETCH(int, requests);
    static int created = 0;
    QVERIFY(m_sandbox.setFaults({fault}));
    m_sandbox.forgetRequests();
    QSignalSpy records(&m_client, &ApiClient::requestChanged);
    const auto error = call(idiom, QStringLiteral("made-%1").arg(++created));
    QVERIFY2((error ? int(error->kind) : -1) == kind, error ? qPrintable(error->text()) : "");
    QCOMPARE(m_sandbox.requests().size(), requests);
    const auto first = records.first().first().value<RequestRecord>();
    RequestRecord record; // as it was last told of
    for (const auto &arguments : records)
        if (arguments[0].value<RequestRecord>().serial == first.serial)
            record = arguments[0].value<RequestRecord>();
    QVERIFY(record.finished);
    QCOMPARE(record.attempts, idiom == u"create" ? 1 : requests);
    if (error && error->httpStatus >= 400 && error->kind != Kind::Protocol)
        QCOMPARE(record.answer, error->raw);
}

void TestFaults::twoClientsAtOnce()
{
    SandboxFixture other({QStringLiteral("--seed-logs"), QStringLiteral("100"),
                          QStringLiteral("--now"), QStringLiteral("2026-11-20T12:00:00Z")});
    QVERIFY2(other.isReady(), qPrintable(other.failure()));
    ApiClient client;
    client.setEndpoint(other.endpoint());
    GatewayService gateways(&client);
    // Answers overtake each other: the first, the third … of one, the second, the fourth … of the
    // other come late.
    for (int i = 0; i < 20; ++i) {
        Gateway gateway = newGateway();
        gateway.id = {QStringLiteral("shared-%1").arg(i)};
        gateway.cacheTtl = 1000 + i;
        VERIFY_RESULT(await(m_gateways.create(gateway)));
        gateway.cacheTtl = 2000 + i;
        VERIFY_RESULT(await(gateways.create(gateway)));
    }
    const auto late = [](const char *pattern) {
        return QJsonObject{{"kind", "latency"},
                           {"milliseconds", 200},
                           {"method", "GET"},
                           {"path", QLatin1String(pattern)}};
    };
    QVERIFY(m_sandbox.setFaults({late("*/gateways/shared-*[13579]")}));
    QVERIFY(other.setFaults({late("*/gateways/shared-*[02468]")}));
    m_sandbox.forgetRequests();
    other.forgetRequests();

    QList<Call<Gateway>> mine;
    QList<Call<Gateway>> others;
    for (int i = 0; i < 20; ++i) {
        const GatewayId id{QStringLiteral("shared-%1").arg(i)};
        mine.append(m_gateways.get(id));
        others.append(gateways.get(id));
    }
    for (int i = 0; i < 20; ++i) {
        const auto first = await(mine.at(i));
        const auto second = await(others.at(i));
        VERIFY_RESULT(first);
        VERIFY_RESULT(second);
        QCOMPARE(*first->cacheTtl, 1000 + i);
        QCOMPARE(*second->cacheTtl, 2000 + i);
    }
    QCOMPARE(m_sandbox.requests().size(), 20);
    QCOMPARE(other.requests().size(), 20);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
