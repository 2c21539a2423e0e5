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
    enum class State { Running, Paused, Done, Failed, Cancelled };

    // unit: what is counted, in the plural, such as "rows".
    Task(const QString &title, const QString &unit, QObject *parent = nullptr);

    const QString &title() const { return m_title; }
    const QString &unit() const { return m_unit; }
    State state() const { return m_state; }
    qint64 done() const { return m_done; }
    qint64 total() const { return m_total; } // 0: not known
    bool hasEnded() const { return m_state != State::Running && m_state != State::Paused; }
    const QString &message() const { return m_message; } // what came of it, or why it is paused
    const QString &result() const { return m_result; } // a file, of one that is done; may be empty
    double rate() const; // units per second
    std::optional<std::chrono::seconds> remaining() const;

    void setProgress(qint64 done, qint64 total); // may be called as often as one likes
    void setResult(const QString &file) { m_result = file; } // before finish()
    // What it is about can be shown, all along: by whoever made it.
    bool isOpenable() const { return m_openable; }
    void setOpenable() { m_openable = true; }
    void open() { Q_EMIT openRequested(); }
    void finish(const QString &message);
    void fail(const QString &message);

    bool isCancellable() const { return m_cancellable; }
    void setCancellable(bool cancellable);
    void cancel();
    // One that can be paused can be cancelled, too.
    bool isPausable() const { return m_pausable; }
    void setPausable(bool pausable);
    void pause(); // by the person
    void resume();
    // By whoever does the work, which stands still until resumeRequested().
    void setPaused(const QString &why);

Q_SIGNALS:
    void changed(); // at most every 100 ms while running
    void openRequested();
    void cancelRequested();
    void pauseRequested();
    void resumeRequested();

private:
    void end(State state, const QString &message);

    QString m_title;
    QString m_unit;
    QString m_message;
    State m_state = State::Running;
    QString m_result;
    bool m_openable = false;
    bool m_cancellable = false;
    bool m_pausable = false;
    qint64 m_base = 0; // was done when the clock was started
    qint64 m_done = 0;
    qint64 m_total = 0;
    QElapsedTimer m_clock;
    qint64 m_elapsed = 0; // ms, once it has ended
    qint64 m_lastNotice = -1; // ms
};

} // namespace gatehouse
