// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// Custom domains, and the other address of a gateway.
class ContractDomains : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seeded();
    void createFetchDelete();
    void validationTakesTime();
    void invalid_data();
    void invalid();
    void taken();
    void filters();
    void invalidQuery_data();
    void invalidQuery();
    void missing();
    void gatewayTakesItsDomains();
    void url();

private:
    Answer create(const QString &gateway, const QString &domain);
    QStringList hostnames(const QString &gateway, const Query &query = {});

    Sandbox m_sandbox;
};

namespace {

QString domainsOf(const QString &gateway)
{
    return u"/gateways/%1/custom-domains"_s.arg(gateway);
}

const QJsonObject body{{u"domain"_s, u"ai.acme.example"_s},
                       {u"zone_id"_s, u"395566f4c8a5b9d2a5fc0d457b007c44"_s}};

} // namespace

void ContractDomains::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=10"_s, u"--now=2025-06-02T10:00:00Z"_s}));
}

Answer ContractDomains::create(const QString &gateway, const QString &domain)
{
    QJsonObject sent = body;
    sent[u"domain"_s] = domain;
    return m_sandbox.send("POST", domainsOf(gateway), sent);
}

QStringList ContractDomains::hostnames(const QString &gateway, const Query &query)
{
    QStringList names;
    for (const QJsonValue &domain : m_sandbox.get(domainsOf(gateway), query).list()) {
        names << domain[u"hostname"].toString();
    }
    return names;
}

void ContractDomains::seeded()
{
    const QJsonArray domains = m_sandbox.get(domainsOf(u"production-chat"_s)).list();
    QCOMPARE(domains.size(), 1);
    const QJsonObject domain = domains.first().toObject();
    QCOMPARE(domain.keys(),
             (QStringList{u"created_at"_s, u"gateway_id"_s, u"hostname"_s, u"modified_at"_s,
                          u"ssl_hostname_id"_s, u"status"_s}));
    QCOMPARE(domain[u"status"].toString(), u"active"_s);
    const QDateTime created =
        QDateTime::fromMSecsSinceEpoch(domain[u"created_at"].toInteger(), Qt::UTC);
    QCOMPARE(created.date().year(), 2025);
    QVERIFY(domain[u"modified_at"].toInteger() > domain[u"created_at"].toInteger());
}

void ContractDomains::createFetchDelete()
{
    QJsonObject sent = body;
    sent[u"domain"_s] = u"AI.Acme.example"_s;
    sent[u"minTLS"_s] = u"1.2"_s;
    const Answer created = m_sandbox.send("POST", domainsOf(u"playground"_s), sent);
    QCOMPARE(created.status, 200);
    QCOMPARE(created.object().keys(),
             (QStringList{u"cname_target"_s, u"created_at"_s, u"gateway_id"_s, u"hostname"_s,
                          u"modified_at"_s, u"status"_s}));
    QCOMPARE(created.object()[u"hostname"].toString(), u"ai.acme.example"_s);
    QCOMPARE(created.object()[u"gateway_id"].toString(), u"playground"_s);
    QVERIFY(created.object()[u"cname_target"].toString().contains(u'.'));
    const QString path = domainsOf(u"playground"_s) + u"/AI.acme.example"_s;
    const QJsonObject domain = m_sandbox.get(path).object();
    QCOMPARE(domain[u"hostname"].toString(), u"ai.acme.example"_s);
    QCOMPARE(domain[u"status"].toString(), u"initializing"_s);
    QVERIFY(domain[u"ssl_hostname_id"].isNull());
    QCOMPARE(m_sandbox.get(domainsOf(u"playground"_s)).list(), QJsonArray{domain});
    const Answer deleted = m_sandbox.send("DELETE", path);
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.object(), domain);
    QCOMPARE(m_sandbox.get(path).status, 404);
    QCOMPARE(m_sandbox.send("DELETE", path).status, 404);
    QVERIFY(hostnames(u"playground"_s).isEmpty());
}

void ContractDomains::validationTakesTime()
{
    const QTemporaryDir folder;
    const QString path = domainsOf(u"playground"_s);
    QStringList states;
    QVariant certificate;
    for (const QString &time : {u"10:00:00"_s, u"10:00:05"_s, u"10:01:00"_s}) {
        Sandbox sandbox;
        QVERIFY(sandbox.start({u"--seed-logs=10"_s, u"--database"_s, folder.filePath(u"s.db"_s),
                               u"--now=2025-06-02T%1Z"_s.arg(time)}));
        if (states.isEmpty()) {
            QCOMPARE(sandbox.send("POST", path, body).status, 200);
        }
        const QJsonObject domain = sandbox.get(path + u"/ai.acme.example"_s).object();
        states << domain[u"status"].toString();
        certificate = domain[u"ssl_hostname_id"].toVariant();
        sandbox.kill();
    }
    QCOMPARE(states, (QStringList{u"initializing"_s, u"pending_dcv"_s, u"active"_s}));
    QVERIFY(!certificate.toString().isEmpty());
}

void ContractDomains::invalid_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no domain") << u"domain"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("no zone") << u"zone_id"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("zone number") << u"zone_id"_s << QJsonValue(1);
    QTest::newRow("minTLS") << u"minTLS"_s << QJsonValue(u"1.4"_s);
    QTest::newRow("empty") << u"domain"_s << QJsonValue(u""_s);
    QTest::newRow("one label") << u"domain"_s << QJsonValue(u"localhost"_s);
    QTest::newRow("wildcard") << u"domain"_s << QJsonValue(u"*.example.com"_s);
    QTest::newRow("URL") << u"domain"_s << QJsonValue(u"https://ai.example.com"_s);
    QTest::newRow("hyphen") << u"domain"_s << QJsonValue(u"ai-.example.com"_s);
    QTest::newRow("two dots") << u"domain"_s << QJsonValue(u"ai..example.com"_s);
    QTest::newRow("long label") << u"domain"_s << QJsonValue(QString(64, u'a') + u".example"_s);
    QTest::newRow("long") << u"domain"_s << QJsonValue(QString(u"label."_s).repeated(42) + u"ab"_s);
}

void ContractDomains::invalid()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject sent = body;
    sent[key] = value;
    const Answer answer = m_sandbox.send("POST", domainsOf(u"playground"_s), sent);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorCode(), 7001);
    QCOMPARE(answer.errorPaths(), QStringList{u"body/"_s + key});
    QVERIFY(hostnames(u"playground"_s).isEmpty());
}

void ContractDomains::taken()
{
    for (const QString &gateway : {u"production-chat"_s, u"playground"_s}) {
        const Answer answer = create(gateway, u"AI.example.com"_s);
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.errorCode(), 7003);
        QCOMPARE(answer.errorPaths(), QStringList{u"body/domain"_s});
    }
}

void ContractDomains::filters()
{
    for (const char *name : {"one.example", "two.example", "other.test"}) {
        QCOMPARE(create(u"batch-eval"_s, QString::fromLatin1(name)).status, 200);
    }
    QCOMPARE(hostnames(u"batch-eval"_s, {{u"search"_s, u"EXAMPLE"_s}}),
             (QStringList{u"one.example"_s, u"two.example"_s}));
    QCOMPARE(hostnames(u"batch-eval"_s, {{u"status"_s, u"initializing"_s}}).size(), 3);
    QVERIFY(hostnames(u"batch-eval"_s, {{u"status"_s, u"active"_s}}).isEmpty());
    QCOMPARE(hostnames(u"support-bot"_s, {{u"status"_s, u"pending_dcv"_s}}).size(), 1);
    QCOMPARE(hostnames(u"batch-eval"_s, {{u"page"_s, u"2"_s}, {u"per_page"_s, u"2"_s}}),
             QStringList{u"two.example"_s});
    QVERIFY(hostnames(u"batch-eval"_s, {{u"page"_s, u"9"_s}}).isEmpty());
}

void ContractDomains::invalidQuery_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("page") << u"page"_s << u"0"_s;
    QTest::newRow("per_page") << u"per_page"_s << u"101"_s;
    QTest::newRow("status") << u"status"_s << u"done"_s;
}

void ContractDomains::invalidQuery()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const Answer answer = m_sandbox.get(domainsOf(u"playground"_s), {{name, value}});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorPaths(), QStringList{u"query/"_s + name});
}

void ContractDomains::missing()
{
    const QList<Answer> answers{
        m_sandbox.get(domainsOf(u"none"_s)), m_sandbox.send("POST", domainsOf(u"none"_s), body),
        m_sandbox.get(domainsOf(u"playground"_s) + u"/ai.example.com"_s), // another gateway's
        m_sandbox.send("DELETE", domainsOf(u"playground"_s) + u"/ai.example.com"_s)};
    for (const Answer &answer : answers) {
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.errorCode(), 7002);
        QVERIFY(answer.isErrorEnvelope());
    }
    QCOMPARE(hostnames(u"production-chat"_s), QStringList{u"ai.example.com"_s});
}

void ContractDomains::gatewayTakesItsDomains()
{
    QCOMPARE(create(u"staging"_s, u"staging.example"_s).status, 200);
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/staging"_s).status, 200);
    QCOMPARE(create(u"playground"_s, u"staging.example"_s).status, 200);
}

void ContractDomains::url()
{
    const QString path = u"/gateways/production-chat/url/"_s;
    QCOMPARE(m_sandbox.get(path + u"workers-ai"_s).result().toString(),
             u"https://gateway.ai.cloudflare.com/v1/sandbox/production-chat/workers-ai"_s);
    QCOMPARE(
        m_sandbox.get(path + u"custom-a%2Fb%20%C3%BC"_s).result().toString(),
        u"https://gateway.ai.cloudflare.com/v1/sandbox/production-chat/custom-a%2Fb%20%C3%BC"_s);
    const Answer missing = m_sandbox.get(u"/gateways/none/url/openai"_s);
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.errorCode(), 7002);
}

QTEST_GUILESS_MAIN(ContractDomains)
#include "tst_sandbox_domains.moc"
