// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logexportwriter.h"
#include "models/services/logservice.h"
#include "models/services/task.h"

#include <QPointer>
#include <QTimer>
#include <map>
#include <memory>

namespace gatehouse {

// Exports the logs that match, oldest first, up to those that there were when it began, in the
// background.
//
// Pages drift while rows come and go. So the pages of one window are asked for with both ends
// fixed, several at a time; a window begins just before the newest row that is written, anew
// wherever the number of its matches changes, and after windowPages at the latest. What is written
// twice that way is known by its id and dropped: of the newest instant alone ids have to be kept.
class LogExportJob : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogExportJob)

public:
    static constexpr int windowPages = 2000;

    // The task stands for it and outlives it.
    LogExportJob(LogService *service, const LogExportState &state, const QString &stateFile,
                 Task *task, QObject *parent = nullptr);
    ~LogExportJob() override;

    void start(); // or go on
    void stop(); // what is written stays, to go on from
    void discard(); // stops for good and leaves nothing

    const LogExportState &state() const { return m_state; } // what is in the file

Q_SIGNALS:
    void finished();
    void stopped(const gatehouse::ApiError &error); // by an error

private:
    using Progress = LogExportWriter::Progress;
    struct Bodies
    {
        QJsonObject row;
        std::optional<QByteArray> request;
        std::optional<QByteArray> response;
        QList<Call<LogBody>> calls;
    };

    void write(const std::function<Progress(LogExportWriter &)> &work,
               const std::function<void(const Progress &)> &then);
    void fail(const ApiError &error);
    void cancelCalls();

    void askForEnd();
    void openWindow();
    void request();
    void takeNext();
    void onTaken(const Progress &progress);
    void closePage();
    void finish();

    void fetchBodies();
    void fetchBody(const std::shared_ptr<Bodies> &bodies, std::optional<QByteArray> Bodies::*part,
                   const Call<LogBody> &call);
    void writeBodies();

    LogService *m_service;
    LogExportState m_state;
    QString m_stateFile;
    QPointer<Task> m_task;
    std::shared_ptr<LogExportWriter> m_writer; // while it runs
    bool m_writing = false;
    Call<LogPage> m_end;

    LogQuery m_window;
    quint64 m_windowNumber = 0; // answers to an older one are dropped
    QDateTime m_windowAfter; // invalid: from the first
    qint64 m_windowTotal = -1; // matches in it
    bool m_windowKnown = false; // its first page has come
    qint64 m_windowRows = 0; // were written when it began
    qint64 m_nextRequest = 1;
    qint64 m_nextTake = 1;
    int m_lastSize = 0; // rows on the page that was taken last
    std::map<qint64, Call<ApiResponse>> m_running;
    std::map<qint64, ApiResponse> m_ready;
    QList<QJsonObject> m_rows; // that wait for their bodies
    QList<std::shared_ptr<Bodies>> m_bodies; // being fetched, in order
};

} // namespace gatehouse
