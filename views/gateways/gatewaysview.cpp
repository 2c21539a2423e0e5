// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaysview.h"

#include "models/services/settings.h"
#include "views/common/actions.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/gateways/bulkeditview.h"
#include "views/gateways/gatewaycompareview.h"
#include "views/gateways/gatewaycopy.h"
#include "views/gateways/gatewaydeletion.h"
#include "views/gateways/gatewaydetails.h"
#include "views/gateways/gatewayexporter.h"
#include "views/gateways/gatewayproxy.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace gatehouse {

static const QString exportMessage = QStringLiteral("export");
static constexpr int textButtonsFrom = 960; // px: narrower, the buttons show their icons alone
static constexpr int newTextFrom = 560; // px: so does New gateway

GatewaysView::GatewaysView(ConnectionModels *models, Settings *settings, Dialogs *dialogs,
                           QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_writes(new WriteGuard(models->connection(), this))
    , m_deletion(new GatewayDeletion(models->connection(), dialogs, this))
    , m_exporter(new GatewayExporter(dialogs, this))
    , m_proxy(new GatewayProxy(this))
    , m_messages(new MessageBar)
    , m_table(new TableView(tr("Gateways")))
    , m_stack(new StateStack(m_table))
    , m_filter(new QLineEdit)
{
    m_proxy->setSourceModel(models->gateways());
    makeActions();
    makeTable(settings);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);

    m_stack->setEmptyText(Icon::Gateway, tr("No gateways yet"),
                          tr("A gateway stands between your programs and the providers of models: "
                             "it logs, caches and limits their requests."),
                          m_new);
    m_stack->setFilteredText(tr("No gateway matches the filter"),
                             tr("The filter looks for its words in the columns that are shown."));
    connect(m_stack, &StateStack::retryRequested, this, &GatewaysView::refresh);
    connect(m_stack, &StateStack::clearFilterRequested, m_filter, &QLineEdit::clear);

    Connection *connection = models->connection();
    connect(connection, &Connection::stateChanged, this, &GatewaysView::updateState);
    connect(connection, &Connection::progressed, this, [this](const QString &line) {
        m_progress = line;
        updateState();
    });
    connect(models->gateways(), &TableModel::stateChanged, this, &GatewaysView::updateState);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, signal, this, [this] {
            updateState();
            updateActions();
            updateInspector();
        });
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, &GatewaysView::updateInspector);

    connect(m_exporter, &GatewayExporter::finished, this, [this](const QString &text) {
        m_messages->clear(exportMessage);
        m_messages->showSuccess(exportMessage, text);
    });
    connect(m_exporter, &GatewayExporter::failed, this,
            [this](const QString &text) { m_messages->showError(exportMessage, text); });
    connect(m_deletion, &GatewayDeletion::activeChanged, this, &GatewaysView::updateActions);
    connect(m_deletion, &GatewayDeletion::runningChanged, m_proxy, &GatewayProxy::setDeleting);
    connect(m_deletion, &GatewayDeletion::finished, this, [this](const GatewayId &id) {
        m_messages->clear(QStringLiteral("delete ") + id.value);
    });
    connect(m_deletion, &GatewayDeletion::failed, this,
            [this](const GatewayId &id, const ApiError &error) {
                m_messages->showError(
                    QStringLiteral("delete ") + id.value, error, {},
                    m_writes->retry(error, [this, id] { m_deletion->start(id); }));
                if (error.kind == ApiError::Kind::NotFound)
                    refresh();
            });
    updateState();
    updateActions();
}

GatewaysView::~GatewaysView()
{
    delete m_details; // the inspector dock may have it by now
}

QIcon GatewaysView::viewIcon() const
{
    return icon(Icon::Gateway);
}

QWidget *GatewaysView::inspector()
{
    if (!m_details) {
        m_details = new GatewayDetails(m_models->time());
        updateInspector();
    }
    return m_details;
}

bool GatewaysView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || m_models->connection()->state() == Connection::State::Failed;
}

bool GatewaysView::hasPendingWork() const
{
    return m_deletion->isRunning();
}

void GatewaysView::refresh()
{
    if (m_models->connection()->state() == Connection::State::Ready)
        m_models->gateways()->refresh();
}

void GatewaysView::makeActions()
{
    // The keys of those of the table mean something else in the filter field.
    const auto add = [this](QWidget *owner, Icon symbol, const QString &text, const QString &help,
                            const QList<QKeySequence> &keys, void (GatewaysView::*run)()) {
        QAction *action = makeAction(owner, icon(symbol), text, help, keys);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    m_new = add(this, Icon::Add, tr("New gateway"), tr("Create a gateway"), {QKeySequence::New},
                &GatewaysView::createNew);
    m_refresh = add(this, Icon::Refresh, tr("Refresh"), {}, {QKeySequence::Refresh},
                    &GatewaysView::refresh);
    add(this, Icon::Search, tr("Filter"), {}, {QKeySequence::Find}, &GatewaysView::focusFilter);
    m_edit = add(m_table, Icon::Edit, tr("Edit"),
                 tr("Open the gateway's settings, or edit several at once"),
                 {Qt::Key_Return, Qt::Key_Enter}, &GatewaysView::edit);
    m_logs = add(m_table, Icon::Logs, tr("Logs"), tr("Open the gateway's logs"),
                 {Qt::CTRL | Qt::Key_L}, &GatewaysView::openLogs);
    m_duplicate = add(m_table, Icon::Duplicate, tr("Duplicate"),
                      tr("Start a new gateway with these settings"), {Qt::CTRL | Qt::Key_D},
                      &GatewaysView::duplicate);
    m_copy = add(m_table, Icon::Copy, tr("Copy id"), tr("Copy the id"),
                 {Qt::CTRL | Qt::SHIFT | Qt::Key_C}, &GatewaysView::copyIds);
    m_delete = add(m_table, Icon::Delete, tr("Delete…"), tr("Delete the gateway"),
                   {QKeySequence::Delete}, &GatewaysView::deleteSelected);
    m_compare = add(m_table, Icon::Compare, tr("Compare"),
                    tr("Compare the gateway with another, of this or any connection"),
                    {Qt::CTRL | Qt::SHIFT | Qt::Key_D}, &GatewaysView::compare);
    m_exportFile = add(m_table, Icon::Export, tr("Export to one file…"),
                       tr("Write the selected gateways to a file, without their secrets"),
                       {Qt::CTRL | Qt::SHIFT | Qt::Key_E}, &GatewaysView::exportToFile);
    m_exportFolder = add(m_table, Icon::Export, tr("Export one file per gateway…"),
                         tr("Write each selected gateway to a file of its own in a folder, without "
                            "their secrets"),
                         {}, &GatewaysView::exportToFolder);
    m_import = add(this, Icon::Import, tr("Import…"),
                   tr("See what a file of gateways would create and change"),
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_I}, &GatewaysView::import);
    m_restart = new QAction(icon(Icon::Refresh), tr("Restart"), this);
    connect(m_restart, &QAction::triggered, m_models->connection(), &Connection::restart);
    for (QAction *action : {m_new, m_duplicate, m_delete})
        m_writes->add(action);
}

QWidget *GatewaysView::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // its texts go when there is no room
    bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_newButton = makeActionButton(m_new, Qt::ToolButtonTextBesideIcon);
    layout->addWidget(m_newButton);
    layout->addSpacing(grid);
    for (QAction *action : {m_edit, m_logs, m_compare, m_duplicate, m_copy, m_delete}) {
        m_buttons.append(makeActionButton(action));
        layout->addWidget(m_buttons.last());
    }
    layout->addStretch(1);

    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter gateways by what is shown"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(Icon::Search, Semantic::Muted), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(7 * grid);
    m_filter->setMaximumWidth(32 * grid);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &GatewaysView::setFilter);
    layout->addWidget(m_filter, 2);
    layout->addWidget(makeActionButton(m_refresh));

    const auto addMenu = [layout](Icon symbol, const QString &text) {
        auto *button = new QToolButton;
        button->setIcon(icon(symbol));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(text);
        button->setAccessibleName(text);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setMenu(new QMenu(button));
        layout->addWidget(button);
        return button->menu();
    };
    QMenu *columns = addMenu(Icon::Settings, tr("Choose columns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_table->populateColumnsMenu(columns);
    });
    addMenu(Icon::More, tr("Export and import"))
        ->addActions({m_exportFile, m_exportFolder, m_import});
    return bar;
}

void GatewaysView::makeTable(Settings *settings)
{
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->setMiddleElided({GatewayModel::IdColumn});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &GatewaysView::edit);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateActions();
        updateInspector();
    });
    setUpColumns(settings);
    connect(m_table, &TableView::columnsChanged, this,
            [this] { setFilter(m_filter->text()); }); // it looks in what is shown
}

void GatewaysView::setUpColumns(Settings *settings)
{
    using Model = GatewayModel;
    m_table->setDefaultColumns({{Model::IdColumn, 18},
                                {Model::ModifiedColumn, 19},
                                {Model::CachingColumn, 8},
                                {Model::RateLimitColumn, 17},
                                {Model::LogsKeptColumn, 29},
                                {Model::AuthenticationColumn, 13},
                                {Model::GuardrailsColumn, 15},
                                {Model::DlpColumn, 16},
                                {Model::RetriesColumn, 24},
                                {Model::CreatedColumn, 19, false},
                                {Model::OtelColumn, 13, false},
                                {Model::LogpushColumn, 11, false},
                                {Model::ZdrColumn, 19, false},
                                {Model::BillingColumn, 13, false},
                                {Model::DefaultColumn, 11, false}});
    m_table->sortByColumn(Model::IdColumn, Qt::AscendingOrder);
    // Of each profile its own.
    m_table->keepColumns(settings,
                         QStringLiteral("gateways/") + m_models->connection()->identity());
    m_table->sortByColumn(m_table->horizontalHeader()->sortIndicatorSection(),
                          m_table->horizontalHeader()->sortIndicatorOrder());
}

void GatewaysView::createNew()
{
    Q_EMIT openRequested({ViewAddress::Kind::NewGateway, {}, {}});
}

void GatewaysView::edit()
{
    const QStringList ids = selectedIds();
    if (ids.size() > 1)
        Q_EMIT openRequested(BulkEditView::addressOf(ids));
    else if (!ids.isEmpty())
        Q_EMIT openRequested({ViewAddress::Kind::Gateway, {ids.constFirst()}, {}});
}

// Of two, one on each side; of one, the other is chosen there.
void GatewaysView::compare()
{
    const QStringList ids = selectedIds();
    if (ids.isEmpty() || ids.size() > 2)
        return;
    Q_EMIT openRequested(GatewayCompareView::addressOf(
        {ids.constFirst()}, ids.size() == 2 ? m_models->connection()->profile().id : QString(),
        ids.value(1)));
}

QList<Gateway> GatewaysView::selectedGateways() const
{
    QList<Gateway> gateways;
    for (const QString &id : selectedIds())
        if (const Gateway *gateway = m_models->gateways()->find(id))
            gateways.append(*gateway);
    return gateways;
}

void GatewaysView::exportToFile()
{
    if (const QList<Gateway> gateways = selectedGateways(); !gateways.isEmpty())
        m_exporter->toFile(gateways, m_models->connection()->name());
}

void GatewaysView::exportToFolder()
{
    if (const QList<Gateway> gateways = selectedGateways(); !gateways.isEmpty())
        m_exporter->toFolder(gateways);
}

void GatewaysView::import()
{
    Q_EMIT openRequested({ViewAddress::Kind::ImportGateways, {}, {}});
}

void GatewaysView::openLogs()
{
    if (const QString id = selectedId(); !id.isEmpty())
        Q_EMIT openRequested({ViewAddress::Kind::Logs, {id}, {}});
}

void GatewaysView::duplicate()
{
    const GatewayModel &gateways = *m_models->gateways();
    const Gateway *gateway = gateways.find(selectedId());
    if (!gateway)
        return;
    GatewayCopy::of(m_models)->offer(GatewayCopy::duplicateOf(*gateway, gateways));
    createNew();
}

void GatewaysView::deleteSelected()
{
    if (const QString id = selectedId(); !id.isEmpty())
        m_deletion->start({id});
}

void GatewaysView::copyIds()
{
    QGuiApplication::clipboard()->setText(selectedIds().join(u'\n'));
}

void GatewaysView::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QString GatewaysView::selectedId() const
{
    const QStringList ids = selectedIds();
    return ids.size() == 1 ? ids.first() : QString();
}

QStringList GatewaysView::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        ids.append(m_proxy->idAt(index.row()));
    return ids;
}

void GatewaysView::setFilter(const QString &text)
{
    QList<int> shown;
    for (int column = 0; column < GatewayModel::ColumnCount; ++column)
        if (!m_table->isColumnHidden(column))
            shown.append(column);
    m_proxy->setWords(text, shown);
    updateState();
    selectFirst();
}

void GatewaysView::selectFirst()
{
    if (!m_table->selectionModel()->hasSelection() && m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, GatewayModel::IdColumn));
}

void GatewaysView::updateActions()
{
    const QString id = selectedId();
    const auto count = int(m_table->selectionModel()->selectedRows().size());
    m_edit->setText(count > 1 ? tr("Edit %1").arg(count) : tr("Edit"));
    m_edit->setEnabled(count > 0);
    m_compare->setEnabled(count == 1 || count == 2);
    m_exportFile->setEnabled(count > 0);
    m_exportFolder->setEnabled(count > 0);
    m_logs->setEnabled(!id.isEmpty());
    m_writes->setEnabled(m_duplicate, !id.isEmpty());
    m_copy->setEnabled(m_table->selectionModel()->hasSelection());
    m_writes->setEnabled(m_delete, !id.isEmpty() && !m_deletion->isActive({id}));
}

void GatewaysView::updateState()
{
    const GatewayModel &gateways = *m_models->gateways();
    Connection *connection = m_models->connection();
    const bool ready = connection->state() == Connection::State::Ready;
    if (connection->state() == Connection::State::Failed)
        m_stack->setNotConnectedText(tr("The sandbox does not run"), connection->failure(),
                                     connection->sandbox() ? m_restart : nullptr);
    else
        m_stack->setNotConnectedText(
            connection->sandbox() ? tr("Starting the sandbox…") : tr("Connecting…"), m_progress);
    m_stack->setConnected(ready);
    m_stack->setContent(gateways.state(), m_proxy->rowCount() > 0, gateways.error());
    m_stack->setFiltered(!m_filter->text().trimmed().isEmpty() && gateways.rowCount() > 0);

    // Rows that are there stay; that they are old is told beside them.
    const QString key = QStringLiteral("load");
    if (ready && gateways.state() == TableModel::State::Failed && gateways.rowCount() > 0)
        m_messages->showError(key, gateways.error(), [this] { refresh(); });
    else
        m_messages->clear(key);

    m_writes->setEnabled(m_new, ready);
    m_refresh->setEnabled(ready);
    if (gateways.state() == TableModel::State::Ready)
        selectFirst();
    setBusy(connection->state() == Connection::State::Starting
            || (ready && gateways.state() == TableModel::State::Loading));
}

void GatewaysView::updateInspector()
{
    if (!m_details)
        return;
    const Gateway *gateway = m_models->gateways()->find(selectedId());
    m_details->setGateway(gateway ? std::optional(*gateway) : std::nullopt);
}

void GatewaysView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    const auto style = [this](int from) {
        return width() < from ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    };
    for (QToolButton *button : std::as_const(m_buttons))
        button->setToolButtonStyle(style(textButtonsFrom));
    m_newButton->setToolButtonStyle(style(newTextFrom));
}

// From the filter back to the table: Esc drops it, Down and Enter keep it.
bool GatewaysView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            m_filter->clear();
            m_table->setFocus();
            return true;
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            m_table->setFocus();
            return true;
        default:
            break;
        }
    }
    return View::eventFilter(watched, event);
}

} // namespace gatehouse
