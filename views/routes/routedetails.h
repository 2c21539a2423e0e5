// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/detailspage.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/dynamicroute.h"
#include "models/domain/timedisplay.h"

namespace gatehouse {

// What the list says of the selected route, for the inspector.
class RouteDetails : public DetailsPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDetails)

public:
    explicit RouteDetails(TimeDisplay *time, QWidget *parent = nullptr);

    void setRoute(const DynamicRoute *route); // nullptr: none

private:
    TimeDisplay *m_time;
};

} // namespace gatehouse
