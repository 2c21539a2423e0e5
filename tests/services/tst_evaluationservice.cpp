// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluations on a real sandbox: all operations, answers that are lost, and following one to its
// end, also when the program ends meanwhile.
#include "models/services/evaluationwaits.h"
#include "tests/services/evaluationtest.h"

#include <QDir>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

class EvaluationServiceTest : public EvaluationTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_sandbox.setEvaluationTime(1h)); }
    void createsReadsAndDeletes();
    void searches();
    void lostAnswerIsLookedUp();
    void isFollowedThroughRestarts();
    void failuresOnTheWayAreOvercome();
    void whatIsGoneEndsTheTask();
    void cancelEndsTheAskingOnly();

private:
    NewEvaluation some(const QString &name)
    {
        NewEvaluation evaluation{name, firstDatasets(2), {}};
        for (const EvaluationType &type : await(types()->list()).value_or(QList<EvaluationType>()))
            evaluation.types.append(type.id);
        return evaluation;
    }
    static QStringList kept(const QTemporaryDir &folder)
    {
        return QDir(folder.path()).entryList(QDir::Files);
    }
};

void EvaluationServiceTest::createsReadsAndDeletes()
{
    EvaluationService *service = evaluations();
    QSignalSpy updated(service, &EvaluationService::updated);
    QSignalSpy removed(service, &EvaluationService::removed);
    const NewEvaluation wanted = some("all of it");
    QCOMPARE(wanted.datasets.size(), 2);
    QCOMPARE(wanted.types.size(), 3);
    const auto made = await(service->create(gateway, wanted));
    VERIFY_RESULT(made);
    QVERIFY(!made->processed && made->results.isEmpty());
    QCOMPARE(sameAgain(*made).datasets, wanted.datasets);
    const auto read = await(service->get(gateway, made->id));
    VERIFY_RESULT(read);
    QCOMPARE(read->datasets, made->datasets);
    QCOMPARE(updated.size(), 2);
    VERIFY_RESULT(await(service->remove(gateway, made->id)));
    const auto gone = await(service->get(gateway, made->id));
    QVERIFY(!gone && gone.error().kind == ApiError::Kind::NotFound);
    QCOMPARE(removed.size(), 1);
}

void EvaluationServiceTest::searches()
{
    EvaluationService *service = evaluations();
    QCOMPARE(await(service->list(gateway, {.text = "satisfaction"}))->size(), 2);
    QCOMPARE(await(service->list(gateway, {.flag = false}))->size(), 0);
    QCOMPARE(await(service->list(gateway, {.flag = true}))->size(), 3);
}

void EvaluationServiceTest::lostAnswerIsLookedUp()
{
    EvaluationService *service = evaluations();
    QVERIFY(m_sandbox.setFaults(
        {{{"kind", "cut"}, {"path", "*/evaluations"}, {"method", "POST"}, {"count", 1}}}));
    const auto made = await(service->create(gateway, some("lost answer")));
    VERIFY_RESULT(made);
    QCOMPARE(await(service->list(gateway, {.text = "lost answer"}))->size(), 1);
    QVERIFY(m_sandbox.setFaults(
        {{{"kind", "cut"}, {"path", "*/evaluations/*"}, {"method", "DELETE"}, {"count", 1}}}));
    VERIFY_RESULT(await(service->remove(gateway, made->id)));
    QCOMPARE(await(service->list(gateway, {.text = "lost answer"}))->size(), 0);
}

void EvaluationServiceTest::isFollowedThroughRestarts()
{
    QTemporaryDir folder;
    const auto made = await(evaluations()->create(gateway, some("followed")));
    VERIFY_RESULT(made);
    {
        EvaluationWaits waits(folder.path());
        waits.attach(&m_connection);
        QSignalSpy added(&waits, &EvaluationWaits::taskAdded);
        const std::unique_ptr<Task> task(waits.start(&m_connection, gateway, *made));
        QCOMPARE(added.size(), 1);
        QCOMPARE(waits.start(&m_connection, gateway, *made), task.get()); // the same once more
        QCOMPARE(task->state(), Task::State::Running);
        QCOMPARE(kept(folder).size(), 1);
        waits.detach(&m_connection);
    }
    EvaluationWaits waits(folder.path());
    std::unique_ptr<Task> task;
    connect(&waits, &EvaluationWaits::taskAdded, this, [&](Task *added) { task.reset(added); });
    QSignalSpy updated(evaluations(), &EvaluationService::updated);
    waits.attach(&m_connection);
    QVERIFY(m_sandbox.setEvaluationTime(0s));
    QVERIFY(task);
    QVERIFY(task->title().contains("followed"));
    QVERIFY(waitFor([&] { return task->hasEnded(); }, 20'000));
    QCOMPARE(task->state(), Task::State::Done);
    const auto last = updated.last().at(1).value<Evaluation>();
    QVERIFY(last.processed);
    QCOMPARE(last.results.size(), 3);
    QCOMPARE(task->done(), last.totalLogs);
    QCOMPARE(kept(folder), QStringList());
}

void EvaluationServiceTest::failuresOnTheWayAreOvercome()
{
    QTemporaryDir folder;
    EvaluationWaits waits(folder.path());
    const auto made = await(evaluations()->create(gateway, some("with failures")));
    VERIFY_RESULT(made);
    QVERIFY(m_sandbox.setFaults(
        {{{"kind", "error"}, {"status", 500}, {"path", "*/evaluations/*"}, {"count", 4}}}));
    QVERIFY(m_sandbox.setEvaluationTime(0s));
    const std::unique_ptr<Task> task(waits.start(&m_connection, gateway, *made));
    QVERIFY(waitFor([&] { return task->hasEnded(); }, 30'000));
    QCOMPARE(task->state(), Task::State::Done);
}

void EvaluationServiceTest::whatIsGoneEndsTheTask()
{
    QTemporaryDir folder;
    EvaluationWaits waits(folder.path());
    Evaluation gone;
    gone.id = {"gone"};
    gone.name = "gone";
    const std::unique_ptr<Task> task(waits.start(&m_connection, gateway, gone));
    QVERIFY(waitFor([&] { return task->hasEnded(); }, 20'000));
    QCOMPARE(task->state(), Task::State::Failed);
    QCOMPARE(kept(folder), QStringList());
}

void EvaluationServiceTest::cancelEndsTheAskingOnly()
{
    QTemporaryDir folder;
    EvaluationWaits waits(folder.path());
    const auto made = await(evaluations()->create(gateway, some("not followed")));
    VERIFY_RESULT(made);
    const std::unique_ptr<Task> task(waits.start(&m_connection, gateway, *made));
    task->cancel();
    QCOMPARE(task->state(), Task::State::Cancelled);
    QCOMPARE(kept(folder), QStringList());
    VERIFY_RESULT(await(evaluations()->get(gateway, made->id)));
}

QTEST_GUILESS_MAIN(EvaluationServiceTest)
#include "tst_evaluationservice.moc"
