// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/tableview.h"
#include "views/common/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <memory>

using namespace gatehouse;

namespace {

// Any number of rows at no cost.
class HugeModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit HugeModel(int rows, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_rows(rows)
    {
    }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows;
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 4;
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return QStringLiteral("%1:%2").arg(index.row()).arg(index.column());
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        return role == Qt::DisplayRole ? QStringLiteral("C%1").arg(section) : QVariant();
    }
    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        ++flagsAsked;
        return QAbstractTableModel::flags(index);
    }
    void reset(int rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    void append(int count)
    {
        beginInsertRows({}, m_rows, m_rows + count - 1);
        m_rows += count;
        endInsertRows();
    }

    mutable qint64 flagsAsked = 0;

private:
    int m_rows;
};

} // namespace

class TestTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<Theme>();
    }

    void selectionIsCopiedAsTsv()
    {
        QStandardItemModel model(3, 3);
        model.setHorizontalHeaderLabels(
            {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 3; ++column)
                model.setItem(row, column,
                              new QStandardItem(QStringLiteral("%1\t%2").arg(row).arg(column)));
        TableView table(QStringLiteral("Things"));
        table.setModel(&model);
        table.setDefaultColumns({{2, 10}, {0, 10}, {1, 10, false}});
        table.show();
        table.setFocus();
        QSignalSpy copied(&table, &TableView::copied);
        table.selectRow(2);
        table.selectionModel()->select(model.index(0, 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QVERIFY(QTest::qWaitForWindowActive(&table));
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("C\tA\n0 2\t0 0\n2 2\t2 0\n"));
        QCOMPARE(copied.size(), 1);
        QCOMPARE(copied[0][0].toInt(), 2);
        QCOMPARE(copied[0][1].toBool(), false);
    }

    void tenMillionRowsCanBeSelectedAndCopied()
    {
        HugeModel model(10'000'000);
        TableView table(QStringLiteral("Logs"));
        table.setModel(&model);
        table.resize(600, 400);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        QSignalSpy copied(&table, &TableView::copied);
        QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(table.selectionModel()->selection().size(), 1);
        model.flagsAsked = 0;
        table.grab();
        QVERIFY(model.flagsAsked < 10'000); // a header that asks the selection asks for every row
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), TableView::maxCopiedRows + 1);
        QCOMPARE(copied[0][1].toBool(), true);
    }

    void keysGoToTheEnds()
    {
        HugeModel model(1'000'000);
        TableView table(QStringLiteral("Logs"));
        table.setModel(&model);
        table.resize(600, 400);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        QTest::keyClick(&table, Qt::Key_End);
        QCOMPARE(table.currentIndex().row(), 999'999);
        QTest::keyClick(&table, Qt::Key_PageUp);
        QVERIFY(table.currentIndex().row() < 999'999);
        QTest::keyClick(&table, Qt::Key_Home);
        QCOMPARE(table.currentIndex().row(), 0);
        QTest::keyClick(&table, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(table.currentIndex().row(), 999'999);
        QTest::keyClick(&table, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(table.currentIndex().row(), 0);
    }

    void visibleRowsAreTold()
    {
        HugeModel model(1'000'000);
        TableView table(QStringLiteral("Logs"));
        table.setModel(&model);
        table.resize(600, 400);
        QSignalSpy spy(&table, &TableView::visibleRowsChanged);
        table.show();
        QTRY_VERIFY(!spy.isEmpty());
        const int height = table.rowHeight(0);
        const int shown = (table.viewport()->height() + height - 1) / height;
        QTRY_COMPARE(table.visibleRows(), std::pair(0, shown - 1));

        table.verticalScrollBar()->setValue(900'000);
        QTRY_COMPARE(table.visibleRows().first, 900'000);
        QCOMPARE(spy.last()[0].toInt(), 900'000);

        spy.clear();
        model.reset(3);
        QTRY_COMPARE(table.visibleRows(), std::pair(0, 2));
        model.append(1);
        QTRY_COMPARE(table.visibleRows(), std::pair(0, 3));
        spy.clear();
        model.reset(4); // the same numbers, but other rows
        QTRY_COMPARE(spy.size(), 1);
        model.reset(0);
        QTRY_COMPARE(table.visibleRows(), std::pair(-1, -1));
    }

    void columnsCanBeChosenSavedAndReset()
    {
        HugeModel model(5);
        TableView table(QStringLiteral("Logs"));
        table.setModel(&model);
        table.setDefaultColumns({{3, 10}, {0, 20}, {1, 10}, {2, 10, false}});
        QVERIFY(table.isColumnHidden(2));
        QCOMPARE(table.horizontalHeader()->logicalIndex(0), 3);
        QVERIFY(table.columnWidth(0) > table.columnWidth(3));
        const QByteArray defaults = table.saveColumns();

        QSignalSpy changed(&table, &TableView::columnsChanged);
        QMenu menu;
        table.populateColumnsMenu(&menu);
        const QList<QAction *> actions = menu.actions();
        QCOMPARE(actions[0]->text(), QStringLiteral("C3"));
        QVERIFY(actions[0]->isChecked());
        QVERIFY(!actions[3]->isChecked());
        actions[0]->trigger();
        actions[3]->trigger();
        QVERIFY(table.isColumnHidden(3));
        QVERIFY(!table.isColumnHidden(2));
        QVERIFY(!changed.isEmpty());
        table.horizontalHeader()->moveSection(0, 2);
        const QByteArray saved = table.saveColumns();

        actions.last()->trigger();
        QVERIFY(!table.isColumnHidden(3));
        QCOMPARE(table.horizontalHeader()->logicalIndex(0), 3);
        QVERIFY(table.restoreColumns(saved));
        QVERIFY(table.isColumnHidden(3));
        QCOMPARE(table.horizontalHeader()->logicalIndex(2), 3);
        QVERIFY(table.restoreColumns(defaults));
        QVERIFY(!table.restoreColumns("nonsense"));

        table.setDefaultColumns({{0, 10}, {1, 10, false}, {2, 10, false}, {3, 10, false}});
        QMenu last;
        table.populateColumnsMenu(&last);
        QVERIFY(!last.actions().constFirst()->isEnabled()); // one column stays
    }

    void columnsGrowUntilThePersonSetsAWidth()
    {
        HugeModel model(5);
        TableView table(QStringLiteral("Logs"));
        table.setModel(&model);
        table.setDefaultColumns(
            {{0, 10}, {1, 10, true, true}, {2, 10, true, true}, {3, 10, false}});
        QSignalSpy changed(&table, &TableView::columnsChanged);
        table.resize(900, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto whole = [&table] {
            return table.columnWidth(0) + table.columnWidth(1) + table.columnWidth(2);
        };
        QVERIFY(std::abs(table.viewport()->width() - whole()) <= 1);
        QCOMPARE(table.columnWidth(1), table.columnWidth(2));
        table.resize(200, 300);
        QVERIFY(whole() > table.viewport()->width()); // never narrower than it was made for
        QVERIFY(changed.isEmpty());
        table.horizontalHeader()->resizeSection(1, 123);
        QCOMPARE(changed.size(), 1);
        table.resize(900, 300);
        QCOMPARE(table.columnWidth(1), 123);
        table.resetColumns();
        QVERIFY(std::abs(table.viewport()->width() - whole()) <= 1);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
