// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/log.h"

#include <QElapsedTimer>
#include <QHash>
#include <chrono>

namespace gatehouse {

// The pages of a long list of logs that are held, at most maxPages of them. It costs what it
// holds, however long the list is.
class LogPageCache
{
public:
    enum class State { Empty, Loading, Ready, Failed };

    static constexpr std::chrono::milliseconds retryPause{2'000}; // after a failure
    static constexpr std::chrono::milliseconds refreshPause{10'000}; // between refreshes

    LogPageCache(int pageSize, int maxPages);

    State state(int page) const;
    State rowState(int row) const;
    const Log *log(int row) const; // nullptr: not held
    std::optional<ApiError> error(int page) const; // of State::Failed
    int size() const { return int(m_pages.size()); }

    // Whether it has to be fetched: not there, outdated, or failed a while ago.
    bool needs(int page) const;

    void setLoading(int page); // rows that are held stay in sight meanwhile
    void setReady(int page, const QList<Log> &logs);
    void setFailed(int page, const ApiError &error);
    void setCancelled(int page); // as before setLoading()

    // These pages are in sight: none of them is let go, and no other failed one is remembered.
    void keep(int first, int last);
    // What is held may have changed its place on the server: all but this page are to be fetched
    // again when in sight, but no page over and over while a list keeps changing.
    void outdateOthers(int page);
    // Forgets what is at row count or beyond.
    void truncate(int count);
    // The row at r becomes row r + by of a list that was count rows long. Pages that are not wholly
    // held afterwards are dropped.
    void shift(int by, int count);
    void clear();

private:
    struct Page
    {
        State state = State::Empty;
        QList<Log> logs;
        bool outdated = false;
        QElapsedTimer refreshedAt; // valid: it has been outdated before
        ApiError error;
        QElapsedTimer failedAt;
        quint64 usedAt = 0;
    };

    void evict();
    std::optional<QList<Log>> shiftedPage(int page, int by, int count) const;

    int m_pageSize;
    int m_maxPages;
    QHash<int, Page> m_pages;
    int m_firstKept = 0;
    int m_lastKept = -1;
    quint64 m_clock = 0;
};

} // namespace gatehouse
