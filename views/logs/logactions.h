// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/logexport.h"
#include "models/services/logdeletionjob.h"
#include "views/common/writeguard.h"
#include "views/logs/logsview.h"

class QMenu;
class QToolButton;

namespace gatehouse {

// What can be done with all logs that match the filter of a view.
class LogActions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogActions)

public:
    LogActions(LogsView *view, ConnectionModels *models, const LogsParts &parts);

    QToolButton *makeMenuButton();

private:
    QAction *add(const QIcon &icon, const QString &text, const QString &help,
                 const QKeySequence &shortcut, void (LogActions::*run)());
    bool isApplied(); // what the filter says; else the person is told
    LogQuery query() const; // that is applied

    void exportAll();
    void startExport(const LogExportSpec &spec);
    void deleteAll();
    void askToDelete(const LogDeletionPlan &plan);
    void startDeletion(const LogDeletionPlan &plan);
    void makeDataset();
    void openAnother();
    void copyLink();
    void copyCurl();
    void copy(const QString &text, const QString &what);

    LogsView *m_view;
    ConnectionModels *m_models;
    Connection *m_connection;
    LogsParts m_parts;
    WriteGuard *m_writes;
    QList<QAction *> m_actions;
    Call<LogDeletionPlan> m_planning;
};

} // namespace gatehouse
