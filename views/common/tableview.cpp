// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/tableview.h"

#include "models/services/settings.h"

#include "views/common/celldelegate.h"
#include "views/common/headerview.h"
#include "views/common/icons.h"

#include <QAction>
#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolButton>
#include <algorithm>

namespace gatehouse {

TableView::TableView(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_copy(new QAction(icon(Icon::Copy), tr("Copy"), this))
{
    setAccessibleName(accessibleName);
    setHorizontalHeader(new HeaderView(this));
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegate(new CellDelegate(this));
    updateRowHeight();

    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    addAction(m_copy);
    connect(m_copy, &QAction::triggered, this, &TableView::copySelection);

    m_visibleTimer.setSingleShot(true);
    m_visibleTimer.setInterval(0);
    connect(&m_visibleTimer, &QTimer::timeout, this, &TableView::updateVisibleRows);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_visibleTimer,
            qOverload<>(&QTimer::start));
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, &m_visibleTimer,
            qOverload<>(&QTimer::start));

    const auto byThePerson = [this] {
        if (!m_ownColumnChange)
            Q_EMIT columnsChanged();
    };
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, byThePerson);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        const bool stretches =
            horizontalHeader()->stretchLastSection() && shownColumns().endsWith(column);
        if (m_ownColumnChange || stretches)
            return;
        m_defaultWidths = false;
        Q_EMIT columnsChanged();
    });
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) {
                auto *menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                populateColumnsMenu(menu);
                menu->popup(horizontalHeader()->mapToGlobal(position));
            });
}

void TableView::setModel(QAbstractItemModel *next)
{
    if (model())
        disconnect(model(), nullptr, &m_visibleTimer, nullptr);
    const QScopedValueRollback guard(m_ownColumnChange, true);
    QTableView::setModel(next);
    const auto start = qOverload<>(&QTimer::start);
    if (next) {
        connect(next, &QAbstractItemModel::rowsInserted, &m_visibleTimer, start);
        connect(next, &QAbstractItemModel::rowsRemoved, &m_visibleTimer, start);
        connect(next, &QAbstractItemModel::layoutChanged, &m_visibleTimer, start);
        connect(next, &QAbstractItemModel::modelReset, &m_visibleTimer, [this] {
            m_forceVisible = true; // the same numbers, but other rows
            m_visibleTimer.start();
        });
    }
    m_forceVisible = true;
    m_visibleTimer.start();
}

void TableView::setDefaultColumns(const QList<Column> &columns)
{
    m_defaults = columns;
    resetColumns();
}

void TableView::resetColumns()
{
    const QScopedValueRollback guard(m_ownColumnChange, true);
    QHeaderView *header = horizontalHeader();
    const int character = fontMetrics().horizontalAdvance(u'0');
    for (int i = 0; i < m_defaults.size(); ++i) {
        const Column &column = m_defaults[i];
        header->moveSection(header->visualIndex(column.column), i);
        header->setSectionHidden(column.column, !column.visible);
        header->resizeSection(column.column, column.width * character + 2 * grid + 2);
    }
    m_defaultWidths = true;
    growColumns();
}

// Those that need more than their share get that, and the others share the rest.
void TableView::growColumns()
{
    const QScopedValueRollback guard(m_ownColumnChange, true);
    const int character = fontMetrics().horizontalAdvance(u'0');
    QList<Column> growing;
    int left = viewport()->width();
    for (const Column &column : std::as_const(m_defaults)) {
        if (column.grows && !isColumnHidden(column.column))
            growing.append(column);
        else
            left -= columnWidth(column.column);
    }
    if (!m_defaultWidths)
        return;
    std::sort(growing.begin(), growing.end(),
              [](const Column &a, const Column &b) { return a.width > b.width; });
    for (qsizetype i = 0; i < growing.size(); ++i) {
        const int width =
            std::max(growing[i].width * character + 2 * grid + 2, left / int(growing.size() - i));
        setColumnWidth(growing[i].column, width);
        left -= width;
    }
}

QByteArray TableView::saveColumns() const
{
    QByteArray saved;
    QDataStream stream(&saved, QIODevice::WriteOnly);
    stream << qint32(horizontalHeader()->count()) << horizontalHeader()->saveState();
    return saved;
}

bool TableView::restoreColumns(const QByteArray &saved)
{
    const QScopedValueRollback guard(m_ownColumnChange, true);
    QDataStream stream(saved);
    qint32 count = 0;
    QByteArray state;
    stream >> count >> state;
    if (stream.status() != QDataStream::Ok || count != horizontalHeader()->count())
        return false;
    if (!horizontalHeader()->restoreState(state))
        return false;
    m_defaultWidths = false;
    return true;
}

void TableView::keepColumns(Settings *settings, const QString &scope)
{
    restoreColumns(settings->get(setting::tableHeader, scope));
    const auto save = [this, settings, scope] {
        settings->set(setting::tableHeader, saveColumns(), scope);
    };
    connect(this, &TableView::columnsChanged, this, save);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, save);
}

void TableView::populateColumnsMenu(QMenu *menu)
{
    menu->setTitle(tr("Columns"));
    const QList<int> shown = shownColumns();
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(shown.contains(column));
        action->setEnabled(shown != QList<int>{column}); // one stays
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            Q_EMIT columnsChanged();
        });
    }
    menu->addSeparator();
    QAction *reset = menu->addAction(tr("Reset columns"));
    reset->setEnabled(!m_defaults.isEmpty());
    connect(reset, &QAction::triggered, this, [this] {
        resetColumns();
        Q_EMIT columnsChanged();
    });
}

QToolButton *TableView::makeColumnsButton()
{
    auto *button = new QToolButton;
    button->setIcon(icon(Icon::Settings));
    button->setToolTip(tr("Choose columns"));
    button->setAccessibleName(button->toolTip());
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        populateColumnsMenu(menu);
    });
    button->setMenu(menu);
    return button;
}

void TableView::setMiddleElided(const QSet<int> &columns)
{
    m_middleElided = columns;
    viewport()->update();
}

QList<int> TableView::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns.append(column);
    return columns;
}

QList<int> TableView::selectedRowNumbers(int limit) const
{
    QItemSelection selection = selectionModel() ? selectionModel()->selection() : QItemSelection();
    std::sort(selection.begin(), selection.end(),
              [](const auto &a, const auto &b) { return a.top() < b.top(); });
    QList<int> rows;
    for (const QItemSelectionRange &range : selection)
        for (int row = std::max(range.top(), rows.isEmpty() ? 0 : rows.last() + 1);
             row <= range.bottom() && rows.size() < limit; ++row)
            rows.append(row);
    return rows;
}

int TableView::selectedRowCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        count += range.height();
    return count;
}

QString TableView::selectionAsText() const
{
    if (!model())
        return {};
    const QList<int> columns = shownColumns();
    const auto clean = [](QString text) {
        return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
    };
    QStringList cells;
    for (const int column : columns)
        cells << clean(model()->headerData(column, Qt::Horizontal).toString());
    QString text = cells.join(u'\t') + u'\n';
    for (const int row : selectedRowNumbers(maxCopiedRows)) {
        cells.clear();
        for (const int column : columns)
            cells << clean(model()->index(row, column, rootIndex()).data().toString());
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

void TableView::copySelection()
{
    if (!selectionModel() || !selectionModel()->hasSelection())
        return;
    QGuiApplication::clipboard()->setText(selectionAsText());
    const int count = selectedRowCount();
    Q_EMIT copied(std::min(count, maxCopiedRows), count > maxCopiedRows);
}

void TableView::updateRowHeight()
{
    const int height = std::max(fontMetrics().height() + grid, 3 * grid);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setFixedHeight(height + grid / 2);
    m_visibleTimer.start();
}

void TableView::updateVisibleRows()
{
    int first = rowAt(0);
    int last = rowAt(viewport()->height() - 1);
    if (last < 0 && first >= 0)
        last = model()->rowCount(rootIndex()) - 1;
    const std::pair visible(first, last);
    if (visible == m_visible && !m_forceVisible)
        return;
    m_visible = visible;
    m_forceVisible = false;
    if (first >= 0)
        Q_EMIT visibleRowsChanged(first, last);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    growColumns();
    m_visibleTimer.start();
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    if (auto *delegate = qobject_cast<CellDelegate *>(itemDelegate()))
        delegate->refreshFont();
    updateRowHeight();
}

// Home and End go to the first and last row, as rows are what is selected.
QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (!model() || (action != MoveHome && action != MoveEnd))
        return QTableView::moveCursor(action, modifiers);
    const int row = action == MoveHome ? 0 : model()->rowCount(rootIndex()) - 1;
    const int column = currentIndex().isValid() ? currentIndex().column() : shownColumns().value(0);
    return model()->index(row, column, rootIndex());
}

} // namespace gatehouse
