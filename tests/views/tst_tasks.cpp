// SPDX-License-Identifier: GPL-3.0-or-later
// The Tasks dock: what is under way is paused, resumed, cancelled and opened with keys and buttons.
#include "models/services/settings.h"
#include "models/services/task.h"
#include "tests/views/viewchecks.h"
#include "views/common/tableview.h"
#include "views/shell/taskspanel.h"

#include <QDesktopServices>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace gatehouse;

class TasksTest : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE void open(const QUrl &url) { m_opened = url; }

private Q_SLOTS:
    void pausesAndResumes();
    void cancels();
    void opensTheResult();
    void everythingHasAName();

private:
    QUrl m_opened;
};

namespace {

struct Bench
{
    Bench()
    {
        task->setPausable(true);
        task->setCancellable(true);
        task->setProgress(10, 100);
        tasks.add(task);
        // As whoever does the work.
        QObject::connect(task, &Task::pauseRequested, task, [this] { task->setPaused("paused"); });
        panel.resize(900, 200);
        panel.show();
        table = panel.findChild<TableView *>();
        table->setCurrentIndex(tasks.index(0, 0));
        table->setFocus();
    }
    QToolButton *button(const QString &name) const
    {
        for (auto *button : panel.findChildren<QToolButton *>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }
    QString state() const { return tasks.index(0, TaskModel::StateColumn).data().toString(); }

    QTemporaryDir folder;
    Settings settings{folder.filePath("settings.ini")};
    TaskModel tasks;
    Task *task = new Task("Export logs", "rows");
    TasksPanel panel{&tasks, &settings};
    TableView *table;
};

} // namespace

void TasksTest::pausesAndResumes()
{
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    QTest::keyClick(bench.table, Qt::Key_Space);
    QCOMPARE(bench.task->state(), Task::State::Paused);
    QTRY_VERIFY(bench.state().contains("paused"));
    QSignalSpy resumed(bench.task, &Task::resumeRequested);
    QVERIFY(!bench.button("Pause"));
    QTest::mouseClick(bench.button("Resume"), Qt::LeftButton);
    QCOMPARE(bench.task->state(), Task::State::Running);
    QCOMPARE(resumed.count(), 1);
    QTest::mouseClick(bench.button("Pause"), Qt::LeftButton);
    QCOMPARE(bench.task->state(), Task::State::Paused);
    QTest::keyClick(bench.table, Qt::Key_Space);
    QCOMPARE(bench.task->state(), Task::State::Running);
}

void TasksTest::cancels()
{
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    QVERIFY(!bench.button("Remove what has ended")->isEnabled());
    QTest::keyClick(bench.table, Qt::Key_Delete);
    QCOMPARE(bench.task->state(), Task::State::Cancelled);
    for (const char *name : {"Pause", "Cancel", "Open the result"})
        QTRY_VERIFY(!bench.button(name)->isEnabled());
    QTest::mouseClick(bench.button("Remove what has ended"), Qt::LeftButton);
    QCOMPARE(bench.tasks.rowCount(), 0);
    QVERIFY(!bench.button("Remove what has ended")->isEnabled());
}

void TasksTest::opensTheResult()
{
    QDesktopServices::setUrlHandler("file", this, "open");
    Bench bench;
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    QTest::keyClick(bench.table, Qt::Key_Return);
    QVERIFY(m_opened.isEmpty()); // it has not ended
    bench.task->setResult("/nowhere/logs.csv");
    bench.task->finish("100 rows");
    QTRY_VERIFY(bench.button("Open the result")->isEnabled());
    QTest::keyClick(bench.table, Qt::Key_Return);
    QCOMPARE(m_opened, QUrl("file:///nowhere/logs.csv"));
    QDesktopServices::unsetUrlHandler("file");
}

void TasksTest::everythingHasAName()
{
    const Bench bench;
    QCOMPARE(test::unnamedFocusable(bench.panel), QStringList());
}

QTEST_MAIN(TasksTest)
#include "tst_tasks.moc"
