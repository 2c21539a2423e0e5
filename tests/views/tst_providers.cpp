// SPDX-License-Identifier: GPL-3.0-or-later
// The view of providers on the sandbox, by mouse and keys.
#include "tests/views/providersbench.h"
#include "tests/views/viewchecks.h"
#include "views/common/writeguard.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/logopicture.h"
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
    bool trigger(const QString &text) const
    {
        for (auto *action : m_view->findChildren<QAction *>())
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
    bool settled() const
    {
        return QTest::qWaitFor([this] { return !m_view->isBusy(); }, 20'000);
    }

    std::optional<SandboxFixture> m_sandbox;
    std::optional<ProvidersBench> m_bench;
    std::unique_ptr<ProvidersView> m_view;

    // Another one, as after a restart.
    bool open(const QString &gateway = QStringLiteral("production-chat"))
    {
        m_view.reset();
        m_view = m_bench->view(gateway);
        return showAndSettle(m_view.get());
    }

private Q_SLOTS:
    void init()
    {
        m_sandbox.emplace();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
        m_bench.emplace(*m_sandbox);
        QVERIFY(open());
    }
    void cleanup()
    {
        m_view.reset();
        m_bench.reset();
        m_sandbox.reset();
    }

    void listsBothBackEnds()
    {
        QCOMPARE(m_view->table()->model()->rowCount(), 13);
        QVERIFY(!m_view->hasError());
        QVERIFY(m_view->select("Rhine Inference"));
        QVERIFY(m_view->details()->text().contains("custom-rhine-inference"));
        QVERIFY(m_view->details()->text().contains("Authorization, X-Region"));
        QVERIFY(!m_view->details()->text().contains("example-not-a-real-key"));
        QTRY_VERIFY(!m_view->details()->logo()->pixmap().isNull());
        QTRY_COMPARE(m_view->pricing()->model()->rowCount(), 3);
        // What a key cannot do is not offered.
        QVERIFY(m_view->select("fast-lane"));
        QVERIFY(!trigger("Edit…"));
        QVERIFY(!trigger("Test"));
        QVERIFY(!m_view->pricing()->isVisible());
    }

    // However narrow the inspector is, and whatever was shown before.
    void detailsAreNotCutOff()
    {
        m_view->details()->resize(340, 700);
        m_view->details()->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view->details()));
        for (const char *name : {"Rhine Inference", "default", "vLLM in our cluster", "fast-lane",
                                 "Ollama on a laptop", "Birdsong Speech", "default"}) {
            QVERIFY(m_view->select(name));
            for (const auto *label : m_view->details()->facts()->findChildren<QLabel *>()) {
                QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(label->text()));
                QTRY_VERIFY2(label->mapTo(m_view->details(), QPoint(label->width(), 0)).x()
                                 <= m_view->details()->width(),
                             qPrintable(label->text()));
                QTRY_VERIFY2(label->minimumSizeHint().width() <= label->width(),
                             qPrintable(label->text()));
            }
        }
        m_view->details()->hide();
    }

    void oneBackEndFails()
    {
        QVERIFY(m_sandbox->setFaults({{{"kind", "html"}, {"path", "/ngrok/*"}}}));
        m_bench->connection.ngrokClient()->setPause(10ms);
        QVERIFY(open());
        QCOMPARE(m_view->table()->model()->rowCount(), 9);
        QVERIFY(m_view->hasError());
        QVERIFY2(messagesOf(m_view->messages()).contains("ngrok's providers could not be read"),
                 qPrintable(messagesOf(m_view->messages())));
        QVERIFY(m_sandbox->setFaults({}));
        QVERIFY(click(m_view->messages(), "Retry"));
        QTRY_COMPARE(m_view->table()->model()->rowCount(), 13);
        QVERIFY(settled());
        QVERIFY(!m_view->hasError());
    }

    void keyIsAddedAndForgotten()
    {
        QVERIFY(trigger("New key…"));
        ProviderEditor *editor = m_view->editor();
        fill(editor->form(), "Provider", "openai");
        fill(editor->form(), "Alias", "default");
        fill(editor->form(), "Secret", "sk-planted-in-a-form");
        QVERIFY(editor->form()->problem().contains("already")); // before anything is sent
        fill(editor->form(), "Alias", "second");
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!m_view->editor());
        QTRY_COMPARE(m_view->selected()->name, "second"); // what was made is what is looked at
        QVERIFY(m_view->details()->text().contains("****form"));
        QVERIFY(settled());

        QVERIFY(trigger("Replace secret…"));
        fill(m_view->editor()->form(), "Secret", "sk-planted-another-one");
        QVERIFY(click(m_view->editor(), "Replace secret"));
        QTRY_VERIFY(!m_view->editor());
        QVERIFY(settled());
        QTRY_VERIFY(m_view->select("second") && m_view->details()->text().contains("****-one"));

        QVERIFY(trigger("Delete…"));
        QCOMPARE(m_bench->dialogs.confirmations.last().typedName, "second");
        QTRY_VERIFY(!m_view->select("second"));
    }

    void needOfAStoreIsExplained()
    {
        m_bench->createGateway("storeless", [](Gateway &gateway) { gateway.storeId = {}; });
        m_bench->models.refresh();
        QTRY_VERIFY(m_bench->models.gateways()->find("storeless"));
        QVERIFY(open("storeless"));
        Gateway known = m_bench->served("storeless");
        m_view->newKey();
        auto *form = static_cast<KeyForm *>(m_view->editor()->form());
        known.storeId = Field<QString>::null();
        form->setGateways({known}, known.id);
        fill(form, "Provider", "openai");
        fill(form, "Alias", "a");
        fill(form, "Secret", "sk-never-sent");
        QVERIFY(form->problem().contains("no secrets store"));
        QVERIFY(!m_view->editor()->saveButton()->isEnabled());
        QVERIFY(messagesOf(form).contains("Give the gateway the id of a store"));
        QSignalSpy opened(m_view.get(), &View::openRequested);
        // A layout shows what it has been given later.
        QTRY_VERIFY(findButton(form, "Open the gateway's settings")->height() > 0);
        QVERIFY(click(form, "Open the gateway's settings"));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<ViewAddress>().text(), "gateway/storeless/settings");
    }

    void customProviderIsEdited()
    {
        QVERIFY(m_view->select("Rhine Inference"));
        QVERIFY(trigger("Edit…"));
        ProviderEditor *editor = m_view->editor();
        fill(editor->form(), "Name", "Rhine");
        // Others change another field meanwhile, which stays.
        const CustomProvider before = *m_view->selected()->custom();
        CustomProvider theirs = before;
        theirs.position = 99;
        VERIFY_RESULT(await(m_bench->connection.customProviders()->update(before, theirs)));
        QVERIFY(click(editor, "Save…"));
        QVERIFY(editor->review()->isVisible());
        QCOMPARE(editor->review()->table()->model()->rowCount(), 1); // the exact difference
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(!m_view->editor());
        const auto now = await(m_bench->connection.customProviders()->get(before.id));
        VERIFY_RESULT(now);
        QCOMPARE(now->name, "Rhine");
        QCOMPARE(*now->position, 99);
        QCOMPARE(now->headers, before.headers); // untouched, to the letter

        // Both change the same: nothing is written until it is decided.
        QTRY_VERIFY(m_view->select("Rhine"));
        QVERIFY(settled());
        QVERIFY(trigger("Edit…"));
        editor = m_view->editor();
        fill(editor->form(), "Name", "Mine");
        theirs = *now;
        theirs.name = "Theirs";
        VERIFY_RESULT(await(m_bench->connection.customProviders()->update(*now, theirs)));
        QVERIFY(click(editor, "Save…"));
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(editor->review()->isMerging());
        QCOMPARE(await(m_bench->connection.customProviders()->get(before.id))->name, "Theirs");
        QVERIFY(click(editor, "Continue"));
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(!m_view->editor());
        QCOMPARE(await(m_bench->connection.customProviders()->get(before.id))->name, "Mine");
    }

    void draftsComeBackWithoutCredentials()
    {
        m_view->newCustom();
        fill(m_view->editor()->form(), "Name", "Half");
        fill(m_view->editor()->form(), "Headers", "Authorization:planted-header");
        QVERIFY(m_view->hasUnsavedChanges());
        QVERIFY(open());
        m_view->newCustom();
        QCOMPARE(m_view->editor()->form()->object().value("name").toString(), "Half");
        QVERIFY(!m_view->editor()->form()->object().contains("headers"));
        QVERIFY(click(m_view->editor(), "Discard"));
        QVERIFY(!m_view->editor());
        m_view->newCustom();
        QCOMPARE(m_view->editor()->form()->object().value("name").toString(), QString());
    }

    // A draft keeps everything but credentials: they are asked about, whichever way one leaves.
    void credentialsAreNotDroppedUnasked()
    {
        auto &asked = m_bench->dialogs.confirmations;
        m_bench->dialogs.confirmed = false;
        m_view->newKey();
        const auto press = [this](Qt::Key key) { QTest::keyClick(m_view->editor(), key); };
        fill(m_view->editor()->form(), "Alias", "half");
        press(Qt::Key_Escape);
        QVERIFY(!m_view->editor()); // the draft has it
        m_view->newKey();
        fill(m_view->editor()->form(), "Secret", "sk-planted-half");
        QVERIFY(m_view->hasUnkept());
        press(Qt::Key_Escape);
        QTRY_COMPARE(asked.size(), 1);
        QVERIFY(asked.last().losses.join(' ').contains("credential"));
        QVERIFY(click(m_view->editor(), "Back to the list"));
        QTRY_COMPARE(asked.size(), 2);
        auto *secret = static_cast<SecretField *>(named(m_view->editor()->form(), "Secret"));
        QCOMPARE(secret->value(), "sk-planted-half");
        m_bench->dialogs.confirmed = true;
        press(Qt::Key_Escape);
        QTRY_VERIFY(!m_view->editor());
        QVERIFY(!m_view->hasUnkept());

        // So are headers, of which a draft has not even the names.
        m_view->newCustom();
        fill(m_view->editor()->form(), "Headers", "X-Team:");
        QVERIFY(m_view->hasUnkept());
        QVERIFY(click(m_view->editor(), "Discard")); // says so itself
        QVERIFY(!m_view->editor());
        QCOMPARE(asked.size(), 3);

        QVERIFY(m_view->select("fast-lane"));
        QVERIFY(trigger("Replace secret…"));
        fill(m_view->editor()->form(), "Secret", "sk-planted-half");
        press(Qt::Key_Escape);
        QTRY_VERIFY(!m_view->editor());
        QCOMPARE(asked.size(), 4);

        QVERIFY(trigger("Rotate…"));
        QVERIFY(!m_view->hasUnkept());
        QTRY_VERIFY(m_view->rotation()->secretField()->edit()->hasFocus());
        QTest::keyClicks(m_view->rotation()->secretField()->edit(), "sk-planted-half");
        QTest::keyClick(m_view->rotation(), Qt::Key_Escape);
        QTRY_VERIFY(!m_view->rotation());
        QCOMPARE(asked.size(), 5);

        // The rotation that was begun is offered above the form that it would replace.
        m_view->newKey();
        fill(m_view->editor()->form(), "Secret", "sk-planted-half");
        QVERIFY(click(m_view->messages(), "Go on"));
        QTRY_VERIFY(m_view->rotation());
        QCOMPARE(asked.size(), 6);
        QVERIFY(settled());
    }

    void copiesAreKeptAsDrafts()
    {
        QVERIFY(m_view->select("Scratch"));
        QVERIFY(trigger("Copy to Cloudflare…"));
        fill(m_view->editor()->form(), "Name", "Scratch of mine");
        const QPointer<ProviderEditor> editor = m_view->editor();
        QTest::keyClick(editor, Qt::Key_Escape);
        QTRY_VERIFY(!editor); // which writes the draft as it goes
        QCOMPARE(m_bench->dialogs.confirmations.size(), 0);
        QVERIFY(m_view->select("Scratch"));
        QVERIFY(trigger("Copy to Cloudflare…"));
        QCOMPARE(m_view->editor()->form()->object().value("name").toString(), "Scratch of mine");
        QVERIFY(click(m_view->editor(), "Create provider"));
        QTRY_VERIFY(!m_view->editor());
        QTRY_VERIFY(m_view->select("Scratch"));
        QVERIFY(settled());
        QVERIFY(trigger("Copy to Cloudflare…"));
        QCOMPARE(m_view->editor()->form()->object().value("name").toString(), "Scratch");
    }

    void ngrokInUseIsExplained()
    {
        QVERIFY(m_view->select("vLLM in our cluster"));
        QVERIFY(trigger("Delete…"));
        QTRY_VERIFY(m_view->hasError());
        QVERIFY2(messagesOf(m_view->messages())
                     .contains("provider key “vLLM in our cluster, production”, access key "
                               "configuration “Internal tools”. Detach"),
                 qPrintable(messagesOf(m_view->messages())));
        QVERIFY(m_view->select("vLLM in our cluster"));
    }

    // What was emptied is edited, too: a draft keeps that, and saving clears it.
    void metadataIsCleared()
    {
        QVERIFY(m_view->select("vLLM in our cluster"));
        const NgrokProvider before = *m_view->selected()->ngrok();
        QVERIFY(before.metadata);
        QVERIFY(trigger("Edit…"));
        auto *metadata = static_cast<QPlainTextEdit *>(named(m_view->editor(), "Metadata"));
        metadata->setFocus();
        QTest::keyClick(metadata, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(metadata, Qt::Key_Delete);
        QVERIFY(open()); // another view
        QVERIFY(m_view->select("vLLM in our cluster"));
        QVERIFY(trigger("Edit…"));
        metadata = static_cast<QPlainTextEdit *>(named(m_view->editor(), "Metadata"));
        QCOMPARE(metadata->toPlainText(), QString());
        QVERIFY(click(m_view->editor(), "Save…"));
        QVERIFY(click(m_view->editor(), "Save changes"));
        QTRY_VERIFY(!m_view->editor());
        const auto now = await(m_bench->connection.ngrok()->get(before.id));
        VERIFY_RESULT(now);
        QVERIFY(now->metadata.valueOr({}).isEmpty());
        QCOMPARE(now->models, before.models);
    }

    void ngrokListsKeepWhatOthersAdd()
    {
        QVERIFY(m_view->select("Ollama on a laptop"));
        const NgrokProvider before = *m_view->selected()->ngrok();
        QVERIFY(trigger("Edit…"));
        auto *form = static_cast<NgrokForm *>(m_view->editor()->form());
        QVERIFY(static_cast<QLineEdit *>(named(form, "Provider id"))->isReadOnly());
        NgrokProvider theirs = before;
        theirs.models = *before.models + QList<NgrokModel>{{{}, "theirs", {}}};
        VERIFY_RESULT(await(m_bench->connection.ngrok()->update(before, theirs)));
        fill(form, "Models", "mine");
        QVERIFY(click(m_view->editor(), "Save…"));
        QVERIFY(click(m_view->editor(), "Save changes"));
        QTRY_VERIFY(!m_view->editor());
        QStringList models;
        const auto now = await(m_bench->connection.ngrok()->get(before.id));
        VERIFY_RESULT(now);
        for (const NgrokModel &model : *now->models)
            models.append(model.modelId);
        models.sort();
        QCOMPARE(models, QStringList({"gemma3:4b", "mine", "theirs"}));
    }

    void copiesThroughAPreview()
    {
        QVERIFY(m_view->select("Birdsong Speech"));
        QVERIFY(trigger("Copy to ngrok…"));
        auto *preview = m_view->editor()->findChild<CopyPreview *>();
        QVERIFY(preview);
        QStringList left;
        const QAbstractItemModel *rows = preview->table()->model();
        for (int row = 0; row < rows->rowCount(); ++row)
            if (rows->index(row, 1).data().toString() == "does not carry over")
                left.append(rows->index(row, 0).data().toString());
        QVERIFY(left.contains("beta") && left.contains("costs") && left.contains("enable"));
        QVERIFY(click(m_view->editor(), "Create provider"));
        QTRY_VERIFY(!m_view->editor());
        const auto all = await(m_bench->connection.ngrok()->list());
        VERIFY_RESULT(all);
        QVERIFY(std::any_of(all->begin(), all->end(), [](const NgrokProvider &provider) {
            return provider.providerId == "birdsong" && provider.name == "Birdsong Speech";
        }));
        QTRY_COMPARE(m_view->selected()->address, "birdsong:");

        QTRY_VERIFY(m_view->select("Scratch"));
        QVERIFY(settled());
        QVERIFY(trigger("Copy to Cloudflare…"));
        QVERIFY(click(m_view->editor(), "Create provider"));
        QTRY_VERIFY(!m_view->editor());
        const auto customs = await(m_bench->connection.customProviders()->list());
        VERIFY_RESULT(customs);
        const auto made =
            std::find_if(customs->begin(), customs->end(),
                         [](const CustomProvider &provider) { return provider.slug == "scratch"; });
        QVERIFY(made != customs->end());
        QCOMPARE(*made->enable, false);
    }

    void pricingRules()
    {
        QVERIFY(m_view->select("Birdsong Speech"));
        PricingPanel *pricing = m_view->pricing();
        QVERIFY(settled());
        QCOMPARE(pricing->model()->rowCount(), 0);
        pricing->addAction()->trigger();
        fill(m_view->editor()->form(), "Model", "voice");
        fill(m_view->editor()->form(), "Cost in in $ a unit", "0.0012");
        QVERIFY(click(m_view->editor(), "Create rule"));
        QTRY_VERIFY(!m_view->editor());
        QTRY_COMPARE(pricing->model()->rowCount(), 1);
        pricing->table()->selectRow(0);
        pricing->editAction()->trigger();
        fill(m_view->editor()->form(), "Cost in in $ a unit", "minus");
        QVERIFY(!m_view->editor()->saveButton()->isEnabled());
        fill(m_view->editor()->form(), "Cost in in $ a unit", "0.0013");
        QVERIFY(click(m_view->editor(), "Save…"));
        QVERIFY(click(m_view->editor(), "Save changes"));
        QTRY_VERIFY(!m_view->editor());
        QTRY_COMPARE(pricing->model()->index(0, PricingModel::CostInColumn).data().toString(),
                     "$0.0013");
        pricing->table()->selectRow(0);
        pricing->removeAction()->trigger();
        QTRY_COMPARE(pricing->model()->rowCount(), 0);
    }

    // What is disabled meanwhile does not leave it to what stands beside the view.
    void theFocusComesBackFromSaving()
    {
        QWidget window;
        auto *layout = new QHBoxLayout(&window);
        layout->addWidget(new QLineEdit);
        const auto view = std::move(m_view); // goes before the window that has it
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
        m_view->table()->sortByColumn(ProviderModel::AddressColumn, Qt::DescendingOrder);
        for (int row = 0; row < m_view->table()->model()->rowCount(); ++row) {
            m_view->table()->selectRow(row);
            if (m_view->selected()->config() && m_view->selected()->address == "openai"
                && m_view->selected()->name == "default")
                break;
        }
        QVERIFY(trigger("Rotate…"));
        RotationPanel *panel = m_view->rotation();
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
        QVERIFY(click(m_view.get(), "Back to the list"));
        QVERIFY(settled());
        // Another view, as after a restart, offers to go on.
        QVERIFY(open());
        QVERIFY2(messagesOf(m_view->messages())
                     .contains("The rotation of the key “default” of openai in production-chat is "
                               "not finished."),
                 qPrintable(messagesOf(m_view->messages())));
        // To rotate another key comes after it.
        QVERIFY(m_view->select("fast-lane"));
        QVERIFY(trigger("Rotate…"));
        QVERIFY(messagesOf(m_view->rotation()->messages()).contains("“fast-lane” of groq"));
        QCOMPARE(m_view->rotation()->rotation()->old().alias, "default");
        QVERIFY(click(m_view.get(), "Back to the list"));
        QVERIFY(settled());
        QVERIFY(click(m_view->messages(), "Go on"));
        panel = m_view->rotation();
        QTRY_COMPARE(panel->nextButton()->text(), "Make it the default");
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Retire the old key…");
        QTRY_VERIFY(panel->watchText().contains("calls"));
        QVERIFY(click(m_view.get(), "Make the old key the default again"));
        QTRY_COMPARE(panel->nextButton()->text(), "Make it the default");
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Retire the old key…");
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Close");
        QCOMPARE(m_bench->dialogs.confirmations.last().typedName, "default");
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QVERIFY(!m_view->rotation());
        QTRY_VERIFY(m_view->select("default-2"));
        QTRY_VERIFY(!messagesOf(m_view->messages()).contains("not finished"));
    }

    // After a restart without the service nothing is offered that may not be so.
    void rotationIsReadAgain()
    {
        QVERIFY(m_view->select("fast-lane"));
        QVERIFY(trigger("Rotate…"));
        QVERIFY(click(m_view.get(), "Back to the list"));
        QVERIFY(settled());
        QVERIFY(m_sandbox->setFaults(
            {{{"kind", "error"}, {"path", "*/provider_configs"}, {"status", 400}}}));
        QVERIFY(click(m_view->messages(), "Go on"));
        RotationPanel *panel = m_view->rotation();
        QTRY_VERIFY(panel->messages()->hasError());
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QCOMPARE(panel->nextButton()->text(), "Try again");
        QVERIFY(!panel->aliasEdit()->isVisible() && !panel->undoButton()->isVisible());
        QVERIFY(m_sandbox->setFaults({}));
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_COMPARE(panel->nextButton()->text(), "Add the new key");
        QVERIFY(!panel->messages()->hasError());
        QVERIFY(click(m_view.get(), "Forget the rotation"));
        QVERIFY(!m_view->rotation());
        QVERIFY(!messagesOf(m_view->messages()).contains("not finished"));
    }

    // A key that opens a form does not drop the one that is being filled in.
    void formsDoNotReplaceEachOther()
    {
        QVERIFY(trigger("New custom provider…"));
        ProviderEditor *editor = m_view->editor();
        fill(editor->form(), "Name", "Half");
        QTest::keyClick(named(editor->form(), "Name"), Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(m_view->editor(), editor);
        QVERIFY(!trigger("New key…") && !trigger("Delete…"));
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(!m_view->editor());
        QTRY_VERIFY(m_view->table()->hasFocus());
        QTest::keyClick(m_view->table(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(m_view->editor());
    }

    // The Delete key is about the table that it is pressed in.
    void deleteKey()
    {
        m_bench->dialogs.confirmed = false;
        QVERIFY(m_view->select("Rhine Inference"));
        QTRY_COMPARE(m_view->pricing()->model()->rowCount(), 3);
        m_view->table()->setFocus();
        QTest::keyClick(m_view->table(), Qt::Key_Delete);
        QTRY_COMPARE(m_bench->dialogs.confirmations.size(), 1);
        QCOMPARE(m_bench->dialogs.confirmations.last().actionLabel, "Delete provider");
        m_view->pricing()->table()->selectRow(0);
        m_view->pricing()->table()->setFocus();
        QTest::keyClick(m_view->pricing()->table(), Qt::Key_Delete);
        QTRY_COMPARE(m_bench->dialogs.confirmations.size(), 2);
        QCOMPARE(m_bench->dialogs.confirmations.last().actionLabel, "Delete rule");
    }

    // In a window of 1024 pixels, between the navigator and the inspector.
    void whatMattersFitsIntoASmallWindow()
    {
        QVERIFY(open({}));
        m_view->resize(427, 500);
        using Column = ProviderModel::Column;
        for (const Column column : {Column::NameColumn, Column::BackEndColumn,
                                    Column::AddressColumn, Column::StateColumn})
            QTRY_VERIFY2(
                m_view->table()->columnViewportPosition(column)
                        + m_view->table()->columnWidth(column)
                    <= m_view->table()->viewport()->width(),
                qPrintable(m_view->model()->headerData(column, Qt::Horizontal).toString()));
    }

    void testSendsNothing()
    {
        QVERIFY(m_view->select("Rhine Inference"));
        QVERIFY(settled());
        m_sandbox->forgetRequests();
        QVERIFY(trigger("Test"));
        QVERIFY2(m_view->testPanel()->text().contains("custom-rhine-inference"),
                 qPrintable(m_view->testPanel()->text()));
        QVERIFY(m_view->testPanel()->text().contains("Not tried"));
        QVERIFY(m_view->testPanel()->reachButton()->isEnabled());
        QTest::keyClick(m_view->testPanel(), Qt::Key_Escape);
        QVERIFY(!m_view->testPanel()->isVisible());
        for (const QJsonValue request : m_sandbox->requests())
            QVERIFY(!request[u"target"].toString().contains("provider"));
    }

    void readOnly()
    {
        m_bench->connection.setProfile({.id = "test",
                                        .name = "Test",
                                        .ngrokUrl = m_bench->connection.profile().ngrokUrl,
                                        .readOnly = true});
        for (const ProviderRow &row : m_view->model()->values()) {
            QVERIFY(m_view->select(row.name));
            for (auto *action : m_view->findChildren<QAction *>())
                if (action->property(WriteGuard::mark).toBool())
                    QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        }
    }

    void everythingHasAName()
    {
        const auto check = [this] {
            for (const auto *widget : m_view->findChildren<QWidget *>())
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
            ((*m_view).*open)();
            QVERIFY(m_view->editor());
            check();
        }
    }
};

QTEST_MAIN(ProvidersTest)
#include "tst_providers.moc"
