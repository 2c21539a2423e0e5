// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of what was chosen for a new evaluation and not started, and of a start that is
// cancelled on its way.
#include "tests/support/testdata.h"
#include "tests/views/datasetsbench.h"
#include "tests/views/datasettest.h"
#include "tests/views/newevaluationtest.h"
#include "views/datasets/datasetsview.h"
#include "views/datasets/evaluationpanel.h"
#include "views/datasets/evaluationsview.h"

#include <QFile>
#include <QJsonDocument>
#include <QPushButton>

using namespace gatehouse;
using namespace gatehouse::test;

static const GatewayId gateway{"production-chat"};
using Kind = ViewAddress::Kind;

static bool isGone(const EvaluationsView *view)
{
    return QTest::qWaitFor([view] { return !view->findChild<NewEvaluationDialog *>(); });
}

class NewEvaluationTest : public DatasetTest
{
    Q_OBJECT

private Q_SLOTS:
    void survivesACrash();
    void cancellingKeepsIt();
    void discarding();
    void revertingByHandDropsIt();
    void startingDropsIt();
    void isOfferedBesideSomethingElse();
    void anotherOneTakesItsPlace();
    void cancelledOnItsWay();
    void refusedAfterCancelling();
    void unknownAfterCancelling();

private:
    static std::unique_ptr<EvaluationsView> openView(DatasetsBench &bench,
                                                     const GatewayId &of = gateway)
    {
        auto view = bench.open<EvaluationsView>({Kind::Evaluations, of});
        return showAndSettle(view.get()) ? std::move(view) : nullptr;
    }
    static bool choose(NewEvaluationDialog *dialog, const QString &name)
    {
        if (!isUp(dialog))
            return false;
        typeInto(named<QLineEdit>(dialog, "Name"), name);
        auto *feedback = named<QCheckBox>(dialog, "Performance (human feedback)");
        feedback->setFocus();
        QTest::keyClick(feedback, Qt::Key_Space);
        return feedback->isChecked()
            && check(named<QTreeWidget>(dialog, "Datasets, one to five"), "Slow answers");
    }
    static QJsonObject kept(const DatasetsBench &bench)
    {
        const auto draft = bench.drafts.load(key(bench));
        return draft ? draft->value["edits"].toObject() : QJsonObject();
    }
    static bool isKept(const DatasetsBench &bench, const QString &name)
    {
        return QTest::qWaitFor([&] { return kept(bench)["name"].toString() == name; });
    }
    static QString key(const DatasetsBench &bench)
    {
        return bench.draftKey("gateway/production-chat/new-evaluation");
    }
    static bool isEmpty(const NewEvaluationDialog *dialog)
    {
        const NewEvaluation value = dialog->value();
        return value.name.isEmpty() && value.datasets.isEmpty() && value.types.size() == 2
            && dialog->findChild<MessageBar *>()->keys().isEmpty();
    }
    static bool close(NewEvaluationDialog *dialog)
    {
        const QPointer<NewEvaluationDialog> gone(dialog);
        return click(dialog, "Cancel") && QTest::qWaitFor([gone] { return !gone; });
    }
};

// Nothing of the first dialog ends before the second one opens.
void NewEvaluationTest::survivesACrash()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto before = openView(bench);
    QVERIFY(before);
    QVERIFY(choose(before->makeNew(), "Half chosen"));
    QVERIFY(isKept(bench, "Half chosen"));
    QTRY_COMPARE(kept(bench)["dataset_ids"].toArray().size(), 1);

    const auto view = openView(bench);
    QVERIFY(view);
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    QVERIFY2(labelTexts(*dialog).contains("was restored"), qPrintable(labelTexts(*dialog)));
    QCOMPARE(dialog->value().name, QString("Half chosen"));
    QCOMPARE(dialog->value().datasets,
             QList<DatasetId>{datasetOf(bench, gateway, "Slow answers").id});
    QCOMPARE(dialog->value().types.size(), 3);
    QTRY_VERIFY(findButton(dialog, "Start")->isEnabled());
}

void NewEvaluationTest::cancellingKeepsIt()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = openView(bench);
    QVERIFY(view);
    QVERIFY(choose(view->makeNew(), "Not now"));
    QVERIFY(close(view->makeNew()));
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    QCOMPARE(dialog->value().name, QString("Not now"));
    QCOMPARE(dialog->value().datasets.size(), 1);
    // One that was not touched leaves nothing.
    QVERIFY(click(dialog, "Discard"));
    QVERIFY(close(dialog));
    QVERIFY(!bench.drafts.load(key(bench)));
}

void NewEvaluationTest::discarding()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = openView(bench);
    QVERIFY(view);
    QVERIFY(choose(view->makeNew(), "Not wanted"));
    QVERIFY(close(view->makeNew()));
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    QVERIFY(click(dialog, "Discard"));
    QVERIFY(isEmpty(dialog));
    QVERIFY(!bench.drafts.load(key(bench)));
    QVERIFY(close(dialog));
    dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    QVERIFY(isEmpty(dialog));
}

void NewEvaluationTest::revertingByHandDropsIt()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = openView(bench);
    QVERIFY(view);
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    auto *name = named<QLineEdit>(dialog, "Name");
    typeInto(name, "x");
    QVERIFY(isKept(bench, "x"));
    QTest::keyClick(name, Qt::Key_Backspace);
    QVERIFY(!bench.drafts.load(key(bench)));
}

void NewEvaluationTest::startingDropsIt()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = openView(bench);
    QVERIFY(view);
    NewEvaluationDialog *dialog = view->makeNew();
    QVERIFY(choose(dialog, "Chosen and started"));
    QVERIFY(isKept(bench, "Chosen and started"));
    QVERIFY(click(dialog, "Start"));
    QTRY_COMPARE(view->panel()->heading(), QString("Chosen and started"));
    QVERIFY(!bench.drafts.load(key(bench)));
    dialog = view->makeNew();
    QVERIFY(isUp(dialog));
    QVERIFY(isEmpty(dialog));
}

// What another evaluation is run again with is not replaced, nor what was begun before it.
void NewEvaluationTest::isOfferedBesideSomethingElse()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = openView(bench);
    QVERIFY(view);
    QVERIFY(choose(view->makeNew(), "Begun before"));
    QVERIFY(close(view->makeNew()));
    const auto runAgain = [&]() -> NewEvaluationDialog * {
        if (!clickRow(view->table(), "What people think") || !clickNamed(view.get(), "Run again…"))
            return nullptr;
        auto *dialog = view->findChild<NewEvaluationDialog *>();
        return isUp(dialog) ? dialog : nullptr;
    };
    NewEvaluationDialog *dialog = runAgain();
    QVERIFY(dialog);
    QCOMPARE(dialog->value().name, QString("What people think, run 2"));
    QVERIFY2(labelTexts(*dialog).contains("begun and not started: “Begun before”"),
             qPrintable(labelTexts(*dialog)));
    QVERIFY(click(dialog, "Start"));
    QTRY_COMPARE(view->panel()->heading(), QString("What people think, run 2"));
    QVERIFY(isKept(bench, "Begun before"));
    QVERIFY(isGone(view.get()));
    dialog = runAgain();
    QVERIFY(dialog);
    QCOMPARE(dialog->value().name, QString("What people think, run 3"));
    QVERIFY(click(dialog, "Restore"));
    QCOMPARE(dialog->value().name, QString("Begun before"));
    QCOMPARE(dialog->value().datasets,
             QList<DatasetId>{datasetOf(bench, gateway, "Slow answers").id});
    QVERIFY(click(dialog, "Discard"));
    QCOMPARE(dialog->value().name, QString("What people think, run 3"));
    QVERIFY(!bench.drafts.load(key(bench)));
}

void NewEvaluationTest::anotherOneTakesItsPlace()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    const auto evaluate = [&](const QString &dataset) -> NewEvaluationDialog * {
        if (!clickRow(view->table(), dataset) || !clickNamed(view.get(), "Evaluate…"))
            return nullptr;
        auto *dialog = view->findChild<NewEvaluationDialog *>();
        return isUp(dialog) ? dialog : nullptr;
    };
    NewEvaluationDialog *first = evaluate("Slow answers");
    QVERIFY(first);
    typeInto(named<QLineEdit>(first, "Name"), "Of the slow ones");
    QCOMPARE(evaluate("Slow answers"), first);
    NewEvaluationDialog *second = evaluate("Expensive calls");
    QVERIFY(second);
    QCOMPARE(view->findChildren<NewEvaluationDialog *>().size(), 1);
    QCOMPARE(second->value().datasets,
             QList<DatasetId>{datasetOf(bench, gateway, "Expensive calls").id});
    QVERIFY(labelTexts(*second).contains("“Of the slow ones”"));
    QVERIFY(click(second, "Discard"));
    QVERIFY(second->findChild<MessageBar *>()->keys().isEmpty());
    QVERIFY(!bench.drafts.load(key(bench)));
}

// A service with one dataset that answers each request as the test says.
static CannedServer::Reply reply(const CannedServer::Request &request)
{
    using Reply = CannedServer::Reply;
    const auto first = [](const char *name) {
        QFile file(testDataPath(QLatin1String(name)));
        const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        return QJsonDocument::fromJson(file.readAll())["result"][0].toObject();
    };
    if (request.path.endsWith("/evaluation-types"))
        return Reply::result(QJsonArray{first("evaluation-types-list.json")});
    if (request.path.endsWith("/datasets"))
        return Reply::result(QJsonArray{first("datasets-list.json")});
    if (request.path.endsWith("/logs"))
        return {.body = R"({"success":true,"result":[],"result_info":{"total_count":7}})"};
    QJsonObject evaluation = first("evaluations-list.json");
    evaluation.insert("name", "Made after all");
    evaluation.insert("processed", false);
    if (request.method == "POST")
        return Reply::result(evaluation);
    return Reply::result(request.path.endsWith("/evaluations") ? QJsonValue(QJsonArray())
                                                               : QJsonValue(evaluation));
}

static bool startAndCancel(EvaluationsView *view, CannedServer &server)
{
    NewEvaluationDialog *dialog = view->makeNew();
    if (!isUp(dialog))
        return false;
    typeInto(named<QLineEdit>(dialog, "Name"), "Made after all");
    if (!check(named<QTreeWidget>(dialog, "Datasets, one to five"), "name")
        || !QTest::qWaitFor([dialog] { return findButton(dialog, "Start")->isEnabled(); })
        || !click(dialog, "Start")
        || !QTest::qWaitFor([&server] { return server.heldCount() == 1; }))
        return false;
    return click(dialog, "Cancel") && !dialog->isVisible();
}

void NewEvaluationTest::cancelledOnItsWay()
{
    CannedServer server([](const CannedServer::Request &request) {
        CannedServer::Reply answer = reply(request);
        answer.hold = request.method == "POST";
        return answer;
    });
    DatasetsBench bench(endpointOf(server));
    const auto view = openView(bench);
    QVERIFY(view);
    QVERIFY(startAndCancel(view.get(), server));
    NewEvaluationDialog *same = view->makeNew(); // whoever asks for it again sees it under way
    QVERIFY(same->isVisible() && findButton(same, "Starting…"));
    QVERIFY(click(same, "Cancel"));
    server.release();
    QTRY_COMPARE(view->table()->model()->rowCount(), 1);
    QTRY_VERIFY2(labelTexts(*view).contains("“Made after all” was started all the same"),
                 qPrintable(labelTexts(*view)));
    QCOMPARE(bench.tasks.rowCount(), 1);
    QVERIFY(isGone(view.get()));
    QVERIFY(!bench.drafts.load(key(bench)));
}

void NewEvaluationTest::refusedAfterCancelling()
{
    CannedServer server([](const CannedServer::Request &request) {
        if (request.method != "POST")
            return reply(request);
        CannedServer::Reply refusal = CannedServer::Reply::error(400, 7001, "no");
        refusal.hold = true;
        return refusal;
    });
    DatasetsBench bench(endpointOf(server));
    const auto view = openView(bench);
    QVERIFY(view);
    QVERIFY(startAndCancel(view.get(), server));
    server.release();
    QVERIFY(isGone(view.get()));
    QCOMPARE(view->messages()->keys(), QStringList()); // it was cancelled, and did not happen
    QCOMPARE(view->table()->model()->rowCount(), 0);
    QVERIFY(isKept(bench, "Made after all"));
}

// The answer was lost, and so was the one to whether it happened: the list is read again.
void NewEvaluationTest::unknownAfterCancelling()
{
    bool isMade = false;
    CannedServer server([&isMade](const CannedServer::Request &request) {
        CannedServer::Reply answer = reply(request);
        if (request.method == "POST") {
            isMade = true;
            answer.cutAfter = 0;
        } else if (request.path.endsWith("/evaluations") && isMade) {
            if (!request.item("name").isNull()) {
                answer = CannedServer::Reply::error(403, 10000, "not now");
                answer.hold = true;
            } else {
                CannedServer::Request post = request;
                post.method = "POST";
                const QJsonDocument made = QJsonDocument::fromJson(reply(post).body);
                answer = CannedServer::Reply::result(QJsonArray{made["result"]});
            }
        }
        return answer;
    });
    DatasetsBench bench(endpointOf(server));
    const auto view = openView(bench);
    QVERIFY(view);
    QVERIFY(startAndCancel(view.get(), server));
    server.release();
    QTRY_VERIFY2(labelTexts(*view).contains("nothing could be found out about it"),
                 qPrintable(labelTexts(*view)));
    QTRY_COMPARE(view->table()->model()->rowCount(), 1);
    QVERIFY(isGone(view.get()));
}

QTEST_MAIN(NewEvaluationTest)
#include "tst_newevaluation.moc"
