// SPDX-License-Identifier: GPL-3.0-or-later
// What billing's values mean: units, nulls, unknown words, and the arithmetic of usage.
#include "models/domain/billingalerts.h"
#include "models/domain/invoice.h"
#include "models/domain/money.h"
#include "models/domain/usageseries.h"

#include <QLocale>
#include <QTest>

using namespace gatehouse;

static QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}

static UsageBucket bucket(const QDateTime &start, double cents, const QString &id = {})
{
    return {
        {id.isEmpty() ? start.toString(Qt::ISODate) : id}, cents, start, start.addSecs(3600), {}};
}

class BillingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void secondsAndMilliseconds_data()
    {
        QTest::addColumn<double>("time");
        QTest::newRow("s") << 1'780'000'000.0;
        QTest::newRow("ms") << 1'780'000'000'000.0;
    }
    void secondsAndMilliseconds()
    {
        QFETCH(double, time);
        const QDateTime wanted = QDateTime::fromSecsSinceEpoch(1'780'000'000, Qt::UTC);
        const auto usage = fromJson<UsageBucket>(QJsonObject{
            {"id", "a"}, {"aggregated_value", 0.125}, {"start_time", time}, {"end_time", time}});
        QVERIFY(usage);
        QCOMPARE(usage->start, wanted);
        QCOMPARE(usage->end, wanted);
        QCOMPARE(usage->cents, 0.125);
        const auto autoTopup = fromJson<AutoTopup>(QJsonObject{{"lastFailedAt", time}});
        QCOMPARE(*autoTopup->lastFailedAt, wanted);
        const auto invoice = fromJson<Invoice>(QJsonObject{{"amount_due", 1},
                                                           {"amount_paid", 0},
                                                           {"amount_remaining", 1},
                                                           {"currency", "usd"},
                                                           {"created", time}});
        QCOMPARE(*invoice->created, wanted);
        const auto period = fromJson<InvoicePeriod>(QJsonObject{{"start", time}, {"end", time}});
        QCOMPARE(period->start, wanted);
        QCOMPARE(period->end, wanted);
    }

    void nullsAndUnknownWordsSurvive()
    {
        const QJsonObject config{
            {"amount", QJsonValue::Null},         {"threshold", QJsonValue::Null},
            {"disabledReason", QJsonValue::Null}, {"error", QJsonValue::Null},
            {"lastFailedAt", QJsonValue::Null},   {"new", 1}};
        const auto autoTopup = fromJson<AutoTopup>(config);
        QVERIFY(autoTopup && !autoTopup->isConfigured() && !autoTopup->hasFailed());
        QCOMPARE(toJson(*autoTopup).toObject(), config);
        const QJsonObject limit{
            {"config",
             QJsonObject{{"amount", 100}, {"duration", "yearly"}, {"strategy", "guessed"}}},
            {"enabled", 1}};
        const auto spending = fromJson<SpendingLimit>(limit);
        QVERIFY(spending && spending->enabled && spending->isSet());
        QCOMPARE(durationText(*spending->config.duration), QStringLiteral("yearly"));
        QCOMPARE(strategyText(*spending->config.strategy), QStringLiteral("guessed"));
        QCOMPARE(toJson(spending->config).toObject(), limit["config"].toObject());
        QVERIFY(!limitWindowStart(spending->config, utc("2026-11-20T12:00:00Z")).isValid());
        // A fraction of a cent is no amount of money that moves.
        QVERIFY(!fromJson<AutoTopup>(QJsonObject{{"amount", 1000.5}}));
        QCOMPARE(cardText(fromJson<CreditBalance>(QJsonObject{{"balance", -12.25},
                                                              {"has_default_payment_method", true},
                                                              {"payment_method", QJsonObject{}}})
                              ->paymentMethod),
                 QString());
    }

    void moneyByCurrencyAndLocale()
    {
        QCOMPARE(money(123'456), QStringLiteral("$1,234.56"));
        QCOMPARE(money(-5), QStringLiteral("-$0.05"));
        QCOMPARE(money(-0.2), QStringLiteral("$0.00"));
        QCOMPARE(money(500, QStringLiteral("jpy")), QStringLiteral("¥500"));
        QCOMPARE(money(1234, QStringLiteral("chf")), QStringLiteral("12.34\u00a0CHF"));
        QCOMPARE(exactMoney(0.0123), QStringLiteral("$0.000123"));
        QCOMPARE(unitPrice(QStringLiteral("0.000034215"), QStringLiteral("usd")),
                 QStringLiteral("$0.00000034215"));
        QCOMPARE(unitPrice(QStringLiteral("n/a"), QStringLiteral("usd")), QStringLiteral("n/a"));
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(money(123'456, QStringLiteral("EUR")), QStringLiteral("1.234,56\u00a0€"));
        QLocale::setDefault(QLocale::c());
        QCOMPARE(money(123), QStringLiteral("$1.23"));
        QLocale::setDefault(before);
    }

    void totals()
    {
        const auto line = [](qint64 amount, qint64 credit) {
            InvoiceLine made;
            made.amount = amount;
            made.currency = QStringLiteral("usd");
            made.credits = QList<PretaxCredit>{{credit, {}, {}, QStringLiteral("credit"), {}}};
            return made;
        };
        InvoicePreview preview;
        preview.currency = QStringLiteral("usd");
        preview.lines = {line(700, 500), line(300, 0)};
        preview.amountDue = 1000;
        preview.amountPaid = 500;
        preview.amountRemaining = 500;
        QVERIFY(totalsAgree(preview));
        QVERIFY(totalsText(preview).contains(QStringLiteral("add up to the amount due, $10.00")));
        preview.amountDue = 500;
        preview.amountPaid = 0;
        QVERIFY(totalsAgree(preview));
        QVERIFY(totalsText(preview).contains(QStringLiteral("less the credits, $5.00")));
        preview.amountDue = 1190;
        QVERIFY(!totalsAgree(preview));
        QVERIFY(totalsText(preview).contains(
            QStringLiteral("add up to $10.00, which is $1.90 less than the amount due, $11.90")));
        preview.lines[0].currency = QStringLiteral("eur");
        QVERIFY(totalsText(preview).contains(QStringLiteral("several currencies")));
        preview.lines[0].pricing.unitAmount = QStringLiteral("0.5");
        preview.lines[0].quantity = 1400;
        QCOMPARE(preview.lines[0].reckoned(), std::optional(700.0));
        preview.lines[0].currency = QStringLiteral("usd");
        preview.lines[0].description = QStringLiteral("tokens");
        preview.amountDue = preview.amountRemaining = 1000;
        QVERIFY(totalsAgree(preview));
        preview.lines[0].quantity = 1401; // half a cent is rounding
        QVERIFY(totalsAgree(preview));
        preview.lines[0].quantity = 1600;
        QVERIFY(!totalsAgree(preview));
        QVERIFY2(totalsText(preview).contains(
                     QStringLiteral("“tokens”: quantity times unit price is $8.000000, not $7.00")),
                 qPrintable(totalsText(preview)));
    }

    void alertsAreOfOneMatterEach()
    {
        using About = BillingAlert::About;
        const TimeDisplay time;
        CreditForecast lasts;
        lasts.basis = {utc("2026-11-13T12:00:00Z"), utc("2026-11-20T12:00:00Z")};
        lasts.days = 2.5;
        lasts.end = utc("2026-11-23T00:00:00Z");
        CreditBalance balance;
        balance.balance = 4800;
        auto alerts = billingAlerts(balance, lasts, {}, time);
        QCOMPARE(alerts.size(), 1);
        QVERIFY(alerts[0].about == About::Balance);
        QCOMPARE(alerts[0].text,
                 QStringLiteral("The balance of $48.00 is low. Lasts until about 23 November."));
        // A little later it is the same matter; used up, it is another.
        const QString low = alerts[0].id;
        balance.balance = 4700;
        QCOMPARE(billingAlerts(balance, lasts, {}, time)[0].id, low);
        balance.balance = -1;
        QVERIFY(billingAlerts(balance, std::nullopt, {}, time)[0].id != low);
        // What is refilled by itself is not low, unless that is switched off.
        balance.balance = 4700;
        AutoTopup autoTopup;
        autoTopup.amount = autoTopup.threshold = qint64(1000);
        balance.autoTopup = autoTopup;
        QVERIFY(billingAlerts(balance, lasts, {}, time).isEmpty());
        autoTopup.disabledReason = QStringLiteral("payment_failed");
        autoTopup.lastFailedAt = utc("2026-11-18T11:06:40Z");
        balance.autoTopup = autoTopup;
        alerts = billingAlerts(balance, lasts, {}, time);
        QCOMPARE(alerts.size(), 2);
        QVERIFY(alerts[1].about == About::AutoTopup);
        QVERIFY(alerts[1].text.contains(QStringLiteral("a payment failed")));
        const QString failed = alerts[1].id;
        autoTopup.lastFailedAt = utc("2026-11-19T11:06:40Z"); // it has failed again
        balance.autoTopup = autoTopup;
        QVERIFY(billingAlerts(balance, lasts, {}, time)[1].id != failed);
        Invoice invoice;
        invoice.id = {QStringLiteral("in_1")};
        invoice.amountDue = 2500;
        invoice.currency = QStringLiteral("usd");
        invoice.status = OpenEnum(InvoiceStatus::Void);
        balance.autoTopup = {};
        alerts = billingAlerts(balance, std::nullopt, {invoice}, time);
        QCOMPARE(alerts.size(), 1);
        QVERIFY(alerts[0].about == About::Payment);
        invoice.status = OpenEnum(InvoiceStatus::Open); // not failed yet
        QVERIFY(billingAlerts(balance, std::nullopt, {invoice}, time).isEmpty());
    }

    void rowsWithoutNumbersAreToldApart()
    {
        Invoice same;
        same.amountDue = 5;
        const QList<Invoice> rows = withRowIds({same, same, same});
        QCOMPARE(QSet<QString>({rows[0].id.value, rows[1].id.value, rows[2].id.value}).size(), 3);
        QVERIFY(rows[0].number.isAbsent());
    }

    // Clocks go forward on 29 March 2026 in Berlin, and back on 25 October.
    void daysOf23And25Hours_data()
    {
        QTest::addColumn<QDateTime>("noon");
        QTest::addColumn<int>("hours");
        QTest::newRow("23") << utc("2026-03-29T12:00:00Z") << 23;
        QTest::newRow("24") << utc("2026-03-28T12:00:00Z") << 24;
        QTest::newRow("25") << utc("2026-10-25T12:00:00Z") << 25;
    }
    void daysOf23And25Hours()
    {
        QFETCH(QDateTime, noon);
        QFETCH(int, hours);
        const QTimeZone berlin("Europe/Berlin");
        const QList<TimeRange> slotList =
            usageSlots({noon.addDays(-1), noon.addDays(1)}, UsageWindow::Day, berlin);
        QCOMPARE(slotList.size(), 3);
        QCOMPARE(slotList[1].from.secsTo(slotList[1].to), qint64(hours) * 3600);
        QCOMPARE(slotList[0].to, slotList[1].from);
        // A cent an hour, two hours beyond each end: nothing of a neighbour leaks in.
        QList<UsageBucket> buckets;
        for (QDateTime hour = slotList[1].from.addSecs(-7200); hour < slotList[1].to.addSecs(7200);
             hour = hour.addSecs(3600))
            buckets.append(bucket(hour, 1));
        const auto points = usagePoints(slotList.mid(1, 1), buckets);
        QCOMPARE(points.size(), 1);
        QCOMPARE(points[0].cents, std::optional(double(hours)));
        QCOMPARE(points[0].ids.size(), hours);
        QCOMPARE(wireWindow(UsageWindow::Day, berlin), UsageWindow::Hour);
        QCOMPARE(wireWindow(UsageWindow::Day, QTimeZone::utc()), UsageWindow::Day);
        QCOMPARE(slotsBefore(slotList, UsageWindow::Day, berlin).constLast().to, slotList[0].from);
        QCOMPARE(slotsBefore(slotList, UsageWindow::Day, berlin).size(), slotList.size());
    }

    void gapsAndSums()
    {
        const QDateTime start = utc("2026-11-01T00:00:00Z");
        const QList<TimeRange> hours =
            usageSlots({start, start.addSecs(4 * 3600)}, UsageWindow::Hour, QTimeZone::utc());
        QCOMPARE(hours.size(), 4);
        const QList<TimeRange> before = slotsBefore(hours, UsageWindow::Hour, QTimeZone::utc());
        QCOMPARE(before.constFirst().from, start.addSecs(-4 * 3600));
        const auto points =
            usagePoints(hours, {bucket(start, 0.5), bucket(start.addSecs(3 * 3600), 0.25)}, before,
                        {bucket(before[1].from, 2)});
        QCOMPARE(points[0].cents, std::optional(0.5));
        QVERIFY(!points[1].cents && !points[2].cents); // nothing reported is not nothing used
        QCOMPARE(points[2].cumulative, 0.5);
        QCOMPARE(points[3].cumulative, 0.75);
        QCOMPARE(points[1].previous, std::optional(2.0));
        QVERIFY(!points[0].previous);
        // Half an hour off, a day begins within an hour of UTC.
        QVERIFY(splitsHours(
            usageSlots({start, start.addDays(2)}, UsageWindow::Day, QTimeZone("Asia/Kolkata"))));
        QVERIFY(!splitsHours(hours));
    }

    void forecastSaysHow()
    {
        const QDateTime now = utc("2026-11-20T12:00:00Z");
        QList<UsageBucket> buckets;
        for (int hour = 1; hour <= 7 * 24; ++hour)
            buckets.append(bucket(now.addSecs(-3600 * hour), 100));
        buckets.append(bucket(now.addDays(-8), 1e6)); // too old to count
        const CreditForecast lasts = forecast(33'600, buckets, now, 7);
        QCOMPARE(lasts.perDay, 2400.0);
        QCOMPARE(lasts.days, std::optional(14.0));
        QCOMPARE(lasts.end, now.addDays(14));
        QCOMPARE(lasts.text(QTimeZone::utc()), QStringLiteral("Lasts until about 4 December"));
        const QString how = lasts.reckoning(33'600, QStringLiteral("usd"));
        QVERIFY2(how.contains(QStringLiteral("$168.00"))
                     && how.contains(QStringLiteral("$24.00 a day"))
                     && how.contains(QStringLiteral("14.0 days")),
                 qPrintable(how));
        QVERIFY(!forecast(33'600, {}, now, 7).days);
        QCOMPARE(forecast(0, buckets, now, 7).text(QTimeZone::utc()),
                 QStringLiteral("Nothing is left"));
    }

    void limitWindows()
    {
        const QDateTime now = utc("2026-11-20T12:34:00Z"); // a Friday
        const auto since = [&now](LimitDuration duration, LimitStrategy strategy) {
            return limitWindowStart({100, OpenEnum(duration), OpenEnum(strategy), {}}, now);
        };
        QCOMPARE(since(LimitDuration::Daily, LimitStrategy::Fixed), utc("2026-11-20T00:00:00Z"));
        QCOMPARE(since(LimitDuration::Weekly, LimitStrategy::Fixed), utc("2026-11-16T00:00:00Z"));
        QCOMPARE(since(LimitDuration::Monthly, LimitStrategy::Fixed), utc("2026-11-01T00:00:00Z"));
        QCOMPARE(since(LimitDuration::Daily, LimitStrategy::Sliding), now.addDays(-1));
        QCOMPARE(since(LimitDuration::Weekly, LimitStrategy::Sliding), now.addDays(-7));
        QCOMPARE(since(LimitDuration::Monthly, LimitStrategy::Sliding), now.addDays(-30));
    }

    void refusalsAreExplained_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("word");
        QTest::newRow("no card") << 402 << "The account has no default payment method."
                                 << "Add a default card";
        QTest::newRow("declined") << 402 << "Your card was declined."
                                  << "Ask the bank";
        QTest::newRow("3-D Secure")
            << 402 << "Your card was declined. This transaction requires authentication."
            << "3-D Secure";
        QTest::newRow("first") << 403 << "NO_MANUAL_TOPUP"
                               << "by hand first";
        QTest::newRow("permission") << 403 << "Forbidden"
                                    << "AI Gateway Write";
        QTest::newRow("other") << 500 << "declined"
                               << "";
    }
    void refusalsAreExplained()
    {
        QFETCH(int, status);
        QFETCH(QString, message);
        QFETCH(QString, word);
        ApiError error;
        error.httpStatus = status;
        error.message = message;
        QVERIFY2(billingAdvice(error).contains(word), qPrintable(billingAdvice(error)));
        QCOMPARE(billingAdvice(error).isEmpty(), word.isEmpty());
    }
};

QTEST_GUILESS_MAIN(BillingTest)
#include "tst_billing.moc"
