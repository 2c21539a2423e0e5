// SPDX-License-Identifier: GPL-3.0-or-later
// Keys are rotated and made the default on the sandbox, by mouse and keys.
#include "tests/views/providerstest.h"
#include "views/providers/providerdetails.h"
#include "views/providers/rotationpanel.h"

using namespace gatehouse;
using namespace gatehouse::test;

class RotationPanelTest : public ProvidersTestBase
{
    Q_OBJECT

private Q_SLOTS:
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

    // Offered for what is not the default already; the other one stays.
    void makesDefaultByClicks()
    {
        QVERIFY(m_view->select("default"));
        QVERIFY(!trigger("Make default…"));
        QVERIFY(m_view->select("batch-jobs"));
        QVERIFY(trigger("Make default…"));
        RotationPanel *panel = m_view->rotation();
        QVERIFY(panel);
        QCOMPARE(panel->nextButton()->text(), "Make it the default");
        QVERIFY(panel->stepsText().startsWith("1. Make “batch-jobs” the default."));
        QVERIFY(!panel->undoButton()->isVisible()); // would remove it
        QCOMPARE(panel->forgetButton()->text(), "Leave it as it is");
        QTest::mouseClick(panel->forgetButton(), Qt::LeftButton);
        QTRY_VERIFY(!m_view->rotation());
        QVERIFY(!messagesOf(m_view->messages()).contains("not finished"));

        QVERIFY(trigger("Make default…"));
        panel = m_view->rotation();
        QTRY_VERIFY(panel->nextButton()->hasFocus());
        QTest::keyClick(panel->nextButton(), Qt::Key_Space);
        QTRY_COMPARE(panel->nextButton()->text(), "Keep it so");
        QTRY_VERIFY(panel->watchText().contains("calls"));
        QTRY_COMPARE(panel->undoButton()->text(), "Make “default” the default again");
        QTest::keyClick(panel, Qt::Key_Escape);
        QTRY_VERIFY(!m_view->rotation());
        QVERIFY2(messagesOf(m_view->messages())
                     .contains("Making “batch-jobs” the default of openai in production-chat is "
                               "not finished."),
                 qPrintable(messagesOf(m_view->messages())));
        QVERIFY(click(m_view->messages(), "Go on"));
        panel = m_view->rotation();
        QTRY_COMPARE(panel->nextButton()->text(), "Keep it so");
        QTRY_VERIFY(panel->nextButton()->isEnabled());
        QTest::mouseClick(panel->nextButton(), Qt::LeftButton);
        QTRY_VERIFY(!m_view->rotation());
        QVERIFY(!messagesOf(m_view->messages()).contains("not finished"));
        QVERIFY(m_bench->dialogs.confirmations.isEmpty());
        QTRY_VERIFY(m_view->selected() && m_view->selected()->name == "batch-jobs");
        QTRY_VERIFY(m_view->details()->text().contains("Default: yes"));
        QVERIFY(settled());
        QVERIFY(!trigger("Make default…"));
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
};

QTEST_MAIN(RotationPanelTest)
#include "tst_rotationpanel.moc"
