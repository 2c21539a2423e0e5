// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/evaluationtypesview.h"

#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace gatehouse {

static const auto errorKey = QStringLiteral("load");

EvaluationTypesView::EvaluationTypesView(ConnectionModels *models, Settings *settings,
                                         QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_table(new TableView(tr("Evaluation types")))
    , m_messages(new MessageBar)
    , m_state(new StateStack(m_table))
{
    EvaluationTypeModel *model = models->evaluationTypes();
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(model);
    sorted->setSortRole(TableModel::SortRole);
    m_table->setModel(sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(EvaluationTypeModel::NameColumn, Qt::AscendingOrder);
    m_table->setDefaultColumns({{EvaluationTypeModel::NameColumn, 28},
                                {EvaluationTypeModel::TypeColumn, 16},
                                {EvaluationTypeModel::DescriptionColumn, 44},
                                {EvaluationTypeModel::MandatoryColumn, 11},
                                {EvaluationTypeModel::EnableColumn, 9},
                                {EvaluationTypeModel::CreatedColumn, 20, false},
                                {EvaluationTypeModel::ModifiedColumn, 20, false},
                                {EvaluationTypeModel::IdColumn, 38, false}});
    m_table->keepColumns(settings, QStringLiteral("evaluation-types"));

    m_state->setModel(model);
    m_state->setEmptyText(Icon::Evaluation, tr("No evaluation types"),
                          tr("The service offers no way to judge logs."));
    m_state->setNotConnectedText(tr("Not connected"), models->connection()->name());
    connect(m_state, &StateStack::retryRequested, this, &EvaluationTypesView::refresh);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_state, 1);
    setFocusProxy(m_table);

    auto *reload = new QAction(tr("Refresh"), this);
    reload->setShortcut(QKeySequence::Refresh);
    reload->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(reload, &QAction::triggered, this, &EvaluationTypesView::refresh);
    addAction(reload);

    connect(model, &TableModel::stateChanged, this, &EvaluationTypesView::onStateChanged);
    connect(models->connection(), &Connection::stateChanged, this,
            &EvaluationTypesView::onStateChanged);
    onStateChanged();
}

ViewAddress EvaluationTypesView::address() const
{
    return {ViewAddress::Kind::EvaluationTypes, {}, {}};
}

QString EvaluationTypesView::title() const
{
    return tr("Evaluation types");
}

QIcon EvaluationTypesView::viewIcon() const
{
    return icon(Icon::Evaluation);
}

bool EvaluationTypesView::hasError() const
{
    return m_models->evaluationTypes()->state() == TableModel::State::Failed;
}

void EvaluationTypesView::refresh()
{
    m_models->evaluationTypes()->refresh();
}

void EvaluationTypesView::onStateChanged()
{
    const EvaluationTypeModel *model = m_models->evaluationTypes();
    const bool connected = m_models->connection()->state() == Connection::State::Ready;
    m_state->setConnected(connected);
    setBusy(connected && model->state() == TableModel::State::Loading);
    // Rows that are there stay, with what went wrong above them; without rows the state page tells.
    if (hasError() && model->rowCount() > 0)
        m_messages->showError(errorKey, model->error(), [this] { refresh(); });
    else
        m_messages->clear(errorKey);
}

} // namespace gatehouse
