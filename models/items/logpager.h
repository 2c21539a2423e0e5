// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/logpagecache.h"
#include "models/services/logservice.h"

namespace gatehouse {

// Fetches the pages of one pinned query that are in sight, then their neighbours, a few at a time;
// what is no longer wanted is cancelled.
class LogPager : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPager)

public:
    LogPager(LogService *service, const GatewayId &gateway, int maxPages,
             QObject *parent = nullptr);

    const LogPageCache &pages() const { return m_pages; }

    // Another question.
    void reset(const LogQuery &pinned, const QMap<int, QList<Log>> &pages);
    // Pages first to last are in sight (first > last: none) of so many that there are.
    void show(int first, int last, int count);
    void cancelAll();

    // The answer to page says that the list is not what it was.
    void outdateOthers(int page) { m_pages.outdateOthers(page); }
    void truncate(int count);
    // The same rows under a query that is pinned elsewhere: the row at r of count becomes r + by.
    // The first rows, if by > 0, are given. What is under way is cancelled; show() goes on.
    void shift(const LogQuery &pinned, int by, int count, const QList<Log> &top);

Q_SIGNALS:
    void pageChanged(int page); // its state or rows
    void answered(int page, int size, const gatehouse::LogListInfo &info); // before pageChanged

private:
    struct Request
    {
        quint64 serial = 0;
        Call<LogPage> call;
    };

    void startWaiting();
    void start(int page);
    void cancel(int page);
    void onAnswer(int page, quint64 serial, const Result<LogPage> &result);

    LogService *m_service;
    GatewayId m_gateway;
    LogQuery m_query;
    LogPageCache m_pages;
    int m_maxPages;
    QHash<int, Request> m_running;
    QList<int> m_waiting; // what to start next comes first
    std::pair<int, int> m_shown{0, -1}; // pages; the others are fetched ahead
    quint64 m_serial = 0;
};

} // namespace gatehouse
