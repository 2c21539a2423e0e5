// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"
#include "models/services/routeservice.h"

namespace gatehouse {

// The dynamic routes of one gateway.
class RouteModel : public ListModel<DynamicRoute>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteModel)

public:
    enum Column {
        NameColumn,
        ModelColumn, // what callers ask for
        ElementsColumn, // of what is deployed
        DeployedColumn,
        CreatedColumn,
        ModifiedColumn,
        IdColumn,
        ColumnCount
    };

    RouteModel(RouteService *service, const GatewayId &gateway, TimeDisplay *time,
               QObject *parent = nullptr);

    void refresh(Urgency urgency = Urgency::Visible);

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column == ElementsColumn; }

private:
    RouteService *m_service;
    GatewayId m_gateway;
    TimeDisplay *m_time;
};

} // namespace gatehouse
