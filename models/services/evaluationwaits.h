// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/evaluationservice.h"
#include "models/services/task.h"

#include <QPointer>
#include <QTimer>

namespace gatehouse {

class Connection;

// Which evaluation is waited for, as kept through restarts of the program.
struct AwaitedEvaluation
{
    QString connection; // Connection::identity()
    GatewayId gateway;
    EvaluationId id;
    QString name;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("connection", self.connection);
        visitor("gateway", self.gateway);
        visitor("id", self.id);
        visitor("name", self.name);
    }
};

// Asks about one evaluation until it is processed, less and less often. Cancelling ends the asking
// only: the service goes on with the evaluation.
class EvaluationWait : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationWait)

public:
    static constexpr std::chrono::milliseconds firstPause{1'000};
    static constexpr std::chrono::milliseconds longestPause{15'000};

    EvaluationWait(const AwaitedEvaluation &awaited, QObject *parent);
    ~EvaluationWait() override;

    const AwaitedEvaluation &awaited() const { return m_awaited; }
    Task *task() const { return m_task; }
    void attach(EvaluationService *service); // asks at once, unless it is paused
    void detach(const QString &why);

Q_SIGNALS:
    void ended();

private:
    void ask();
    void onAnswer(const Result<Evaluation> &evaluation);

    AwaitedEvaluation m_awaited;
    QPointer<Task> m_task;
    QPointer<EvaluationService> m_service;
    Call<Evaluation> m_call;
    QTimer m_next;
    std::chrono::milliseconds m_pause = firstPause;
};

// The evaluations that are waited for. They are kept in a folder, and waited for again once their
// connection is there.
class EvaluationWaits : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationWaits)

public:
    explicit EvaluationWaits(const QString &folder, QObject *parent = nullptr);

    // One that is waited for already keeps its task.
    Task *start(Connection *connection, const GatewayId &gateway, const Evaluation &evaluation);
    void attach(Connection *connection);
    void detach(Connection *connection);

Q_SIGNALS:
    void taskAdded(gatehouse::Task *task); // whoever shows it takes it over
    void openRequested(const gatehouse::AwaitedEvaluation &awaited); // from its task

private:
    void onStateChanged(Connection *connection);
    EvaluationWait *add(const AwaitedEvaluation &awaited);
    EvaluationWait *find(const AwaitedEvaluation &awaited) const;
    QString fileOf(const AwaitedEvaluation &awaited) const;

    QString m_folder;
    QList<EvaluationWait *> m_waits;
};

} // namespace gatehouse
