// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

class ContractFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void rateLimited();
    void serverErrors_data();
    void serverErrors();
    void html();
    void truncated();
    void cut();
    void slow_data();
    void slow();
    void contentType();
    void unknownEnum();
    void unknownEnumInOneField();
    void extraFields();
    void nulls();
    void countRunsOut();
    void probability();
    void pathAndMethod();
    void errorsComeInsteadOfTheOperation();
    void cutsComeAfterTheOperation();
    void twoAtOnce();
    void listedAndRemoved();
    void badRules_data();
    void badRules();
    void fromTheCommandLine();
    void badRuleOnTheCommandLine();
    void requestsAreKept();
    void controlNeedsCredentials();

private:
    Answer control(const QByteArray &verb, const QString &path, const QJsonObject &body = {})
    {
        return m_sandbox.sendRaw(verb, u"/_sandbox/"_s + path, QJsonDocument(body).toJson(),
                                 {{"Authorization", "Bearer anything"}});
    }
    void set(const QJsonObject &rule) { QCOMPARE(control("POST", u"faults"_s, rule).status, 200); }
    Answer gateways() { return m_sandbox.get(u"/gateways"_s); }
    QJsonObject firstGateway() { return gateways().list().first().toObject(); }

    Sandbox m_sandbox;
};

void ContractFaults::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=100"_s, u"--now=2025-06-02T10:00:00Z"_s}));
}

void ContractFaults::cleanup()
{
    if (!m_sandbox.readyLine().isEmpty()) {
        control("DELETE", u"faults"_s);
        QCOMPARE(gateways().status, 200);
    }
}

void ContractFaults::rateLimited()
{
    set({{u"kind"_s, u"rate_limited"_s}, {u"retry_after"_s, 7}});
    const Answer answer = gateways();
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.retryAfter, "7");
    QVERIFY(answer.isErrorEnvelope());
}

void ContractFaults::serverErrors_data()
{
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("empty");
    QTest::newRow("500") << QJsonObject{} << 500 << false;
    QTest::newRow("503") << QJsonObject{{u"status"_s, 503}} << 503 << false;
    QTest::newRow("no body") << QJsonObject{{u"body"_s, false}} << 500 << true;
}

void ContractFaults::serverErrors()
{
    QFETCH(QJsonObject, more);
    more.insert(u"kind"_s, u"error"_s);
    set(more);
    const Answer answer = gateways();
    QTEST(answer.status, "status");
    QTEST(answer.body.isEmpty(), "empty");
    QTEST(!answer.isErrorEnvelope(), "empty");
}

void ContractFaults::html()
{
    set({{u"kind"_s, u"html"_s}});
    const Answer answer = gateways();
    QCOMPARE(answer.status, 502);
    QVERIFY(answer.contentType.startsWith("text/html"));
    QVERIFY(answer.body.startsWith("<!DOCTYPE html>"));
}

void ContractFaults::truncated()
{
    const QByteArray whole = gateways().body;
    set({{u"kind"_s, u"truncated"_s}});
    const Answer answer = gateways();
    QCOMPARE(answer.networkError, QNetworkReply::NoError);
    QCOMPARE(answer.body, whole.left(whole.size() / 2));
}

void ContractFaults::cut()
{
    const QByteArray whole = gateways().body;
    set({{u"kind"_s, u"cut"_s}});
    const Answer answer = gateways();
    QCOMPARE(answer.networkError, QNetworkReply::RemoteHostClosedError);
    QCOMPARE(answer.body, whole.left(whole.size() / 2));
}

void ContractFaults::slow_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("waits") << u"latency"_s;
    QTest::newRow("trickles") << u"trickle"_s;
}

void ContractFaults::slow()
{
    constexpr int milliseconds = 300;
    QFETCH(QString, kind);
    const QByteArray whole = gateways().body;
    set({{u"kind"_s, kind}, {u"milliseconds"_s, milliseconds}});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(gateways().body, whole);
    QVERIFY(timer.elapsed() >= milliseconds);
}

void ContractFaults::contentType()
{
    const QByteArray whole = gateways().body;
    set({{u"kind"_s, u"content_type"_s}});
    const Answer answer = gateways();
    QVERIFY(answer.contentType.startsWith("text/html"));
    QCOMPARE(answer.body, whole);
}

void ContractFaults::unknownEnum()
{
    const QJsonObject before = firstGateway();
    set({{u"kind"_s, u"unknown_enum"_s}});
    const QJsonObject after = firstGateway();
    QCOMPARE(after[u"workers_ai_billing_mode"_s], u"unheard-of"_s);
    QCOMPARE(after[u"id"_s], before[u"id"_s]);
    QCOMPARE(after[u"created_at"_s], before[u"created_at"_s]);
}

void ContractFaults::unknownEnumInOneField()
{
    set({{u"kind"_s, u"unknown_enum"_s}, {u"field"_s, u"id"_s}});
    const QJsonObject after = firstGateway();
    QCOMPARE(after[u"id"_s], u"unheard-of"_s);
    QCOMPARE(after[u"workers_ai_billing_mode"_s], u"postpaid"_s);
}

void ContractFaults::extraFields()
{
    QJsonObject before = firstGateway();
    set({{u"kind"_s, u"extra_fields"_s}});
    QJsonObject after = firstGateway();
    QVERIFY(after.take(u"x_unheard_of"_s).isObject());
    QCOMPARE(after.keys(), before.keys());
    QCOMPARE(after[u"id"_s], before[u"id"_s]);
}

void ContractFaults::nulls()
{
    const QJsonObject before = firstGateway();
    set({{u"kind"_s, u"nulls"_s}});
    const Answer answer = gateways();
    QCOMPARE(answer.json()[u"success"_s], true);
    const QJsonObject after = answer.list().first().toObject();
    QCOMPARE(after[u"id"_s], before[u"id"_s]);
    QVERIFY(after[u"collect_logs"_s].isNull());
    QVERIFY(after[u"created_at"_s].isNull());
    control("DELETE", u"faults"_s);

    set({{u"kind"_s, u"nulls"_s}, {u"field"_s, u"result"_s}});
    QVERIFY(gateways().result().isNull());
}

void ContractFaults::countRunsOut()
{
    set({{u"kind"_s, u"error"_s}, {u"count"_s, 2}});
    QCOMPARE(gateways().status, 500);
    QCOMPARE(gateways().status, 500);
    QCOMPARE(gateways().status, 200);
    QVERIFY(control("GET", u"faults"_s).list().isEmpty());
}

void ContractFaults::probability()
{
    constexpr int calls = 200;
    set({{u"kind"_s, u"error"_s}, {u"probability"_s, 0.3}});
    int failed = 0;
    for (int i = 0; i < calls; ++i) {
        failed += gateways().status == 500;
    }
    QVERIFY2(failed > 35 && failed < 85, qPrintable(QString::number(failed)));
}

void ContractFaults::pathAndMethod()
{
    set({{u"kind"_s, u"error"_s}, {u"path"_s, u"*/evaluation-types"_s}});
    set({{u"kind"_s, u"error"_s}, {u"path"_s, u"*/gateways*"_s}, {u"method"_s, u"DELETE"_s}});
    QCOMPARE(gateways().status, 200);
    QCOMPARE(m_sandbox.get(u"/evaluation-types"_s).status, 500);
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/playground"_s).status, 500);
    QCOMPARE(m_sandbox.get(u"/gateways/playground"_s).status, 200);
}

namespace {

QJsonObject newGateway(const QString &id)
{
    return {{u"id"_s, id},
            {u"cache_invalidate_on_update"_s, true},
            {u"cache_ttl"_s, 17},
            {u"collect_logs"_s, true},
            {u"rate_limiting_interval"_s, 0},
            {u"rate_limiting_limit"_s, 0}};
}

} // namespace

void ContractFaults::errorsComeInsteadOfTheOperation()
{
    set({{u"kind"_s, u"error"_s}, {u"method"_s, u"POST"_s}});
    QCOMPARE(m_sandbox.send("POST", u"/gateways"_s, newGateway(u"never"_s)).status, 500);
    QCOMPARE(m_sandbox.get(u"/gateways/never"_s).status, 404);
}

void ContractFaults::cutsComeAfterTheOperation()
{
    set({{u"kind"_s, u"cut"_s}, {u"method"_s, u"POST"_s}});
    QVERIFY(m_sandbox.send("POST", u"/gateways"_s, newGateway(u"made"_s)).networkError
            != QNetworkReply::NoError);
    QCOMPARE(m_sandbox.get(u"/gateways/made"_s).status, 200);
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/made"_s).status, 200);
}

void ContractFaults::twoAtOnce()
{
    set({{u"kind"_s, u"html"_s}});
    set({{u"kind"_s, u"truncated"_s}});
    const Answer answer = gateways();
    QCOMPARE(answer.status, 502);
    QVERIFY(!answer.body.contains("</html>"));
}

void ContractFaults::listedAndRemoved()
{
    const QJsonObject rule{{u"kind"_s, u"html"_s}, {u"path"_s, u"*/logs"_s}, {u"count"_s, 9}};
    const QJsonObject made = control("POST", u"faults"_s, rule).object();
    QCOMPARE(made[u"path"_s], u"*/logs"_s);
    QCOMPARE(control("GET", u"faults"_s).list(), QJsonArray{made});
    const QString id = made[u"id"_s].toString();
    QCOMPARE(control("DELETE", u"faults/"_s + id).status, 200);
    QCOMPARE(control("DELETE", u"faults/"_s + id).status, 404);
    QVERIFY(control("GET", u"faults"_s).list().isEmpty());
}

void ContractFaults::badRules_data()
{
    QTest::addColumn<QJsonObject>("rule");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("no kind") << QJsonObject{} << QStringList{u"body/kind"_s};
    QTest::newRow("unknown kind") << QJsonObject{{u"kind"_s, u"fire"_s}}
                                  << QStringList{u"body/kind"_s};
    QTest::newRow("unknown name") << QJsonObject{{u"kind"_s, u"cut"_s}, {u"when"_s, 1}}
                                  << QStringList{u"body/when"_s};
    QTest::newRow("certain twice") << QJsonObject{{u"kind"_s, u"cut"_s}, {u"probability"_s, 2}}
                                   << QStringList{u"body/probability"_s};
    QTest::newRow("never") << QJsonObject{{u"kind"_s, u"cut"_s}, {u"count"_s, 0}}
                           << QStringList{u"body/count"_s};
}

void ContractFaults::badRules()
{
    QFETCH(QJsonObject, rule);
    const Answer answer = control("POST", u"faults"_s, rule);
    QCOMPARE(answer.status, 400);
    QTEST(answer.errorPaths(), "paths");
}

void ContractFaults::fromTheCommandLine()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start({u"--seed-logs=0"_s, u"--fault"_s,
                           u"rate_limited path=*/gateways method=GET retry_after=3 count=1"_s,
                           u"--fault=error status=503 path=*/evaluation-types"_s}));
    const Answer limited = sandbox.get(u"/gateways"_s);
    QCOMPARE(limited.status, 429);
    QCOMPARE(limited.retryAfter, "3");
    QCOMPARE(sandbox.get(u"/gateways"_s).status, 200);
    QCOMPARE(sandbox.get(u"/evaluation-types"_s).status, 503);
}

void ContractFaults::badRuleOnTheCommandLine()
{
    for (const auto &rule : {u"fire"_s, u"cut when=1"_s, u""_s}) {
        const Sandbox::Run run = Sandbox::run({u"--seed-logs=0"_s, u"--fault"_s, rule});
        QCOMPARE(run.status, 2);
        QVERIFY(run.errors.startsWith("gatehouse-sandbox: invalid value"));
        QCOMPARE(run.errors.count('\n'), 1);
    }
}

void ContractFaults::requestsAreKept()
{
    const auto last = control("GET", u"requests"_s).list().last().toObject()[u"number"_s].toInt();
    m_sandbox.send("PUT", u"/gateways/a%2Fb"_s, {{u"cache_ttl"_s, u"wrong"_s}},
                   {{u"say"_s, u"ü &"_s}});
    const auto after = u"requests?after="_s + QString::number(last);
    const QJsonArray list = control("GET", after).list();
    QCOMPARE(list.size(), 1);
    const QJsonObject entry = list.first().toObject();
    QCOMPARE(entry[u"method"_s], u"PUT"_s);
    QCOMPARE(entry[u"target"_s], Sandbox::accountPath(u"/gateways/a%2Fb?say=%C3%BC%20%26"_s));
    QCOMPARE(entry[u"body"_s], u"{\"cache_ttl\":\"wrong\"}"_s);
    QCOMPARE(entry[u"body_size"_s], 21);
    QCOMPARE(entry[u"status"_s], 404);
    QVERIFY(entry[u"headers"_s].toArray().contains(
        QJsonArray{u"Authorization"_s, u"Bearer anything"_s}));
    control("DELETE", u"requests"_s);
    QVERIFY(control("GET", u"requests"_s).list().isEmpty());
}

void ContractFaults::controlNeedsCredentials()
{
    for (const auto &path : {u"/_sandbox/faults"_s, u"/_sandbox/requests"_s}) {
        QCOMPARE(m_sandbox.sendRaw("GET", path, {}, {}).status, 401);
    }
}

QTEST_GUILESS_MAIN(ContractFaults)
#include "tst_sandbox_faults.moc"
