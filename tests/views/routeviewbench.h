// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/routebench.h"
#include "views/routes/routeview.h"

// What the tests of the views of routes against the sandbox build on.
namespace gatehouse::test {

inline const GatewayId chat{QStringLiteral("production-chat")};

// A gateway with its routes in the sandbox, and one of them in a view with its properties.
struct RouteBench : GatewayBench
{
    using GatewayBench::GatewayBench;

    RouteId routeNamed(const QString &name)
    {
        for (const DynamicRoute &route :
             await(connection.routes()->list(chat)).value_or(QList<DynamicRoute>()))
            if (route.name == name)
                return route.id;
        return {};
    }
    RouteAddress at(const QString &name) { return {chat, routeNamed(name)}; }
    QList<RouteVersion> versions(const QString &name)
    {
        return await(connection.routes()->versions(at(name))).value_or(QList<RouteVersion>());
    }
    RouteGraph graph(const RouteVersion &version)
    {
        return routeGraphFromJson(version.graph().value_or(QJsonArray())).value_or(RouteGraph());
    }
    std::unique_ptr<RouteView> open(const QString &name, const QString &version = {})
    {
        ViewAddress address{ViewAddress::Kind::Route, chat, version};
        address.object = routeNamed(name).value;
        return std::make_unique<RouteView>(&models, address,
                                           RouteParts{&drafts, &dialogs, &positions});
    }

    RoutePositions positions{folder.filePath(QStringLiteral("positions"))};
};

inline bool settle(View *view)
{
    QTest::qWait(1);
    return QTest::qWaitFor([view] { return !view->isBusy(); }, 20'000);
}

inline QAction *actionOf(const QWidget *widget, const QString &text)
{
    for (QAction *action : widget->findChildren<QAction *>())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace gatehouse::test
