// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logpagecache.h"

#include <QTest>

using namespace gatehouse;
using State = LogPageCache::State;

static constexpr int pageSize = 10;

// Logs that say where they were: "0", "1", …
static QList<Log> logsFrom(int first, int count = pageSize)
{
    QList<Log> logs(count);
    for (int i = 0; i < count; ++i)
        logs[i].id.value = QString::number(first + i);
    return logs;
}

static void fill(LogPageCache &cache, int firstPage, int lastPage)
{
    for (int page = firstPage; page <= lastPage; ++page)
        cache.setReady(page, logsFrom(page * pageSize));
}

static QString idAt(const LogPageCache &cache, int row)
{
    const Log *log = cache.log(row);
    return log ? log->id.value : QString();
}

class LogPageCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states();
    void failure();
    void shortPage();
    void leastRecentlyUsedGoes();
    void keptPagesStay();
    void outdated();
    void truncated();
    void shiftedByWholePages();
    void shiftedByRows_data();
    void shiftedByRows();
};

void LogPageCacheTest::states()
{
    LogPageCache cache(pageSize, 4);
    QCOMPARE(cache.state(3), State::Empty);
    QVERIFY(cache.needs(3));
    cache.setLoading(3);
    QCOMPARE(cache.rowState(35), State::Loading);
    cache.setCancelled(3);
    QCOMPARE(cache.state(3), State::Empty);
    cache.setLoading(3);
    cache.setReady(3, logsFrom(30));
    QCOMPARE(cache.rowState(35), State::Ready);
    QCOMPARE(idAt(cache, 35), QStringLiteral("35"));
    QVERIFY(!cache.log(29));
    QVERIFY(!cache.log(40));
    QVERIFY(!cache.needs(3));
    cache.setLoading(3); // fetched again: the rows stay in sight
    QCOMPARE(cache.state(3), State::Ready);
    cache.setCancelled(3);
    QCOMPARE(idAt(cache, 35), QStringLiteral("35"));
}

void LogPageCacheTest::failure()
{
    LogPageCache cache(pageSize, 4);
    cache.keep(0, 1);
    cache.setLoading(0);
    cache.setFailed(0, ApiError::protocol(QStringLiteral("why")));
    QCOMPARE(cache.state(0), State::Failed);
    QCOMPARE(cache.error(0)->message, QStringLiteral("why"));
    QVERIFY(!cache.error(1));
    QVERIFY(!cache.needs(0));
    cache.keep(0, 1);
    QCOMPARE(cache.state(0), State::Failed);
    cache.keep(5, 6); // out of sight: forgotten
    QCOMPARE(cache.state(0), State::Empty);
    QVERIFY(cache.needs(0));

    fill(cache, 2, 2);
    cache.setFailed(2, ApiError::protocol({})); // a refresh that failed keeps the rows
    QCOMPARE(cache.state(2), State::Ready);
}

void LogPageCacheTest::shortPage()
{
    LogPageCache cache(pageSize, 4);
    cache.setReady(0, logsFrom(0, 3));
    QCOMPARE(cache.rowState(2), State::Ready);
    QCOMPARE(cache.rowState(3), State::Empty);
    QVERIFY(!cache.log(3));
}

void LogPageCacheTest::leastRecentlyUsedGoes()
{
    LogPageCache cache(pageSize, 4);
    fill(cache, 0, 3);
    cache.keep(0, 0); // seen once more
    cache.keep(7, 8);
    fill(cache, 4, 4);
    QCOMPARE(cache.size(), 4);
    QCOMPARE(cache.state(0), State::Ready);
    QCOMPARE(cache.state(1), State::Empty);
    fill(cache, 5, 200);
    QCOMPARE(cache.size(), 4);
    QCOMPARE(cache.state(200), State::Ready);
}

void LogPageCacheTest::keptPagesStay()
{
    LogPageCache cache(pageSize, 4);
    cache.keep(0, 2);
    fill(cache, 0, 2);
    fill(cache, 10, 30);
    QCOMPARE(cache.size(), 4);
    for (int page = 0; page <= 2; ++page)
        QCOMPARE(cache.state(page), State::Ready);
    QCOMPARE(cache.state(30), State::Ready);
}

void LogPageCacheTest::outdated()
{
    LogPageCache cache(pageSize, 4);
    fill(cache, 0, 2);
    cache.outdateOthers(1);
    QVERIFY(cache.needs(0));
    QVERIFY(!cache.needs(1));
    QCOMPARE(cache.state(0), State::Ready);
    cache.setLoading(0);
    cache.setReady(0, logsFrom(100));
    QVERIFY(!cache.needs(0));
    QCOMPARE(idAt(cache, 0), QStringLiteral("100"));
    cache.outdateOthers(1);
    QVERIFY(!cache.needs(0)); // not again at once
}

void LogPageCacheTest::truncated()
{
    LogPageCache cache(pageSize, 4);
    fill(cache, 0, 3);
    cache.truncate(25);
    QCOMPARE(idAt(cache, 24), QStringLiteral("24"));
    QCOMPARE(cache.rowState(25), State::Empty);
    QCOMPARE(cache.state(3), State::Empty);
    cache.truncate(20);
    QCOMPARE(cache.state(2), State::Empty);
    QCOMPARE(cache.state(1), State::Ready);
    cache.truncate(0);
    QCOMPARE(cache.size(), 0);
}

void LogPageCacheTest::shiftedByWholePages()
{
    LogPageCache cache(pageSize, 6);
    cache.keep(3, 3);
    fill(cache, 0, 1);
    cache.setReady(3, logsFrom(30, 4)); // the last one, short
    cache.shift(2 * pageSize, 34);
    QCOMPARE(cache.size(), 3);
    QCOMPARE(idAt(cache, 20), QStringLiteral("0"));
    QCOMPARE(idAt(cache, 39), QStringLiteral("19"));
    QCOMPARE(cache.state(0), State::Empty);
    QCOMPARE(cache.state(4), State::Empty);
    QCOMPARE(idAt(cache, 53), QStringLiteral("33"));
    fill(cache, 10, 30); // page 5 is the one in sight now
    QCOMPARE(idAt(cache, 53), QStringLiteral("33"));
    QCOMPARE(cache.state(2), State::Empty);
}

void LogPageCacheTest::shiftedByRows_data()
{
    QTest::addColumn<int>("by");
    for (int by = -25; by <= 25; ++by)
        QTest::addRow("%d", by) << by;
}

// Against the plain list: every row that is held is the right one, and every page is held whose
// rows all were.
void LogPageCacheTest::shiftedByRows()
{
    QFETCH(int, by);
    constexpr int count = 127;
    LogPageCache cache(pageSize, 20);
    fill(cache, 0, 2);
    fill(cache, 5, 6);
    fill(cache, 9, 11);
    cache.setReady(12, logsFrom(120, 7));
    const auto wasHeld = [](int row) {
        const int page = row / pageSize;
        return row >= 0 && row < count && (page <= 2 || page == 5 || page == 6 || page >= 9);
    };
    cache.shift(by, count);
    for (int first = 0; first < count + by; first += pageSize) {
        bool whole = true;
        for (int row = first; row < std::min(first + pageSize, count + by); ++row)
            whole = whole && wasHeld(row - by);
        for (int row = first; row < std::min(first + pageSize, count + by); ++row)
            QCOMPARE(idAt(cache, row), whole ? QString::number(row - by) : QString());
    }
}

QTEST_APPLESS_MAIN(LogPageCacheTest)
#include "tst_logpagecache.moc"
