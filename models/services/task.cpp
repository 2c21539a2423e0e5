// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/task.h"

namespace gatehouse {

static constexpr qint64 noticeInterval = 100; // ms

Task::Task(const QString &title, const QString &unit, QObject *parent)
    : QObject(parent)
    , m_title(title)
    , m_unit(unit)
{
    m_clock.start();
}

double Task::rate() const
{
    const qint64 elapsed = m_state == State::Running ? m_clock.elapsed() : m_elapsed;
    return elapsed > 0 ? 1000.0 * double(m_done - m_base) / double(elapsed) : 0;
}

std::optional<std::chrono::seconds> Task::remaining() const
{
    const double perSecond = rate();
    if (m_state != State::Running || m_total <= 0 || perSecond <= 0)
        return std::nullopt;
    return std::chrono::seconds(qint64(double(m_total - m_done) / perSecond));
}

void Task::setProgress(qint64 done, qint64 total)
{
    m_done = done;
    m_total = total;
    const qint64 now = m_clock.elapsed();
    if (m_lastNotice >= 0 && now - m_lastNotice < noticeInterval && done < total)
        return;
    m_lastNotice = now;
    Q_EMIT changed();
}

void Task::finish(const QString &message)
{
    end(State::Done, message);
}

void Task::fail(const QString &message)
{
    end(State::Failed, message);
}

void Task::setCancellable(bool cancellable)
{
    m_cancellable = cancellable;
}

void Task::setPausable(bool pausable)
{
    m_pausable = pausable;
    m_cancellable = m_cancellable || pausable;
}

void Task::pause()
{
    if (m_state != State::Running || !m_pausable)
        return;
    setPaused(tr("Paused"));
    Q_EMIT pauseRequested();
}

void Task::setPaused(const QString &why)
{
    if (hasEnded())
        return;
    if (m_state == State::Running)
        m_elapsed = m_clock.elapsed();
    m_state = State::Paused;
    m_message = why;
    Q_EMIT changed();
}

void Task::resume()
{
    if (m_state != State::Paused)
        return;
    m_state = State::Running;
    m_message.clear();
    m_base = m_done; // the rate is of this stretch
    m_clock.start();
    m_lastNotice = -1;
    Q_EMIT changed();
    Q_EMIT resumeRequested();
}

void Task::cancel()
{
    if (hasEnded() || !m_cancellable)
        return;
    end(State::Cancelled, tr("Cancelled"));
    Q_EMIT cancelRequested();
}

void Task::end(State state, const QString &message)
{
    if (hasEnded())
        return;
    if (m_state == State::Running)
        m_elapsed = m_clock.elapsed();
    m_state = state;
    m_message = message;
    Q_EMIT changed();
}

} // namespace gatehouse
