// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/overview.h"
#include "models/services/logservice.h"

namespace gatehouse {

// What the logs of several gateways say they cost together. The service counts them, but adds
// nothing up: so they are read, a page at a time, where that takes few enough requests.
class LogCosts : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogCosts)

public:
    static constexpr int freePages = 40; // read without being asked for
    static constexpr int maxPages = 400;
    enum class State {
        Idle,
        Running,
        Held, // counted; reading them would take more than freePages
        Done,
        Failed,
    };

    explicit LogCosts(LogService *service, QObject *parent = nullptr);
    ~LogCosts() override;

    void ask(const QList<GatewayId> &gateways, const TimeRange &range);
    void readAll(); // of Held, up to maxPages
    void cancel();
    void reset(); // to Idle

    State state() const { return m_state; }
    const ApiError &error() const { return m_error; }
    const GatewayId &failed() const { return m_failed; } // the gateway of the error
    qint64 logs() const { return m_logs; } // that have a cost
    qint64 pagesLeft() const { return m_pages.size(); }
    double dollars() const { return m_dollars; } // of those read
    qint64 read() const { return m_read; }

Q_SIGNALS:
    void changed();

private:
    void count(const GatewayId &gateway);
    void onCounted();
    void readNext();
    void take(const LogPage &page);
    void fail(const GatewayId &gateway, const ApiError &error);
    LogQuery query() const;

    LogService *m_service;
    TimeRange m_range;
    State m_state = State::Idle;
    ApiError m_error;
    GatewayId m_failed;
    QList<Call<LogPage>> m_calls;
    QList<std::pair<GatewayId, qint64>> m_pages; // still to be read
    int m_counting = 0;
    int m_reading = 0;
    qint64 m_logs = 0;
    qint64 m_read = 0;
    double m_dollars = 0;
    quint64 m_serial = 0;
};

} // namespace gatehouse
