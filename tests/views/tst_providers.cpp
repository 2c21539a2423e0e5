// SPDX-License-Identifier: GPL-3.0-or-later
// The view of providers on the sandbox, by mouse and keys.
#include "tests/views/providersbench.h"
#include "tests/views/viewchecks.h"
#include "views/common/writeguard.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/ngrokform.h"
#include "views/providers/pricingpanel.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providereditor.h"
#include "views/providers/providerreview.h"
#include "views/providers/providertestpanel.h"
#include "views/providers/rotationpanel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

class ProvidersTest : public QObject
{
    Q_OBJECT

private:
    static bool trigger(ProvidersView *view, const QString &text)
    {
        for (auto *action : view->findChildren<QAction *>())
            if (action->text() == text && action->isEnabled() && action->isVisible()) {
                action->trigger();
                return true;
            }
        return false;
    }
    static QString messagesOf(const QWidget *widget)
    {
        QStringList texts;
        for (const auto *label : widget->findChildren<QLabel *>())
            texts.append(label->text());
        return texts.join(u'\n');
    }
    static bool settled(ProvidersView *view)
    {
        return QTest::qWaitFor([view] { return !view->isBusy(); }, 20'000);
    }

private Q_SLOTS:
    void listsBothBackEnds()
    {
        SandboxFixture sandbox;
        QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QCOMPARE(view->table()->model()->rowCount(), 13);
        QVERIFY(!view->hasError());
        QVERIFY(view->select("Rhine Inference"));
        QVERIFY(view->details()->text().contains("custom-rhine-inference"));
        QVERIFY(view->details()->text().contains("Authorization, X-Region"));
        QVERIFY(!view->details()->text().contains("example-not-a-real-key"));
        QVERIFY(!view->details()->logo()->pixmap().isNull());
        QTRY_COMPARE(view->pricing()->model()->rowCount(), 3);
        // What a key cannot do is not offered.
        QVERIFY(view->select("fast-lane"));
        QVERIFY(!trigger(view.get(), "Edit…"));
        QVERIFY(!trigger(view.get(), "Test"));
        QVERIFY(!view->pricing()->isVisible());
    }

    // However narrow the inspector is, and whatever was shown before.
    void detailsAreNotCutOff()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        view->details()->resize(340, 700);
        view->details()->show();
        QVERIFY(QTest::qWaitForWindowExposed(view->details()));
        for (const char *name : {"Rhine Inference", "default", "vLLM in our cluster", "fast-lane",
                                 "Ollama on a laptop", "Birdsong Speech", "default"}) {
            QVERIFY(view->select(name));
            for (const auto *label : view->details()->facts()->findChildren<QLabel *>()) {
                QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(label->text()));
                QTRY_VERIFY2(label->mapTo(view->details(), QPoint(label->width(), 0)).x()
                                 <= view->details()->width(),
                             qPrintable(label->text()));
                QTRY_VERIFY2(label->minimumSizeHint().width() <= label->width(),
                             qPrintable(label->text()));
            }
        }
        view->details()->hide();
    }

    void oneBackEndFails()
    {
        SandboxFixture sandbox;
        QVERIFY(sandbox.setFaults({{{"kind", "html"}, {"path", "/ngrok/*"}}}));
        ProvidersBench bench(sandbox);
        bench.connection.ngrokClient()->setPause(10ms);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QCOMPARE(view->table()->model()->rowCount(), 9);
        QVERIFY(view->hasError());
        QVERIFY2(messagesOf(view->messages()).contains("ngrok's providers could not be read"),
                 qPrintable(messagesOf(view->messages())));
        QVERIFY(sandbox.setFaults({}));
        QVERIFY(click(view->messages(), "Retry"));
        QTRY_COMPARE(view->table()->model()->rowCount(), 13);
        QVERIFY(settled(view.get()));
        QVERIFY(!view->hasError());
    }

    void keyIsAddedAndForgotten()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(trigger(view.get(), "New key…"));
        ProviderEditor *editor = view->editor();
        fill(editor->form(), "Provider", "openai");
        fill(editor->form(), "Alias", "default");
        fill(editor->form(), "Secret", "sk-planted-in-a-form");
        QVERIFY(editor->form()->problem().contains("already")); // before anything is sent
        fill(editor->form(), "Alias", "second");
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!view->editor());
        QTRY_COMPARE(view->selected()->name, "second"); // what was made is what is looked at
        QVERIFY(view->details()->text().contains("****form"));
        QVERIFY(settled(view.get()));

        QVERIFY(trigger(view.get(), "Replace secret…"));
        fill(view->editor()->form(), "Secret", "sk-planted-another-one");
        QVERIFY(click(view->editor(), "Replace secret"));
        QTRY_VERIFY(!view->editor());
        QVERIFY(settled(view.get()));
        QTRY_VERIFY(view->select("second") && view->details()->text().contains("****-one"));

        QVERIFY(trigger(view.get(), "Delete…"));
        QCOMPARE(bench.dialogs.confirmations.last().typedName, "second");
        QTRY_VERIFY(!view->select("second"));
    }

    void needOfAStoreIsExplained()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        bench.createGateway("storeless", [](Gateway &gateway) { gateway.storeId = {}; });
        bench.models.refresh();
        QTRY_VERIFY(bench.models.gateways()->find("storeless"));
        const auto view = bench.view("storeless");
        QVERIFY(showAndSettle(view.get()));
        Gateway known = bench.served("storeless");
        view->newKey();
        auto *form = static_cast<KeyForm *>(view->editor()->form());
        known.storeId = Field<QString>::null();
        form->setGateways({known}, known.id);
        fill(form, "Provider", "openai");
        fill(form, "Alias", "a");
        fill(form, "Secret", "sk-never-sent");
        QVERIFY(form->problem().contains("no secrets store"));
        QVERIFY(!view->editor()->saveButton()->isEnabled());
        QVERIFY(messagesOf(form).contains("Give the gateway the id of a store"));
        QSignalSpy opened(view.get(), &View::openRequested);
        // A layout shows what it has been given later.
        QTRY_VERIFY(findButton(form, "Open the gateway's settings")->height() > 0);
        QVERIFY(click(form, "Open the gateway's settings"));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<ViewAddress>().text(), "gateway/storeless/settings");
    }

    void customProviderIsEdited()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("Rhine Inference"));
        QVERIFY(trigger(view.get(), "Edit…"));
        ProviderEditor *editor = view->editor();
        fill(editor->form(), "Name", "Rhine");
        // Others change another field meanwhile, which stays.
        const CustomProvider before = *view->selected()->custom();
        CustomProvider theirs = before;
        theirs.position = 99;
        VERIFY_RESULT(await(bench.connection.customProviders()->update(before, theirs)));
        QVERIFY(click(editor, "Save…"));
        QVERIFY(editor->review()->isVisible());
        QCOMPARE(editor->review()->table()->model()->rowCount(), 1); // the exact difference
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(!view->editor());
        const auto now = await(bench.connection.customProviders()->get(before.id));
        VERIFY_RESULT(now);
        QCOMPARE(now->name, "Rhine");
        QCOMPARE(*now->position, 99);
        QCOMPARE(now->headers, before.headers); // untouched, to the letter

        // Both change the same: nothing is written until it is decided.
        QTRY_VERIFY(view->select("Rhine"));
        QVERIFY(settled(view.get()));
        QVERIFY(trigger(view.get(), "Edit…"));
        editor = view->editor();
        fill(editor->form(), "Name", "Mine");
        theirs = *now;
        theirs.name = "Theirs";
        VERIFY_RESULT(await(bench.connection.customProviders()->update(*now, theirs)));
        QVERIFY(click(editor, "Save…"));
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(editor->review()->isMerging());
        QCOMPARE(await(bench.connection.customProviders()->get(before.id))->name, "Theirs");
        QVERIFY(click(editor, "Continue"));
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(!view->editor());
        QCOMPARE(await(bench.connection.customProviders()->get(before.id))->name, "Mine");
    }

    void draftsComeBackWithoutCredentials()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        {
            const auto view = bench.view();
            QVERIFY(showAndSettle(view.get()));
            view->newCustom();
            fill(view->editor()->form(), "Name", "Half");
            fill(view->editor()->form(), "Headers", "Authorization:planted-header");
            QVERIFY(view->hasUnsavedChanges());
        }
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        view->newCustom();
        QCOMPARE(view->editor()->form()->object().value("name").toString(), "Half");
        QVERIFY(!view->editor()->form()->object().contains("headers"));
        QVERIFY(click(view->editor(), "Discard"));
        QVERIFY(!view->editor());
        view->newCustom();
        QCOMPARE(view->editor()->form()->object().value("name").toString(), QString());
    }

    void ngrokInUseIsExplained()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("vLLM in our cluster"));
        QVERIFY(trigger(view.get(), "Delete…"));
        QTRY_VERIFY(view->hasError());
        QVERIFY2(messagesOf(view->messages())
                     .contains("provider key “vLLM in our cluster, production”, access key "
                               "configuration “Internal tools”. Detach"),
                 qPrintable(messagesOf(view->messages())));
        QVERIFY(view->select("vLLM in our cluster"));
    }

    void ngrokListsKeepWhatOthersAdd()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("Ollama on a laptop"));
        const NgrokProvider before = *view->selected()->ngrok();
        QVERIFY(trigger(view.get(), "Edit…"));
        auto *form = static_cast<NgrokForm *>(view->editor()->form());
        QVERIFY(static_cast<QLineEdit *>(named(form, "Provider id"))->isReadOnly());
        NgrokProvider theirs = before;
        theirs.models = *before.models + QList<NgrokModel>{{{}, "theirs", {}}};
        VERIFY_RESULT(await(bench.connection.ngrok()->update(before, theirs)));
        fill(form, "Models", "mine");
        QVERIFY(click(view->editor(), "Save…"));
        QVERIFY(click(view->editor(), "Save changes"));
        QTRY_VERIFY(!view->editor());
        QStringList models;
        const auto now = await(bench.connection.ngrok()->get(before.id));
        VERIFY_RESULT(now);
        for (const NgrokModel &model : *now->models)
            models.append(model.modelId);
        models.sort();
        QCOMPARE(models, QStringList({"gemma3:4b", "mine", "theirs"}));
    }

    void copiesThroughAPreview()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("Birdsong Speech"));
        QVERIFY(trigger(view.get(), "Copy to ngrok…"));
        auto *preview = view->editor()->findChild<CopyPreview *>();
        QVERIFY(preview);
        QStringList left;
        const QAbstractItemModel *rows = preview->table()->model();
        for (int row = 0; row < rows->rowCount(); ++row)
            if (rows->index(row, 1).data().toString() == "does not carry over")
                left.append(rows->index(row, 0).data().toString());
        QVERIFY(left.contains("beta") && left.contains("costs") && left.contains("enable"));
        QVERIFY(click(view->editor(), "Create provider"));
        QTRY_VERIFY(!view->editor());
        const auto all = await(bench.connection.ngrok()->list());
        VERIFY_RESULT(all);
        QVERIFY(std::any_of(all->begin(), all->end(), [](const NgrokProvider &provider) {
            return provider.providerId == "birdsong" && provider.name == "Birdsong Speech";
        }));
        QTRY_COMPARE(view->selected()->address, "birdsong:");

        QTRY_VERIFY(view->select("Scratch"));
        QVERIFY(settled(view.get()));
        QVERIFY(trigger(view.get(), "Copy to Cloudflare…"));
        QVERIFY(click(view->editor(), "Create provider"));
        QTRY_VERIFY(!view->editor());
        const auto customs = await(bench.connection.customProviders()->list());
        VERIFY_RESULT(customs);
        const auto made =
            std::find_if(customs->begin(), customs->end(),
                         [](const CustomProvider &provider) { return provider.slug == "scratch"; });
        QVERIFY(made != customs->end());
        QCOMPARE(*made->enable, false);
    }

    void pricingRules()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("Birdsong Speech"));
        PricingPanel *pricing = view->pricing();
        QVERIFY(settled(view.get()));
        QCOMPARE(pricing->model()->rowCount(), 0);
        pricing->addAction()->trigger();
        fill(view->editor()->form(), "Model", "voice");
        fill(view->editor()->form(), "Cost in in $ a unit", "0.0012");
        QVERIFY(click(view->editor(), "Create rule"));
        QTRY_VERIFY(!view->editor());
        QTRY_COMPARE(pricing->model()->rowCount(), 1);
        pricing->table()->selectRow(0);
        pricing->editAction()->trigger();
        fill(view->editor()->form(), "Cost in in $ a unit", "minus");
        QVERIFY(!view->editor()->saveButton()->isEnabled());
        fill(view->editor()->form(), "Cost in in $ a unit", "0.0013");
        QVERIFY(click(view->editor(), "Save…"));
        QVERIFY(click(view->editor(), "Save changes"));
        QTRY_VERIFY(!view->editor());
        QTRY_COMPARE(pricing->model()->index(0, PricingModel::CostInColumn).data().toString(),
                     "$0.0013");
        pricing->table()->selectRow(0);
        pricing->removeAction()->trigger();
        QTRY_COMPARE(pricing->model()->rowCount(), 0);
    }

    // What is disabled meanwhile does not leave it to what stands beside the view.
    void theFocusComesBackFromSaving()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        QWidget window;
        auto *layout = new QHBoxLayout(&window);
        layout->addWidget(new QLineEdit);
        const auto view = bench.view();
        layout->addWidget(view.get());
        window.show();
        QVERIFY(showAndSettle(view.get()));
        view->pricing()->addAction()->trigger();
        fill(view->editor()->form(), "Model", "voice");
        view->editor()->saveButton()->setFocus();
        QTest::keyClick(view->editor()->saveButton(), Qt::Key_Space);
        QTRY_VERIFY(!view->editor());
        QTRY_VERIFY(view->table()->hasFocus());
    }

    void rotatesByClicks()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        {
            const auto view = bench.view();
            QVERIFY(showAndSettle(view.get()));
            view->table()->sortByColumn(ProviderModel::AddressColumn, Qt::DescendingOrder);
            for (int row = 0; row < view->table()->model()->rowCount(); ++row) {
                view->table()->selectRow(row);
                if (view->selected()->config() && view->selected()->address == "openai"
                    && view->selected()->name == "default")
                    break;
            }
            QVERIFY(trigger(view.get(), "Rotate…"));
            RotationPanel *panel = view->rotation();
            QVERIFY(panel);
            QCOMPARE(panel->aliasEdit()->text(), "default-2");
            QVERIFY(!panel->nextButton()->isEnabled());
            QTRY_VERIFY(panel->secretField()->edit()->hasFocus());
            QTest::keyClicks(panel->secretField()->edit(), "sk-planted-rotation");
            QTRY_VERIFY(panel->nextButton()->isEnabled());
            panel->nextButton()->setFocus();
            QTest::keyClick(panel->nextButton(), Qt::Key_Space);
            QTRY_COMPARE(panel->nextButton()->text(), "Make it the default");
            QTRY_VERIFY(panel->nextButton()->hasFocus()); // not whatever comes after it
            QCOMPARE(panel->secretField()->value(), QString());
            QVERIFY(click(view.get(), "Back to the list"));
            QVERIFY(settled(view.get()));
        }
        // Another view, as after a restart, offers to go on.
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY2(messagesOf(view->messages())
                     .contains("The rotation of the key “default” of openai in production-chat is "
                               "not finished."),
                 qPrintable(messagesOf(view->messages())));
        // To rotate another key comes after it.
        QVERIFY(view->select("fast-lane"));
        QVERIFY(trigger(view.get(), "Rotate…"));
        QVERIFY(messagesOf(view->rotation()->messages()).contains("“fast-lane” of groq"));
        QCOMPARE(view->rotation()->rotation()->old().alias, "default");
        QVERIFY(click(view.get(), "Back to the list"));
        QVERIFY(settled(view.get()));
        QVERIFY(click(view->messages(), "Go on"));
        RotationPanel *panel = view->rotation();
        QTRY_COMPARE(panel->nextButton()->text(), "Make it the default");
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Retire the old key…");
        QTRY_VERIFY(panel->watchText().contains("calls"));
        QVERIFY(click(view.get(), "Make the old key the default again"));
        QTRY_COMPARE(panel->nextButton()->text(), "Make it the default");
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Retire the old key…");
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Close");
        QCOMPARE(bench.dialogs.confirmations.last().typedName, "default");
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QVERIFY(!view->rotation());
        QTRY_VERIFY(view->select("default-2"));
        QTRY_VERIFY(!messagesOf(view->messages()).contains("not finished"));
    }

    // After a restart without the service nothing is offered that may not be so.
    void rotationIsReadAgain()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("fast-lane"));
        QVERIFY(trigger(view.get(), "Rotate…"));
        QVERIFY(click(view.get(), "Back to the list"));
        QVERIFY(settled(view.get()));
        QVERIFY(sandbox.setFaults(
            {{{"kind", "error"}, {"path", "*/provider_configs"}, {"status", 400}}}));
        QVERIFY(click(view->messages(), "Go on"));
        RotationPanel *panel = view->rotation();
        QTRY_VERIFY(panel->messages()->hasError());
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QCOMPARE(panel->nextButton()->text(), "Try again");
        QVERIFY(!panel->aliasEdit()->isVisible() && !panel->undoButton()->isVisible());
        QVERIFY(sandbox.setFaults({}));
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Add the new key");
        QVERIFY(!panel->messages()->hasError());
        QVERIFY(click(view.get(), "Forget the rotation"));
        QVERIFY(!view->rotation());
        QVERIFY(!messagesOf(view->messages()).contains("not finished"));
    }

    // A key that opens a form does not drop the one that is being filled in.
    void formsDoNotReplaceEachOther()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(trigger(view.get(), "New custom provider…"));
        ProviderEditor *editor = view->editor();
        fill(editor->form(), "Name", "Half");
        QTest::keyClick(named(editor->form(), "Name"), Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(view->editor(), editor);
        QVERIFY(!trigger(view.get(), "New key…") && !trigger(view.get(), "Delete…"));
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(!view->editor());
        QTRY_VERIFY(view->table()->hasFocus());
        QTest::keyClick(view->table(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(view->editor());
    }

    // The Delete key is about the table that it is pressed in.
    void deleteKey()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        bench.dialogs.confirmed = false;
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("Rhine Inference"));
        QTRY_COMPARE(view->pricing()->model()->rowCount(), 3);
        view->table()->setFocus();
        QTest::keyClick(view->table(), Qt::Key_Delete);
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
        QCOMPARE(bench.dialogs.confirmations.last().actionLabel, "Delete provider");
        view->pricing()->table()->selectRow(0);
        view->pricing()->table()->setFocus();
        QTest::keyClick(view->pricing()->table(), Qt::Key_Delete);
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 2);
        QCOMPARE(bench.dialogs.confirmations.last().actionLabel, "Delete rule");
    }

    // In a window of 1024 pixels, between the navigator and the inspector.
    void whatMattersFitsIntoASmallWindow()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view({});
        QVERIFY(showAndSettle(view.get()));
        view->resize(427, 500);
        using Column = ProviderModel::Column;
        for (const Column column : {Column::NameColumn, Column::BackEndColumn,
                                    Column::AddressColumn, Column::StateColumn})
            QTRY_VERIFY2(view->table()->columnViewportPosition(column)
                                 + view->table()->columnWidth(column)
                             <= view->table()->viewport()->width(),
                         qPrintable(view->model()->headerData(column, Qt::Horizontal).toString()));
    }

    void testSendsNothing()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        QVERIFY(view->select("Rhine Inference"));
        QVERIFY(settled(view.get()));
        sandbox.forgetRequests();
        QVERIFY(trigger(view.get(), "Test"));
        QVERIFY2(view->testPanel()->text().contains("custom-rhine-inference"),
                 qPrintable(view->testPanel()->text()));
        QVERIFY(view->testPanel()->text().contains("Not tried"));
        QVERIFY(view->testPanel()->reachButton()->isEnabled());
        QTest::keyClick(view->testPanel(), Qt::Key_Escape);
        QVERIFY(!view->testPanel()->isVisible());
        for (const QJsonValue request : sandbox.requests())
            QVERIFY(!request[u"target"].toString().contains("provider"));
    }

    void readOnly()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox, true);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        for (const ProviderRow &row : view->model()->values()) {
            QVERIFY(view->select(row.name));
            for (auto *action : view->findChildren<QAction *>())
                if (action->property(WriteGuard::mark).toBool())
                    QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        }
    }

    void everythingHasAName()
    {
        SandboxFixture sandbox;
        ProvidersBench bench(sandbox);
        const auto view = bench.view();
        QVERIFY(showAndSettle(view.get()));
        const auto check = [&view] {
            for (const auto *widget : view->findChildren<QWidget *>())
                if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus)
                    && !widget->focusProxy() && widget->accessibleName().isEmpty()) {
                    const auto *button = qobject_cast<const QAbstractButton *>(widget);
                    const bool isInner = widget->parentWidget()
                        && (qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
                            || qobject_cast<QComboBox *>(widget->parentWidget()));
                    QVERIFY2((button && !button->text().isEmpty()) || isInner
                                 || qobject_cast<const QTabBar *>(widget),
                             qPrintable(QString(widget->metaObject()->className()) + " in "
                                        + widget->parentWidget()->metaObject()->className()));
                }
        };
        check();
        for (const auto open :
             {&ProvidersView::newKey, &ProvidersView::newCustom, &ProvidersView::newNgrok}) {
            ((*view).*open)();
            QVERIFY(view->editor());
            check();
        }
    }
};

QTEST_MAIN(ProvidersTest)
#include "tst_providers.moc"
