// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/evaluationsview.h"

#include "models/domain/logquerytext.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/rowdetails.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/datasets/evaluationpanel.h"
#include "views/datasets/listbar.h"
#include "views/datasets/namedsearch.h"
#include "views/datasets/newevaluationdialog.h"

#include <QAction>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

static const QString loadKey = QStringLiteral("load");

EvaluationsView::EvaluationsView(ConnectionModels *models, const ViewAddress &address,
                                 const Parts &parts, QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_gateway(address.gateway)
    , m_parts(parts)
    , m_model(models->connection()->evaluations(), models->evaluationTypes(), address.gateway,
              models->time())
    , m_sorted(new QSortFilterProxyModel(this))
    , m_wanted(ViewAddress::parts(address.filter))
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_table(new TableView(tr("Evaluations")))
    , m_stack(new StateStack(m_table))
    , m_panel(new EvaluationPanel(models, parts.settings))
    , m_search(new NamedSearch({tr("Search names and ids"), tr("Processed"), tr("All"),
                                tr("Processed"), tr("Under way")}))
{
    setAccessibleName(title());
    makeActions();
    makeTable(parts.settings);
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Evaluation, tr("No evaluations"),
                          tr("An evaluation measures the logs of datasets: what they cost, how "
                             "long they took, what people thought of them."),
                          m_new);
    m_stack->setFilteredText(tr("No evaluation matches"),
                             tr("Search for less, or for all of them."));
    m_stack->setNotConnectedText(tr("Not connected"), models->connection()->name());
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(m_stack);
    split->addWidget(m_panel);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setSizes({32 * grid, 48 * grid});
    split->setChildrenCollapsible(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(split, 1);
    setFocusProxy(m_table);

    connect(m_search, &NamedSearch::queryChanged, this, [this] {
        m_model.setQuery(m_search->query());
        m_stack->setFiltered(m_model.query().isFiltered());
    });
    connect(m_stack, &StateStack::clearFilterRequested, m_search, &NamedSearch::clear);
    connect(m_stack, &StateStack::retryRequested, this, &EvaluationsView::refresh);
    connect(&m_model, &TableModel::stateChanged, this, &EvaluationsView::onChanged);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_sorted, signal, this, &EvaluationsView::onChanged);
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, &EvaluationsView::onChanged);
    connect(m_panel, &EvaluationPanel::logsRequested, this,
            [this](const EvaluatedDataset &dataset) {
                LogQuery query;
                query.filters = dataset.filters;
                Q_EMIT openRequested({ViewAddress::Kind::Logs, m_gateway, formatLogQuery(query)});
            });
    connect(models->connection(), &Connection::stateChanged, this, &EvaluationsView::refresh);
    connect(m_writes, &WriteGuard::changed, this, &EvaluationsView::updateControls);
    refresh();
    onChanged();
}

EvaluationsView::~EvaluationsView()
{
    delete m_details; // the inspector dock may have it by now
    m_model.disconnect(this);
    delete m_stack; // its table needs the model
}

void EvaluationsView::makeActions()
{
    const auto add = [this](Icon symbol, const QString &text, const QString &help,
                            const QList<QKeySequence> &keys, auto run, QWidget *owner = nullptr) {
        QAction *action = makeAction(owner ? owner : this, icon(symbol), text, help, keys);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    m_new = add(Icon::Add, tr("New evaluation…"), {}, {QKeySequence::New}, [this] { makeNew(); });
    m_again =
        add(Icon::Duplicate, tr("Run again…"), tr("The same datasets and types, under a new name"),
            {Qt::CTRL | Qt::Key_D}, [this] { runAgain(); });
    m_follow = add(Icon::Clock, tr("Wait for it"),
                   tr("As a task that ends when the results are there"), {}, [this] { follow(); });
    m_delete = add(
        Icon::Delete, tr("Delete…"), tr("Delete the selected evaluations"), {QKeySequence::Delete},
        [this] { askRemoval(); }, m_table);
    m_csv = add(Icon::Export, tr("Export the results as CSV…"),
                tr("Those of the selected evaluations; of all that are listed when none is"), {},
                [this] { exportAs(true); });
    m_json = add(Icon::Export, tr("Export the results as JSON…"), m_csv->toolTip(), {},
                 [this] { exportAs(false); });
    m_types = add(Icon::Info, tr("Evaluation types"), tr("What can be measured"), {},
                  [this] { Q_EMIT openRequested({ViewAddress::Kind::EvaluationTypes}); });
    m_refresh =
        add(Icon::Refresh, tr("Refresh"), {}, {QKeySequence::Refresh}, [this] { refresh(); });
    QAction *find = makeAction(this, {}, tr("Search"), {}, {QKeySequence::Find});
    connect(find, &QAction::triggered, m_search, &NamedSearch::focusText);
    for (QAction *action : {m_new, m_again, m_delete})
        m_writes->add(action);
}

QWidget *EvaluationsView::makeToolBar()
{
    QList<QWidget *> buttons;
    for (QAction *action : {m_again, m_follow, m_delete, m_types})
        buttons.append(makeActionButton(action));
    auto *exports = new QToolButton;
    exports->setIcon(icon(Icon::Export));
    exports->setToolTip(tr("Export"));
    exports->setAccessibleName(exports->toolTip());
    exports->setAutoRaise(true);
    exports->setFocusPolicy(Qt::TabFocus);
    exports->setPopupMode(QToolButton::InstantPopup);
    exports->setMenu(new QMenu(exports));
    exports->menu()->addActions({m_csv, m_json});
    buttons.append(exports);
    return new ListBar(makeActionButton(m_new, Qt::ToolButtonTextBesideIcon), buttons, m_search,
                       {makeActionButton(m_refresh), m_table->makeColumnsButton()});
}

void EvaluationsView::makeTable(Settings *settings)
{
    using Model = EvaluationModel;
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(TableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(Model::CreatedColumn, Qt::DescendingOrder);
    // The first three fit a window of 1024 px, all that are shown one of 1440 px.
    m_table->setDefaultColumns({{Model::NameColumn, 24, true, true},
                                {Model::ProcessedColumn, 10},
                                {Model::LogsColumn, 7},
                                {Model::DatasetsColumn, 13, true, true},
                                {Model::TypesColumn, 13, true, true},
                                {Model::CreatedColumn, 19},
                                {Model::ModifiedColumn, 19, false},
                                {Model::IdColumn, 38, false},
                                {Model::GatewayColumn, 20, false}});
    m_table->setMiddleElided({Model::IdColumn});
    m_table->keepColumns(settings, QStringLiteral("evaluations"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_again, m_follow, m_delete, m_csv, m_json, m_refresh});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &EvaluationsView::onSelected);
}

ViewAddress EvaluationsView::address() const
{
    QStringList ids = m_wanted;
    if (const QList<Evaluation> shown = selected(); shown.size() <= 2)
        for (const Evaluation &evaluation : shown)
            ids.append(evaluation.id.value);
    return {ViewAddress::Kind::Evaluations, m_gateway, ViewAddress::joined(ids)};
}

void EvaluationsView::goTo(const ViewAddress &address)
{
    m_wanted = ViewAddress::parts(address.filter);
    onChanged();
}

QString EvaluationsView::title() const
{
    return tr("Evaluations of %1").arg(m_gateway.value);
}

QIcon EvaluationsView::viewIcon() const
{
    return icon(Icon::Evaluation);
}

bool EvaluationsView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed;
}

QWidget *EvaluationsView::inspector()
{
    if (!m_details)
        m_details = new RowDetails(m_table, tr("Select an evaluation to see all of it here."));
    return m_details;
}

void EvaluationsView::refresh()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    m_stack->setConnected(ready);
    if (ready)
        m_model.refresh();
    updateControls();
}

QList<Evaluation> EvaluationsView::selected() const
{
    QList<Evaluation> evaluations;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &index : rows)
        if (const Evaluation *one = m_model.find(index.data(TableModel::IdRole).toString()))
            evaluations.append(*one);
    return evaluations;
}

void EvaluationsView::select(const QStringList &ids)
{
    QItemSelection selection;
    for (const QString &id : ids) {
        const QModelIndex index = m_sorted->mapFromSource(m_model.index(m_model.rowOf(id), 0));
        selection.select(index, index);
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        m_table->scrollTo(index);
    }
    m_table->selectionModel()->select(
        selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

NewEvaluationDialog *EvaluationsView::makeNew(const NewEvaluation &initial,
                                              const QHash<QString, QString> &names)
{
    if (m_dialog && m_dialog->givesWayTo(initial))
        delete m_dialog;
    if (!m_dialog) {
        m_dialog = new NewEvaluationDialog(
            m_models, m_gateway, {m_parts.drafts, m_parts.waits, m_messages}, initial, names, this);
        connect(m_dialog, &NewEvaluationDialog::endedUnseen, this, &EvaluationsView::refresh);
        connect(m_dialog, &NewEvaluationDialog::started, this, [this](const Evaluation &made) {
            m_wanted = {made.id.value};
            onChanged();
        });
    }
    m_dialog->present();
    return m_dialog;
}

// Of several, the older come first: the difference is what has become of it.
void EvaluationsView::showSelected()
{
    QList<Evaluation> shown = selected();
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Evaluation &one, const Evaluation &other) {
                         return one.createdAt < other.createdAt;
                     });
    m_panel->setEvaluations(shown, m_model.values());
}

void EvaluationsView::onSelected()
{
    m_messages->clear(exportMessage); // it was about what was selected before
    showSelected();
    updateControls();
    Q_EMIT addressChanged();
}

void EvaluationsView::onChanged()
{
    const bool ready = m_model.state() == TableModel::State::Ready;
    // Rows that are there stay, with what went wrong above them; without rows the state page tells.
    if (m_model.state() == TableModel::State::Failed && m_model.rowCount() > 0)
        m_messages->showError(loadKey, m_model.error(), [this] { refresh(); });
    else
        m_messages->clear(loadKey);
    if (!m_wanted.isEmpty() && (ready || m_model.rowCount() > 0)) {
        QStringList there;
        for (const QString &id : m_wanted)
            if (m_model.find(id))
                there.append(id);
        if (ready || there.size() == m_wanted.size()) {
            m_wanted.clear();
            select(there);
        }
    }
    showSelected();
    updateControls();
}

void EvaluationsView::updateControls()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    const QList<Evaluation> evaluations = selected();
    const bool one = evaluations.size() == 1;
    const bool processed = std::all_of(evaluations.begin(), evaluations.end(),
                                       [](const Evaluation &each) { return each.processed; });
    m_writes->setEnabled(m_new, ready);
    m_writes->setEnabled(m_again, ready && one && processed);
    m_writes->setEnabled(m_delete, ready && !evaluations.isEmpty() && m_removing == 0);
    m_follow->setEnabled(ready && !processed && m_parts.waits);
    m_refresh->setEnabled(ready);
    for (QAction *action : {m_csv, m_json})
        action->setEnabled(m_model.rowCount() > 0);
    setBusy(ready && (m_model.state() == TableModel::State::Loading || m_removing > 0));
}

} // namespace gatehouse
