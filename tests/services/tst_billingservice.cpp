// SPDX-License-Identifier: GPL-3.0-or-later
// What the service of an account's money makes of answers that mislead.
#include "models/services/billingservice.h"
#include "models/services/connection.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using Reply = CannedServer::Reply;

class BillingServiceTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject invoice(const QString &number, const QString &status)
    {
        return {{"id", number},      {"amount_due", 2500},
                {"amount_paid", 0},  {"amount_remaining", 2500},
                {"currency", "usd"}, {"status", status}};
    }
    static void open(Connection &connection, const CannedServer &server)
    {
        connection.open(
            {server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}});
    }

private Q_SLOTS:
    // One is made between two pages, so that the last of the first is on the second, too.
    void anInvoiceThatMovesIsOneInvoice()
    {
        CannedServer server([](const CannedServer::Request &request) {
            const bool second = !request.item(QStringLiteral("page")).isNull();
            const QJsonArray page = second ? QJsonArray{invoice("2", "paid"), invoice("1", "paid")}
                                           : QJsonArray{invoice("3", "paid"), invoice("2", "open")};
            return Reply::result(QJsonObject{{"invoices", page},
                                             {"pagination",
                                              QJsonObject{{"has_more", !second},
                                                          {"page", second ? 2 : 1},
                                                          {"per_page", 2},
                                                          {"total_count", 3}}}});
        });
        Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
        open(connection, server);
        const auto history = await(connection.billing()->invoices(InvoiceType::All));
        VERIFY_RESULT(history);
        QStringList numbers;
        for (const Invoice &one : history->invoices)
            numbers << one.number.valueOr({});
        QCOMPARE(numbers.join(u' '), QStringLiteral("3 2 1"));
        QVERIFY(history->isWhole);
    }

    // The same amounts as asked for, which were there before, and it is off still.
    void autoTopupThatIsStillOffIsNotSet()
    {
        CannedServer server([](const CannedServer::Request &request) {
            if (request.method == "POST")
                return Reply{.cutAfter = 0};
            return Reply::result(QJsonObject{{"amount", 2500},
                                             {"threshold", 1000},
                                             {"disabledReason", "payment_failed"},
                                             {"error", QJsonValue::Null},
                                             {"lastFailedAt", QJsonValue::Null}});
        });
        Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
        open(connection, server);
        const auto base = await(connection.billing()->autoTopup());
        VERIFY_RESULT(base);
        const auto outcome = await(connection.billing()->setAutoTopup(*base, *base));
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().text().contains(QStringLiteral("It is not set so.")),
                 qPrintable(outcome.error().text()));
    }
};

QTEST_GUILESS_MAIN(BillingServiceTest)
#include "tst_billingservice.moc"
