// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routesimulator.h"
#include "models/services/logservice.h"

namespace gatehouse {

// Logged requests for a simulation, and what they say about models, by "provider/model".
struct RouteHistory
{
    QList<Log> logs; // the newest first
    QList<RouteRequest> requests; // the oldest first, as they came in
    QHash<QString, double> prices; // dollars for a request, on average
    QHash<QString, double> failures; // the share that failed, 0 to 1
    QHash<QString, QStringList> models; // that were asked for, by provider
};
RouteHistory routeHistory(const QList<Log> &logs);

// Fetches the logs of a gateway that match a query, page by page, without their bodies.
class RouteHistoryLoader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteHistoryLoader)

public:
    static constexpr int mostLogs = 2000;

    RouteHistoryLoader(LogService *service, const GatewayId &gateway, QObject *parent = nullptr);

    // The newest `count` of them at most. What is under way is given up.
    void start(const LogQuery &query, int count, Urgency urgency);
    void cancel(); // what has come by now counts
    bool isRunning() const { return m_call.isRunning(); }
    int done() const { return int(m_logs.size()); }
    int wanted() const { return m_wanted; }

Q_SIGNALS:
    void progressed();
    void finished(const gatehouse::RouteHistory &history);
    void failed(const gatehouse::ApiError &error);

private:
    void next();
    void finish();

    LogService *m_service;
    GatewayId m_gateway;
    LogQuery m_query;
    QList<Log> m_logs;
    Call<LogPage> m_call;
    Urgency m_urgency = Urgency::Visible;
    quint64 m_serial = 0;
    int m_wanted = 0;
};

} // namespace gatehouse
