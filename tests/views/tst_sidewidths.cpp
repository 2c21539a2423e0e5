// SPDX-License-Identifier: GPL-3.0-or-later
// What a small window takes from its docks comes back with its room.
#include "views/shell/sidewidths.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QTest>

using namespace gatehouse;

namespace {

constexpr int navigatorWidth = 224;
constexpr int inspectorWidth = 376;

struct Window : QMainWindow
{
    Window()
    {
        auto *centre = new QWidget;
        centre->setMinimumWidth(400);
        setCentralWidget(centre);
        for (const auto &[dock, area] : {std::pair(&navigator, Qt::LeftDockWidgetArea),
                                         {&inspector, Qt::RightDockWidgetArea}}) {
            *dock = new QDockWidget;
            auto *content = new QWidget;
            content->setMinimumWidth(100);
            (*dock)->setObjectName(QString::number(int(area)));
            (*dock)->setWidget(content);
            addDockWidget(area, *dock);
        }
        resize(1300, 600);
        sides = new SideWidths(this, {navigator, inspector});
        sides->set({navigatorWidth, inspectorWidth});
    }
    void shrinkAndGrow()
    {
        for (const int width : {1000, 700, 800, 1300})
            resize(width, 600);
    }

    QDockWidget *navigator;
    QDockWidget *inspector;
    SideWidths *sides;
};

} // namespace

class SideWidthsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeBack()
    {
        Window window;
        window.show();
        QTRY_COMPARE(window.navigator->width(), navigatorWidth);
        QCOMPARE(window.inspector->width(), inspectorWidth);
        window.resize(700, 600);
        QTRY_VERIFY(window.navigator->width() < navigatorWidth
                    && window.inspector->width() < inspectorWidth);
        window.resize(1300, 600);
        QTRY_COMPARE(window.navigator->width(), navigatorWidth);
        QTRY_COMPARE(window.inspector->width(), inspectorWidth);
    }

    void asThePersonHadThem()
    {
        Window window;
        window.show();
        QTRY_COMPARE(window.navigator->width(), navigatorWidth);
        const QPoint handle(window.navigator->geometry().right() + 2, 300);
        QTest::mousePress(&window, Qt::LeftButton, {}, handle);
        for (const int step : {20, 50, 76})
            QTest::mouseMove(&window, handle + QPoint(step, 0));
        QTRY_COMPARE(window.navigator->width(), 300);
        QTest::mouseRelease(&window, Qt::LeftButton, {}, handle + QPoint(76, 0));
        window.shrinkAndGrow();
        QTRY_COMPARE(window.navigator->width(), 300);
        QTRY_COMPARE(window.inspector->width(), inspectorWidth);
    }

    void asTheyWereRestored()
    {
        Window window;
        window.show();
        QTRY_COMPARE(window.navigator->width(), navigatorWidth);
        window.resizeDocks({window.navigator}, {180}, Qt::Horizontal);
        QTRY_COMPARE(window.navigator->width(), 180);
        const QByteArray state = window.saveState();
        Window later;
        QVERIFY(later.restoreState(state));
        later.sides->takeNext();
        later.show();
        QTRY_COMPARE(later.navigator->width(), 180);
        later.shrinkAndGrow();
        QTRY_COMPARE(later.navigator->width(), 180);
        QTRY_COMPARE(later.inspector->width(), inspectorWidth);
    }

    // What is not beside the centre is left as it is.
    void onlyBesideTheCentre()
    {
        Window window;
        window.show();
        QTRY_COMPARE(window.navigator->width(), navigatorWidth);
        window.navigator->setFloating(true);
        window.navigator->resize(150, 300);
        window.inspector->hide();
        window.shrinkAndGrow();
        QCOMPARE(window.navigator->width(), 150);
        QVERIFY(window.inspector->isHidden());
    }
};

QTEST_MAIN(SideWidthsTest)
#include "tst_sidewidths.moc"
