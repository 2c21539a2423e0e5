// SPDX-License-Identifier: GPL-3.0-or-later
// Requests through a graph: one that is described or taken from a log, many by lot, many of a
// filter.
#include "tests/views/routetest.h"
#include "tests/views/routeviewbench.h"
#include "views/common/tableview.h"
#include "views/logs/filteredit.h"
#include "views/routes/jsonedit.h"
#include "views/routes/routelogpicker.h"
#include "views/routes/routerequestform.h"
#include "views/routes/simulatorpanel.h"

#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

// “Heading: name share detail; …”, of the results.
QStringList rowsUnder(const SimulatorPanel *simulator, const QString &heading)
{
    QStringList rows;
    bool isUnder = false;
    for (int i = 0; i < simulator->results()->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = simulator->results()->topLevelItem(i);
        if (item->font(0).bold())
            isUnder = item->text(0) == heading;
        else if (isUnder)
            rows.append(item->text(0) + u'|' + item->text(1) + u'|' + item->text(2));
    }
    return rows;
}

int countOf(const QString &row) // “name|share|1,234, $1.00”
{
    return row.section(u'|', 2).section(QStringLiteral(", "), 0, 0).remove(u',').toInt();
}

} // namespace

class TestRouteSimulation : public RouteTest
{
    Q_OBJECT

private:
    // Of the two, one of which is a log that matches the other.
    static Log oldest(Connection *connection, const LogQuery &query)
    {
        LogQuery ascending = query;
        ascending.ascending = true;
        const auto page = await(connection->logs()->list(chat, ascending, {}));
        return page && !page->logs.isEmpty() ? page->logs.constFirst() : Log();
    }

private Q_SLOTS:
    void aRequestIsSimulated()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        simulator->form()->metadata()->setPlainText(QStringLiteral("{\"plan\": \"enterprise\"}"));
        QVERIFY(click(simulator, QStringLiteral("Run")));
        RouteScene *scene = view->editor()->canvas()->graph();
        QCOMPARE(scene->element(QStringLiteral("best"))->mark(), GraphMark::Passed);
        QCOMPARE(scene->element(QStringLiteral("paying"))->mark(), GraphMark::Faded);
        QCOMPARE(simulator->results()->topLevelItem(1)->text(0), QStringLiteral("enterprise"));
        QVERIFY(
            simulator->results()->topLevelItem(1)->text(2).contains(QStringLiteral("enterprise")));
        // The model is made to fail; telling so moves nothing.
        const int height = simulator->form()->metadata()->height();
        simulator->force(QStringLiteral("best"), QStringLiteral("fallback"));
        const auto forced = [simulator] {
            for (const QLabel *label : simulator->findChildren<QLabel *>())
                if (label->text().startsWith(QStringLiteral("Forced:")))
                    return label;
            return static_cast<const QLabel *>(nullptr);
        };
        QVERIFY(forced());
        QTRY_VERIFY(forced()->y() > simulator->form()->y());
        QVERIFY(simulator->form()->metadata()->height() <= height);
        simulator->run();
        QCOMPARE(scene->element(QStringLiteral("gpt-4.1"))->mark(), GraphMark::Passed);
        // Text that is no JSON is told, and nothing runs.
        simulator->form()->metadata()->setPlainText(QStringLiteral("{\n\"plan\": }"));
        simulator->clear();
        simulator->run();
        QVERIFY(simulator->form()->metadata()->errors().contains(2));
        QCOMPARE(simulator->results()->topLevelItemCount(), 0);
        simulator->form()->metadata()->clear();
        simulator->sample(500);
        QTRY_VERIFY(
            !scene->edge({QStringLiteral("start"), QStringLiteral("next")})->share().isEmpty());
        simulator->replay();
        QTRY_VERIFY_WITH_TIMEOUT(!simulator->isBusy(), 20'000);
        QCOMPARE(scene->edge({QStringLiteral("start"), QStringLiteral("next")})->share(),
                 QStringLiteral("100 %"));
    }

    void theFocusStaysWhereItWasPressed()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        for (const char *name : {"Run", "Sample", "Replay"}) {
            simulator->clear();
            QAbstractButton *button = findButton(simulator, QString::fromLatin1(name));
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
            QVERIFY2(button->hasFocus(), name);
            QTRY_VERIFY_WITH_TIMEOUT(!simulator->isBusy(), 20'000);
            QTRY_VERIFY2(simulator->results()->topLevelItemCount() > 0, name);
            QVERIFY2(button->hasFocus(), name);
        }
    }

    void anEditTakesTheResultsAway()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        simulator->run();
        RouteScene *scene = view->editor()->canvas()->graph();
        QCOMPARE(scene->element(QStringLiteral("start"))->mark(), GraphMark::Passed);
        RouteDocument *document = view->editor()->document();
        QVERIFY(document->moveElements({QStringLiteral("start")}, {8, 8}));
        QCOMPARE(scene->element(QStringLiteral("start"))->mark(), GraphMark::Passed);
        QVERIFY(document->connectOutput({QStringLiteral("start"), QStringLiteral("next")},
                                        QStringLiteral("end")));
        QCOMPARE(scene->element(QStringLiteral("start"))->mark(), GraphMark::None);
        QCOMPARE(simulator->results()->topLevelItemCount(), 0);
        QVERIFY(labelTexts(*simulator).contains(QStringLiteral("has changed")));
        // Also while it is being counted.
        simulator->sample(100'000);
        QVERIFY(simulator->isBusy());
        document->undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(!simulator->isBusy(), 20'000);
        QTRY_VERIFY(labelTexts(*simulator).contains(QStringLiteral("has changed")));
        QCOMPARE(simulator->results()->topLevelItemCount(), 0);
    }

    void anyLogIsTakenByItsId()
    {
        RouteBench bench(m_sandbox->endpoint());
        const Log log = oldest(&bench.connection, {}); // two thousand came after it
        QVERIFY(!log.id.isEmpty());
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        QVERIFY(click(simulator, QStringLiteral("Take from a log…")));
        RouteLogPicker *picker = simulator->logPicker();
        QVERIFY(picker->isVisible());
        QTRY_VERIFY(picker->filter()->hasFocus());
        QTRY_VERIFY(picker->model()->rowCount() > 1000); // all there are, to scroll through
        QCOMPARE(unnamedFocusable(*simulator, true).join(u' '), QString());
        QTest::keyClicks(picker->filter(), log.id.value);
        QTest::keyClick(picker->filter(), Qt::Key_Return);
        QTRY_COMPARE(picker->model()->rowCount(), 1);
        QTRY_VERIFY(findButton(picker, QStringLiteral("Take"))->isEnabled());
        QVERIFY(click(picker, QStringLiteral("Take")));
        QTRY_VERIFY(!picker->isVisible());
        QTRY_VERIFY(!simulator->isBusy());
        QCOMPARE(QJsonDocument::fromJson(simulator->form()->metadata()->toPlainText().toUtf8()),
                 QJsonDocument::fromJson(log.metadata.valueOr({}).toUtf8()));
        const auto body = await(bench.connection.logs()->requestBody(chat, log.id));
        VERIFY_RESULT(body);
        QCOMPARE(QJsonDocument::fromJson(simulator->form()->body()->toPlainText().toUtf8()),
                 QJsonDocument::fromJson(body->data));
        QVERIFY(simulator->results()->topLevelItemCount() > 1); // and it has run
        QCOMPARE(view->editor()->canvas()->graph()->element(QStringLiteral("start"))->mark(),
                 GraphMark::Passed);
    }

    void aLogIsFoundByAFilter()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        simulator->chooseLog();
        RouteLogPicker *picker = simulator->logPicker();
        typeInto(picker->filter(), QStringLiteral("model:no-such-model "));
        QTest::keyClick(picker->filter(), Qt::Key_Return);
        QTRY_VERIFY(labelTexts(*picker).contains(QStringLiteral("No log matches")));
        QVERIFY(!findButton(picker, QStringLiteral("Take"))->isEnabled());
        typeInto(picker->filter(), QStringLiteral("success:false "));
        QTest::keyClick(picker->filter(), Qt::Key_Return);
        QTRY_VERIFY(picker->model()->rowCount() > 1);
        QTRY_VERIFY(picker->model()->log(0));
        for (int row = 0; row < std::min(picker->model()->rowCount(), 20); ++row)
            QVERIFY(!picker->model()->log(row)->success);
        picker->table()->setFocus();
        picker->table()->selectRow(3);
        const QString metadata = picker->model()->log(3)->metadata.valueOr({});
        QTest::keyClick(picker->table(), Qt::Key_Return);
        QTRY_VERIFY(!picker->isVisible());
        QTRY_VERIFY(!simulator->isBusy());
        QCOMPARE(QJsonDocument::fromJson(simulator->form()->metadata()->toPlainText().toUtf8()),
                 QJsonDocument::fromJson(metadata.toUtf8()));
        // Away again without a choice.
        simulator->chooseLog();
        QVERIFY(click(picker, QStringLiteral("Back")));
        QVERIFY(!picker->isVisible());
    }

    void aFilterIsReplayed()
    {
        RouteBench bench(m_sandbox->endpoint());
        const LogQuery succeeded = parseLogQuery(QStringLiteral("success:true")).value();
        LogService::Page page;
        const auto matching = await(bench.connection.logs()->list(chat, succeeded, page));
        VERIFY_RESULT(matching);
        QVERIFY(matching->info.totalCount.valueOr(0) > 300);
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        partNamed<QSpinBox>(simulator, QStringLiteral("How many requests"))->setValue(300);
        auto *filter =
            partNamed<FilterEdit>(simulator, QStringLiteral("Filter of the logs to replay"));
        m_sandbox->forgetRequests();
        typeInto(filter, QStringLiteral("success:true "));
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY(simulator->isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!simulator->isBusy(), 20'000);
        int bodies = 0;
        for (const QJsonValue request : m_sandbox->requests()) {
            const QString target = request[QLatin1String("target")].toString();
            bodies += target.endsWith(QLatin1String("/request"));
            if (target.contains(QLatin1String("/logs?")))
                QVERIFY2(target.contains(QLatin1String("success")), qPrintable(target));
        }
        QCOMPARE(bodies, 0); // the plan is in the metadata
        const QString text = labelTexts(*simulator);
        QVERIFY2(text.contains(QStringLiteral("300 requests of the logs")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("Estimated cost: $")));
        QVERIFY(text.contains(QStringLiteral("as logged")));
        for (const QString &heading : {QStringLiteral("How they ended"), QStringLiteral("Ends")}) {
            int sum = 0;
            for (const QString &row : rowsUnder(simulator, heading))
                sum += countOf(row);
            QCOMPARE(sum, 300);
        }
        const QStringList models = rowsUnder(simulator, QStringLiteral("Models"));
        QVERIFY(!models.isEmpty());
        for (const QString &row : models)
            QVERIFY2(row.contains(u'$'), qPrintable(row));
        const QStringList edges = rowsUnder(simulator, QStringLiteral("Edges"));
        QVERIFY(edges.size() > 3);
        QVERIFY(edges.constFirst().startsWith(QStringLiteral("start → ")));
        QVERIFY(edges.constFirst().contains(QStringLiteral("|100 %|300")));
    }

    void aGraphThatDecidesByTheBodyGetsTheBodies()
    {
        RouteBench bench(m_sandbox->endpoint());
        const QByteArray graph = R"([
            {"id": "start", "type": "start", "outputs": {"next": {"elementId": "streams"}}},
            {"id": "streams", "type": "conditional",
             "properties": {"conditions": {"body.stream": {"$eq": true}}},
             "outputs": {"true": {"elementId": "yes"}, "false": {"elementId": "no"}}},
            {"id": "yes", "type": "end", "outputs": {}},
            {"id": "no", "type": "end", "outputs": {}}])";
        VERIFY_RESULT(await(bench.connection.routes()->create(
            chat, QStringLiteral("streams"), QJsonDocument::fromJson(graph).array())));
        LogService::Page page;
        page.size = 40;
        const auto newest = await(bench.connection.logs()->list(chat, {}, page));
        VERIFY_RESULT(newest);
        int streaming = 0;
        for (const Log &log : newest->logs) {
            const auto body = await(bench.connection.logs()->requestBody(chat, log.id));
            VERIFY_RESULT(body);
            streaming += QJsonDocument::fromJson(body->data)[QLatin1String("stream")].toBool();
        }
        const auto view = bench.open(QStringLiteral("streams"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        partNamed<QSpinBox>(simulator, QStringLiteral("How many requests"))->setValue(40);
        simulator->replay();
        QTRY_VERIFY_WITH_TIMEOUT(!simulator->isBusy(), 20'000);
        int yes = 0;
        for (const QString &row : rowsUnder(simulator, QStringLiteral("Ends")))
            if (row.startsWith(QStringLiteral("yes|")))
                yes = countOf(row);
        QCOMPARE(yes, streaming);
        QVERIFY(streaming > 0 && streaming < 40); // worth comparing
    }

    void whatCannotBeReplayedIsTold()
    {
        RouteBench bench(m_sandbox->endpoint());
        const auto view = bench.open(QStringLiteral("by-plan"));
        QVERIFY(showAndSettle(view.get()));
        SimulatorPanel *simulator = view->editor()->simulator();
        view->editor()->showTab(simulator);
        auto *filter =
            partNamed<FilterEdit>(simulator, QStringLiteral("Filter of the logs to replay"));
        filter->setText(QStringLiteral("cost>much"));
        QVERIFY(click(simulator, QStringLiteral("Replay")));
        QVERIFY(!simulator->isBusy());
        QVERIFY(labelTexts(*simulator).contains(QStringLiteral("The filter cannot be used: ")));
        QVERIFY(filter->hasFocus());
        filter->setText(QStringLiteral("model:no-such-model"));
        QVERIFY(click(simulator, QStringLiteral("Replay")));
        QTRY_VERIFY(!simulator->isBusy());
        QVERIFY(labelTexts(*simulator).contains(QStringLiteral("No log matches the filter.")));
        QCOMPARE(simulator->results()->topLevelItemCount(), 0);
        QVERIFY(m_sandbox->setFaults({{{"kind", "error"}, {"status", 403}, {"path", "*/logs"}}}));
        QVERIFY(click(simulator, QStringLiteral("Replay")));
        QTRY_VERIFY(!simulator->isBusy());
        QVERIFY(labelTexts(*simulator).contains(QStringLiteral("could not be read")));
        QVERIFY(view->hasError());
    }
};

QTEST_MAIN(TestRouteSimulation)
#include "tst_routesimulation.moc"
