// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"
#include "models/items/taskmodel.h"
#include "models/services/gatewayservice.h"
#include "models/services/saveguard.h"

#include <QPointer>

namespace gatehouse {

// Creates and changes several gateways, one after the other and each under the save guard, as a
// Task. What fails is told and can be tried again; the others are done all the same. It belongs to
// the connection, so that a view that closes neither ends it nor loses what came of it.
class GatewayBatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayBatch)

public:
    enum class State {
        Waiting,
        Running,
        Done,
        Conflicted, // somebody else changed the same meanwhile; base is theirs by now
        Failed,
    };
    struct Item
    {
        GatewayId id{};
        std::optional<Gateway> base{}; // nullopt: it is to be created
        Gateway wanted{};
        QStringList notes{}; // what the person should know before
        bool chosen = true;
        State state = State::Waiting;
        ApiError error{}; // of Failed
        QList<FieldConflict> conflicts{}; // of Conflicted
        bool created = false; // by this batch

        QList<FieldChange> changes() const; // that would be made, by name
    };

    GatewayBatch(GatewayService *service, TaskModel *tasks, QObject *parent);
    ~GatewayBatch() override;
    // The one of that name of the owner; made when there is none.
    static GatewayBatch *of(QObject *owner, const QString &name, GatewayService *service,
                            TaskModel *tasks);

    const QList<Item> &items() const { return m_items; }
    void setItems(const QList<Item> &items); // not while it runs
    void setChosen(int index, bool chosen);
    int count(State state) const; // of those that are chosen
    int pendingCount() const; // chosen, not done, and different from what is there
    bool isRunning() const { return m_running; }

    // Those that are chosen and not done; title names the task.
    void start(const QString &title);
    // The one whose write is on its way is carried through.
    void stop();

Q_SIGNALS:
    void itemsReset();
    void itemChanged(int index);
    void runningChanged();

private:
    static bool isPending(const Item &item);
    void next();
    void create(int index);
    void save(int index);
    void onSaved(int index, const Result<SaveOutcome<Gateway>> &outcome);
    void succeed(int index);
    void fail(int index, const ApiError &error);
    void finish(int index, State state);
    void setState(int index, State state);
    void end();

    GatewayService *m_service;
    TaskModel *m_tasks;
    QList<Item> m_items;
    QPointer<Task> m_task;
    Call<SaveOutcome<Gateway>> m_call;
    bool m_running = false;
    bool m_stopped = false;
    bool m_writing = false;
    int m_total = 0; // of this run
    int m_tried = 0;
};

} // namespace gatehouse
