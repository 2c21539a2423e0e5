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
        ElementsColumn, // how many, as deployed
        DeployedColumn, // when
        ModifiedColumn,
        CreatedColumn,
        ColumnCount
    };

    RouteModel(RouteService *service, const GatewayId &gateway, TimeDisplay *time,
               QObject *parent = nullptr);

    const GatewayId &gateway() const { return m_gateway; }
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

// The versions of one route, the newest first. The service does not number them; here the oldest
// is 1.
class RouteVersionModel : public ListModel<RouteVersion>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteVersionModel)

public:
    enum Column {
        NumberColumn,
        ActiveColumn,
        CreatedColumn,
        ElementsColumn,
        IdColumn,
        ColumnCount
    };
    enum VersionRole { ActiveRole = OwnRole }; // whether callers get it

    RouteVersionModel(RouteService *service, const RouteAddress &at, TimeDisplay *time,
                      QObject *parent = nullptr);

    void refresh(Urgency urgency = Urgency::Visible);
    void take(const RouteVersion &version); // in place of what the list says of it
    int number(const RouteVersionId &version) const; // 0: not there
    const RouteVersion *active() const; // nullptr: not known
    RouteVersionId newest() const; // empty: there is none, or they are not read yet

Q_SIGNALS:
    void numbersChanged();

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column == ElementsColumn; }

private:
    RouteService *m_service;
    RouteAddress m_at;
    TimeDisplay *m_time;
};

// What has been deployed when, the newest first; the first is live.
class RouteDeploymentModel : public ListModel<RouteDeployment>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RouteDeploymentModel)

public:
    enum Column { CreatedColumn, VersionColumn, LiveColumn, IdColumn, ColumnCount };

    // `versions` numbers them.
    RouteDeploymentModel(RouteService *service, const RouteAddress &at,
                         const RouteVersionModel *versions, TimeDisplay *time,
                         QObject *parent = nullptr);

    void refresh(Urgency urgency = Urgency::Visible);
    RouteDeploymentId newest() const; // empty: there is none, or they are not read yet

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;

private:
    RouteService *m_service;
    RouteAddress m_at;
    const RouteVersionModel *m_versions;
    TimeDisplay *m_time;
};

} // namespace gatehouse
