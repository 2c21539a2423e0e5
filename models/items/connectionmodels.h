// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/evaluationtypemodel.h"
#include "models/items/gatewaymodel.h"
#include "models/services/connection.h"

namespace gatehouse {

// The models that every view of one connection shares. They load when the connection becomes ready.
class ConnectionModels : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionModels)

public:
    ConnectionModels(Connection *connection, TimeDisplay *time, QObject *parent = nullptr);

    Connection *connection() const { return m_connection; }
    TimeDisplay *time() const { return m_time; }
    GatewayModel *gateways() { return &m_gateways; }
    EvaluationTypeModel *evaluationTypes() { return &m_evaluationTypes; }
    void refresh(); // all of them

private:
    void onConnectionChanged();

    Connection *m_connection;
    TimeDisplay *m_time;
    GatewayModel m_gateways;
    EvaluationTypeModel m_evaluationTypes;
};

} // namespace gatehouse
