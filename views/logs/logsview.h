// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

#include <QPointer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/logtablemodel.h"
#include "models/services/savedfilters.h"

class QAction;
class QMenu;

namespace gatehouse {

class Dialogs;
class Follower;
class LogActions;
class LogExports;
class LogFilterBar;
class LogInspector;
class LogSummary;
class LogTable;
class MessageBar;
class Settings;
class StateStack;
class TaskModel;
class TimelinePanel;

// What a logs view needs beside the models of its connection. Without the last three, nothing is
// exported, deleted or asked.
struct LogsParts
{
    Settings *settings;
    Dialogs *dialogs = nullptr;
    TaskModel *tasks = nullptr;
    LogExports *exports = nullptr;
};

// The logs of one gateway that match a filter.
class LogsView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogsView)

public:
    LogsView(ConnectionModels *models, const ViewAddress &address, const LogsParts &parts,
             QWidget *parent = nullptr);
    ~LogsView() override;

    ViewAddress address() const override;
    QString title() const override;
    QIcon viewIcon() const override;
    QWidget *inspector() override;
    bool hasError() const override;

    // As when an address with another filter is opened: one that is wrong is shown, not applied.
    void setFilterText(const QString &text);
    void goTo(const ViewAddress &address) override { setFilterText(address.filter); }

    LogTableModel *model() { return &m_model; }
    LogTable *table() const { return m_table; }
    LogFilterBar *filterBar() const { return m_filterBar; }
    Follower *follower() const { return m_follower; }
    MessageBar *messages() const { return m_messages; }
    TimelinePanel *timeline() const { return m_timeline; }
    StateStack *stack() const { return m_stack; }

public Q_SLOTS:
    void refresh() override;

private:
    void makeActions();
    void makeLayout();
    QMenu *makeRateMenu(QWidget *parent);
    void applyFilter();
    void narrow(const QDateTime &from, const QDateTime &to);
    void widen();
    void countArrived(int count);
    void onConnectionChanged();
    void onModelStateChanged();
    void onOrderRequested(LogOrder order, bool ascending);
    void onFollowChanged();
    void onRowsLoaded(int first, int last);
    void compareSelected();
    void inspectCurrent();
    bool isRowPending() const;
    bool isRowFailed() const;
    void updateBusy();
    void updateProblem();

    ConnectionModels *m_models;
    Connection *m_connection;
    SavedFilters m_saved;
    LogTableModel m_model;
    LogFilterBar *m_filterBar;
    LogSummary *m_summary;
    MessageBar *m_messages;
    LogTable *m_table;
    StateStack *m_stack;
    Follower *m_follower;
    LogActions *m_actions;
    TimelinePanel *m_timeline;
    QPointer<LogInspector> m_inspector; // lives in the inspector dock
    QAction *m_refresh;
    QAction *m_follow;
    QAction *m_restart;
    QAction *m_compare;
};

} // namespace gatehouse
