// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apirequest.h"
#include "models/services/requestwindow.h"

#include <QTimer>
#include <map>

namespace gatehouse {

// How many requests a connection may make, and what goes first. Background work waits while less
// than a quarter is left, what fills the screen while less than a tenth; what the person waits for
// may use all of it. What is held back waits by urgency, then by age. Few are in flight at a time,
// so that an urgent one never waits behind many others, whether there is a limit or not.
class RequestBudget : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestBudget)

public:
    static constexpr int maxInFlight = 6; // QNetworkAccessManager makes as many connections
    static constexpr int maxBackground = 4; // of them

    explicit RequestBudget(QObject *parent = nullptr);

    bool isLimited() const { return m_limit > 0; }
    int limit() const { return m_limit; } // in any 5 minutes; 0: not limited
    void setLimit(int requests);
    int remaining() const; // of a limited one
    int waiting() const { return int(m_waiting.size()); } // requests held back
    // When more of it comes free; invalid while all of it is.
    QDateTime refillsAt() const;
    // Until when the service wants to be left alone; invalid: it does not.
    QDateTime blockedUntil() const { return m_window->blockedUntil(); }

    // One that is shared is counted together.
    void setWindow(const std::shared_ptr<RequestWindow> &window);
    const std::shared_ptr<RequestWindow> &window() const { return m_window; }

    // Runs start at once when that may be, else later; false: it waits. Of two serials the lower is
    // the older.
    bool enter(quint64 serial, Urgency urgency, const std::function<void()> &start);
    void leave(quint64 serial); // answered, or not wanted any more
    void hasten(quint64 serial); // from Background to Visible
    void clear(); // nothing that waits is wanted any more

    // Starts what may go by now. Happens by itself; with a clock of its own, a test says when.
    void schedule();

Q_SIGNALS:
    void changed(); // of anything above; some of them at a time

private:
    using Place = std::pair<Urgency, quint64>;

    bool allows(Urgency urgency) const;
    void wakeLater();

    int m_limit = 0;
    std::shared_ptr<RequestWindow> m_window;
    std::map<Place, std::function<void()>> m_waiting;
    QHash<quint64, Urgency> m_inFlight;
    QTimer m_wake;
    QTimer m_tell;
};

} // namespace gatehouse
