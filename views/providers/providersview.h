// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/unkept.h"
#include "views/common/view.h"

#include <QPointer>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/providermodel.h"
#include "models/services/settings.h"
#include "views/providers/providereditor.h"

class QAction;
class QLineEdit;
class QMenu;
class QSortFilterProxyModel;
class QStackedWidget;
class QToolButton;

namespace gatehouse {

class Dialogs;
class Drafts;
class KeyRotation;
class MessageBar;
class PricingPanel;
class ProviderDetails;
class ProviderTestPanel;
class RotationPanel;
class StateStack;
class TableView;
class WriteGuard;

// Whom the gateways may call, across both back ends, and what can be done with each: what a back
// end does not offer is not there. A form takes the place of the list while it is open.
class ProvidersView : public View, public UnkeptInput
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProvidersView)

public:
    // gateway: whose keys are listed; empty: those of all.
    ProvidersView(ConnectionModels *models, const GatewayId &gateway, Settings *settings,
                  Drafts *drafts, Dialogs *dialogs, QWidget *parent = nullptr);
    ~ProvidersView() override;

    ViewAddress address() const override;
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;
    bool hasUnsavedChanges() const override;
    bool hasUnkept() const override;
    void refresh() override;
    QWidget *inspector() override;

    ProviderModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    ProviderDetails *details() const;
    PricingPanel *pricing() const { return m_pricing; }
    ProviderTestPanel *testPanel() const { return m_test; }
    MessageBar *messages() const { return m_messages; }
    ProviderEditor *editor() const { return m_editor; } // nullptr: the list is shown
    RotationPanel *rotation() const { return m_rotation; } // nullptr: none is shown
    const ProviderRow *selected() const;
    bool select(const QString &name); // the first of that name

    void newKey();
    void newCustom();
    void newNgrok();
    void editSelected();
    void replaceSecret();
    void rotate();
    void makeDefault();
    void copySelected();
    void testSelected();
    void askToDelete();
    void backToList();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // What has gone wrong, to be followed by a sentence.
    static QString sentence(const ApiError &error);
    void makeActions();
    QWidget *makeToolBar();
    QWidget *makeList();
    Connection *connection() const { return m_models->connection(); }
    QStringList taken(ProviderRow::Kind kind, const QString &butNot = {}) const;

    ProviderEditor *open(const ProviderEditor::Job &job);
    void showPage(QWidget *page);
    // then, unless the person would rather keep what is typed
    void leavePage(const std::function<void()> &then);
    void openRule(const PricingRule &rule);
    void showRotation(const ProviderConfig &config,
                      const std::function<void(KeyRotation *)> &begin);
    void leaveRotation();
    void openRotation(const GatewayId &gateway, const std::function<bool(KeyRotation *)> &begin);
    void askToDeleteRule();
    void removeRule(const PricingRule &rule);
    template <class T>
    void run(const QString &key, const Call<T> &call, const QString &advice,
             const std::function<void()> &again);
    void remove(const ProviderRow &row);
    void offerRotations();

    bool selectRow(const QString &id);
    void onModelChanged();
    void showSelected();
    void updateActions();
    void updateBusy();

    ConnectionModels *m_models;
    GatewayId m_gateway;
    Drafts *m_drafts;
    Dialogs *m_dialogs;
    ProviderModel m_model;
    QSortFilterProxyModel *m_sorted;
    int m_pending = 0; // writes
    QString m_wanted; // id of the row to select as soon as it is there
    QString m_shown; // id of the row that the details are of
    QStringList m_failureKeys; // of the messages about back ends
    QStringList m_rotationKeys;

    WriteGuard *m_writes;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    QWidget *m_list;
    QLineEdit *m_filter;
    QList<QToolButton *> m_buttons; // with their texts where there is room for all
    TableView *m_table;
    StateStack *m_stack;
    QPointer<ProviderDetails> m_details; // lives in the inspector dock
    PricingPanel *m_pricing;
    ProviderTestPanel *m_test;
    ProviderEditor *m_editor = nullptr;
    RotationPanel *m_rotation = nullptr;
    QAction *m_newKey;
    QAction *m_newCustom;
    QAction *m_newNgrok;
    QAction *m_edit;
    QAction *m_secret;
    QAction *m_rotate;
    QAction *m_makeDefault;
    QAction *m_copy;
    QAction *m_testAction;
    QAction *m_remove;
};

} // namespace gatehouse
