// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/tablemodel.h"
#include "models/services/task.h"

namespace gatehouse {

// The long jobs of this run, newest first.
class TaskModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TaskModel)

public:
    enum Column {
        TitleColumn,
        ProgressColumn,
        RateColumn,
        RemainingColumn,
        StateColumn,
        ColumnCount
    };
    enum OwnRole { PercentRole = TableModel::OwnRole }; // 0 to 100; -1: not known

    explicit TaskModel(QObject *parent = nullptr);

    void add(Task *task); // takes it over
    Task *at(int row) const { return m_tasks.at(row); }
    void removeEnded();
    int runningCount() const;

Q_SIGNALS:
    void runningCountChanged();

protected:
    int rows() const override { return int(m_tasks.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column == RateColumn; }

private:
    QList<Task *> m_tasks;
};

} // namespace gatehouse
