// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/providersview.h"

#include "views/common/actions.h"
#include "views/common/flowlayout.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/providers/logopicture.h"
#include "views/providers/pricingpanel.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providertestpanel.h"
#include "views/providers/rotationpanel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace gatehouse {

ProvidersView::ProvidersView(ConnectionModels *models, const GatewayId &gateway, Settings *settings,
                             Drafts *drafts, Dialogs *dialogs, QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_gateway(gateway)
    , m_drafts(drafts)
    , m_dialogs(dialogs)
    , m_model(models->connection(), models->gateways(), gateway, models->time())
    , m_sorted(new QSortFilterProxyModel(this))
    , m_writes(new WriteGuard(models->connection(), this))
    , m_messages(new MessageBar)
    , m_pages(new QStackedWidget)
    , m_filter(new QLineEdit)
    , m_table(new TableView(tr("Providers")))
    , m_stack(new StateStack(m_table))
    , m_details(new ProviderDetails(models->time()))
    , m_pricing(new PricingPanel(models, m_writes))
    , m_test(new ProviderTestPanel)
{
    makeActions();
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(TableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setFilterKeyColumn(-1);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ProviderModel::BackEndColumn, Qt::AscendingOrder);
    // The first four fit into the smallest window.
    m_table->setDefaultColumns({{ProviderModel::NameColumn, 10, true, true},
                                {ProviderModel::BackEndColumn, 11},
                                {ProviderModel::AddressColumn, 13, true, true},
                                {ProviderModel::StateColumn, 9},
                                {ProviderModel::GatewayColumn, 12, gateway.isEmpty()},
                                {ProviderModel::ModifiedColumn, 10},
                                {ProviderModel::BaseUrlColumn, 14, true, true}});
    m_table->keepColumns(settings,
                         gateway.isEmpty() ? QStringLiteral("providers")
                                           : QStringLiteral("gateway-providers"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Provider, tr("No providers"),
                          tr("Keys of providers, providers of your own and those of ngrok are "
                             "listed here."),
                          m_newCustom);
    m_stack->setFilteredText(tr("No such provider"), tr("Nothing matches the filter."));
    m_stack->setNotConnectedText(tr("Not connected"),
                                 tr("Providers are read as soon as the connection is there."));

    m_list = makeList();
    m_pages->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_pages, 1);
    setFocusProxy(m_table);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_sorted->setFilterFixedString(text);
        m_stack->setFiltered(!text.isEmpty() && m_sorted->rowCount() == 0);
    });
    connect(m_stack, &StateStack::clearFilterRequested, m_filter, &QLineEdit::clear);
    connect(m_stack, &StateStack::retryRequested, this, &ProvidersView::refresh);
    connect(&m_model, &TableModel::stateChanged, this, &ProvidersView::onModelChanged);
    for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, signal, this, &ProvidersView::onModelChanged);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ProvidersView::onModelChanged);
    connect(models->time(), &TimeDisplay::changed, this, &ProvidersView::showSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ProvidersView::showSelected);
    connect(m_table, &QTableView::activated, m_edit, &QAction::trigger);
    connect(connection(), &Connection::stateChanged, this, [this] {
        refresh();
        onModelChanged();
    });
    connect(connection(), &Connection::ngrokChanged, this, &ProvidersView::refresh);
    connect(models->gateways(), &TableModel::stateChanged, this, &ProvidersView::offerRotations);
    connect(m_writes, &WriteGuard::changed, this, &ProvidersView::updateActions);
    connect(m_messages, &MessageBar::changed, this, &ProvidersView::updateBusy);
    connect(m_test, &ProviderTestPanel::changed, this, &ProvidersView::updateBusy);
    connect(m_details->logo(), &LogoPicture::drawn, this, &ProvidersView::updateBusy);
    connect(m_pricing->model(), &TableModel::stateChanged, this, &ProvidersView::updateBusy);
    refresh();
    onModelChanged();
    offerRotations();
}

ProvidersView::~ProvidersView()
{
    delete m_details; // the inspector dock may have it by now
}

QWidget *ProvidersView::inspector()
{
    return m_details;
}

ProviderDetails *ProvidersView::details() const
{
    return m_details;
}

void ProvidersView::makeActions()
{
    const auto make = [this](Icon symbol, const QString &text, const QString &help,
                             void (ProvidersView::*act)(), bool writes,
                             const QList<QKeySequence> &keys = {}, QWidget *within = nullptr) {
        QAction *action = makeAction(within ? within : this, icon(symbol), text, help, keys);
        if (writes)
            m_writes->add(action);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_newKey = make(Icon::Add, tr("New key…"), tr("Store a key of a provider in a gateway"),
                    &ProvidersView::newKey, true, {QKeySequence::New});
    m_newCustom = make(Icon::Add, tr("New custom provider…"),
                       tr("A provider of your own, for all gateways of the account"),
                       &ProvidersView::newCustom, true);
    m_newNgrok = make(Icon::Add, tr("New ngrok provider…"), tr("A provider for ngrok's gateway"),
                      &ProvidersView::newNgrok, true);
    m_edit = make(Icon::Edit, tr("Edit…"), tr("Edit the selected provider"),
                  &ProvidersView::editSelected, true);
    m_secret = make(Icon::Lock, tr("Replace secret…"),
                    tr("Put another secret in place of the selected key's at once"),
                    &ProvidersView::replaceSecret, true);
    m_rotate = make(Icon::Refresh, tr("Rotate…"),
                    tr("Replace the selected key in steps that can be undone"),
                    &ProvidersView::rotate, true);
    m_makeDefault = make(Icon::Star, tr("Make default…"),
                         tr("Let callers that name no alias use the selected key"),
                         &ProvidersView::makeDefault, true);
    m_copy = make(Icon::Duplicate, tr("Copy to…"),
                  tr("Copy the selected provider to the other back end"),
                  &ProvidersView::copySelected, true);
    m_testAction =
        make(Icon::Success, tr("Test"), tr("Check what can be checked without sending a secret"),
             &ProvidersView::testSelected, false);
    m_remove = make(Icon::Delete, tr("Delete…"), tr("Delete what is selected"),
                    &ProvidersView::askToDelete, true, {QKeySequence::Delete}, m_table);
    QAction *reload = makeAction(this, icon(Icon::Refresh), tr("Refresh"), tr("Read all anew"),
                                 {QKeySequence::Refresh});
    connect(reload, &QAction::triggered, this, &ProvidersView::refresh);
    QAction *find = makeAction(this, icon(Icon::Search), tr("Filter"), {}, {QKeySequence::Find});
    connect(find, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });

    connect(m_pricing->addAction(), &QAction::triggered, this, [this] {
        PricingRule rule;
        rule.modelRule = OpenEnum(ModelRule::Equals);
        rule.costType = QStringLiteral("tokens");
        rule.enable = true;
        openRule(rule);
    });
    connect(m_pricing->editAction(), &QAction::triggered, this, [this] {
        if (const PricingRule *rule = m_pricing->selected())
            openRule(*rule);
    });
    connect(m_pricing->removeAction(), &QAction::triggered, this, &ProvidersView::askToDeleteRule);
}

QWidget *ProvidersView::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid);
    auto *buttons = new FlowLayout(grid / 2, grid / 2);
    auto *add = new QToolButton;
    add->setText(tr("New"));
    add->setIcon(icon(Icon::Add));
    add->setToolTip(tr("A key, a custom provider or one of ngrok"));
    add->setAccessibleName(tr("New"));
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setPopupMode(QToolButton::InstantPopup);
    add->setAutoRaise(true);
    add->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(add);
    menu->addActions({m_newKey, m_newCustom, m_newNgrok});
    add->setMenu(menu);
    buttons->addWidget(add);
    for (QAction *action :
         {m_edit, m_secret, m_rotate, m_makeDefault, m_copy, m_testAction, m_remove}) {
        m_buttons.append(makeActionButton(action, Qt::ToolButtonTextBesideIcon));
        buttons->addWidget(m_buttons.last());
        m_table->addAction(action);
    }
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    layout->addLayout(buttons, 1);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the providers"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(18 * grid);
    m_filter->installEventFilter(this);
    layout->addWidget(m_filter, 0, Qt::AlignTop);
    return bar;
}

QWidget *ProvidersView::makeList()
{
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_stack);
    splitter->addWidget(m_pricing);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *list = new QWidget;
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(splitter, 1);
    layout->addWidget(m_test);
    m_test->hide();
    return list;
}

// Which buttons there are changes with the row: in one line, the table does not move below them.
void ProvidersView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    constexpr int textsFrom = 84 * grid;
    for (QToolButton *button : std::as_const(m_buttons))
        button->setToolButtonStyle(width() < textsFrom ? Qt::ToolButtonIconOnly
                                                       : Qt::ToolButtonTextBesideIcon);
}

// From the filter back to the table: Esc drops it, Down and Enter keep it.
bool ProvidersView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return View::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape)
        m_filter->clear();
    else if (key != Qt::Key_Down && key != Qt::Key_Return && key != Qt::Key_Enter)
        return false;
    m_table->setFocus();
    return true;
}

ViewAddress ProvidersView::address() const
{
    return m_gateway.isEmpty() ? ViewAddress{ViewAddress::Kind::Providers, {}, {}}
                               : ViewAddress{ViewAddress::Kind::GatewayProviders, m_gateway, {}};
}

QString ProvidersView::title() const
{
    return m_gateway.isEmpty() ? tr("Providers") : tr("Providers of %1").arg(m_gateway.value);
}

QIcon ProvidersView::viewIcon() const
{
    return icon(Icon::Provider);
}

bool ProvidersView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || (m_editor && m_editor->hasError());
}

bool ProvidersView::hasUnsavedChanges() const
{
    return (m_editor && m_editor->hasUnsaved()) || (m_rotation && m_rotation->hasUnkept());
}

bool ProvidersView::hasUnkept() const
{
    return (m_editor && m_editor->hasUnkept()) || (m_rotation && m_rotation->hasUnkept());
}

void ProvidersView::refresh()
{
    m_model.refresh();
    if (m_pricing->model()->state() == TableModel::State::Failed)
        m_pricing->model()->refresh();
}

const ProviderRow *ProvidersView::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.at(m_sorted->mapToSource(rows.constFirst()).row());
}

bool ProvidersView::select(const QString &name)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_sorted->mapFromSource(m_model.index(row, 0));
        if (m_model.at(row).name == name && index.isValid()) {
            m_table->setCurrentIndex(index);
            return true;
        }
    }
    return false;
}

bool ProvidersView::selectRow(const QString &id)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_sorted->mapFromSource(m_model.index(row, 0));
        if (m_model.at(row).id.value == id && index.isValid()) {
            m_table->setCurrentIndex(index);
            return true;
        }
    }
    return false;
}

QString ProvidersView::sentence(const ApiError &error)
{
    const QString text = error.text();
    return text.endsWith(u'.') ? text : text + u'.';
}

// Each back end that fails says so, whatever the others do.
void ProvidersView::onModelChanged()
{
    const bool ready = connection()->state() == Connection::State::Ready;
    m_stack->setConnected(ready || m_model.rowCount() > 0 || !m_model.failures().isEmpty());
    QStringList keys;
    if (m_model.state() != TableModel::State::Loading) {
        for (const ProviderAdapter::Failure &failure : m_model.failures()) {
            const QString key = QStringLiteral("list ") + failure.what;
            keys.append(key);
            m_messages->showError(
                key,
                tr("%1 could not be read. %2 %3 What is shown of them may be old.")
                    .arg(failure.what, sentence(failure.error), failure.error.advice())
                    .simplified(),
                [this] { refresh(); });
        }
        for (const QString &key : std::as_const(m_failureKeys))
            if (!keys.contains(key))
                m_messages->clear(key);
        m_failureKeys = keys;
    }
    m_stack->setFiltered(!m_filter->text().isEmpty() && m_sorted->rowCount() == 0);
    if (!m_wanted.isEmpty() && selectRow(m_wanted))
        m_wanted.clear();
    // Once all have answered: whoever was first is not what is looked at.
    if (!selected() && m_sorted->rowCount() > 0 && m_model.state() != TableModel::State::Loading)
        m_table->setCurrentIndex(m_sorted->index(0, 0));
    showSelected();
}

void ProvidersView::showSelected()
{
    const ProviderRow *row = selected();
    if (m_details)
        m_details->setRow(row);
    const CustomProvider *custom = row ? row->custom() : nullptr;
    m_pricing->setVisible(custom);
    m_pricing->model()->setProvider(custom ? custom->id : CustomProviderId());
    m_pricing->updateActions();
    if (const QString id = row ? row->id.value : QString(); id != m_shown) {
        m_shown = id;
        m_test->hide(); // it was of another
    }
    updateActions();
    updateBusy();
}

void ProvidersView::updateActions()
{
    const ProviderRow *row = selected();
    const bool listed = !m_editor && !m_rotation; // a form is not replaced by another
    const bool cloudflare = listed && connection()->state() == Connection::State::Ready;
    const bool ngrok = listed && connection()->hasNgrok()
        && connection()->ngrokState() == Connection::State::Ready;
    const bool free = listed && m_pending == 0;
    m_writes->setEnabled(m_newKey, cloudflare);
    m_writes->setEnabled(m_newCustom, cloudflare);
    m_newNgrok->setVisible(connection()->hasNgrok());
    m_writes->setEnabled(m_newNgrok, ngrok);
    // What cannot be done with the selected one is not there.
    const auto offer = [this, row, free](QAction *action, ProviderRow::Ability ability) {
        action->setVisible(row && row->can(ability));
        m_writes->setEnabled(action, free && row && row->can(ability));
    };
    offer(m_edit, ProviderRow::Edit);
    offer(m_secret, ProviderRow::ReplaceSecret);
    offer(m_rotate, ProviderRow::Rotate);
    offer(m_makeDefault, ProviderRow::MakeDefault);
    offer(m_copy, ProviderRow::Copy);
    if (row && row->custom()) {
        m_copy->setVisible(connection()->hasNgrok());
        m_copy->setText(tr("Copy to ngrok…"));
        m_writes->setEnabled(m_copy, free && ngrok);
    } else {
        m_copy->setText(tr("Copy to Cloudflare…"));
    }
    m_testAction->setVisible(row && row->can(ProviderRow::Test));
    m_writes->setEnabled(m_remove, free && row);
}

void ProvidersView::updateBusy()
{
    setBusy(m_model.state() == TableModel::State::Loading || m_pending > 0
            || (m_editor && m_editor->isSaving()) || (m_rotation && m_rotation->isBusy())
            || m_pricing->model()->state() == TableModel::State::Loading
            || (m_details && m_details->logo()->isDrawing()));
    Q_EMIT unsavedChangesChanged();
}

} // namespace gatehouse
