// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/icons.h"
#include "views/common/view.h"

#include <QPointer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"

class QAction;
class QLineEdit;
class QToolButton;

namespace gatehouse {

class Dialogs;
class GatewayDeletion;
class GatewayDetails;
class GatewayExporter;
class GatewayProxy;
class MessageBar;
class Settings;
class StateStack;
class TableView;
class WriteGuard;

// The gateways of an account.
class GatewaysView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewaysView)

public:
    GatewaysView(ConnectionModels *models, Settings *settings, Dialogs *dialogs,
                 QWidget *parent = nullptr);
    ~GatewaysView() override;

    ViewAddress address() const override { return {ViewAddress::Kind::Gateways, {}, {}}; }
    QString title() const override { return tr("Gateways"); }
    QIcon viewIcon() const override;
    QWidget *inspector() override;
    bool hasError() const override;
    bool hasPendingWork() const; // a write that is not answered yet

public Q_SLOTS:
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeActions();
    QWidget *makeToolBar();
    void makeTable(Settings *settings);
    void setUpColumns(Settings *settings);

    void createNew();
    void edit();
    void compare();
    void exportToFile();
    void exportToFolder();
    void import();
    void openLogs();
    void duplicate();
    void deleteSelected();
    void copyIds();
    void focusFilter();

    QString selectedId() const; // empty unless exactly one is selected
    QStringList selectedIds() const;
    QList<Gateway> selectedGateways() const;
    void setFilter(const QString &text);
    void selectFirst();
    void updateActions();
    void updateState();
    void updateInspector();

    ConnectionModels *m_models;
    WriteGuard *m_writes;
    GatewayDeletion *m_deletion;
    GatewayExporter *m_exporter;
    GatewayProxy *m_proxy;
    MessageBar *m_messages;
    TableView *m_table;
    StateStack *m_stack;
    QLineEdit *m_filter;
    QAction *m_new;
    QAction *m_edit;
    QAction *m_logs;
    QAction *m_compare;
    QAction *m_exportFile;
    QAction *m_exportFolder;
    QAction *m_import;
    QAction *m_duplicate;
    QAction *m_copy;
    QAction *m_delete;
    QAction *m_refresh;
    QAction *m_restart;
    QList<QToolButton *> m_buttons;
    QToolButton *m_newButton = nullptr;
    QPointer<GatewayDetails> m_details;
    QString m_progress; // of a connection that starts
};

} // namespace gatehouse
