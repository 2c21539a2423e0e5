// SPDX-License-Identifier: GPL-3.0-or-later
// The logs that a simulation is fed with.
#include "models/items/routehistory.h"
#include "tests/items/fakeroutes.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

QJsonArray manyLogs(int count)
{
    QJsonArray logs;
    for (int i = count; i > 0; --i)
        logs.append(QJsonObject{{"id", QStringLiteral("log-%1").arg(i)},
                                {"created_at", "2026-11-01T12:00:00Z"},
                                {"cached", false},
                                {"success", true},
                                {"duration", 1},
                                {"model", "m"},
                                {"provider", "p"},
                                {"path", "chat"}});
    return logs;
}

Log log(const QString &provider, bool success, std::optional<double> cost, bool cached = false)
{
    Log log;
    log.provider = provider;
    log.model = QStringLiteral("m");
    log.success = success;
    log.cached = cached;
    if (cost)
        log.cost = *cost;
    return log;
}

} // namespace

class TestRouteHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pricesAndFailures()
    {
        const RouteHistory history =
            routeHistory({log("a", true, 0.5), log("a", true, 0.25), log("a", false, 9),
                          log("a", false, {}), log("a", true, 7, true), log("b", true, {})});
        QCOMPARE(history.requests.size(), 6);
        QCOMPARE(history.prices.value(QStringLiteral("a/m")), 0.375); // of those that succeeded
        QVERIFY(!history.prices.contains(QStringLiteral("b/m"))); // not known is not free
        QCOMPARE(history.failures.value(QStringLiteral("a/m")), 0.5);
        QCOMPARE(history.failures.value(QStringLiteral("b/m")), 0.0);
        QCOMPARE(history.models.value(QStringLiteral("a")), QStringList{QStringLiteral("m")});
        QVERIFY(routeHistory({}).requests.isEmpty());
    }

    void requestsComeInTheirOrder()
    {
        Log newer = log("a", true, 1);
        newer.id = {QStringLiteral("newer")};
        newer.metadata = QStringLiteral("{\"plan\": \"free\"}");
        Log older = log("a", true, 2);
        older.id = {QStringLiteral("older")};
        const RouteHistory history =
            routeHistory({newer, older}, {{older.id, QJsonObject{{"stream", true}}}});
        QCOMPARE(history.requests.at(0).cost, 2.0);
        QCOMPARE(history.requests.at(0).value(QStringLiteral("body.stream")), QJsonValue(true));
        QCOMPARE(history.requests.at(1).value(QStringLiteral("metadata.plan")),
                 QJsonValue(QStringLiteral("free")));
        QVERIFY(history.requests.at(1).body.isUndefined());
    }

    void logsAreReadPageByPage_data()
    {
        QTest::addColumn<int>("there");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("calls");
        QTest::newRow("none") << 0 << 10 << 0 << 1;
        QTest::newRow("fewer than a page") << 20 << 100 << 20 << 1;
        QTest::newRow("a page to the log") << 50 << 100 << 50 << 2;
        QTest::newRow("part of a page") << 120 << 70 << 70 << 2;
        QTest::newRow("whole pages") << 120 << 100 << 100 << 2;
    }
    void logsAreReadPageByPage()
    {
        QFETCH(int, there);
        QFETCH(int, wanted);
        FakeRoutes fake;
        fake.logs = manyLogs(there);
        RouteHistoryLoader loader(&fake.logService, fake.gateway);
        int read = -1;
        connect(&loader, &RouteHistoryLoader::finished, this,
                [&read](const RouteHistory &history) { read = int(history.requests.size()); });
        loader.start({}, wanted, Urgency::Visible);
        QVERIFY(loader.isRunning());
        QTRY_VERIFY(read >= 0);
        QVERIFY(!loader.isRunning());
        QTEST(read, "read");
        QTEST(int(fake.server.requests().size()), "calls");
    }

    void fieldsOfTheRequestsAreTold()
    {
        const auto add = [](QList<Log> &logs, const char *metadata, const char *body) {
            Log log;
            log.metadata = QString::fromLatin1(metadata);
            log.requestHead = QString::fromLatin1(body);
            log.requestHeadComplete = true;
            logs.append(log);
        };
        QList<Log> logs;
        add(logs, R"({"plan": "free", "tries": 2})", R"({"model": "m", "messages": [{"a": 1}]})");
        add(logs, R"({"plan": "pro"})", R"({"options": {"deep": true}})");
        add(logs, R"({"plan": "free"})", "no JSON");
        const RouteHistory history = routeHistory(logs);
        QCOMPARE(
            history.fields.keys(),
            (QStringList{"body.model", "body.options.deep", "metadata.plan", "metadata.tries"}));
        QCOMPARE(history.fields.value("metadata.plan"), (QList<QJsonValue>{"free", "pro"}));
        QCOMPARE(history.fields.value("metadata.tries"), QList<QJsonValue>{2});
        // One of each user, say: a list to choose from is none any more.
        logs.clear();
        for (int i = 0; i < 50; ++i)
            add(logs, qPrintable(QStringLiteral("{\"user\": %1}").arg(i)), "");
        add(logs, qPrintable(QStringLiteral("{\"note\": \"%1\"}").arg(QString(200, u'x'))), "");
        QCOMPARE(routeHistory(logs).fields.value("metadata.user").size(), 20);
        QVERIFY(!routeHistory(logs).fields.contains("metadata.note"));
    }

    void bodiesAreReadOneByOne()
    {
        FakeRoutes fake;
        fake.logs = manyLogs(300);
        fake.failing = "/log-299/request"; // that one is not there any more
        RouteHistoryLoader loader(&fake.logService, fake.gateway);
        std::optional<RouteHistory> history;
        connect(&loader, &RouteHistoryLoader::finished, this,
                [&history](const RouteHistory &read) { history = read; });
        loader.start({}, 1000, Urgency::Visible, RouteHistoryLoader::Part::WithBodies);
        QTRY_VERIFY(loader.isReadingBodies());
        QCOMPARE(loader.wanted(), RouteHistoryLoader::mostBodies);
        QTRY_VERIFY_WITH_TIMEOUT(history.has_value(), 20'000);
        QCOMPARE(history->requests.size(), RouteHistoryLoader::mostBodies);
        QCOMPARE(history->requests.last().value(QStringLiteral("body.model")),
                 QJsonValue(QStringLiteral("log-300")));
        QVERIFY(history->requests.at(198).body.isUndefined());
        QCOMPARE(history->requests.at(0).value(QStringLiteral("body.model")),
                 QJsonValue(QStringLiteral("log-101")));
    }

    void whatHasComeCountsWhenItIsCancelled()
    {
        FakeRoutes fake;
        fake.logs = manyLogs(120);
        RouteHistoryLoader loader(&fake.logService, fake.gateway);
        int read = -1;
        connect(&loader, &RouteHistoryLoader::finished, this,
                [&read](const RouteHistory &history) { read = int(history.requests.size()); });
        connect(&loader, &RouteHistoryLoader::progressed, &loader, &RouteHistoryLoader::cancel);
        loader.start({}, 120, Urgency::Visible);
        QTRY_COMPARE(read, 50);
        loader.cancel(); // nothing is under way
        QCOMPARE(read, 50);
    }

    void cancelledAmongBodies()
    {
        FakeRoutes fake;
        fake.logs = manyLogs(40);
        RouteHistoryLoader loader(&fake.logService, fake.gateway);
        std::optional<RouteHistory> history;
        connect(&loader, &RouteHistoryLoader::finished, this,
                [&history](const RouteHistory &read) { history = read; });
        connect(&loader, &RouteHistoryLoader::progressed, &loader, [&loader] {
            if (loader.isReadingBodies() && loader.done() >= 10)
                loader.cancel();
        });
        loader.start({}, 40, Urgency::Visible, RouteHistoryLoader::Part::WithBodies);
        QTRY_VERIFY(history.has_value());
        QCOMPARE(history->requests.size(), 10);
        for (const RouteRequest &request : history->requests)
            QVERIFY(request.body.isObject());
    }

    void aFailureEndsIt()
    {
        FakeRoutes fake;
        fake.failing = "/logs";
        RouteHistoryLoader loader(&fake.logService, fake.gateway);
        QSignalSpy failed(&loader, &RouteHistoryLoader::failed);
        QSignalSpy finished(&loader, &RouteHistoryLoader::finished);
        loader.start({}, 10, Urgency::Visible);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!loader.isRunning());
        QCOMPARE(finished.count(), 0);
        // Another start takes the place of what is under way.
        fake.failing.clear();
        fake.logs = manyLogs(3);
        fake.hold = true;
        loader.start({}, 10, Urgency::Visible);
        QTRY_COMPARE(fake.server.heldCount(), 1);
        fake.hold = false;
        fake.logs = manyLogs(5);
        loader.start({}, 10, Urgency::Visible);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished.at(0).at(0).value<RouteHistory>().requests.size(), 5);
    }
};

QTEST_GUILESS_MAIN(TestRouteHistory)
#include "tst_routehistory.moc"
