// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/format.h"
#include "models/domain/timedisplay.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void durations_data();
    void durations();
    void otherNumbers();
    void times();
};

void TestFormat::durations_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << 0.0 << "0 ms";
    QTest::newRow("ms") << 842.0 << "842 ms";
    QTest::newRow("almost a second") << 999.9 << "999 ms";
    QTest::newRow("second") << 1000.0 << "1.00 s";
    QTest::newRow("seconds") << 1240.0 << "1.24 s";
    QTest::newRow("almost a minute") << 59'994.0 << "59.99 s";
    QTest::newRow("no 60 seconds") << 59'996.0 << "1 min 00 s";
    QTest::newRow("minutes") << 125'000.0 << "2 min 05 s";
    QTest::newRow("no 60 seconds in minutes") << 119'900.0 << "2 min 00 s";
}

void TestFormat::durations()
{
    QFETCH(double, ms);
    QTEST(format::duration(ms), "text");
}

void TestFormat::otherNumbers()
{
    QCOMPARE(format::count(0), QStringLiteral("0"));
    QCOMPARE(format::count(10'000'000), QStringLiteral("10,000,000"));
    QCOMPARE(format::dollars(0.001234), QStringLiteral("$0.001234"));
    QCOMPARE(format::dollars(-1234.5), QStringLiteral("-$1,234.500000"));
    QCOMPARE(format::bytes(5'000'000), QStringLiteral("5.0 MB"));
    QCOMPARE(format::bytes(17), QStringLiteral("17 bytes"));
}

void TestFormat::times()
{
    TimeDisplay display;
    QSignalSpy changed(&display, &TimeDisplay::changed);
    const QDateTime time(QDate(2026, 1, 31), QTime(14, 5, 9, 123), Qt::UTC);
    QCOMPARE(display.text(time), QStringLiteral("2026-01-31 14:05:09"));
    QCOMPARE(display.preciseText(time), QStringLiteral("2026-01-31 14:05:09.123 UTC"));
    QCOMPARE(display.zoneText(), QStringLiteral("UTC"));
    QCOMPARE(display.text({}), QString());
    QCOMPARE(display.preciseText({}), QString());

    display.setZone(TimeDisplay::Zone::Utc);
    QCOMPARE(changed.count(), 0);
    display.setZone(TimeDisplay::Zone::Local);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(display.text(time), QStringLiteral("2026-01-31 19:50:09")); // Kathmandu: +05:45
}

int main(int argc, char *argv[])
{
    qputenv("TZ", "Asia/Kathmandu");
    QCoreApplication app(argc, argv);
    TestFormat test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_format.moc"
