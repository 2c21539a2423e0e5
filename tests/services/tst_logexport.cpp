// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/connection.h"
#include "models/services/logexports.h"
#include "models/services/logservice.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <csignal>

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
    void killedInTheMiddle();
    void rowsGoMeanwhile_data();
    void rowsGoMeanwhile();
    void manyRowsOfOneInstant();
    void pauseAndResume();
    void cancelLeavesNothing();
    void anOlderResultIsReplacedAtTheEnd();
    void aServiceThatIsAwayIsTriedAgain();
    void unsortedRowsAreRefused();
    void whereItCannotBeWritten();
    void runsInTheBackground();
    void disconnectedAndBack();

private:
    GatewayId m_gateway{QStringLiteral("production-chat")};
};

namespace {

// Rows of a list that is sorted by time, as JSON.
struct Rows
{
    QList<QJsonObject> rows; // oldest first
    bool totals = true;
    bool unsorted = false;
    std::function<void()> before; // every answer
    int answers = 0;

    void fill(int count, int perInstant = 3)
    {
        const QDateTime start(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC);
        for (int i = 0; i < count; ++i)
            rows.append({{"id", QStringLiteral("log-%1").arg(i)},
                         {"created_at", toJson(start.addMSecs(i / perInstant))},
                         {"model", QStringLiteral("m,%1").arg(i % 7)},
                         {"provider", "p"},
                         {"path", "chat"},
                         {"cached", false},
                         {"success", true},
                         {"duration", i}});
    }

    CannedServer::Reply operator()(const CannedServer::Request &request)
    {
        ++answers;
        if (before)
            before();
        QList<QJsonObject> matches;
        const QJsonArray filters =
            QJsonDocument::fromJson(request.item(QStringLiteral("filters")).toUtf8()).array();
        for (const QJsonObject &row : rows) {
            bool match = true;
            for (const QJsonValue filter : filters) {
                const QString value = filter[u"value"].toArray().first().toString();
                const QString time = row.value(u"created_at").toString();
                match = match
                    && (filter[u"operator"].toString() == u"lt" ? time < value : time > value);
            }
            if (match)
                matches.append(row);
        }
        if (request.item(QStringLiteral("order_by_direction")) == u"desc" || unsorted)
            std::reverse(matches.begin(), matches.end());
        const int size = request.item(QStringLiteral("per_page")).toInt();
        const int page = request.item(QStringLiteral("page")).toInt();
        QJsonArray result;
        for (const QJsonObject &row : matches.mid((page - 1) * size, size))
            result.append(row);
        QJsonObject info;
        if (totals)
            info = {{"total_count", int(matches.size())}};
        return {.body =
                    QJsonDocument(
                        QJsonObject{{"success", true}, {"result", result}, {"result_info", info}})
                        .toJson()};
    }
};

struct Bench
{
    explicit Bench(const Endpoint &endpoint, const QString &state = {})
        : exports(state.isEmpty() ? folder.filePath(QStringLiteral("exports")) : state)
    {
        QObject::connect(&exports, &LogExports::taskAdded, &connection, [this](Task *added) {
            task = added;
            added->setParent(&connection);
        });
        connection.open(endpoint);
        exports.attach(&connection);
    }
    QString file(const char *name = "result") const { return folder.filePath(name); }
    bool run(LogExportSpec spec)
    {
        if (spec.path.isEmpty())
            spec.path = file();
        exports.start(&connection, spec);
        return ended();
    }
    bool ended() const
    {
        return waitFor([this] { return task->hasEnded(); }, 20'000)
            && task->state() == Task::State::Done;
    }

    QTemporaryDir folder;
    Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
    LogExports exports;
    Task *task = nullptr;
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList idsIn(const QString &jsonLines)
{
    QStringList ids;
    for (const QByteArray &line : contents(jsonLines).split('\n'))
        if (!line.isEmpty())
            ids.append(QJsonDocument::fromJson(line).object().value(u"id").toString());
    return ids;
}

// What the service itself lists, oldest first, up to a time.
QStringList idsOf(const Endpoint &endpoint, const GatewayId &gateway, const QString &until)
{
    ApiClient client;
    client.setEndpoint(endpoint);
    LogService logs(&client);
    LogQuery query;
    query.ascending = true;
    query.filters = {{QStringLiteral("created_at"), FilterOperator::Lt, QJsonArray{until}}};
    QStringList ids;
    for (int page = 1;; ++page) {
        const auto result = await(logs.list(gateway, query, {.number = page}));
        if (!result)
            return {};
        for (const Log &log : result->logs)
            ids.append(log.id.value);
        if (result->logs.size() < LogService::maxPerPage)
            return ids;
    }
}

QStringList entries(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files);
}

} // namespace

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

// While 200 logs a second come in.
void TestLogExport::killedInTheMiddle()
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

void TestLogExport::rowsGoMeanwhile_data()
{
    QTest::addColumn<bool>("totals");
    QTest::addColumn<int>("every"); // so many answers, the oldest 30 rows go
    QTest::addRow("often") << true << 3;
    QTest::addRow("always") << true << 1;
}

// As where a gateway keeps a number of logs: of those that stay, none may be missing.
void TestLogExport::rowsGoMeanwhile()
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

void TestLogExport::manyRowsOfOneInstant()
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

void TestLogExport::pauseAndResume()
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

void TestLogExport::cancelLeavesNothing()
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

void TestLogExport::aServiceThatIsAwayIsTriedAgain()
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

void TestLogExport::disconnectedAndBack()
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

QTEST_GUILESS_MAIN(TestLogExport)
#include "tst_logexport.moc"
