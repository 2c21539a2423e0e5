// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/evaluator.h"

#include <iostream>

namespace sandbox {

namespace {

using std::chrono::steady_clock;

template <typename T> T takeFirst(std::deque<T> &queue)
{
    T first = std::move(queue.front());
    queue.pop_front();
    return first;
}

} // namespace

Evaluator::Evaluator(Database &database, LogStore &logs, const Clock &clock)
    : m_database(database)
    , m_logs(logs)
    , m_clock(clock)
{
}

void Evaluator::start()
{
    for (Evaluation &evaluation : unprocessedEvaluations(m_database)) {
        add(std::move(evaluation));
    }
    m_thread = std::jthread([this](const std::stop_token &stop) {
        try {
            run(stop);
        } catch (const std::exception &error) {
            std::cerr << "gatehouse-sandbox: no evaluations any more: " << error.what()
                      << std::endl;
        }
    });
}

void Evaluator::add(Evaluation evaluation)
{
    {
        const std::scoped_lock guard(m_mutex);
        m_added.push_back({std::move(evaluation), steady_clock::now(), {}});
    }
    m_wake.notify_one();
}

void Evaluator::setProcessingTime(std::chrono::milliseconds time)
{
    {
        const std::scoped_lock guard(m_mutex);
        m_processingTime = time;
    }
    m_wake.notify_one();
}

void Evaluator::run(const std::stop_token &stop)
{
    std::deque<Job> measured; // in the order in which they are due
    std::unique_lock guard(m_mutex);
    while (!stop.stop_requested()) {
        const auto time = m_processingTime;
        const auto isChanged = [&] { return !m_added.empty() || m_processingTime != time; };
        if (!measured.empty() && measured.front().added + time <= steady_clock::now()) {
            Job job = takeFirst(measured);
            guard.unlock();
            finish(job);
            guard.lock();
        } else if (!m_added.empty()) {
            Job job = takeFirst(m_added);
            guard.unlock();
            job.totals = job.evaluation.totals(m_logs, stop);
            guard.lock();
            measured.push_back(std::move(job));
        } else if (measured.empty()) {
            m_wake.wait(guard, stop, isChanged);
        } else {
            m_wake.wait_until(guard, stop, measured.front().added + time, isChanged);
        }
    }
}

void Evaluator::finish(Job &job)
{
    job.evaluation.complete(job.totals, m_clock.now());
    updateEvaluation(m_database, job.evaluation);
}

} // namespace sandbox
