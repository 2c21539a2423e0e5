// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/ratelimit.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <deque>
#include <functional>
#include <memory>

namespace gatehouse {

struct Endpoint;

// What one user of a service has sent in the last 5 minutes, and what the service says about it.
// The connections of one user share it, because the service counts them together.
class RequestWindow : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestWindow)

public:
    using Now = std::function<QDateTime()>; // a test's own clock
    static constexpr std::chrono::minutes length{5};

    explicit RequestWindow(Now now = QDateTime::currentDateTimeUtc);

    QDateTime now() const { return m_now(); }
    int sent() const;
    void addSent();

    // What an answer said is left; it holds until its reset. Invalid: nothing is known.
    std::optional<RateLimit> reported() const;
    void report(const RateLimit &limit);

    // The service had too many: nothing is to be sent for that long, or for a while that grows from
    // refusal to refusal.
    void block(std::optional<std::chrono::seconds> retryAfter);
    void accepted() { m_refusals = 0; }
    QDateTime blockedUntil() const; // invalid: it is not

    // When one of these will be different without anything being sent; invalid: never.
    QDateTime nextChange() const;

Q_SIGNALS:
    void changed();

private:
    struct Slice
    {
        qint64 end; // ms since the epoch
        int requests;
    };

    bool counts(const Slice &slice) const;
    qint64 nowMs() const { return m_now().toMSecsSinceEpoch(); }

    Now m_now;
    std::deque<Slice> m_slices;
    std::optional<RateLimit> m_reported;
    qint64 m_reportedUntil = 0;
    qint64 m_blockedUntil = 0;
    int m_refusals = 0;
};

// The windows of the users of this program, by origin and credentials. They outlast connections:
// what was sent before one was closed still counts.
class RequestWindows
{
public:
    // former: what is taken over for credentials that are new.
    std::shared_ptr<RequestWindow> of(const Endpoint &endpoint,
                                      const std::shared_ptr<RequestWindow> &former = nullptr);

private:
    QHash<QByteArray, std::shared_ptr<RequestWindow>> m_windows;
};

} // namespace gatehouse
