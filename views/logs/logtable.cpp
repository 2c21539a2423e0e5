// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logtable.h"

#include "models/services/settings.h"
#include "views/common/headerview.h"
#include "views/common/icons.h"
#include "views/common/viewaddress.h"
#include "views/logs/logdelegate.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QMenu>
#include <QScrollBar>

namespace gatehouse {

QString openCommand(const ViewAddress &address)
{
    return QStringLiteral("gatehouse --open '%1'").arg(address.text());
}

LogTable::LogTable(LogTableModel *model, Settings *settings, QWidget *parent)
    : TableView(tr("Logs"), parent)
    , m_model(model)
{
    using enum LogTableModel::Column;
    setModel(model);
    setItemDelegate(new LogDelegate(this));
    setDefaultColumns({{CreatedColumn, 19},
                       {StatusColumn, 12},
                       {ModelColumn, 24},
                       {ProviderColumn, 14},
                       {DurationColumn, 10},
                       {TokensInColumn, 9},
                       {TokensOutColumn, 10},
                       {CostColumn, 10},
                       {CachedColumn, 8},
                       {StepColumn, 6},
                       {PathColumn, 24},
                       {MetadataColumn, 36},
                       {IdColumn, 28},
                       {ModelTypeColumn, 14, false},
                       {RequestTypeColumn, 14, false},
                       {RequestContentTypeColumn, 20, false},
                       {ResponseContentTypeColumn, 20, false},
                       {CustomCostColumn, 12, false},
                       {SuccessColumn, 10, false}});
    setMiddleElided({IdColumn});
    keepColumns(settings, QStringLiteral("logs"));

    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &LogTable::onHeaderClicked);
    connect(model, &LogTableModel::queryChanged, this, &LogTable::showOrder);
    showOrder();

    connect(this, &TableView::visibleRowsChanged, model, &LogTableModel::setVisibleRows);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { keepPlace(first, last); });
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (const Log *log = currentLog()) {
            m_lostId = log->id.value;
            m_wasSelected = selectionModel()->isRowSelected(currentIndex().row());
        }
    });
    connect(model, &LogTableModel::rowLoaded, this, &LogTable::findCurrentAgain);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (currentIndex().isValid())
            m_lostId.clear();
        Q_EMIT currentLogChanged();
    });
    connect(this, &LogTable::currentLogChanged, viewport(), qOverload<>(&QWidget::update));
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LogTable::currentLogChanged); // a click makes current first, then selects

    const auto ids = [this] {
        QStringList lines;
        for (const Log *log : selectedLogs())
            lines.append(log->id.value);
        return lines.join(u'\n');
    };
    const auto json = [this] {
        QJsonArray logs;
        for (const Log *log : selectedLogs())
            logs.append(toJson(*log));
        return QString::fromUtf8(
            (logs.size() == 1 ? QJsonDocument(logs.first().toObject()) : QJsonDocument(logs))
                .toJson());
    };
    const auto links = [this] {
        QStringList lines;
        for (const Log *log : selectedLogs())
            lines.append(openCommand({ViewAddress::Kind::Logs, m_model->gateway(),
                                      QStringLiteral("id:") + log->id.value}));
        return lines.join(u'\n');
    };
    m_menu = {copyAction(), addCopyAction(tr("Copy id"), Qt::CTRL | Qt::SHIFT | Qt::Key_I, ids),
              addCopyAction(tr("Copy as JSON"), Qt::CTRL | Qt::SHIFT | Qt::Key_J, json),
              addCopyAction(tr("Copy link"), Qt::CTRL | Qt::SHIFT | Qt::Key_K, links)};
}

QAction *LogTable::addCopyAction(const QString &text, const QKeySequence &shortcut,
                                 const std::function<QString()> &content)
{
    auto *action = new QAction(icon(Icon::Copy), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, [content] {
        if (const QString copied = content(); !copied.isEmpty())
            QGuiApplication::clipboard()->setText(copied);
    });
    return action;
}

void LogTable::addToMenu(const QList<QAction *> &actions)
{
    m_menu += actions;
}

void LogTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_menu);
    menu->popup(event->globalPos());
}

bool LogTable::isAtTop() const
{
    return verticalScrollBar()->value() == 0;
}

const Log *LogTable::currentLog() const
{
    return currentIndex().isValid() ? m_model->log(currentIndex().row()) : nullptr;
}

void LogTable::moveCurrent(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const QModelIndex current = currentIndex();
    const int row = current.isValid() ? qBound(0, current.row() + rows, count - 1) : 0;
    const int column = current.isValid() ? current.column() : horizontalHeader()->logicalIndex(0);
    setCurrentIndex(m_model->index(row, column));
}

QList<const Log *> LogTable::selectedLogs() const
{
    QList<const Log *> logs;
    int looked = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom() && looked < maxCopiedRows;
             ++row, ++looked)
            if (const Log *log = m_model->log(row))
                logs.append(log);
    return logs;
}

// The other columns' tooltips say that the service cannot sort by them.
void LogTable::onHeaderClicked(int column)
{
    const auto order = LogTableModel::orderOf(column);
    if (!order)
        return showOrder(); // the header has moved its arrow by itself
    const LogQuery &query = m_model->query();
    if (query.orderBy == *order)
        return Q_EMIT orderRequested(*order, !query.ascending);
    // What one looks for first: the newest, the cached, the failed, the names from A on.
    const bool ascending = *order != LogOrder::CreatedAt && *order != LogOrder::Cached;
    Q_EMIT orderRequested(*order, ascending);
}

void LogTable::showOrder()
{
    const auto column = LogTableModel::columnOf(m_model->query().orderBy);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(
        *column, m_model->query().ascending ? Qt::AscendingOrder : Qt::DescendingOrder);
}

void LogTable::keepPlace(int first, int last)
{
    QScrollBar *bar = verticalScrollBar();
    if (first > 0 || bar->value() == 0)
        return;
    const int value = bar->value() + last - first + 1;
    executeDelayedItemsLayout(); // or the bar would not reach as far
    bar->setValue(value);
}

void LogTable::findCurrentAgain(int first, int last)
{
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.row() >= first && current.row() <= last)
        return Q_EMIT currentLogChanged(); // what it is has come
    if (m_lostId.isEmpty())
        return;
    for (int row = first; row <= last; ++row) {
        if (const Log *log = m_model->log(row); log && log->id.value == m_lostId) {
            const QModelIndex index = m_model->index(row, horizontalHeader()->logicalIndex(0));
            const bool wasAutoScroll = hasAutoScroll();
            setAutoScroll(false); // the reading position stays
            selectionModel()->setCurrentIndex(index,
                                              m_wasSelected ? QItemSelectionModel::ClearAndSelect
                                                      | QItemSelectionModel::Rows
                                                            : QItemSelectionModel::NoUpdate);
            setAutoScroll(wasAutoScroll);
            return;
        }
    }
}

} // namespace gatehouse
