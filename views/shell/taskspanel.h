// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/taskmodel.h"

#include <QWidget>

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
    void updateActions();

    TaskModel *m_model;
    TableView *m_table;
    QAction *m_cancel;
    QAction *m_pause;
    QAction *m_open;
};

} // namespace gatehouse
