// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/taskspanel.h"

#include "views/common/icons.h"
#include "views/common/openlink.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QApplication>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

// A bar behind the figures.
class ProgressDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const int percent = index.data(TaskModel::PercentRole).toInt();
        if (percent < 0)
            return QStyledItemDelegate::paint(painter, option, index);
        QStyleOptionProgressBar bar;
        bar.state = option.state | QStyle::State_Horizontal;
        bar.palette = option.palette;
        bar.fontMetrics = option.fontMetrics;
        bar.rect = option.rect.adjusted(2, 2, -2, -2);
        bar.maximum = 100;
        bar.progress = percent;
        bar.text = index.data().toString();
        bar.textVisible = true;
        QApplication::style()->drawControl(QStyle::CE_ProgressBar, &bar, painter, option.widget);
    }
};

} // namespace

TasksPanel::TasksPanel(TaskModel *model, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new TableView(tr("Tasks"), this))
{
    m_table->setModel(model);
    m_table->setDefaultColumns({{TaskModel::TitleColumn, 32},
                                {TaskModel::ProgressColumn, 32},
                                {TaskModel::RateColumn, 18},
                                {TaskModel::RemainingColumn, 14},
                                {TaskModel::StateColumn, 48}});
    m_table->keepColumns(settings, QStringLiteral("tasks"));
    m_table->setItemDelegateForColumn(TaskModel::ProgressColumn, new ProgressDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    setFocusProxy(m_table);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);

    m_cancel = new QAction(icon(Icon::Close), tr("Cancel"), m_table);
    m_cancel->setShortcut(Qt::Key_Delete);
    m_cancel->setShortcutContext(Qt::WidgetShortcut);
    connect(m_cancel, &QAction::triggered, this,
            [this] { m_model->at(m_table->currentIndex().row())->cancel(); });
    m_pause = new QAction(icon(Icon::Follow), tr("Pause"), m_table);
    m_pause->setShortcut(Qt::Key_Space);
    m_pause->setShortcutContext(Qt::WidgetShortcut);
    connect(m_pause, &QAction::triggered, this, [this] {
        Task *task = m_model->at(m_table->currentIndex().row());
        if (task->state() == Task::State::Paused)
            task->resume();
        else
            task->pause();
    });
    m_open = new QAction(icon(Icon::Link), tr("Open the result"), m_table);
    m_open->setShortcut(Qt::Key_Return);
    m_open->setShortcutContext(Qt::WidgetShortcut);
    connect(m_open, &QAction::triggered, this,
            [this] { openFile(m_model->at(m_table->currentIndex().row())->result()); });
    auto *clear = new QAction(icon(Icon::Delete), tr("Remove what has ended"), m_table);
    connect(clear, &QAction::triggered, model, &TaskModel::removeEnded);
    m_table->addActions({m_pause, m_cancel, m_open, clear});

    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TasksPanel::updateActions);
    connect(model, &TaskModel::dataChanged, this, &TasksPanel::updateActions);
    updateActions();
}

void TasksPanel::updateActions()
{
    const QModelIndex current = m_table->currentIndex();
    const Task *task = current.isValid() ? m_model->at(current.row()) : nullptr;
    const bool paused = task && task->state() == Task::State::Paused;
    m_cancel->setEnabled(task && task->isCancellable() && !task->hasEnded());
    m_pause->setEnabled(task && task->isPausable() && !task->hasEnded());
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_open->setEnabled(task && task->state() == Task::State::Done && !task->result().isEmpty());
}

} // namespace gatehouse
