// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logpager.h"

#include <algorithm>

namespace gatehouse {

static constexpr int pageSize = LogService::maxPerPage;
static constexpr int maxRunning = 4;

LogPager::LogPager(LogService *service, const GatewayId &gateway, int maxPages, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_pages(pageSize, maxPages)
    , m_maxPages(maxPages)
{
}

void LogPager::reset(const LogQuery &pinned, const QMap<int, QList<Log>> &pages)
{
    cancelAll();
    m_query = pinned;
    m_pages.clear();
    for (auto it = pages.cbegin(); it != pages.cend(); ++it)
        m_pages.setReady(it.key(), it.value());
}

void LogPager::show(int first, int last, int count)
{
    last = std::min({last, first + m_maxPages - 3, count - 1}); // room for both neighbours
    QList<int> wanted;
    if (first >= 0 && first <= last) {
        for (int page = first; page <= last; ++page)
            wanted.append(page);
        if (last + 1 < count)
            wanted.append(last + 1);
        if (first > 0)
            wanted.append(first - 1);
        m_pages.keep(std::max(first - 1, 0), last + 1);
    } else {
        m_pages.keep(0, -1);
    }

    const QList<int> running = m_running.keys();
    for (const int page : running) {
        if (!wanted.contains(page))
            cancel(page);
        else if (page >= first && page <= last) // may have been a neighbour before
            m_running.value(page).call.hasten();
    }
    m_waiting.clear();
    m_shown = {first, last};
    for (const int page : wanted)
        if (!m_running.contains(page) && m_pages.needs(page))
            m_waiting.append(page);
    startWaiting();
}

void LogPager::cancelAll()
{
    m_waiting.clear();
    const QList<int> running = m_running.keys();
    for (const int page : running)
        cancel(page);
}

void LogPager::truncate(int count)
{
    const int pages = (count + pageSize - 1) / pageSize;
    const QList<int> running = m_running.keys();
    for (const int page : running)
        if (page >= pages)
            cancel(page);
    m_waiting.removeIf([pages](int page) { return page >= pages; });
    m_pages.truncate(count);
}

void LogPager::shift(const LogQuery &pinned, int by, int count, const QList<Log> &top)
{
    Q_ASSERT(by <= 0 || (by % pageSize == 0 && top.size() == by));
    cancelAll();
    m_query = pinned;
    m_pages.shift(by, count);
    int page = 0;
    for (qsizetype first = 0; first < top.size(); first += pageSize)
        m_pages.setReady(page++, top.mid(first, pageSize));
}

void LogPager::startWaiting()
{
    while (!m_waiting.isEmpty() && m_running.size() < maxRunning)
        start(m_waiting.takeFirst());
}

void LogPager::start(int page)
{
    const bool isShown = page >= m_shown.first && page <= m_shown.second;
    const auto call =
        m_service->list(m_gateway, m_query,
                        {.number = page + 1,
                         .size = pageSize,
                         .urgency = isShown ? Urgency::Visible : Urgency::Background});
    const quint64 serial = ++m_serial;
    m_running.insert(page, {serial, call});
    m_pages.setLoading(page);
    Q_EMIT pageChanged(page);
    call.then(this, [this, page, serial](const Result<LogPage> &result) {
        onAnswer(page, serial, result);
    });
}

void LogPager::cancel(int page)
{
    m_running.take(page).call.cancel();
    m_pages.setCancelled(page);
    Q_EMIT pageChanged(page);
}

void LogPager::onAnswer(int page, quint64 serial, const Result<LogPage> &result)
{
    if (m_running.value(page).serial != serial)
        return; // cancelled, and perhaps asked for again since
    m_running.remove(page);
    if (result) {
        m_pages.setReady(page, result->logs);
        Q_EMIT answered(page, int(result->logs.size()), result->info);
    } else {
        m_pages.setFailed(page, result.error());
    }
    Q_EMIT pageChanged(page);
    startWaiting();
}

} // namespace gatehouse
