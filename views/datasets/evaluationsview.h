// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/evaluationmodel.h"

#include <QPointer>

class QAction;
class QSortFilterProxyModel;

namespace gatehouse {

class Dialogs;
class Drafts;
class EvaluationPanel;
class EvaluationWaits;
class MessageBar;
class NamedSearch;
class NewEvaluationDialog;
class RowDetails;
class Settings;
class StateStack;
class TableView;
class WriteGuard;

// The evaluations of one gateway, and beneath them the results of the one that is chosen, or of two
// side by side.
class EvaluationsView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationsView)

public:
    struct Parts
    {
        Settings *settings;
        Drafts *drafts;
        Dialogs *dialogs;
        EvaluationWaits *waits;
    };

    EvaluationsView(ConnectionModels *models, const ViewAddress &address, const Parts &parts,
                    QWidget *parent = nullptr);
    ~EvaluationsView() override;

    ViewAddress address() const override; // with what is chosen
    void goTo(const ViewAddress &address) override;
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;
    QWidget *inspector() override;

    EvaluationModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    EvaluationPanel *panel() const { return m_panel; }
    MessageBar *messages() const { return m_messages; }
    NewEvaluationDialog *makeNew(const NewEvaluation &initial = {},
                                 const QHash<QString, QString> &names = {}); // the dialog, open

public Q_SLOTS:
    void refresh() override;

private:
    inline static const QString exportMessage = QStringLiteral("export"); // key of the message bar

    void makeActions();
    QWidget *makeToolBar();
    void makeTable(Settings *settings);
    QList<Evaluation> selected() const; // as listed
    void showSelected();

    void select(const QStringList &ids);
    void runAgain();
    void follow();
    void askRemoval();
    void remove(const QList<Evaluation> &evaluations);
    void exportAs(bool csv);

    void onSelected();
    void onChanged();
    void updateControls();

    ConnectionModels *m_models;
    GatewayId m_gateway;
    Parts m_parts;
    EvaluationModel m_model;
    QSortFilterProxyModel *m_sorted;
    QStringList m_wanted; // to be chosen once they are there
    int m_removing = 0;
    WriteGuard *m_writes;
    MessageBar *m_messages;
    QPointer<RowDetails> m_details;
    TableView *m_table;
    StateStack *m_stack;
    EvaluationPanel *m_panel;
    NamedSearch *m_search;
    QPointer<NewEvaluationDialog> m_dialog;
    QAction *m_new;
    QAction *m_again;
    QAction *m_follow;
    QAction *m_delete;
    QAction *m_csv;
    QAction *m_json;
    QAction *m_types;
    QAction *m_refresh;
};

} // namespace gatehouse
