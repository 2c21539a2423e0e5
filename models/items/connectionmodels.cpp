// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/connectionmodels.h"

namespace gatehouse {

ConnectionModels::ConnectionModels(Connection *connection, TimeDisplay *time, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_time(time)
    , m_gateways(connection->gateways(), time)
    , m_evaluationTypes(connection->evaluationTypes(), time)
{
    connect(connection, &Connection::stateChanged, this, &ConnectionModels::onConnectionChanged);
    onConnectionChanged();
}

void ConnectionModels::onConnectionChanged()
{
    if (m_connection->state() == Connection::State::Ready)
        refresh();
}

void ConnectionModels::refresh()
{
    m_gateways.refresh();
    m_evaluationTypes.refresh();
}

} // namespace gatehouse
