// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/datasetmodel.h"

#include <QPointer>

class QAction;
class QSortFilterProxyModel;

namespace gatehouse {

class DatasetWrites;
class Dialogs;
class Drafts;
class EvaluationWaits;
class MessageBar;
class NamedSearch;
class NewEvaluationDialog;
class RowDetails;
class Settings;
class StateStack;
class TableView;
class WriteGuard;

// The datasets of one gateway.
class DatasetsView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetsView)

public:
    struct Parts
    {
        Settings *settings;
        Drafts *drafts;
        Dialogs *dialogs;
        EvaluationWaits *waits = nullptr; // without: no evaluation is made from here
    };

    DatasetsView(ConnectionModels *models, const GatewayId &gateway, const Parts &parts,
                 QWidget *parent = nullptr);
    ~DatasetsView() override;

    ViewAddress address() const override;
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;
    QWidget *inspector() override;

    DatasetModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    MessageBar *messages() const { return m_messages; }

public Q_SLOTS:
    void refresh() override;

private:
    void makeActions();
    QWidget *makeToolBar();
    void makeTable(Settings *settings);
    QList<Dataset> selected() const;

    void open();
    void duplicate();
    void toggle();
    void remove();
    void showLogs();
    void evaluate();

    void countVisible();
    void onStateChanged();
    void updateControls();

    ConnectionModels *m_models;
    GatewayId m_gateway;
    Parts m_parts;
    DatasetModel m_model;
    QSortFilterProxyModel *m_sorted;
    WriteGuard *m_writes;
    MessageBar *m_messages;
    QPointer<RowDetails> m_details;
    DatasetWrites *m_changes;
    TableView *m_table;
    StateStack *m_stack;
    NamedSearch *m_search;
    QPointer<NewEvaluationDialog> m_dialog;
    QAction *m_new;
    QAction *m_open;
    QAction *m_duplicate;
    QAction *m_toggle;
    QAction *m_delete;
    QAction *m_logs;
    QAction *m_evaluate;
    QAction *m_refresh;
};

} // namespace gatehouse
