// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed into the form of a dataset and becomes of it, on a real sandbox.
#include "tests/views/datasetsbench.h"
#include "tests/views/datasettest.h"
#include "views/common/fieldrow.h"
#include "views/datasets/datasetsview.h"
#include "views/gateways/mergepanel.h"
#include "views/gateways/reviewpanel.h"
#include "views/gateways/savefooter.h"
#include "views/logs/logtable.h"

#include <QApplication>
#include <QCheckBox>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

using namespace gatehouse;
using namespace gatehouse::test;

static const GatewayId gateway{"production-chat"};
using Kind = ViewAddress::Kind;

class DatasetSavingTest : public DatasetTest
{
    Q_OBJECT

private Q_SLOTS:
    void edits();
    void savingShowsTheDifferenceFirst();
    void conflictsAreMerged();
    void whatOthersChangedIsAskedFor();
    void unknownOperatorsSurviveASave();
    void tenDatasetsAreTheLimit();
    void draftSurvives();
    void takenNameMarksTheField();
    void lostAnswersAreOvercome_data() { addFaults("*/datasets/*"); }
    void lostAnswersAreOvercome();
};

void DatasetSavingTest::edits()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, "Expensive calls");
    QVERIFY(dataset.isUp);
    DatasetView *view = dataset.view.get();
    QCOMPARE(view->filterBar()->textEdit()->text(), QString("cost>0.02"));
    QVERIFY(!view->hasUnsavedChanges());
    typeFilter(view, "cost>$0.05 provider:openai");
    auto *enabled = named<QCheckBox>(view, "Enabled");
    QTest::mouseClick(enabled, Qt::LeftButton, {}, {8, enabled->height() / 2});
    QVERIFY(view->hasUnsavedChanges());
    QVERIFY(dataset.save());
    QTRY_VERIFY(!view->hasUnsavedChanges());
    QVERIFY(!view->reviewPanel()->isVisible() && view->footer()->isVisible());
    const Dataset now = dataset.served();
    QVERIFY(!now.enable);
    QCOMPARE(now.filters.size(), 2);
    // Reverting drops what is not saved.
    dataset.typeName("Other");
    QVERIFY(click(view, "Revert"));
    QCOMPARE(view->value(), now);
    QVERIFY(dataset.putBack());
    QTRY_COMPARE(view->filterBar()->textEdit()->text(), QString("cost>0.02")); // it follows
}

void DatasetSavingTest::savingShowsTheDifferenceFirst()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, "Slow answers");
    QVERIFY(dataset.isUp);
    DatasetView *view = dataset.view.get();
    typeFilter(view, "duration>20s provider:openai");
    QVERIFY(settled(view));
    view->activateWindow(); // the list of completions had the keys
    QVERIFY(QTest::qWaitForWindowActive(view));
    dataset.typeName("Very slow answers");
    view->filterBar()->textEdit()->setFocus();
    QTest::keyClick(view->filterBar()->textEdit(), Qt::Key_S, Qt::ControlModifier);
    const ReviewPanel &review = *view->reviewPanel();
    QVERIFY(review.isVisible());
    QCOMPARE(QApplication::focusWidget(), review.saveButton()); // what had the keys is disabled
    QCOMPARE(reviewText(review),
             QString("Name: Slow answers > Very slow answers\n"
                     "Filter: duration above 10.00 s > duration above 20.00 s\n"
                     "Filter: cached is no > dropped\n"
                     "Filter: none > provider is openai"));
    QTest::keyClick(view, Qt::Key_Escape);
    QVERIFY(!review.isVisible());
    QVERIFY(view->hasUnsavedChanges());
    QTest::keyClick(view, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(review.isVisible());
    QVERIFY(click(view, "Show request"));
    const QString request = review.findChild<QPlainTextEdit *>()->toPlainText();
    const QString line = request.section('\n', 0, 0);
    QVERIFY2(line.startsWith("PUT /accounts/")
                 && line.endsWith("/datasets/" + dataset.before.id.value),
             qPrintable(line));
    const QJsonDocument body = QJsonDocument::fromJson(request.section('\n', 1).toUtf8());
    QCOMPARE(body.object(), datasetBody(view->value()));
    QCOMPARE(dataset.served(), dataset.before); // nothing is sent yet
    QVERIFY(!named<QCheckBox>(view, "Enabled")->isEnabled());
    QTest::keyClick(view, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!view->hasUnsavedChanges());
    QCOMPARE(datasetBody(dataset.served()), body.object()); // what was shown is what was saved
    QVERIFY(dataset.putBack());
}

void DatasetSavingTest::conflictsAreMerged()
{
    DatasetsBench bench(m_sandbox->endpoint());
    DatasetsBench others(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, "Long prompts");
    QVERIFY(dataset.isUp);
    DatasetView *view = dataset.view.get();
    Dataset theirs = dataset.before;
    theirs.name = "Long prompts, theirs";
    theirs.filters = parseLogQuery("tokens_in>9000")->filters;
    VERIFY_RESULT(await(others.connection.datasets()->update(gateway, theirs)));
    dataset.typeName("Long prompts, mine");
    typeFilter(view, "tokens_in>5000");
    QVERIFY(dataset.save());
    const MergePanel &merge = *view->mergePanel();
    QTRY_VERIFY(merge.isVisible());
    QCOMPARE(dataset.served().name, theirs.name); // nothing was saved
    QCOMPARE(merge.mineButton("name")->text(), QString("Keep mine: Long prompts, mine"));
    QCOMPARE(merge.theirsButton("name")->text(), QString("Take theirs: Long prompts, theirs"));
    QCOMPARE(merge.mineButton("filters")->text(), QString("Keep mine: tokens in above 5,000"));
    QRadioButton *take = merge.theirsButton("filters");
    QCOMPARE(take->text(), QString("Take theirs: tokens in above 9,000"));
    take->setFocus();
    QTest::keyClick(take, Qt::Key_Space);
    QVERIFY(click(view, "Continue"));
    QCOMPARE(reviewText(*view->reviewPanel()),
             QString("Name: Long prompts, theirs > Long prompts, mine"));
    QVERIFY(click(view, "Save changes"));
    QTRY_COMPARE(dataset.served().name, QString("Long prompts, mine"));
    QCOMPARE(dataset.served().filters, theirs.filters);
    QVERIFY(dataset.putBack());
}

// What was shown before saving is what is saved: also what others changed elsewhere is asked about.
void DatasetSavingTest::whatOthersChangedIsAskedFor()
{
    DatasetsBench bench(m_sandbox->endpoint());
    DatasetsBench others(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, "Long prompts");
    QVERIFY(dataset.isUp);
    DatasetView *view = dataset.view.get();
    Dataset theirs = dataset.before;
    theirs.enable = !theirs.enable;
    VERIFY_RESULT(await(others.connection.datasets()->update(gateway, theirs)));
    dataset.typeName("Long prompts, mine");
    QVERIFY(dataset.save());
    QTRY_VERIFY(view->mergePanel()->isVisible());
    QVERIFY(view->mergePanel()->theirsButton("enable")->isChecked());
    QVERIFY(click(view, "Continue"));
    QVERIFY(click(view, "Save changes"));
    QTRY_COMPARE(dataset.served().name, QString("Long prompts, mine"));
    QCOMPARE(dataset.served().enable, theirs.enable);
    QVERIFY(dataset.putBack());
}

void DatasetSavingTest::unknownOperatorsSurviveASave()
{
    const QJsonArray filters{
        QJsonObject{{"key", "tomorrow"}, {"operator", "unheard-of"}, {"value", QJsonArray{1, "b"}}},
        QJsonObject{{"key", "model"}, {"operator", "eq"}, {"value", QJsonArray{"o3"}}}};
    const QJsonObject dataset{{"id", "d"},
                              {"name", "Of tomorrow"},
                              {"enable", true},
                              {"filters", filters},
                              {"later", "kept"}};
    QJsonObject sent;
    CannedServer server([&](const CannedServer::Request &request) {
        if (request.method == "PUT")
            sent = QJsonDocument::fromJson(request.body).object();
        return CannedServer::Reply::result(request.path.endsWith("/logs") ? QJsonValue(QJsonArray())
                                               : request.path.endsWith("/datasets")
                                               ? QJsonValue(QJsonArray{dataset})
                                               : QJsonValue(dataset));
    });
    DatasetsBench bench(endpointOf(server));
    const auto list = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(list.get()));
    QCOMPARE(cell(list->table(), "Of tomorrow", DatasetModel::FiltersColumn),
             QString("tomorrow unheard-of 1 or b, model is o3"));
    const OpenDataset open(bench, gateway, "Of tomorrow");
    QVERIFY(open.isUp);
    QVERIFY(!open.view->hasUnsavedChanges());
    open.typeName("Another name");
    QVERIFY(open.review());
    QCOMPARE(reviewText(*open.view->reviewPanel()), QString("Name: Of tomorrow > Another name"));
    QVERIFY(click(open.view.get(), "Save changes"));
    QTRY_VERIFY(!sent.isEmpty());
    QCOMPARE(sent["filters"].toArray(), filters);
    QCOMPARE(sent["later"].toString(), QString("kept"));
}

void DatasetSavingTest::tenDatasetsAreTheLimit()
{
    const SandboxFixture sandbox(SandboxFixture::defaultArguments()
                                 << QStringLiteral("--dataset-limit=10"));
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    DatasetsBench bench(sandbox.endpoint());
    const auto list = await(bench.connection.datasets()->list(gateway));
    VERIFY_RESULT(list);
    Dataset last;
    for (qsizetype i = list->size(); i < 10; ++i) {
        last.name = QString::number(i);
        const auto made = await(bench.connection.datasets()->create(gateway, last));
        VERIFY_RESULT(made);
        last = *made;
    }
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(view.get()));
    typeInto(named<QLineEdit>(view.get(), "Name"), "The eleventh");
    QVERIFY(settled(view.get()));
    QVERIFY(click(view.get(), "Create dataset"));
    QTRY_VERIFY(view->messages()->hasError());
    QVERIFY2(labelTexts(*view).contains("A gateway can have 10 datasets at most"),
             qPrintable(labelTexts(*view)));
    QCOMPARE(view->value().name, QString("The eleventh"));
    // Another one is deleted meanwhile.
    VERIFY_RESULT(await(bench.connection.datasets()->remove(gateway, last.id)));
    QVERIFY(click(view.get(), "Create dataset"));
    QTRY_VERIFY(!view->address().object.isEmpty());
}

void DatasetSavingTest::draftSurvives()
{
    DatasetsBench bench(m_sandbox->endpoint());
    {
        const OpenDataset dataset(bench, gateway, "Slow answers");
        QVERIFY(dataset.isUp);
        typeFilter(dataset.view.get(), "duration>20s");
        QVERIFY(dataset.view->hasUnsavedChanges());
    }
    const OpenDataset dataset(bench, gateway, "Slow answers");
    QVERIFY(dataset.isUp);
    QVERIFY(dataset.view->hasUnsavedChanges());
    QCOMPARE(dataset.view->filterBar()->textEdit()->text(), QString("duration>20s"));
    QVERIFY(dataset.texts().contains("were restored"));
    QVERIFY(click(dataset.view.get(), "Discard"));
    QVERIFY(!dataset.view->hasUnsavedChanges());
    QCOMPARE(dataset.view->value(), dataset.before);
}

void DatasetSavingTest::takenNameMarksTheField()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(view.get()));
    typeInto(named<QLineEdit>(view.get(), "Name"), "Slow answers");
    QVERIFY(settled(view.get()));
    QVERIFY(click(view.get(), "Create dataset"));
    QTRY_VERIFY(view->messages()->hasError());
    QVERIFY(view->findChild<FieldRow *>()->error().contains("already exists"));
    QCOMPARE(view->value().name, QString("Slow answers")); // nothing is lost
    QVERIFY(view->hasUnsavedChanges());
}

// Whether or not the service has saved it by then.
void DatasetSavingTest::lostAnswersAreOvercome()
{
    QFETCH(QJsonObject, fault);
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, "Long prompts");
    QVERIFY(dataset.isUp);
    dataset.typeName("Long prompts, at last");
    QVERIFY(dataset.review());
    fault.insert("method", "PUT");
    QVERIFY(m_sandbox->setFaults({fault}));
    QVERIFY(click(dataset.view.get(), "Save changes"));
    QTRY_VERIFY_WITH_TIMEOUT(dataset.view->hasError(), 30'000);
    QVERIFY(dataset.view->hasUnsavedChanges());
    QCOMPARE(dataset.view->value().name, QString("Long prompts, at last"));
    QVERIFY(m_sandbox->setFaults({}));
    QVERIFY(dataset.save());
    QTRY_VERIFY2(dataset.texts().contains("Saved."), qPrintable(dataset.texts()));
    QVERIFY(!dataset.view->hasUnsavedChanges());
    QCOMPARE(dataset.served().name, QString("Long prompts, at last"));
    QVERIFY(dataset.putBack());
}

QTEST_MAIN(DatasetSavingTest)
#include "tst_datasetsaving.moc"
