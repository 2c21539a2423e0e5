// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

#include <QPointer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionlist.h"
#include "models/items/routemodels.h"
#include "views/routes/routeview.h"

class QAction;
class QSortFilterProxyModel;

namespace gatehouse {

class RouteDetails;
class RouteNameForm;
class Settings;
class TableView;

// The dynamic routes of a gateway: open, create, rename, copy to another gateway, import, delete.
class RoutesView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoutesView)

public:
    RoutesView(ConnectionModels *models, const GatewayId &gateway, const RouteParts &parts,
               Settings *settings, const ConnectionList *connections, QWidget *parent = nullptr);
    ~RoutesView() override;

    ViewAddress address() const override;
    QString title() const override;
    QIcon viewIcon() const override;
    QWidget *inspector() override;
    bool hasError() const override;

    RouteModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    RouteNameForm *form() const { return m_form; }

public Q_SLOTS:
    void refresh() override;

private:
    enum class Asking { Nothing, New, Rename, Copy, Import };

    void makeActions();
    QWidget *makeToolBar();
    const DynamicRoute *selected() const;
    void open(const RouteId &id);
    void ask(Asking asking);
    void closeForm();
    void submit();
    void create(ConnectionModels *models, const GatewayId &gateway, const QString &name,
                const QJsonArray &elements, const RoutePositions::Positions &positions = {});
    void onCreated(ConnectionModels *models, const GatewayId &gateway, const DynamicRoute &route,
                   const RoutePositions::Positions &positions);
    RoutePositions::Positions positionsOf(const DynamicRoute &route) const;
    void copy();
    void rename();
    void askRemoval();
    void remove(const DynamicRoute &route);
    void importFile();
    void finishWrite();
    void onModelChanged();
    void updateControls();

    ConnectionModels *m_models;
    GatewayId m_gateway;
    RouteParts m_parts;
    const ConnectionList *m_connections;
    RouteModel m_model;
    QSortFilterProxyModel *m_sorted;
    WriteGuard *m_writes;
    MessageBar *m_messages;
    TableView *m_table;
    StateStack *m_stack;
    RouteNameForm *m_form;
    Asking m_asking = Asking::Nothing;
    DynamicRoute m_subject; // that is renamed or copied
    QJsonArray m_elements; // that are imported
    int m_pending = 0; // writes
    QPointer<RouteDetails> m_details; // made when it is asked for
    QAction *m_new;
    QAction *m_open;
    QAction *m_rename;
    QAction *m_copy;
    QAction *m_copyName;
    QAction *m_import;
    QAction *m_delete;
    QAction *m_refresh;
};

} // namespace gatehouse
