// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

class ContractGateways : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seeded();
    void paging();
    void search();
    void createFetchDelete();
    void duplicate();
    void missing();
    void oddIds_data();
    void oddIds();
    void putReplaces();
    void putRoundTrip();
    void bothDlpShapes();
    void unknownFieldsAreDropped();
    void deletedGatewayTakesItsLogs();
    void evaluationTypes();

private:
    Sandbox m_sandbox;
};

namespace {

QJsonObject parsed(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject minimal()
{
    return parsed(R"({"cache_invalidate_on_update": true, "cache_ttl": 60, "collect_logs": true,
                      "rate_limiting_interval": 10, "rate_limiting_limit": 5})");
}

QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object[key] = value;
    return object;
}

/// Every field of an update.
QJsonObject full()
{
    return parsed(R"({
        "authentication": true, "cache_invalidate_on_update": false, "cache_ttl": null,
        "collect_logs": false, "rate_limiting_interval": null, "rate_limiting_limit": null,
        "rate_limiting_technique": "sliding", "log_classification": true,
        "log_management": 10000, "log_management_strategy": "STOP_INSERTING",
        "logpush": true, "logpush_public_key": "0123456789abcdef",
        "retry_backoff": "linear", "retry_delay": 5000, "retry_max_attempts": 5,
        "store_id": "abc", "workers_ai_billing_mode": "unified", "zdr": true,
        "dlp": {"enabled": true, "policies": [{"id": "p", "enabled": true, "action": "FLAG",
                "check": ["REQUEST", "RESPONSE"], "profiles": ["one"]}]},
        "guardrails": {"prompt": {"P1": "BLOCK", "S13": "FLAG"}, "response": {}},
        "otel": [{"url": "https://otel.example.com", "headers": {"a": "b"},
                  "authorization": "x", "content_type": "protobuf"}],
        "stripe": {"authorization": "key", "usage_events": [{"payload": "{}"}]},
        "spend_limits": {"enabled": true, "rules": [{"id": "r", "enabled": false, "limit": 0.5,
            "limitType": "cost", "window": 60, "technique": "fixed",
            "metadata": {"plan": {"mode": "partition"},
                         "team": {"mode": "filter", "values": ["a"]}},
            "model": {"mode": "filter", "values": ["gpt-4o"]},
            "provider": {"mode": "filter", "values": []}}]}
    })");
}

} // namespace

void ContractGateways::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=300"_s}));
}

void ContractGateways::seeded()
{
    const QJsonArray gateways = m_sandbox.get(u"/gateways"_s).list();
    QVERIFY(gateways.size() >= 6);
    int defaults = 0;
    QSet<QString> members;
    for (const QJsonValue &gateway : gateways) {
        defaults += gateway[u"is_default"].toBool() ? 1 : 0;
        const QJsonObject object = gateway.toObject();
        const QStringList keys = object.keys();
        members += QSet<QString>(keys.begin(), keys.end());
        QVERIFY(
            QDateTime::fromString(object[u"created_at"].toString(), Qt::ISODateWithMs).isValid());
        QVERIFY(object[u"modified_at"].toString() >= object[u"created_at"].toString());
    }
    QCOMPARE(defaults, 1);
    for (const char *member : {"guardrails", "dlp", "otel", "stripe", "spend_limits",
                               "log_classification", "store_id"}) {
        QVERIFY2(members.contains(QString::fromLatin1(member)), member);
    }
}

void ContractGateways::paging()
{
    const QJsonArray all = m_sandbox.get(u"/gateways"_s, {{u"per_page"_s, u"100"_s}}).list();
    QJsonArray joined;
    for (int page = 1; page <= (all.size() + 3) / 4; ++page) {
        const QJsonArray part =
            m_sandbox
                .get(u"/gateways"_s, {{u"page"_s, QString::number(page)}, {u"per_page"_s, u"4"_s}})
                .list();
        for (const QJsonValue &gateway : part) {
            joined << gateway;
        }
    }
    QCOMPARE(joined, all);
    const Answer beyond = m_sandbox.get(u"/gateways"_s, {{u"page"_s, u"1000"_s}});
    QCOMPARE(beyond.status, 200);
    QCOMPARE(beyond.result(), QJsonValue(QJsonArray()));
}

void ContractGateways::search()
{
    const QJsonArray found = m_sandbox.get(u"/gateways"_s, {{u"search"_s, u"RCH-emb"_s}}).list();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first()[u"id"].toString(), u"search-embeddings"_s);
    QVERIFY(m_sandbox.get(u"/gateways"_s, {{u"search"_s, u"%"_s}}).list().isEmpty());
}

void ContractGateways::createFetchDelete()
{
    const Answer created =
        m_sandbox.send("POST", u"/gateways"_s, with(minimal(), u"id"_s, u"new"_s));
    QCOMPARE(created.status, 200);
    const QJsonObject gateway = created.object();
    QCOMPARE(gateway[u"id"].toString(), u"new"_s);
    QCOMPARE(gateway[u"cache_ttl"].toInt(), 60);
    QCOMPARE(gateway[u"is_default"], QJsonValue(false));
    QCOMPARE(gateway[u"workers_ai_billing_mode"].toString(), u"postpaid"_s);
    QCOMPARE(gateway[u"retry_delay"], QJsonValue(QJsonValue::Null));
    QCOMPARE(m_sandbox.get(u"/gateways/new"_s).object(), gateway);
    QCOMPARE(m_sandbox.get(u"/gateways"_s).list().first().toObject(), gateway);
    const Answer deleted = m_sandbox.send("DELETE", u"/gateways/new"_s);
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.object(), gateway);
    QCOMPARE(m_sandbox.get(u"/gateways/new"_s).status, 404);
}

void ContractGateways::duplicate()
{
    const Answer answer =
        m_sandbox.send("POST", u"/gateways"_s, with(minimal(), u"id"_s, u"staging"_s));
    QCOMPARE(answer.status, 409);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorPaths(), QStringList{u"body/id"_s});
}

void ContractGateways::missing()
{
    for (const QString &path : {u"/gateways/none"_s, u"/gateways/none/logs"_s}) {
        const Answer answer = m_sandbox.get(path);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.errorCode(), 7002);
        QVERIFY(answer.isErrorEnvelope());
    }
    QCOMPARE(m_sandbox.send("PUT", u"/gateways/none"_s, minimal()).status, 404);
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/none"_s).status, 404);
}

void ContractGateways::oddIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("slash") << u"a/b"_s;
    QTest::newRow("percent") << u"50%2F"_s;
    QTest::newRow("space and plus") << u"a b+c"_s;
    QTest::newRow("query") << u"what?x=1&y#z"_s;
    QTest::newRow("umlaut") << u"größe"_s;
    QTest::newRow("longest") << QString(64, u'ü');
}

void ContractGateways::oddIds()
{
    QFETCH(QString, id);
    const QString path = u"/gateways/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    QCOMPARE(m_sandbox.send("POST", u"/gateways"_s, with(minimal(), u"id"_s, id)).status, 200);
    QCOMPARE(m_sandbox.get(path).object()[u"id"].toString(), id);
    QCOMPARE(m_sandbox.get(path + u"/logs"_s).total(), 0);
    QCOMPARE(m_sandbox.send("PUT", path, full()).status, 200);
    QCOMPARE(m_sandbox.send("DELETE", path).status, 200);
}

void ContractGateways::putReplaces()
{
    const QJsonObject before =
        m_sandbox.send("POST", u"/gateways"_s, with(minimal(), u"id"_s, u"put"_s)).object();
    QCOMPARE(m_sandbox.send("PUT", u"/gateways/put"_s, full()).status, 200);
    const QJsonObject after = m_sandbox.send("PUT", u"/gateways/put"_s, minimal()).object();
    for (const QString &key : before.keys()) {
        if (key != u"modified_at"_s) {
            QCOMPARE(after[key], before[key]);
        }
    }
    QCOMPARE(after.keys(), before.keys());
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/put"_s).status, 200);
}

void ContractGateways::putRoundTrip()
{
    QCOMPARE(m_sandbox.send("PUT", u"/gateways/playground"_s, full()).status, 200);
    const QJsonObject gateway = m_sandbox.get(u"/gateways/playground"_s).object();
    const QJsonObject sent = full();
    for (const QString &key : sent.keys()) {
        QCOMPARE(gateway[key], sent[key]);
    }
}

void ContractGateways::bothDlpShapes()
{
    const QJsonObject flat =
        parsed(R"({"enabled": false, "action": "BLOCK", "profiles": ["x", "y"]})");
    const Answer answer =
        m_sandbox.send("PUT", u"/gateways/playground"_s, with(minimal(), u"dlp"_s, flat));
    QCOMPARE(answer.object()[u"dlp"].toObject(), flat);
}

void ContractGateways::unknownFieldsAreDropped()
{
    const QJsonObject sent =
        with(with(minimal(), u"surprise"_s, 1), u"created_at"_s, u"1999-01-01T00:00:00Z"_s);
    const QJsonObject gateway = m_sandbox.send("PUT", u"/gateways/playground"_s, sent).object();
    QVERIFY(!gateway.contains(u"surprise"_s));
    QVERIFY(gateway[u"created_at"].toString() > u"2000"_s);
}

void ContractGateways::deletedGatewayTakesItsLogs()
{
    const QString id =
        m_sandbox.get(u"/gateways/batch-eval/logs"_s).list().first()[u"id"].toString();
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/batch-eval"_s).status, 200);
    QCOMPARE(
        m_sandbox.send("POST", u"/gateways"_s, with(minimal(), u"id"_s, u"batch-eval"_s)).status,
        200);
    QCOMPARE(m_sandbox.get(u"/gateways/batch-eval/logs"_s).total(), 0);
    QCOMPARE(m_sandbox.get(u"/gateways/batch-eval/logs/"_s + id).status, 404);
}

void ContractGateways::evaluationTypes()
{
    const Answer answer = m_sandbox.get(u"/evaluation-types"_s);
    QVERIFY(answer.list().size() >= 3);
    QCOMPARE(answer.total(), answer.list().size());
    QCOMPARE(answer.info()[u"per_page"].toInt(), 20);
    const QStringList fields{u"created_at"_s, u"description"_s, u"enable"_s, u"id"_s,
                             u"mandatory"_s,  u"modified_at"_s, u"name"_s,   u"type"_s};
    QList<bool> mandatory;
    for (const QJsonValue &type : answer.list()) {
        QCOMPARE(type.toObject().keys(), fields);
        mandatory << type[u"mandatory"].toBool();
    }
    QVERIFY(std::is_sorted(mandatory.rbegin(), mandatory.rend()));
    const QJsonArray byName =
        m_sandbox
            .get(u"/evaluation-types"_s,
                 {{u"order_by"_s, u"name"_s}, {u"order_by_direction"_s, u"asc"_s}})
            .list();
    for (int i = 1; i < byName.size(); ++i) {
        QVERIFY(byName[i - 1][u"name"].toString() <= byName[i][u"name"].toString());
    }
    QVERIFY(m_sandbox.get(u"/evaluation-types"_s, {{u"page"_s, u"2"_s}}).list().isEmpty());
}

QTEST_GUILESS_MAIN(ContractGateways)
#include "tst_sandbox_gateways.moc"
