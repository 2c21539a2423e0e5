// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/customdomain.h"

#include <QTest>

using namespace gatehouse;

class TestCustomDomain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostnames_data();
    void hostnames();
    void zoneIds();
    void everyStatusHasWords();
    void settling();
    void wire();
};

void TestCustomDomain::hostnames_data()
{
    QTest::addColumn<QString>("hostname");
    QTest::addColumn<QString>("problem"); // a part of it; empty: none
    const auto row = [](const char *name, const QString &hostname, const char *problem) {
        QTest::newRow(name) << hostname << QString(problem);
    };
    const QString label63(63, u'a');
    row("usual", "ai.example.com", "");
    row("two labels", "example.com", "");
    row("capitals and digits", "AI-2.Example.COM", "");
    row("longest label", label63 + ".com", "");
    row("longest", label63 + '.' + label63 + '.' + label63 + '.' + QString(61, u'a'), "");
    row("empty", "", "needed");
    row("one label", "localhost", "With its domain");
    row("address", "https://ai.example.com", "without https");
    row("path", "ai.example.com/chat", "path");
    row("port", "ai.example.com:8080", "port");
    row("wildcard", "*.example.com", "wildcard");
    row("double dot", "ai..example.com", "Between two dots");
    row("dot at the end", "example.com.", "both ends");
    row("dot at the start", ".example.com", "both ends");
    row("label too long", label63 + "a.com", "63");
    row("too long", label63 + '.' + label63 + '.' + label63 + '.' + QString(62, u'a'), "253");
    row("underscore", "my_ai.example.com", "Only letters");
    row("blank", "my ai.example.com", "Only letters");
    row("other script", "bücher.example", "Only letters");
    row("hyphen first", "-ai.example.com", "hyphen");
    row("hyphen last", "ai.example-.com", "hyphen");
}

void TestCustomDomain::hostnames()
{
    QFETCH(QString, hostname);
    QFETCH(QString, problem);
    const QString found = hostnameProblem(hostname);
    QCOMPARE(found.isEmpty(), problem.isEmpty());
    QVERIFY2(found.contains(problem), qPrintable(found));
}

void TestCustomDomain::zoneIds()
{
    QVERIFY(zoneIdProblem("395566f4c8a5b9d2a5fc0d457b007c44").isEmpty());
    QVERIFY(!zoneIdProblem("").isEmpty());
    QVERIFY(!zoneIdProblem("a b").isEmpty());
}

void TestCustomDomain::everyStatusHasWords()
{
    QSet<QString> texts;
    for (const auto &[status, name] : enumNames(DomainStatus())) {
        texts.insert(statusText(status));
        QVERIFY(!statusHelp(status).isEmpty());
        QVERIFY(statusText(status) != name);
    }
    QCOMPARE(texts.size(), 5);
    const auto unknown = OpenEnum<DomainStatus>::fromText("moving");
    QCOMPARE(statusText(unknown), "moving");
    QVERIFY(statusHelp(unknown).contains("moving"));
}

void TestCustomDomain::settling()
{
    CustomDomain domain;
    for (const auto &[status, name] : enumNames(DomainStatus())) {
        domain.status = status;
        QCOMPARE(isSettling(domain),
                 status == DomainStatus::Initializing || status == DomainStatus::PendingDcv);
    }
    domain.status = OpenEnum<DomainStatus>::fromText("moving");
    QVERIFY(!isSettling(domain));
}

void TestCustomDomain::wire()
{
    const QJsonObject json{{"hostname", "ai.example.com"},
                           {"gateway_id", "g"},
                           {"status", "pending_dcv"},
                           {"created_at", 1'782'925'200'000.0},
                           {"modified_at", 1'782'925'201},
                           {"ssl_hostname_id", QJsonValue::Null},
                           {"new", 1}};
    const auto domain = fromJson<CustomDomain>(json);
    QVERIFY(domain);
    QCOMPARE(domain->id.value, "ai.example.com");
    QCOMPARE(domain->status.known(), DomainStatus::PendingDcv);
    QCOMPARE(domain->createdAt, QDateTime::fromMSecsSinceEpoch(1'782'925'200'000));
    QCOMPARE(domain->modifiedAt, QDateTime::fromMSecsSinceEpoch(1'782'925'201'000));
    QVERIFY(domain->sslHostnameId.isNull());
    QVERIFY(domain->cnameTarget.isAbsent());
    QCOMPARE(domain->unknown, QJsonObject({{"new", 1}}));
    QCOMPARE(toJson(NewCustomDomain{"a.b", "zone", {}}).toObject(),
             QJsonObject({{"domain", "a.b"}, {"zone_id", "zone"}}));
    QCOMPARE(toJson(NewCustomDomain{"a.b", "zone", QString("1.2")}).toObject()["minTLS"], "1.2");
}

QTEST_APPLESS_MAIN(TestCustomDomain)
#include "tst_customdomain.moc"
