// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/taskmodel.h"

#include "models/domain/format.h"

#include <algorithm>

namespace gatehouse {

TaskModel::TaskModel(QObject *parent) : TableModel(ColumnCount, parent) { }

void TaskModel::add(Task *task)
{
    task->setParent(this);
    beginInsertRows({}, 0, 0);
    m_tasks.prepend(task);
    endInsertRows();
    connect(task, &Task::changed, this, [this, task] {
        const auto row = int(m_tasks.indexOf(task));
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        Q_EMIT runningCountChanged();
    });
    Q_EMIT runningCountChanged();
}

void TaskModel::removeEnded()
{
    for (auto row = int(m_tasks.size()) - 1; row >= 0; --row) {
        if (!m_tasks.at(row)->hasEnded())
            continue;
        beginRemoveRows({}, row, row);
        m_tasks.takeAt(row)->deleteLater();
        endRemoveRows();
    }
}

int TaskModel::runningCount() const
{
    return int(std::count_if(m_tasks.begin(), m_tasks.end(), [](const Task *task) {
        return task->state() == Task::State::Running;
    }));
}

static QString stateText(const Task &task)
{
    switch (task.state()) {
    case Task::State::Running:
        return TaskModel::tr("Running");
    case Task::State::Paused:
    case Task::State::Done:
    case Task::State::Failed:
    case Task::State::Cancelled:
        return task.message();
    }
    return {};
}

QVariant TaskModel::cell(int row, int column, int role) const
{
    const Task &task = *m_tasks.at(row);
    const int percent = task.total() > 0 ? int(100 * task.done() / task.total()) : -1;
    if (role == PercentRole)
        return task.state() == Task::State::Done ? 100 : percent;
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case TitleColumn:
        return task.title();
    case ProgressColumn:
        if (task.total() <= 0)
            return task.done() > 0 ? tr("%1 %2").arg(format::count(task.done()), task.unit())
                                   : QString();
        return tr("%1 of %2 %3")
            .arg(format::count(task.done()), format::count(task.total()), task.unit());
    case RateColumn:
        return task.done() > 0 ? tr("%1 %2/s").arg(format::count(qint64(task.rate())), task.unit())
                               : QString();
    case RemainingColumn:
        return task.remaining() ? format::duration(double(task.remaining()->count()) * 1000)
                                : QString();
    case StateColumn:
        return stateText(task);
    default:
        return {};
    }
}

QVariant TaskModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case TitleColumn:
        return tr("Task");
    case ProgressColumn:
        return tr("Progress");
    case RateColumn:
        return tr("Rate");
    case RemainingColumn:
        return tr("Remaining");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

} // namespace gatehouse
