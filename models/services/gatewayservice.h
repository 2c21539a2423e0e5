// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// GET/POST /gateways, GET/PUT/DELETE /gateways/{id}. When the answer to a creation or a removal is
// lost, the service is asked what became of it.
class GatewayService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayService)

public:
    explicit GatewayService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<Gateway>> list();
    Call<Gateway> get(const GatewayId &id, Urgency urgency = Urgency::Visible);
    Call<Gateway> create(const Gateway &gateway);
    Call<Gateway> update(const Gateway &gateway); // replaces the whole object
    Call<Gateway> remove(const GatewayId &id); // its logs and routes go with it

Q_SIGNALS:
    // Done by this program, so that every view of gateways can follow.
    void saved(const gatehouse::Gateway &gateway);
    void removed(const gatehouse::GatewayId &id);

private:
    Call<std::optional<Gateway>> findCreated(const GatewayId &id, const QJsonObject &body);

    ApiClient *m_client;
};

} // namespace gatehouse
