// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/connection.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace gatehouse {

class TimeDisplay;

// In the status bar: which profile one works with, whether it can be written to, how it fares, and
// how many requests are left. What changes often comes last, so that nothing moves.
class ConnectionStatus : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionStatus)

public:
    static constexpr int pauseMs = 100; // between two updates

    explicit ConnectionStatus(TimeDisplay *time, QWidget *parent = nullptr);

    void setConnection(Connection *connection); // nullptr: none

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();
    void updateBudget();

    TimeDisplay *m_time;
    QPointer<Connection> m_connection;
    QLabel *m_color;
    QLabel *m_name;
    QToolButton *m_lock;
    QLabel *m_state;
    QLabel *m_budget;
    QTimer m_pause;
};

} // namespace gatehouse
