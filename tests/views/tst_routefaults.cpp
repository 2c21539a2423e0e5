// SPDX-License-Identifier: GPL-3.0-or-later
// A route in its editor while the service misbehaves, or while somebody else works on it: nothing
// that was drawn is lost, and nothing is written twice.
#include "tests/views/routetest.h"
#include "tests/views/routeviewbench.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/routes/routediffview.h"
#include "views/routes/versionspanel.h"

#include <QAction>
#include <QJsonDocument>
#include <QPushButton>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QString name = QStringLiteral("chat");

// What may have been carried out, what was, and what was not: tst_faults has them all.
void addFaults()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::newRow("page of a proxy") << QJsonObject{{"kind", "html"}};
    QTest::newRow("cut") << QJsonObject{{"kind", "cut"}};
    QTest::newRow("429") << QJsonObject{{"kind", "rate_limited"}, {"retry_after", 0}};
}

bool edit(RouteView *view, int timeout = 4321)
{
    return view->editor()->document()->setProperty(QStringLiteral("gpt-4o"),
                                                   QStringLiteral("timeout"), timeout);
}

} // namespace

class TestRouteFaults : public RouteTest
{
    Q_OBJECT

private Q_SLOTS:
    void openingThatFailsIsTriedAgain()
    {
        RouteBench bench(m_sandbox->endpoint());
        ViewAddress address{ViewAddress::Kind::Route, chat};
        address.object = bench.routeNamed(name).value;
        for (const char *path : {"*/routes/*", "*/versions", "*/deployments"}) {
            QVERIFY(m_sandbox->setFaults({{{"kind", "html"}, {"path", path}}}));
            RouteView view(&bench.models, address,
                           {&bench.drafts, &bench.dialogs, &bench.positions});
            QVERIFY2(showAndSettle(&view), path);
            QVERIFY2(view.hasError(), path);
            QVERIFY(!view.saveAction()->isEnabled());
            QVERIFY(!view.deployAction()->isEnabled());
            QVERIFY(m_sandbox->setFaults({}));
            QVERIFY(click(&view, QStringLiteral("Retry")));
            QTRY_VERIFY_WITH_TIMEOUT(!view.hasError(), 20'000);
            QTRY_VERIFY2(view.editor()->document()->graph().size() > 3, path);
        }
    }

    void readingAgainKeepsTheEdits()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        int timeout = 5000;
        for (const char *kind : {"html", "cut", "truncated"}) {
            QVERIFY(edit(view.get(), ++timeout));
            const RouteGraph edited = view->editor()->document()->graph();
            const int steps = view->editor()->document()->undoStack()->count();
            QVERIFY(m_sandbox->setFaults({{{"kind", kind}, {"path", "*/routes*"}}}));
            view->refresh();
            QTRY_VERIFY2_WITH_TIMEOUT(view->hasError(), kind, 30'000);
            QVERIFY(settle(view.get()));
            QCOMPARE(view->editor()->document()->graph(), edited);
            QVERIFY(view->editor()->isVisible());
            QVERIFY(view->hasUnsavedChanges());
            QVERIFY(edit(view.get(), ++timeout)); // one goes on drawing meanwhile
            QVERIFY(m_sandbox->setFaults({}));
            view->refresh();
            QTRY_VERIFY2_WITH_TIMEOUT(!view->hasError(), kind, 20'000);
            QVERIFY(settle(view.get()));
            QVERIFY(view->hasUnsavedChanges());
            QCOMPARE(view->editor()->document()->undoStack()->count(), steps + 1);
            QVERIFY(view->saveAction()->isEnabled());
        }
    }

    // Of the write itself; of what was carried out, and only its answer lost, nothing is repeated.
    void savingThatFails_data() { addFaults(); }
    void savingThatFails()
    {
        QFETCH(QJsonObject, fault);
        const bool isDone = fault.value("kind") == QStringLiteral("cut");
        RouteBench bench(m_sandbox->endpoint());
        const qsizetype before = bench.versions(name).size();
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(edit(view.get()));
        const RouteGraph edited = view->editor()->document()->graph();
        fault.insert("method", "POST");
        QVERIFY(m_sandbox->setFaults({fault}));
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        if (!isDone) {
            QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 30'000);
            QVERIFY(settle(view.get()));
            QCOMPARE(bench.versions(name).size(), before);
            QVERIFY(view->hasUnsavedChanges());
            QVERIFY(view->editor()->isVisible()); // what the message is about
            QVERIFY(!view->editor()->document()->isReadOnly());
            {
                // Even when the program ends now.
                const auto again = bench.open(name);
                QVERIFY(showAndSettle(again.get()));
                QCOMPARE(again->editor()->document()->graph(), edited);
            }
            QVERIFY(m_sandbox->setFaults({}));
            QVERIFY(click(view.get(), QStringLiteral("Save…")));
            QVERIFY(click(view->review(), QStringLiteral("Save version")));
        }
        QTRY_VERIFY_WITH_TIMEOUT(!view->hasUnsavedChanges(), 30'000);
        QVERIFY(settle(view.get()));
        QVERIFY(!view->hasError());
        QCOMPARE(view->editor()->document()->graph(), edited);
        QCOMPARE(bench.versions(name).size(), before + 1);
        QCOMPARE(bench.graph(bench.versions(name).at(0)), edited);
    }

    // The list is read before: when that fails, nothing is written.
    void nothingIsSavedUnseen()
    {
        RouteBench bench(m_sandbox->endpoint());
        const qsizetype before = bench.versions(name).size();
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(edit(view.get()));
        QVERIFY(
            m_sandbox->setFaults({{{"kind", "html"}, {"path", "*/versions"}, {"method", "GET"}}}));
        m_sandbox->forgetRequests();
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 30'000);
        QVERIFY(settle(view.get()));
        for (const QJsonValue request : m_sandbox->requests())
            QCOMPARE(request[QLatin1String("method")].toString(), QStringLiteral("GET"));
        QVERIFY(m_sandbox->setFaults({}));
        QCOMPARE(bench.versions(name).size(), before);
        QVERIFY(view->hasUnsavedChanges());
        QVERIFY(click(view.get(), QStringLiteral("Retry")));
        QTRY_COMPARE_WITH_TIMEOUT(bench.versions(name).size(), before + 1, 20'000);
    }

    void aDeploymentThatFailsDeploysNothing_data() { addFaults(); }
    void aDeploymentThatFailsDeploysNothing()
    {
        QFETCH(QJsonObject, fault);
        const bool isDone = fault.value("kind") == QStringLiteral("cut");
        RouteBench bench(m_sandbox->endpoint());
        const RouteVersionId first = bench.versions(name).constLast().id;
        const auto before = await(bench.connection.routes()->deployments(bench.at(name)));
        VERIFY_RESULT(before);
        const auto view = bench.open(name, first.value);
        QVERIFY(showAndSettle(view.get()));
        fault.insert("method", "POST");
        QVERIFY(m_sandbox->setFaults({fault}));
        QVERIFY(click(view.get(), QStringLiteral("Deploy…")));
        QVERIFY(click(view->review(), QStringLiteral("Roll back")));
        QTRY_VERIFY_WITH_TIMEOUT(!view->review()->isVisible(), 30'000);
        QVERIFY(settle(view.get()));
        QVERIFY(m_sandbox->setFaults({}));
        QCOMPARE(view->hasError(), !isDone);
        const auto after = await(bench.connection.routes()->deployments(bench.at(name)));
        VERIFY_RESULT(after);
        QCOMPARE(after->size(), before->size() + (isDone ? 1 : 0));
        QCOMPARE(after->constFirst().versionId == first, isDone);
    }

    // Both versions in one: place by place, and mine where both changed the same.
    void theirVersionIsTakenIntoMine_data()
    {
        QTest::addColumn<bool>("sameToo");
        QTest::newRow("other places") << false;
        QTest::newRow("the same place, too") << true;
    }
    void theirVersionIsTakenIntoMine()
    {
        QFETCH(bool, sameToo);
        RouteBench bench(m_sandbox->endpoint());
        const qsizetype before = bench.versions(name).size();
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        RouteDocument theirs;
        theirs.load(view->editor()->document()->graph());
        const QString model = QStringLiteral("gpt-4o");
        QVERIFY(theirs.setProperty(model, QStringLiteral("retries"), 4));
        QCOMPARE(theirs.insertOnEdge({QStringLiteral("start"), QStringLiteral("next")},
                                     RouteElementType::Conditional, {}),
                 QStringLiteral("conditional"));
        if (sameToo)
            QVERIFY(theirs.setProperty(model, QStringLiteral("timeout"), 1));
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
        other.open(m_sandbox->endpoint());
        VERIFY_RESULT(
            await(other.routes()->saveVersion(bench.at(name), toJson(theirs.graph()), {})));
        QVERIFY(edit(view.get()));
        const RouteGraph mine = view->editor()->document()->graph();
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_VERIFY(findButton(view.get(), QStringLiteral("Take theirs into mine")));
        if (sameToo) { // the bar stays above the difference
            QVERIFY(click(view.get(), QStringLiteral("Show what differs")));
            QVERIFY(settle(view.get())); // what is read again does not close it
            QVERIFY(view->review()->isVisible());
            const RouteComparison &differing = view->review()->diff()->comparison();
            const QPointF start = differing.shown.positions.value(QStringLiteral("start"));
            const QPointF added = differing.shown.positions.value(QStringLiteral("conditional"));
            QVERIFY(added.y() > start.y()); // theirs alone: below what is drawn
        }
        QVERIFY(settle(view.get()));
        QVERIFY(click(view.get(), QStringLiteral("Take theirs into mine")));
        QVERIFY(settle(view.get()));
        QVERIFY(!view->review()->isVisible());
        QCOMPARE(bench.versions(name).size(), before + 1); // nothing is saved by that
        RouteDocument *document = view->editor()->document();
        const RouteElement *both = document->element(model);
        QCOMPARE(both->property(QStringLiteral("retries")), QJsonValue(4));
        QCOMPARE(both->property(QStringLiteral("timeout")), QJsonValue(4321));
        QVERIFY(document->element(QStringLiteral("conditional")));
        QVERIFY(document->hasPosition(QStringLiteral("conditional")));
        QCOMPARE(document->graph().target({QStringLiteral("start"), QStringLiteral("next")}),
                 QStringLiteral("conditional"));
        QCOMPARE(labelTexts(*view).contains(QStringLiteral("gpt-4o.properties.timeout")), sameToo);
        const RouteGraph merged = document->graph();
        document->undoStack()->undo(); // its places are of the same step
        QCOMPARE(document->graph(), mine);
        document->undoStack()->redo();
        QCOMPARE(document->graph(), merged);
        QVERIFY(view->hasUnsavedChanges());
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_COMPARE(bench.versions(name).size(), before + 2);
        QVERIFY(settle(view.get()));
        QCOMPARE(bench.graph(bench.versions(name).at(0)), merged);
    }

    // Between the look at the difference and the confirmation.
    void somebodyElseDeploys()
    {
        RouteBench bench(m_sandbox->endpoint());
        const QList<RouteVersion> all = bench.versions(name);
        QVERIFY(all.size() > 2);
        const auto view = bench.open(name, all.constLast().id.value);
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(click(view.get(), QStringLiteral("Deploy…")));
        const RouteDiff first = view->review()->diff()->comparison().diff;
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
        other.open(m_sandbox->endpoint());
        const auto live = await(other.routes()->get(bench.at(name)));
        VERIFY_RESULT(live);
        const auto theirs = std::find_if(all.begin(), all.end(), [&](const RouteVersion &one) {
            return one.id != live->version->id && one.id != all.constLast().id;
        });
        VERIFY_RESULT(await(other.routes()->deploy(bench.at(name), theirs->id, {})));
        QVERIFY(click(view->review(), QStringLiteral("Roll back")));
        QTRY_VERIFY(labelTexts(*view).contains(QStringLiteral("Nothing was deployed")));
        QVERIFY(settle(view.get()));
        QCOMPARE(await(other.routes()->get(bench.at(name)))->version->id, theirs->id);
        QVERIFY(click(view.get(), QStringLiteral("Show what differs now")));
        QVERIFY(view->review()->isVisible());
        QCOMPARE(view->review()->diff()->comparison().diff.summary(),
                 diffRoutes(bench.graph(*theirs), bench.graph(all.constLast())).summary());
        QVERIFY(click(view->review(), QStringLiteral("Roll back")));
        QTRY_COMPARE(await(other.routes()->get(bench.at(name)))->version->id, all.constLast().id);
    }

    // What callers lose and get is seen before anything is sent.
    void deployingShowsTheDifferenceToWhatIsLive()
    {
        RouteBench bench(m_sandbox->endpoint());
        const QList<RouteVersion> all = bench.versions(name);
        const auto live = await(bench.connection.routes()->get(bench.at(name)));
        VERIFY_RESULT(live);
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        view->editor()->showTab(view->versions());
        view->versions()->versions()->selectRow(int(all.size()) - 1);
        m_sandbox->forgetRequests();
        QCOMPARE(view->versions()->deployButton()->text(), QStringLiteral("Roll back…"));
        QTest::mouseClick(view->versions()->deployButton(), Qt::LeftButton);
        QVERIFY(view->review()->isVisible());
        QCOMPARE(view->review()->diff()->comparison().diff.summary(),
                 diffRoutes(bench.graph(*live->version), bench.graph(all.constLast())).summary());
        QVERIFY(view->review()->diff()->table()->model()->rowCount() > 0);
        QVERIFY(labelTexts(*view->review()).contains(QStringLiteral("in place of version")));
        for (const QJsonValue request : m_sandbox->requests())
            QCOMPARE(request[QLatin1String("method")].toString(), QStringLiteral("GET"));
        QVERIFY(click(view->review(), QStringLiteral("Cancel")));
        QVERIFY(!view->review()->isVisible());
        QCOMPARE(await(bench.connection.routes()->get(bench.at(name)))->version->id,
                 live->version->id);
    }

    void aRouteThatSomebodyElseDeletedKeepsItsDrawing()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(edit(view.get()));
        const RouteGraph edited = view->editor()->document()->graph();
        Connection other{{.id = QStringLiteral("other"), .name = QStringLiteral("Other")}};
        other.open(m_sandbox->endpoint());
        VERIFY_RESULT(await(other.routes()->remove(bench.at(name))));
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QVERIFY(click(view->review(), QStringLiteral("Save version")));
        QTRY_VERIFY(labelTexts(*view).contains(QStringLiteral("not there any more")));
        QVERIFY(settle(view.get()));
        QCOMPARE(view->editor()->document()->graph(), edited);
        bench.dialogs.path = bench.folder.filePath(QStringLiteral("kept.json"));
        actionOf(view.get(), QStringLiteral("Export as JSON…"))->trigger();
        QTRY_VERIFY(QFile::exists(bench.dialogs.path));
        QFile file(bench.dialogs.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(routeGraphFromText(file.readAll()).value_or(RouteGraph()), edited);
    }

    // Values and members that nobody knows yet are shown, and are no reason to refuse a route.
    void unknownValuesAreShown()
    {
        RouteBench bench(m_sandbox->endpoint());
        QVERIFY(m_sandbox->setFaults(
            {{{"kind", "unknown_enum"}, {"field", "active"}}, {{"kind", "extra_fields"}}}));
        const auto view = bench.open(name);
        QVERIFY(showAndSettle(view.get()));
        QVERIFY2(!view->hasError(), qPrintable(labelTexts(*view)));
        view->editor()->showTab(view->versions());
        const QAbstractItemModel *rows = view->versions()->versions()->model();
        QVERIFY(!rows->index(0, RouteVersionModel::ActiveColumn).data().toString().isEmpty());
        QVERIFY(view->versions()->deployments()->model()->rowCount() > 1); // and what is live
    }
};

QTEST_MAIN(TestRouteFaults)
#include "tst_routefaults.moc"
