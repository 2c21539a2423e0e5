// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logpagecache.h"

#include <algorithm>

namespace gatehouse {

LogPageCache::LogPageCache(int pageSize, int maxPages) : m_pageSize(pageSize), m_maxPages(maxPages)
{
}

LogPageCache::State LogPageCache::state(int page) const
{
    const auto it = m_pages.constFind(page);
    return it == m_pages.cend() ? State::Empty : it->state;
}

LogPageCache::State LogPageCache::rowState(int row) const
{
    const State ofPage = state(row / m_pageSize);
    return ofPage == State::Ready && !log(row) ? State::Empty : ofPage;
}

const Log *LogPageCache::log(int row) const
{
    const auto it = m_pages.constFind(row / m_pageSize);
    const int at = row % m_pageSize;
    return it == m_pages.cend() || at >= it->logs.size() ? nullptr : &it->logs.at(at);
}

std::optional<ApiError> LogPageCache::error(int page) const
{
    const auto it = m_pages.constFind(page);
    return it == m_pages.cend() || it->state != State::Failed ? std::nullopt
                                                              : std::optional(it->error);
}

static bool isOver(const QElapsedTimer &timer, std::chrono::milliseconds pause)
{
    return !timer.isValid() || timer.hasExpired(pause.count());
}

bool LogPageCache::needs(int page) const
{
    const auto it = m_pages.constFind(page);
    if (it == m_pages.cend())
        return true;
    if (it->failedAt.isValid())
        return isOver(it->failedAt, retryPause);
    return it->outdated && isOver(it->refreshedAt, refreshPause);
}

void LogPageCache::setLoading(int page)
{
    Page &entry = m_pages[page];
    entry.usedAt = ++m_clock;
    if (entry.state != State::Ready)
        entry.state = State::Loading;
    evict();
}

void LogPageCache::setReady(int page, const QList<Log> &logs)
{
    Page &entry = m_pages[page];
    if (entry.outdated)
        entry.refreshedAt.start();
    entry = {State::Ready, logs, false, entry.refreshedAt, {}, {}, ++m_clock};
    evict();
}

void LogPageCache::setFailed(int page, const ApiError &error)
{
    Page &entry = m_pages[page];
    entry.failedAt.start();
    if (entry.state == State::Ready)
        return; // rows that could not be refreshed stay
    entry.state = State::Failed;
    entry.error = error;
    evict();
}

void LogPageCache::setCancelled(int page)
{
    if (state(page) == State::Loading)
        m_pages.remove(page);
}

void LogPageCache::keep(int first, int last)
{
    m_firstKept = first;
    m_lastKept = last;
    m_pages.removeIf([&](QHash<int, Page>::iterator it) {
        return it->state == State::Failed && (it.key() < first || it.key() > last);
    });
    for (int page = first; page <= last; ++page)
        if (const auto it = m_pages.find(page); it != m_pages.end())
            it->usedAt = ++m_clock;
}

void LogPageCache::outdateOthers(int page)
{
    for (auto it = m_pages.begin(); it != m_pages.end(); ++it)
        it->outdated = it->outdated || it.key() != page;
}

void LogPageCache::truncate(int count)
{
    m_pages.removeIf([&](QHash<int, Page>::iterator it) {
        const int left = count - it.key() * m_pageSize;
        if (left > 0 && left < it->logs.size())
            it->logs.resize(left);
        return left <= 0;
    });
}

std::optional<QList<Log>> LogPageCache::shiftedPage(int page, int by, int count) const
{
    QList<Log> logs;
    const int end = std::min((page + 1) * m_pageSize, count + by);
    for (int row = page * m_pageSize; row < end; ++row) {
        const Log *held = row >= by ? log(row - by) : nullptr;
        if (!held)
            return std::nullopt;
        logs.append(*held);
    }
    return logs.isEmpty() ? std::nullopt : std::optional(logs);
}

void LogPageCache::shift(int by, int count)
{
    QHash<int, Page> shifted;
    for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
        const int first = (it.key() * m_pageSize + by + m_pageSize) / m_pageSize - 1;
        for (const int page : {first, first + 1}) {
            if (page < 0 || shifted.contains(page))
                continue;
            if (const auto logs = shiftedPage(page, by, count))
                shifted.insert(
                    page, {State::Ready, *logs, it->outdated, it->refreshedAt, {}, {}, it->usedAt});
        }
    }
    m_pages.swap(shifted);
    const int pages = by / m_pageSize;
    m_firstKept += pages;
    m_lastKept += pages;
}

void LogPageCache::clear()
{
    m_pages.clear();
    m_firstKept = 0;
    m_lastKept = -1;
}

void LogPageCache::evict()
{
    while (size() > m_maxPages) {
        auto oldest = m_pages.end();
        for (auto it = m_pages.begin(); it != m_pages.end(); ++it) {
            const bool kept = it.key() >= m_firstKept && it.key() <= m_lastKept;
            if (!kept && (oldest == m_pages.end() || it->usedAt < oldest->usedAt))
                oldest = it;
        }
        if (oldest == m_pages.end())
            return;
        m_pages.erase(oldest);
    }
}

} // namespace gatehouse
