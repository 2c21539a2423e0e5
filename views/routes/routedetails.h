// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/dynamicroute.h"
#include "models/domain/timedisplay.h"

class QLabel;

namespace gatehouse {

class FactList;

// What the list says of the selected route, for the inspector.
class RouteDetails : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDetails)

public:
    explicit RouteDetails(TimeDisplay *time, QWidget *parent = nullptr);

    void setRoute(const DynamicRoute *route); // nullptr: none
    FactList *facts() const { return m_facts; }

private:
    TimeDisplay *m_time;
    QLabel *m_title;
    FactList *m_facts;
};

} // namespace gatehouse
