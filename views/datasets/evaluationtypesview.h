// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionmodels.h"
#include "models/services/settings.h"
#include "views/common/view.h"

namespace gatehouse {

class MessageBar;
class StateStack;
class TableView;

// What evaluations can measure, to browse.
class EvaluationTypesView : public View
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationTypesView)

public:
    EvaluationTypesView(ConnectionModels *models, Settings *settings, QWidget *parent = nullptr);

    ViewAddress address() const override;
    QString title() const override;
    QIcon viewIcon() const override;
    bool hasError() const override;
    void refresh() override;

private:
    void onStateChanged();

    ConnectionModels *m_models;
    TableView *m_table;
    MessageBar *m_messages;
    StateStack *m_state;
};

} // namespace gatehouse
