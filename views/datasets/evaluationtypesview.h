// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionmodels.h"
#include "models/services/settings.h"
#include "views/common/view.h"

#include <QPointer>

namespace gatehouse {

class MessageBar;
class RowDetails;
class StateStack;
class TableView;

// What evaluations can measure, to browse.
class EvaluationTypesView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationTypesView)

public:
    EvaluationTypesView(ConnectionModels *models, Settings *settings, QWidget *parent = nullptr);
    ~EvaluationTypesView() override;

    ViewAddress address() const override;
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;
    QWidget *inspector() override;
    void refresh() override;

private:
    QWidget *makeToolBar();
    void showDefaultOrder();
    void onStateChanged();

    ConnectionModels *m_models;
    TableView *m_table;
    MessageBar *m_messages;
    QPointer<RowDetails> m_details;
    StateStack *m_state;
};

} // namespace gatehouse
