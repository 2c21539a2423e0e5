// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/detailspage.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/timedisplay.h"
#include "models/services/routeservice.h"

#include <QTimer>

namespace gatehouse {

// What the list says of the selected route, for the inspector. The number of its live version is
// asked for once the route has been looked at for a moment.
class RouteDetails : public DetailsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDetails)

public:
    RouteDetails(RouteService *service, const GatewayId &gateway, TimeDisplay *time,
                 QWidget *parent = nullptr);

    void setRoute(const DynamicRoute *route); // nullptr: none

private:
    void show(const DynamicRoute &route);
    void askNumber();

    RouteService *m_service;
    GatewayId m_gateway;
    TimeDisplay *m_time;
    std::optional<DynamicRoute> m_route;
    QHash<QString, int> m_numbers; // of live versions, by their ids; 0: not told
    QTimer m_ask;
    Call<QList<RouteVersion>> m_call;
};

} // namespace gatehouse
