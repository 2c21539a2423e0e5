// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/overview.h"
#include "models/services/logservice.h"

namespace gatehouse {

class Connection;

// Asks for the overview of a gateway's logs: first the counts of the whole range, then part by part
// with the newest logs of each as a sample. What is asked for anew drops what was asked before.
class OverviewQuestion : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewQuestion)

public:
    enum class State { Idle, Running, Held, Done, Failed };
    static constexpr qint64 maxPagesRead = 100;

    OverviewQuestion(Connection *connection, const GatewayId &gateway, QObject *parent = nullptr);

    void ask(const TimeRange &range, int parts);
    // Goes on although it takes much of what is left of the request budget.
    void goOn();
    // Reads every log of the range that has not been read, so that nothing is a sample any more.
    void readAll();
    qint64 pagesLeft() const; // what that takes, in requests
    // Ends readAll(): what has been read by then is a larger sample.
    void stopReading();
    bool isReading() const { return m_reading && m_state == State::Running; }
    void cancel(); // keeps the answers that are there

    State state() const { return m_state; }
    const ApiError &error() const { return m_error; } // of State::Failed
    const Overview &overview() const { return m_overview; }
    int answered() const { return m_answered; }
    int asked() const { return m_asked; }
    int heldRequests() const; // of State::Held: how many more it takes at most

Q_SIGNALS:
    void changed();

private:
    using Answer = std::function<void(const LogPage &)>;

    void list(Figure figure, const TimeRange &range, const LogService::Page &page,
              const Answer &answer);
    void onWhole();
    void askParts();
    void readPage(int part, qint64 page);
    void askCounts(int part);
    void onAnswered();
    void fail(const ApiError &error);

    Connection *m_connection;
    GatewayId m_gateway;
    Overview m_overview;
    State m_state = State::Idle;
    ApiError m_error;
    QList<Call<LogPage>> m_calls;
    quint64 m_serial = 0;
    int m_asked = 0;
    int m_answered = 0;
    bool m_reading = false;
    QList<QSet<qint64>> m_pages; // of each part: those that have been read
};

} // namespace gatehouse
