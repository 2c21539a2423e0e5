// SPDX-License-Identifier: GPL-3.0-or-later
// The view of evaluations and the dialog that starts one, by clicks and keys, on a real sandbox.
#include "models/services/logservice.h"
#include "tests/support/testdata.h"
#include "tests/views/datasetsbench.h"
#include "tests/views/datasettest.h"
#include "tests/views/newevaluationtest.h"
#include "views/datasets/evaluationpanel.h"
#include "views/datasets/evaluationsview.h"
#include "views/datasets/evaluationtypesview.h"
#include "views/datasets/resultbars.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

static const GatewayId gateway{"production-chat"};
using Kind = ViewAddress::Kind;

class EvaluationsTest : public DatasetTest
{
    Q_OBJECT

private Q_SLOTS:
    void listsAndSearches();
    void whatMattersIsInView();
    void showsResultsAsTableAndBars();
    void comparesTwo();
    void ofTwoEverythingIsInView();
    void threeAreNotCompared();
    void startsOneAndFollowsIt();
    void sixDatasetsAreTooMany();
    void runsAgain();
    void whatIsGoneIsNotRunAgain();
    void manyTypesScroll();
    void deletes();
    void deletesSeveral();
    void tabGoesThroughTheDialogInOrder();
    void exports();
    void unknownStatusesAreShown();
    void faults_data() { addFaults("*/evaluations*"); }
    void faults();
    void typesUnderFaults_data() { addFaults("*/evaluation-types*"); }
    void typesUnderFaults();
    void aRefusedStartLosesNothing();
    void readOnly();
    void everythingHasAName();

private:
    static QString barsText(const EvaluationsView *view)
    {
        return view->panel()->bars()->accessibleDescription();
    }
};

void EvaluationsTest::listsAndSearches()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QCOMPARE(view->table()->model()->rowCount(), 4);
    QVERIFY(labelTexts(*view).contains("Choose an evaluation to see its results"));
    typeInto(named<QLineEdit>(view.get(), "Search names and ids"), "sonnet");
    QTRY_COMPARE(view->table()->model()->rowCount(), 2);
    auto *processed = named<QComboBox>(view.get(), "Processed");
    processed->setFocus();
    QTest::keyClick(processed, Qt::Key_End);
    QCOMPARE(processed->currentText(), QString("Under way"));
    QTRY_COMPARE(view->table()->model()->rowCount(), 0);
    QTRY_VERIFY(labelTexts(*view).contains("No evaluation matches"));
}

// With both docks open, in a window of 1024 px and in one of 1440 px.
void EvaluationsTest::whatMattersIsInView()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    const int character = view->table()->fontMetrics().horizontalAdvance('0');
    const QStringList first{"Name", "Processed", "Logs"};
    view->resize(42 * character + 10 * grid, 600);
    QTRY_COMPARE(columnsInView(view->table()), first);
    QVERIFY(view->table()->columnWidth(EvaluationModel::NameColumn) > 24 * character);
    view->resize(86 * character + 14 * grid, 600);
    QTRY_COMPARE(columnsInView(view->table()),
                 first + QStringList({"Datasets", "Types", "Created"}));
}

void EvaluationsTest::showsResultsAsTableAndBars()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "What people think"));
    using Model = EvaluationResultModel;
    QTableView *results = view->panel()->results();
    QCOMPARE(results->model()->rowCount(), 3);
    QTRY_VERIFY(!cell(results, "Cost", Model::ResultColumn).isEmpty()); // the types are read
    const QString cost = cell(results, "Cost", Model::ResultColumn);
    QVERIFY(cost.startsWith('$'));
    QVERIFY(cell(results, "Cost", Model::StatusColumn).startsWith("Completed"));
    QVERIFY(results->isColumnHidden(Model::OtherResultColumn));
    QTRY_VERIFY2(barsText(view.get()).contains("Cost: " + cost), qPrintable(barsText(view.get())));
    QVERIFY(view->address().text().startsWith("gateway/production-chat/evaluations?ids="));
    // The address alone finds it again.
    const auto other = bench.open<EvaluationsView>(view->address());
    QVERIFY(showAndSettle(other.get()));
    QTRY_COMPARE(other->panel()->heading(), QString("What people think"));
    // And its datasets as they were, with a way to their logs.
    QTabBar *tabs = other->panel()->tabs()->tabBar();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    TableView *datasets = other->panel()->datasets();
    QVERIFY(clickRow(datasets, "Rated by humans"));
    QTest::keyClick(datasets, Qt::Key_Return);
    QCOMPARE(bench.opened.last(), QString("gateway/production-chat/logs?filter=feedback%3A1%2C-1"));
}

void EvaluationsTest::comparesTwo()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "What people think"));
    QVERIFY(clickRow(view->table(), "Slow and expensive", Qt::ControlModifier));
    using Model = EvaluationResultModel;
    QTableView *results = view->panel()->results();
    QVERIFY(!results->isColumnHidden(Model::OtherResultColumn));
    QVERIFY(!results->isColumnHidden(Model::DifferenceColumn));
    QTRY_VERIFY(cell(results, "Cost", Model::DifferenceColumn).contains('%'));
    // The older one comes first, whichever was chosen first.
    QCOMPARE(cell(results, "Performance (human feedback)", Model::ResultColumn),
             QString("not measured"));
    QVERIFY(view->panel()->heading().contains("1: Slow and expensive, and 2: What people think"));
    QTRY_VERIFY(barsText(view.get()).contains("Cost, Slow and expensive: $"));
    QVERIFY(clickRow(view->table(), "What people think"));
    QVERIFY(!results->isVisible());
    results = view->panel()->results();
    QVERIFY(results->isVisible() && results->isColumnHidden(Model::OtherResultColumn));
    // Nothing of it is taken for the person's own columns.
    QVERIFY(bench.settings.get(setting::tableHeader, "evaluation-results").isEmpty());
}

// With both docks open, in a window of 1440 px.
void EvaluationsTest::ofTwoEverythingIsInView()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "What people think"));
    QVERIFY(clickRow(view->table(), "Slow and expensive", Qt::ControlModifier));
    TableView *results = view->panel()->results();
    const int character = results->fontMetrics().horizontalAdvance('0');
    view->resize(86 * character + 14 * grid, 700);
    QTRY_COMPARE(
        columnsInView(results),
        (QStringList{"Type", "Result 1", "Result 2", "Difference", "Logs 1", "Logs 2", "Status"}));
}

void EvaluationsTest::threeAreNotCompared()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "What people think"));
    QVERIFY(clickRow(view->table(), "Slow and expensive", Qt::ControlModifier));
    QVERIFY(view->panel()->results()->isVisible());
    QVERIFY(clickRow(view->table(), "Before the switch to Sonnet 4", Qt::ControlModifier));
    QCOMPARE(view->panel()->heading(), QString("3 evaluations are chosen; two can be compared."));
    QVERIFY(!view->panel()->results()->isVisible());
    QVERIFY(!view->address().text().contains("ids="));
    QVERIFY(clickRow(view->table(), "What people think", Qt::ControlModifier)); // not that one
    QVERIFY(view->panel()->heading().contains("Slow and expensive"));
    QVERIFY(view->panel()->heading().contains("Before the switch to Sonnet 4"));
    QVERIFY(view->panel()->results()->isVisible());
}

void EvaluationsTest::startsOneAndFollowsIt()
{
    QVERIFY(m_sandbox->setEvaluationTime(1h));
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickNamed(view.get(), "New evaluation…"));
    auto *dialog = view->findChild<NewEvaluationDialog *>();
    QVERIFY(isUp(dialog));
    const auto *cost = named<QCheckBox>(dialog, "Cost");
    const auto *speed = named<QCheckBox>(dialog, "Speed");
    auto *feedback = named<QCheckBox>(dialog, "Performance (human feedback)");
    QVERIFY(cost->isChecked() && !cost->isEnabled() && speed->isChecked() && !speed->isEnabled());
    QVERIFY(!feedback->isChecked() && feedback->isEnabled());
    QVERIFY(labelTexts(*dialog).contains("Average cost of the matched logs. Always included."));
    auto *start = findButton(dialog, "Start");
    QVERIFY(!start->isEnabled());
    QVERIFY(check(named<QTreeWidget>(dialog, "Datasets, one to five"), "Slow answers"));
    QVERIFY(isUp(dialog));
    LogQuery query;
    query.filters = await(bench.connection.datasets()->list(gateway, {.text = "Slow answers"}))
                        ->constFirst()
                        .filters;
    const auto logs = await(bench.connection.logs()->list(gateway, query, {}));
    VERIFY_RESULT(logs);
    QTRY_VERIFY2(labelTexts(*dialog).contains(
                     QString("%1 logs match now.").arg(QLocale().toString(*logs->info.totalCount))),
                 qPrintable(labelTexts(*dialog)));
    QVERIFY(check(named<QTreeWidget>(dialog, "Datasets, one to five"), "Expensive calls"));
    QTRY_VERIFY(labelTexts(*dialog).contains("At most "));
    QTest::mouseClick(feedback, Qt::LeftButton, {}, {8, feedback->height() / 2});
    typeInto(named<QLineEdit>(dialog, "Name"), "By clicks");
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_COMPARE(view->panel()->heading(), QString("By clicks"));
    QCOMPARE(cell(view->table(), "By clicks", EvaluationModel::ProcessedColumn),
             QString("under way"));
    QCOMPARE(bench.tasks.rowCount(), 1);
    QVERIFY(bench.tasks.at(0)->title().contains("By clicks"));
    QCOMPARE(bench.tasks.at(0)->state(), Task::State::Running);
    QVERIFY(m_sandbox->setEvaluationTime(0s));
    QTRY_COMPARE_WITH_TIMEOUT(bench.tasks.at(0)->state(), Task::State::Done, 20'000);
    // The results have come without being asked for.
    QTRY_COMPARE(view->panel()->results()->model()->rowCount(), 3);
    QTRY_COMPARE(cell(view->table(), "By clicks", EvaluationModel::ProcessedColumn),
                 QString("yes"));
}

void EvaluationsTest::sixDatasetsAreTooMany()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    typeInto(named<QLineEdit>(dialog, "Name"), "Too many");
    auto *list = named<QTreeWidget>(dialog, "Datasets, one to five");
    QCOMPARE(list->topLevelItemCount(), 6);
    for (int row = 0; row < 6; ++row) {
        QCOMPARE(findButton(dialog, "Start")->isEnabled(), row > 0);
        list->topLevelItem(row)->setCheckState(0, Qt::Checked);
    }
    QVERIFY(!findButton(dialog, "Start")->isEnabled());
    QVERIFY(labelTexts(*dialog).contains("6 datasets are chosen"));
    dialog->reject();
}

void EvaluationsTest::runsAgain()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "Slow and expensive"));
    QVERIFY(clickNamed(view.get(), "Run again…"));
    auto *dialog = view->findChild<NewEvaluationDialog *>();
    QVERIFY(isUp(dialog));
    QCOMPARE(named<QLineEdit>(dialog, "Name")->selectedText(),
             QString("Slow and expensive, run 2")); // typing replaces it
    QCOMPARE(dialog->value().datasets.size(), 2);
    QCOMPARE(dialog->value().types.size(), 2);
    QTest::keyClick(named<QLineEdit>(dialog, "Name"), Qt::Key_Return);
    QTRY_COMPARE(view->panel()->heading(), QString("Slow and expensive, run 2"));
    const auto made =
        await(bench.connection.evaluations()->list(gateway, {.text = "Slow and expensive"}));
    VERIFY_RESULT(made);
    QCOMPARE(made->size(), 2);
    QCOMPARE(sameAgain(made->at(0)).datasets.size(), 2);
}

static QJsonObject typeNamed(const QString &name, bool enable, bool mandatory)
{
    return {{"id", name},
            {"name", name},
            {"type", "later"},
            {"description", "Measures " + name},
            {"enable", enable},
            {"mandatory", mandatory},
            {"created_at", "2026-01-01T00:00:00Z"},
            {"modified_at", "2026-01-01T00:00:00Z"}};
}

// The dialog says what it leaves out, by name where there is one.
void EvaluationsTest::whatIsGoneIsNotRunAgain()
{
    QFile file(testDataPath(QStringLiteral("evaluations-list.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray body = file.readAll();
    body.replace("\"name\": \"name\"", "\"name\": \"That was\"");
    CannedServer server([body](const CannedServer::Request &request) {
        using Reply = CannedServer::Reply;
        if (request.path.endsWith("/evaluation-types"))
            return Reply::result(QJsonArray{typeNamed("evaluation_type_id", false, false),
                                            typeNamed("always", true, true)});
        return request.path.endsWith("/evaluations") ? Reply{.body = body}
                                                     : Reply::result(QJsonArray());
    });
    DatasetsBench bench(endpointOf(server));
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, {"my-gateway"}});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "That was"));
    QVERIFY(clickNamed(view.get(), "Run again…"));
    auto *dialog = view->findChild<NewEvaluationDialog *>();
    QVERIFY(isUp(dialog));
    QTRY_VERIFY2(
        labelTexts(*dialog).contains("Not available any more, and so not chosen: That was"),
        qPrintable(labelTexts(*dialog)));
    QTRY_VERIFY2(labelTexts(*dialog).contains("and so not chosen: evaluation_type_id"),
                 qPrintable(labelTexts(*dialog)));
    QCOMPARE(dialog->value().datasets, QList<DatasetId>());
    QCOMPARE(dialog->value().types, QList<EvaluationTypeId>{{"always"}});
    QVERIFY(!findButton(dialog, "Start")->isEnabled());
}

void EvaluationsTest::manyTypesScroll()
{
    CannedServer server([](const CannedServer::Request &request) {
        QJsonArray types;
        for (int i = 0; i < 30; ++i)
            types.append(typeNamed(QString("type %1").arg(i), true, false));
        return CannedServer::Reply::result(
            request.path.endsWith("/evaluation-types") ? types : QJsonArray());
    });
    DatasetsBench bench(endpointOf(server));
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    QTRY_VERIFY(named<QCheckBox>(dialog, "type 29"));
    QVERIFY2(dialog->height() <= 660, qPrintable(QString::number(dialog->height())));
    QCOMPARE(dialog->minimumSizeHint().height() <= 660, true);
}

void EvaluationsTest::deletes()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    const int before = view->table()->model()->rowCount();
    QVERIFY(clickRow(view->table(), "Before the switch to Sonnet 4"));
    bench.dialogs.confirmed = false;
    QTest::keyClick(view->table(), Qt::Key_Delete);
    QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
    QCOMPARE(bench.dialogs.confirmations.first().typedName,
             QString("Before the switch to Sonnet 4"));
    QCOMPARE(bench.dialogs.confirmations.first().count, qint64(3));
    QCoreApplication::processEvents();
    QCOMPARE(view->table()->model()->rowCount(), before);
    bench.dialogs.confirmed = true;
    QTest::keyClick(view->table(), Qt::Key_Delete);
    QTRY_COMPARE(view->table()->model()->rowCount(), before - 1);
    QTRY_VERIFY(labelTexts(*view).contains("Choose an evaluation"));
}

void EvaluationsTest::deletesSeveral()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto dataset = datasetOf(bench, gateway, "Slow answers");
    QStringList ids;
    for (const char *name : {"Not wanted", "Nor this"}) {
        const auto made =
            await(bench.connection.evaluations()->create(gateway, {name, {dataset.id}, {}}));
        VERIFY_RESULT(made);
        ids.append(made->id.value);
    }
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    const int before = view->table()->model()->rowCount();
    QVERIFY(clickRow(view->table(), "Not wanted"));
    QVERIFY(clickRow(view->table(), "Nor this", Qt::ControlModifier));
    QVERIFY(m_sandbox->setFaults({{{"kind", "error"},
                                   {"status", 403},
                                   {"method", "DELETE"},
                                   {"path", "*/evaluations/" + ids.first()},
                                   {"count", 1}}}));
    QTest::keyClick(view->table(), Qt::Key_Delete);
    QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
    const Confirmation &question = bench.dialogs.confirmations.first();
    QCOMPARE(question.title, QString("Delete 2 evaluation(s)?"));
    QVERIFY(question.losses.first().contains("“Not wanted”")
            && question.losses.first().contains("“Nor this”"));
    QCOMPARE(question.typedName, gateway.value);
    QTRY_COMPARE(view->table()->model()->rowCount(), before - 1);
    QTRY_VERIFY(labelTexts(*view).contains("“Nor this” was deleted."));
    QTRY_VERIFY2(labelTexts(*view).contains("Not deleted:\n“Not wanted”: "),
                 qPrintable(labelTexts(*view)));
    QTest::keyClick(view->table(), Qt::Key_Delete);
    QTRY_COMPARE(view->table()->model()->rowCount(), before - 2);
}

void EvaluationsTest::tabGoesThroughTheDialogInOrder()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    typeInto(named<QLineEdit>(dialog, "Name"), "By Tab");
    QVERIFY(check(named<QTreeWidget>(dialog, "Datasets, one to five"), "Slow answers"));
    QStringList reached;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QWidget *now = QApplication::focusWidget();
        const auto *button = qobject_cast<const QAbstractButton *>(now);
        reached.append(button ? button->text() : now->metaObject()->className());
    }
    QCOMPARE(reached, (QStringList{"Performance (human feedback)", "Start", "Cancel"}));
}

void EvaluationsTest::exports()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QTRY_COMPARE(bench.models.evaluationTypes()->rowCount(), 3); // which the results are called by
    QVERIFY(clickRow(view->table(), "What people think"));
    const auto choose = [&](const QString &start) {
        for (QAction *action : named<QToolButton>(view.get(), "Export")->menu()->actions())
            if (action->text().contains(start))
                action->trigger();
    };
    bench.dialogs.path = bench.folder.filePath("results.csv");
    choose("CSV");
    QTRY_VERIFY(labelTexts(*view).contains("The results are in"));
    QFile csv(bench.dialogs.path);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = csv.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(1).startsWith("What people think,Cost,0."));
    bench.dialogs.path = bench.folder.filePath("results.json");
    choose("JSON");
    QTRY_VERIFY(QFile::exists(bench.dialogs.path));
    QFile json(bench.dialogs.path);
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonArray all = QJsonDocument::fromJson(json.readAll()).array();
    QCOMPARE(all.size(), 1);
    const auto read = fromJson<QList<Evaluation>>(QJsonValue(all));
    VERIFY_RESULT(read);
    QCOMPARE(read->constFirst(), *view->model()->find(read->constFirst().id.value));
    bench.dialogs.path = bench.folder.filePath("no such folder/results.json");
    choose("JSON");
    QTRY_VERIFY(view->hasError());
    QVERIFY(clickRow(view->table(), "Slow and expensive")); // is another matter
    QCOMPARE(view->messages()->keys(), QStringList());
}

void EvaluationsTest::unknownStatusesAreShown()
{
    QFile file(testDataPath(QStringLiteral("evaluations-list.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray body = file.readAll();
    body.replace("\"result\": \"result\"", "\"result\": \"<b>better</b> than & before\"");
    body.replace("\"status\": 0", "\"status\": 42");
    CannedServer server([body](const CannedServer::Request &request) {
        if (request.path.contains("evaluation-types"))
            return CannedServer::Reply::result(QJsonArray());
        return CannedServer::Reply{.body = body};
    });
    DatasetsBench bench(endpointOf(server));
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, {"my-gateway"}});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "name"));
    using Model = EvaluationResultModel;
    QTableView *results = view->panel()->results();
    QCOMPARE(cell(results, "evaluation_type_id", Model::ResultColumn),
             QString("<b>better</b> than & before"));
    QCOMPARE(cell(results, "evaluation_type_id", Model::StatusColumn),
             QString("status_description"));
    QCOMPARE(cell(results, "evaluation_type_id", Model::StatusCodeColumn), QString("42"));
}

void EvaluationsTest::faults()
{
    QFETCH(QJsonObject, fault);
    DatasetsBench bench(m_sandbox->endpoint());
    QVERIFY(m_sandbox->setFaults({fault}));
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    view->resize(1000, 700);
    view->show();
    QVERIFY(QTest::qWaitForWindowActive(view.get()));
    QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 30'000);
    QVERIFY(m_sandbox->setFaults({}));
    QVERIFY(click(view.get(), "Retry"));
    QTRY_VERIFY(view->table()->model()->rowCount() > 0);
    QTRY_VERIFY(!view->hasError());
    // Rows that are there stay.
    QVERIFY(m_sandbox->setFaults({fault}));
    QTest::keyClick(view->table(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(view->hasError(), 30'000);
    QVERIFY(view->table()->model()->rowCount() > 0);
}

// The list says what failed and comes back by Retry; so does the choice in the dialog, which keeps
// what was typed.
void EvaluationsTest::typesUnderFaults()
{
    QFETCH(QJsonObject, fault);
    QVERIFY(m_sandbox->setFaults({fault}));
    DatasetsBench bench(m_sandbox->endpoint());
    EvaluationTypesView types(&bench.models, &bench.settings);
    types.resize(1000, 700);
    types.show();
    QVERIFY(QTest::qWaitForWindowActive(&types));
    QTRY_VERIFY_WITH_TIMEOUT(types.hasError(), 30'000);
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    typeInto(named<QLineEdit>(dialog, "Name"), "under faults");
    QTRY_VERIFY_WITH_TIMEOUT(findButton(dialog, "Retry"), 30'000);
    QVERIFY(m_sandbox->setFaults({}));
    QVERIFY(click(dialog, "Retry"));
    QTRY_VERIFY(named<QCheckBox>(dialog, "Cost"));
    QVERIFY(isUp(dialog));
    QTRY_VERIFY(!findButton(dialog, "Retry"));
    QCOMPARE(named<QLineEdit>(dialog, "Name")->text(), QString("under faults"));
    QTRY_COMPARE(types.findChild<TableView *>()->model()->rowCount(), 3);
    QTRY_VERIFY(!types.hasError());
}

void EvaluationsTest::aRefusedStartLosesNothing()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    typeInto(named<QLineEdit>(dialog, "Name"), "What people think"); // which is taken
    QVERIFY(check(named<QTreeWidget>(dialog, "Datasets, one to five"), "Slow answers"));
    QVERIFY(isUp(dialog));
    // By keys: what has the focus is disabled meanwhile, and Enter must not cancel after that.
    QVERIFY(m_sandbox->setFaults(
        {{{"kind", "error"}, {"status", 403}, {"method", "POST"}, {"path", "*/evaluations"}}}));
    findButton(dialog, "Start")->setFocus();
    QTest::keyClick(findButton(dialog, "Start"), Qt::Key_Space);
    QTRY_VERIFY(dialog->findChild<MessageBar *>()->hasError());
    QCOMPARE(dialog->focusWidget(), named<QLineEdit>(dialog, "Name"));
    QVERIFY(m_sandbox->setFaults({}));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(labelTexts(*dialog).contains("already exists"));
    QCOMPARE(dialog->value().name, QString("What people think"));
    QCOMPARE(dialog->value().datasets.size(), 1);
    typeInto(named<QLineEdit>(dialog, "Name"), "Something else");
    QTest::mouseClick(findButton(dialog, "Start"), Qt::LeftButton);
    QTRY_COMPARE(view->panel()->heading(), QString("Something else"));
}

void EvaluationsTest::readOnly()
{
    DatasetsBench bench(m_sandbox->endpoint());
    Profile profile = bench.connection.profile();
    profile.readOnly = true;
    bench.connection.setProfile(profile);
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "What people think"));
    for (const char *name : {"New evaluation…", "Run again…", "Delete…"})
        QVERIFY2(!clickNamed(view.get(), name), name);
    QCOMPARE(view->panel()->results()->model()->rowCount(), 3);
}

void EvaluationsTest::everythingHasAName()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "What people think"));
    QCOMPARE(unnamedFocusable(*view, true), QStringList());
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    QCOMPARE(unnamedFocusable(*dialog, true), QStringList());
}

QTEST_MAIN(EvaluationsTest)
#include "tst_evaluations.moc"
