// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logexportjob.h"

#include <QLockFile>

namespace gatehouse {

class Connection;

// One export, from its start to its result, through pauses and restarts of the program.
class LogExport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogExport)

public:
    LogExport(const LogExportState &state, const QString &stateFile, QObject *parent);
    ~LogExport() override;

    Task *task() const { return m_task; }
    const QString &connection() const { return m_state.connection; }
    const QString &stateFile() const { return m_stateFile; }
    bool lock(); // false: another running program has it

    // Goes on, unless it is paused.
    void attach(LogService *service);
    void detach(const QString &why); // keeps what there is

Q_SIGNALS:
    void ended();

private:
    void onStopped(const ApiError &error);
    void resume();

    LogExportState m_state;
    QString m_stateFile;
    QLockFile m_lock;
    QPointer<Task> m_task;
    QPointer<LogService> m_service;
    std::unique_ptr<LogExportJob> m_job;
    QTimer m_retry;
    int m_failures = 0; // since rows were written last
    qint64 m_rowsAtFailure = -1;
};

// The exports under way, and those that were when the program ended: they are kept in a folder, and
// offered as paused tasks once their connection is there again.
class LogExports : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogExports)

public:
    explicit LogExports(const QString &folder, QObject *parent = nullptr);

    Task *start(Connection *connection, const LogExportSpec &spec);
    // The connection has come; when it is ready, its exports can go on.
    void attach(Connection *connection);
    void detach(Connection *connection);

Q_SIGNALS:
    void taskAdded(gatehouse::Task *task); // whoever shows it takes it over

private:
    void onStateChanged(Connection *connection);
    void findInterrupted(Connection *connection);
    void add(LogExport *exported);

    QString m_folder;
    QList<LogExport *> m_exports;
};

} // namespace gatehouse
