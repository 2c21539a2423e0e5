// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/requestbudget.h"

#include <algorithm>

namespace gatehouse {

using namespace std::chrono_literals;

static constexpr auto tellDelay = 100ms;
static constexpr auto shortestSleep = 10ms;
static constexpr auto idleSleep = 1000ms; // while nobody waits, and the figure only grows

RequestBudget::RequestBudget(QObject *parent) : QObject(parent)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, [this] {
        schedule();
        if (!m_tell.isActive())
            m_tell.start(0ms);
    });
    m_tell.setSingleShot(true);
    connect(&m_tell, &QTimer::timeout, this, &RequestBudget::changed);
    setWindow(std::make_shared<RequestWindow>());
}

void RequestBudget::setWindow(const std::shared_ptr<RequestWindow> &window)
{
    if (m_window)
        m_window->disconnect(this);
    m_window = window;
    connect(window.get(), &RequestWindow::changed, this, [this] {
        if (!m_tell.isActive())
            m_tell.start(tellDelay);
        m_wake.start(0ms); // queued: this may come from within schedule()
    });
    Q_EMIT window->changed();
}

void RequestBudget::setLimit(int requests)
{
    m_limit = std::max(requests, 0);
    schedule();
    Q_EMIT changed();
}

int RequestBudget::remaining() const
{
    qint64 remaining = m_limit - m_window->sent();
    if (const auto reported = m_window->reported())
        remaining = std::min(remaining, reported->remaining);
    return int(std::max<qint64>(remaining, 0));
}

QDateTime RequestBudget::refillsAt() const
{
    const bool isFull = !blockedUntil().isValid() && !m_window->reported() && !m_window->sent();
    return isFull ? QDateTime() : m_window->nextChange();
}

bool RequestBudget::allows(Urgency urgency) const
{
    const auto suffices = [urgency](qint64 remaining, qint64 limit) {
        const qint64 parts = urgency == Urgency::Background ? 4 : 10;
        return remaining > 0 && (urgency == Urgency::Awaited || remaining * parts >= limit);
    };
    if (blockedUntil().isValid())
        return false;
    if (const auto reported = m_window->reported())
        if (!suffices(reported->remaining, reported->quota.value_or(m_limit)))
            return false;
    return !isLimited() || suffices(m_limit - m_window->sent(), m_limit);
}

bool RequestBudget::enter(quint64 serial, Urgency urgency, const std::function<void()> &start)
{
    m_waiting.emplace(Place(urgency, serial), start);
    schedule();
    if (!m_tell.isActive())
        m_tell.start(tellDelay);
    return !m_waiting.contains(Place(urgency, serial));
}

void RequestBudget::leave(quint64 serial)
{
    m_inFlight.remove(serial);
    std::erase_if(m_waiting, [serial](const auto &item) { return item.first.second == serial; });
    schedule();
}

void RequestBudget::hasten(quint64 serial)
{
    auto waiting = m_waiting.extract(Place(Urgency::Background, serial));
    if (waiting.empty())
        return;
    waiting.key().first = Urgency::Visible;
    m_waiting.insert(std::move(waiting));
    schedule();
}

void RequestBudget::clear()
{
    m_waiting.clear();
}

void RequestBudget::schedule()
{
    const auto room = [this](Urgency urgency) {
        return m_inFlight.size() < maxInFlight
            && (urgency != Urgency::Background
                || std::count(m_inFlight.cbegin(), m_inFlight.cend(), urgency) < maxBackground);
    };
    // Whatever holds back the first holds back those behind it, too.
    while (!m_waiting.empty()) {
        const auto [urgency, serial] = m_waiting.begin()->first;
        if (!room(urgency) || !allows(urgency))
            break;
        const auto start = m_waiting.extract(m_waiting.begin()).mapped();
        m_inFlight.insert(serial, urgency);
        m_window->addSent();
        start();
    }
    wakeLater();
}

void RequestBudget::wakeLater()
{
    const QDateTime next = m_window->nextChange();
    if (!next.isValid() || (m_waiting.empty() && !isLimited()))
        return m_wake.stop();
    const std::chrono::milliseconds least = m_waiting.empty() ? idleSleep : shortestSleep;
    m_wake.start(std::max(std::chrono::milliseconds(m_window->now().msecsTo(next)), least));
}

} // namespace gatehouse
