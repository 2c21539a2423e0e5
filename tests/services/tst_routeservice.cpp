// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/routemodels.h"
#include "models/route/routecondition.h"
#include "models/route/routedocument.h"
#include "tests/route/routegraphs.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;

static QString s(const char *text)
{
    return QString::fromUtf8(text);
}

static QJsonArray graph(const char *model = "gpt-4o-mini")
{
    return toJson(
        routeOf(s("start start next=m\n"
                  "m model success=end fallback=end {\"provider\": \"openai\", \"model\": "
                  "\"%1\", \"timeout\": 1000, \"retries\": 0}\nend end")
                    .arg(s(model))));
}

// All operations of dynamic routes against the sandbox, and what its faults do to them.
class TestRouteService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void seededRoutes();
    void lifeOfARoute();
    void renameMeetsAnother();
    void saveMeetsAnother();
    void deployAndRollBack();
    void takenName();
    void gone();
    void readOnly();
    void sameRoutes_data();
    void sameRoutes();
    void lostAnswers_data();
    void lostAnswers();
    void nothingHappened();
    void manyVersions();
    void modelsFollow();
    void everyElementComesBack();

private:
    DynamicRoute create(const QString &name);
    RouteAddress addressOf(const DynamicRoute &route) const { return {m_gateway, route.id}; }

    SandboxFixture m_sandbox;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<RouteService> m_service;
    const GatewayId m_gateway{s("playground")};
};

void TestRouteService::initTestCase()
{
    QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
}

void TestRouteService::init()
{
    m_client = std::make_unique<ApiClient>();
    m_client->setEndpoint(m_sandbox.endpoint());
    m_service = std::make_unique<RouteService>(m_client.get());
}

void TestRouteService::cleanup()
{
    QVERIFY(m_sandbox.setFaults({}));
}

DynamicRoute TestRouteService::create(const QString &name)
{
    const auto created = await(m_service->create(m_gateway, name, graph()));
    if (!created)
        qFatal("%s", qPrintable(created.error().text()));
    return *created;
}

void TestRouteService::seededRoutes()
{
    const GatewayId gateway{s("production-chat")};
    const auto routes = await(m_service->list(gateway));
    VERIFY_RESULT(routes);
    QCOMPARE(routes->size(), 3);
    for (const DynamicRoute &listed : *routes) {
        const RouteAddress at{gateway, listed.id};
        const auto route = await(m_service->get(at));
        VERIFY_RESULT(route);
        const auto versions = await(m_service->versions(at));
        VERIFY_RESULT(versions);
        const auto deployments = await(m_service->deployments(at));
        VERIFY_RESULT(deployments);
        QVERIFY(versions->size() > 1 && deployments->size() > 1);
        QCOMPARE(deployments->first().id, route->deployment->id);
        QVERIFY(versions->first().createdAt.value >= versions->last().createdAt.value);
        int active = 0;
        for (const RouteVersion &listedVersion : *versions) {
            active += listedVersion.active.value;
            const auto version = await(m_service->version(at, listedVersion.id));
            VERIFY_RESULT(version);
            QCOMPARE(*version->graph(), *listedVersion.graph());
            QCOMPARE(version->active, listedVersion.active);
            const auto read = routeGraphFromJson(version->data->json);
            QVERIFY(read);
            QCOMPARE(toJson(*read), *version->graph());
            QVERIFY(!hasErrors(routeProblems(*read)));
            if (listedVersion.active.value)
                QCOMPARE(*route->graph(), *version->graph());
        }
        QCOMPARE(active, 1);
    }
}

void TestRouteService::lifeOfARoute()
{
    QSignalSpy saved(m_service.get(), &RouteService::saved);
    QSignalSpy removed(m_service.get(), &RouteService::removed);
    const DynamicRoute created = create(s("a life"));
    QCOMPARE(*created.graph(), graph());
    QVERIFY(created.version->active.value);
    QCOMPARE(saved.count(), 1);

    const auto renamed = await(m_service->rename(m_gateway, created, s("another life")));
    VERIFY_RESULT(renamed);
    QCOMPARE(renamed->kind, SaveOutcome<DynamicRoute>::Kind::Saved);
    QCOMPARE(renamed->value.name, s("another life"));
    QCOMPARE(saved.count(), 2);

    const RouteAddress at = addressOf(created);
    const auto version = await(m_service->saveVersion(at, graph("gpt-4o"), created.version->id));
    VERIFY_RESULT(version);
    QCOMPARE(version->kind, SaveOutcome<RouteVersion>::Kind::Saved);
    QVERIFY(!version->value.active.value);
    QCOMPARE(*version->value.graph(), graph("gpt-4o"));
    const auto route = await(m_service->get(at));
    VERIFY_RESULT(route);
    QCOMPARE(*route->graph(), graph()); // saving deploys nothing
    QCOMPARE(route->name, s("another life"));

    VERIFY_RESULT(await(m_service->remove(at)));
    QCOMPARE(removed.count(), 1);
    const auto gone = await(m_service->get(at));
    QCOMPARE(gone.error().kind, Kind::NotFound);
}

void TestRouteService::renameMeetsAnother()
{
    const DynamicRoute route = create(s("renamed by two"));
    VERIFY_RESULT(await(m_service->rename(m_gateway, route, s("theirs"))));
    const auto second = await(m_service->rename(m_gateway, route, s("mine")));
    VERIFY_RESULT(second);
    QCOMPARE(second->kind, SaveOutcome<DynamicRoute>::Kind::Conflicted);
    QCOMPARE(second->value.name, s("theirs"));
    QCOMPARE(await(m_service->get(addressOf(route)))->name, s("theirs"));
    // What else others did is no conflict with a name.
    DynamicRoute now = *await(m_service->get(addressOf(route)));
    VERIFY_RESULT(await(m_service->saveVersion(addressOf(route), graph("o3"), {})));
    const auto third = await(m_service->rename(m_gateway, now, s("mine after all")));
    VERIFY_RESULT(third);
    QCOMPARE(third->kind, SaveOutcome<DynamicRoute>::Kind::Saved);
}

void TestRouteService::saveMeetsAnother()
{
    const DynamicRoute route = create(s("saved by two"));
    const RouteAddress at = addressOf(route);
    const auto theirs = await(m_service->saveVersion(at, graph("theirs"), route.version->id));
    VERIFY_RESULT(theirs);
    QSignalSpy saved(m_service.get(), &RouteService::versionSaved);
    const auto mine = await(m_service->saveVersion(at, graph("mine"), route.version->id));
    VERIFY_RESULT(mine);
    QCOMPARE(mine->kind, SaveOutcome<RouteVersion>::Kind::Conflicted);
    QCOMPARE(mine->value.id, theirs->value.id);
    QCOMPARE(*mine->value.graph(), graph("theirs"));
    QCOMPARE(saved.count(), 0);
    QCOMPARE(await(m_service->versions(at))->size(), 2);
    const auto allTheSame = await(m_service->saveVersion(at, graph("mine"), theirs->value.id));
    VERIFY_RESULT(allTheSame);
    QCOMPARE(allTheSame->kind, SaveOutcome<RouteVersion>::Kind::Saved);
    QCOMPARE(saved.count(), 1);
    QCOMPARE(await(m_service->versions(at))->first().id, allTheSame->value.id);
}

void TestRouteService::deployAndRollBack()
{
    const DynamicRoute route = create(s("deployed"));
    const RouteAddress at = addressOf(route);
    const auto version = await(m_service->saveVersion(at, graph("new"), {}));
    VERIFY_RESULT(version);
    QSignalSpy deployed(m_service.get(), &RouteService::deployed);
    const auto live = await(m_service->deploy(at, version->value.id, route.deployment->id));
    VERIFY_RESULT(live);
    QCOMPARE(live->kind, SaveOutcome<RouteDeployment>::Kind::Saved);
    QCOMPARE(live->value.versionId, version->value.id);
    QCOMPARE(*await(m_service->get(at))->graph(), graph("new"));

    // Back, but somebody may have deployed meanwhile.
    const auto stale = await(m_service->deploy(at, route.version->id, route.deployment->id));
    VERIFY_RESULT(stale);
    QCOMPARE(stale->kind, SaveOutcome<RouteDeployment>::Kind::Conflicted);
    QCOMPARE(stale->value.id, live->value.id);
    QCOMPARE(deployed.count(), 1);
    const auto back = await(m_service->deploy(at, route.version->id, live->value.id));
    VERIFY_RESULT(back);
    QCOMPARE(back->value.versionId, route.version->id);
    QCOMPARE(*await(m_service->get(at))->graph(), graph());
    const auto history = await(m_service->deployments(at));
    VERIFY_RESULT(history);
    QCOMPARE(history->size(), 3);
    QCOMPARE(history->first().id, back->value.id);
    QCOMPARE(deployed.count(), 2);

    const auto none = await(m_service->deploy(at, {s("no such version")}, {}));
    VERIFY_RESULT(none); // as of a route that is gone
    QCOMPARE(none->kind, SaveOutcome<RouteDeployment>::Kind::Gone);
}

void TestRouteService::takenName()
{
    create(s("taken"));
    const auto second = await(m_service->create(m_gateway, s("taken"), graph()));
    QCOMPARE(second.error().kind, Kind::Conflict);
}

void TestRouteService::gone()
{
    const DynamicRoute route = create(s("gone"));
    const RouteAddress at = addressOf(route);
    VERIFY_RESULT(await(m_service->remove(at)));
    QCOMPARE(await(m_service->remove(at)).error().kind, Kind::NotFound);
    QCOMPARE(await(m_service->saveVersion(at, graph(), {}))->kind,
             SaveOutcome<RouteVersion>::Kind::Gone);
    QCOMPARE(await(m_service->rename(m_gateway, route, s("x")))->kind,
             SaveOutcome<DynamicRoute>::Kind::Gone);
    QCOMPARE(await(m_service->versions(at)).error().kind, Kind::NotFound);
}

void TestRouteService::readOnly()
{
    const DynamicRoute route = create(s("not written"));
    const RouteAddress at = addressOf(route);
    m_client->setReadOnly(true);
    m_sandbox.forgetRequests();
    QVERIFY(!await(m_service->create(m_gateway, s("x"), graph())));
    QVERIFY(!await(m_service->rename(m_gateway, route, s("x"))));
    QVERIFY(!await(m_service->remove(at)));
    QVERIFY(!await(m_service->saveVersion(at, graph(), {})));
    QVERIFY(!await(m_service->deploy(at, route.version->id, {})));
    for (const QJsonValue request : m_sandbox.requests())
        QCOMPARE(request[s("method")].toString(), s("GET"));
}

void TestRouteService::sameRoutes_data()
{
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<bool>("same");
    const QByteArray sent = R"({"id": "m", "type": "model", "note": 1,
        "properties": {"conditions": {"a": 1}}, "outputs": {"success": {"elementId": "e"}}})";
    QTest::newRow("as it was") << sent << true;
    const auto changed = [&](const char *what, const char *before, const char *after, bool same) {
        QTest::newRow(what) << QByteArray(sent).replace(before, after) << same;
    };
    changed("left out", R"("note": 1,)", "", true);
    changed("added to the element", R"("note")", R"("createdAt": 5, "note")", true);
    changed("one left out, another added", R"("note")", R"("createdAt")", true);
    changed("added to an output", R"("e"})", R"("e", "weight": 0})", true);
    changed("a default", R"({"conditions")", R"({"retries": 0, "conditions")", true);
    changed("another property", R"("a": 1)", R"("a": 2)", false);
    changed("other conditions", R"("a": 1)", R"("b": 1)", false);
    changed("another target", R"("e")", R"("f")", false);
    changed("another output", R"("success")", R"("fallback")", false);
    changed("one output more", R"("success")", R"("fallback": {"elementId": "e"}, "success")",
            false);
    changed("no output", R"("success": {"elementId": "e"})", "", false);
    changed("another element", R"("id": "m")", R"("id": "n")", false);
}

void TestRouteService::sameRoutes()
{
    QFETCH(QByteArray, found);
    QFETCH(bool, same);
    const QByteArray sent = R"([{"id": "m", "type": "model", "note": 1,
        "properties": {"conditions": {"a": 1}}, "outputs": {"success": {"elementId": "e"}}}])";
    const QJsonDocument answer = QJsonDocument::fromJson('[' + found + ']');
    QVERIFY(answer.isArray());
    QCOMPARE(isSameRoute(QJsonDocument::fromJson(sent).array(), answer.array()), same);
}

void TestRouteService::lostAnswers_data()
{
    QTest::addColumn<QString>("method");
    QTest::newRow("create") << s("POST");
    QTest::newRow("rename") << s("PATCH");
    QTest::newRow("remove") << s("DELETE");
    QTest::newRow("version") << s("POST");
    QTest::newRow("deploy") << s("POST");
}

// The write is carried out and its answer is cut: it counts as done, and is done once.
void TestRouteService::lostAnswers()
{
    QFETCH(QString, method);
    const QString what = s(QTest::currentDataTag());
    const DynamicRoute route = create(s("lost ") + what);
    const RouteAddress at = addressOf(route);
    QSignalSpy noticed(m_client.get(), &ApiClient::noticed);
    QVERIFY(m_sandbox.setFaults({{{s("kind"), s("cut")}, {s("method"), method}, {s("count"), 1}}}));
    m_sandbox.forgetRequests();
    if (what == s("create")) {
        const auto created = await(m_service->create(m_gateway, s("lost and found"), graph()));
        VERIFY_RESULT(created);
        QCOMPARE(created->name, s("lost and found"));
    } else if (what == s("rename")) {
        const auto renamed = await(m_service->rename(m_gateway, route, s("lost and renamed")));
        VERIFY_RESULT(renamed);
        QCOMPARE(renamed->value.name, s("lost and renamed"));
    } else if (what == s("remove")) {
        VERIFY_RESULT(await(m_service->remove(at)));
    } else if (what == s("version")) {
        // The same graph as before: that one does not count as the new one.
        const auto saved = await(m_service->saveVersion(at, graph(), route.version->id));
        VERIFY_RESULT(saved);
        QVERIFY(saved->value.id != route.version->id);
        QCOMPARE(await(m_service->versions(at))->size(), 2);
    } else {
        const auto live = await(m_service->deploy(at, route.version->id, {}));
        VERIFY_RESULT(live);
        QVERIFY(live->value.id != route.deployment->id);
        QCOMPARE(await(m_service->deployments(at))->size(), 2);
    }
    QCOMPARE(noticed.count(), 1);
    int writes = 0;
    for (const QJsonValue request : m_sandbox.requests())
        writes += request[s("method")].toString() == method;
    QCOMPARE(writes, 1);
}

// The answer is lost and nothing was done.
void TestRouteService::nothingHappened()
{
    const DynamicRoute route = create(s("nothing happened"));
    const RouteAddress at = addressOf(route);
    QVERIFY(m_sandbox.setFaults(
        {{{s("kind"), s("html")}, {s("method"), s("POST")}, {s("status"), 502}}}));
    const auto saved = await(m_service->saveVersion(at, graph("x"), {}));
    QVERIFY(!saved);
    QVERIFY2(saved.error().text().contains(s("not saved")), qPrintable(saved.error().text()));
    const auto live = await(m_service->deploy(at, route.version->id, {}));
    QVERIFY(!live);
    QVERIFY2(live.error().text().contains(s("not deployed")), qPrintable(live.error().text()));
    const auto created = await(m_service->create(m_gateway, s("nothing at all"), graph()));
    QVERIFY(!created);
    QVERIFY(created.error().text().contains(s("not created")));
    QCOMPARE(await(m_service->versions(at))->size(), 1);
}

void TestRouteService::manyVersions()
{
    const DynamicRoute route = create(s("many versions"));
    const RouteAddress at = addressOf(route);
    // One call after the other, as each reads the list before and after; written without them here.
    for (int i = 0; i < 105; ++i)
        VERIFY_RESULT(await(m_client->send(ApiRequest::post(
            {s("gateways"), m_gateway.value, s("routes"), route.id.value, s("versions")},
            {{s("elements"), graph()}}))));
    const auto versions = await(m_service->versions(at));
    VERIFY_RESULT(versions);
    QCOMPARE(versions->size(), 106);
    QCOMPARE(versions->last().id, route.version->id);
}

void TestRouteService::modelsFollow()
{
    TimeDisplay time;
    RouteModel routes(m_service.get(), m_gateway, &time);
    QAbstractItemModelTester routesTester(&routes,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    routes.refresh();
    QTRY_COMPARE(routes.state(), TableModel::State::Ready);
    const int count = routes.rowCount();
    const DynamicRoute route = create(s("followed"));
    const RouteAddress at = addressOf(route);
    QCOMPARE(routes.rowCount(), count + 1);
    const int row = routes.rowOf(route.id.value);
    QCOMPARE(routes.index(row, RouteModel::NameColumn).data().toString(), s("followed"));
    QCOMPARE(routes.index(row, RouteModel::ElementsColumn).data().toString(), s("3"));

    RouteVersionModel versions(m_service.get(), at, &time);
    RouteDeploymentModel deployments(m_service.get(), at, &versions, &time);
    QAbstractItemModelTester versionsTester(&versions,
                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester deploymentsTester(
        &deployments, QAbstractItemModelTester::FailureReportingMode::QtTest);
    versions.refresh();
    deployments.refresh();
    QTRY_VERIFY(versions.state() == TableModel::State::Ready
                && deployments.state() == TableModel::State::Ready);
    QCOMPARE(versions.newest(), route.version->id);
    QCOMPARE(deployments.newest(), route.deployment->id);

    const auto saved = await(m_service->saveVersion(at, graph("x"), versions.newest()));
    VERIFY_RESULT(saved);
    QTRY_COMPARE(versions.rowCount(), 2);
    const auto text = [](const TableModel &model, int r, int column) {
        return model.index(r, column).data().toString();
    };
    QCOMPARE(text(versions, 0, RouteVersionModel::NumberColumn), s("2"));
    QCOMPARE(text(versions, 0, RouteVersionModel::ActiveColumn), QString());
    QCOMPARE(text(versions, 1, RouteVersionModel::ActiveColumn), s("Live"));
    QCOMPARE(versions.active()->id, route.version->id);

    VERIFY_RESULT(await(m_service->deploy(at, saved->value.id, deployments.newest())));
    QTRY_COMPARE(deployments.rowCount(), 2);
    QTRY_COMPARE(text(versions, 0, RouteVersionModel::ActiveColumn), s("Live"));
    QCOMPARE(text(versions, 1, RouteVersionModel::ActiveColumn), QString());
    QCOMPARE(text(deployments, 0, RouteDeploymentModel::VersionColumn), s("2"));
    QCOMPARE(text(deployments, 0, RouteDeploymentModel::LiveColumn), s("Live"));
    QCOMPARE(text(deployments, 1, RouteDeploymentModel::VersionColumn), s("1"));
    QCOMPARE(text(deployments, 1, RouteDeploymentModel::LiveColumn), QString());
    for (const TableModel *model :
         {static_cast<TableModel *>(&routes), static_cast<TableModel *>(&versions),
          static_cast<TableModel *>(&deployments)})
        for (int column = 0; column < model->columnCount(); ++column)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
                QVERIFY(!model->headerData(column, Qt::Horizontal, role).toString().isEmpty());

    VERIFY_RESULT(await(m_service->remove(at)));
    QCOMPARE(routes.rowOf(route.id.value), -1);
}

// One of each type, drawn by commands, saved, deployed, and read again.
void TestRouteService::everyElementComesBack()
{
    RouteDocument document;
    using Type = RouteElementType;
    document.addElement(Type::Start, {});
    document.addElement(Type::End, {});
    document.connectOutput({s("start"), s("next")}, s("end"));
    RoutePort edge{s("start"), s("next")};
    for (const Type type : {Type::Conditional, Type::Percentage, Type::Rate, Type::Model}) {
        const QString id = document.insertOnEdge(edge, type, {});
        edge = {id, document.element(id)->outputs.first().name};
    }
    document.setProperty(
        s("conditional"), s("conditions"),
        RouteCondition::test(s("metadata.plan"), s("$in"), QJsonArray{s("a")}).toJson());
    QVERIFY(!hasErrors(routeProblems(document.graph())));
    const DynamicRoute route = create(s("every element"));
    const RouteAddress at = addressOf(route);
    const auto saved =
        await(m_service->saveVersion(at, toJson(document.graph()), route.version->id));
    VERIFY_RESULT(saved);
    VERIFY_RESULT(await(m_service->deploy(at, saved->value.id, route.deployment->id)));
    const auto live = await(m_service->get(at));
    VERIFY_RESULT(live);
    QCOMPARE(*live->graph(), toJson(document.graph()));
    const auto read = routeGraphFromJson(*live->graph());
    QVERIFY(read && *read == document.graph());
}

QTEST_GUILESS_MAIN(TestRouteService)
#include "tst_routeservice.moc"
