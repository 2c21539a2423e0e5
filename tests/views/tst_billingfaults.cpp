// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the billing when the service answers wrongly.
#include "tests/support/sandboxfixture.h"
#include "tests/views/billingbench.h"

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
};

QTEST_MAIN(BillingFaultsTest)
#include "tst_billingfaults.moc"
