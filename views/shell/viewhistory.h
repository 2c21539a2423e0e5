// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/viewaddress.h"

#include <QList>
#include <QObject>

namespace gatehouse {

class Connection;

// What the person has looked at, one after another, to go back and forward through like in a
// browser.
class ViewHistory : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewHistory)

public:
    struct Place
    {
        Connection *connection = nullptr;
        ViewAddress address{};
        bool operator==(const Place &) const = default;
    };
    static constexpr int maxPlaces = 100;

    using QObject::QObject;

    // The person is there now. What was forward of it is forgotten.
    void visit(const Place &place);
    // Where the person is has become another place: what was begun there exists by now.
    void replace(const Place &place);
    bool canGo(int step) const { return m_at + step >= 0 && m_at + step < m_places.size(); }
    Place go(int step); // -1 or 1; only if it can
    void forget(const Connection *connection);

Q_SIGNALS:
    void changed();

private:
    QList<Place> m_places;
    qsizetype m_at = -1;
};

} // namespace gatehouse
