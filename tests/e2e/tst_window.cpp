// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window on a real sandbox, as the application puts it together.
#include "app/appcontext.h"
#include "models/services/sandboxprocess.h"
#include "tests/support/sandboxfixture.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/shell/navigator.h"
#include "views/shell/workspace.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <csignal>

using namespace gatehouse;

class WindowTest : public QObject
{
    Q_OBJECT

private:
    static QStringList sandboxArguments(const QTemporaryDir &folder)
    {
        return test::SandboxFixture::defaultArguments()
            + QStringList{"--database", folder.filePath("sandbox.db")};
    }
    static QModelIndex find(QAbstractItemModel *model, const QString &text)
    {
        const auto matches = model->match(model->index(0, 0), Qt::DisplayRole, text, 1,
                                          Qt::MatchExactly | Qt::MatchRecursive);
        return matches.isEmpty() ? QModelIndex() : matches.first();
    }
    static void click(QTreeView *tree, const QModelIndex &index)
    {
        tree->scrollTo(index);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
    }

private Q_SLOTS:
    void initTestCase()
    {
        // The sandbox is found on the path when it is not beside the program.
        qputenv("PATH", GATEHOUSE_BIN_DIR ":" + qgetenv("PATH"));
    }

    void navigatorOpensViews()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        MainWindow *window = context.window();
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        window->restoreLayout();
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window));
        QCOMPARE(window->workspace()->views().size(), 1);
        QCOMPARE(window->workspace()->activeView()->address().kind, ViewAddress::Kind::Gateways);

        GatewayModel *gateways = context.models(connection)->gateways();
        QTRY_VERIFY_WITH_TIMEOUT(gateways->rowCount() >= 5, 20'000);
        auto *tree = window->findChild<Navigator *>()->findChild<QTreeView *>();
        for (const Gateway &gateway : gateways->values())
            QVERIFY(find(tree->model(), gateway.id.value).isValid());

        const GatewayId id = gateways->at(0).id;
        click(tree, tree->model()->index(0, 0, find(tree->model(), id.value)));
        View *logs = window->workspace()->activeView();
        QCOMPARE(logs->address().kind, ViewAddress::Kind::Logs);
        QCOMPARE(logs->address().gateway, id);
        QVERIFY(window->windowTitle().contains(logs->title()));
        QVERIFY(logs->inspector()->isVisible());
        QTRY_VERIFY(!logs->isBusy());

        // The same address is the same view.
        click(tree, find(tree->model(), id.value));
        QCOMPARE(window->workspace()->views().size(), 3);
        window->open({ViewAddress::Kind::Logs, id, {}});
        QCOMPARE(window->workspace()->views().size(), 3);
        QCOMPARE(window->workspace()->activeView(), logs);

        QTest::keyClick(window, Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(window->workspace()->views().size(), 2);
        QVERIFY(window->workspace()->activeView());
    }

    // Like a browser: through views, and through the filters of one.
    void backAndForward()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        MainWindow *window = context.window();
        window->restoreLayout();
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window));
        QTRY_VERIFY_WITH_TIMEOUT(connection->state() == Connection::State::Ready, 20'000);
        const auto shown = [window] { return window->workspace()->activeView()->address(); };
        const GatewayId id{QStringLiteral("production-chat")};
        const ViewAddress gateways{ViewAddress::Kind::Gateways, {}, {}};
        const ViewAddress logs{ViewAddress::Kind::Logs, id, {}};
        ViewAddress failed = logs;
        failed.filter = QStringLiteral("success:false");
        window->open(logs);
        window->open(failed); // the same view
        QCOMPARE(window->workspace()->views().size(), 2);
        QVERIFY(shown() == failed);
        const auto press = [window](Qt::Key key) {
            QTest::keyClick(window, key, Qt::AltModifier);
            QCoreApplication::processEvents();
        };
        press(Qt::Key_Right); // there is nothing
        QVERIFY(shown() == failed);
        press(Qt::Key_Left);
        QCOMPARE(shown().text(), logs.text());
        press(Qt::Key_Left);
        QVERIFY(shown() == gateways);
        press(Qt::Key_Left);
        QVERIFY(shown() == gateways);
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        QVERIFY(shown() == failed);
        // What was closed is opened again.
        QTest::keyClick(window, Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(window->workspace()->views().size(), 1);
        press(Qt::Key_Left);
        QVERIFY(shown() == failed);

        // Another view of the same logs is one of its own, and stays where it is.
        View *first = window->workspace()->activeView();
        View *second = window->openAnother(connection, logs);
        QVERIFY(first != second);
        QCOMPARE(window->workspace()->views().size(), 3);
        QVERIFY(first->address() == failed);
        QVERIFY(second->address() == logs);
    }

    void navigatorFilters()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        MainWindow *window = context.window();
        window->show();
        GatewayModel *gateways = context.models(connection)->gateways();
        QTRY_VERIFY_WITH_TIMEOUT(gateways->rowCount() >= 5, 20'000);
        auto *navigator = window->findChild<Navigator *>();
        auto *tree = navigator->findChild<QTreeView *>();
        QTest::keyClick(window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto *edit = navigator->findChild<QLineEdit *>();
        QTest::keyClicks(edit, gateways->at(2).id.value);
        QVERIFY(find(tree->model(), gateways->at(2).id.value).isValid());
        QVERIFY(!find(tree->model(), gateways->at(0).id.value).isValid());
        QTest::keyClick(edit, Qt::Key_Escape);
        edit->clear();
        QVERIFY(find(tree->model(), gateways->at(0).id.value).isValid());
    }

    // Of many gateways only those are open that are looked at, or were opened; also the next time.
    void navigatorKeepsWhatIsOpen()
    {
        QTemporaryDir folder;
        GatewayId looked;
        GatewayId opened;
        {
            AppContext context(folder.path());
            MainWindow *window = context.window();
            Connection *connection = context.addSandbox(sandboxArguments(folder));
            window->show();
            QVERIFY(QTest::qWaitForWindowActive(window));
            GatewayModel *gateways = context.models(connection)->gateways();
            QTRY_VERIFY_WITH_TIMEOUT(gateways->rowCount() >= 5, 20'000);
            looked = gateways->at(0).id;
            opened = gateways->at(1).id;
            auto *tree = window->findChild<Navigator *>()->findChild<QTreeView *>();
            const auto isOpen = [tree](const GatewayId &id) {
                return tree->isExpanded(find(tree->model(), id.value));
            };
            for (const Gateway &gateway : gateways->values())
                QVERIFY(!isOpen(gateway.id));
            click(tree, find(tree->model(), looked.value));
            QTRY_VERIFY(isOpen(looked));
            tree->setFocus();
            tree->setCurrentIndex(find(tree->model(), opened.value));
            QTest::keyClick(tree, Qt::Key_Right);
            QVERIFY(isOpen(opened));
            // The filter opens what it finds, and leaves no trace.
            auto *edit = window->findChild<Navigator *>()->findChild<QLineEdit *>();
            edit->setFocus();
            QTest::keyClicks(edit, "evaluations");
            QVERIFY(isOpen(gateways->at(2).id));
            QTest::keyClick(edit, Qt::Key_Escape);
            QVERIFY(edit->text().isEmpty());
            QVERIFY(isOpen(looked) && isOpen(opened) && !isOpen(gateways->at(2).id));
            // Down goes to what is found, Enter opens it.
            QTest::keyClicks(edit, gateways->at(2).id.value);
            QTest::keyClick(edit, Qt::Key_Down);
            QVERIFY(tree->hasFocus());
            QCOMPARE(tree->currentIndex().data().toString(), gateways->at(2).id.value);
            QTest::keyClick(tree, Qt::Key_Return);
            QTRY_COMPARE(window->workspace()->activeView()->address().gateway, gateways->at(2).id);
            edit->clear();
            window->open({ViewAddress::Kind::NewDataset, looked});
            QTRY_COMPARE(tree->currentIndex().data().toString(), QString("Datasets"));
            window->close();
        }
        AppContext context(folder.path());
        MainWindow *window = context.window();
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        window->restoreLayout();
        window->show();
        GatewayModel *gateways = context.models(connection)->gateways();
        QTRY_VERIFY_WITH_TIMEOUT(gateways->rowCount() >= 5, 20'000);
        auto *tree = window->findChild<Navigator *>()->findChild<QTreeView *>();
        for (const Gateway &gateway : gateways->values())
            QCOMPARE(tree->isExpanded(find(tree->model(), gateway.id.value)),
                     gateway.id == looked || gateway.id == opened
                         || gateway.id == gateways->at(2).id);
        QTRY_VERIFY(tree->currentIndex().isValid());
    }

    void layoutComesBack()
    {
        QTemporaryDir folder;
        QStringList keys;
        {
            AppContext context(folder.path());
            Connection *connection = context.addSandbox(sandboxArguments(folder));
            MainWindow *window = context.window();
            window->restoreLayout();
            window->show();
            window->open(connection, {ViewAddress::Kind::EvaluationTypes, {}, {}});
            window->open(connection,
                         {ViewAddress::Kind::Logs, {"any gateway/with slash"}, "success:false"});
            window->openAnother(
                connection,
                {ViewAddress::Kind::Logs, {"any gateway/with slash"}, "model:\"a b\" cost>1"});
            window->requestsDock()->show();
            keys = window->workspace()->keys();
            QCOMPARE(keys.size(), 4);
            window->workspace()->activate(window->workspace()->views().at(1));
            window->close();
        }
        AppContext context(folder.path());
        context.addSandbox(sandboxArguments(folder));
        MainWindow *window = context.window();
        window->restoreLayout();
        window->show();
        QCOMPARE(window->workspace()->keys(), keys);
        // Two views of one gateway, each with its filter.
        QCOMPARE(window->workspace()->views().at(2)->address().filter, "success:false");
        QCOMPARE(window->workspace()->views().at(3)->address().filter, "model:\"a b\" cost>1");
        QVERIFY(window->requestsDock()->isVisible());
        // The view that is seen is the one that the title and the keys are about.
        QTRY_COMPARE(window->workspace()->activeView(), window->workspace()->views().at(1));
        for (const View *view : window->workspace()->views())
            QTRY_COMPARE(view->isVisible(), view == window->workspace()->activeView());
        window->restoreDefaultLayout();
        QVERIFY(!window->requestsDock()->isVisible());
        QCOMPARE(window->workspace()->keys(), keys);
    }

    void deadSandboxIsSaidAndRestarted()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        MainWindow *window = context.window();
        window->restoreLayout();
        window->show();
        QTRY_COMPARE_WITH_TIMEOUT(connection->state(), Connection::State::Ready, 20'000);
        kill(pid_t(connection->sandbox()->processId()), SIGKILL);
        QTRY_COMPARE(window->messages()->keys().size(), 1);
        QAbstractButton *restart = nullptr;
        for (auto *button : window->messages()->findChildren<QAbstractButton *>())
            if (button->text().contains("Restart") || button->accessibleName().contains("Restart"))
                restart = button;
        QVERIFY(restart);
        QTest::mouseClick(restart, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(connection->state(), Connection::State::Ready, 20'000);
        QTRY_COMPARE(window->messages()->keys().size(), 0);
        GatewayModel *gateways = context.models(connection)->gateways();
        QTRY_COMPARE(gateways->state(), TableModel::State::Ready);
    }

    void everyCallIsInRequests()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        MainWindow *window = context.window();
        window->restoreLayout();
        window->show();
        QTRY_COMPARE_WITH_TIMEOUT(context.models(connection)->gateways()->state(),
                                  TableModel::State::Ready, 20'000);
        window->open({ViewAddress::Kind::Requests, {}, {}});
        QVERIFY(window->requestsDock()->isVisible());
        auto *table = window->requestsDock()->findChild<TableView *>();
        QTRY_VERIFY(table->model()->rowCount() >= 2);
        QStringList paths;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            paths += table->model()->index(row, RequestModel::PathColumn).data().toString();
        QVERIFY2(paths.join(u' ').contains("gateways"), qPrintable(paths.join(u' ')));
        QVERIFY2(paths.join(u' ').contains("evaluation-types"), qPrintable(paths.join(u' ')));
    }

    void startOfTheSandboxIsATask()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        MainWindow *window = context.window();
        window->show();
        window->open({ViewAddress::Kind::Tasks, {}, {}});
        TableView *table = nullptr;
        for (auto *candidate : window->findChildren<TableView *>())
            if (candidate->accessibleName() == "Tasks")
                table = candidate;
        QVERIFY(table && table->isVisible());
        QCOMPARE(table->model()->rowCount(), 1);
        const auto state = [table] {
            return table->model()->index(0, TaskModel::StateColumn).data().toString();
        };
        QCOMPARE(state(), "Running");
        QTRY_COMPARE_WITH_TIMEOUT(connection->state(), Connection::State::Ready, 20'000);
        QTRY_VERIFY2(state().startsWith("Listening on http://127.0.0.1:"), qPrintable(state()));
    }

    void callsOfTwoConnectionsAreKeptApart()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        const Endpoint nowhere{QUrl("http://127.0.0.1:9/client/v4"), "a", {}};
        context.addService("First", nowhere);
        context.addService("Second", {nowhere.apiUrl, "b", {}});
        MainWindow *window = context.window();
        window->show();
        window->open({ViewAddress::Kind::Requests, {}, {}});
        auto *table = window->requestsDock()->findChild<TableView *>();
        // Each asks for gateways and evaluation types.
        QTRY_COMPARE(table->model()->rowCount(), 4);
    }

    void tabsClose()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        context.addService("Nowhere", {QUrl("http://127.0.0.1:9/client/v4"), "a", {}});
        MainWindow *window = context.window();
        window->restoreLayout();
        window->show();
        window->open({ViewAddress::Kind::EvaluationTypes, {}, {}});
        QTRY_COMPARE(window->workspace()->findChildren<QTabBar *>().size(), 1);
        auto *bar = window->workspace()->findChild<QTabBar *>();
        QTRY_VERIFY(bar->tabsClosable());
        QAbstractButton *close = nullptr;
        for (const auto side : {QTabBar::LeftSide, QTabBar::RightSide})
            if (auto *button = qobject_cast<QAbstractButton *>(bar->tabButton(1, side)))
                close = button;
        QVERIFY(close);
        QTest::mouseClick(close, Qt::LeftButton);
        QTRY_COMPARE(window->workspace()->views().size(), 1);
        QCOMPARE(window->workspace()->views().first()->address().kind, ViewAddress::Kind::Gateways);
    }

    void listsOfADeletedGatewayClose()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        MainWindow *window = context.window();
        Connection *connection = context.addSandbox(sandboxArguments(folder));
        window->restoreLayout();
        window->show();
        GatewayModel *gateways = context.models(connection)->gateways();
        QTRY_VERIFY_WITH_TIMEOUT(gateways->rowCount() > 1, 20'000);
        const GatewayId gone = gateways->at(0).id;
        const GatewayId other = gateways->at(1).id;
        for (const GatewayId &gateway : {gone, other})
            for (const auto kind : {ViewAddress::Kind::Routes, ViewAddress::Kind::Logs})
                window->open(connection, {kind, gateway, {}});
        QCOMPARE(window->workspace()->views().size(), 5);
        connection->gateways()->remove(gone);
        QTRY_COMPARE(window->workspace()->views().size(), 3);
        for (const View *view : window->workspace()->views())
            QVERIFY(view->address().gateway != gone);
    }

    // Else what is typed would go into a view that cannot be seen.
    void aClickOnATabTakesTheFocusAlong()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        context.addService("Nowhere", {QUrl("http://127.0.0.1:9/client/v4"), "a", {}});
        MainWindow *window = context.window();
        window->restoreLayout();
        window->show();
        View *gateways = window->workspace()->views().first();
        window->open({ViewAddress::Kind::NewGateway, {}, {}});
        View *form = window->workspace()->activeView();
        QVERIFY(QTest::qWaitForWindowActive(window));
        QTRY_VERIFY(window->workspace()->findChild<QTabBar *>());
        auto *bar = window->workspace()->findChild<QTabBar *>();
        QTRY_VERIFY(form->isAncestorOf(QApplication::focusWidget()));
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
        QTRY_COMPARE(window->workspace()->activeView(), gateways);
        QTRY_VERIFY(!form->isAncestorOf(QApplication::focusWidget()));
        // Nor does Tab lead there, all around the window.
        QTRY_VERIFY(!form->isVisible());
        QSet<const QWidget *> seen;
        for (const QWidget *now = QApplication::focusWidget(); now && !seen.contains(now);
             now = QApplication::focusWidget()) {
            seen.insert(now);
            QVERIFY(!form->isAncestorOf(now));
            QTest::keyClick(window, Qt::Key_Tab);
        }
        QVERIFY(seen.size() > 5);
        QCOMPARE(window->workspace()->activeView(), gateways);
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(1).center());
        QTRY_VERIFY(form->isVisible() && form->isAncestorOf(QApplication::focusWidget()));
    }

    void timeZoneIsOneClick()
    {
        QTemporaryDir folder;
        AppContext context(folder.path());
        context.addService("Nowhere", {QUrl("http://127.0.0.1:9/client/v4"), "a", {}});
        MainWindow *window = context.window();
        window->show();
        QToolButton *zone = nullptr;
        for (auto *button : window->statusBar()->findChildren<QToolButton *>())
            if (button->accessibleName() == "Time zone")
                zone = button;
        QVERIFY(zone);
        QCOMPARE(zone->text(), "UTC");
        QSignalSpy changed(context.time(), &TimeDisplay::changed);
        QTest::mouseClick(zone, Qt::LeftButton);
        QCOMPARE(context.time()->zone(), TimeDisplay::Zone::Local);
        QCOMPARE(changed.size(), 1);
    }
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
