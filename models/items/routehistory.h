// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routesimulator.h"
#include "models/services/logservice.h"

#include <QMap>

namespace gatehouse {

// Logged requests for a simulation, and what they say about models, by "provider/model".
struct RouteHistory
{
    QList<RouteRequest> requests; // the oldest first, as they came in
    QHash<QString, double> prices; // dollars for a request, on average
    QHash<QString, double> failures; // the share that failed, 0 to 1
    QHash<QString, QStringList> models; // that were asked for, by provider
    // What the requests said of themselves, such as metadata.plan, and by which values.
    QMap<QString, QList<QJsonValue>> fields;
};
// The newest log first. `bodies` by the id of their log, of those that were read.
RouteHistory routeHistory(const QList<Log> &logs, const QHash<LogId, QJsonValue> &bodies = {});

// Fetches the logs of a gateway that match a query, page by page, and their bodies, one by one,
// where they are wanted.
class RouteHistoryLoader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteHistoryLoader)

public:
    static constexpr int mostLogs = 2000;
    static constexpr int mostBodies = 200; // logs with their bodies: each takes a call

    enum class Part { LogsOnly, WithBodies };

    RouteHistoryLoader(LogService *service, const GatewayId &gateway, QObject *parent = nullptr);

    // The newest `count` of them at most. What is under way is given up. A body that is not there
    // any more is undefined.
    void start(const LogQuery &query, int count, Urgency urgency, Part part = Part::LogsOnly);
    void cancel(); // what has come by now counts, with its body where that is wanted
    bool isRunning() const { return m_running; }
    int done() const; // logs, or, once they are there, bodies
    int wanted() const { return m_wanted; }
    bool isReadingBodies() const { return m_running && m_asked > 0; }

Q_SIGNALS:
    void progressed();
    void finished(const gatehouse::RouteHistory &history);
    void failed(const gatehouse::ApiError &error);

private:
    void nextPage();
    void nextBodies();
    void takeBody(const LogId &id, const Result<LogBody> &body);
    void giveUp();
    void finish();
    void fail(const ApiError &error);

    LogService *m_service;
    GatewayId m_gateway;
    LogQuery m_query;
    Part m_part = Part::LogsOnly;
    QList<Log> m_logs;
    QHash<LogId, QJsonValue> m_bodies;
    Call<LogPage> m_call;
    QHash<LogId, Call<LogBody>> m_bodyCalls;
    Urgency m_urgency = Urgency::Visible;
    quint64 m_serial = 0;
    int m_wanted = 0;
    int m_asked = 0; // bodies
    bool m_running = false;
};

} // namespace gatehouse
