// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the billing operations: what is answered is shown under its accessible name, what
// is typed is in the raw request.
#include "tests/support/testdata.h"
#include "tests/views/billingbench.h"
#include "tests/views/viewchecks.h"
#include "views/billing/autotopuppage.h"
#include "views/billing/billingoverview.h"
#include "views/billing/invoicespage.h"
#include "views/billing/spendinglimitpage.h"
#include "views/billing/topuppage.h"
#include "views/billing/usagepage.h"
#include "views/billing/usagerange.h"
#include "views/common/fields.h"
#include "views/common/moneybox.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

using namespace gatehouse;
using namespace gatehouse::test;

static QJsonObject testData(const char *name)
{
    QFile file(testDataPath(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject{};
}

class BillingFieldsTest : public QObject
{
    Q_OBJECT

private:
    // As it is read out: of labels and fields, and of a column of each of the page's tables.
    static QString shown(const BillingBench &bench, const QString &name)
    {
        QStringList texts;
        for (auto *label : bench.view->currentPage()->findChildren<QLabel *>())
            if (label->accessibleName() == name && label->isVisibleTo(bench.view.get()))
                texts << label->text();
        for (auto *table : bench.view->currentPage()->findChildren<QTableView *>())
            for (int column = 0; column < table->model()->columnCount(); ++column)
                if (table->model()->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole)
                        == name
                    && table->model()->rowCount() > 0)
                    texts << table->model()->index(0, column).data().toString();
        return texts.join(u'\n');
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void everyFieldOfTheOperationsIsShown()
    {
        const QJsonObject operations = testData("billing-operations.json");
        const QJsonObject rows = testData("billing-fields.json");
        QCOMPARE(operations.size(), 13);
        for (auto operation = operations.begin(); operation != operations.end(); ++operation) {
            const QJsonObject names = rows.value(operation.key()).toObject();
            for (const char *part : {"query", "body", "answer"})
                for (const QJsonValue field :
                     operation->toObject().value(QLatin1String(part)).toArray())
                    QVERIFY2(names.contains(field.toString()),
                             qPrintable(operation.key() + u' ' + field.toString()));
        }
    }

    void answers_data()
    {
        QTest::addColumn<QString>("page");
        for (const char *page :
             {"", "usage", "invoices", "top-up", "auto-top-up", "spending-limit"})
            QTest::newRow(*page ? page : "overview") << QString::fromLatin1(page);
    }
    void answers()
    {
        QFETCH(QString, page);
        BillingBench bench(page);
        bench.account.autoTopup["disabledReason"] = QStringLiteral("payment_failed");
        bench.account.autoTopup["error"] = QStringLiteral("card expired");
        bench.account.autoTopup["lastFailedAt"] = 1'795'000'000;
        bench.account.hasMore = true;
        QVERIFY(bench.show());
        if (page == u"top-up") {
            bench.type(bench.page<TopupPage>()->amountBox(), QStringLiteral("30"));
            bench.click(bench.page<TopupPage>()->button());
            QTRY_VERIFY(bench.topups.current(&bench.connection));
            QTRY_COMPARE(bench.topups.current(&bench.connection)->state(), Topup::State::Completed);
            QVERIFY(bench.settled());
        }
        int looked = 0;
        const QJsonObject rows = testData("billing-fields.json");
        for (auto operation = rows.begin(); operation != rows.end(); ++operation) {
            const QJsonObject fields = operation->toObject();
            for (auto field = fields.begin(); field != fields.end(); ++field) {
                const QStringList place = field->toString().split(u'|'); // page, name, text
                if (place.size() != 3 || place[0] != page)
                    continue;
                ++looked;
                const QString found = shown(bench, place[1]);
                QVERIFY2(found.contains(place[2]) && !found.isEmpty(),
                         qPrintable(QStringLiteral("%1 %2: “%3” shows “%4”")
                                        .arg(operation.key(), field.key(), place[1], found)));
            }
        }
        QVERIFY(looked > 0);
    }

    void typedTopUp()
    {
        BillingBench bench(QStringLiteral("top-up"));
        QVERIFY(bench.show());
        auto *box =
            qobject_cast<QDoubleSpinBox *>(bench.named(QStringLiteral("Amount in dollars")));
        QVERIFY(box);
        bench.type(box, QStringLiteral("123.45"));
        bench.click(bench.page<TopupPage>()->button());
        QTRY_COMPARE(bench.sent("POST topup"), QList<QByteArray>{R"({"amount":12345})"});
        QTRY_COMPARE(bench.sent("POST topup/status"),
                     QList<QByteArray>{R"({"payment_intent_id":"in_2"})"});
        QVERIFY(bench.settled());
    }

    void typedAutoTopUp()
    {
        BillingBench bench(QStringLiteral("auto-top-up"));
        QVERIFY(bench.show());
        for (const auto &[name, text] :
             {std::pair("Threshold in dollars", "7.5"), std::pair("Amount in dollars", "40")}) {
            auto *box = qobject_cast<QDoubleSpinBox *>(bench.named(QString::fromLatin1(name)));
            QVERIFY2(box, name);
            bench.type(box, QString::fromLatin1(text));
        }
        QTest::keyClick(bench.view->currentPage(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(bench.sent("POST topup/config"),
                     QList<QByteArray>{R"({"amount":4000,"threshold":750})"});
        QVERIFY(bench.settled());
        QVERIFY(bench.dialogs.confirmations.constFirst().losses.contains(
            QStringLiteral("Threshold: $10.00 → $7.50")));
    }

    void typedSpendingLimit()
    {
        BillingBench bench(QStringLiteral("spending-limit"));
        QVERIFY(bench.show());
        bench.type(qobject_cast<QDoubleSpinBox *>(bench.named(QStringLiteral("Limit in dollars"))),
                   QStringLiteral("99"));
        for (const auto &[name, text] : {std::pair("Period", "m"), std::pair("Counting", "s")}) {
            auto *box = qobject_cast<QComboBox *>(bench.named(QString::fromLatin1(name)));
            QVERIFY2(box, name);
            box->setFocus();
            QTest::keyClicks(box, QString::fromLatin1(text));
        }
        bench.click(bench.page<SpendingLimitPage>()->saveButton());
        QTRY_COMPARE(
            bench.sent("POST spending-limit"),
            QList<QByteArray>{R"({"amount":9900,"duration":"monthly","strategy":"sliding"})"});
        QVERIFY(bench.settled());
    }

    void chosenTypeAndRange()
    {
        BillingBench invoices(QStringLiteral("invoices"));
        QVERIFY(invoices.show());
        auto *type = qobject_cast<QComboBox *>(invoices.named(QStringLiteral("Type of invoice")));
        QVERIFY(type);
        type->setFocus();
        QTest::keyClick(type, Qt::Key_End);
        QVERIFY(invoices.settled());
        QCOMPARE(invoices.sent("GET invoice-history"),
                 (QList<QByteArray>{"?type=all", "?type=manual"}));

        BillingBench usage(QStringLiteral("usage"), QStringLiteral("2026-11-01..2026-11-02 hour"));
        QVERIFY(usage.show());
        QVERIFY(usage.sent("GET usage-history")
                    .contains("?value_grouping_window=hour&start_time=1793491200000&end_time="
                              "1793664000000"));
    }

    void everythingHasAName()
    {
        for (const char *page :
             {"", "usage", "invoices", "top-up", "auto-top-up", "spending-limit"}) {
            BillingBench bench(QString::fromLatin1(page));
            QVERIFY(bench.show());
            QCOMPARE(unnamedFocusable(*bench.view, true).join(u' '), QString());
        }
    }
};

QTEST_MAIN(BillingFieldsTest)
#include "tst_billingfields.moc"
