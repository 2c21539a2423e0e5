// SPDX-License-Identifier: GPL-3.0-or-later
// Credit is bought once, with a card that is told, and what becomes of it is said.
#include "tests/views/billingbench.h"
#include "tests/views/viewchecks.h"
#include "views/billing/topuppage.h"
#include "views/common/factlist.h"
#include "views/common/moneybox.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

class TopupPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void oneTopUpUnderDoubleClick()
    {
        BillingBench bench(QStringLiteral("top-up"));
        QVERIFY(bench.show());
        auto *page = bench.page<TopupPage>();
        QTest::mouseClick(page->button(), Qt::LeftButton);
        QTest::mouseDClick(page->button(), Qt::LeftButton);
        QTest::keyClick(page->button(), Qt::Key_Space);
        QTRY_VERIFY(bench.topups.current(&bench.connection));
        QTest::mouseClick(page->button(), Qt::LeftButton);
        QTRY_COMPARE(bench.topups.current(&bench.connection)->state(), Topup::State::Completed);
        QVERIFY(bench.settled());
        QCOMPARE(bench.dialogs.confirmations.size(), 1);
        QCOMPARE(bench.sent("POST topup").size(), 1);
        QVERIFY(bench.said().contains(QStringLiteral("$25.00 was paid")));
        QTRY_COMPARE(page->facts()->value(QStringLiteral("Balance")), QStringLiteral("$361.00"));
    }

    // It is no news when the person comes back, nor while the next amount is typed.
    void aPaymentIsToldUntilThePersonGoesOn()
    {
        BillingBench bench(QStringLiteral("top-up"));
        bench.topups.setPatience({.pause = std::chrono::milliseconds(5), .questions = 100'000});
        QVERIFY(bench.show());
        auto *page = bench.page<TopupPage>();
        const QString paid = QStringLiteral("was paid");
        const auto completed = [&bench] {
            const Topup *topup = bench.topups.current(&bench.connection);
            return topup && topup->isCompleted() && bench.settled();
        };
        bench.click(page->button());
        QTRY_VERIFY(completed() && bench.said().contains(paid));
        bench.view->setCurrent(BillingView::Overview);
        bench.view->setCurrent(BillingView::TopUp);
        QVERIFY(bench.settled());
        QCOMPARE(bench.said(), QString());
        QVERIFY(page->facts()->value(QStringLiteral("Top-up")).contains(paid));
        {
            const auto other = bench.makeView(QStringLiteral("top-up"));
            other->show();
            QTRY_VERIFY(!other->isBusy());
            QVERIFY(!labelTexts(*static_cast<TopupPage *>(other->currentPage())->messages())
                         .contains(paid));
        }
        // One that is completed while the person is elsewhere is told.
        delete bench.topups.current(&bench.connection)->task();
        bench.account.spoiled.insert(QStringLiteral("POST topup/status"),
                                     CannedServer::Reply::result(QJsonObject{
                                         {"payment_intent_id", "in_2"}, {"status", "pending"}}));
        bench.click(page->button());
        QTRY_COMPARE(bench.topups.current(&bench.connection)->state(), Topup::State::Following);
        bench.view->setCurrent(BillingView::Overview);
        bench.account.spoiled.clear();
        QTRY_VERIFY(completed());
        bench.view->setCurrent(BillingView::TopUp);
        QVERIFY(bench.settled());
        QVERIFY(bench.said().contains(paid));
        bench.type(page->amountBox(), QStringLiteral("30"));
        QCOMPARE(bench.said(), QString());
    }

    void largeAmountsAreTyped()
    {
        BillingBench bench(QStringLiteral("top-up"));
        bench.dialogs.confirmed = false;
        QVERIFY(bench.show());
        auto *page = bench.page<TopupPage>();
        bench.type(page->amountBox(), QStringLiteral("199.99"));
        bench.click(page->button());
        QTRY_VERIFY(page->button()->isEnabled());
        bench.type(page->amountBox(), QStringLiteral("200"));
        bench.click(page->button());
        QTRY_VERIFY(page->button()->isEnabled());
        QCOMPARE(bench.dialogs.confirmations.size(), 2);
        QCOMPARE(bench.dialogs.confirmations[0].typedName, QString());
        QCOMPARE(bench.dialogs.confirmations[1].typedName, QStringLiteral("$200.00"));
        QVERIFY(bench.dialogs.confirmations[0].losses.join(u' ').contains(
            QStringLiteral("Visa ending in 4242")));
        QCOMPARE(bench.sent("POST topup").size(), 0);
    }

    void lostAnswerIsNotSentAgain_data()
    {
        QTest::addColumn<bool>("charged");
        QTest::newRow("carried out") << true;
        QTest::newRow("not carried out") << false;
    }
    void lostAnswerIsNotSentAgain()
    {
        QFETCH(bool, charged);
        BillingBench bench(QStringLiteral("top-up"));
        QVERIFY(bench.show());
        bench.server.setHandler([&bench, charged](const CannedServer::Request &request) {
            CannedServer::Reply reply = bench.account(request);
            if (request.path.endsWith(QLatin1String("/billing/topup"))) {
                reply.cutAfter = 10;
                if (charged)
                    bench.account.invoices.prepend(QJsonObject{{"id", "in_2"},
                                                               {"amount_due", 2500},
                                                               {"amount_paid", 0},
                                                               {"amount_remaining", 2500},
                                                               {"currency", "usd"},
                                                               {"invoice_origin", "manual"}});
            }
            return reply;
        });
        auto *page = bench.page<TopupPage>();
        bench.click(page->button());
        QTRY_VERIFY(bench.topups.current(&bench.connection)
                    && !bench.topups.current(&bench.connection)->isUnderWay());
        QVERIFY(bench.settled());
        QCOMPARE(bench.sent("POST topup").size(), 1);
        QVERIFY2(bench.said().contains(charged ? QStringLiteral("was paid")
                                               : QStringLiteral("may have been carried out")),
                 qPrintable(bench.said()));
        if (charged)
            return;
        // Another one is asked about with what is known, and typed.
        bench.dialogs.confirmed = false;
        bench.click(page->button());
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 2);
        QCOMPARE(bench.dialogs.confirmations[1].typedName, QStringLiteral("$25.00"));
        QVERIFY(bench.dialogs.confirmations[1].losses[0].contains(
            QStringLiteral("may have been carried out")));
        // It can be looked for once more, and put aside, with what is known of it.
        const auto press = [&bench](const QString &name) {
            for (auto *button : bench.view->currentPage()->findChildren<QToolButton *>())
                if (button->text() == name)
                    return bench.click(button);
        };
        for (auto *button : page->findChildren<QToolButton *>(QStringLiteral("dismiss")))
            bench.click(button);
        bench.view->refresh(); // what was dismissed comes back: it has the buttons
        QVERIFY(bench.settled());
        press(QStringLiteral("Look again"));
        QTRY_VERIFY(!bench.topups.current(&bench.connection)->isUnderWay());
        QVERIFY(bench.said().contains(QStringLiteral("may have been carried out")));
        delete bench.topups.current(&bench.connection)->task();
        bench.dialogs.confirmed = true;
        press(QStringLiteral("Put aside…"));
        QTRY_VERIFY(!bench.topups.current(&bench.connection));
        const Confirmation &question = bench.dialogs.confirmations.constLast();
        QCOMPARE(question.title, QStringLiteral("Put the top-up of $25.00 aside?"));
        QVERIFY2(
            question.losses.join(u' ').contains(QStringLiteral("no invoice of it has appeared"))
                && question.losses.join(u' ').contains(QStringLiteral("It was begun at 2")),
            qPrintable(question.losses.join(u'\n')));
        QCOMPARE(bench.said(), QString());
        QVERIFY(page->facts()->value(QStringLiteral("Top-up")).isNull());
        QVERIFY(!bench.drafts.load(bench.connection.identity() + QStringLiteral("/top-up")));
        QCOMPARE(bench.sent("POST topup").size(), 1);
    }

    void nothingIsPaidWithoutACard()
    {
        BillingBench bench(QStringLiteral("top-up"));
        bench.account.balance["has_default_payment_method"] = false;
        bench.account.balance["payment_method"] = QJsonValue::Null;
        QVERIFY(bench.show());
        auto *page = bench.page<TopupPage>();
        QCOMPARE(page->card(), QStringLiteral("none"));
        QVERIFY(!page->button()->isEnabled());
        QVERIFY(labelTexts(*page).contains(QStringLiteral("Add a default card")));
        bench.account.balance["has_default_payment_method"] = true; // added meanwhile
        bench.view->refresh();
        QVERIFY(bench.settled());
        QVERIFY(page->button()->isEnabled());
        QCOMPARE(page->card(), QStringLiteral("the default payment method"));
        // Nor with one that is not known.
        bench.account.spoiled.insert(
            QStringLiteral("GET credit-balance"),
            CannedServer::Reply::error(403, 1000, QStringLiteral("no balance for you")));
        const auto other = bench.makeView(QStringLiteral("top-up"));
        other->show();
        QTRY_VERIFY(!other->isBusy() && other->hasError());
        auto *unknown = static_cast<TopupPage *>(other->currentPage());
        QCOMPARE(unknown->card(), QStringLiteral("not known"));
        QVERIFY(!unknown->button()->isEnabled());
    }

    // However small the window: what has no room is scrolled to.
    void nothingIsCut()
    {
        BillingBench bench(QStringLiteral("top-up"));
        bench.account.spoiled.insert(
            QStringLiteral("POST topup"),
            CannedServer::Reply::error(402, 1000, QString(40, u'x').append(u' ').repeated(20)));
        QVERIFY(bench.show({420, 400}));
        bench.click(bench.page<TopupPage>()->button());
        QTRY_VERIFY(bench.view->hasError());
        QVERIFY(bench.settled());
        for (auto *label : bench.page<TopupPage>()->facts()->findChildren<QLabel *>())
            QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()),
                         qPrintable(label->text()));
    }

    void refusedTopUpIsExplained()
    {
        BillingBench bench(QStringLiteral("top-up"));
        bench.account.spoiled.insert(
            QStringLiteral("POST topup"),
            CannedServer::Reply::error(402, 1000, QStringLiteral("Your card was declined.")));
        QVERIFY(bench.show());
        bench.click(bench.page<TopupPage>()->button());
        QTRY_VERIFY(bench.view->hasError());
        QVERIFY(bench.settled());
        QVERIFY2(bench.said().contains(QStringLiteral("Your card was declined."))
                     && bench.said().contains(QStringLiteral("Nothing was charged. Ask the bank")),
                 qPrintable(bench.said()));
        QCOMPARE(bench.page<TopupPage>()->amountBox()->cents(), 2500);
    }
};

QTEST_MAIN(TopupPageTest)
#include "tst_topuppage.moc"
