// SPDX-License-Identifier: GPL-3.0-or-later
// Exports that are killed, paused, cancelled or cut off, and rows that come and go meanwhile.
#include "tests/services/logexportbench.h"
#include "tests/support/sandboxfixture.h"

#include <QProcess>

using namespace gatehouse;
using namespace gatehouse::test;

class TestLogExportGoesOn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedInTheMiddle();
    void rowsGoMeanwhile_data();
    void rowsGoMeanwhile();
    void manyRowsOfOneInstant();
    void pauseAndResume();
    void cancelLeavesNothing();
    void aServiceThatIsAwayIsTriedAgain();
    void disconnectedAndBack();

private:
    GatewayId m_gateway{QStringLiteral("production-chat")};
};

// While 200 logs a second come in.
void TestLogExportGoesOn::killedInTheMiddle()
{
    SandboxFixture sandbox({QStringLiteral("--seed-logs"), QStringLiteral("8000"),
                            QStringLiteral("--traffic"), QStringLiteral("200")});
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    QVERIFY(sandbox.setFaults({{{"kind", "latency"}, {"milliseconds", 60}}}));
    const QTemporaryDir folder;
    const QString result = folder.filePath(QStringLiteral("result"));
    const QDir states(folder.filePath(QStringLiteral("exports")));
    const QStringList arguments{sandbox.endpoint().apiUrl.toString(),
                                sandbox.endpoint().credentials.token,
                                m_gateway.value,
                                QStringLiteral("jsonl"),
                                result,
                                states.path()};
    const auto state = [&] {
        const QString name = states.entryList({QStringLiteral("*.json")}).value(0);
        return fromJson<LogExportState>(
                   QJsonDocument::fromJson(contents(states.filePath(name))).object())
            .value_or(LogExportState());
    };
    QString until;
    qint64 rows = 0;
    for (int kills = 0; kills < 3; ++kills) {
        QProcess exporter;
        exporter.start(QStringLiteral(GATEHOUSE_TEST_DIR "/logexporter"), arguments);
        QVERIFY(exporter.waitForStarted());
        // Somewhere between two notes of how far it is.
        const auto isFar = [&] {
            return state().rows > rows
                && contents(result + QStringLiteral(".part")).size() > state().bytes;
        };
        QVERIFY(waitFor(isFar, 20'000));
        until = toJson(*state().until).toString();
        exporter.kill(); // SIGKILL
        QVERIFY(exporter.waitForFinished());
        QVERIFY(!QFile::exists(result));
        rows = state().rows;
        QVERIFY(rows > 0 && rows < state().total);
    }
    QProcess exporter;
    exporter.start(QStringLiteral(GATEHOUSE_TEST_DIR "/logexporter"), arguments);
    QVERIFY(exporter.waitForFinished(60'000));
    QVERIFY2(exporter.exitCode() == 0, exporter.readAll().constData());

    QVERIFY(sandbox.setFaults({}));
    const QStringList wanted = idsOf(sandbox.endpoint(), m_gateway, until);
    QVERIFY(wanted.size() >= 8000);
    const QStringList ids = idsIn(result);
    QCOMPARE(ids.size(), wanted.size());
    QCOMPARE(ids, wanted);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("result")});
    QVERIFY(states.isEmpty());
}

void TestLogExportGoesOn::rowsGoMeanwhile_data()
{
    QTest::addColumn<bool>("totals");
    QTest::addColumn<int>("every"); // so many answers, the oldest 30 rows go
    QTest::addRow("often") << true << 3;
    QTest::addRow("always") << true << 1;
}

// As where a gateway keeps a number of logs: of those that stay, none may be missing.
void TestLogExportGoesOn::rowsGoMeanwhile()
{
    QFETCH(bool, totals);
    QFETCH(int, every);
    Rows rows;
    rows.totals = totals;
    rows.fill(3000);
    rows.before = [&] {
        if (rows.answers > 2 && rows.answers % every == 0 && rows.rows.size() > 1500)
            rows.rows.remove(0, 30);
    };
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    QVERIFY2(bench.run({.gateway = m_gateway, .format = LogExportFormat::JsonLines}),
             qPrintable(bench.task->message()));
    const QStringList ids = idsIn(bench.file());
    const QSet<QString> unique(ids.begin(), ids.end());
    QCOMPARE(unique.size(), ids.size());
    for (const QJsonObject &row : rows.rows)
        QVERIFY2(unique.contains(row.value(u"id").toString()),
                 qPrintable(row.value(u"id").toString()));
}

void TestLogExportGoesOn::manyRowsOfOneInstant()
{
    Rows rows;
    rows.fill(1000, 400);
    rows.before = [&] { // makes it begin anew over and over
        if (rows.answers == 4 || rows.answers == 9)
            rows.rows.removeLast();
    };
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    QVERIFY(bench.run({.gateway = m_gateway, .format = LogExportFormat::JsonLines}));
    QStringList wanted;
    for (const QJsonObject &row : rows.rows)
        wanted.append(row.value(u"id").toString());
    QCOMPARE(idsIn(bench.file()), wanted);
}

void TestLogExportGoesOn::pauseAndResume()
{
    Rows rows;
    rows.fill(1000);
    CannedServer server(std::ref(rows));
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    bool paused = false;
    rows.before = [&] {
        if (rows.answers % 6 == 0) // its answer comes when nobody wants it any more
            bench.task->pause();
    };
    bench.exports.start(
        &bench.connection,
        {.gateway = m_gateway, .format = LogExportFormat::JsonLines, .path = bench.file()});
    for (int i = 0; i < 20 && !bench.task->hasEnded(); ++i) {
        QVERIFY(waitFor([&] { return bench.task->state() != Task::State::Running; }));
        if (bench.task->state() != Task::State::Paused)
            break;
        paused = true;
        QVERIFY(!QFile::exists(bench.file()));
        QTest::qWait(30); // what was under way is through
        const int answers = rows.answers;
        QTest::qWait(30);
        QCOMPARE(rows.answers, answers); // nothing is asked for meanwhile
        bench.task->resume();
    }
    QVERIFY(bench.ended());
    QVERIFY(paused);
    QStringList wanted;
    for (const QJsonObject &row : rows.rows)
        wanted.append(row.value(u"id").toString());
    QCOMPARE(idsIn(bench.file()), wanted);
}

void TestLogExportGoesOn::cancelLeavesNothing()
{
    for (const bool pausedBefore : {false, true}) {
        Rows rows;
        rows.fill(1000);
        CannedServer server(std::ref(rows));
        Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
        rows.before = [&] {
            if (rows.answers == 8) {
                if (pausedBefore)
                    bench.task->pause();
                bench.task->cancel();
            }
        };
        bench.exports.start(&bench.connection, {.gateway = m_gateway, .path = bench.file()});
        QTRY_COMPARE(bench.task->state(), Task::State::Cancelled);
        QTRY_VERIFY(QDir(bench.file("exports")).isEmpty());
        QTRY_VERIFY(entries(bench.folder).isEmpty());
    }
}

void TestLogExportGoesOn::aServiceThatIsAwayIsTriedAgain()
{
    Rows rows;
    rows.fill(500);
    bool away = true;
    CannedServer server([&](const CannedServer::Request &request) {
        return away && rows.answers > 4 ? CannedServer::Reply::error(503, 0, QStringLiteral("busy"))
                                        : rows(request);
    });
    Bench bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    bench.exports.start(&bench.connection, {.gateway = m_gateway, .path = bench.file()});
    QTRY_VERIFY_WITH_TIMEOUT(bench.task->state() == Task::State::Paused, 10'000);
    QVERIFY2(bench.task->message().startsWith(QStringLiteral("Waits ")),
             qPrintable(bench.task->message()));
    away = false;
    bench.task->resume(); // at once, instead of later
    QVERIFY(bench.ended());
    QCOMPARE(contents(bench.file()).count('\n'), 501);
}

void TestLogExportGoesOn::disconnectedAndBack()
{
    Rows rows;
    rows.fill(1000);
    CannedServer server(std::ref(rows));
    const Endpoint endpoint{server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}};
    Bench bench(endpoint);
    rows.before = [&] {
        if (rows.answers == 8)
            bench.exports.detach(&bench.connection);
    };
    bench.exports.start(&bench.connection, {.gateway = m_gateway, .path = bench.file()});
    QTRY_VERIFY(bench.task->state() == Task::State::Paused);
    bench.task->resume(); // without a connection it cannot
    QVERIFY(bench.task->state() == Task::State::Paused);

    // Another program must not take up what this one still has.
    Bench other(endpoint, bench.file("exports"));
    QVERIFY(!other.task);

    bench.exports.attach(&bench.connection);
    bench.task->resume();
    QVERIFY(bench.ended());
    QCOMPARE(contents(bench.file()).count('\n'), 1001);
}

QTEST_GUILESS_MAIN(TestLogExportGoesOn)
#include "tst_logexport_goeson.moc"
