// SPDX-License-Identifier: GPL-3.0-or-later
// Gateways as files: what is written, and what is said of a file that somebody has damaged.
#include "models/domain/gatewayfile.h"
#include "models/domain/jsonplaces.h"

#include <QJsonDocument>
#include <QTest>

using namespace gatehouse;

static Gateway gateway(const QString &id)
{
    Gateway gateway = newGateway();
    gateway.id = {id};
    gateway.createdAt = gateway.modifiedAt = QDateTime(QDate(2026, 1, 31), QTime(14, 5), Qt::UTC);
    gateway.isDefault = true;
    gateway.unknown = {{"internal_id", "made-by-the-service"}, {"novelty", 7}};
    gateway.retryBackoff = Field<OpenEnum<RetryBackoff>>::null();
    gateway.otel = QJsonArray{QJsonObject{{"url", "https://one.example"},
                                          {"authorization", "s3cret-one"},
                                          {"headers", QJsonObject{{"x-key", "s3cret-key"}}}},
                              QJsonObject{{"url", "https://two.example"},
                                          {"authorization", "s3cret-two"},
                                          {"headers", QJsonObject{}}}};
    gateway.stripe = QJsonObject{{"authorization", "s3cret-stripe"},
                                 {"usage_events", QJsonArray{QJsonObject{{"payload", "tokens"}}}}};
    return gateway;
}

static GatewayFileEntry entryOf(const QByteArray &text)
{
    const GatewayFile file = readGatewayFile(text);
    return file.problems.isEmpty() ? file.entries.value(0) : GatewayFileEntry{};
}

class GatewayFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWellInGit()
    {
        const GatewayExport file = exportGateways({gateway("zebra"), gateway("ant")});
        QCOMPARE(file.secrets, 8);
        QVERIFY(!file.text.contains("s3cret"));
        for (const char *made : {"created_at", "modified_at", "is_default", "internal_id"})
            QVERIFY2(!file.text.contains(made), made);
        QVERIFY(file.text.contains("\"novelty\": 7"));
        QVERIFY(file.text.contains("\"retry_backoff\": null"));
        QVERIFY(file.text.contains("\"/otel/0/headers/x-key\""));
        QVERIFY(file.text.endsWith("}\n"));
        QVERIFY(file.text.indexOf("\"ant\"") < file.text.indexOf("\"zebra\""));
        QVERIFY(file.text.indexOf("\"cache_ttl\"") < file.text.indexOf("\"collect_logs\""));
        QCOMPARE(exportGateways({gateway("ant"), gateway("zebra")}).text, file.text);
        QCOMPARE(gatewayFileName({"a/b"}), "a%2Fb.json");
    }

    void comesBackTheSame()
    {
        const Gateway there = gateway("ant");
        const GatewayFileEntry entry = entryOf(exportGateways({there}).text);
        QCOMPARE(entry.problems, QStringList());
        const Result<GatewayImport> import = importedGateway(entry, &there);
        QVERIFY(import);
        QVERIFY(import->missing.isEmpty());
        QVERIFY(import->wanted == there); // the secrets included
    }

    // A credential stays with the address that it is for.
    void secretsFollowTheirAddress()
    {
        const QByteArray text = exportGateways({gateway("ant")}).text;
        Gateway there = gateway("ant");
        there.otel = QJsonArray{
            (*there.otel)[1],
            QJsonObject{{"url", "https://three.example"}, {"authorization", "s3cret-three"}}};
        const Result<GatewayImport> import = importedGateway(entryOf(text), &there);
        QVERIFY(import);
        QCOMPARE((*import->wanted.otel)[1][u"authorization"].toString(), "s3cret-two");
        QVERIFY((*import->wanted.otel)[0][u"authorization"].isUndefined());
        QCOMPARE(import->missing, QStringList({"/otel/0/authorization", "/otel/0/headers/x-key"}));
    }

    void secretsThatNobodyHasAreTold()
    {
        const GatewayFileEntry entry = entryOf(exportGateways({gateway("ant")}).text);
        const Result<GatewayImport> import = importedGateway(entry, nullptr);
        QVERIFY(import);
        QCOMPARE(import->missing.size(), 4);
        QVERIFY(import->wanted.stripe.isAbsent()); // the service takes none without its secret
        QVERIFY(import->wanted.otel);
        QVERIFY(!import->wanted.createdAt.isValid());
    }

    // What the file does not name stays; of a new one it is as a new gateway starts.
    void partOfAGateway()
    {
        const GatewayFileEntry entry = entryOf(R"({"id": "ant", "cache_ttl": 60})");
        QCOMPARE(entry.problems, QStringList());
        Gateway there = gateway("ant");
        Result<GatewayImport> import = importedGateway(entry, &there);
        QVERIFY(import);
        there.cacheTtl = 60;
        QVERIFY(import->wanted == there);
        import = importedGateway(entry, nullptr);
        QVERIFY(import);
        QVERIFY(import->wanted.collectLogs);
        QCOMPARE(import->wanted.cacheTtl.valueOr(0), 60);
    }

    void damageIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QByteArray &text, const char *problem) {
            QTest::newRow(name) << text << QString::fromUtf8(problem);
        };
        const auto file = [](const QByteArray &gateways) {
            return "{\n\"format\": \"gatehouse-gateways\",\n\"version\": 1,\n\"gateways\": [\n"
                + gateways + "\n]}\n";
        };
        row("empty", " \n", "The file is empty.");
        row("no JSON", "{\n  \"id\": \"ä\", x\n}", "Line 2, column 15: this is not JSON");
        row("cut off", "{\n\"format\": \"gatehouse-gateways\",\n\"gateways\": [", "Line 3");
        row("merge", file("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other"),
            "Line 5: a merge was not finished here");
        row("other file", R"({"format": "something", "profiles": []})",
            "Line 1: the file holds no gateways");
        row("newer", "{\"format\": \"gatehouse-gateways\",\n\"version\": 2, \"gateways\": []}",
            "Line 2: the file is of a newer version");
        row("none", file(""), "There is no gateway in the file.");
        row("no object", file("7"), "Line 5: a gateway has to be an object");
        row("no id", file("{\n\"cache_ttl\": 3}"), "Line 5, id: the gateway has no id");
        row("long id", file("{\"id\": \"" + QByteArray(65, 'x') + "\"}"),
            "Line 5, id: the id has 65 characters; at most 64 are allowed");
        row("dots", file("{\"id\": \"..\"}"), "cannot be part of a URL");
        row("twice", file("{\"id\": \"a\"},\n{\n\"id\": \"a\"}"),
            "Line 7, id: this gateway is in line 5 already");
        row("member twice", file("{\"id\": \"a\",\n\"cache_ttl\": 1,\n\"cache_ttl\": 2}"),
            "Line 7, cache_ttl: stands there twice");
        row("text for number", file("{\"id\": \"a\",\n\"cache_ttl\": \"300\"}"),
            "Line 6, cache_ttl: has to be a whole number");
        row("negative", file("{\"id\": \"a\",\n\n\"cache_ttl\": -1}"),
            "Line 7, cache_ttl: has to be a whole number, 0 or more");
        row("range", file("{\"id\": \"a\", \"retry_max_attempts\": 6}"),
            "Line 5, retry_max_attempts: has to be a whole number from 1 to 5");
        row("null", file("{\"id\": \"a\", \"collect_logs\": null}"),
            "Line 5, collect_logs: cannot be null");
        row("short key", file("{\"id\": \"a\", \"logpush_public_key\": \"x\"}"),
            "it must have 16 to 1,024");
        row("shape", file("{\"id\": \"a\",\n\"guardrails\": [1]}"),
            "Line 6, guardrails: expected an object, found a list");
        row("masked", file("{\"id\": \"a\", \"stripe\":\n{\"authorization\": \"••••••••\"}}"),
            "Line 6, stripe.authorization: is a masked secret");
    }

    void damageIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        const GatewayFile file = readGatewayFile(text);
        QStringList problems = file.problems;
        for (const GatewayFileEntry &entry : file.entries)
            problems += entry.problems;
        QVERIFY2(problems.join(u'\n').contains(problem), qPrintable(problems.join(u'\n')));
    }

    // One that is damaged does not keep the others out.
    void theOthersCanBeImported()
    {
        const GatewayFile file = readGatewayFile(
            R"({"format": "gatehouse-gateways", "version": 1, "gateways": [
                {"id": "bad", "cache_ttl": true}, {"id": "good"}]})");
        QCOMPARE(file.entries.size(), 2);
        QCOMPARE(file.entries.at(0).problems.size(), 1);
        QVERIFY(file.entries.at(1).problems.isEmpty());
    }

    void placesOfMembers()
    {
        const JsonPlaces places(
            "{\"a\": [1,\n {\"b\\u00e4\": \"x\\\"]\",\n\"c\": {}}],\n\"d\": 1}");
        QCOMPARE(places.line({"a"}), 1);
        QCOMPARE(places.line({"a", "1"}), 2);
        QCOMPARE(places.line({"a", "1", QStringLiteral("bä")}), 2);
        QCOMPARE(places.line({"a", "1", "c"}), 3);
        QCOMPARE(places.line({"a", "1", "c", "missing"}), 3);
        QCOMPARE(places.line({"d"}), 4);
        QVERIFY(places.duplicates().isEmpty());
        const JsonPlaces broken("{\"a\": [1}"); // ends all the same
        QCOMPARE(broken.line({"a"}), 1);
    }
};

QTEST_APPLESS_MAIN(GatewayFileTest)
#include "tst_gatewayfile.moc"
