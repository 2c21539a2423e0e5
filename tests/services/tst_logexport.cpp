// SPDX-License-Identifier: GPL-3.0-or-later
// What exports write, and where.
#include "tests/services/logexportbench.h"
#include "tests/support/sandboxfixture.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

class TestLogExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines();
    void everyFormat_data();
    void everyFormat();
    void chosenColumns();
    void withBodies();
    void anOlderResultIsReplacedAtTheEnd();
    void unsortedRowsAreRefused();
    void whereItCannotBeWritten();
    void runsInTheBackground();

private:
    GatewayId m_gateway{QStringLiteral("production-chat")};
};

void TestLogExport::lines()
{
    const QJsonObject log{
        {"id", "a\"b"},          {"cost", 0.000001},        {"tokens_in", 12'000'000},
        {"cached", false},       {"model", "x, y"},         {"path", " blank"},
        {"metadata", "{}\nend"}, {"step", QJsonValue::Null}};
    const QStringList columns{"id",   "cost",     "tokens_in", "cached",  "model",
                              "path", "metadata", "step",      "provider"};
    QCOMPARE(csvLine(log, columns),
             QByteArray("\"a\"\"b\",1e-06,12000000,false,\"x, y\","
                        "\" blank\",\"{}\nend\",,\r\n"));
    QCOMPARE(csvHeading({"a", "b,c"}), QByteArray("a,\"b,c\"\r\n"));
    QCOMPARE(csvLine({{"model", "m"}}, {"id", "model"}), QByteArray(",m\r\n"));
    QCOMPARE(jsonLine(log, {"model", "nothing", "step"}),
             QByteArray("{\"model\":\"x, y\",\"step\":null}\n"));
    QCOMPARE(bodyJson("text é"), QJsonValue("text é"));
    QCOMPARE(bodyJson("\xff\x00"), (QJsonValue(QJsonObject{{"base64", "/w=="}})));
}

void TestLogExport::everyFormat_data()
{
    QTest::addColumn<LogExportFormat>("format");
    QTest::addColumn<bool>("totals");
    QTest::addRow("csv") << LogExportFormat::Csv << true;
    QTest::addRow("jsonl") << LogExportFormat::JsonLines << true;
    QTest::addRow("csv, no totals") << LogExportFormat::Csv << false;
    QTest::addRow("jsonl, no totals") << LogExportFormat::JsonLines << false;
}

void TestLogExport::everyFormat()
{
    QFETCH(LogExportFormat, format);
    QFETCH(bool, totals);
    for (const int count : {0, 1, 49, 50, 51, 1234}) {
        Rows rows;
        rows.totals = totals;
        rows.fill(count);
        CannedServer server(std::ref(rows));
        Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
        QVERIFY2(bench.run({.gateway = m_gateway, .format = format}),
                 qPrintable(bench.task->message()));
        QList<QByteArray> lines = contents(bench.file()).split('\n');
        QVERIFY(lines.takeLast().isEmpty() || count == 0);
        if (format == LogExportFormat::Csv)
            QCOMPARE(lines.takeFirst(), logListFields().join(u',').toUtf8() + '\r');
        else if (count == 0)
            lines.clear();
        QCOMPARE(lines.size(), count);
        for (int i = 0; i < count; ++i) {
            const QJsonObject row = rows.rows.at(i);
            if (format == LogExportFormat::Csv)
                QVERIFY(lines.at(i).startsWith((row.value(u"created_at").toString() + u','
                                                + row.value(u"id").toString() + u',')
                                                   .toUtf8()));
            else
                QCOMPARE(QJsonDocument::fromJson(lines.at(i)).object(), row);
        }
        QCOMPARE(bench.task->done(), count);
        QCOMPARE(bench.task->result(), bench.file());
        QCOMPARE(entries(bench.folder), QStringList{QStringLiteral("result")});
        QVERIFY(QDir(bench.file("exports")).isEmpty());
    }
}

void TestLogExport::chosenColumns()
{
    Rows rows;
    rows.fill(2);
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    QVERIFY(bench.run({.gateway = m_gateway, .columns = {"model", "id"}}));
    QCOMPARE(contents(bench.file()), QByteArray("model,id\r\n\"m,0\",log-0\r\n\"m,1\",log-1\r\n"));
}

void TestLogExport::withBodies()
{
    SandboxFixture sandbox({QStringLiteral("--seed-logs"), QStringLiteral("120"),
                            QStringLiteral("--now"), QStringLiteral("2026-11-20T12:00:00Z")});
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    Bench bench(sandbox.endpoint());
    QVERIFY2(bench.run({.gateway = m_gateway, .format = LogExportFormat::JsonLinesWithBodies}),
             qPrintable(bench.task->message()));
    const QStringList ids =
        idsOf(sandbox.endpoint(), m_gateway, QStringLiteral("2030-01-01T00:00:00Z"));
    QCOMPARE(ids.size(), 120);
    QCOMPARE(idsIn(bench.file()), ids);
    LogService *logs = bench.connection.logs();
    const QList<QByteArray> lines = contents(bench.file()).split('\n');
    for (const int row : {0, 60, 119}) {
        const QJsonObject json = QJsonDocument::fromJson(lines.at(row)).object();
        const LogId id{json.value(u"id").toString()};
        QCOMPARE(json.value(u"request"), bodyJson(await(logs->requestBody(m_gateway, id))->data));
        QCOMPARE(json.value(u"response"), bodyJson(await(logs->responseBody(m_gateway, id))->data));
    }
}

void TestLogExport::anOlderResultIsReplacedAtTheEnd()
{
    Rows rows;
    rows.fill(200);
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    QFile old(bench.file());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    bool wasThere = true;
    rows.before = [&] { wasThere = wasThere && contents(bench.file()) == "old"; };
    QVERIFY(bench.run({.gateway = m_gateway}));
    QVERIFY(wasThere);
    QCOMPARE(contents(bench.file()).count('\n'), 201);
}

void TestLogExport::unsortedRowsAreRefused()
{
    Rows rows;
    rows.unsorted = true;
    rows.fill(200);
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    bench.exports.start(&bench.connection, {.gateway = m_gateway, .path = bench.file()});
    QTRY_VERIFY(bench.task->state() == Task::State::Paused);
    QVERIFY2(bench.task->message().contains(QStringLiteral("order")),
             qPrintable(bench.task->message()));
    QVERIFY(!QFile::exists(bench.file()));
}

void TestLogExport::whereItCannotBeWritten()
{
    Rows rows;
    rows.fill(10);
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    const QString path = bench.file("no such folder/result");
    bench.exports.start(&bench.connection, {.gateway = m_gateway, .path = path});
    QTRY_VERIFY(bench.task->state() == Task::State::Paused);
    QVERIFY2(bench.task->message().contains(path), qPrintable(bench.task->message()));
    QVERIFY(QDir(bench.folder.path()).mkdir(QStringLiteral("no such folder")));
    bench.task->resume();
    QVERIFY(bench.ended());
    QVERIFY(QFile::exists(path));
}

void TestLogExport::runsInTheBackground()
{
    Rows rows;
    rows.fill(500);
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    QSignalSpy requests(bench.connection.client(), &ApiClient::requestChanged);
    QVERIFY(bench.run({.gateway = m_gateway}));
    QVERIFY(requests.size() > 10);
    for (const auto &arguments : requests)
        QVERIFY(arguments.first().value<RequestRecord>().urgency == Urgency::Background);
}

QTEST_GUILESS_MAIN(TestLogExport)
#include "tst_logexport.moc"
