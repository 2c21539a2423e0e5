// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the billing when the service answers wrongly.
#include "tests/support/sandboxfixture.h"
#include "tests/views/billingbench.h"
#include "views/billing/billingsettingpage.h"
#include "views/billing/topuppage.h"
#include "views/common/moneybox.h"

#include <QPushButton>

using namespace gatehouse;
using namespace gatehouse::test;

class BillingFaultsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<SandboxFixture> m_sandbox; // one for all, as only its faults are set

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxFixture>();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }

    void faults_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"html", "error", "truncated", "cut", "nulls", "unknown_enum",
                                 "extra_fields", "content_type"})
            QTest::newRow(kind) << QString(kind);
    }
    // Nothing crashes, nothing is shown that was not answered, and all is well afterwards.
    void faults()
    {
        QFETCH(QString, kind);
        BillingBench bench;
        bench.connection.open(m_sandbox->endpoint());
        QVERIFY(m_sandbox->setFaults({{{"kind", kind}, {"path", "*/billing/*"}}}));
        QVERIFY(bench.show());
        const bool harmless =
            kind == u"extra_fields" || kind == u"unknown_enum" || kind == u"content_type";
        for (int i = 0; i < BillingView::PageCount; ++i) {
            bench.view->setCurrent(BillingView::Page(i));
            QVERIFY(bench.settled());
            // Of auto top-up everything may be null.
            const bool isRight = harmless || (kind == u"nulls" && i == BillingView::AutoTopUp);
            QVERIFY2(bench.view->hasError() != isRight, qPrintable(QString::number(i)));
        }
        QVERIFY(m_sandbox->setFaults({}));
        for (int i = 0; i < BillingView::PageCount; ++i) {
            bench.view->setCurrent(BillingView::Page(i));
            bench.view->refresh();
            QVERIFY(bench.settled());
            QVERIFY2(!bench.view->hasError(), qPrintable(QString::number(i) + bench.said()));
        }
    }

    void writes_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("operation");
        QTest::addColumn<CannedServer::Reply>("reply");
        QTest::addColumn<QString>("told");
        const auto error = [](int status, const char *message) {
            return CannedServer::Reply::error(status, 1000, QString::fromLatin1(message));
        };
        CannedServer::Reply busy = error(429, "slow down");
        busy.headers << std::pair<QByteArray, QByteArray>("Retry-After", "60"); // s
        CannedServer::Reply cut = CannedServer::Reply::result(QJsonObject{});
        cut.cutAfter = 30;
        const std::tuple<const char *, CannedServer::Reply, const char *> faults[] = {
            {"402", error(402, "no card"), "no card"},
            {"403", error(403, "not for you"), "not for you"},
            {"404", error(404, "nowhere"), "Not found (HTTP 404)"},
            {"429", busy, "Retry in 60 s."},
            {"400", error(400, "too much"), "too much"},
            {"success is false", error(200, "but no"), "but no"},
            {"502 with a page",
             {.status = 502,
              .body = "<title>Bad gateway</title>",
              .headers = {{"Content-Type", "text/html"}}},
             "carried out"},
            {"no JSON", {.body = "OK"}, "carried out"},
            {"cut", cut, "carried out"},
        };
        const std::pair<const char *, const char *> operations[] = {
            {"auto-top-up", "POST topup/config"},
            {"auto-top-up", "DELETE topup/config"},
            {"spending-limit", "POST spending-limit"},
            {"spending-limit", "DELETE spending-limit"},
            {"top-up", "POST topup"}};
        for (const auto &[page, operation] : operations)
            for (const auto &[name, reply, told] : faults)
                QTest::addRow("%s %s", operation, name)
                    << QString(page) << QString(operation) << reply << QString(told);
    }
    // It is said, what was typed stays, nothing is sent again by itself, and the rest works.
    void writes()
    {
        QFETCH(QString, page);
        QFETCH(QString, operation);
        QFETCH(CannedServer::Reply, reply);
        QFETCH(QString, told);
        BillingBench bench(page);
        QVERIFY(bench.show());
        const auto where = bench.view->current();
        auto *settings = qobject_cast<BillingSettingPage *>(bench.view->currentPage());
        auto *topup = qobject_cast<TopupPage *>(bench.view->currentPage());
        auto *box = bench.view->currentPage()->findChildren<MoneyBox *>().constLast();
        QAbstractButton *button = topup       ? topup->button()
            : operation.startsWith(u"DELETE") ? settings->removeButton()
                                              : settings->saveButton();
        const auto ended = [&bench] {
            const Topup *current = bench.topups.current(&bench.connection);
            return !(current && current->isUnderWay()) && bench.settled();
        };
        const QByteArray latin = operation.toLatin1();
        const char *sent = latin.constData();
        bench.account.spoiled.insert(operation, reply);
        bench.type(box, QStringLiteral("77"));
        bench.click(button);
        QTRY_COMPARE(bench.sent(sent).size(), 1);
        const bool waits = reply.status == 429; // nothing at all is sent until then
        QTRY_VERIFY((waits || ended()) && bench.said().contains(told));
        QCOMPARE(box->cents(), 7700);
        QCOMPARE(bench.sent(sent).size(), 1);
        if (waits)
            return;
        for (int i = 0; i < BillingView::PageCount; ++i) {
            bench.view->setCurrent(BillingView::Page(i));
            QVERIFY(bench.settled());
            if (i != where)
                QVERIFY2(!bench.view->hasError(), qPrintable(QString::number(i) + bench.said()));
        }
        bench.view->setCurrent(where);
        QVERIFY(bench.settled());
        QVERIFY2(bench.said().contains(told), qPrintable(bench.said()));
        QCOMPARE(box->cents(), 7700);
        const bool isUnclear = bench.topups.unclear(&bench.connection);
        bench.account.spoiled.clear();
        if (topup)
            delete bench.topups.current(&bench.connection)->task();
        bench.click(button);
        QTRY_COMPARE(bench.sent(sent).size(), 2);
        QTRY_VERIFY2(ended() && !bench.view->hasError(), qPrintable(bench.said()));
        if (isUnclear) { // and stays so, whatever becomes of the next
            QVERIFY2(bench.said().contains(told), qPrintable(bench.said()));
            for (auto *aside : bench.view->currentPage()->findChildren<QAbstractButton *>())
                if (aside->text() == u"Put aside…" && aside->isVisible())
                    bench.click(aside);
            QTRY_VERIFY(!bench.topups.unclear(&bench.connection));
        }
        QVERIFY2(!bench.said().contains(told), qPrintable(bench.said()));
    }
};

QTEST_MAIN(BillingFaultsTest)
#include "tst_billingfaults.moc"
