// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cannedserver.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/logswindow.h"
#include "tests/views/viewchecks.h"
#include "views/common/tableview.h"
#include "views/logs/bodydifference.h"
#include "views/logs/documentfont.h"
#include "views/logs/documentview.h"
#include "views/logs/logdifferenceview.h"

#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>

using namespace gatehouse;
using namespace gatehouse::test;
using Reply = CannedServer::Reply;

class LogDifferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoSelectedLogsAreCompared();
    void fieldsThatDiffer();
    void bodiesSideBySideAndInOne();
    void headsFirstThenTheWhole();
    void aLogThatIsGoneIsTold();
};

namespace {

QByteArray bodyOf(const QString &id)
{
    const QByteArray body = id == u"1" ? R"({"model":"m","a":1,"list":[1,2,3],"same":"%"})"
                                       : R"({"model":"m","a":2,"list":[1,3],"new":"x","same":"%"})";
    return QByteArray(body).replace('%', QByteArray(300, 'i'));
}

Log logOf(const QString &id)
{
    Log log;
    log.id = {id};
    log.createdAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    log.provider = QStringLiteral("openai");
    log.model = id == u"1" ? QStringLiteral("small") : QStringLiteral("large");
    log.requestHead = QString::fromUtf8(bodyOf(id));
    log.requestHeadComplete = true;
    log.responseHead = QString::fromUtf8(bodyOf(id).first(12));
    log.responseHeadComplete = false;
    log.responseSize = bodyOf(id).size();
    return log;
}

Reply answer(const CannedServer::Request &request)
{
    const QStringList path = request.path.split(u'/');
    if (path.constLast() == u"response")
        return {.body = bodyOf(path.at(path.size() - 2))};
    if (path.constLast() == u"3")
        return Reply::error(404, 7002, QStringLiteral("Log not found"));
    return Reply::result(toJson(logOf(path.constLast())));
}

struct Bench
{
    explicit Bench(const QString &ids = QStringLiteral("1,2"))
        : bench({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}})
        , view(&bench.models, {ViewAddress::Kind::LogDifference, {QStringLiteral("g")}, ids})
    {
    }
    CannedServer server{answer};
    GatewayBench bench;
    LogDifferenceView view;
};

} // namespace

void LogDifferenceTest::twoSelectedLogsAreCompared()
{
    SandboxFixture sandbox;
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    LogsWindow w(sandbox.endpoint(), QStringLiteral("production-chat"));
    QVERIFY(w.isIdle());
    QSignalSpy opened(w.view, &View::openRequested);
    w.clickRow(1);
    LogTable *table = w.view->table();
    QTest::keyClick(table, Qt::Key_D, Qt::ControlModifier);
    QVERIFY(opened.isEmpty()); // one is not enough
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(opened.size(), 1);
    const auto address = opened.at(0).at(0).value<ViewAddress>();
    QCOMPARE(address.filter,
             w.view->model()->log(1)->id.value + u',' + w.view->model()->log(2)->id.value);

    LogDifferenceView view(&w.models, address);
    QVERIFY(showAndSettle(&view));
    QVERIFY(!view.hasError());
    QVERIFY(view.fields()->model()->rowCount() > 0);
    for (const int tab : {1, 2}) {
        view.tabs()->setCurrentIndex(tab);
        QTRY_VERIFY(!view.isBusy());
        QVERIFY(!view.hasError());
    }
}

void LogDifferenceTest::fieldsThatDiffer()
{
    Bench b;
    QVERIFY(showAndSettle(&b.view));
    const QAbstractItemModel *model = b.view.fields()->model();
    const auto rowOf = [model](const QString &field) {
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->index(row, 0).data().toString() == field)
                return row;
        return -1;
    };
    const int row = rowOf(QStringLiteral("Model"));
    QVERIFY(row >= 0);
    QCOMPARE(model->index(row, 1).data().toString(), QStringLiteral("small"));
    QCOMPARE(model->index(row, 2).data().toString(), QStringLiteral("large"));
    QCOMPARE(rowOf(QStringLiteral("Provider")), -1); // the same
    QTest::mouseClick(b.view.findChild<QCheckBox *>(), Qt::LeftButton, {}, {8, 8});
    QVERIFY(rowOf(QStringLiteral("Provider")) >= 0);
    QVERIFY(labelTexts(b.view).contains(QStringLiteral("small")));
    QCOMPARE(unnamedFocusable(b.view), QStringList());
}

void LogDifferenceTest::bodiesSideBySideAndInOne()
{
    Bench b;
    QVERIFY(showAndSettle(&b.view));
    b.view.tabs()->setCurrentIndex(1);
    QTRY_VERIFY(!b.view.isBusy());
    BodyDifference *difference = b.view.requests();
    DocumentView *left = difference->left();
    DocumentView *right = difference->right();
    QCOMPARE(difference->changeCount(), 3); // a, 2, new
    QCOMPARE(left->document().lineCount(), right->document().lineCount());
    QCOMPARE(left->rows().size(), right->rows().size());
    QCOMPARE(left->viewport()->width(), right->viewport()->width());
    const QFontMetricsF metrics(documentFont(LineStyle::Code));
    for (const int width : {700, 420, 1000}) {
        b.view.resize(width, 700);
        QCoreApplication::processEvents();
        for (const DocumentView *side : {left, right})
            for (const TextRow &row : side->rows())
                QVERIFY(metrics.horizontalAdvance(QString::fromUtf8(
                            side->document().text.mid(row.begin, row.end - row.begin)))
                        <= side->viewport()->width() - documentGutter + 1);
        QCOMPARE(left->rows().size(), right->rows().size());
    }

    const auto lineAtCaret = [](const DocumentView *view) {
        return QString::fromUtf8(
                   view->document().line(view->document().lineAt(view->caret())).toByteArray())
            .trimmed();
    };
    left->setFocus();
    QTest::keyClick(left, Qt::Key_F7);
    QCOMPARE(lineAtCaret(left), QStringLiteral("\"a\": 1,"));
    QCOMPARE(lineAtCaret(right), QStringLiteral("\"a\": 2,"));
    QTest::keyClick(left, Qt::Key_F7);
    QCOMPARE(lineAtCaret(left), QStringLiteral("2,"));
    QCOMPARE(lineAtCaret(right), QString()); // there is none
    QTest::keyClick(left, Qt::Key_F7, Qt::ShiftModifier);
    QTest::keyClick(left, Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(lineAtCaret(right), QStringLiteral("\"new\": \"x\",")); // round to the last

    QTest::keyClick(left, Qt::Key_T, Qt::ControlModifier);
    QVERIFY(difference->unified()->isVisible());
    const QByteArray text = difference->unified()->document().text;
    QVERIFY(text.contains("\"a\": 1,\n  \"a\": 2,"));
    QCOMPARE(difference->unified()->document().style(2), LineStyle::Removed);
    QTest::mouseClick(button<QRadioButton>(difference, QStringLiteral("Raw")), Qt::LeftButton);
    QTRY_VERIFY(!b.view.isBusy());
    QCOMPARE(difference->changeCount(), 1);
    difference->grab();
}

void LogDifferenceTest::headsFirstThenTheWhole()
{
    Bench b;
    QVERIFY(showAndSettle(&b.view));
    QCOMPARE(b.view.responses()->changeCount(), 0); // the heads are the same
    b.view.tabs()->setCurrentIndex(2); // small enough to be fetched at once
    QTRY_COMPARE(b.view.responses()->changeCount(), 3);
    QTRY_VERIFY(!b.view.isBusy());
    b.view.goTo({ViewAddress::Kind::LogDifference, {QStringLiteral("g")}, QStringLiteral("1,1")});
    QTRY_COMPARE(b.view.responses()->changeCount(), 0);
    QTRY_VERIFY(!b.view.isBusy());
    QCOMPARE(b.view.fields()->model()->rowCount(), 0);
}

void LogDifferenceTest::aLogThatIsGoneIsTold()
{
    Bench b(QStringLiteral("1,3"));
    QVERIFY(showAndSettle(&b.view));
    QVERIFY(b.view.hasError());
}

QTEST_MAIN(LogDifferenceTest)
#include "tst_logdifference.moc"
