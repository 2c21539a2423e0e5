// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/follower.h"

#include "models/domain/format.h"
#include "models/services/requestbudget.h"
#include "views/logs/logtable.h"

#include <QEvent>
#include <QScrollBar>

namespace gatehouse {

Follower::Follower(LogTableModel *model, LogTable *table, const RequestBudget *budget)
    : QObject(table)
    , m_model(model)
    , m_table(table)
    , m_budget(budget)
{
    m_timer.setInterval(intervalMs);
    connect(&m_timer, &QTimer::timeout, this, &Follower::tick);
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, &Follower::update);
    connect(model, &LogTableModel::queryChanged, this, &Follower::update);
    connect(model, &LogTableModel::rowsArrived, this, [this](int count) {
        if (!m_on || count == 0)
            return;
        m_arrived += count;
        Q_EMIT changed();
    });
    table->installEventFilter(this);
}

void Follower::setOn(bool on)
{
    if (on == m_on)
        return;
    m_on = on;
    m_arrived = 0;
    if (on)
        m_timer.start();
    else
        m_timer.stop();
    m_state = evaluate();
    Q_EMIT changed();
    if (m_state == State::Following)
        tick();
}

bool Follower::isPossible() const
{
    return m_model->query().orderBy == LogOrder::CreatedAt && !m_model->query().ascending;
}

Follower::State Follower::evaluate() const
{
    if (!m_on)
        return State::Off;
    if (!isPossible())
        return State::OtherOrder;
    if (!m_table->isVisible() || m_table->window()->isMinimized())
        return State::Hidden;
    if (!m_table->isAtTop())
        return State::ScrolledAway;
    // Where background work would have to wait, too.
    return m_budget->isLimited() && m_budget->remaining() * 4 < m_budget->limit()
        ? State::LowBudget
        : State::Following;
}

void Follower::update()
{
    const State was = std::exchange(m_state, evaluate());
    if (m_state != was || m_state == State::Off)
        Q_EMIT changed();
}

void Follower::tick()
{
    update();
    if (m_state == State::Following && m_model->state() == TableModel::State::Ready)
        m_model->catchUp();
}

QString Follower::text() const
{
    const QString arrived =
        m_arrived > 0 ? tr(" · %1 new").arg(format::count(m_arrived)) : QString();
    switch (m_state) {
    case State::Off:
        break;
    case State::Following:
        return tr("Following") + arrived;
    case State::ScrolledAway:
        return tr("Paused: scrolled away") + arrived;
    case State::Hidden:
        return tr("Paused: hidden") + arrived;
    case State::LowBudget:
        return tr("Paused: few requests are left") + arrived;
    case State::OtherOrder:
        return tr("Paused: not sorted by newest first");
    }
    return {};
}

bool Follower::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        update();
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse
