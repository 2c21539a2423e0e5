// SPDX-License-Identifier: GPL-3.0-or-later
// What is readable at a glance in the table of logs: bars, colours, symbols, steps of one request.
#include "tests/support/cannedserver.h"
#include "tests/views/logswindow.h"
#include "views/common/theme.h"

#include <QJsonDocument>
#include <QPainter>

using namespace gatehouse;
using namespace gatehouse::test;
using Column = LogTableModel::Column;

class LogTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barsBesideTheGreatest();
    void failuresStandOut();
    void cachedHasItsSymbol();
    void figuresAreRightAligned();
    void stepsOfOneRequestAreMarked();
};

namespace {

// Of one minute each, the newest first; the second is a fallback of the third.
QJsonArray rows()
{
    QJsonArray rows;
    const auto add = [&rows](int minute, const QJsonObject &other) {
        QJsonObject row{{"id", QString("log-%1").arg(minute)},
                        {"created_at", QString("2026-11-20T11:%1:00Z").arg(minute)},
                        {"cached", false},
                        {"success", true},
                        {"duration", 1000},
                        {"model", "m"},
                        {"provider", "p"},
                        {"path", "chat"},
                        {"tokens_in", 3},
                        {"tokens_out", 3},
                        {"cost", 1},
                        {"step", 0}};
        for (const QString &key : other.keys())
            row.insert(key, other.value(key));
        rows.append(row);
    };
    add(50, {{"duration", 250}, {"cached", true}, {"cost", 0}});
    add(41, {{"step", 1}, {"duration", 4000}});
    add(40, {{"success", false}, {"status_code", 502}, {"duration", 60'000}});
    add(30, {{"cost", QJsonValue::Null}, {"path", "embeddings"}});
    return rows;
}

CannedServer::Reply answer(const CannedServer::Request &request)
{
    const QString id = request.path.section('/', -1);
    if (id != "logs") {
        for (const QJsonValue row : rows())
            if (row["id"].toString() == id)
                return CannedServer::Reply::result(row);
    }
    const QJsonObject info{{"total_count", 4}, {"max_duration", 4000}, {"max_cost", 1}};
    CannedServer::Reply reply;
    reply.body =
        QJsonDocument(QJsonObject{{"result", rows()}, {"result_info", info}, {"success", true}})
            .toJson();
    return reply;
}

struct Bench
{
    Bench() { ready = window.isIdle(); }

    QImage cell(int row, Column column)
    {
        LogTable *table = window.view->table();
        const QModelIndex index = window.view->model()->index(row, column);
        table->scrollTo(index);
        return table->viewport()->grab(table->visualRect(index)).toImage();
    }
    // How much of the cell's width is bar, near its lower edge.
    double bar(int row, Column column)
    {
        const QImage image = cell(row, column);
        const QPalette palette = window.view->table()->palette();
        const QColor wanted = Theme::blend(Theme::color(Semantic::Accent, palette),
                                           palette.color(QPalette::Base), 0.45);
        int count = 0;
        const int y = image.height() - 4;
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == wanted;
        return double(count) / image.width();
    }

    CannedServer server{answer};
    LogsWindow window{{server.url(), "a", {"t", {}, {}}}, "g"};
    bool ready = false;
};

// Not of the text's edges: how many pixels are far from the colour of the cell.
bool isTinted(const QImage &image, const QImage &plain)
{
    return image.pixelColor(2, 2) != plain.pixelColor(2, 2);
}

} // namespace

void LogTableTest::barsBesideTheGreatest()
{
    Bench bench;
    QVERIFY(bench.ready);
    const double whole = bench.bar(1, Column::DurationColumn);
    QVERIFY2(whole > 0.8, qPrintable(QString::number(whole)));
    // By the root: a sixteenth is a quarter as long.
    QVERIFY(std::abs(bench.bar(0, Column::DurationColumn) - whole / 4) < 0.05);
    QVERIFY(std::abs(bench.bar(3, Column::DurationColumn) - whole / 2) < 0.05);
    // Never longer than the cell, should the service's figure be older than the row.
    QVERIFY(std::abs(bench.bar(1, Column::CostColumn) - whole) < 0.05);
    QCOMPARE(bench.bar(0, Column::CostColumn), 0.0); // it cost nothing
    QCOMPARE(bench.bar(3, Column::CostColumn), 0.0); // nobody knows
    QCOMPARE(bench.bar(1, Column::TokensInColumn), 0.0);
}

void LogTableTest::failuresStandOut()
{
    Bench bench;
    QVERIFY(bench.ready);
    QVERIFY(isTinted(bench.cell(2, Column::ModelColumn), bench.cell(1, Column::ModelColumn)));
    QVERIFY(!isTinted(bench.cell(3, Column::ModelColumn), bench.cell(1, Column::ModelColumn)));
    const QModelIndex status = bench.window.view->model()->index(2, Column::StatusColumn);
    QCOMPARE(status.data().toString(), QString("502 failed")); // not by colour alone
    QVERIFY(bench.cell(2, Column::StatusColumn) != bench.cell(1, Column::StatusColumn));
}

void LogTableTest::cachedHasItsSymbol()
{
    Bench bench;
    QVERIFY(bench.ready);
    const auto blue = [](const QImage &image) {
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < 24; ++x) {
                const QColor color = image.pixelColor(x, y);
                count += color.blue() > color.red() + 60;
            }
        return count;
    };
    QVERIFY(blue(bench.cell(0, Column::CachedColumn)) > 10);
    QCOMPARE(blue(bench.cell(1, Column::CachedColumn)), 0);
}

void LogTableTest::figuresAreRightAligned()
{
    Bench bench;
    QVERIFY(bench.ready);
    for (const Column column : {Column::DurationColumn, Column::TokensInColumn,
                                Column::TokensOutColumn, Column::CostColumn, Column::StepColumn}) {
        const auto alignment = bench.window.view->model()
                                   ->index(1, column)
                                   .data(Qt::TextAlignmentRole)
                                   .value<Qt::Alignment>();
        QVERIFY(alignment.testFlag(Qt::AlignRight));
    }
}

void LogTableTest::stepsOfOneRequestAreMarked()
{
    Bench bench;
    QVERIFY(bench.ready);
    const auto mark = [&bench](int row) {
        return bench.cell(row, Column::CreatedColumn).pixelColor(1, 3)
            == Theme::color(Semantic::Accent, bench.window.view->table()->palette());
    };
    QVERIFY(!mark(2));
    bench.window.clickRow(1);
    QVERIFY(bench.window.isIdle());
    QVERIFY(mark(2)); // the step before it
    QVERIFY(!mark(0));
    QVERIFY(!mark(3));
    bench.window.clickRow(3);
    QVERIFY(bench.window.isIdle());
    QVERIFY(!mark(2));
}

QTEST_MAIN(LogTableTest)
#include "tst_logtable.moc"
