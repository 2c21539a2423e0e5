// SPDX-License-Identifier: GPL-3.0-or-later
// What no draft keeps is lost with the view that has it: whichever way that goes, the person is
// asked first.
#include "app/appcontext.h"
#include "tests/support/sandboxfixture.h"
#include "tests/views/providersbench.h"
#include "tests/views/viewchecks.h"
#include "views/common/confirmdialog.h"
#include "views/gateways/bulkeditview.h"
#include "views/gateways/bulkfield.h"
#include "views/providers/keyform.h"
#include "views/providers/providereditor.h"
#include "views/shell/navigator.h"
#include "views/shell/workspace.h"

#include <QMenu>
#include <QTabBar>
#include <QTreeView>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QString secret = QStringLiteral("sk-planted-unkept");

class Window
{
public:
    explicit Window(const SandboxFixture &sandbox)
    {
        m_connection = m_context.addService(QStringLiteral("Account"), sandbox.endpoint());
        m_context.window()->restoreLayout();
        m_context.window()->resize(1300, 850);
        m_context.window()->show();
    }

    MainWindow *widget() { return m_context.window(); }
    Connection *connection() const { return m_connection; }
    bool isConnected() { return !m_context.connections()->values().isEmpty(); }
    template <class T> T *open(const ViewAddress &address)
    {
        auto *view = qobject_cast<T *>(m_context.window()->open(m_connection, address));
        return view && QTest::qWaitForWindowActive(widget())
                && QTest::qWaitFor([view] { return !view->isBusy() && view->isVisible(); }, 20'000)
            ? view
            : nullptr;
    }
    ProvidersView *openWithKey()
    {
        auto *view = open<ProvidersView>(
            {ViewAddress::Kind::GatewayProviders, {QStringLiteral("production-chat")}, {}});
        if (view) {
            view->newKey();
            fill(view->editor()->form(), QStringLiteral("Secret"), secret);
        }
        return view;
    }
    BulkEditView *openWithAuthorization()
    {
        auto *view = open<BulkEditView>(
            BulkEditView::addressOf({QStringLiteral("staging"), QStringLiteral("playground")}));
        if (!view)
            return nullptr;
        view->field(QStringLiteral("otel"))->tick()->setFocus();
        QTest::keyClick(view->field(QStringLiteral("otel"))->tick(), Qt::Key_Space);
        QTest::keyClick(named(view, QStringLiteral("OpenTelemetry: Add endpoint")), Qt::Key_Space);
        const QString field = QStringLiteral("OpenTelemetry: Endpoint 1: Authorization");
        if (!QTest::qWaitFor([&] { return named(view, field); }))
            return nullptr;
        typeInto(named(view, field), secret);
        return view;
    }
    ConfirmDialog *question() { return widget()->findChild<ConfirmDialog *>(); }
    // What is asked; empty: nothing is.
    QString asked()
    {
        return QTest::qWaitFor([this] { return question() && question()->isVisible(); })
            ? labelTexts(*question())
            : QString();
    }
    bool cancel()
    {
        QTest::keyClick(question(), Qt::Key_Escape);
        if (!QTest::qWaitFor([this] { return !question(); }))
            return false;
        widget()->activateWindow(); // as a window manager does
        return QTest::qWaitForWindowActive(widget());
    }
    bool confirm()
    {
        QTest::mouseClick(question()->actionButton(), Qt::LeftButton);
        return QTest::qWaitFor([this] { return !question(); });
    }
    // By the menu of the connection in the navigator.
    bool disconnect()
    {
        auto *tree = widget()->findChild<Navigator *>()->findChild<QTreeView *>();
        const QRect root = tree->visualRect(tree->model()->index(0, 0));
        Q_EMIT tree->customContextMenuRequested(root.center());
        for (QAction *action : widget()->findChild<Navigator *>()->findChild<QMenu *>()->actions())
            if (action->text().startsWith(QStringLiteral("Disconnect"))) {
                action->trigger();
                return true;
            }
        return false;
    }
    bool closeTab(const View *view)
    {
        QAbstractButton *button = nullptr;
        const bool found = QTest::qWaitFor([&] { return (button = closerOf(view)); });
        if (found)
            QTest::mouseClick(button, Qt::LeftButton);
        return found;
    }

private:
    QAbstractButton *closerOf(const View *view)
    {
        for (auto *bar : widget()->workspace()->findChildren<QTabBar *>())
            for (int i = 0; i < bar->count(); ++i)
                for (const auto side : {QTabBar::LeftSide, QTabBar::RightSide})
                    if (auto *button = qobject_cast<QAbstractButton *>(bar->tabButton(i, side));
                        button && bar->tabText(i).contains(view->title()))
                        return button;
        return nullptr;
    }

    QTemporaryDir m_folder;
    AppContext m_context{m_folder.path()};
    Connection *m_connection = nullptr;
};

} // namespace

class UnkeptTest : public QObject
{
    Q_OBJECT

private:
    SandboxFixture m_sandbox;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }

    void disconnectingAsks_data()
    {
        QTest::addColumn<bool>("several");
        QTest::newRow("a key's secret") << false;
        QTest::newRow("edit several gateways") << true;
    }
    void disconnectingAsks()
    {
        QFETCH(const bool, several);
        Window window(m_sandbox);
        View *view =
            several ? static_cast<View *>(window.openWithAuthorization()) : window.openWithKey();
        QVERIFY(view);
        QVERIFY(window.disconnect());
        const QString asked = window.asked();
        QVERIFY2(asked.contains("Disconnect “Account”?"), qPrintable(asked));
        QVERIFY2(asked.contains("A credential that was typed and not saved is in no draft"),
                 qPrintable(asked));
        QVERIFY(window.cancel());
        QVERIFY(window.isConnected());
        QVERIFY(window.widget()->workspace()->views().contains(view));

        QVERIFY(window.disconnect());
        QVERIFY(!window.asked().isEmpty());
        QVERIFY(window.confirm());
        QTRY_VERIFY(!window.isConnected());
    }

    // Nothing to lose, no question: what was typed comes back as a draft.
    void disconnectingDoesNotAskWithoutCause()
    {
        Window window(m_sandbox);
        auto *view = window.openWithKey();
        QVERIFY(view);
        fill(view->editor()->form(), "Secret", {});
        QVERIFY(!view->hasUnkept());
        QVERIFY(click(view->editor(), "Back to the list"));
        QVERIFY(window.disconnect());
        QTRY_VERIFY(!window.isConnected());
        QVERIFY(!window.question());
    }

    void editSeveralIsNotLeftUnasked()
    {
        Window window(m_sandbox);
        BulkEditView *view = window.openWithAuthorization();
        QVERIFY(view);
        QVERIFY(window.closeTab(view));
        QVERIFY(window.asked().contains("Close, and lose what was typed?"));
        QVERIFY(window.cancel());
        QTest::keyClick(window.widget(), Qt::Key_W, Qt::ControlModifier);
        QVERIFY(window.asked().contains("Close, and lose what was typed?"));
        QVERIFY(window.cancel());
        QVERIFY(!window.widget()->close());
        QVERIFY(window.asked().contains("Close, and lose what was typed?"));
        QVERIFY(window.cancel());
        QVERIFY(window.widget()->isVisible());
        const QWidget *field = named(view, "OpenTelemetry: Endpoint 1: Authorization");
        QCOMPARE(field->findChild<QLineEdit *>()->text(), secret);

        QVERIFY(window.closeTab(view));
        QVERIFY(!window.asked().isEmpty());
        QVERIFY(window.confirm());
        QTRY_COMPARE(window.widget()->workspace()->views().size(), 1);
    }
};

QTEST_MAIN(UnkeptTest)
#include "tst_unkept.moc"
