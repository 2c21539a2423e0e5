// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <chrono>
#include <optional>

namespace gatehouse {

// A job that takes long enough to be watched in the Tasks dock. Whoever does the work reports to
// it.
class Task : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Task)

public:
    enum class State { Running, Done, Failed, Cancelled };

    // unit: what is counted, in the plural, such as "rows".
    Task(const QString &title, const QString &unit, QObject *parent = nullptr);

    const QString &title() const { return m_title; }
    const QString &unit() const { return m_unit; }
    State state() const { return m_state; }
    qint64 done() const { return m_done; }
    qint64 total() const { return m_total; } // 0: not known
    const QString &message() const { return m_message; } // what came of it
    double rate() const; // units per second
    std::optional<std::chrono::seconds> remaining() const;

    void setProgress(qint64 done, qint64 total); // may be called as often as one likes
    void finish(const QString &message);
    void fail(const QString &message);

    bool isCancellable() const { return m_cancellable; }
    void setCancellable(bool cancellable);
    void cancel();

Q_SIGNALS:
    void changed(); // at most every 100 ms while running
    void cancelRequested();

private:
    void end(State state, const QString &message);

    QString m_title;
    QString m_unit;
    QString m_message;
    State m_state = State::Running;
    bool m_cancellable = false;
    qint64 m_done = 0;
    qint64 m_total = 0;
    QElapsedTimer m_clock;
    qint64 m_elapsed = 0; // ms, once it has ended
    qint64 m_lastNotice = -1; // ms
};

} // namespace gatehouse
