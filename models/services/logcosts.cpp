// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logcosts.h"

#include <algorithm>

namespace gatehouse {

// Deleted meanwhile, by the service's own words: then it has no logs.
static bool isGone(const ApiError &error)
{
    return error.kind == ApiError::Kind::NotFound && !error.details.isEmpty();
}

LogCosts::LogCosts(LogService *service, QObject *parent) : QObject(parent), m_service(service) { }

LogCosts::~LogCosts()
{
    cancel();
}

LogQuery LogCosts::query() const
{
    LogQuery query = figureQuery(Figure::Requests, m_range);
    query.set(QStringLiteral("cost"), FilterOperator::Gt, 0);
    query.ascending = true; // what comes in meanwhile moves no page
    return query;
}

void LogCosts::cancel()
{
    ++m_serial;
    for (const Call<LogPage> &call : std::exchange(m_calls, {}))
        call.cancel();
    m_pages.clear();
    if (m_state == State::Running || m_state == State::Held)
        m_state = State::Idle;
}

void LogCosts::reset()
{
    cancel();
    m_state = State::Idle;
    Q_EMIT changed();
}

void LogCosts::ask(const QList<GatewayId> &gateways, const TimeRange &range)
{
    cancel();
    m_range = range;
    m_logs = m_read = m_reading = 0;
    m_dollars = 0;
    m_counting = int(gateways.size());
    m_state = gateways.isEmpty() ? State::Done : State::Running;
    for (const GatewayId &gateway : gateways)
        count(gateway);
    Q_EMIT changed();
}

void LogCosts::count(const GatewayId &gateway)
{
    const auto call = m_service->list(gateway, query(), {.urgency = Urgency::Background});
    m_calls.append(call);
    call.then(this, [this, gateway, serial = m_serial](const Result<LogPage> &page) {
        if (serial != m_serial)
            return;
        if (!page && !isGone(page.error()))
            return fail(gateway, page.error());
        const LogPage logs = page.value_or(LogPage());
        const qint64 total = logs.info.totalCount.valueOr(logs.logs.size());
        m_logs += total;
        take(logs);
        for (qint64 number = 2; (number - 1) * LogService::maxPerPage < total; ++number)
            m_pages.append({gateway, number});
        if (--m_counting == 0)
            onCounted();
    });
}

void LogCosts::onCounted()
{
    m_calls.clear();
    if (m_pages.size() > freePages) {
        m_state = State::Held;
        return Q_EMIT changed();
    }
    readNext();
}

void LogCosts::readAll()
{
    if (m_state != State::Held || m_pages.size() > maxPages)
        return;
    m_state = State::Running;
    readNext();
}

void LogCosts::readNext()
{
    constexpr int atOnce = 3;
    while (m_reading < atOnce && !m_pages.isEmpty()) {
        const auto [gateway, number] = m_pages.takeFirst();
        ++m_reading;
        const auto call =
            m_service->list(gateway, query(), {.number = number, .urgency = Urgency::Background});
        m_calls.append(call);
        call.then(this, [this, gateway, serial = m_serial](const Result<LogPage> &page) {
            if (serial != m_serial)
                return;
            if (!page && !isGone(page.error()))
                return fail(gateway, page.error());
            --m_reading;
            take(page.value_or(LogPage()));
            readNext();
        });
    }
    m_calls.removeIf([](const Call<LogPage> &call) { return !call.isRunning(); });
    if (m_reading == 0 && m_pages.isEmpty())
        m_state = State::Done;
    Q_EMIT changed();
}

// A service that ignores the filter would count what is none of it.
void LogCosts::take(const LogPage &page)
{
    for (const Log &log : page.logs) {
        if (!m_range.contains(log.createdAt))
            continue;
        m_dollars += log.cost.valueOr(0);
        ++m_read;
    }
}

void LogCosts::fail(const GatewayId &gateway, const ApiError &error)
{
    cancel();
    m_state = State::Failed;
    m_error = error;
    m_failed = gateway;
    Q_EMIT changed();
}

} // namespace gatehouse
