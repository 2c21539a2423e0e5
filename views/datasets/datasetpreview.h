// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/logtablemodel.h"

#include <QPointer>

class QLabel;

namespace gatehouse {

class Dialogs;
class LogInspector;
class LogTable;
class Settings;
class StateStack;

// The logs that match the filters of a dataset as they are at the moment, saved or not, with how
// many those are.
class DatasetPreview : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetPreview)

public:
    DatasetPreview(ConnectionModels *models, const GatewayId &gateway, Settings *settings,
                   Dialogs *dialogs, QWidget *parent = nullptr);
    ~DatasetPreview() override;

    void setFilters(const QList<LogFilter> &filters); // asks for what matches, when it is connected
    void setProblem(const QString &problem); // why what is typed is not what is shown
    bool isBusy() const;
    bool hasFailed() const;
    LogTableModel *logs() { return &m_logs; }
    QWidget *inspector() const; // of the log that is chosen

Q_SIGNALS:
    void changed(); // whether it is busy or has failed
    void seen(const QString &provider, const QString &model); // of a log
    void clearFilterRequested();
    void inspectRequested();

private:
    void ask();
    void showCount();
    void inspectCurrent();

    Connection *m_connection;
    LogQuery m_query; // in the order that the person wants
    QString m_problem;
    LogTableModel m_logs;
    QLabel *m_count;
    LogTable *m_table;
    StateStack *m_stack;
    QPointer<LogInspector> m_inspector;
};

} // namespace gatehouse
