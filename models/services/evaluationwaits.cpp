// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/evaluationwaits.h"

#include "models/domain/format.h"
#include "models/services/connection.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>
#include <algorithm>

namespace gatehouse {

EvaluationWait::EvaluationWait(const AwaitedEvaluation &awaited, QObject *parent)
    : QObject(parent)
    , m_awaited(awaited)
    , m_task(
          new Task(tr("Evaluate “%1” of %2").arg(awaited.name, awaited.gateway.value), tr("logs")))
{
    m_task->setPausable(true);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &EvaluationWait::ask);
    connect(m_task, &Task::pauseRequested, this, [this] {
        m_next.stop();
        m_call.cancel();
    });
    connect(m_task, &Task::resumeRequested, this, [this] {
        m_pause = firstPause;
        ask();
    });
    connect(m_task, &Task::cancelRequested, this, [this] {
        m_next.stop();
        m_call.cancel();
        Q_EMIT ended();
    });
}

EvaluationWait::~EvaluationWait()
{
    if (m_task)
        m_task->disconnect(this);
}

void EvaluationWait::attach(EvaluationService *service)
{
    m_service = service;
    if (m_task->state() == Task::State::Running)
        ask();
}

void EvaluationWait::detach(const QString &why)
{
    m_service = nullptr;
    m_next.stop();
    m_call.cancel();
    if (m_task)
        m_task->setPaused(why);
}

void EvaluationWait::ask()
{
    if (!m_service)
        return m_task->setPaused(tr("Paused until its connection is there again"));
    if (m_call.isRunning())
        return;
    m_call = m_service->get(m_awaited.gateway, m_awaited.id, Urgency::Background);
    m_call.then(this, [this](const Result<Evaluation> &evaluation) { onAnswer(evaluation); });
}

void EvaluationWait::onAnswer(const Result<Evaluation> &evaluation)
{
    if (!m_task || m_task->state() != Task::State::Running)
        return;
    if (evaluation && evaluation->processed) {
        m_task->setProgress(evaluation->totalLogs, evaluation->totalLogs);
        m_task->finish(evaluation->totalLogs == 1
                           ? tr("1 log evaluated")
                           : tr("%1 logs evaluated").arg(format::count(evaluation->totalLogs)));
        Q_EMIT ended();
        return;
    }
    if (!evaluation && evaluation.error().kind == ApiError::Kind::NotFound) {
        m_task->fail(tr("The evaluation is not there any more"));
        Q_EMIT ended();
        return;
    }
    if (!evaluation && evaluation.error().kind == ApiError::Kind::Cancelled)
        return;
    if (!evaluation && !evaluation.error().canRetry())
        return m_task->setPaused(tr("Paused: %1").arg(evaluation.error().text()));
    auto pause = m_pause;
    if (!evaluation && evaluation.error().retryAfter)
        pause = std::max<std::chrono::milliseconds>(pause, *evaluation.error().retryAfter);
    m_pause = std::min(longestPause, m_pause * 3 / 2);
    m_next.start(pause);
}

EvaluationWaits::EvaluationWaits(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
{
}

EvaluationWait *EvaluationWaits::find(const AwaitedEvaluation &awaited) const
{
    const auto it = std::find_if(m_waits.begin(), m_waits.end(), [&](const EvaluationWait *wait) {
        return fileOf(wait->awaited()) == fileOf(awaited);
    });
    return it == m_waits.end() ? nullptr : *it;
}

QString EvaluationWaits::fileOf(const AwaitedEvaluation &awaited) const
{
    const QString key =
        awaited.connection + u'\n' + awaited.gateway.value + u'\n' + awaited.id.value;
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256);
    return m_folder + u'/' + QString::fromLatin1(name.toHex()) + QStringLiteral(".json");
}

EvaluationWait *EvaluationWaits::add(const AwaitedEvaluation &awaited)
{
    auto *wait = new EvaluationWait(awaited, this);
    m_waits.append(wait);
    wait->task()->setOpenable();
    connect(wait->task(), &Task::openRequested, this,
            [this, awaited] { Q_EMIT openRequested(awaited); });
    connect(wait, &EvaluationWait::ended, this, [this, wait] {
        QFile::remove(fileOf(wait->awaited()));
        m_waits.removeOne(wait);
        wait->deleteLater();
    });
    Q_EMIT taskAdded(wait->task());
    return wait;
}

Task *EvaluationWaits::start(Connection *connection, const GatewayId &gateway,
                             const Evaluation &evaluation)
{
    const AwaitedEvaluation awaited{connection->identity(), gateway, evaluation.id,
                                    evaluation.name};
    if (EvaluationWait *wait = find(awaited)) {
        wait->task()->resume();
        return wait->task();
    }
    // Not being able to keep it costs no more than its task after a restart.
    QDir().mkpath(m_folder);
    QSaveFile file(fileOf(awaited));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(toJson(awaited).toObject()).toJson());
        file.commit();
    }
    EvaluationWait *wait = add(awaited);
    wait->attach(connection->evaluations());
    return wait->task();
}

void EvaluationWaits::attach(Connection *connection)
{
    connect(connection, &Connection::stateChanged, this,
            [this, connection] { onStateChanged(connection); });
    onStateChanged(connection);
}

void EvaluationWaits::onStateChanged(Connection *connection)
{
    if (connection->state() != Connection::State::Ready)
        return;
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto awaited =
            fromJson<AwaitedEvaluation>(QJsonDocument::fromJson(file.readAll()).object());
        if (awaited && awaited->connection == connection->identity() && !find(*awaited))
            add(*awaited);
    }
    for (EvaluationWait *wait : m_waits) {
        if (wait->awaited().connection != connection->identity())
            continue;
        wait->attach(connection->evaluations());
        wait->task()->resume(); // asking is all it does
    }
}

void EvaluationWaits::detach(Connection *connection)
{
    connection->disconnect(this);
    for (EvaluationWait *wait : m_waits)
        if (wait->awaited().connection == connection->identity())
            wait->detach(tr("Paused: disconnected"));
}

} // namespace gatehouse
