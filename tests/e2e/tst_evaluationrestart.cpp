// SPDX-License-Identifier: GPL-3.0-or-later
// An evaluation that is started in one run of the application and seen to its end in the next.
#include "app/appcontext.h"
#include "models/services/datasetservice.h"
#include "models/services/evaluationservice.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"
#include "views/common/tableview.h"
#include "views/datasets/evaluationpanel.h"
#include "views/datasets/evaluationsview.h"
#include "views/datasets/newevaluationdialog.h"
#include "views/shell/workspace.h"

#include <QDockWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

static const GatewayId gateway{"support-bot"};

class EvaluationRestartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followedToItsEnd();
};

static QTableView *tasksOf(const AppContext &context)
{
    for (QDockWidget *dock :
         const_cast<AppContext &>(context).window()->findChildren<QDockWidget *>())
        if (dock->windowTitle().contains("Tasks"))
            return dock->findChild<QTableView *>();
    return nullptr;
}

static QString taskText(const AppContext &context, int column)
{
    const QTableView *tasks = tasksOf(context);
    for (int row = 0; tasks && row < tasks->model()->rowCount(); ++row)
        if (tasks->model()
                ->index(row, TaskModel::TitleColumn)
                .data()
                .toString()
                .contains("By hand"))
            return tasks->model()->index(row, column).data().toString();
    return {};
}

void EvaluationRestartTest::followedToItsEnd()
{
    SandboxFixture sandbox;
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    QVERIFY(sandbox.setEvaluationTime(1h));
    const QTemporaryDir folder;
    const ViewAddress address{ViewAddress::Kind::Evaluations, gateway};
    QString id;
    {
        AppContext context(folder.path());
        Connection *connection = context.addService("Test", sandbox.endpoint());
        context.window()->resize(1200, 800);
        context.window()->show();
        auto *view = static_cast<EvaluationsView *>(context.window()->open(connection, address));
        QTRY_VERIFY(!view->isBusy() && view->model()->rowCount() == 3);
        NewEvaluationDialog *dialog = view->makeNew({"By hand", {}, {}});
        QTRY_VERIFY(!dialog->isBusy());
        auto *list = dialog->findChild<QTreeWidget *>();
        QVERIFY(list->topLevelItemCount() > 0);
        list->topLevelItem(0)->setCheckState(0, Qt::Checked);
        for (auto *button : dialog->findChildren<QPushButton *>())
            if (button->text() == u"Start")
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(view->panel()->heading(), QString("By hand"));
        id = ViewAddress::parts(view->address().filter).value(0);
        QVERIFY(!id.isEmpty());
        QCOMPARE(taskText(context, TaskModel::StateColumn), QString("Running"));
    }

    AppContext context(folder.path());
    Connection *connection = context.addService("Test", sandbox.endpoint());
    context.window()->resize(1200, 800);
    context.window()->show();
    QTRY_COMPARE(taskText(context, TaskModel::StateColumn), QString("Running"));
    // Its task leads to it.
    auto *tasks = const_cast<QTableView *>(tasksOf(context));
    context.window()->open(connection, {ViewAddress::Kind::Tasks});
    QVERIFY(QTest::qWaitForWindowActive(context.window()));
    tasks->setFocus();
    tasks->setCurrentIndex(tasks->model()->index(0, 0));
    QTest::keyClick(tasks, Qt::Key_Return);
    auto *view = qobject_cast<EvaluationsView *>(context.window()->workspace()->activeView());
    QVERIFY(view && view->address().gateway == gateway);
    QTRY_COMPARE(view->panel()->heading(), QString("By hand"));
    QVERIFY(sandbox.setEvaluationTime(0s));
    QTRY_VERIFY_WITH_TIMEOUT(taskText(context, TaskModel::StateColumn).contains("logs evaluated"),
                             20'000);
    QTRY_VERIFY(view->panel()->results()->model()->rowCount() >= 2); // nobody has pressed anything
    const Evaluation *last = view->model()->find(id);
    QVERIFY(last && last->processed);
}

QTEST_MAIN(EvaluationRestartTest)
#include "tst_evaluationrestart.moc"
