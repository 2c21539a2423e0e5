// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logexports.h"

#include "models/services/connection.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QUuid>
#include <algorithm>

namespace gatehouse {

using namespace std::chrono_literals;

static constexpr std::chrono::milliseconds firstRetry = 10s;
static constexpr std::chrono::milliseconds longestRetry = 5min;

LogExport::LogExport(const LogExportState &state, const QString &stateFile, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_stateFile(stateFile)
    , m_lock(stateFile + QStringLiteral(".lock"))
    , m_task(new Task(tr("Export logs of %1 to %2")
                          .arg(state.spec.gateway.value, QFileInfo(state.spec.path).fileName()),
                      tr("rows")))
{
    m_lock.setStaleLockTime(0); // an export may take days; a dead owner is seen all the same
    m_task->setPausable(true);
    m_task->setProgress(state.rows, state.total);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, m_task.data(), &Task::resume);
    connect(m_task, &Task::resumeRequested, this, &LogExport::resume);
    connect(m_task, &Task::pauseRequested, this, [this] {
        m_retry.stop();
        if (m_job)
            m_job->stop();
    });
    connect(m_task, &Task::cancelRequested, this, [this] {
        m_retry.stop();
        if (!m_job)
            m_job = std::make_unique<LogExportJob>(nullptr, m_state, m_stateFile, nullptr);
        m_job->discard();
        Q_EMIT ended();
    });
}

LogExport::~LogExport()
{
    if (m_task)
        m_task->disconnect(this);
}

bool LogExport::lock()
{
    QDir().mkpath(QFileInfo(m_stateFile).path());
    return m_lock.tryLock(0);
}

void LogExport::attach(LogService *service)
{
    if (m_service == service && m_job)
        return;
    m_service = service;
    m_job = std::make_unique<LogExportJob>(service, m_state, m_stateFile, m_task);
    connect(m_job.get(), &LogExportJob::stopped, this, &LogExport::onStopped);
    connect(m_job.get(), &LogExportJob::finished, this, [this] {
        m_task->setResult(m_state.spec.path);
        m_task->finish(tr("%n row(s) in %1", nullptr, int(m_job->state().rows))
                           .arg(QDir::toNativeSeparators(m_state.spec.path)));
        Q_EMIT ended();
    });
    if (m_task->state() == Task::State::Running)
        m_job->start();
}

void LogExport::detach(const QString &why)
{
    m_retry.stop();
    if (m_job) {
        m_job->stop();
        m_state = m_job->state();
        m_job.reset();
    }
    m_service = nullptr;
    if (m_task)
        m_task->setPaused(why);
}

void LogExport::resume()
{
    m_retry.stop();
    if (m_job)
        m_job->start();
    else
        m_task->setPaused(tr("Paused until its connection is there again"));
}

// A service that is away comes back, most often; a full disk does not empty itself.
void LogExport::onStopped(const ApiError &error)
{
    const qint64 rows = m_job->state().rows;
    m_failures = rows == m_rowsAtFailure ? m_failures + 1 : 0;
    m_rowsAtFailure = rows;
    if (!error.canRetry()) {
        m_task->setPaused(tr("Paused: %1").arg(error.text()));
        return;
    }
    auto pause = std::min(longestRetry, firstRetry * (1 << std::min(m_failures, 10)));
    if (error.retryAfter)
        pause = std::max<std::chrono::milliseconds>(pause, *error.retryAfter);
    m_retry.start(pause);
    m_task->setPaused(tr("Waits %n s: %1", nullptr,
                         int(std::chrono::duration_cast<std::chrono::seconds>(pause).count()))
                          .arg(error.text()));
}

LogExports::LogExports(const QString &folder, QObject *parent) : QObject(parent), m_folder(folder)
{
}

void LogExports::add(LogExport *exported)
{
    m_exports.append(exported);
    connect(exported, &LogExport::ended, this, [this, exported] {
        m_exports.removeOne(exported);
        exported->deleteLater();
    });
    Q_EMIT taskAdded(exported->task());
}

Task *LogExports::start(Connection *connection, const LogExportSpec &spec)
{
    LogExportState state;
    state.connection = connection->identity();
    state.spec = spec;
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto *exported = new LogExport(state, m_folder + u'/' + name + QStringLiteral(".json"), this);
    exported->lock();
    add(exported);
    exported->attach(connection->logs());
    return exported->task();
}

void LogExports::attach(Connection *connection)
{
    connect(connection, &Connection::stateChanged, this,
            [this, connection] { onStateChanged(connection); });
    onStateChanged(connection);
}

void LogExports::onStateChanged(Connection *connection)
{
    if (connection->state() != Connection::State::Ready)
        return;
    findInterrupted(connection);
    for (LogExport *exported : m_exports)
        if (exported->connection() == connection->identity())
            exported->attach(connection->logs());
}

void LogExports::detach(Connection *connection)
{
    connection->disconnect(this);
    for (LogExport *exported : m_exports)
        if (exported->connection() == connection->identity())
            exported->detach(tr("Paused: disconnected"));
}

void LogExports::findInterrupted(Connection *connection)
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        const QString path = folder.filePath(name);
        const bool known = std::any_of(m_exports.begin(), m_exports.end(),
                                       [&](LogExport *one) { return one->stateFile() == path; });
        QFile file(path);
        if (known || !file.open(QIODevice::ReadOnly))
            continue;
        const auto state =
            fromJson<LogExportState>(QJsonDocument::fromJson(file.readAll()).object());
        if (!state || state->connection != connection->identity())
            continue;
        auto exported = std::make_unique<LogExport>(*state, path, this);
        if (!exported->lock()) {
            delete exported->task(); // nobody has seen it
            continue;
        }
        exported->task()->setPaused(tr("Interrupted when the program ended"));
        add(exported.release());
    }
}

} // namespace gatehouse
