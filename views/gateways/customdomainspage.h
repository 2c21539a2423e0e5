// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/gatewaypage.h"

#include <QTimer>

#include "models/items/customdomainmodel.h"

class QAction;
class QFormLayout;
class QPushButton;

namespace gatehouse {

class CopyButton;
class CustomDomainForm;
class Dialogs;
class MessageBar;
class StateStack;
class TableView;
class WriteGuard;

// The custom domains of a gateway: what there is and how it fares, to add, inspect and remove.
// While the service works on one, it is looked at every few seconds.
class CustomDomainsPage : public GatewayPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomDomainsPage)

public:
    CustomDomainsPage(ConnectionModels *models, const GatewayId &gateway, Dialogs *dialogs,
                      QWidget *parent = nullptr);

    void refresh() override;
    bool isBusy() const override;
    bool hasError() const override;
    bool hasPendingWork() const override { return m_pending > 0; }

    CustomDomainModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    CustomDomainForm *form() const { return m_form; }
    QString details() const; // as shown, a line for each field
    bool isPolling() const { return m_poll.isActive(); }
    void setPollInterval(std::chrono::milliseconds interval) { m_poll.setInterval(interval); }

protected:
    void start() override;
    void stop() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeActions();
    QWidget *makeToolBar();
    QWidget *makeDetails();
    const CustomDomain *selected() const;
    void select(const Hostname &hostname);

    void openForm();
    void closeForm();
    void add();
    void onAdded(const CustomDomain &domain);
    void inspect();
    void askRemoval();
    void remove(const Hostname &hostname);

    void onModelChanged();
    void showDetails();
    void updateControls();

    Dialogs *m_dialogs;
    CustomDomainModel m_model;
    QTimer m_poll;
    int m_pending = 0; // writes
    Call<CustomDomain> m_inspection;

    WriteGuard *m_writes;
    MessageBar *m_messages;
    TableView *m_table;
    StateStack *m_stack;
    QWidget *m_details;
    QFormLayout *m_fields;
    CopyButton *m_copyTarget;
    CustomDomainForm *m_form;
    QAction *m_add;
    QAction *m_remove;
    QAction *m_inspect;
};

} // namespace gatehouse
