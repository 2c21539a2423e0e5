// SPDX-License-Identifier: GPL-3.0-or-later
// The models of routes, versions and deployments, and one route with all of it.
#include "models/items/routerecord.h"
#include "tests/items/fakeroutes.h"
#include "tests/support/waitfor.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using State = TableModel::State;

namespace {

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

} // namespace

class TestRouteRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(TestRouteRecords)
#include "tst_routerecords.moc"
