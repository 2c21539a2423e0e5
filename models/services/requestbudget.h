// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>

namespace gatehouse {

// How many requests one user of a service may make, and how many are left.
class RequestBudget : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestBudget)

public:
    explicit RequestBudget(QObject *parent = nullptr);

    bool isLimited() const { return m_limit > 0; }
    int limit() const { return m_limit; } // in any 5 minutes; 0: not limited
    void setLimit(int requests);
    int remaining() const;
    int waiting() const; // requests held back
    // When more of it comes free; invalid while all of it is.
    QDateTime refillsAt() const;

Q_SIGNALS:
    void changed();

private:
    int m_limit = 0;
};

} // namespace gatehouse
