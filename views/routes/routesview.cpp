// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routesview.h"

#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/routes/routedetails.h"
#include "views/routes/routenameform.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QToolButton>

namespace gatehouse {

static const QString listKey = QStringLiteral("list");

RoutesView::RoutesView(ConnectionModels *models, const GatewayId &gateway, const RouteParts &parts,
                       Settings *settings, const ConnectionList *connections, QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_gateway(gateway)
    , m_parts(parts)
    , m_connections(connections)
    , m_model(models->connection()->routes(), gateway, models->time())
    , m_sorted(new QSortFilterProxyModel(this))
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_table(new TableView(tr("Dynamic routes")))
    , m_stack(new StateStack(m_table))
    , m_form(new RouteNameForm)
{
    makeActions();
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(TableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RouteModel::NameColumn, Qt::AscendingOrder);
    m_table->setDefaultColumns({{RouteModel::NameColumn, 32},
                                {RouteModel::ElementsColumn, 10},
                                {RouteModel::DeployedColumn, 20},
                                {RouteModel::ModifiedColumn, 20},
                                {RouteModel::CreatedColumn, 20, false}});
    m_table->keepColumns(settings, QStringLiteral("routes"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_open, m_rename, m_copy, m_copyName, m_delete});
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Route, tr("No dynamic routes"),
                          tr("A route decides which model answers a request, and what happens "
                             "when it fails."),
                          m_new);
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The routes are read as soon as the connection is there."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_form);
    m_form->hide();
    setFocusProxy(m_table);

    connect(m_stack, &StateStack::retryRequested, this, &RoutesView::refresh);
    connect(&m_model, &TableModel::stateChanged, this, &RoutesView::onModelChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RoutesView::updateControls);
    connect(m_table, &QTableView::activated, m_open, &QAction::trigger);
    connect(m_form, &RouteNameForm::submitted, this, &RoutesView::submit);
    connect(m_form, &RouteNameForm::cancelled, this, &RoutesView::closeForm);
    connect(m_form, &RouteNameForm::changed, this, &RoutesView::updateControls);
    connect(m_writes, &WriteGuard::changed, this, &RoutesView::updateControls);
    connect(models->connection(), &Connection::stateChanged, this, &RoutesView::refresh);
    connect(models->time(), &TimeDisplay::changed, this, &RoutesView::updateControls);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, signal, this, &RoutesView::updateControls);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &RoutesView::updateControls);
    refresh();
    onModelChanged();
}

void RoutesView::makeActions()
{
    m_open = makeAction(this, icon(Icon::Route), tr("Open"), tr("Open the route in its editor"));
    m_new =
        makeAction(this, icon(Icon::Add), tr("New…"), tr("Create a route"), {QKeySequence::New});
    m_rename =
        makeAction(this, icon(Icon::Edit), tr("Rename…"),
                   tr("Rename the route; callers have to ask for the new name"), {Qt::Key_F2});
    m_copy =
        makeAction(this, icon(Icon::Duplicate), tr("Duplicate…"),
                   tr("Copy what is deployed to this or another gateway"), {Qt::CTRL | Qt::Key_D});
    m_copyName = makeAction(this, icon(Icon::Copy), tr("Copy model name"),
                            tr("Copy what callers ask for, such as dynamic/chat"));
    m_import =
        makeAction(this, icon(Icon::Import), tr("Import…"), tr("Create a route from a JSON file"));
    m_delete = makeAction(this, icon(Icon::Delete), tr("Delete…"), tr("Delete the route"),
                          {QKeySequence::Delete});
    m_refresh = makeAction(this, icon(Icon::Refresh), tr("Refresh"), tr("Read the routes again"),
                           {QKeySequence::Refresh});
    for (QAction *action : {m_new, m_rename, m_copy, m_import, m_delete})
        m_writes->add(action);
    m_writes->add(m_form->button());
    connect(m_open, &QAction::triggered, this, [this] {
        if (const DynamicRoute *route = selected())
            open(route->id);
    });
    connect(m_copyName, &QAction::triggered, this, [this] {
        if (const DynamicRoute *route = selected())
            QGuiApplication::clipboard()->setText(route->modelName());
    });
    connect(m_new, &QAction::triggered, this, [this] { ask(Asking::New); });
    connect(m_rename, &QAction::triggered, this, [this] { ask(Asking::Rename); });
    connect(m_copy, &QAction::triggered, this, [this] { ask(Asking::Copy); });
    connect(m_import, &QAction::triggered, this, &RoutesView::importFile);
    connect(m_delete, &QAction::triggered, this, &RoutesView::askRemoval);
    connect(m_refresh, &QAction::triggered, this, &RoutesView::refresh);
}

QWidget *RoutesView::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    for (QAction *action : {m_new, m_open, m_rename, m_copy, m_delete, m_import})
        layout->addWidget(makeActionButton(action, Qt::ToolButtonTextBesideIcon));
    layout->addStretch();
    layout->addWidget(makeActionButton(m_refresh));
    return bar;
}

ViewAddress RoutesView::address() const
{
    return {ViewAddress::Kind::Routes, m_gateway};
}

QString RoutesView::title() const
{
    return tr("Routes of %1").arg(m_gateway.value);
}

QIcon RoutesView::viewIcon() const
{
    return icon(Icon::Route);
}

RoutesView::~RoutesView()
{
    delete m_details; // the inspector dock may have it by now
}

QWidget *RoutesView::inspector()
{
    if (!m_details) {
        m_details = new RouteDetails(m_models->connection()->routes(), m_gateway, m_models->time());
        m_details->setRoute(selected());
    }
    return m_details;
}

bool RoutesView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || m_models->connection()->state() == Connection::State::Failed;
}

void RoutesView::refresh()
{
    m_stack->setConnected(m_models->connection()->state() == Connection::State::Ready);
    if (m_models->connection()->state() == Connection::State::Ready)
        m_model.refresh();
    updateControls();
}

const DynamicRoute *RoutesView::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.at(m_sorted->mapToSource(rows.constFirst()).row());
}

void RoutesView::open(const RouteId &id)
{
    ViewAddress address{ViewAddress::Kind::Route, m_gateway};
    address.object = id.value;
    Q_EMIT openRequested(address);
}

void RoutesView::onModelChanged()
{
    if (m_model.state() == TableModel::State::Failed && m_model.rowCount() > 0)
        m_messages->showError(listKey, m_model.error(), [this] { refresh(); });
    else if (m_model.state() == TableModel::State::Ready)
        m_messages->clear(listKey);
    if (!selected() && m_sorted->rowCount() > 0)
        m_table->setCurrentIndex(m_sorted->index(0, 0));
    updateControls();
}

void RoutesView::updateControls()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    const bool free = ready && m_asking == Asking::Nothing && m_pending == 0;
    QStringList taken;
    for (const DynamicRoute &one : m_model.values())
        taken.append(one.name);
    m_form->setTaken(taken);
    const DynamicRoute *route = selected();
    if (m_details)
        m_details->setRoute(route);
    m_open->setEnabled(route);
    m_copyName->setEnabled(route);
    m_refresh->setEnabled(ready);
    for (QAction *action : {m_new, m_import})
        m_writes->setEnabled(action, free);
    for (QAction *action : {m_rename, m_copy, m_delete})
        m_writes->setEnabled(action, free && route);
    m_writes->setEnabled(m_form->button(),
                         ready && m_pending == 0 && m_form->isValid()
                             && !(m_asking == Asking::Rename && m_form->name() == m_subject.name));
    setBusy(m_pending > 0 || (ready && m_model.state() == TableModel::State::Loading)
            || (!ready && m_models->connection()->state() != Connection::State::Failed
                && m_model.rowCount() == 0));
}

} // namespace gatehouse
