// SPDX-License-Identifier: GPL-3.0-or-later
// The models of routes, versions and deployments, one route with all of it, and the logs that a
// simulation is fed with.
#include "models/items/routehistory.h"
#include "models/items/routerecord.h"
#include "tests/support/cannedserver.h"
#include "tests/support/waitfor.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using Reply = CannedServer::Reply;
using Request = CannedServer::Request;
using State = TableModel::State;

namespace {

QJsonArray elements(const char *end = "end")
{
    return {QJsonObject{{"id", "start"},
                        {"type", "start"},
                        {"outputs", QJsonObject{{"next", QJsonObject{{"elementId", end}}}}}},
            QJsonObject{{"id", end}, {"type", "end"}, {"outputs", QJsonObject()}}};
}

QJsonObject routeJson(const QString &id, const QString &name = {})
{
    return {{"id", id},
            {"name", name.isEmpty() ? id : name},
            {"created_at", "2026-11-01T12:00:00Z"},
            {"modified_at", "2026-11-01T12:00:00Z"}};
}

QJsonObject versionJson(int day, const char *active = "false", const QJsonValue &data = elements())
{
    return {{"version_id", QStringLiteral("v%1").arg(day)},
            {"active", active},
            {"created_at", QStringLiteral("2026-11-%1T12:00:00Z").arg(day, 2, 10, QChar(u'0'))},
            {"data", data}};
}

QJsonObject deploymentJson(int day, int version)
{
    return {{"deployment_id", QStringLiteral("d%1").arg(day)},
            {"version_id", QStringLiteral("v%1").arg(version)},
            {"created_at", QStringLiteral("2026-11-%1T13:00:00Z").arg(day, 2, 10, QChar(u'0'))}};
}

// One gateway's routes, of which one is looked at, and its logs.
class FakeRoutes
{
public:
    QJsonArray routes{routeJson("chat")};
    QJsonObject route = routeJson("chat");
    QJsonArray versions{versionJson(1, "true"), versionJson(2)}; // the oldest first
    QJsonArray deployments{deploymentJson(1, 1)};
    QJsonArray logs; // the newest first
    QByteArray failing; // end of a path
    QByteArray late; // likewise; held
    bool hold = false;

    FakeRoutes()
    {
        client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("token"), {}, {}}});
    }

    Reply answer(const Request &request) const
    {
        Reply reply = plain(request);
        reply.hold = hold || (!late.isEmpty() && request.path.toUtf8().endsWith(late));
        return reply;
    }
    int count(const QByteArray &part) const
    {
        int count = 0;
        for (const Request &request : server.requests())
            count += request.target.contains(part);
        return count;
    }

    CannedServer server{[this](const Request &request) { return answer(request); }};
    ApiClient client;
    RouteService service{&client};
    LogService logService{&client};
    TimeDisplay time;
    const GatewayId gateway{QStringLiteral("g")};
    const RouteAddress at{gateway, {QStringLiteral("chat")}};

private:
    static Reply list(const QString &name, const QJsonArray &items)
    {
        return {.body = QJsonDocument(
                            QJsonObject{{"success", true}, {"data", QJsonObject{{name, items}}}})
                            .toJson()};
    }
    Reply plain(const Request &request) const
    {
        if (!failing.isEmpty() && request.path.toUtf8().endsWith(failing))
            return Reply::error(404, 7002, QStringLiteral("not found"));
        const QString path = request.path;
        if (path.endsWith(QLatin1String("/routes")))
            return list(QStringLiteral("routes"), routes);
        if (path.endsWith(QLatin1String("/versions")))
            return list(QStringLiteral("versions"), versions);
        if (path.endsWith(QLatin1String("/deployments")))
            return list(QStringLiteral("deployments"), deployments);
        if (path.contains(QLatin1String("/versions/"))) {
            QJsonObject one = versionJson(path.back().digitValue());
            one.insert("elements", elements("alone"));
            return Reply::result(one);
        }
        if (path.endsWith(QLatin1String("/routes/chat")))
            return Reply::result(route);
        if (path.endsWith(QLatin1String("/request")))
            return {.body = "{\"model\": \"" + path.section(u'/', -2, -2).toUtf8() + "\"}"};
        const int size = request.item(QStringLiteral("per_page")).toInt();
        const int from = (request.item(QStringLiteral("page")).toInt() - 1) * size;
        QJsonArray page;
        for (int i = from; i < std::min(from + size, int(logs.size())); ++i)
            page.append(logs.at(i));
        return {.body = QJsonDocument(QJsonObject{{"result", page}, {"success", true}}).toJson()};
    }
};

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

QString text(const QAbstractItemModel &model, int column, int role = Qt::DisplayRole)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, column).data(role).toString());
    return texts.join(u'|');
}

bool isReady(const TableModel &model)
{
    return waitFor([&model] { return model.state() == State::Ready; });
}

constexpr auto Strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

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

class TestRouteRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // ---- models

    void aRefreshKeepsThePlaces()
    {
        FakeRoutes fake;
        fake.routes = {routeJson("a"), routeJson("b"), routeJson("c")};
        RouteModel model(&fake.service, fake.gateway, &fake.time);
        QAbstractItemModelTester tester(&model, Strict);
        model.refresh();
        QVERIFY(isReady(model));
        const QPersistentModelIndex b = model.index(1, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        fake.routes = {routeJson("n"), routeJson("b", "renamed"), routeJson("c")};
        model.refresh();
        QTRY_COMPARE(text(model, RouteModel::NameColumn), QStringLiteral("n|renamed|c"));
        QCOMPARE(b.data().toString(), QStringLiteral("renamed"));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(text(model, RouteModel::ElementsColumn), QStringLiteral("||")); // not told
        QVERIFY(text(model, RouteModel::ElementsColumn, Qt::ToolTipRole)
                    .contains(QStringLiteral("did not return")));
        QVERIFY(text(model, RouteModel::NameColumn, Qt::ToolTipRole)
                    .contains(QStringLiteral("dynamic/renamed")));
    }

    void aFailureKeepsTheRows()
    {
        FakeRoutes fake;
        RouteModel model(&fake.service, fake.gateway, &fake.time);
        QAbstractItemModelTester tester(&model, Strict);
        model.refresh();
        QVERIFY(isReady(model));
        fake.failing = "/routes";
        model.refresh();
        QTRY_COMPARE(model.state(), State::Failed);
        QCOMPARE(model.error().kind, ApiError::Kind::NotFound);
        QCOMPARE(text(model, RouteModel::NameColumn), QStringLiteral("chat"));
    }

    void versionsAreNumberedFromTheOldest()
    {
        FakeRoutes fake;
        fake.versions = {versionJson(2, "true"), versionJson(9, "held", QJsonValue()),
                         versionJson(1)};
        RouteVersionModel model(&fake.service, fake.at, &fake.time);
        QAbstractItemModelTester tester(&model, Strict);
        QVERIFY(model.newest().isEmpty());
        QVERIFY(!model.active());
        model.refresh();
        QVERIFY(isReady(model));
        QCOMPARE(text(model, RouteVersionModel::IdColumn), QStringLiteral("v9|v2|v1"));
        QCOMPARE(text(model, RouteVersionModel::NumberColumn), QStringLiteral("3|2|1"));
        QCOMPARE(text(model, RouteVersionModel::ActiveColumn), QStringLiteral("held|Live|"));
        QCOMPARE(text(model, RouteVersionModel::ElementsColumn), QStringLiteral("|2|2"));
        QCOMPARE(model.newest().value, QStringLiteral("v9"));
        QCOMPARE(model.active()->id.value, QStringLiteral("v2"));
        QCOMPARE(model.number({QStringLiteral("v1")}), 1);
        QCOMPARE(model.number({QStringLiteral("other")}), 0);
        // One more on top: who was there keeps their number, who comes later counts on.
        QSignalSpy numbers(&model, &RouteVersionModel::numbersChanged);
        fake.versions.append(versionJson(12));
        model.refresh();
        QTRY_COMPARE(text(model, RouteVersionModel::NumberColumn), QStringLiteral("4|3|2|1"));
        QVERIFY(numbers.count() > 0);
    }

    void aVersionIsReadOnItsOwn()
    {
        FakeRoutes fake;
        fake.versions = {versionJson(1, "true", "no graph")};
        RouteVersionModel model(&fake.service, fake.at, &fake.time);
        QAbstractItemModelTester tester(&model, Strict);
        model.refresh();
        QVERIFY(isReady(model));
        RouteVersion whole = model.at(0);
        QVERIFY(!whole.graph());
        whole.elements = elements();
        model.take(whole);
        QCOMPARE(text(model, RouteVersionModel::ElementsColumn), QStringLiteral("2"));
        whole.id = {QStringLiteral("not in the list")};
        model.take(whole);
        QCOMPARE(model.rowCount(), 1);
    }

    void deploymentsTellTheirVersions()
    {
        FakeRoutes fake;
        fake.deployments = {deploymentJson(1, 1), deploymentJson(3, 1), deploymentJson(2, 7)};
        RouteVersionModel versions(&fake.service, fake.at, &fake.time);
        RouteDeploymentModel model(&fake.service, fake.at, &versions, &fake.time);
        QAbstractItemModelTester tester(&model, Strict);
        QVERIFY(model.newest().isEmpty());
        model.refresh();
        QVERIFY(isReady(model));
        QCOMPARE(text(model, RouteDeploymentModel::IdColumn), QStringLiteral("d3|d2|d1"));
        QCOMPARE(text(model, RouteDeploymentModel::LiveColumn), QStringLiteral("Live||"));
        QCOMPARE(text(model, RouteDeploymentModel::VersionColumn), QStringLiteral("v1|v7|v1"));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        versions.refresh();
        QVERIFY(isReady(versions));
        QVERIFY(changed.count() > 0);
        // A version that is not there any more keeps its id.
        QCOMPARE(text(model, RouteDeploymentModel::VersionColumn), QStringLiteral("1|v7|1"));
        QCOMPARE(model.newest().value, QStringLiteral("d3"));
    }

    void anotherZoneChangesTheTimes()
    {
        FakeRoutes fake;
        RouteVersionModel model(&fake.service, fake.at, &fake.time);
        model.refresh();
        QVERIFY(isReady(model));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        fake.time.setZone(TimeDisplay::Zone::Local);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(changed.at(0).at(0).toModelIndex().column(),
                 int(RouteVersionModel::CreatedColumn));
    }

    // ---- one route

    void aRecordIsThereOnceAllOfItIs()
    {
        FakeRoutes fake;
        RouteRecord record(&fake.service, fake.at, &fake.time);
        QSignalSpy loaded(&record, &RouteRecord::loaded);
        QVERIFY(!record.isLoading());
        fake.hold = true;
        record.load();
        QVERIFY(record.isLoading());
        QTRY_COMPARE(fake.server.heldCount(), 3);
        QVERIFY(!record.isLoaded());
        fake.hold = false;
        fake.server.release();
        QTRY_VERIFY(record.isLoaded());
        QVERIFY(!record.isLoading());
        QCOMPARE(loaded.count(), 1);
        QCOMPARE(record.route().name, QStringLiteral("chat"));
        QCOMPARE(record.newest().value, QStringLiteral("v2"));
        QCOMPARE(record.live().value, QStringLiteral("v1"));
        QCOMPARE(record.number(record.live()), 1);
        QVERIFY(record.version(record.live()));
        QVERIFY(!record.version({QStringLiteral("v3")}));
        QCOMPARE(record.graph(record.newest()).value_or(RouteGraph()).size(), 2);
        record.load();
        QTRY_COMPARE(loaded.count(), 2);
    }

    void onePartThatFails_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("last");
        const QByteArray parts[] = {"/routes/chat", "/versions", "/deployments"};
        for (const QByteArray &part : parts)
            for (const QByteArray &last : parts)
                QTest::addRow("%s, last %s", part.constData(), last.constData()) << part << last;
    }
    void onePartThatFails()
    {
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, last);
        FakeRoutes fake;
        RouteRecord record(&fake.service, fake.at, &fake.time);
        QSignalSpy loaded(&record, &RouteRecord::loaded);
        QSignalSpy failed(&record, &RouteRecord::failed);
        bool isOver = false;
        connect(&record, &RouteRecord::failed, this, [&] { isOver = !record.isLoading(); });
        record.load();
        QTRY_COMPARE(loaded.count(), 1);
        fake.failing = part;
        fake.late = last;
        fake.server.forgetRequests();
        record.load();
        QTRY_COMPARE(fake.server.heldCount(), 1);
        QTRY_COMPARE(fake.server.requests().size(), 3);
        fake.server.release();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(isOver);
        QCOMPARE(loaded.count(), 1); // what was there before is not what was asked for
        fake.failing.clear();
        fake.late.clear();
        record.load();
        QTRY_COMPARE(loaded.count(), 2);
        QCOMPARE(failed.count(), 1);
    }

    void theNewestAnswerCounts()
    {
        FakeRoutes fake;
        RouteRecord record(&fake.service, fake.at, &fake.time);
        fake.hold = true;
        record.load();
        QTRY_COMPARE(fake.server.heldCount(), 3);
        fake.hold = false;
        fake.route.insert("name", "renamed");
        record.load();
        QTRY_VERIFY(record.isLoaded());
        fake.server.release();
        QCOMPARE(record.route().name, QStringLiteral("renamed"));
    }

    void withoutDeploymentsTheActiveVersionIsLive()
    {
        FakeRoutes fake;
        fake.deployments = {};
        RouteRecord record(&fake.service, fake.at, &fake.time);
        record.load();
        QTRY_VERIFY(record.isLoaded());
        QCOMPARE(record.live().value, QStringLiteral("v1"));
        fake.versions = {versionJson(1)};
        record.load();
        QTRY_VERIFY(record.live().isEmpty());
    }

    void elementsThatTheListKeepsBackAreRead()
    {
        FakeRoutes fake;
        fake.versions = {versionJson(1, "true", "no graph"), versionJson(2, "false", "no graph"),
                         versionJson(3, "false", "no graph")};
        fake.route.insert("elements", elements("deployed"));
        fake.route.insert("deployment", deploymentJson(1, 1));
        RouteRecord record(&fake.service, fake.at, &fake.time);
        QSignalSpy loaded(&record, &RouteRecord::loaded);
        record.load();
        QTRY_VERIFY(record.isLoaded());
        // The newest is asked for by itself; what is live is told by the route.
        QCOMPARE(fake.count("/versions/"), 1);
        QVERIFY(record.graph({QStringLiteral("v3")}).value_or(RouteGraph()).contains("alone"));
        QVERIFY(record.graph({QStringLiteral("v1")}).value_or(RouteGraph()).contains("deployed"));
        QVERIFY(!record.graph({QStringLiteral("v2")}));
        // The other when it is wanted, once.
        QVERIFY(record.fetch({{QStringLiteral("v2")}}));
        QVERIFY(record.isLoading());
        QTRY_COMPARE(loaded.count(), 2);
        QVERIFY(record.graph({QStringLiteral("v2")}));
        QVERIFY(!record.fetch({{QStringLiteral("v2")}}));
        QVERIFY(!record.fetch({{QStringLiteral("no such")}, {}}));
    }

    void elementsThatNobodyTells()
    {
        FakeRoutes fake;
        fake.versions = {versionJson(1, "true", "no graph")};
        fake.failing = "/versions/v1";
        RouteRecord record(&fake.service, fake.at, &fake.time);
        record.load();
        QTRY_VERIFY(record.isLoaded());
        const auto graph = record.graph({QStringLiteral("v1")});
        QVERIFY(!graph);
        QVERIFY(graph.error().message.contains(QStringLiteral("does not tell")));
        QVERIFY(!record.fetch({{QStringLiteral("v1")}})); // that has been tried
        record.load();
        QVERIFY(QTest::qWaitFor([&] { return fake.count("/versions/") == 2; }));
    }

    // ---- logs for a simulation

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

QTEST_GUILESS_MAIN(TestRouteRecords)
#include "tst_routerecords.moc"
