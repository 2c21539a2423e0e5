// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/ratelimit.h"

#include <QTest>

using namespace gatehouse;

class TestRateLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headers_data();
    void headers();
};

void TestRateLimit::headers_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QList<qint64>>("expected"); // remaining, reset, quota (-1: not said)
    const auto row = [](const char *name, const char *limit, const char *policy,
                        const QList<qint64> &expected) {
        QTest::newRow(name) << QByteArray(limit) << QByteArray(policy) << expected;
    };
    row("both", R"("default";r=50;t=30)", R"("default";q=1200;w=300)", {50, 30, 1200});
    row("no policy", R"("default";r=50;t=30)", "", {50, 30, -1});
    row("spaces", R"( "default" ; r = 50 ;t=30)", R"("default"; q=1200)", {50, 30, 1200});
    row("token for a name", "default;r=0;t=1", "default;q=2", {0, 1, 2});
    row("another policy", R"("a";r=50;t=30)", R"("b";q=1200)", {50, 30, -1});
    row("the tightest", R"("day";r=900;t=30, "burst";r=2;t=1)", R"("day";q=1000, "burst";q=5)",
        {2, 1, 5});
    row("older", "limit=1200, remaining=50, reset=30", "", {50, 30, 1200});
    row("older, by semicolons", "Limit=1200;Remaining=50;Reset=30", "1200;w=300", {50, 30, 1200});
    row("unknown parameters", R"("d";pk=:abc=:;r=5;t=6)", "", {5, 6, -1});
    row("none", "", "", {});
    row("policy alone", "", R"("default";q=1200;w=300)", {});
    row("no reset", R"("default";r=50)", "", {});
    row("no remainder", R"("default";t=50)", "", {});
    row("negative", R"("default";r=-1;t=30)", "", {});
    row("words", R"("default";r=many;t=soon)", "", {});
    row("fractions", R"("default";r=1.5;t=30)", "", {});
    row("too large", R"("default";r=5;t=99999999999999999999)", "", {});
    row("years", R"("default";r=0;t=100000000)", "", {});
    row("noise", ";;=;,,==\xff;r", "=;", {});
    row("noisy policy", R"("d";r=1;t=2)", "\"d\";q=-4", {1, 2, -1});
}

void TestRateLimit::headers()
{
    QFETCH(QByteArray, limit);
    QFETCH(QByteArray, policy);
    QFETCH(QList<qint64>, expected);
    const auto read = readRateLimit(limit, policy);
    QCOMPARE(read.has_value(), !expected.isEmpty());
    if (!read)
        return;
    QCOMPARE(QList<qint64>({read->remaining, read->reset.count(), read->quota.value_or(-1)}),
             expected);
}

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
