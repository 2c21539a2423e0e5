// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/evaluationtypesview.h"

#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/plainlabel.h"
#include "views/common/rowdetails.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>

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
    m_table->setModel(model);
    showDefaultOrder();
    m_table->setSortingEnabled(true);
    m_table->setDefaultColumns({{EvaluationTypeModel::NameColumn, 24},
                                {EvaluationTypeModel::TypeColumn, 14},
                                {EvaluationTypeModel::DescriptionColumn, 29, true, true},
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
    connect(m_state, &StateStack::retryRequested, this, [this] {
        showDefaultOrder(); // the service may know no other
        refresh();
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_state, 1);
    setFocusProxy(m_table);

    connect(model, &TableModel::stateChanged, this, &EvaluationTypesView::onStateChanged);
    connect(models->connection(), &Connection::stateChanged, this,
            &EvaluationTypesView::onStateChanged);
    onStateChanged();
}

EvaluationTypesView::~EvaluationTypesView()
{
    delete m_details; // the inspector dock may have it by now
}

QWidget *EvaluationTypesView::makeToolBar()
{
    QAction *reload =
        makeAction(this, icon(Icon::Refresh), tr("Refresh"), {}, {QKeySequence::Refresh});
    connect(reload, &QAction::triggered, this, &EvaluationTypesView::refresh);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    QLabel *what = makePlainLabel(tr("What an evaluation can measure"), Lettering::Muted);
    layout->addWidget(what, 1);
    layout->addWidget(makeActionButton(reload));
    layout->addWidget(m_table->makeColumnsButton());
    return bar;
}

void EvaluationTypesView::showDefaultOrder()
{
    m_table->horizontalHeader()->setSortIndicator(EvaluationTypeModel::MandatoryColumn,
                                                  Qt::DescendingOrder);
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

QWidget *EvaluationTypesView::inspector()
{
    if (!m_details)
        m_details = new RowDetails(m_table, tr("Select a type to see all of it here."));
    return m_details;
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
