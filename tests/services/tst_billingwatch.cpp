// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever wants to be told of a low balance is told once, without looking; nobody else is asked
// for.
#include "models/services/billingwatch.h"
#include "models/services/connection.h"
#include "models/services/settings.h"
#include "tests/support/cannedserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

const QDateTime now({2026, 11, 20}, {12, 0}, Qt::UTC);

struct Bench
{
    Bench() : server([this](const CannedServer::Request &request) { return answer(request); })
    {
        watch.setClock([] { return now; });
    }
    CannedServer::Reply answer(const CannedServer::Request &request) const
    {
        if (request.path.endsWith(QLatin1String("/credit-balance")))
            return broken
                ? CannedServer::Reply::error(403, 1, QStringLiteral("down"))
                : CannedServer::Reply::result(QJsonObject{{"balance", balance},
                                                          {"has_default_payment_method", true},
                                                          {"payment_method", QJsonValue::Null}});
        if (request.path.endsWith(QLatin1String("/usage-history")))
            return CannedServer::Reply::result(QJsonObject{
                {"history",
                 QJsonArray{QJsonObject{
                     {"id", "u"},
                     {"aggregated_value", 7000}, // in a week: 10 dollars a day
                     {"start_time", now.addDays(-1).toMSecsSinceEpoch()},
                     {"end_time", now.addDays(-1).addSecs(3600).toMSecsSinceEpoch()}}}}});
        return CannedServer::Reply::result(QJsonObject{
            {"invoices", QJsonArray()},
            {"pagination",
             QJsonObject{{"has_more", false}, {"page", 1}, {"per_page", 20}, {"total_count", 0}}}});
    }
    void open()
    {
        connection.open(
            {server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}});
    }
    // Until nothing is asked any more.
    bool looked(qsizetype questions)
    {
        return QTest::qWaitFor([&] { return server.requests().size() == questions; })
            && !QTest::qWaitFor([&] { return server.requests().size() > questions; }, 50);
    }

    double balance = 2500; // cents
    bool broken = false;
    CannedServer server;
    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    TimeDisplay time;
    BillingWatch watch{&settings, &time};
    Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
};

} // namespace

class BillingWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void asksNothingUnasked()
    {
        Bench bench;
        bench.open();
        bench.watch.attach(&bench.connection);
        bench.watch.check();
        QVERIFY(bench.looked(0));
    }

    void tellsOnceUntilItComesBack()
    {
        Bench bench;
        bench.settings.set(setting::billingNotices, true);
        QSignalSpy alerted(&bench.watch, &BillingWatch::alerted);
        bench.watch.attach(&bench.connection);
        QCOMPARE(bench.server.requests().size(), 0); // there is no service yet
        bench.open();
        QTRY_COMPARE(alerted.size(), 1);
        QCOMPARE(alerted[0][1].toString(),
                 QStringLiteral("The balance of $25.00 is low. Lasts until about 23 November."));
        QVERIFY(bench.looked(3));
        bench.balance = 2400; // the same matter
        bench.watch.check();
        QVERIFY(bench.looked(6));
        QCOMPARE(alerted.size(), 1);
        bench.broken = true; // nothing is known, nothing told, nothing forgotten
        bench.watch.check();
        QVERIFY(bench.looked(7));
        bench.broken = false;
        bench.watch.check();
        QVERIFY(bench.looked(10));
        QCOMPARE(alerted.size(), 1);
        bench.balance = 50'000; // enough; then too little anew
        bench.watch.check();
        QVERIFY(bench.looked(13));
        QCOMPARE(alerted.size(), 1);
        bench.balance = 2400;
        bench.watch.check();
        QTRY_COMPARE(alerted.size(), 2);
        bench.balance = -5;
        bench.watch.check();
        QTRY_COMPARE(alerted.size(), 3);
        QVERIFY(alerted[2][1].toString().contains(QStringLiteral("used up")));
    }

    void survivesAConnectionThatGoes()
    {
        Bench bench;
        bench.settings.set(setting::billingNotices, true);
        {
            Connection gone({.id = QStringLiteral("gone"), .name = QStringLiteral("Gone")});
            gone.open(
                {bench.server.url(), QStringLiteral("account"), {QStringLiteral("t"), {}, {}}});
            bench.watch.attach(&gone);
        }
        bench.watch.check();
        bench.open();
        bench.watch.attach(&bench.connection);
        QSignalSpy alerted(&bench.watch, &BillingWatch::alerted);
        QTRY_COMPARE(alerted.size(), 1);
    }
};

QTEST_GUILESS_MAIN(BillingWatchTest)
#include "tst_billingwatch.moc"
