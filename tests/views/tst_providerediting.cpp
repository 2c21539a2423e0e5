// SPDX-License-Identifier: GPL-3.0-or-later
// Providers are added, edited and copied on the sandbox, by mouse and keys.
#include "tests/views/providerstest.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/providers/keyform.h"
#include "views/providers/ngrokform.h"
#include "views/providers/pricingpanel.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providereditor.h"
#include "views/providers/providerreview.h"
#include "views/providers/rotationpanel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

class ProviderEditingTest : public ProvidersTestBase
{
    Q_OBJECT

private Q_SLOTS:
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

    // What is set in its settings meanwhile lets the key be added.
    void aStoreThatIsSetMeanwhileIsFollowed()
    {
        m_bench->createGateway("storeless", [](Gateway &gateway) { gateway.storeId = {}; });
        m_bench->models.refresh();
        QTRY_VERIFY(m_bench->models.gateways()->find("storeless"));
        QVERIFY(open("storeless"));
        m_view->newKey();
        auto *form = static_cast<KeyForm *>(m_view->editor()->form());
        fill(form, "Provider", "openai");
        fill(form, "Alias", "a");
        fill(form, "Secret", "sk-never-sent");
        const auto save = [this](const Field<QString> &store) {
            Gateway gateway = m_bench->served("storeless");
            gateway.storeId = store;
            return await(m_bench->connection.gateways()->update(gateway));
        };
        VERIFY_RESULT(save(QString()));
        QTRY_VERIFY(form->problem().contains("no secrets store"));
        QVERIFY(!m_view->editor()->saveButton()->isEnabled());
        VERIFY_RESULT(save(QStringLiteral("0123456789abcdef0123456789abcdef")));
        QTRY_COMPARE(form->problem(), QString());
        QVERIFY(m_view->editor()->saveButton()->isEnabled());

        auto *limit = static_cast<OptionalSpinBox *>(form->row("rate_limit")->editor());
        limit->tick()->click();
        limit->box()->selectAll();
        QTest::keyClicks(limit->box(), "1e400");
        QVERIFY(messagesOf(form).contains("It has to be 0 to"));
        QVERIFY(!m_view->editor()->saveButton()->isEnabled());
    }

    void customProviderIsEdited()
    {
        QVERIFY(m_view->select("Rhine Inference"));
        QVERIFY(trigger("Edit…"));
        ProviderEditor *editor = m_view->editor();
        QVERIFY(!findButton(editor, "Discard")->isEnabled()); // there is nothing yet
        fill(editor->form(), "Name", "Rhine");
        QVERIFY(findButton(editor, "Discard")->isEnabled());
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
        theirs.description = "Of theirs";
        VERIFY_RESULT(await(m_bench->connection.customProviders()->update(*now, theirs)));
        QVERIFY(click(editor, "Save…"));
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(editor->review()->isMerging());
        QCOMPARE(await(m_bench->connection.customProviders()->get(before.id))->name, "Theirs");
        QVERIFY(click(editor, "Continue"));
        QCOMPARE(editor->review()->table()->model()->rowCount(), 1);
        QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(!m_view->editor());
        const auto merged = await(m_bench->connection.customProviders()->get(before.id));
        VERIFY_RESULT(merged);
        QCOMPARE(merged->name, "Mine");
        QCOMPARE(*merged->description, "Of theirs");
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
        for (const char *wrong : {"minus", "0,004"}) { // which is not four dollars
            fill(m_view->editor()->form(), "Cost in in $ a unit", QLatin1String(wrong));
            QVERIFY(!m_view->editor()->saveButton()->isEnabled());
        }
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
};

QTEST_MAIN(ProviderEditingTest)
#include "tst_providerediting.moc"
