// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/items/pricingmodel.h"

class QAction;

namespace gatehouse {

class StateStack;
class TableView;
class WriteGuard;

// The pricing rules of a custom provider, to add, edit and delete.
class PricingPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PricingPanel)

public:
    PricingPanel(ConnectionModels *models, WriteGuard *writes, QWidget *parent = nullptr);

    PricingModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    QAction *addAction() const { return m_add; }
    QAction *editAction() const { return m_edit; }
    QAction *removeAction() const { return m_remove; }
    const PricingRule *selected() const; // nullptr: none
    void updateActions();

private:
    void select(const PricingRule &rule);

    WriteGuard *m_writes;
    PricingModel m_model;
    TableView *m_table;
    StateStack *m_stack;
    QAction *m_add;
    QAction *m_edit;
    QAction *m_remove;
};

} // namespace gatehouse
