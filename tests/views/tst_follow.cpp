// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/views/logswindow.h"
#include "views/logs/follower.h"

#include <QElapsedTimer>
#include <QScrollBar>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

// Follow mode over a writer that never stops. With GATEHOUSE_FOLLOW_SECONDS it takes as long as
// that.
class TestFollow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noGapAndNoDouble();
    void waitsWhileTheBudgetIsLow();
};

static QStringList idsUpTo(LogService *logs, const GatewayId &gateway, const Log &oldest,
                           const Log &newest)
{
    LogQuery query;
    query.filters = {{QStringLiteral("created_at"), FilterOperator::Gt,
                      QJsonArray{toJson(oldest.createdAt.addMSecs(-1))}},
                     {QStringLiteral("created_at"), FilterOperator::Lt,
                      QJsonArray{toJson(newest.createdAt.addMSecs(1))}}};
    QStringList ids;
    for (int page = 1;; ++page) {
        const auto result = await(logs->list(gateway, query, {.number = page}));
        if (!result)
            return {};
        for (const Log &log : result->logs)
            ids.append(log.id.value);
        if (result->logs.size() < LogService::maxPerPage)
            break;
    }
    return ids.mid(ids.indexOf(newest.id.value),
                   ids.indexOf(oldest.id.value) + 1 - ids.indexOf(newest.id.value));
}

void TestFollow::noGapAndNoDouble()
{
    bool set = false;
    const int seconds = qEnvironmentVariableIntValue("GATEHOUSE_FOLLOW_SECONDS", &set);
    const qint64 duration = set ? seconds * 1000LL : 6000;
    SandboxFixture sandbox({QStringLiteral("--seed-logs"), QStringLiteral("2000"),
                            QStringLiteral("--traffic"), QStringLiteral("200")});
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    LogsWindow window(sandbox.endpoint(), QStringLiteral("production-chat"));
    QVERIFY(window.isIdle());
    LogTableModel *model = window.view->model();
    QVERIFY(model->log(0));
    const Log first = *model->log(0);

    // What arrives is kept as it comes: the table holds only what is in sight.
    QStringList seen;
    connect(model, &LogTableModel::rowsArrived, this, [&](int count) {
        QStringList arrived;
        for (int row = 0; row < count; ++row)
            arrived.append(model->log(row) ? model->log(row)->id.value : QStringLiteral("missing"));
        seen = arrived + seen;
    });
    bool anew = false;
    connect(model, &QAbstractItemModel::modelReset, this, [&] { anew = true; });
    window.view->follower()->setInterval(150ms);
    window.view->follower()->setOn(true);
    QElapsedTimer clock;
    clock.start();
    bool away = false;
    while (clock.elapsed() < duration) {
        QTest::qWait(50);
        // Scrolled away for a moment: it must catch up. After more than catchUpLimit rows the
        // question would be put anew.
        const bool middle = clock.elapsed() > duration / 3 && clock.elapsed() < duration / 3 + 1000;
        if (middle != away) {
            away = middle;
            window.view->table()->verticalScrollBar()->setValue(away ? 60 : 0);
            if (away)
                QCOMPARE(window.view->follower()->state(), Follower::State::ScrolledAway);
        }
    }
    QVERIFY(!anew);
    window.view->follower()->setOn(false);
    QTest::qWait(300); // what is under way comes in yet
    QVERIFY2(seen.size() > 100, qPrintable(QString::number(seen.size())));
    const QSet<QString> unique(seen.begin(), seen.end());
    QCOMPARE(unique.size(), seen.size());
    QVERIFY(model->log(0));
    const QStringList wanted =
        idsUpTo(window.connection.logs(), model->gateway(), first, *model->log(0));
    QCOMPARE(seen + QStringList{first.id.value}, wanted);
}

void TestFollow::waitsWhileTheBudgetIsLow()
{
    SandboxFixture sandbox;
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    LogsWindow window(sandbox.endpoint(), QStringLiteral("production-chat"));
    QVERIFY(window.isIdle());
    RequestBudget *budget = window.connection.client()->budget();
    window.view->follower()->setInterval(20ms);
    window.view->follower()->setOn(true);
    QCOMPARE(window.view->follower()->state(), Follower::State::Following);
    budget->setLimit(1);
    QTRY_COMPARE(window.view->follower()->state(), Follower::State::LowBudget);
    QVERIFY(window.view->follower()->text().contains(QStringLiteral("few requests")));
    budget->setLimit(0);
    QTRY_COMPARE(window.view->follower()->state(), Follower::State::Following);
}

QTEST_MAIN(TestFollow)
#include "tst_follow.moc"
