// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/appcontext.h"
#include "models/domain/bodies/preparedbody.h"

#include <QTemporaryDir>
#include <QTimer>
#include <QWidget>

namespace gatehouse {

class RouteView;

// Opens every view on fixed data, waits until it is loaded, and writes NAME-light.png and
// NAME-dark.png of each. Ends the application with 0, or 1 when a view shows an error, stays busy,
// or a picture cannot be written.
class Tour : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tour)

public:
    explicit Tour(const CommandLine &commandLine);
    ~Tour() override;

    void start();

private:
    struct Stop
    {
        QString name;
        std::function<QWidget *()> prepare; // shows what the picture is taken of
    };
    void plan();
    void addGatewayTools(const QList<Gateway> &gateways);
    void addRoutes(const GatewayId &gateway);
    void addBilling();
    void addDatasets(const GatewayId &gateway);
    void addProviders(const GatewayId &gateway);
    void visit();
    void onActivity();
    bool isSettled() const;
    void takePicture();
    void fail(const QString &text);
    View *open(const ViewAddress &address);
    QWidget *showBody(int tab, BodyMode mode);
    RouteView *openRoute(int tab);
    QWidget *openDifference(const GatewayId &gateway);

    CommandLine m_commandLine;
    QTemporaryDir m_folder;
    AppContext m_context;
    Connection *m_connection = nullptr;
    QList<Stop> m_stops;
    qsizetype m_at = 0;
    bool m_dark = false;
    View *m_view = nullptr;
    QWidget *m_subject = nullptr;
    QString m_compared; // the ids of two logs
    ViewAddress m_route;
    QString m_dataset; // its id
    int m_underWay = 0; // requests
    QTimer m_quiet; // runs out when nothing has happened for a while
    QTimer m_patience; // runs out when a view does not come to rest
};

} // namespace gatehouse
