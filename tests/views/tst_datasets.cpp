// SPDX-License-Identifier: GPL-3.0-or-later
// The views of datasets, by clicks and keys, on a real sandbox.
#include "tests/views/datasetsbench.h"
#include "views/common/factlist.h"
#include "views/common/losscount.h"
#include "views/datasets/datasetsview.h"
#include "views/datasets/rowdetails.h"
#include "views/gateways/savefooter.h"
#include "views/logs/loginspector.h"
#include "views/logs/logtable.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

static const GatewayId gateway{"production-chat"};
using Kind = ViewAddress::Kind;

class DatasetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_sandbox = std::make_unique<SandboxFixture>();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }
    void cleanup() { QVERIFY(m_sandbox->setFaults({})); }
    void listsWithCounts();
    void searches();
    void over300ScrollAndCount();
    void switchesOnAndOff();
    void deletionSaysWhichEvaluationsUsedIt();
    void makesOne();
    void refusesWhatADatasetCannotHold();
    void quickRangesBecomeFixed();
    void duplicates();
    void toItsLogs();
    void logsOfThePreviewAreInspected();
    void faults_data();
    void faults();
    void previewFails();
    void readOnly();
    void everythingHasAName();

private:
    std::unique_ptr<SandboxFixture> m_sandbox;
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
        bool isNumber = false;
        QLocale().toInt(
            view->table()->model()->index(row, DatasetModel::MatchesColumn).data().toString(),
            &isNumber);
        QVERIFY(isNumber);
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
    QTest::keyClicks(flag, "Disabled");
    QTest::keyClick(flag, Qt::Key_Return);
    QVERIFY(QMetaObject::invokeMethod(flag, "activated", Q_ARG(int, flag->currentIndex())));
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
        &bench.models, gateway, DatasetsView::Parts{&bench.settings, &dialogs, &bench.waits});
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

void DatasetsTest::makesOne()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QSignalSpy moved(view.get(), &View::addressChanged);
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(!view->footer()->saveButton()->isEnabled());
    typeInto(named<QLineEdit>(view.get(), "Name"), "Failures of gpt-4o");
    typeFilter(view.get(), "model:gpt-4o success:false");
    QVERIFY(settled(view.get()));
    LogQuery query = view->filterBar()->query();
    const auto logs = await(bench.connection.logs()->list(gateway, query, {}));
    VERIFY_RESULT(logs);
    QVERIFY(*logs->info.totalCount > 0);
    QCOMPARE(view->logs()->rowCount(), int(*logs->info.totalCount));
    QVERIFY2(labelTexts(*view).contains(
                 QString("%1 logs match now").arg(QLocale().toString(*logs->info.totalCount))),
             qPrintable(labelTexts(*view)));
    QVERIFY(click(view.get(), "Create dataset"));
    QTRY_COMPARE(moved.size(), 1);
    const Dataset made = datasetOf(bench, gateway, "Failures of gpt-4o");
    QCOMPARE(view->address().object, made.id.value);
    QCOMPARE(made.filters, query.filters);
    QCOMPARE(view->title(), QString("Failures of gpt-4o"));
    QVERIFY(!view->hasUnsavedChanges());
    VERIFY_RESULT(await(bench.connection.datasets()->remove(gateway, made.id)));
    QTRY_VERIFY(labelTexts(*view).contains("not there any more"));
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
    const Dataset dataset = datasetOf(bench, gateway, "Slow answers");
    const auto view = bench.open<DatasetView>(
        {.kind = Kind::Dataset, .gateway = gateway, .object = dataset.id.value});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(click(view.get(), "Show the logs"));
    QCOMPARE(bench.opened,
             QStringList{"gateway/production-chat/logs?filter=duration%3E10s%20cached%3Afalse"});
}

void DatasetsTest::logsOfThePreviewAreInspected()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const Dataset dataset = datasetOf(bench, gateway, "Slow answers");
    const auto view = bench.open<DatasetView>(
        {.kind = Kind::Dataset, .gateway = gateway, .object = dataset.id.value});
    QVERIFY(showAndSettle(view.get()));
    auto *inspector = qobject_cast<LogInspector *>(view->inspector());
    QVERIFY(inspector);
    auto *table = view->findChild<LogTable *>();
    QTRY_VERIFY(view->logs()->log(1));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(1, 1)).center());
    QTRY_VERIFY2(labelTexts(*inspector).contains("2 of "), qPrintable(labelTexts(*inspector)));
    QTRY_VERIFY(!inspector->isBusy());
}

void DatasetsTest::faults_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::newRow("error") << QJsonObject{{"kind", "error"}, {"status", 403}};
    QTest::newRow("html") << QJsonObject{{"kind", "html"}};
    QTest::newRow("truncated") << QJsonObject{{"kind", "truncated"}};
    QTest::newRow("cut") << QJsonObject{{"kind", "cut"}};
    QTest::newRow("nulls") << QJsonObject{{"kind", "nulls"}};
    QTest::newRow("rate limited") << QJsonObject{{"kind", "rate_limited"}, {"retry_after", 0}};
    QTest::newRow("server") << QJsonObject{{"kind", "error"}, {"status", 503}, {"body", false}};
}

// What fails is said, with a way to go on, and what was typed stays.
void DatasetsTest::faults()
{
    QFETCH(QJsonObject, fault);
    QJsonObject rule = fault;
    rule.insert("path", "*/datasets*");
    DatasetsBench bench(m_sandbox->endpoint());
    const auto form = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(form.get()));
    typeInto(named<QLineEdit>(form.get(), "Name"), "under faults");
    QVERIFY(settled(form.get()));
    QVERIFY(m_sandbox->setFaults({rule}));
    const auto list = bench.open<DatasetsView>({Kind::Datasets, gateway});
    list->resize(1000, 700);
    list->show();
    QVERIFY(QTest::qWaitFor([&] { return list->hasError(); }, 30'000));
    QVERIFY(findButton(list.get(), "Retry"));
    form->activateWindow();
    QVERIFY(click(form.get(), "Create dataset"));
    QVERIFY(QTest::qWaitFor([&] { return form->hasError(); }, 30'000));
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
    QVERIFY(labelTexts(*view).contains("How many logs match is not known"));
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
    const Dataset dataset = datasetOf(bench, gateway, "Slow answers");
    const auto form = bench.open<DatasetView>(
        {.kind = Kind::Dataset, .gateway = gateway, .object = dataset.id.value});
    QVERIFY(showAndSettle(form.get()));
    QVERIFY(!form->footer()->saveButton()->isEnabled());
    QVERIFY(labelTexts(*form).contains("read-only"));
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
