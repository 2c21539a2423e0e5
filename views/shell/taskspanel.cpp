// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/taskspanel.h"

#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/openlink.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QApplication>
#include <QStyledItemDelegate>
#include <QToolButton>
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

    m_pause = addTaskAction(icon(Icon::Pause), tr("Pause"), Qt::Key_Space, [](Task *task) {
        if (task->state() == Task::State::Paused)
            task->resume();
        else
            task->pause();
    });
    m_cancel = addTaskAction(icon(Icon::Close), tr("Cancel"), Qt::Key_Delete, &Task::cancel);
    m_open = addTaskAction(icon(Icon::Link), tr("Open the result"), Qt::Key_Return, [](Task *task) {
        if (task->isOpenable())
            task->open();
        else
            openFile(task->result());
    });
    m_clear = makeAction(m_table, icon(Icon::Delete), tr("Remove what has ended"));
    connect(m_clear, &QAction::triggered, model, &TaskModel::removeEnded);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(0);
    for (QAction *action : {m_pause, m_cancel, m_open, m_clear})
        buttons->addWidget(makeActionButton(action));
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addWidget(m_table, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TasksPanel::updateActions);
    connect(model, &TaskModel::dataChanged, this, &TasksPanel::updateActions);
    connect(model, &TaskModel::rowsInserted, this, &TasksPanel::updateActions);
    connect(model, &TaskModel::rowsRemoved, this, &TasksPanel::updateActions);
    updateActions();
}

Task *TasksPanel::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_model->at(index.row()) : nullptr;
}

QAction *TasksPanel::addTaskAction(const QIcon &icon, const QString &text, Qt::Key key,
                                   const std::function<void(Task *)> &run)
{
    QAction *action = makeAction(m_table, icon, text, {}, {key});
    connect(action, &QAction::triggered, this, [this, run] { run(current()); });
    return action;
}

void TasksPanel::updateActions()
{
    const Task *task = current();
    const bool paused = task && task->state() == Task::State::Paused;
    m_pause->setEnabled(task && task->isPausable() && !task->hasEnded());
    m_pause->setIcon(icon(paused ? Icon::Follow : Icon::Pause));
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    setActionHelp(m_pause, m_pause->text());
    m_cancel->setEnabled(task && task->isCancellable() && !task->hasEnded());
    m_open->setEnabled(task
                       && (task->isOpenable()
                           || (task->state() == Task::State::Done && !task->result().isEmpty())));
    m_clear->setEnabled(m_model->rowCount() > m_model->runningCount());
}

} // namespace gatehouse
