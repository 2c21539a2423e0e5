// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/pricingpanel.h"

#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

namespace gatehouse {

PricingPanel::PricingPanel(ConnectionModels *models, WriteGuard *writes, QWidget *parent)
    : QWidget(parent)
    , m_writes(writes)
    , m_model(models->connection()->customProviders(), models->time())
    , m_table(new TableView(tr("Pricing rules")))
    , m_stack(new StateStack(m_table))
{
    m_add = makeAction(this, icon(Icon::Add), tr("Add rule…"), tr("Add a pricing rule"));
    m_edit = makeAction(this, icon(Icon::Edit), tr("Edit rule…"), tr("Edit the selected rule"));
    m_remove = makeAction(m_table, icon(Icon::Delete), tr("Delete rule…"),
                          tr("Delete the selected rule"), {QKeySequence::Delete});
    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{PricingModel::RuleColumn, 10},
                                {PricingModel::ModelColumn, 14, true, true},
                                {PricingModel::CostInColumn, 10},
                                {PricingModel::CostOutColumn, 10},
                                {PricingModel::CostTypeColumn, 7},
                                {PricingModel::EnableColumn, 7},
                                {PricingModel::UnitsColumn, 12, true, true},
                                {PricingModel::WeightColumn, 8, false},
                                {PricingModel::ModifiedColumn, 20, false},
                                {PricingModel::CreatedColumn, 20, false},
                                {PricingModel::ChangedByColumn, 12, false},
                                {PricingModel::IdColumn, 30, false}});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Billing, tr("No pricing rules"),
                          tr("Without one, calls of this provider cost nothing in the logs."));
    connect(m_stack, &StateStack::retryRequested, this, [this] { m_model.refresh(); });

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid / 2);
    buttons->addWidget(makePlainLabel(tr("Pricing rules"), Lettering::Heading));
    buttons->addSpacing(grid);
    for (QAction *action : {m_add, m_edit, m_remove}) {
        writes->add(action);
        buttons->addWidget(makeActionButton(action, Qt::ToolButtonTextBesideIcon));
        m_table->addAction(action);
    }
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid, grid / 2, 0, 0);
    layout->setSpacing(grid / 2);
    layout->addLayout(buttons);
    layout->addWidget(m_stack, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PricingPanel::updateActions);
    connect(&m_model, &TableModel::stateChanged, this, &PricingPanel::updateActions);
    connect(models->connection()->customProviders(), &CustomProviderService::ruleSaved, this,
            &PricingPanel::select);
    connect(m_table, &QTableView::activated, m_edit, &QAction::trigger);
    updateActions();
}

const PricingRule *PricingPanel::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.at(rows.constFirst().row());
}

void PricingPanel::select(const PricingRule &rule)
{
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.at(row).id == rule.id)
            m_table->selectRow(row);
}

void PricingPanel::updateActions()
{
    const bool chosen = selected() != nullptr;
    m_writes->setEnabled(m_add, !m_model.provider().isEmpty());
    m_writes->setEnabled(m_edit, chosen);
    m_writes->setEnabled(m_remove, chosen);
}

} // namespace gatehouse
