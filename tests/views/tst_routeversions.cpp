// SPDX-License-Identifier: GPL-3.0-or-later
// Going from one version of a route to another while something of the first is not over: a message
// that offers to save it, a place that is not written, a version that has to be read first.
#include "tests/items/fakeroutes.h"
#include "tests/views/routetest.h"
#include "tests/views/routeviewbench.h"
#include "views/common/messagebar.h"

#include <QAction>
#include <QFile>
#include <QPushButton>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QString name = QStringLiteral("chat");
const QString model = QStringLiteral("gpt-4o");
const QString saveMine = QStringLiteral("Save mine all the same");

bool setTimeoutOf(RouteView *view, const QJsonValue &timeout)
{
    return view->editor()->document()->setProperty(model, QStringLiteral("timeout"), timeout);
}

// Opens what the address names, in the same view.
bool go(RouteView *view, const QString &version = {})
{
    ViewAddress address = view->address();
    address.filter = version;
    view->goTo(address);
    return settle(view);
}

} // namespace

class TestRouteVersions : public RouteTest
{
    Q_OBJECT

private:
    // What somebody else saves meanwhile; their version.
    RouteVersionId saveAsSomebodyElse(RouteBench &bench)
    {
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
        other.open(m_sandbox->endpoint());
        const QJsonArray theirs = *bench.versions(name).at(1).graph();
        const auto saved = await(other.routes()->saveVersion(bench.at(name), theirs, {}));
        return saved ? saved->value.id : RouteVersionId();
    }

private Q_SLOTS:
    void anOlderVersionIsNotSavedInPlaceOfTheEdits_data()
    {
        QTest::addColumn<QString>("button");
        QTest::newRow("after a conflict") << saveMine;
        QTest::newRow("after a failure") << QStringLiteral("Retry");
    }
    void anOlderVersionIsNotSavedInPlaceOfTheEdits()
    {
        QFETCH(QString, button);
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        const QString oldest = bench.versions(name).constLast().id.value;
        if (button == saveMine)
            QVERIFY(!saveAsSomebodyElse(bench).isEmpty());
        else
            QVERIFY(m_sandbox->setFaults({{{"kind", "html"}, {"method", "POST"}}}));
        const qsizetype before = bench.versions(name).size();
        QVERIFY(setTimeoutOf(view.get(), 4321));
        const RouteGraph mine = view->editor()->document()->graph();
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_VERIFY_WITH_TIMEOUT(findButton(view.get(), button), 30'000);
        QVERIFY(settle(view.get()));
        QVERIFY(m_sandbox->setFaults({}));
        QVERIFY(go(view.get(), oldest));
        QTRY_VERIFY(view->editor()->document()->isReadOnly());
        QTRY_VERIFY(!findButton(view.get(), button));
        QVERIFY(go(view.get()));
        QTRY_COMPARE(view->editor()->document()->graph(), mine);
        QVERIFY(view->hasUnsavedChanges());
        QCOMPARE(bench.versions(name).size(), before);
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_COMPARE(bench.versions(name).size(), before + 1);
        QCOMPARE(bench.graph(bench.versions(name).at(0)), mine);
    }

    // By the bar of tabs, or “back”.
    void goingElsewhereWhileSavingSavesWhatWasDrawn_data()
    {
        QTest::addColumn<bool>("fails");
        QTest::newRow("saved") << false;
        QTest::newRow("refused") << true;
    }
    void goingElsewhereWhileSavingSavesWhatWasDrawn()
    {
        QFETCH(bool, fails);
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        const QList<RouteVersion> before = bench.versions(name);
        QVERIFY(setTimeoutOf(view.get(), 4321));
        const RouteGraph mine = view->editor()->document()->graph();
        if (fails)
            QVERIFY(m_sandbox->setFaults({{{"kind", "html"}, {"method", "POST"}}}));
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QVERIFY(go(view.get(), before.constLast().id.value));
        QTRY_COMPARE_WITH_TIMEOUT(view->hasError(), fails, 30'000);
        QTRY_COMPARE(bench.versions(name).size(), before.size() + (fails ? 0 : 1));
        QVERIFY(settle(view.get()));
        QTRY_COMPARE(view->editor()->document()->graph(), mine);
        QCOMPARE(view->hasUnsavedChanges(), fails);
        if (!fails)
            QCOMPARE(bench.graph(bench.versions(name).at(0)), mine);
    }

    void whatHasErrorsSinceIsNotSentAgain()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        const qsizetype before = bench.versions(name).size();
        QVERIFY(setTimeoutOf(view.get(), 4321));
        QVERIFY(m_sandbox->setFaults({{{"kind", "html"}, {"method", "POST"}}}));
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 30'000);
        QVERIFY(settle(view.get()));
        QVERIFY(m_sandbox->setFaults({}));
        QVERIFY(view->editor()->document()->disconnectOutput(
            {QStringLiteral("start"), QStringLiteral("next")}));
        QTRY_VERIFY(view->editor()->checker()->hasErrors());
        m_sandbox->forgetRequests();
        QVERIFY(click(view.get(), QStringLiteral("Retry")));
        QVERIFY(settle(view.get()));
        QCOMPARE(m_sandbox->requests().size(), 0);
        QVERIFY(labelTexts(*view).contains(QStringLiteral("Errors have to be mended first")));
        view->editor()->document()->undoStack()->undo();
        QTRY_VERIFY(view->saveAction()->isEnabled());
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_COMPARE(bench.versions(name).size(), before + 1);
    }

    void aPlaceIsKeptWhenAnotherVersionIsShownAtOnce()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        const QString oldest = bench.versions(name).constLast().id.value;
        QVERIFY(go(view.get(), oldest)); // it has its places now
        QVERIFY(go(view.get()));
        RouteDocument *document = view->editor()->document();
        QTRY_VERIFY(!document->isReadOnly());
        const QPointF moved = document->position(model) + QPointF(0, 320);
        QVERIFY(document->moveElements({model}, {0, 320}));
        QVERIFY(go(view.get(), oldest));
        QTRY_VERIFY(document->isReadOnly());
        QVERIFY(document->position(model) != moved);
        QVERIFY(go(view.get()));
        QTRY_COMPARE(document->position(model), moved);
    }

    void aDraftThatCannotBeWrittenIsToldAsLongAsItIsSo()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        const QString drafts = bench.folder.filePath(QStringLiteral("drafts"));
        QVERIFY(QDir(drafts).removeRecursively());
        QFile inTheWay(drafts);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        const QString told = QStringLiteral("cannot be kept");
        QVERIFY(setTimeoutOf(view.get(), 4321));
        QTRY_VERIFY(labelTexts(*view).contains(told));
        QVERIFY(inTheWay.remove());
        QVERIFY(setTimeoutOf(view.get(), 4322));
        QTRY_VERIFY(!labelTexts(*view).contains(told));
    }

    // The list tells no elements: each version is read for itself.
    void aVersionToBeginWithIsReadFirst()
    {
        FakeRoutes fake;
        fake.versions = {versionJson(1, "true"), versionJson(2)};
        RouteBench bench(endpointOf(fake.server));
        ViewAddress address{ViewAddress::Kind::Route, fake.gateway, QStringLiteral("v1")};
        address.object = name;
        RouteView view(&bench.models, address, {&bench.drafts, &bench.dialogs, &bench.positions});
        QVERIFY(showAndSettle(&view));
        const RouteDocument *document = view.editor()->document();
        QTRY_VERIFY(document->isReadOnly());
        QVERIFY(document->element(QStringLiteral("end")));
        fake.versions = {versionJson(1, "true"), versionJson(2, "false", QJsonValue())};
        fake.late = "/versions/v2";
        view.refresh();
        QTRY_COMPARE(fake.count("/versions/v2"), 1); // it is being read
        QVERIFY(click(&view, QStringLiteral("Edit this")));
        fake.server.release();
        QTRY_VERIFY(!document->isReadOnly());
        QTRY_VERIFY(view.hasUnsavedChanges()); // from v2's to v1's
        QVERIFY(document->element(QStringLiteral("end")));
        QVERIFY(!document->element(QStringLiteral("alone")));
    }

    // A version that was to be deployed is not asked about when it is read much later.
    void deployingIsNotAskedForLongAfter()
    {
        FakeRoutes fake;
        fake.versions = {versionJson(1, "true", QJsonValue()), versionJson(2)};
        RouteBench bench(endpointOf(fake.server));
        ViewAddress address{ViewAddress::Kind::Route, fake.gateway};
        address.object = name;
        RouteView view(&bench.models, address, {&bench.drafts, &bench.dialogs, &bench.positions});
        QVERIFY(showAndSettle(&view));
        fake.late = "/versions/v1";
        view.refresh();
        QTRY_COMPARE(fake.count("/versions/v1"), 2); // what is live is being read
        view.reviewDeploying({QStringLiteral("v2")});
        QVERIFY(!view.review()->isVisible());
        fake.late.clear();
        fake.failing = "/deployments";
        view.refresh();
        QTRY_VERIFY(view.hasError());
        QVERIFY(settle(&view));
        fake.failing.clear();
        view.refresh();
        QTRY_VERIFY(!view.hasError());
        QVERIFY(settle(&view));
        QVERIFY(!view.review()->isVisible());
        view.reviewDeploying({QStringLiteral("v2")});
        QTRY_VERIFY(view.review()->isVisible());
    }
};

QTEST_MAIN(TestRouteVersions)
#include "tst_routeversions.moc"
