// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api/evaluationstore.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <thread>

namespace sandbox {

/// Completes evaluations in the background. Each is measured at once and shown as processed
/// some time later, as with the real service, whatever the service's clock says.
class Evaluator
{
public:
    Evaluator(Database &database, LogStore &logs, const Clock &clock);

    /// Begins with what an earlier run left unprocessed.
    void start();

    /// One that has just been inserted.
    void add(Evaluation evaluation);

    /// How long each takes, those under way as well.
    void setProcessingTime(std::chrono::milliseconds time);

private:
    struct Job
    {
        Evaluation evaluation;
        std::chrono::steady_clock::time_point added;
        LogTotals totals;
    };

    void run(const std::stop_token &stop);
    void finish(Job &job);

    Database &m_database;
    LogStore &m_logs;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::chrono::milliseconds m_processingTime{3000};
    std::deque<Job> m_added; ///< not measured yet
    std::jthread m_thread; ///< last, so that it ends before what it uses
};

} // namespace sandbox
