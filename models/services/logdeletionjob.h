// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/logservice.h"
#include "models/services/task.h"

#include <QPointer>
#include <QTimer>

namespace gatehouse {

// What would go, found out without deleting anything.
struct LogDeletionPlan
{
    GatewayId gateway;
    QList<LogFilter> filters; // empty: all logs go
    QDateTime until; // what comes in later stays
    qint64 matching = 0;
    QDateTime oldest, newest;
    LogListInfo info; // extremes of what matches
    QList<Log> sample; // the newest; all of them if they are few

    // Dollars, of all that match as the sample has it; nothing where no cost is known.
    std::optional<double> cost() const;
    bool isSampleWhole() const { return sample.size() == matching; }
};

// Counts and looks, with the guard of LogService::remove(). A time that is relative to now is fixed
// by it. What the service cannot delete by is refused.
Call<LogDeletionPlan> planLogDeletion(LogService *service, const GatewayId &gateway,
                                      const LogQuery &query);

// Deletes what was planned, the oldest first, in slices until the service says that none is left.
// It may carry out a deletion later than it answers, and its totals are late, too: so each slice is
// waited for.
class LogDeletionJob : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogDeletionJob)

public:
    struct Patience
    {
        std::chrono::milliseconds pause{500}; // between two looks, growing
        int looks = 12; // without a change, until the slice is asked for again
        int repeats = 2; // until it is given up
    };

    LogDeletionJob(LogService *service, const LogDeletionPlan &plan, Task *task,
                   const Patience &patience, QObject *parent = nullptr);
    ~LogDeletionJob() override;

    void start();

Q_SIGNALS:
    void progressed(); // some are gone

private:
    void deleteSlice();
    void look();
    void onLeft(qint64 left);

    LogService *m_service;
    LogDeletionPlan m_plan;
    QPointer<Task> m_task;
    Patience m_patience;
    QTimer m_pause;
    Call<LogDeletion> m_deletion;
    Call<LogPage> m_look;
    qint64 m_left; // that match, as far as is known
    qint64 m_target = 0; // what is left when the slice is done
    int m_looks = 0; // without a change
    int m_repeats = 0;
};

} // namespace gatehouse
