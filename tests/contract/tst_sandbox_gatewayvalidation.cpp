// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// Whatever is refused, with the path of what is wrong.
class ContractGatewayValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void invalid_data();
    void invalid();
    void invalidQuery_data();
    void invalidQuery();
    void malformedJson();
    void notAnObject();
    void allErrorsAtOnce();

private:
    Sandbox m_sandbox;
};

namespace {

QJsonObject minimal()
{
    return QJsonDocument::fromJson(
               R"({"cache_invalidate_on_update": true, "cache_ttl": 60, "collect_logs": true,
                      "rate_limiting_interval": 10, "rate_limiting_limit": 5})")
        .object();
}

QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object[key] = value;
    return object;
}

} // namespace

void ContractGatewayValidation::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=10"_s}));
}

void ContractGatewayValidation::invalid_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *key, const QJsonValue &value, const char *path) {
        QTest::addRow("%s", path) << QString::fromLatin1(key) << value
                                  << u"body/"_s + QString::fromLatin1(path);
    };
    const auto json = [](const char *text) {
        return QJsonDocument::fromJson(QByteArray("[") + text + "]").array().first();
    };
    row("authentication", 1, "authentication");
    row("cache_invalidate_on_update", QJsonValue::Null, "cache_invalidate_on_update");
    row("cache_ttl", -1, "cache_ttl");
    row("cache_ttl", 1.5, "cache_ttl");
    row("cache_ttl", 1e300, "cache_ttl");
    row("cache_ttl", u"60"_s, "cache_ttl");
    row("collect_logs", u"true"_s, "collect_logs");
    row("rate_limiting_interval", -5, "rate_limiting_interval");
    row("rate_limiting_limit", json("[]"), "rate_limiting_limit");
    row("rate_limiting_technique", u"leaky"_s, "rate_limiting_technique");
    row("log_management", 9999, "log_management");
    row("log_management", 10'000'001, "log_management");
    row("log_management_strategy", u"KEEP"_s, "log_management_strategy");
    row("logpush_public_key", u"short"_s, "logpush_public_key");
    row("logpush_public_key", QString(1025, u'x'), "logpush_public_key");
    row("retry_backoff", u"random"_s, "retry_backoff");
    row("retry_delay", 5001, "retry_delay");
    row("retry_max_attempts", 0, "retry_max_attempts");
    row("retry_max_attempts", 6, "retry_max_attempts");
    row("store_id", 3, "store_id");
    row("workers_ai_billing_mode", u"prepaid"_s, "workers_ai_billing_mode");
    row("zdr", QJsonValue::Null, "zdr");
    row("dlp", json(R"({"enabled": true, "action": "LOG", "profiles": []})"), "dlp/action");
    row("dlp", json(R"({"enabled": true, "policies": [{"id": "p", "enabled": true,
        "action": "FLAG", "check": ["REQUEST", "HEADERS"], "profiles": []}]})"),
        "dlp/policies/0/check/1");
    row("guardrails", json(R"({"prompt": {"S3": "WARN"}, "response": {}})"),
        "guardrails/prompt/S3");
    row("guardrails", json(R"({"prompt": {}})"), "guardrails/response");
    row("otel", json(R"([{"url": "nowhere", "headers": {}}])"), "otel/0/url");
    row("otel", json(R"([{"url": "https://a.example", "headers": {"h": 1}}])"), "otel/0/headers/h");
    const char *exporter = R"({"url": "https://a.example", "headers": {}})";
    row("otel", json(("[" + QByteArrayList(6, exporter).join(',') + "]").constData()), "otel");
    row("stripe", json(R"({"authorization": "x", "usage_events": [{}]})"),
        "stripe/usage_events/0/payload");
    row("spend_limits", json(R"({"rules": [{"limit": 0, "limitType": "cost", "window": 60}]})"),
        "spend_limits/rules/0/limit");
    row("spend_limits", json(R"({"rules": [{"limit": 1, "limitType": "cost", "window": 60,
        "metadata": {"plan": {"mode": "filter"}}}]})"),
        "spend_limits/rules/0/metadata/plan/values");
}

void ContractGatewayValidation::invalid()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, path);
    const Answer answer =
        m_sandbox.send("PUT", u"/gateways/production-chat"_s, with(minimal(), key, value));
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorCode(), 7001);
    QCOMPARE(answer.errorPaths(), QStringList{path});
    QVERIFY(m_sandbox.get(u"/gateways/production-chat"_s).object()[u"is_default"].toBool());
}

void ContractGatewayValidation::invalidQuery_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("page 0") << u"/gateways"_s << u"page"_s << u"0"_s;
    QTest::newRow("page text") << u"/gateways"_s << u"page"_s << u"one"_s;
    QTest::newRow("page fraction") << u"/gateways"_s << u"page"_s << u"1.5"_s;
    QTest::newRow("per_page 0") << u"/gateways"_s << u"per_page"_s << u"0"_s;
    QTest::newRow("per_page 101") << u"/gateways"_s << u"per_page"_s << u"101"_s;
    QTest::newRow("types 4") << u"/evaluation-types"_s << u"per_page"_s << u"4"_s;
    QTest::newRow("types 51") << u"/evaluation-types"_s << u"per_page"_s << u"51"_s;
    QTest::newRow("types direction")
        << u"/evaluation-types"_s << u"order_by_direction"_s << u"up"_s;
}

void ContractGatewayValidation::invalidQuery()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    QFETCH(QString, value);
    const Answer answer = m_sandbox.get(path, {{name, value}});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorPaths(), QStringList{u"query/"_s + name});
    QCOMPARE(answer.result(), QJsonValue(QJsonObject()));
}

void ContractGatewayValidation::malformedJson()
{
    for (const char *text : {"{", "", "{\"id\": \"\xff\"}", "[1,]"}) {
        const Answer answer = m_sandbox.sendRaw(
            "POST", Sandbox::accountPath(u"/gateways"_s), text,
            {{"Authorization", "Bearer t"}, {"Content-Type", "application/json"}});
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.isErrorEnvelope());
        QCOMPARE(answer.errorPaths(), QStringList{u"body"_s});
    }
}

void ContractGatewayValidation::notAnObject()
{
    const Answer answer =
        m_sandbox.sendRaw("POST", Sandbox::accountPath(u"/gateways"_s), "[]",
                          {{"Authorization", "Bearer t"}, {"Content-Type", "application/json"}});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorPaths(), QStringList{u"body"_s});
}

void ContractGatewayValidation::allErrorsAtOnce()
{
    const Answer answer = m_sandbox.send("POST", u"/gateways"_s,
                                         {{u"id"_s, u""_s}, {u"cache_ttl"_s, -1}, {u"zdr"_s, 0}});
    QCOMPARE(answer.status, 400);
    const QStringList expected{u"body/cache_invalidate_on_update"_s,
                               u"body/cache_ttl"_s,
                               u"body/collect_logs"_s,
                               u"body/id"_s,
                               u"body/rate_limiting_interval"_s,
                               u"body/rate_limiting_limit"_s,
                               u"body/zdr"_s};
    QCOMPARE(answer.errorPaths(), expected);
    const Answer longId =
        m_sandbox.send("POST", u"/gateways"_s, with(minimal(), u"id"_s, QString(65, u'x')));
    QCOMPARE(longId.errorPaths(), QStringList{u"body/id"_s});
}

QTEST_GUILESS_MAIN(ContractGatewayValidation)
#include "tst_sandbox_gatewayvalidation.moc"
