// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace gatehouse {

class LogTable;
class LogTableModel;
class RequestBudget;

// Follow mode: lets new logs in at the top every two seconds or as often as is chosen, while one
// can see it and there are requests left for it.
class Follower : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Follower)

public:
    enum class State {
        Off,
        Following,
        ScrolledAway, // paused
        Hidden, // paused
        LowBudget, // paused
        OtherOrder, // not possible: new logs are not at the top
    };
    static constexpr int intervalMs = 2000;

    Follower(LogTableModel *model, LogTable *table, const RequestBudget *budget);

    void setInterval(std::chrono::milliseconds interval) { m_timer.setInterval(interval); }
    std::chrono::milliseconds interval() const { return m_timer.intervalAsDuration(); }

    void setOn(bool on);
    bool isOn() const { return m_on; }
    State state() const { return m_state; }
    bool isPossible() const; // in the present order
    QString text() const; // what it is doing, for the person; empty when off

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    State evaluate() const;
    void update();
    void tick();

    LogTableModel *m_model;
    LogTable *m_table;
    const RequestBudget *m_budget;
    QTimer m_timer;
    bool m_on = false;
    State m_state = State::Off;
    qint64 m_arrived = 0;
};

} // namespace gatehouse
