// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a read-only profile from being written to, and writes from happening twice.
#include "tests/views/anyservice.h"
#include "tests/views/gatewaybench.h"
#include "views/common/confirmdialog.h"
#include "views/common/fields.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewayview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

static const QString reason = QStringLiteral("“Production” is read-only");

class WriteGuardTest : public QObject
{
    Q_OBJECT

private:
    static Profile production(bool readOnly)
    {
        return {
            .id = QStringLiteral("p"), .name = QStringLiteral("Production"), .readOnly = readOnly};
    }
    // What the views have given over, buttons of actions included.
    static QList<QObject *> writing(View *view)
    {
        QList<QObject *> found;
        for (QObject *object : partsOf<QObject>(view)) {
            const auto *button = qobject_cast<QToolButton *>(object);
            if (object->property(WriteGuard::mark).toBool()
                || (button && button->defaultAction()
                    && button->defaultAction()->property(WriteGuard::mark).toBool()))
                found.append(object);
        }
        return found;
    }
    // As a mouse sends it; QTest::mouseDClick() alone is its third event.
    static void doubleClick(QWidget *widget)
    {
        const QPointer<QWidget> target(widget);
        QTest::mouseClick(widget, Qt::LeftButton);
        if (target)
            QTest::mouseDClick(widget, Qt::LeftButton);
        if (target)
            QTest::mouseRelease(widget, Qt::LeftButton);
    }
    // What is pressed may take others away.
    template <class T> static QList<QPointer<T>> guardedPartsOf(View *view)
    {
        QList<QPointer<T>> parts;
        for (T *part : partsOf<T>(view))
            parts.append(part);
        return parts;
    }
    static void pressEverything(View *view)
    {
        for (const QPointer<QAbstractButton> &button : guardedPartsOf<QAbstractButton>(view)) {
            const auto *tool = qobject_cast<QToolButton *>(button.data());
            if (button && button->isVisible() && !(tool && tool->menu()))
                doubleClick(button);
        }
        for (auto *action : partsOf<QAction>(view)) {
            auto *owner = qobject_cast<QWidget *>(action->parent());
            for (const QKeySequence &keys : action->shortcuts())
                if (owner && owner->isVisible() && !keys.isEmpty()) {
                    owner->setFocus();
                    QTest::keySequence(owner, keys);
                }
            action->trigger();
        }
        for (const QPointer<QWidget> &widget : guardedPartsOf<QWidget>(view)) {
            if (!widget || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
                || qobject_cast<QToolButton *>(widget.data()))
                continue;
            widget->setFocus();
            for (const Qt::Key key :
                 {Qt::Key_1, Qt::Key_X, Qt::Key_Space, Qt::Key_Up, Qt::Key_Return, Qt::Key_Delete})
                if (widget)
                    QTest::keyClick(widget, key);
        }
        QTest::qWait(1);
    }

private Q_SLOTS:
    void guardsControls()
    {
        Connection connection(production(false));
        QWidget owner;
        WriteGuard guard(&connection, &owner);
        QAction action(QStringLiteral("Delete"));
        action.setToolTip(QStringLiteral("Delete it"));
        QPushButton button(QStringLiteral("Save"));
        guard.add(&action);
        guard.add(&button);
        QSignalSpy changed(&guard, &WriteGuard::changed);
        QVERIFY(action.isEnabled());
        guard.setEnabled(&button, false);

        connection.setProfile(production(true));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(guard.reason(), reason);
        QVERIFY(!action.isEnabled());
        QCOMPARE(action.toolTip(), reason);
        guard.setEnabled(&button, true);
        QVERIFY(!button.isEnabled());
        QCOMPARE(button.toolTip(), reason);

        connection.setProfile(production(true)); // nothing new
        QCOMPARE(changed.size(), 1);
        connection.setProfile(production(false));
        QVERIFY(action.isEnabled());
        QVERIFY(button.isEnabled());
        QCOMPARE(action.toolTip(), QStringLiteral("Delete it"));
        QCOMPARE(button.toolTip(), QString());
    }

    void retryOfAWriteIsGuarded()
    {
        Connection connection(production(false));
        QWidget owner;
        WriteGuard guard(&connection, &owner);
        MessageBar bar;
        ApiError error;
        error.kind = ApiError::Kind::Server;
        int runs = 0;
        bar.showError(QStringLiteral("save"), error, {}, guard.retry(error, [&] { ++runs; }));
        bar.show();
        auto *retry = bar.findChild<QToolButton *>(QStringLiteral("retry"));
        QTest::mouseClick(retry, Qt::LeftButton);
        QCOMPARE(runs, 1);
        connection.setProfile(production(true));
        QVERIFY(!retry->isEnabled());
        QTest::mouseClick(retry, Qt::LeftButton);
        QCOMPARE(runs, 1);
        const QPointer<QAction> action = retry->defaultAction();
        bar.clearAll();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!action); // it went with its row
        connection.setProfile(production(false));
        error.kind = ApiError::Kind::Validation;
        QVERIFY(guard.retry(error, [] {}).isEmpty()); // the same would come of it
    }

    void readOnlyFormReadsAndCopies()
    {
        const AnyService service;
        ServiceBench bench(service, production(true));
        const auto view = bench.open({ViewAddress::Kind::Gateway, {service.gateway()}, {}});
        QVERIFY(showWithInspector(view.get()));
        auto *form = static_cast<GatewayView *>(view.get())->form();
        auto *combo = static_cast<OptionalCombo *>(form->editor(QStringLiteral("authentication")));
        QVERIFY(combo->toolTip().startsWith(reason));
        const int index = combo->currentIndex();
        const QString text = combo->currentText();
        combo->setFocus();
        for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_F4, Qt::Key_O, Qt::Key_Return})
            QTest::keyClick(combo, key);
        QTest::keyClick(combo, Qt::Key_Down, Qt::AltModifier);
        QVERIFY(!combo->view()->isVisible());
        QTest::mouseClick(combo, Qt::LeftButton, {}, combo->rect().center());
        QVERIFY(!combo->view()->isVisible());
        QCOMPARE(combo->currentIndex(), index);
        QTest::keyClick(combo, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(combo, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), text);

        auto *box =
            static_cast<OptionalSpinBox *>(form->editor(QStringLiteral("cache_ttl")))->box();
        box->setFocus();
        QTest::keyClicks(box, QStringLiteral("77"));
        QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(box->number(), 0);
        QVERIFY(form->edits().isEmpty());

        // At once, and back again.
        bench.connection.setProfile(production(false));
        QTest::keyClick(combo, combo->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(combo->currentIndex() != index);
        QVERIFY(form->isDirty());
        QVERIFY(!combo->toolTip().contains(reason));
        bench.connection.setProfile(production(true));
        QVERIFY(form->isDirty()); // nothing that was edited is lost
        QAbstractButton *save = findButton(view.get(), QStringLiteral("Save…"));
        QVERIFY(!save->isEnabled());
        QCOMPARE(save->toolTip(), reason);
    }

    void everyWritingControlIsDisabledAndSaysWhy()
    {
        const AnyService service;
        ServiceBench bench(service, production(true));
        int controls = 0;
        for (const ViewAddress &address : bench.addresses(service.gateway())) {
            const auto view = bench.open(address);
            QVERIFY(showWithInspector(view.get()));
            for (QObject *control : writing(view.get())) {
                QVERIFY2(!control->property("enabled").toBool(),
                         qPrintable(control->property("text").toString()));
                QCOMPARE(control->property("toolTip").toString(), reason);
                ++controls;
            }
        }
        QVERIFY(controls >= 10);
    }

    // The client would let it through here: only what the views do keeps it back.
    void nothingThatCanBePressedWrites()
    {
        const AnyService service;
        ServiceBench bench(service, production(true));
        bench.connection.client()->setReadOnly(false);
        for (const ViewAddress &address : bench.addresses(service.gateway())) {
            const auto view = bench.open(address);
            QVERIFY(showWithInspector(view.get()));
            pressEverything(view.get());
            QVERIFY(QTest::qWaitFor([&view] { return !view->isBusy(); }));
            for (const CannedServer::Request &request : bench.server.requests())
                QVERIFY2(request.method == "GET",
                         (request.method + ' ' + request.target).constData());
            QVERIFY(bench.dialogs.confirmations.isEmpty());
            if (const auto *gateway = qobject_cast<GatewayView *>(view.get()))
                QVERIFY(gateway->form()->edits().isEmpty());
        }
    }

    // Or the test before would prove nothing.
    void whatCanBePressedWritesOtherwise()
    {
        const AnyService service;
        ServiceBench bench(service, production(false));
        const auto view = bench.open({ViewAddress::Kind::Gateways, {}, {}});
        QVERIFY(showWithInspector(view.get()));
        pressEverything(view.get());
        QTRY_VERIFY(bench.count("DELETE") > 0);
    }

    void creatingTwiceIsOneRequest()
    {
        AnyService service;
        ServiceBench bench([&service](const CannedServer::Request &request) {
            CannedServer::Reply reply = service(request);
            reply.hold = request.method != "GET";
            return reply;
        });
        const auto view = bench.open({ViewAddress::Kind::NewGateway, {}, {}});
        QVERIFY(showWithInspector(view.get()));
        auto *form = static_cast<GatewayView *>(view.get())->form();
        typeInto(form->editor(QStringLiteral("id")), QStringLiteral("fresh"));
        QAbstractButton *create = findButton(view.get(), QStringLiteral("Create gateway"));
        doubleClick(create);
        QTest::keyClick(create, Qt::Key_Return);
        for (int i = 0; i < 3; ++i)
            QTest::keySequence(view.get(), QKeySequence::Save);
        QTRY_COMPARE(bench.server.heldCount(), 1);
        doubleClick(create);
        QTest::keySequence(view.get(), QKeySequence::Save);
        bench.server.release();
        QTRY_VERIFY(!view->isBusy());
        QCOMPARE(bench.count("POST"), 1);
    }

    void savingTwiceIsOneRequest()
    {
        const AnyService service;
        ServiceBench bench([&service](const CannedServer::Request &request) {
            CannedServer::Reply reply = service(request);
            reply.hold = request.method != "GET";
            return reply;
        });
        const auto view = bench.open({ViewAddress::Kind::Gateway, {service.gateway()}, {}});
        QVERIFY(showWithInspector(view.get()));
        auto *form = static_cast<GatewayView *>(view.get())->form();
        QTest::mouseClick(form->editor(QStringLiteral("collect_logs")), Qt::LeftButton, {}, {8, 8});
        QVERIFY(form->isDirty());
        QVERIFY(click(view.get(), QStringLiteral("Save…")));
        QAbstractButton *save = findButton(view.get(), QStringLiteral("Save changes"));
        QVERIFY(save);
        doubleClick(save);
        QTest::keyClick(save, Qt::Key_Return);
        QTest::keySequence(view.get(), QKeySequence::Save);
        QTRY_COMPARE(bench.server.heldCount(), 1);
        doubleClick(save);
        QTest::keySequence(view.get(), QKeySequence::Save);
        bench.server.release();
        QTRY_VERIFY(!view->isBusy());
        QCOMPARE(bench.count("PUT"), 1);
    }

    void deletingTwiceIsOneRequest()
    {
        const AnyService service;
        ServiceBench bench(service);
        WidgetDialogs dialogs;
        const std::unique_ptr<View> view(
            makeView({ViewAddress::Kind::Gateways, {}, {}}, &bench.models,
                     {&bench.settings, &bench.drafts, &dialogs, &bench.tasks, &bench.connections}));
        QVERIFY(showWithInspector(view.get()));
        auto *table = view->findChild<TableView *>();
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        table->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(table, Qt::Key_Delete);
        QTRY_VERIFY(view->findChild<ConfirmDialog *>());
        QTest::qWait(1);
        QCOMPARE(view->findChildren<ConfirmDialog *>().size(), 1);
        auto *dialog = view->findChild<ConfirmDialog *>();
        QTest::keyClicks(dialog->nameEdit(), service.gateway());
        doubleClick(dialog->actionButton());
        QTRY_COMPARE(bench.count("DELETE"), 1);
        QTRY_VERIFY(!view->findChild<ConfirmDialog *>());
        QTRY_VERIFY(!view->isBusy());
        QTest::qWait(1);
        QCOMPARE(bench.count("DELETE"), 1);
    }
};

QTEST_MAIN(WriteGuardTest)
#include "tst_writeguard.moc"
