// SPDX-License-Identifier: GPL-3.0-or-later
// The billing view as a person uses it.
#include "tests/support/sandboxfixture.h"
#include "tests/views/billingbench.h"
#include "tests/views/viewchecks.h"
#include "views/billing/autotopuppage.h"
#include "views/billing/billingcard.h"
#include "views/billing/billingoverview.h"
#include "views/billing/invoicespage.h"
#include "views/billing/logcostspanel.h"
#include "views/billing/nextinvoicepanel.h"
#include "views/billing/spendinglimitpage.h"
#include "views/billing/topuppage.h"
#include "views/billing/usagepage.h"
#include "views/common/factlist.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/messagebar.h"
#include "views/common/moneybox.h"
#include "views/common/rowdetails.h"
#include "views/common/tableview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::test;

class Browser : public QObject
{
    Q_OBJECT
public:
    QList<QUrl> opened;
public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

class BillingViewTest : public QObject
{
    Q_OBJECT

private:
    static BillingOverview *overview(const BillingBench &bench)
    {
        auto *page = bench.page<BillingOverview>();
        page->setClock([] { return billingNow; });
        return page;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void overviewTells()
    {
        BillingBench bench;
        auto *page = overview(bench);
        QVERIFY(bench.show());
        using Card = BillingOverview::Card;
        QCOMPARE(page->card(Card::Balance)->figure(), QStringLiteral("$336.00"));
        QVERIFY2(page->card(Card::Balance)
                     ->note()
                     .startsWith(QStringLiteral(
                         "Lasts until about 4 December. $168.00 used in the last 7")),
                 qPrintable(page->card(Card::Balance)->note()));
        QCOMPARE(page->card(Card::Payment)->figure(), QStringLiteral("Visa ending in 4242"));
        QCOMPARE(page->card(Card::AutoTopUpCard)->figure(), QStringLiteral("On"));
        // Twelve hours of today at a dollar each, of fifty.
        QCOMPARE(page->card(Card::LimitCard)->figure(), QStringLiteral("$50.00 a day"));
        QVERIFY2(page->card(Card::LimitCard)
                     ->note()
                     .startsWith(QStringLiteral("$12.00 of it used (24.0 %)")),
                 qPrintable(page->card(Card::LimitCard)->note()));
        QCOMPARE(page->card(Card::LimitCard)->bar()->value(), 240);
        QCOMPARE(page->card(Card::NextInvoice)->figure(), QStringLiteral("$7.00"));
        QCOMPARE(page->card(Card::UsageCard)->figure(), QStringLiteral("$168.00"));
        QCOMPARE(page->card(Card::UsageCard)->note(),
                 QStringLiteral("The 7 days before: $168.00 (0.0 %)."));
        QCOMPARE(bench.said(), QString());
        QVERIFY(!bench.view->hasError());
        bench.click(page->card(Card::AutoTopUpCard)->button());
        QCOMPARE(bench.view->current(), BillingView::AutoTopUp);
        QCOMPARE(bench.view->address().text(), QStringLiteral("billing/auto-top-up"));
        QVERIFY(bench.settled());
    }

    void lowBalanceAndFailuresAreAnnounced()
    {
        BillingBench bench;
        bench.account.balance["balance"] = 4800; // two days of it
        bench.account.autoTopup["disabledReason"] = QStringLiteral("payment_failed");
        bench.account.autoTopup["error"] = QStringLiteral("Your card was declined.");
        bench.account.autoTopup["lastFailedAt"] = 1'795'000'000'000.0;
        QJsonObject failed = bench.account.invoices[0].toObject();
        failed["status"] = QStringLiteral("void");
        bench.account.invoices[0] = failed;
        auto *page = overview(bench);
        QVERIFY(bench.show());
        const QString text = bench.said();
        QVERIFY2(text.contains(QStringLiteral("The balance of $48.00 is low. Lasts until about"))
                     && text.contains(QStringLiteral("switched off because a payment failed"))
                     && text.contains(QStringLiteral("Your card was declined."))
                     && text.contains(QStringLiteral("2026-11-18 11:06:40 UTC"))
                     && text.contains(QStringLiteral("The newest payment, $25.00")),
                 qPrintable(text));
        QCOMPARE(page->card(BillingOverview::AutoTopUpCard)->figure(),
                 QStringLiteral("Switched off"));
        QCOMPARE(page->messages()->keys().size(), 3);
        // What was dismissed stays so; what goes on is told as it stands now.
        for (auto *row : page->messages()->findChildren<QWidget *>())
            if (row->accessibleName().contains(QStringLiteral("newest payment")))
                if (auto *close = row->findChild<QToolButton *>(QStringLiteral("dismiss")))
                    bench.click(close);
        QTRY_COMPARE(page->messages()->keys().size(), 2);
        bench.account.balance["balance"] = 4700;
        bench.view->refresh();
        QVERIFY(bench.settled());
        QVERIFY(bench.said().contains(QStringLiteral("The balance of $47.00 is low")));
        QCOMPARE(page->messages()->keys().size(), 2);
        bench.account.balance["balance"] = 500'000;
        bench.account.autoTopup["disabledReason"] = QJsonValue::Null;
        bench.account.autoTopup["error"] = QJsonValue::Null;
        bench.account.invoices = {};
        bench.view->refresh();
        QVERIFY(bench.settled());
        QCOMPARE(bench.said(), QString());
    }

    // One that fails leaves the others alone, and says so on its card.
    void cardsThatCouldNotBeRead()
    {
        BillingBench bench;
        bench.account.spoiled.insert(
            QStringLiteral("GET invoice-preview"),
            CannedServer::Reply::error(403, 1, QStringLiteral("no preview for you")));
        bench.account.spoiled.insert(
            QStringLiteral("GET usage-history"),
            CannedServer::Reply::error(403, 1, QStringLiteral("no usage for you")));
        bench.account.limit["enabled"] = false;
        auto *page = overview(bench);
        QVERIFY(bench.show());
        using Card = BillingOverview::Card;
        QCOMPARE(page->card(Card::NextInvoice)->figure(), QStringLiteral("Not known"));
        QVERIFY(
            page->card(Card::NextInvoice)->note().contains(QStringLiteral("no preview for you")));
        QCOMPARE(page->card(Card::Balance)->figure(), QStringLiteral("$336.00"));
        QVERIFY(page->card(Card::Balance)
                    ->note()
                    .contains(QStringLiteral("How long it lasts is not known")));
        QCOMPARE(page->card(Card::LimitCard)->note(),
                 QStringLiteral("It is not enabled: nothing is refused because of it. How much of "
                                "it is used is not known."));
        QVERIFY(page->card(Card::LimitCard)->bar()->isHidden());
        QVERIFY(bench.view->hasError());
    }

    void limitsAtTheEdge_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("valid");
        const auto row = [](const char *page, const char *name, const char *typed, bool valid) {
            QTest::addRow("%s %s %s", page, name, typed)
                << QString(page) << QString(name) << QString(typed) << valid;
        };
        row("top-up", "Amount in dollars", "9.99", false);
        row("top-up", "Amount in dollars", "10", true);
        row("top-up", "Amount in dollars", "1000", true); // the service's own highest
        row("top-up", "Amount in dollars", "1000.01", false);
        row("auto-top-up", "Threshold in dollars", "4.99", false);
        row("auto-top-up", "Threshold in dollars", "5", true);
        row("auto-top-up", "Amount in dollars", "9.99", false);
        row("auto-top-up", "Amount in dollars", "10", true);
        row("auto-top-up", "Amount in dollars", "1000.01", false);
        row("spending-limit", "Limit in dollars", "0.99", false);
        row("spending-limit", "Limit in dollars", "1", true);
    }
    void limitsAtTheEdge()
    {
        QFETCH(QString, page);
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(bool, valid);
        BillingBench bench(page);
        QVERIFY(bench.show());
        auto *box = qobject_cast<MoneyBox *>(bench.named(name));
        QVERIFY(box);
        bench.type(box, typed);
        bool marked = false;
        for (const FieldRow *row : bench.view->currentPage()->findChildren<FieldRow *>())
            marked = marked || !row->error().isEmpty();
        QCOMPARE(marked, !valid);
        QAbstractButton *button = page == u"top-up"
            ? bench.page<TopupPage>()->button()
            : bench.page<BillingSettingPage>()->saveButton();
        QCOMPARE(button->isEnabled(), valid);
        bench.click(button);
        QCoreApplication::processEvents();
        QCOMPARE(bench.dialogs.confirmations.isEmpty(), !valid);
        QTRY_VERIFY(!bench.topups.current(&bench.connection)
                    || !bench.topups.current(&bench.connection)->isUnderWay());
        QVERIFY(bench.settled());
    }

    void autoTopUpIsChangedAndRemoved()
    {
        BillingBench bench(QStringLiteral("auto-top-up"));
        QVERIFY(bench.show());
        auto *page = bench.page<AutoTopupPage>();
        QVERIFY(!bench.view->hasUnsavedChanges());
        QVERIFY(!page->saveButton()->isEnabled() && page->removeButton()->isEnabled());
        bench.type(page->amountBox(), QStringLiteral("50"));
        QVERIFY(bench.view->hasUnsavedChanges());
        {
            // Closed and opened again, nothing is lost.
            const auto again = bench.makeView(QStringLiteral("auto-top-up"));
            again->show();
            QTRY_VERIFY(!again->isBusy() && again->hasUnsavedChanges());
            QCOMPARE(static_cast<AutoTopupPage *>(again->currentPage())->amountBox()->cents(),
                     5000);
        }
        bench.click(page->saveButton());
        QTRY_COMPARE(bench.sent("POST topup/config").size(), 1);
        QVERIFY(bench.settled());
        QTRY_COMPARE(page->facts()->value(QStringLiteral("Amount")), QStringLiteral("$50.00"));
        QVERIFY(!bench.view->hasUnsavedChanges());
        bench.click(page->removeButton());
        QTRY_COMPARE(bench.sent("DELETE topup/config").size(), 1);
        QVERIFY(bench.settled());
        QTRY_COMPARE(page->facts()->value(QStringLiteral("State")), QStringLiteral("Off"));
        QVERIFY(!page->removeButton()->isEnabled());
        QCOMPARE(bench.view->focusWidget(), page->thresholdBox());
        QVERIFY(page->saveButton()->isEnabled()); // it can be set as it stands there
        QVERIFY(!bench.view->hasUnsavedChanges());
    }

    void changesOfOthersAreNotOverwritten()
    {
        BillingBench bench(QStringLiteral("auto-top-up"));
        QVERIFY(bench.show());
        auto *page = bench.page<AutoTopupPage>();
        bench.type(page->amountBox(), QStringLiteral("50"));
        bench.account.autoTopup["amount"] = 9900;
        bench.click(page->saveButton());
        QTRY_VERIFY(bench.said().contains(QStringLiteral("Somebody else has changed it")));
        QVERIFY(bench.settled());
        QCOMPARE(bench.sent("POST topup/config").size(), 0);
        QCOMPARE(page->amountBox()->cents(), 5000);
        bench.click(page->saveButton());
        QTRY_COMPARE(bench.sent("POST topup/config").size(), 1);
        QVERIFY(bench.settled());
    }

    void revertDropsWhatWasSaidOfIt()
    {
        BillingBench bench(QStringLiteral("auto-top-up"));
        QVERIFY(bench.show());
        auto *page = bench.page<AutoTopupPage>();
        bench.account.spoiled.insert(
            QStringLiteral("POST topup/config"),
            CannedServer::Reply::error(400, 1000, QStringLiteral("not that much")));
        bench.type(page->amountBox(), QStringLiteral("50"));
        bench.click(page->saveButton());
        QTRY_VERIFY(bench.said().contains(QStringLiteral("not that much")));
        QVERIFY(bench.settled());
        QVERIFY(bench.view->hasError());
        QCOMPARE(page->amountBox()->cents(), 5000);
        bench.click(page->revertButton());
        QCOMPARE(bench.said(), QString());
        QVERIFY(!bench.view->hasError());
    }

    void revertStaysInTheForm()
    {
        BillingBench bench(QStringLiteral("auto-top-up"));
        QVERIFY(bench.show());
        auto *page = bench.page<AutoTopupPage>();
        bench.type(page->amountBox(), QStringLiteral("50"));
        bench.click(page->revertButton());
        QCOMPARE(page->amountBox()->cents(), 2500);
        QVERIFY(page->thresholdBox()->hasFocus());
    }

    void whatIsNoAmountStaysAsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"12,50", "1e400", "10e1", "12.345", "1,2500", "0,500", "-5"})
            QTest::newRow(typed) << QString::fromLatin1(typed);
    }
    void whatIsNoAmountStaysAsTyped()
    {
        QFETCH(QString, typed);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
        BillingBench bench(QStringLiteral("top-up"));
        QVERIFY(bench.show());
        auto *topup = bench.page<TopupPage>();
        bench.type(topup->amountBox(), typed);
        QCOMPARE(topup->amountBox()->text(), typed);
        QVERIFY(!topup->button()->isEnabled());
        QVERIFY(labelTexts(*topup).contains(QStringLiteral("no amount such as 1,234.50")));
        bench.type(topup->amountBox(), QStringLiteral("1,000"));
        QCOMPARE(topup->amountBox()->cents(), 100'000);
        QVERIFY(topup->button()->isEnabled());

        bench.view->setCurrent(BillingView::Limit);
        QVERIFY(bench.settled());
        auto *limit = bench.page<SpendingLimitPage>();
        bench.type(limit->amountBox(), typed);
        QCOMPARE(limit->amountBox()->text(), typed);
        QVERIFY(!limit->saveButton()->isEnabled());
    }

    void whatHappensAtOnceIsToldBefore()
    {
        BillingBench bench(QStringLiteral("auto-top-up"));
        bench.account.usage = [](const QDateTime &) { return 6000.0; };
        QVERIFY(bench.show());
        bench.dialogs.confirmed = false;
        const auto asked = [&bench](MoneyBox *box, const char *amount) {
            bench.type(box, QString::fromLatin1(amount));
            bench.click(bench.page<BillingSettingPage>()->saveButton());
            return bench.dialogs.confirmations.last().losses.join(u'\n');
        };
        MoneyBox *threshold = bench.page<AutoTopupPage>()->thresholdBox();
        QVERIFY(!asked(threshold, "336").contains(QStringLiteral("now")));
        QVERIFY(asked(threshold, "337")
                    .contains(QStringLiteral(
                        "The balance of $336.00 is below it now: $25.00 is charged at once.")));

        bench.view->setCurrent(BillingView::Limit);
        QVERIFY(bench.settled());
        auto *limit = bench.page<SpendingLimitPage>();
        limit->strategyBox()->setValue(QStringLiteral("sliding"));
        QVERIFY(asked(limit->amountBox(), "59").contains(QStringLiteral("is used already since")));
        QVERIFY(asked(limit->amountBox(), "59").contains(QStringLiteral("are refused at once")));
        QVERIFY(!asked(limit->amountBox(), "2000").contains(QStringLiteral("is used already")));
    }

    void aLimitThatIsUsedUpIsTold()
    {
        BillingBench bench;
        bench.account.limit["config"] =
            QJsonObject{{"amount", 5000}, {"duration", "daily"}, {"strategy", "sliding"}};
        bench.account.usage = [](const QDateTime &) { return 6000.0; };
        QVERIFY(bench.show());
        const QString told =
            QStringLiteral("The spending limit of $50.00 a day is used up: requests are refused");
        QTRY_VERIFY(bench.said().contains(told));
        QVERIFY(labelTexts(*bench.page<BillingOverview>()->card(BillingOverview::LimitCard))
                    .contains(QStringLiteral("Requests are refused now")));
        bench.account.usage = [](const QDateTime &) { return 100.0; };
        bench.view->refresh();
        QVERIFY(bench.settled());
        QVERIFY(!bench.said().contains(told));
        QVERIFY(!labelTexts(*bench.page<BillingOverview>()->card(BillingOverview::LimitCard))
                     .contains(QStringLiteral("refused now")));
    }

    // It is no news when the person comes back, nor while the next change is typed.
    void aSuccessIsToldUntilThePersonGoesOn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("removed");
        QTest::newRow("auto top-up") << "auto-top-up"
                                     << "Auto top-up is set."
                                     << "Auto top-up was removed.";
        QTest::newRow("spending limit") << "spending-limit"
                                        << "The spending limit is set."
                                        << "The spending limit was removed.";
    }
    void aSuccessIsToldUntilThePersonGoesOn()
    {
        QFETCH(QString, name);
        QFETCH(QString, set);
        QFETCH(QString, removed);
        BillingBench bench(name);
        QVERIFY(bench.show());
        auto *page = bench.page<BillingSettingPage>();
        const auto where = bench.view->current();
        const auto saveAs = [&](const QString &amount) {
            bench.type(page->findChildren<MoneyBox *>().constLast(), amount);
            bench.click(page->saveButton());
            return waitFor([&] { return bench.said().contains(set); }) && bench.settled();
        };
        QVERIFY(saveAs(QStringLiteral("75")));
        bench.view->setCurrent(BillingView::Overview);
        bench.view->setCurrent(where);
        QVERIFY(bench.settled());
        QCOMPARE(bench.said(), QString());
        QVERIFY(saveAs(QStringLiteral("80")));
        bench.type(page->findChildren<MoneyBox *>().constLast(), QStringLiteral("81"));
        QCOMPARE(bench.said(), QString());
        bench.click(page->removeButton());
        QTRY_VERIFY(bench.said().contains(removed));
        QVERIFY(bench.settled());
        bench.view->setCurrent(BillingView::Overview);
        bench.view->setCurrent(where);
        QVERIFY(bench.settled());
        QVERIFY(!bench.said().contains(removed));
    }

    // It would be gone with the answer, whatever becomes of it.
    void nothingIsTypedOnItsWay_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("operation");
        QTest::newRow("auto top-up") << "auto-top-up"
                                     << "topup/config";
        QTest::newRow("spending limit") << "spending-limit"
                                        << "spending-limit";
    }
    void nothingIsTypedOnItsWay()
    {
        QFETCH(QString, name);
        QFETCH(QString, operation);
        BillingBench bench(name);
        QVERIFY(bench.show());
        auto *page = bench.page<BillingSettingPage>();
        auto *box = page->findChildren<MoneyBox *>().constLast();
        bench.type(box, QStringLiteral("75"));
        CannedServer::Reply held =
            CannedServer::Reply::error(400, 1000, QStringLiteral("not that much"));
        held.hold = true;
        for (const auto &[verb, button] : {std::pair(QStringLiteral("POST "), page->saveButton()),
                                           {QStringLiteral("DELETE "), page->removeButton()}}) {
            bench.account.spoiled = {{verb + operation, held}};
            bench.click(button);
            QTRY_COMPARE(bench.server.heldCount(), 1);
            for (const QWidget *field : page->findChildren<MoneyBox *>())
                QVERIFY(!field->isEnabled());
            for (const QWidget *field : page->findChildren<QComboBox *>())
                QVERIFY(!field->isEnabled());
            QTest::keyClicks(bench.view->focusWidget(), QStringLiteral("5"));
            QCOMPARE(box->cents(), 7500);
            bench.server.release();
            QTRY_VERIFY(box->isEnabled() && page->isAncestorOf(bench.view->focusWidget()));
            QVERIFY(page->findChildren<MoneyBox *>().contains(bench.view->focusWidget()));
            QVERIFY(bench.settled());
            QCOMPARE(box->cents(), 7500);
            QVERIFY(bench.view->hasUnsavedChanges());
        }
        // What is removed does not take with it what is typed.
        bench.account.spoiled.clear();
        bench.click(page->removeButton());
        QTRY_VERIFY(bench.said().contains(QStringLiteral("was removed")));
        QVERIFY(bench.settled());
        QCOMPARE(box->cents(), 7500);
        QVERIFY(bench.view->hasUnsavedChanges() && page->saveButton()->isEnabled());
        const auto again = bench.makeView(name);
        again->show();
        QTRY_VERIFY(!again->isBusy() && again->hasUnsavedChanges());
    }

    void retiredLimitIsSaidSo()
    {
        BillingBench bench(QStringLiteral("spending-limit"));
        bench.account.spoiled.insert(
            QStringLiteral("POST spending-limit"),
            CannedServer::Reply::error(403, 1000,
                                       QStringLiteral("Spending limits are deprecated.")));
        QVERIFY(bench.show());
        auto *page = bench.page<SpendingLimitPage>();
        bench.type(page->amountBox(), QStringLiteral("75"));
        bench.click(page->saveButton());
        QCOMPARE(bench.dialogs.confirmations.constFirst().losses.constFirst(),
                 QStringLiteral("Limit: $50.00 → $75.00"));
        QTRY_VERIFY2(bench.said().contains(QStringLiteral("The vendor has retired")),
                     qPrintable(bench.said()));
        QVERIFY(bench.said().contains(QStringLiteral("Spending limits are deprecated.")));
        QVERIFY(bench.settled());
        QVERIFY(!bench.view->hasError());
        bench.click(page->removeButton());
        QTRY_COMPARE(bench.sent("DELETE spending-limit").size(), 1);
        QVERIFY(bench.settled());
        QTRY_COMPARE(page->facts()->value(QStringLiteral("Limit")), QStringLiteral("not set"));
    }

    // Pages are made when they are looked at: not behind whatever the window has by then.
    void tabGoesFromTheTabsIntoThePage()
    {
        QWidget window; // goes after the view
        BillingBench bench;
        window.resize(1100, 750);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(bench.view.get());
        auto *after = new QPushButton(QStringLiteral("after"));
        layout->addWidget(after);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        bench.view->setCurrent(BillingView::AutoTopUp);
        QVERIFY(bench.settled());
        auto *page = bench.page<AutoTopupPage>();
        bench.view->tabs()->setFocus();
        for (QWidget *stop :
             {static_cast<QWidget *>(page->thresholdBox()),
              static_cast<QWidget *>(page->amountBox()),
              static_cast<QWidget *>(page->removeButton()), static_cast<QWidget *>(after)}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), stop);
        }
        // The focus goes with the page that is turned to.
        page->amountBox()->setFocus();
        QTest::keyClick(page->amountBox(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(bench.view->current(), BillingView::Limit);
        QVERIFY(bench.view->currentPage()->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(bench.settled());
    }

    void readOnlyProfileWritesNothing()
    {
        for (const char *name : {"top-up", "auto-top-up", "spending-limit"}) {
            BillingBench bench(QString::fromLatin1(name));
            Profile profile = bench.connection.profile();
            profile.readOnly = true;
            bench.connection.setProfile(profile);
            QVERIFY(bench.show());
            for (auto *button : bench.view->currentPage()->findChildren<QPushButton *>())
                if (button->property("gatehouseWrites").isValid())
                    QVERIFY2(!button->isEnabled()
                                 && button->toolTip().contains(QStringLiteral("read-only")),
                             name);
        }
    }

    void invoicesAndTheirDocuments()
    {
        BillingBench bench(QStringLiteral("invoices"));
        Browser browser;
        QDesktopServices::setUrlHandler(QStringLiteral("https"), &browser, "open");
        QVERIFY(bench.show());
        auto *page = bench.page<InvoicesPage>();
        const QAbstractItemModelTester tester(page->model());
        QCOMPARE(page->model()->rowCount(), 2);
        QCOMPARE(page->model()->index(1, InvoiceModel::AmountDueColumn).data().toString(),
                 QStringLiteral("€50.00"));
        QCOMPARE(page->model()->index(1, InvoiceModel::StatusColumn).data().toString(),
                 QStringLiteral("disputed"));
        QCOMPARE(browser.opened.size(), 0);
        page->table()->selectRow(0);
        const auto *details = qobject_cast<RowDetails *>(bench.view->inspector());
        QVERIFY(details);
        QCOMPARE(details->facts()->value(QStringLiteral("Amount paid")), QStringLiteral("$25.00"));
        QCOMPARE(details->facts()->value(QStringLiteral("Created by")), QStringLiteral("system"));
        for (auto *button : page->findChildren<QToolButton *>())
            if (button->defaultAction() == page->pdfAction())
                bench.click(button);
        QCOMPARE(browser.opened,
                 QList<QUrl>{QUrl(QStringLiteral("https://invoices.example.com/in_1.pdf"))});
        QTest::keyClick(page->table(), Qt::Key_Return);
        QCOMPARE(browser.opened.size(), 2);
        page->table()->selectRow(1);
        QCOMPARE(details->facts()->value(QStringLiteral("Status")), QStringLiteral("disputed"));
        QVERIFY(!page->pdfAction()->isEnabled());
        QTest::keyClick(page->table(), Qt::Key_Return);
        QCOMPARE(browser.opened.size(), 2);
        QVERIFY(page->next()->totals().startsWith(
            QStringLiteral("The lines add up to the amount due, $7.00.")));
        QCOMPARE(
            page->next()->model()->index(0, InvoiceLineModel::UnitPriceColumn).data().toString(),
            QStringLiteral("$0.000005"));
        bench.view->setCurrent(BillingView::Usage);
        QCOMPARE(bench.view->inspector(), nullptr);
        QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
    }

    // What a service answers must not open files or programs, and what is not opened says why.
    void onlyWebPagesAreOpened_data()
    {
        QTest::addColumn<QJsonValue>("link");
        QTest::addColumn<QString>("why"); // empty: it is opened
        const QString no = QStringLiteral("its address is not one of https");
        const QString none = QStringLiteral("no document of this invoice");
        QTest::newRow("https") << QJsonValue("https://pay.example.com/1.pdf") << QString();
        QTest::newRow("this machine") << QJsonValue("http://127.0.0.1:1/1.pdf") << QString();
        QTest::newRow("http") << QJsonValue("http://pay.example.com/1.pdf") << no;
        QTest::newRow("file") << QJsonValue("file:///etc/passwd") << no;
        QTest::newRow("file in capitals") << QJsonValue("FILE:///etc/passwd") << no;
        QTest::newRow("program") << QJsonValue("ssh://pay.example.com") << no;
        QTest::newRow("no host") << QJsonValue("https:///1.pdf") << no;
        QTest::newRow("no scheme") << QJsonValue("/etc/passwd") << no;
        QTest::newRow("null") << QJsonValue(QJsonValue::Null) << none;
        QTest::newRow("empty") << QJsonValue("") << none;
        QTest::newRow("missing") << QJsonValue(QJsonValue::Undefined) << none;
    }
    void onlyWebPagesAreOpened()
    {
        QFETCH(QJsonValue, link);
        QFETCH(QString, why);
        BillingBench bench(QStringLiteral("invoices"));
        QJsonObject invoice = bench.account.invoices[0].toObject();
        invoice["invoice_pdf"] = link;
        bench.account.invoices[0] = invoice;
        Browser browser;
        const QStringList schemes{QStringLiteral("https"), QStringLiteral("http"),
                                  QStringLiteral("file"), QStringLiteral("ssh")};
        for (const QString &scheme : schemes)
            QDesktopServices::setUrlHandler(scheme, &browser, "open");
        QVERIFY(bench.show());
        auto *page = bench.page<InvoicesPage>();
        page->table()->selectRow(0);
        QCOMPARE(page->pdfAction()->isEnabled(), why.isEmpty());
        QVERIFY(page->pdfAction()->toolTip().contains(why));
        page->pdfAction()->trigger();
        QTest::keyClick(page->table(), Qt::Key_Return);
        QCOMPARE(browser.opened.size(), why.isEmpty() ? 2 : 0);
        QVERIFY2(bench.said().contains(why) && bench.said().isEmpty() == why.isEmpty(),
                 qPrintable(bench.said()));
        page->table()->selectRow(1); // is another matter
        QCOMPARE(bench.said(), QString());
        for (const QString &scheme : schemes)
            QDesktopServices::unsetUrlHandler(scheme);
    }

    void logsOfAGatewayThatIsGoneAreNone()
    {
        BillingBench bench;
        bool isDenied = false;
        CannedServer server([&isDenied](const CannedServer::Request &request) {
            if (request.path.contains(u"/gone/"))
                return isDenied
                    ? CannedServer::Reply::error(403, 10000, QStringLiteral("not you"))
                    : CannedServer::Reply::error(404, 7002, QStringLiteral("Gateway not found"));
            return CannedServer::Reply::result(QJsonArray{});
        });
        bench.connection.open({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
        LogCosts costs(bench.connection.logs());
        const TimeRange range{billingNow.addDays(-1), billingNow};
        costs.ask({{QStringLiteral("gone")}, {QStringLiteral("there")}}, range);
        QTRY_COMPARE(costs.state(), LogCosts::State::Done);
        QCOMPARE(costs.logs(), 0);
        isDenied = true;
        costs.ask({{QStringLiteral("there")}, {QStringLiteral("gone")}}, range);
        QTRY_COMPARE(costs.state(), LogCosts::State::Failed);
        QCOMPARE(costs.failed().value, QStringLiteral("gone"));
    }

    // What the logs of the sandbox cost is its usage, to the last fraction of a cent.
    void usageAgreesWithTheLogs()
    {
        SandboxFixture sandbox;
        QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
        BillingBench bench(QStringLiteral("usage"), QStringLiteral("2026-11-20..2026-11-20 hour"));
        bench.connection.open(sandbox.endpoint());
        QVERIFY(bench.show());
        QTRY_VERIFY(bench.models.gateways()->rowCount() > 0);
        LogCostsPanel *costs = bench.page<UsagePage>()->costs();
        bench.click(costs->button());
        QVERIFY(bench.settled());
        if (costs->costs().state() == LogCosts::State::Held) {
            bench.click(costs->button());
            QVERIFY(bench.settled());
        }
        QVERIFY(costs->costs().dollars() > 0);
        QVERIFY2(costs->text().contains(QStringLiteral("they agree")), qPrintable(costs->text()));
    }
};

QTEST_MAIN(BillingViewTest)
#include "tst_billingview.moc"
