// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/viewhistory.h"

namespace gatehouse {

void ViewHistory::visit(const Place &place)
{
    if (m_at >= 0 && m_places.at(m_at) == place)
        return;
    m_places.resize(m_at + 1);
    m_places.append(place);
    if (m_places.size() > maxPlaces)
        m_places.removeFirst();
    m_at = m_places.size() - 1;
    Q_EMIT changed();
}

void ViewHistory::replace(const Place &place)
{
    if (m_at < 0)
        return visit(place);
    m_places[m_at] = place;
    Q_EMIT changed();
}

ViewHistory::Place ViewHistory::go(int step)
{
    m_at += step;
    Q_EMIT changed();
    return m_places.at(m_at);
}

void ViewHistory::forget(const Connection *connection)
{
    for (qsizetype i = m_places.size() - 1; i >= 0; --i) {
        if (m_places.at(i).connection != connection)
            continue;
        m_places.removeAt(i);
        if (i <= m_at)
            --m_at;
    }
    m_at = m_places.isEmpty() ? -1 : std::max<qsizetype>(m_at, 0);
    Q_EMIT changed();
}

} // namespace gatehouse
