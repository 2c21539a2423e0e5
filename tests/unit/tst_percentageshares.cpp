// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/percentageshares.h"
#include "models/route/routeelement.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <numeric>

using namespace gatehouse;

class TestPercentageShares : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOthersMakeUpInProportion_data()
    {
        QTest::addColumn<QList<double>>("before");
        QTest::addColumn<int>("changed");
        QTest::addColumn<double>("value");
        QTest::addColumn<QList<double>>("after");
        using Shares = QList<double>;
        QTest::newRow("two") << Shares{10, 90} << 0 << 30.0 << Shares{30, 70};
        QTest::newRow("three") << Shares{20, 20, 60} << 2 << 20.0 << Shares{40, 40, 20};
        QTest::newRow("from nothing") << Shares{100, 0, 0} << 0 << 50.0 << Shares{50, 25, 25};
        QTest::newRow("all") << Shares{20, 30, 50} << 1 << 100.0 << Shares{0, 100, 0};
        QTest::newRow("too much") << Shares{20, 80} << 0 << 130.0 << Shares{100, 0};
        QTest::newRow("parts of a percent") << Shares{50, 50} << 0 << 33.3 << Shares{33.3, 66.7};
        QTest::newRow("alone") << Shares{40} << 0 << 10.0 << Shares{100};
    }

    void theOthersMakeUpInProportion()
    {
        QFETCH(QList<double>, before);
        QFETCH(int, changed);
        QFETCH(double, value);
        QFETCH(QList<double>, after);
        QCOMPARE(withShare(before, changed, value), after);
    }

    void theySumToAHundredWhateverIsDone()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 2000; ++round) {
            QList<double> shares = evenShares(2 + int(random.bounded(4)));
            for (int step = 0; step < 5; ++step) {
                const double value = double(random.bounded(10'001)) / (step % 2 ? 100 : 1);
                shares = withShare(shares, random.bounded(int(shares.size())), value);
                double sum = 0;
                for (const QString &name : shareNames(shares))
                    sum += routePercentage(name).value_or(-1000);
                QVERIFY2(std::abs(sum - 100) < 1e-9, qPrintable(QString::number(sum, 'g', 17)));
                for (const double share : std::as_const(shares))
                    QVERIFY(share >= 0 && share <= 100);
            }
        }
    }

    void namesDiffer()
    {
        const QStringList names = shareNames({25, 25, 25, 25});
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), 4);
        for (const QString &name : names)
            QCOMPARE(routePercentage(name), std::optional(25.0));
        QCOMPARE(shareNames({12.5, 87.5}),
                 QStringList({QStringLiteral("12.5%"), QStringLiteral("87.5%")}));
        QCOMPARE(shareTitle(QStringLiteral("20.000%")), QStringLiteral("20 %"));
        QCOMPARE(shareTitle(QStringLiteral("33.4%")), QStringLiteral("33.4 %"));
        QCOMPARE(shareTitle(QStringLiteral("success")), QStringLiteral("success"));
    }
};

QTEST_GUILESS_MAIN(TestPercentageShares)
#include "tst_percentageshares.moc"
