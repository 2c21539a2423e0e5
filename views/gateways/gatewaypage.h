// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/connectionpage.h"

namespace gatehouse {

// A page of a gateway's view beside its settings.
class GatewayPage : public ConnectionPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayPage)

public:
    GatewayPage(ConnectionModels *models, const GatewayId &gateway, QWidget *parent = nullptr)
        : ConnectionPage(models, parent)
        , m_gateway(gateway)
    {
    }

    virtual void setGateway(const Gateway &) { } // as the service has it

protected:
    const GatewayId &gateway() const { return m_gateway; }

private:
    GatewayId m_gateway;
};

} // namespace gatehouse
