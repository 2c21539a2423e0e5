// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/taskmodel.h"

#include <QWidget>
#include <functional>

class QAction;

namespace gatehouse {

class Settings;
class TableView;

// The Tasks dock: long jobs with their progress.
class TasksPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TasksPanel)

public:
    TasksPanel(TaskModel *model, Settings *settings, QWidget *parent = nullptr);

private:
    Task *current() const;
    QAction *addTaskAction(const QIcon &icon, const QString &text, Qt::Key key,
                           const std::function<void(Task *)> &run);
    void updateActions();

    TaskModel *m_model;
    TableView *m_table;
    QAction *m_cancel;
    QAction *m_pause;
    QAction *m_open;
    QAction *m_clear;
};

} // namespace gatehouse
