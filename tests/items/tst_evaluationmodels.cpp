// SPDX-License-Identifier: GPL-3.0-or-later
// The models of datasets, evaluations and results, under QAbstractItemModelTester.
#include "models/domain/logquerytext.h"
#include "models/items/connectionmodels.h"
#include "models/items/datasetmodel.h"
#include "models/items/evaluateddatasetmodel.h"
#include "models/items/evaluationmodel.h"
#include "models/items/evaluationresultmodel.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

static const GatewayId gateway{"production-chat"};

class EvaluationModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
        m_connection.open(m_sandbox.endpoint());
        QTRY_COMPARE(m_models.evaluationTypes()->state(), TableModel::State::Ready);
    }
    void cleanup() { QVERIFY(m_sandbox.setFaults({})); }
    void datasetsAreCountedWhereOneLooks();
    void countsThatFailAreSaid();
    void datasetsFollowWhatIsDone();
    void searchIsTheServices();
    void evaluations();
    void evaluationsFollowWhatIsDone();
    void results();
    void resultsOfTwo();
    void whatIsNotKnownIsShownAsItIs();
    void evaluatedDatasets();

private:
    using Tester = QAbstractItemModelTester;
    static constexpr auto mode = Tester::FailureReportingMode::QtTest;

    std::unique_ptr<DatasetModel> datasets()
    {
        auto model = std::make_unique<DatasetModel>(m_connection.datasets(), m_connection.logs(),
                                                    gateway, &m_time);
        new Tester(model.get(), mode, model.get());
        model->refresh();
        waitFor([&] { return model->state() == TableModel::State::Ready; }, 20'000);
        return model;
    }
    QList<Evaluation> someEvaluations()
    {
        return await(m_connection.evaluations()->list(gateway)).value_or(QList<Evaluation>());
    }
    static QString text(const QAbstractItemModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
    static int rowOfName(const QAbstractItemModel &model, const QString &name)
    {
        const auto found =
            model.match(model.index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
        return found.isEmpty() ? -1 : found.first().row();
    }

    SandboxFixture m_sandbox;
    Connection m_connection{{.id = "test", .name = "Test"}};
    TimeDisplay m_time;
    ConnectionModels m_models{&m_connection, &m_time};
};

void EvaluationModelsTest::datasetsAreCountedWhereOneLooks()
{
    const auto model = datasets();
    QCOMPARE(model->rowCount(), 6);
    QVERIFY(!model->isCounting());
    const int slow = rowOfName(*model, "Slow answers");
    QVERIFY(slow >= 0);
    QCOMPARE(text(*model, slow, DatasetModel::MatchesColumn), QString("…"));
    QCOMPARE(text(*model, slow, DatasetModel::FiltersColumn),
             QString("duration above 10.00 s, cached is no"));
    m_sandbox.forgetRequests();
    model->countMatches({model->at(slow).id.value});
    QVERIFY(model->isCounting());
    QTRY_VERIFY(!model->isCounting());
    QCOMPARE(m_sandbox.requests().size(), 1);
    LogQuery query;
    query.filters = model->at(slow).filters;
    const auto logs = await(m_connection.logs()->list(gateway, query, {}));
    VERIFY_RESULT(logs);
    QCOMPARE(model->matches(model->at(slow).id.value), *logs->info.totalCount);
    QVERIFY(model->index(slow, DatasetModel::MatchesColumn).data(TableModel::SortRole).isValid());
    m_sandbox.forgetRequests();
    model->countMatches({model->at(slow).id.value}); // known already
    QVERIFY(!model->isCounting());
    model->refresh();
    QTRY_COMPARE(model->state(), TableModel::State::Ready);
    model->countMatches({model->at(slow).id.value});
    QVERIFY(model->isCounting()); // anew
    QTRY_VERIFY(!model->isCounting());
}

void EvaluationModelsTest::countsThatFailAreSaid()
{
    const auto model = datasets();
    QVERIFY(m_sandbox.setFaults({{{"kind", "error"}, {"status", 400}, {"path", "*/logs"}}}));
    model->countMatches({model->at(0).id.value});
    QTRY_VERIFY(!model->isCounting());
    QCOMPARE(text(*model, 0, DatasetModel::MatchesColumn), QString("not known"));
    QVERIFY(
        !model->index(0, DatasetModel::MatchesColumn).data(Qt::ToolTipRole).toString().isEmpty());
    QVERIFY(!model->matches(model->at(0).id.value));
}

void EvaluationModelsTest::datasetsFollowWhatIsDone()
{
    const auto model = datasets();
    const int before = model->rowCount();
    Dataset dataset;
    dataset.name = "made meanwhile";
    const auto made = await(m_connection.datasets()->create(gateway, dataset));
    VERIFY_RESULT(made);
    QCOMPARE(model->rowCount(), before + 1);
    model->countMatches({made->id.value});
    QTRY_VERIFY(model->matches(made->id.value));
    Dataset changed = *made;
    changed.filters = parseLogQuery("cost<-100")->filters;
    VERIFY_RESULT(await(m_connection.datasets()->update(gateway, changed)));
    QVERIFY(!model->matches(made->id.value)); // of other filters
    const QModelIndex filters =
        model->index(rowOfName(*model, "made meanwhile"), DatasetModel::FiltersColumn);
    const QString toolTip = filters.data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains("cost&lt;-100"), qPrintable(toolTip)); // as it is written, once
    model->countMatches({made->id.value});
    QTRY_COMPARE(model->matches(made->id.value), qint64(0));
    VERIFY_RESULT(await(m_connection.datasets()->remove(gateway, made->id)));
    QCOMPARE(model->rowCount(), before);
}

void EvaluationModelsTest::searchIsTheServices()
{
    const auto model = datasets();
    model->setQuery({.text = "gpt-4o"});
    QTRY_COMPARE(model->state(), TableModel::State::Ready);
    QCOMPARE(model->rowCount(), 1);
    model->setQuery({.flag = false});
    QTRY_COMPARE(model->state(), TableModel::State::Ready);
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(text(*model, 0, DatasetModel::EnableColumn), QString("no"));
    // One that is made while one searches appears when it is searched for.
    Dataset dataset;
    dataset.name = "enabled one";
    const auto made = await(m_connection.datasets()->create(gateway, dataset));
    VERIFY_RESULT(made);
    QTRY_COMPARE(model->state(), TableModel::State::Ready);
    QCOMPARE(model->rowCount(), 1);
    VERIFY_RESULT(await(m_connection.datasets()->remove(gateway, made->id)));
}

void EvaluationModelsTest::evaluations()
{
    EvaluationModel model(m_connection.evaluations(), m_models.evaluationTypes(), gateway, &m_time);
    const Tester tester(&model, mode);
    model.refresh();
    QTRY_COMPARE(model.state(), TableModel::State::Ready);
    QCOMPARE(model.rowCount(), 4);
    const int row = rowOfName(model, "Slow and expensive");
    QVERIFY(row >= 0);
    QCOMPARE(text(model, row, EvaluationModel::DatasetsColumn),
             QString("Slow answers, Expensive calls"));
    QCOMPARE(text(model, row, EvaluationModel::TypesColumn), QString("Cost, Speed"));
    QCOMPARE(text(model, row, EvaluationModel::ProcessedColumn), QString("yes"));
    for (int column = 0; column < EvaluationModel::ColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!text(model, row, column).isEmpty());
        QVERIFY(model.index(row, column).data(TableModel::SortRole).isValid());
    }
    model.setQuery({.text = "people", .byName = true});
    QTRY_COMPARE(model.state(), TableModel::State::Ready);
    QCOMPARE(model.names(), QStringList{"What people think"});
}

void EvaluationModelsTest::evaluationsFollowWhatIsDone()
{
    QVERIFY(m_sandbox.setEvaluationTime(1h));
    EvaluationModel model(m_connection.evaluations(), m_models.evaluationTypes(), gateway, &m_time);
    const Tester tester(&model, mode);
    model.refresh();
    QTRY_COMPARE(model.state(), TableModel::State::Ready);
    const NewEvaluation again = sameAgain(model.at(0));
    const auto made = await(
        m_connection.evaluations()->create(gateway, {"meanwhile", again.datasets, again.types}));
    VERIFY_RESULT(made);
    const int row = model.rowOf(made->id.value);
    QVERIFY(row >= 0);
    QCOMPARE(text(model, row, EvaluationModel::ProcessedColumn), QString("under way"));
    QCOMPARE(text(model, row, EvaluationModel::LogsColumn), QString("…"));
    QVERIFY(m_sandbox.setEvaluationTime(0s));
    Evaluation last;
    QVERIFY(waitFor(
        [&] {
            last = await(m_connection.evaluations()->get(gateway, made->id)).value_or(Evaluation());
            return last.processed;
        },
        20'000));
    QCOMPARE(*model.find(made->id.value), last); // the list was not asked for again
    VERIFY_RESULT(await(m_connection.evaluations()->remove(gateway, made->id)));
    QCOMPARE(model.rowOf(made->id.value), -1);
}

void EvaluationModelsTest::results()
{
    EvaluationResultModel model(m_models.evaluationTypes(), &m_time);
    const Tester tester(&model, mode);
    const QList<Evaluation> all = someEvaluations();
    const auto it = std::find_if(all.begin(), all.end(), [](const Evaluation &one) {
        return one.name == u"What people think";
    });
    QVERIFY(it != all.end());
    model.setEvaluations({*it});
    QCOMPARE(model.rowCount(), 3);
    QStringList types;
    for (int row = 0; row < 3; ++row)
        types.append(text(model, row, EvaluationResultModel::TypeColumn));
    QCOMPARE(types, (QStringList{"Cost", "Speed", "Performance (human feedback)"}));
    QVERIFY(text(model, 0, EvaluationResultModel::ResultColumn).startsWith('$'));
    QVERIFY(text(model, 1, EvaluationResultModel::ResultColumn).endsWith('s'));
    QVERIFY(text(model, 2, EvaluationResultModel::ResultColumn).endsWith('%'));
    QVERIFY(text(model, 0, EvaluationResultModel::StatusColumn).startsWith("Completed: "));
    QCOMPARE(text(model, 0, EvaluationResultModel::LogsColumn),
             QLocale().toString(it->results.at(0).totalLogs));
    model.setEvaluations({});
    QCOMPARE(model.rowCount(), 0);
}

void EvaluationModelsTest::resultsOfTwo()
{
    const auto result = [](const QString &type, const QString &value, int status = 1) {
        EvaluationResult made;
        made.typeId = {type};
        made.result = value;
        made.status = status;
        return made;
    };
    const QString cost = m_models.evaluationTypes()->at(0).id.value;
    QCOMPARE(m_models.evaluationTypes()->at(0).type, QString("cost"));
    Evaluation first;
    first.name = "A";
    const QString feedback = m_models.evaluationTypes()->at(2).id.value;
    QCOMPARE(m_models.evaluationTypes()->at(2).type, QString("human_feedback"));
    first.results = {result(cost, "0.5"), result("only-first", "1"), result(feedback, "76.24")};
    Evaluation second;
    second.name = "B";
    second.results = {result("only-second", "text"), result(cost, "0.25"),
                      result(feedback, "79.1", 2)};
    EvaluationResultModel model(m_models.evaluationTypes(), &m_time);
    const Tester tester(&model, mode);
    model.setEvaluations({first, second});
    QCOMPARE(model.rowCount(), 4);
    using Model = EvaluationResultModel;
    QCOMPARE(model.headerData(Model::OtherResultColumn, Qt::Horizontal).toString(),
             QString("Result 2"));
    QCOMPARE(text(model, 0, Model::ResultColumn), QString("$0.500000"));
    QCOMPARE(text(model, 0, Model::OtherResultColumn), QString("$0.250000"));
    QCOMPARE(text(model, 0, Model::DifferenceColumn), QString("−$0.250000 (−50.0 %)"));
    QCOMPARE(text(model, 1, Model::OtherResultColumn), QString("not measured"));
    QCOMPARE(text(model, 2, Model::DifferenceColumn), QString("+2.86 points"));
    QCOMPARE(text(model, 3, Model::ResultColumn), QString("not measured"));
    QCOMPARE(text(model, 3, Model::DifferenceColumn), QString());
    QCOMPARE(text(model, 0, Model::StatusColumn), QString("status 1")); // of both
    QCOMPARE(text(model, 1, Model::StatusColumn), QString("1: status 1"));
    QCOMPARE(text(model, 2, Model::StatusColumn), QString("1: status 1; 2: status 2"));
    QCOMPARE(text(model, 2, Model::StatusCodeColumn), QString("1: 1; 2: 2"));
    QCOMPARE(text(model, 3, Model::StatusColumn), QString("2: status 1"));
}

void EvaluationModelsTest::whatIsNotKnownIsShownAsItIs()
{
    Evaluation evaluation;
    EvaluationResult result;
    result.typeId = {"type-of-next-year"};
    result.result = "17 out of 20 & <more>";
    result.status = 99;
    result.statusDescription = "Half-done";
    evaluation.results = {result};
    EvaluationResultModel model(m_models.evaluationTypes(), &m_time);
    model.setEvaluations({evaluation});
    using Model = EvaluationResultModel;
    QCOMPARE(text(model, 0, Model::TypeColumn), QString("type-of-next-year"));
    QCOMPARE(text(model, 0, Model::ResultColumn), QString("17 out of 20 & <more>"));
    QCOMPARE(text(model, 0, Model::StatusColumn), QString("Half-done"));
    QCOMPARE(text(model, 0, Model::StatusCodeColumn), QString("99"));
}

void EvaluationModelsTest::evaluatedDatasets()
{
    EvaluatedDatasetModel model(&m_time);
    const Tester tester(&model, mode);
    const QList<Evaluation> all = someEvaluations();
    QVERIFY(!all.isEmpty());
    model.setDatasets(all.constFirst().datasets);
    QCOMPARE(model.rowCount(), all.constFirst().datasets.size());
    for (int column = 0; column < EvaluatedDatasetModel::ColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!text(model, 0, column).isEmpty());
    }
}

QTEST_GUILESS_MAIN(EvaluationModelsTest)
#include "tst_evaluationmodels.moc"
