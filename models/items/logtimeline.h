// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/tablemodel.h"
#include "models/services/logservice.h"

#include <QHash>
#include <QTimer>

namespace gatehouse {

// How many logs match a query over its time, and how many of them failed: a row for each stretch of
// time. The service counts; each stretch is halved until the figures are as fine as the budget
// allows, and what is not counted yet is an even share of what is.
class LogTimeline : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogTimeline)

public:
    enum Column { FromColumn, ToColumn, LogsColumn, SucceededColumn, FailedColumn, ColumnCount };

    struct Bucket
    {
        QDateTime from; // inclusive
        QDateTime to; // exclusive
        double total = 0;
        double failed = 0;
        bool counted = false; // else a share
    };

    LogTimeline(LogService *service, const GatewayId &gateway, RequestBudget *budget,
                TimeDisplay *time, QObject *parent = nullptr);
    ~LogTimeline() override;

    // Counts anew after a moment. What is older than that moment is counted, once.
    void setQuery(const LogQuery &query);
    void clear();
    // New logs that match, to be counted in.
    void add(const QList<Log> &logs);

    const QList<Bucket> &buckets() const { return m_buckets; }
    bool isCounting() const { return m_counting; }
    QString summary() const; // in words; empty: there is nothing
    QString bucketText(int row) const;

    // As fine as these figures may be: by what is left of the budget.
    static int maxBuckets(const RequestBudget &budget);
    // How long a stretch is so that at most so many are needed, a length that people think in.
    static std::chrono::seconds widthFor(std::chrono::seconds range, int maxBuckets);

Q_SIGNALS:
    void changed(); // any of the figures

protected:
    int rows() const override { return int(m_buckets.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column >= LogsColumn; }

private:
    // Buckets first to last have so many together.
    struct Node
    {
        qsizetype first;
        qsizetype last;
        qint64 total;
        qint64 failed;
    };
    using Counted = std::function<void(qint64)>;

    void start();
    void findEnds();
    void lookAtOldest(const QDateTime &newest, qint64 total);
    void makeBuckets(const QDateTime &from, const QDateTime &to, qint64 total);
    void countNext();
    void split(const Node &node, qint64 total, qint64 failed);
    void show(const Node &node);
    void count(const Node &node, bool failedOnly, const Counted &then);
    LogQuery part(const Node &node, bool failedOnly) const;
    void ask(const LogQuery &query, const std::function<void(const LogPage &)> &then);
    void fail(const ApiError &error);
    void reset();

    LogService *m_service;
    GatewayId m_gateway;
    RequestBudget *m_budget;
    TimeDisplay *m_time;
    LogQuery m_query; // as asked for
    LogQuery m_fixed; // with nothing relative in it
    QTimer m_rest;
    QTimer m_again; // new logs have come behind the end
    QList<Bucket> m_buckets;
    QList<Node> m_waiting; // to be halved, the widest first
    QHash<QString, qint64> m_known; // counts of this query, by the time
    QList<LogFilter> m_knownFor; // its filters without times
    QString m_knownSearch;
    Call<LogPage> m_call;
    bool m_counting = false;
};

} // namespace gatehouse
