// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/requestbudget.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

// Time that passes when the test says so.
struct Bench
{
    QDateTime now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
    std::shared_ptr<RequestWindow> window = std::make_shared<RequestWindow>([this] { return now; });
    RequestBudget budget;
    QStringList started;

    explicit Bench(int limit)
    {
        budget.setWindow(window);
        budget.setLimit(limit);
    }
    void pass(std::chrono::milliseconds time)
    {
        now = now.addMSecs(time.count());
        budget.schedule();
    }
    bool ask(quint64 serial, Urgency urgency)
    {
        return budget.enter(serial, urgency,
                            [this, serial] { started.append(QString::number(serial)); });
    }
    // Asked and answered at once.
    void spend(int requests)
    {
        static quint64 serial = 1'000'000;
        for (int i = 0; i < requests; ++i) {
            QVERIFY(budget.enter(++serial, Urgency::Awaited, [] {}));
            budget.leave(serial);
        }
    }
};

} // namespace

class TestRequestBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thresholds_data();
    void thresholds();
    void theWindowSlides();
    void orderOfWhatWaits();
    void cancelledWhileWaiting();
    void hastened();
    void fewInFlight_data();
    void fewInFlight();
    void sharedWindow();
    void reportedIsBelieved();
    void reportHoldsUntilItsReset();
    void refusalHoldsEverything();
    void refusalsGrow();
    void clockPutBack();
    void neverMoreThanTheLimit();
    void newLimitStartsWhatWaits();
    void tellsNowAndThen();
    void windowsByUser();
};

void TestRequestBudget::thresholds_data()
{
    QTest::addColumn<int>("spent"); // of 100
    QTest::addColumn<int>("goes"); // urgencies that may go
    QTest::newRow("fresh") << 0 << 3;
    QTest::newRow("a quarter left") << 75 << 3;
    QTest::newRow("less than a quarter") << 76 << 2;
    QTest::newRow("a tenth left") << 90 << 2;
    QTest::newRow("less than a tenth") << 91 << 1;
    QTest::newRow("one left") << 99 << 1;
    QTest::newRow("nothing left") << 100 << 0;
}

void TestRequestBudget::thresholds()
{
    QFETCH(int, spent);
    QFETCH(int, goes);
    const Urgency urgencies[] = {Urgency::Awaited, Urgency::Visible, Urgency::Background};
    for (int i = 0; i < 3; ++i) {
        Bench bench(100);
        bench.spend(spent);
        QCOMPARE(bench.budget.remaining(), 100 - spent);
        QCOMPARE(bench.ask(1, urgencies[i]), i < goes);
        QCOMPARE(bench.budget.waiting(), i < goes ? 0 : 1);
    }
}

void TestRequestBudget::theWindowSlides()
{
    Bench bench(10);
    QVERIFY(!bench.budget.refillsAt().isValid());
    bench.spend(6);
    bench.pass(2min);
    bench.spend(4);
    QCOMPARE(bench.budget.remaining(), 0);
    QVERIFY(!bench.ask(1, Urgency::Awaited));
    bench.pass(2min + 59s);
    QVERIFY(bench.started.isEmpty());
    const qint64 wait = bench.now.msecsTo(bench.budget.refillsAt());
    QVERIFY2(wait > 0 && wait <= 1500, QByteArray::number(wait).constData());
    bench.pass(1500ms);
    QCOMPARE(bench.started, QStringList({"1"}));
    QCOMPARE(bench.budget.remaining(), 5);
    bench.pass(2min);
    QCOMPARE(bench.budget.remaining(), 9);
    bench.pass(5min);
    QCOMPARE(bench.budget.remaining(), 10);
    QVERIFY(!bench.budget.refillsAt().isValid());
}

void TestRequestBudget::orderOfWhatWaits()
{
    Bench bench(4);
    bench.spend(4);
    bench.ask(11, Urgency::Background);
    bench.ask(3, Urgency::Visible);
    bench.ask(7, Urgency::Awaited);
    bench.ask(12, Urgency::Awaited);
    bench.ask(2, Urgency::Visible);
    QCOMPARE(bench.budget.waiting(), 5);
    bench.pass(5min + 1s);
    QCOMPARE(bench.started, QStringList({"7", "12", "2", "3"})); // all that there is
    bench.pass(5min + 1s);
    QCOMPARE(bench.started.last(), QStringLiteral("11"));
    QCOMPARE(bench.budget.waiting(), 0);
}

void TestRequestBudget::cancelledWhileWaiting()
{
    Bench bench(1);
    bench.spend(1);
    bench.ask(1, Urgency::Awaited);
    bench.ask(2, Urgency::Awaited);
    bench.budget.leave(1);
    QCOMPARE(bench.budget.waiting(), 1);
    bench.pass(5min + 1s);
    QCOMPARE(bench.started, QStringList({"2"}));
}

void TestRequestBudget::hastened()
{
    Bench bench(100);
    bench.spend(80);
    bench.ask(1, Urgency::Background);
    bench.ask(2, Urgency::Background);
    QVERIFY(bench.started.isEmpty());
    bench.budget.hasten(2);
    QCOMPARE(bench.started, QStringList({"2"}));
    bench.budget.hasten(2); // under way: nothing changes
    bench.budget.hasten(77);
    QCOMPARE(bench.budget.waiting(), 1);
}

void TestRequestBudget::fewInFlight_data()
{
    QTest::addColumn<int>("limit");
    QTest::newRow("limited") << 1000;
    QTest::newRow("not limited") << 0;
}

void TestRequestBudget::fewInFlight()
{
    QFETCH(int, limit);
    Bench bench(limit);
    for (quint64 i = 1; i <= 10; ++i)
        bench.ask(i, Urgency::Background);
    QCOMPARE(bench.started.size(), RequestBudget::maxBackground);
    for (quint64 i = 11; i <= 20; ++i)
        bench.ask(i, Urgency::Visible);
    QCOMPARE(bench.started.size(), RequestBudget::maxInFlight);
    QVERIFY(!bench.ask(21, Urgency::Awaited));
    bench.budget.leave(1);
    QCOMPARE(bench.started.last(), QStringLiteral("21"));
    bench.budget.leave(2);
    QCOMPARE(bench.started.last(), QStringLiteral("13")); // 11 and 12 are under way
    QCOMPARE(bench.started.size(), RequestBudget::maxInFlight + 2);
}

void TestRequestBudget::sharedWindow()
{
    Bench bench(10);
    RequestBudget other; // of another connection of the same user, with a limit of its own
    other.setWindow(bench.window);
    other.setLimit(20);
    bench.spend(10);
    QCOMPARE(bench.budget.remaining(), 0);
    QCOMPARE(other.remaining(), 10);
    bool started = false;
    QVERIFY(other.enter(1, Urgency::Visible, [] {}));
    bench.window->block(10s);
    QVERIFY(!other.enter(2, Urgency::Awaited, [&] { started = true; }));
    QVERIFY(other.blockedUntil().isValid());
    bench.now = bench.now.addSecs(11);
    other.schedule();
    QVERIFY(started);
}

void TestRequestBudget::reportedIsBelieved()
{
    Bench bench(0); // the service has a limit all the same
    QVERIFY(bench.ask(1, Urgency::Background));
    bench.window->report({.remaining = 50, .reset = 30s, .quota = 1200});
    QVERIFY(!bench.ask(2, Urgency::Background));
    QVERIFY(!bench.ask(3, Urgency::Visible));
    QVERIFY(bench.ask(4, Urgency::Awaited));
    bench.window->report({.remaining = 1, .reset = 30s});
    QVERIFY(bench.ask(5, Urgency::Awaited));
    QVERIFY(!bench.ask(6, Urgency::Awaited)); // it has been counted

    Bench limited(100);
    limited.window->report({.remaining = 30, .reset = 30s, .quota = 1200});
    QCOMPARE(limited.budget.remaining(), 30);
    limited.spend(1);
    QCOMPARE(limited.budget.remaining(), 29);
    limited.window->report({.remaining = 1100, .reset = 30s, .quota = 1200});
    QCOMPARE(limited.budget.remaining(), 99); // the person's own limit holds, too
}

void TestRequestBudget::reportHoldsUntilItsReset()
{
    Bench bench(100);
    bench.window->report({.remaining = 0, .reset = 30s, .quota = 1200});
    QVERIFY(!bench.ask(1, Urgency::Awaited));
    QCOMPARE(bench.budget.refillsAt(), bench.now.addSecs(30));
    bench.pass(29s);
    QVERIFY(bench.started.isEmpty());
    bench.pass(1s);
    QCOMPARE(bench.started, QStringList({"1"}));
    QCOMPARE(bench.budget.remaining(), 99);
    // Not even an absurd one locks anybody out.
    bench.window->report({.remaining = 0, .reset = 24h});
    QVERIFY(!bench.ask(2, Urgency::Awaited));
    bench.pass(15min);
    QCOMPARE(bench.started.last(), QStringLiteral("2"));
}

void TestRequestBudget::refusalHoldsEverything()
{
    for (const int limit : {0, 100}) {
        Bench bench(limit);
        bench.window->block(20s);
        bench.window->block(5s); // does not shorten it
        for (const Urgency urgency : {Urgency::Awaited, Urgency::Visible, Urgency::Background})
            QVERIFY(!bench.ask(quint64(urgency) + 1, urgency));
        QCOMPARE(bench.budget.blockedUntil(), bench.now.addSecs(20));
        QCOMPARE(bench.budget.refillsAt(), bench.now.addSecs(20));
        bench.pass(19s);
        QVERIFY(bench.started.isEmpty());
        bench.pass(1s);
        QCOMPARE(bench.started, QStringList({"1", "2", "3"}));
        QVERIFY(!bench.budget.blockedUntil().isValid());
    }
}

void TestRequestBudget::refusalsGrow()
{
    Bench bench(0);
    QList<qint64> pauses;
    const auto refuse = [&] {
        bench.window->block(std::nullopt);
        const QDateTime until = bench.budget.blockedUntil();
        pauses.append(bench.now.secsTo(until));
        bench.now = until;
    };
    for (int i = 0; i < 9; ++i)
        refuse();
    QCOMPARE(pauses, QList<qint64>({1, 2, 4, 8, 16, 32, 60, 60, 60}));
    bench.window->accepted();
    refuse();
    QCOMPARE(pauses.last(), 1);
}

void TestRequestBudget::clockPutBack()
{
    Bench bench(10);
    bench.spend(10);
    bench.window->block(10s);
    bench.now = bench.now.addSecs(-3600);
    QCOMPARE(bench.budget.remaining(), 10);
    QVERIFY(bench.ask(1, Urgency::Background));
}

void TestRequestBudget::neverMoreThanTheLimit()
{
    // A day of asking for more than there is: no 5 minutes hold more than the limit.
    Bench bench(120);
    QList<QDateTime> sent;
    quint64 serial = 0;
    for (int step = 0; step < 24 * 360; ++step) {
        const auto urgency = Urgency(step % 3);
        for (int i = 0; i < (step % 7 == 0 ? 20 : 3) && bench.budget.waiting() < 50; ++i) {
            const quint64 mine = ++serial;
            bench.budget.enter(mine, urgency, [&sent, &bench] { sent.append(bench.now); });
        }
        for (quint64 old = serial > 60 ? serial - 60 : 0; old <= serial; ++old)
            if (step % 2 == 0)
                bench.budget.leave(old);
        bench.pass(10s);
    }
    QVERIFY(sent.size() > 24 * 12 * 60);
    for (qsizetype i = 120; i < sent.size(); ++i)
        QVERIFY(sent.at(i - 120).msecsTo(sent.at(i)) >= 300'000);
}

void TestRequestBudget::newLimitStartsWhatWaits()
{
    Bench bench(1);
    bench.spend(1);
    bench.ask(1, Urgency::Visible);
    QVERIFY(bench.started.isEmpty());
    bench.budget.setLimit(0);
    QCOMPARE(bench.started, QStringList({"1"}));
    QVERIFY(!bench.budget.isLimited());
    bench.budget.setLimit(-5);
    QCOMPARE(bench.budget.limit(), 0);
}

void TestRequestBudget::tellsNowAndThen()
{
    Bench bench(1000);
    QSignalSpy changed(&bench.budget, &RequestBudget::changed);
    bench.spend(500);
    QVERIFY(changed.isEmpty());
    QTRY_COMPARE(changed.count(), 1);
    // What waits starts without anybody asking for it.
    RequestBudget real;
    real.window()->block(1s);
    bool started = false;
    QVERIFY(!real.enter(1, Urgency::Awaited, [&] { started = true; }));
    QTRY_VERIFY(started);
}

void TestRequestBudget::windowsByUser()
{
    const QUrl url(QStringLiteral("https://api.example.com/client/v4"));
    const Endpoint endpoint{url, QStringLiteral("a"), {QStringLiteral("t"), {}, {}}};
    RequestWindows windows;
    const auto window = windows.of(endpoint);
    Endpoint other = endpoint;
    other.account = QStringLiteral("b");
    QCOMPARE(windows.of(other), window); // another account of the same user
    other.credentials.token = QStringLiteral("u");
    QVERIFY(windows.of(other) != window);
    other.credentials = {{}, QStringLiteral("t"), {}};
    QVERIFY(windows.of(other) != window);
    other = endpoint;
    other.apiUrl.setPort(8443);
    QVERIFY(windows.of(other) != window);
}

QTEST_GUILESS_MAIN(TestRequestBudget)
#include "tst_requestbudget.moc"
