// SPDX-License-Identifier: GPL-3.0-or-later
// The views of datasets, by clicks and keys, on a real sandbox.
#include "tests/views/datasetsbench.h"
#include "tests/views/datasettest.h"
#include "views/common/factlist.h"
#include "views/common/losscount.h"
#include "views/common/rowdetails.h"
#include "views/datasets/datasetsview.h"
#include "views/gateways/savefooter.h"
#include "views/logs/loginspector.h"
#include "views/logs/logtable.h"

#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

static const GatewayId gateway{"production-chat"};
using Kind = ViewAddress::Kind;

class DatasetsTest : public DatasetTest
{
    Q_OBJECT

private Q_SLOTS:
    void listsWithCounts();
    void whatMattersIsInView();
    void searches();
    void over300ScrollAndCount();
    void switchesOnAndOff();
    void switchingKeepsWhatOthersChanged();
    void switchingSeveralIsUndone();
    void deletionSaysWhichEvaluationsUsedIt();
    void deletesSeveral();
    void makesOne();
    void refusesWhatADatasetCannotHold();
    void quickRangesBecomeFixed();
    void duplicates();
    void toItsLogs();
    void logsOfThePreviewAreInspected();
    void faults_data() { addFaults("*/datasets*"); }
    void faults();
    void previewFails();
    void readOnly();
    void everythingHasAName();
};

void DatasetsTest::listsWithCounts()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(settled(view.get()));
    QCOMPARE(view->table()->model()->rowCount(), 6);
    QCOMPARE(cell(view->table(), "Long prompts", DatasetModel::EnableColumn), QString("no"));
    QCOMPARE(cell(view->table(), "Expensive calls", DatasetModel::FiltersColumn),
             QString("cost above $0.02"));
    for (int row = 0; row < 6; ++row) {
        const QModelIndex matches = view->table()->model()->index(row, DatasetModel::MatchesColumn);
        const auto isNumber = [&] {
            bool ok = false;
            QLocale().toInt(matches.data().toString(), &ok);
            return ok;
        };
        QTRY_VERIFY2(isNumber(), qPrintable(matches.data().toString()));
    }
    const auto *details = qobject_cast<RowDetails *>(view->inspector());
    QVERIFY(clickRow(view->table(), "Expensive calls"));
    QCOMPARE(details->facts()->value("Filters"), QString("cost above $0.02"));
    QCOMPARE(details->facts()->value("Gateway"), gateway.value); // whose column is not shown
    QTest::keyClick(view->table(), Qt::Key_Return);
    QCOMPARE(bench.opened.size(), 1);
    QVERIFY2(bench.opened.first().startsWith("gateway/production-chat/dataset/"),
             qPrintable(bench.opened.first()));
    QVERIFY(clickNamed(view.get(), "Show the logs"));
    QCOMPARE(bench.opened.last(), QString("gateway/production-chat/logs?filter=cost%3E0.02"));
}

// With both docks open, in a window of 1024 px and in one of 1440 px.
void DatasetsTest::whatMattersIsInView()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    const int character = view->table()->fontMetrics().horizontalAdvance('0');
    const QStringList first{"Name", "Enabled", "Matches now"};
    view->resize(42 * character + 10 * grid, 600);
    QTRY_COMPARE(columnsInView(view->table()), first);
    view->resize(86 * character + 14 * grid, 600);
    QTRY_COMPARE(columnsInView(view->table()),
                 first + QStringList({"Filters", "Created", "Modified"}));
}

void DatasetsTest::searches()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    typeInto(named<QLineEdit>(view.get(), "Search names, filters and ids"), "gpt-4o");
    QTRY_COMPARE(view->table()->model()->rowCount(), 1);
    QVERIFY(settled(view.get()));
    auto *flag = named<QComboBox>(view.get(), "Enabled");
    flag->setFocus();
    QTest::keyClick(flag, Qt::Key_End);
    QCOMPARE(flag->currentText(), QString("Disabled"));
    QTRY_COMPARE(view->table()->model()->rowCount(), 0);
    QTRY_VERIFY(labelTexts(*view).contains("No dataset matches"));
    QVERIFY(clickNamed(view.get(), "Clear filter") || click(view.get(), "Clear filter"));
    QTRY_COMPARE(view->table()->model()->rowCount(), 6);
}

void DatasetsTest::over300ScrollAndCount()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const GatewayId many{"batch-eval"};
    const qsizetype before =
        await(bench.connection.datasets()->list(many)).value_or(QList<Dataset>()).size();
    for (qsizetype i = before; i < 305; ++i) {
        Dataset dataset;
        dataset.name = QString("dataset %1").arg(i);
        VERIFY_RESULT(await(bench.connection.datasets()->create(many, dataset)));
    }
    m_sandbox->forgetRequests();
    const auto view = bench.open<DatasetsView>({Kind::Datasets, many});
    QVERIFY(showAndSettle(view.get()));
    QCOMPARE(view->table()->model()->rowCount(), 305);
    const auto logRequests = [this] {
        int count = 0;
        for (const QJsonValue request : m_sandbox->requests())
            count += request["target"].toString().contains("/logs") ? 1 : 0;
        return count;
    };
    const int shown = view->table()->visibleRows().second + 1;
    QVERIFY2(logRequests() <= shown, "only what is in sight is counted");
    view->table()->setFocus();
    QTest::keyClick(view->table(), Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(view->table()->visibleRows().second >= 304);
    QVERIFY(settled(view.get()));
    QTRY_VERIFY(view->table()->model()->index(304, DatasetModel::MatchesColumn).data() != "…");
    QVERIFY(logRequests() < 100);
}

void DatasetsTest::switchesOnAndOff()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "Slow answers"));
    QVERIFY(clickNamed(view.get(), "Disable"));
    QTRY_COMPARE(cell(view->table(), "Slow answers", DatasetModel::EnableColumn), QString("no"));
    QVERIFY(!datasetOf(bench, gateway, "Slow answers").enable);
    QVERIFY(settled(view.get()));
    QVERIFY(clickNamed(view.get(), "Enable"));
    QTRY_COMPARE(cell(view->table(), "Slow answers", DatasetModel::EnableColumn), QString("yes"));
}

void DatasetsTest::switchingKeepsWhatOthersChanged()
{
    DatasetsBench bench(m_sandbox->endpoint());
    DatasetsBench others(m_sandbox->endpoint());
    const Dataset before = datasetOf(bench, gateway, "Slow answers");
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    Dataset theirs = before;
    theirs.filters = parseLogQuery("duration>30s")->filters;
    VERIFY_RESULT(await(others.connection.datasets()->update(gateway, theirs)));
    QVERIFY(clickRow(view->table(), "Slow answers"));
    QVERIFY(clickNamed(view.get(), "Disable"));
    QTRY_COMPARE(cell(view->table(), "Slow answers", DatasetModel::EnableColumn), QString("no"));
    QCOMPARE(cell(view->table(), "Slow answers", DatasetModel::FiltersColumn),
             QString("duration above 30.00 s"));
    const Dataset now = datasetOf(bench, gateway, "Slow answers");
    QVERIFY(!now.enable);
    QCOMPARE(now.filters, theirs.filters);
    VERIFY_RESULT(await(bench.connection.datasets()->update(gateway, before)));
}

void DatasetsTest::switchingSeveralIsUndone()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    const auto enabled = [&](const QString &name) {
        return cell(view->table(), name, DatasetModel::EnableColumn);
    };
    QVERIFY(clickRow(view->table(), "Slow answers"));
    QVERIFY(clickRow(view->table(), "Expensive calls", Qt::ControlModifier));
    QVERIFY(clickRow(view->table(), "Long prompts", Qt::ControlModifier)); // which is off
    QVERIFY(clickNamed(view.get(), "Disable"));
    QTRY_VERIFY2(labelTexts(*view).contains("2 dataset(s) were disabled."),
                 qPrintable(labelTexts(*view)));
    QCOMPARE(enabled("Slow answers") + enabled("Expensive calls"), QString("nono"));
    QVERIFY(click(view.get(), "Undo"));
    QTRY_COMPARE(enabled("Slow answers") + enabled("Expensive calls"), QString("yesyes"));
    QCOMPARE(enabled("Long prompts"), QString("no"));
}

void DatasetsTest::deletionSaysWhichEvaluationsUsedIt()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "Rated by humans"));
    // The question stays open until what it tells has come.
    struct Waiting : FakeDialogs
    {
        std::function<void(bool)> answer;
        void confirm(const Confirmation &confirmation, QWidget *,
                     std::function<void(bool)> given) override
        {
            confirmations.append(confirmation);
            answer = std::move(given);
        }
    } dialogs;
    const auto other = std::make_unique<DatasetsView>(
        &bench.models, gateway,
        DatasetsView::Parts{&bench.settings, &bench.drafts, &dialogs, &bench.waits});
    QVERIFY(showAndSettle(other.get()));
    QVERIFY(clickRow(other->table(), "Rated by humans"));
    QTest::keyClick(other->table(), Qt::Key_Delete);
    QCOMPARE(dialogs.confirmations.size(), 1);
    const Confirmation &question = dialogs.confirmations.first();
    QVERIFY(question.title.contains("“Rated by humans”"));
    QTRY_VERIFY(!question.counted->isCounting());
    QVERIFY2(question.counted->text().contains("“What people think”")
                 && question.counted->text().contains("“Before the switch to Sonnet 4”")
                 && !question.counted->text().contains("Slow and expensive"),
             qPrintable(question.counted->text()));
    dialogs.answer(false);
    QVERIFY(!datasetOf(bench, gateway, "Rated by humans").id.isEmpty());
    QTest::keyClick(other->table(), Qt::Key_Delete);
    dialogs.answer(true);
    QTRY_COMPARE(other->table()->model()->rowCount(), 5);
    QCOMPARE(view->table()->model()->rowCount(), 5); // the other view follows
    QVERIFY(datasetOf(bench, gateway, "Rated by humans").id.isEmpty());
    QVERIFY(click(other.get(), "Make it again"));
    QTRY_COMPARE(view->table()->model()->rowCount(), 6);
}

// One question about all, a request each; what fails is named and can be tried again.
void DatasetsTest::deletesSeveral()
{
    DatasetsBench bench(m_sandbox->endpoint());
    for (const char *name : {"First", "Second", "Third"}) {
        Dataset dataset;
        dataset.name = name;
        VERIFY_RESULT(await(bench.connection.datasets()->create(gateway, dataset)));
    }
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "First"));
    for (const char *name : {"Second", "Third"})
        QVERIFY(clickRow(view->table(), name, Qt::ControlModifier));
    const QString second = datasetOf(bench, gateway, "Second").id.value;
    QVERIFY(m_sandbox->setFaults({{{"kind", "error"},
                                   {"status", 403},
                                   {"method", "DELETE"},
                                   {"path", "*/datasets/" + second}}}));
    m_sandbox->forgetRequests();
    QTest::keyClick(view->table(), Qt::Key_Delete);
    QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
    const Confirmation &question = bench.dialogs.confirmations.first();
    QCOMPARE(question.title, QString("Delete 3 dataset(s)?"));
    for (const char *name : {"“First”", "“Second”", "“Third”"})
        QVERIFY2(question.losses.first().contains(name), qPrintable(question.losses.first()));
    QTRY_VERIFY2(labelTexts(*view).contains("2 dataset(s) were deleted."),
                 qPrintable(labelTexts(*view)));
    QVERIFY2(labelTexts(*view).contains("Not deleted:\n“Second”: "), qPrintable(labelTexts(*view)));
    QTRY_COMPARE(view->table()->model()->rowCount(), 7);
    int deletions = 0;
    for (const QJsonValue request : m_sandbox->requests())
        deletions += request["method"].toString() == u"DELETE" ? 1 : 0;
    QCOMPARE(deletions, 3);
    // The keyboard reaches what the messages offer.
    QTest::keyClick(view->table(), Qt::Key_Backtab);
    QVERIFY(view->messages()->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(click(view.get(), "Make them again"));
    QTRY_COMPARE(view->table()->model()->rowCount(), 9);
    QVERIFY(m_sandbox->setFaults({}));
    for (const char *name : {"First", "Second", "Third"})
        VERIFY_RESULT(await(
            bench.connection.datasets()->remove(gateway, datasetOf(bench, gateway, name).id)));
}

void DatasetsTest::makesOne()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QSignalSpy moved(view.get(), &View::addressChanged);
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(!view->footer()->saveButton()->isEnabled());
    for (const char *ofOneThatIs : {"Duplicate…", "Delete…"})
        QVERIFY(!named<QAbstractButton>(view.get(), ofOneThatIs)->isVisible());
    typeInto(named<QLineEdit>(view.get(), "Name"), "Failures of gpt-4o");
    typeFilter(view.get(), "model:gpt-4o success:false");
    QVERIFY(settled(view.get()));
    LogQuery query = view->filterBar()->query();
    const auto logs = await(bench.connection.logs()->list(gateway, query, {}));
    VERIFY_RESULT(logs);
    QVERIFY(*logs->info.totalCount > 0);
    QTRY_COMPARE(view->logs()->rowCount(), int(*logs->info.totalCount));
    QTRY_VERIFY2(labelTexts(*view).contains(
                     QString("%1 logs match now").arg(QLocale().toString(*logs->info.totalCount))),
                 qPrintable(labelTexts(*view)));
    view->activateWindow(); // the list of completions had the keys
    QVERIFY(QTest::qWaitForWindowActive(view.get()));
    QTest::keyClick(view->filterBar()->textEdit(), Qt::Key_S, Qt::ControlModifier);
    // What would be typed now is not in what has been sent.
    auto *name = named<QLineEdit>(view.get(), "Name");
    QVERIFY(!name->isEnabled() && !view->filterBar()->isEnabled());
    QTRY_COMPARE(moved.size(), 1);
    QVERIFY(name->hasFocus()); // keys go on
    QVERIFY(named<QAbstractButton>(view.get(), "Delete…")->isVisible());
    const Dataset made = datasetOf(bench, gateway, "Failures of gpt-4o");
    QCOMPARE(view->address().object, made.id.value);
    QCOMPARE(made.filters, query.filters);
    QCOMPARE(view->title(), QString("Failures of gpt-4o"));
    QVERIFY(!view->hasUnsavedChanges());
    VERIFY_RESULT(await(bench.connection.datasets()->remove(gateway, made.id)));
    QTRY_VERIFY(labelTexts(*view).contains("This dataset was deleted"));
}

void DatasetsTest::refusesWhatADatasetCannotHold()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(view.get()));
    typeInto(named<QLineEdit>(view.get(), "Name"), "x");
    typeFilter(view.get(), "event_id:1");
    QVERIFY2(labelTexts(*view).contains("A dataset cannot hold event_id"),
             qPrintable(labelTexts(*view)));
    QVERIFY(!view->footer()->saveButton()->isEnabled());
    typeFilter(view.get(), "model!=o3");
    QVERIFY(labelTexts(*view).contains("A dataset cannot leave out values"));
    typeFilter(view.get(), "model:o3");
    QVERIFY(settled(view.get()));
    QVERIFY(view->footer()->saveButton()->isEnabled());
    // Nor is it offered.
    typeInto(view->filterBar()->textEdit(), "m");
    QStringList offered;
    const QAbstractItemModel *list =
        view->filterBar()->textEdit()->filterCompleter()->completionModel();
    for (int row = 0; row < list->rowCount(); ++row)
        offered.append(list->index(row, 0).data().toString());
    QCOMPARE(offered, QStringList{"model:"});
}

void DatasetsTest::quickRangesBecomeFixed()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(view.get()));
    typeFilter(view.get(), "last:24h");
    QVERIFY(settled(view.get()));
    const Dataset dataset = view->value();
    QCOMPARE(dataset.filters.size(), 1);
    QCOMPARE(dataset.filters.at(0).key, QString("created_at"));
    const auto since = timeOf(&dataset.filters.at(0));
    QVERIFY(since);
    QVERIFY(std::abs(since->secsTo(QDateTime::currentDateTimeUtc()) - 24 * 3600) < 60);
    QVERIFY2(view->filterBar()->textEdit()->text().startsWith("created_at>"),
             qPrintable(view->filterBar()->textEdit()->text()));
}

void DatasetsTest::duplicates()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const Dataset original = datasetOf(bench, gateway, "Slow answers");
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway, original.id.value});
    QVERIFY(showAndSettle(view.get()));
    QTRY_COMPARE(view->value().name, QString("Copy of Slow answers"));
    QCOMPARE(view->value().filters, original.filters);
    QVERIFY(settled(view.get()));
    QTest::keyClick(view.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!view->address().object.isEmpty());
    const Dataset made = datasetOf(bench, gateway, "Copy of Slow answers");
    QCOMPARE(made.filters, original.filters);
    QVERIFY(made.id != original.id);
    VERIFY_RESULT(await(bench.connection.datasets()->remove(gateway, made.id)));
}

void DatasetsTest::toItsLogs()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, "Slow answers");
    QVERIFY(dataset.isUp);
    QVERIFY(click(dataset.view.get(), "Show the logs"));
    QCOMPARE(bench.opened,
             QStringList{"gateway/production-chat/logs?filter=duration%3E10s%20cached%3Afalse"});
}

void DatasetsTest::logsOfThePreviewAreInspected()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, "Slow answers");
    QVERIFY(dataset.isUp);
    DatasetView *view = dataset.view.get();
    auto *inspector = qobject_cast<LogInspector *>(view->inspector());
    QVERIFY(inspector);
    auto *table = view->findChild<LogTable *>();
    QTRY_VERIFY(view->logs()->log(1));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(1, 1)).center());
    QTRY_VERIFY2(labelTexts(*inspector).contains("2 of "), qPrintable(labelTexts(*inspector)));
    QTRY_VERIFY(!inspector->isBusy());
}

// What fails is said, with a way to go on, and what was typed stays.
void DatasetsTest::faults()
{
    QFETCH(QJsonObject, fault);
    DatasetsBench bench(m_sandbox->endpoint());
    const auto form = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(form.get()));
    typeInto(named<QLineEdit>(form.get(), "Name"), "under faults");
    QVERIFY(settled(form.get()));
    QVERIFY(m_sandbox->setFaults({fault}));
    const auto list = bench.open<DatasetsView>({Kind::Datasets, gateway});
    list->resize(1000, 700);
    list->show();
    QTRY_VERIFY_WITH_TIMEOUT(list->hasError(), 30'000);
    QVERIFY(findButton(list.get(), "Retry"));
    form->activateWindow();
    QVERIFY(click(form.get(), "Create dataset"));
    QTRY_VERIFY_WITH_TIMEOUT(form->hasError(), 30'000);
    QCOMPARE(form->value().name, QString("under faults"));
    QVERIFY(m_sandbox->setFaults({}));
    QVERIFY(click(list.get(), "Retry"));
    QTRY_VERIFY(list->table()->model()->rowCount() >= 6);
    QVERIFY(settled(list.get()));
    QVERIFY(!list->hasError());
    if (const Dataset left = datasetOf(bench, gateway, "under faults"); !left.id.isEmpty())
        VERIFY_RESULT(await(bench.connection.datasets()->remove(gateway, left.id)));
}

void DatasetsTest::previewFails()
{
    DatasetsBench bench(m_sandbox->endpoint());
    QVERIFY(m_sandbox->setFaults({{{"kind", "error"}, {"status", 403}, {"path", "*/logs"}}}));
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    view->resize(1000, 700);
    view->show();
    QTRY_VERIFY(view->hasError());
    QTRY_VERIFY(labelTexts(*view).contains("How many logs match is not known"));
    QVERIFY(m_sandbox->setFaults({}));
    QVERIFY(click(view.get(), "Retry"));
    QTRY_VERIFY(labelTexts(*view).contains("2,000 logs match now"));
}

void DatasetsTest::readOnly()
{
    DatasetsBench bench(m_sandbox->endpoint());
    Profile profile = bench.connection.profile();
    profile.readOnly = true;
    bench.connection.setProfile(profile);
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickRow(view->table(), "Slow answers"));
    for (const char *name : {"New dataset…", "Delete…", "Disable", "Duplicate…", "Evaluate…"})
        QVERIFY2(!clickNamed(view.get(), name), name);
    const OpenDataset dataset(bench, gateway, "Slow answers");
    QVERIFY(dataset.isUp);
    QVERIFY(!dataset.view->footer()->saveButton()->isEnabled());
    QVERIFY(dataset.texts().contains("read-only"));
}

void DatasetsTest::everythingHasAName()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto list = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(list.get()));
    QCOMPARE(unnamedFocusable(*list, true), QStringList());
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(view.get()));
    QCOMPARE(unnamedFocusable(*view, true), QStringList());
}

QTEST_MAIN(DatasetsTest)
#include "tst_datasets.moc"
