// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/datasetsview.h"

#include "models/domain/logquerytext.h"
#include "views/common/actions.h"
#include "views/common/messagebar.h"
#include "views/common/rowdetails.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/datasets/datasetwrites.h"
#include "views/datasets/listbar.h"
#include "views/datasets/namedsearch.h"
#include "views/datasets/newevaluationdialog.h"

#include <QAction>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

static const QString loadKey = QStringLiteral("load");

DatasetsView::DatasetsView(ConnectionModels *models, const GatewayId &gateway, const Parts &parts,
                           QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_gateway(gateway)
    , m_parts(parts)
    , m_model(models->connection()->datasets(), models->connection()->logs(), gateway,
              models->time())
    , m_sorted(new QSortFilterProxyModel(this))
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_changes(new DatasetWrites(models->connection(), gateway,
                                  {parts.dialogs, m_messages, m_writes}, this))
    , m_table(new TableView(tr("Datasets")))
    , m_stack(new StateStack(m_table))
    , m_search(new NamedSearch({tr("Search names, filters and ids"), tr("Enabled"),
                                tr("On and off"), tr("Enabled"), tr("Disabled")}))
{
    setAccessibleName(title());
    makeActions();
    makeTable(parts.settings);
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Dataset, tr("No datasets"),
                          tr("A dataset is a named filter: it holds the logs that match it, to be "
                             "evaluated."),
                          m_new);
    m_stack->setFilteredText(tr("No dataset matches"), tr("Search for less, or for all of them."));
    m_stack->setNotConnectedText(tr("Not connected"), models->connection()->name());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);

    connect(m_search, &NamedSearch::queryChanged, this, [this] {
        m_model.setQuery(m_search->query());
        m_stack->setFiltered(m_model.query().isFiltered());
    });
    connect(m_stack, &StateStack::clearFilterRequested, m_search, &NamedSearch::clear);
    connect(m_stack, &StateStack::retryRequested, this, &DatasetsView::refresh);
    connect(&m_model, &TableModel::stateChanged, this, &DatasetsView::onStateChanged);
    connect(&m_model, &DatasetModel::countingChanged, this, &DatasetsView::updateControls);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_sorted, signal, this, &DatasetsView::countVisible);
    connect(m_sorted, &QAbstractItemModel::layoutChanged, this, &DatasetsView::countVisible);
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, [this] {
        countVisible();
        updateControls();
    });
    connect(m_changes, &DatasetWrites::runningChanged, this, &DatasetsView::updateControls);
    connect(m_changes, &DatasetWrites::outdated, this, &DatasetsView::refresh);
    connect(models->connection(), &Connection::stateChanged, this, &DatasetsView::refresh);
    connect(m_writes, &WriteGuard::changed, this, &DatasetsView::updateControls);
    refresh();
    onStateChanged();
}

DatasetsView::~DatasetsView()
{
    delete m_details; // the inspector dock may have it by now
    m_model.disconnect(this);
    delete m_stack; // its table needs the model
}

void DatasetsView::makeActions()
{
    const auto add = [this](Icon symbol, const QString &text, const QString &help,
                            const QList<QKeySequence> &keys, void (DatasetsView::*run)(),
                            QWidget *owner = nullptr) {
        QAction *action = makeAction(owner ? owner : this, icon(symbol), text, help, keys);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    m_new = makeAction(this, icon(Icon::Add), tr("New dataset…"), {}, {QKeySequence::New});
    connect(m_new, &QAction::triggered, this, [this] {
        Q_EMIT openRequested({ViewAddress::Kind::NewDataset, m_gateway});
    });
    m_open = add(Icon::Edit, tr("Edit"), tr("Its name, its filters and what they match"),
                 {Qt::Key_Return, Qt::Key_Enter}, &DatasetsView::open, m_table);
    m_logs = add(Icon::Logs, tr("Show the logs"), tr("The logs that it holds now"),
                 {Qt::CTRL | Qt::Key_L}, &DatasetsView::showLogs);
    m_evaluate = add(Icon::Evaluation, tr("Evaluate…"), tr("Judge the logs that it holds"),
                     {Qt::CTRL | Qt::Key_E}, &DatasetsView::evaluate);
    m_evaluate->setVisible(m_parts.waits != nullptr);
    m_duplicate = add(Icon::Duplicate, tr("Duplicate…"), tr("Begin a new one with its filters"),
                      {Qt::CTRL | Qt::Key_D}, &DatasetsView::duplicate);
    m_toggle = add(Icon::Pause, tr("Disable"), tr("Switch the selected datasets on or off"), {},
                   &DatasetsView::toggle);
    m_delete = add(Icon::Delete, tr("Delete…"), tr("Delete the selected datasets"),
                   {QKeySequence::Delete}, &DatasetsView::remove, m_table);
    m_refresh = add(Icon::Refresh, tr("Refresh"), tr("Read the list and count the logs again"),
                    {QKeySequence::Refresh}, &DatasetsView::refresh);
    QAction *find = makeAction(this, {}, tr("Search"), {}, {QKeySequence::Find});
    connect(find, &QAction::triggered, m_search, &NamedSearch::focusText);
    for (QAction *action : {m_new, m_evaluate, m_duplicate, m_toggle, m_delete})
        m_writes->add(action);
}

QWidget *DatasetsView::makeToolBar()
{
    QList<QWidget *> buttons;
    for (QAction *action : {m_open, m_logs, m_evaluate, m_duplicate, m_toggle, m_delete})
        buttons.append(makeActionButton(action));
    return new ListBar(makeActionButton(m_new, Qt::ToolButtonTextBesideIcon), buttons, m_search,
                       {makeActionButton(m_refresh), m_table->makeColumnsButton()});
}

void DatasetsView::makeTable(Settings *settings)
{
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(TableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(DatasetModel::CreatedColumn, Qt::DescendingOrder);
    // The first three fit a window of 1024 px, all that are shown one of 1440 px.
    m_table->setDefaultColumns({{DatasetModel::NameColumn, 18, true, true},
                                {DatasetModel::EnableColumn, 7},
                                {DatasetModel::MatchesColumn, 12},
                                {DatasetModel::FiltersColumn, 11, true, true},
                                {DatasetModel::CreatedColumn, 19},
                                {DatasetModel::ModifiedColumn, 19},
                                {DatasetModel::IdColumn, 38, false},
                                {DatasetModel::GatewayColumn, 20, false}});
    m_table->setMiddleElided({DatasetModel::IdColumn});
    m_table->keepColumns(settings, QStringLiteral("datasets"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_open, m_logs, m_evaluate, m_duplicate, m_toggle, m_delete, m_refresh});
    connect(m_table, &QAbstractItemView::doubleClicked, this, &DatasetsView::open);
    connect(m_table, &TableView::visibleRowsChanged, this, &DatasetsView::countVisible);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DatasetsView::updateControls);
}

ViewAddress DatasetsView::address() const
{
    return {ViewAddress::Kind::Datasets, m_gateway};
}

QString DatasetsView::title() const
{
    return tr("Datasets of %1").arg(m_gateway.value);
}

QIcon DatasetsView::viewIcon() const
{
    return icon(Icon::Dataset);
}

bool DatasetsView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed;
}

QWidget *DatasetsView::inspector()
{
    if (!m_details)
        m_details = new RowDetails(m_table, tr("Select a dataset to see all of it here."));
    return m_details;
}

void DatasetsView::refresh()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    m_stack->setConnected(ready);
    if (ready)
        m_model.refresh();
    updateControls();
}

QList<Dataset> DatasetsView::selected() const
{
    QList<Dataset> datasets;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        if (const Dataset *dataset = m_model.find(index.data(TableModel::IdRole).toString()))
            datasets.append(*dataset);
    return datasets;
}

void DatasetsView::open()
{
    for (const Dataset &dataset : selected().mid(0, 1))
        Q_EMIT openRequested(
            {.kind = ViewAddress::Kind::Dataset, .gateway = m_gateway, .object = dataset.id.value});
}

void DatasetsView::duplicate()
{
    for (const Dataset &dataset : selected().mid(0, 1))
        Q_EMIT openRequested({ViewAddress::Kind::NewDataset, m_gateway, dataset.id.value});
}

void DatasetsView::toggle()
{
    QList<Dataset> datasets = selected();
    if (datasets.isEmpty())
        return;
    const bool enabled = datasets.constFirst().enable;
    datasets.removeIf([enabled](const Dataset &dataset) { return dataset.enable != enabled; });
    m_changes->setEnabled(datasets, !enabled);
}

void DatasetsView::remove()
{
    if (const QList<Dataset> datasets = selected(); !datasets.isEmpty())
        m_changes->remove(datasets);
}

void DatasetsView::showLogs()
{
    for (const Dataset &dataset : selected().mid(0, 1)) {
        LogQuery query;
        query.filters = dataset.filters;
        Q_EMIT openRequested({ViewAddress::Kind::Logs, m_gateway, formatLogQuery(query)});
    }
}

void DatasetsView::evaluate()
{
    NewEvaluation evaluation;
    for (const Dataset &dataset : selected())
        evaluation.datasets.append(dataset.id);
    if (m_dialog && m_dialog->givesWayTo(evaluation))
        delete m_dialog;
    if (!m_dialog) {
        m_dialog = new NewEvaluationDialog(
            m_models, m_gateway, {m_parts.drafts, m_parts.waits, m_messages}, evaluation, {}, this);
        connect(m_dialog, &NewEvaluationDialog::started, this, [this](const Evaluation &made) {
            Q_EMIT openRequested(
                {ViewAddress::Kind::Evaluations, m_gateway, ViewAddress::joined({made.id.value})});
        });
    }
    m_dialog->present();
}

void DatasetsView::countVisible()
{
    const auto [first, last] = m_table->visibleRows();
    QStringList ids;
    for (int row = qMax(first, 0); row <= last && row < m_sorted->rowCount(); ++row)
        ids.append(m_sorted->index(row, 0).data(TableModel::IdRole).toString());
    m_model.countMatches(ids);
}

void DatasetsView::onStateChanged()
{
    if (m_model.state() == TableModel::State::Ready)
        countVisible();
    // Rows that are there stay, with what went wrong above them; without rows the state page tells.
    if (m_model.state() == TableModel::State::Failed && m_model.rowCount() > 0)
        m_messages->showError(loadKey, m_model.error(), [this] { refresh(); });
    else
        m_messages->clear(loadKey);
    updateControls();
}

void DatasetsView::updateControls()
{
    const Connection *connection = m_models->connection();
    const bool ready = connection->state() == Connection::State::Ready;
    const QList<Dataset> datasets = selected();
    const bool one = datasets.size() == 1;
    const bool idle = ready && !m_changes->isRunning();
    const bool enabled = !datasets.isEmpty() && datasets.constFirst().enable;
    m_open->setEnabled(one);
    m_logs->setEnabled(one);
    m_refresh->setEnabled(ready);
    m_writes->setEnabled(m_new, ready);
    m_writes->setEnabled(m_duplicate, ready && one);
    m_writes->setEnabled(m_delete, idle && !datasets.isEmpty());
    m_writes->setEnabled(m_toggle, idle && !datasets.isEmpty());
    m_writes->setEnabled(
        m_evaluate, ready && !datasets.isEmpty() && datasets.size() <= NewEvaluation::maxDatasets);
    m_toggle->setText(enabled || datasets.isEmpty() ? tr("Disable") : tr("Enable"));
    m_toggle->setIcon(icon(enabled || datasets.isEmpty() ? Icon::Pause : Icon::Follow));
    setBusy(ready
            && (m_model.state() == TableModel::State::Loading || m_model.isCounting()
                || m_changes->isRunning()));
}

} // namespace gatehouse
