// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"
#include "models/services/customdomainservice.h"

namespace gatehouse {

// The custom domains of one gateway.
class CustomDomainModel : public ListModel<CustomDomain>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomDomainModel)

public:
    enum Column {
        HostnameColumn,
        StatusColumn,
        CreatedColumn,
        ModifiedColumn,
        CertificateColumn,
        ColumnCount
    };

    CustomDomainModel(CustomDomainService *service, const GatewayId &gateway, TimeDisplay *time,
                      QObject *parent = nullptr);

    void refresh(Urgency urgency = Urgency::Visible);
    void update(const CustomDomain &domain); // as it is now
    bool isSettling() const; // any of them
    // What its DNS is to point at; the service tells it only to who adds the domain.
    QString cnameTarget(const Hostname &hostname) const { return m_targets.value(hostname); }

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;

private:
    CustomDomainService *m_service;
    GatewayId m_gateway;
    TimeDisplay *m_time;
    QHash<Hostname, QString> m_targets;
};

} // namespace gatehouse
