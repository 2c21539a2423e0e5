// SPDX-License-Identifier: GPL-3.0-or-later
// The list of providers on the sandbox, by mouse and keys.
#include "tests/views/providerstest.h"
#include "views/common/fieldrow.h"
#include "views/common/writeguard.h"
#include "views/providers/logopicture.h"
#include "views/providers/pricingpanel.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providereditor.h"
#include "views/providers/providertestpanel.h"

#include <QTabBar>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;

class ProvidersTest : public ProvidersTestBase
{
    Q_OBJECT

private Q_SLOTS:
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

    // Not even where there is no room for the texts of all buttons: a second click would hit
    // another.
    void theTableStaysWhereItIs()
    {
        m_view->resize(427, 560);
        QTRY_COMPARE(m_view->width(), 427);
        const QAbstractButton *add = findButton(m_view.get(), "New");
        QVERIFY(add);
        for (const ProviderRow &row : m_view->model()->values()) {
            QVERIFY(m_view->select(row.name));
            for (const auto *button : add->parentWidget()->findChildren<QToolButton *>())
                QTRY_VERIFY2(button->isHidden() || button->y() == add->y(),
                             qPrintable(row.name + ": " + button->text()));
        }
        QVERIFY(!findButton(m_view.get(), "Delete…")->toolTip().isEmpty());
    }

    void filtersByKeys()
    {
        m_view->table()->setFocus();
        QTest::keyClick(m_view->table(), Qt::Key_F, Qt::ControlModifier);
        auto *filter = static_cast<QLineEdit *>(named(m_view.get(), "Filter the providers"));
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, "openai");
        QCOMPARE(m_view->table()->model()->rowCount(), 2);
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(m_view->table()->hasFocus());
        QCOMPARE(m_view->table()->model()->rowCount(), 2);
        QTest::keyClick(m_view->table(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(m_view->table()->hasFocus());
        QCOMPARE(m_view->table()->model()->rowCount(), 13);
    }

    // All fields alike, none cut off, and nothing to be scrolled sideways.
    void formsFitIntoASmallWindow()
    {
        CustomProvider named;
        named.name = QString(200, 'n'); // nothing to break it at
        named.slug = "named";
        named.baseUrl = "https://named.example.com";
        VERIFY_RESULT(await(m_bench->connection.customProviders()->create(named)));
        QTRY_VERIFY(m_view->select(named.name));
        QVERIFY(settled());
        m_view->resize(427, 560);
        const auto fits = [this] {
            QTRY_VERIFY2(m_view->minimumSizeHint().width() <= 427,
                         qPrintable(QString::number(m_view->minimumSizeHint().width())));
            QTRY_COMPARE(m_view->width(), 427);
            const ProviderForm *form = m_view->editor()->form();
            QTRY_VERIFY(form->width() <= form->parentWidget()->width());
            const auto rows = form->findChildren<FieldRow *>();
            for (const FieldRow *row : rows) {
                if (row->isHidden())
                    continue;
                const QString what = row->editor()->accessibleName();
                QTRY_VERIFY2(row->mapTo(form, QPoint(row->width(), 0)).x() <= form->width(),
                             qPrintable(what));
                QTRY_VERIFY2(row->minimumSizeHint().width() <= row->width(), qPrintable(what));
                QTRY_VERIFY2(row->mapTo(form, QPoint()).x()
                                 == rows.constFirst()->mapTo(form, QPoint()).x(),
                             qPrintable(what));
            }
            for (const auto *label : form->findChildren<QLabel *>())
                if (label->wordWrap() && label->isVisible())
                    QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()),
                                 qPrintable(label->text()));
            m_view->backToList();
        };
        for (const auto open :
             {&ProvidersView::editSelected, &ProvidersView::copySelected, &ProvidersView::newKey,
              &ProvidersView::newCustom, &ProvidersView::newNgrok}) {
            ((*m_view).*open)();
            QVERIFY(m_view->editor());
            fits();
        }
        m_view->pricing()->addAction()->trigger();
        QVERIFY(m_view->editor());
        fits();
        QVERIFY(m_view->select("fast-lane"));
        m_view->replaceSecret();
        QVERIFY(m_view->editor());
        fits();
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
