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

namespace {

// The evaluations of the gateway, and the dialog of a new one.
struct Evaluations : DatasetsBench
{
    explicit Evaluations(const Endpoint &endpoint)
        : DatasetsBench(endpoint)
        , view(open<EvaluationsView>({Kind::Evaluations, gateway}))
        , isReady(showAndSettle(view.get()))
    {
    }
    static NewEvaluationDialog *ready(NewEvaluationDialog *dialog)
    {
        return isUp(dialog) ? dialog : nullptr;
    }
    NewEvaluationDialog *dialog() const { return ready(view->makeNew()); }
    bool choose(const QString &name) const
    {
        NewEvaluationDialog *to = dialog();
        if (!to)
            return false;
        typeInto(named<QLineEdit>(to, "Name"), name);
        auto *feedback = named<QCheckBox>(to, "Performance (human feedback)");
        feedback->setFocus();
        QTest::keyClick(feedback, Qt::Key_Space);
        return feedback->isChecked()
            && check(named<QTreeWidget>(to, "Datasets, one to five"), "Slow answers");
    }
    bool close() const
    {
        const QPointer<NewEvaluationDialog> gone(dialog());
        return gone && click(gone, "Cancel") && QTest::qWaitFor([gone] { return !gone; });
    }
    bool chooseAndClose(const QString &name) const { return choose(name) && close(); }
    bool isGone() const
    {
        return QTest::qWaitFor([this] { return !view->findChild<NewEvaluationDialog *>(); });
    }
    QList<DatasetId> slowAnswers() { return {datasetOf(*this, gateway, "Slow answers").id}; }
    QJsonObject kept() const
    {
        const auto draft = drafts.load(draftKey("gateway/production-chat/new-evaluation"));
        return draft ? draft->value["edits"].toObject() : QJsonObject();
    }
    bool keeps(const QString &name) const
    {
        return QTest::qWaitFor([&] { return kept()["name"].toString() == name; });
    }

    std::unique_ptr<EvaluationsView> view;
    bool isReady;
};

bool isEmpty(const NewEvaluationDialog *dialog)
{
    const NewEvaluation value = dialog->value();
    return value.name.isEmpty() && value.datasets.isEmpty() && value.types.size() == 2
        && dialog->findChild<MessageBar *>()->keys().isEmpty();
}

} // namespace

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
    void nothingIsChosenOnItsWay();
    void cancelledOnItsWay();
    void refusedAfterCancelling();
    void unknownAfterCancelling();
};

// Nothing of the first dialog ends before the second one opens.
void NewEvaluationTest::survivesACrash()
{
    Evaluations bench(m_sandbox->endpoint());
    QVERIFY(bench.isReady);
    QVERIFY(bench.choose("Half chosen"));
    QVERIFY(bench.keeps("Half chosen"));
    QTRY_COMPARE(bench.kept()["dataset_ids"].toArray().size(), 1);

    const auto view = bench.open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    const NewEvaluationDialog *dialog = Evaluations::ready(view->makeNew());
    QVERIFY(dialog);
    QVERIFY2(labelTexts(*dialog).contains("was restored"), qPrintable(labelTexts(*dialog)));
    QCOMPARE(dialog->value().name, QString("Half chosen"));
    QCOMPARE(dialog->value().datasets, bench.slowAnswers());
    QCOMPARE(dialog->value().types.size(), 3);
    QTRY_VERIFY(findButton(dialog, "Start")->isEnabled());
}

void NewEvaluationTest::cancellingKeepsIt()
{
    Evaluations bench(m_sandbox->endpoint());
    QVERIFY(bench.isReady);
    QVERIFY(bench.chooseAndClose("Not now"));
    const NewEvaluationDialog *dialog = bench.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->value().name, QString("Not now"));
    QCOMPARE(dialog->value().datasets, bench.slowAnswers());
    // One that was not touched leaves nothing.
    QVERIFY(click(dialog, "Discard"));
    QVERIFY(bench.close());
    QVERIFY(bench.kept().isEmpty());
}

void NewEvaluationTest::discarding()
{
    Evaluations bench(m_sandbox->endpoint());
    QVERIFY(bench.isReady);
    QVERIFY(bench.chooseAndClose("Not wanted"));
    const NewEvaluationDialog *dialog = bench.dialog();
    QVERIFY(dialog);
    QVERIFY(click(dialog, "Discard"));
    QVERIFY(isEmpty(dialog));
    QVERIFY(bench.kept().isEmpty());
    QVERIFY(bench.close());
    dialog = bench.dialog();
    QVERIFY(dialog);
    QVERIFY(isEmpty(dialog));
}

void NewEvaluationTest::revertingByHandDropsIt()
{
    Evaluations bench(m_sandbox->endpoint());
    QVERIFY(bench.isReady);
    const NewEvaluationDialog *dialog = bench.dialog();
    QVERIFY(dialog);
    auto *name = named<QLineEdit>(dialog, "Name");
    typeInto(name, "x");
    QVERIFY(bench.keeps("x"));
    QTest::keyClick(name, Qt::Key_Backspace);
    QVERIFY(bench.kept().isEmpty());
}

void NewEvaluationTest::startingDropsIt()
{
    Evaluations bench(m_sandbox->endpoint());
    QVERIFY(bench.isReady);
    QVERIFY(bench.choose("Chosen and started"));
    QVERIFY(bench.keeps("Chosen and started"));
    QVERIFY(click(bench.dialog(), "Start"));
    QTRY_COMPARE(bench.view->panel()->heading(), QString("Chosen and started"));
    QVERIFY(bench.kept().isEmpty());
    const NewEvaluationDialog *dialog = bench.dialog();
    QVERIFY(dialog);
    QVERIFY(isEmpty(dialog));
}

// What another evaluation is run again with is not replaced, nor what was begun before it.
void NewEvaluationTest::isOfferedBesideSomethingElse()
{
    Evaluations bench(m_sandbox->endpoint());
    QVERIFY(bench.isReady);
    EvaluationsView *view = bench.view.get();
    QVERIFY(bench.chooseAndClose("Begun before"));
    const auto runAgain = [view] {
        const bool asked =
            clickRow(view->table(), "What people think") && clickNamed(view, "Run again…");
        return asked ? Evaluations::ready(view->findChild<NewEvaluationDialog *>()) : nullptr;
    };
    const NewEvaluationDialog *dialog = runAgain();
    QVERIFY(dialog);
    QCOMPARE(dialog->value().name, QString("What people think, run 2"));
    QVERIFY2(labelTexts(*dialog).contains("begun and not started: “Begun before”"),
             qPrintable(labelTexts(*dialog)));
    QVERIFY(click(dialog, "Start"));
    QTRY_COMPARE(view->panel()->heading(), QString("What people think, run 2"));
    QVERIFY(bench.keeps("Begun before"));
    QVERIFY(bench.isGone());
    dialog = runAgain();
    QVERIFY(dialog);
    QCOMPARE(dialog->value().name, QString("What people think, run 3"));
    QVERIFY(click(dialog, "Restore"));
    QCOMPARE(dialog->value().name, QString("Begun before"));
    QCOMPARE(dialog->value().datasets, bench.slowAnswers());
    QVERIFY(click(dialog, "Discard"));
    QCOMPARE(dialog->value().name, QString("What people think, run 3"));
    QVERIFY(bench.kept().isEmpty());
}

void NewEvaluationTest::anotherOneTakesItsPlace()
{
    Evaluations bench(m_sandbox->endpoint());
    const auto view = bench.open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    const auto evaluate = [&view](const QString &dataset) {
        const bool asked = clickRow(view->table(), dataset) && clickNamed(view.get(), "Evaluate…");
        return asked ? Evaluations::ready(view->findChild<NewEvaluationDialog *>()) : nullptr;
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
    QVERIFY(bench.kept().isEmpty());
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

static CannedServer::Reply held(CannedServer::Reply reply)
{
    reply.hold = true;
    return reply;
}

static NewEvaluationDialog *start(const Evaluations &bench, CannedServer &server)
{
    NewEvaluationDialog *dialog = bench.dialog();
    if (!dialog)
        return nullptr;
    typeInto(named<QLineEdit>(dialog, "Name"), "Made after all");
    const bool sent = check(named<QTreeWidget>(dialog, "Datasets, one to five"), "name")
        && QTest::qWaitFor([dialog] { return findButton(dialog, "Start")->isEnabled(); })
        && click(dialog, "Start") && QTest::qWaitFor([&server] { return server.heldCount() == 1; });
    return sent ? dialog : nullptr;
}

static bool startAndCancel(const Evaluations &bench, CannedServer &server)
{
    const NewEvaluationDialog *dialog = start(bench, server);
    return dialog && click(dialog, "Cancel") && !dialog->isVisible();
}

static CannedServer::Reply refusal(const CannedServer::Request &request)
{
    return request.method == "POST" ? held(CannedServer::Reply::error(400, 7001, "no"))
                                    : reply(request);
}

// It would be gone with the dialog once it is started. What is refused can be changed again.
void NewEvaluationTest::nothingIsChosenOnItsWay()
{
    CannedServer server(&refusal);
    Evaluations bench(endpointOf(server));
    QVERIFY(bench.isReady);
    NewEvaluationDialog *dialog = bench.dialog();
    QVERIFY(dialog);
    typeInto(named<QLineEdit>(dialog, "Name"), "Begun before");
    QVERIFY(bench.close()); // it is offered to be discarded the next time
    dialog = start(bench, server);
    QVERIFY(dialog);
    auto *name = named<QLineEdit>(dialog, "Name");
    auto *datasets = named<QTreeWidget>(dialog, "Datasets, one to five");
    const auto *type = dialog->findChild<QCheckBox *>();
    auto *discard = findButton(dialog, "Discard");
    const NewEvaluation sent = dialog->value();
    QVERIFY(!name->isEnabled() && !datasets->isEnabled() && !type->isEnabled());
    QVERIFY(!discard->isEnabled());
    QTest::keyClicks(dialog->focusWidget() ? dialog->focusWidget() : dialog, "more");
    QTest::keyClick(dialog->focusWidget() ? dialog->focusWidget() : dialog, Qt::Key_Return);
    QVERIFY(dialog->isVisible() && findButton(dialog, "Cancel")->isEnabled());
    QCOMPARE(dialog->value(), sent);
    server.release();
    QTRY_VERIFY(name->hasFocus() && datasets->isEnabled() && discard->isEnabled());
    QCOMPARE(dialog->value(), sent);
    QVERIFY(findButton(dialog, "Start")->isEnabled());
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClicks(name, ", changed");
    QCOMPARE(dialog->value().name, QString("Made after all, changed"));
    QVERIFY(bench.keeps("Made after all, changed"));
}

void NewEvaluationTest::cancelledOnItsWay()
{
    CannedServer server([](const CannedServer::Request &request) {
        return request.method == "POST" ? held(reply(request)) : reply(request);
    });
    Evaluations bench(endpointOf(server));
    QVERIFY(bench.isReady);
    EvaluationsView *view = bench.view.get();
    QVERIFY(startAndCancel(bench, server));
    NewEvaluationDialog *same = view->makeNew(); // whoever asks for it again sees it under way
    QVERIFY(same->isVisible() && findButton(same, "Starting…"));
    QVERIFY(click(same, "Cancel"));
    server.release();
    QTRY_COMPARE(view->table()->model()->rowCount(), 1);
    QTRY_VERIFY2(labelTexts(*view).contains("“Made after all” was started all the same"),
                 qPrintable(labelTexts(*view)));
    QCOMPARE(bench.tasks.rowCount(), 1);
    QVERIFY(bench.isGone());
    QVERIFY(bench.kept().isEmpty());
}

void NewEvaluationTest::refusedAfterCancelling()
{
    CannedServer server(&refusal);
    Evaluations bench(endpointOf(server));
    QVERIFY(bench.isReady);
    QVERIFY(startAndCancel(bench, server));
    server.release();
    QVERIFY(bench.isGone());
    QCOMPARE(bench.view->messages()->keys(), QStringList()); // cancelled, and it did not happen
    QCOMPARE(bench.view->table()->model()->rowCount(), 0);
    QVERIFY(bench.keeps("Made after all"));
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
                answer = held(CannedServer::Reply::error(403, 10000, "not now"));
            } else {
                CannedServer::Request post = request;
                post.method = "POST";
                const QJsonDocument made = QJsonDocument::fromJson(reply(post).body);
                answer = CannedServer::Reply::result(QJsonArray{made["result"]});
            }
        }
        return answer;
    });
    Evaluations bench(endpointOf(server));
    QVERIFY(bench.isReady);
    EvaluationsView *view = bench.view.get();
    QVERIFY(startAndCancel(bench, server));
    server.release();
    QTRY_VERIFY2(labelTexts(*view).contains("nothing could be found out about it"),
                 qPrintable(labelTexts(*view)));
    QTRY_COMPARE(view->table()->model()->rowCount(), 1);
    QVERIFY(bench.isGone());
}

QTEST_MAIN(NewEvaluationTest)
#include "tst_newevaluation.moc"
