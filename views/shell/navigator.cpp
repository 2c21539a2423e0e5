// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/navigator.h"

#include "models/services/settings.h"
#include "views/common/colordot.h"
#include "views/common/icons.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace gatehouse {

enum NavigatorRole {
    ConnectionRole = Qt::UserRole,
    AddressRole, // text of a ViewAddress
    OpenRole, // the branch is open
};

Navigator::Navigator(Settings *settings, QWidget *parent) : QWidget(parent), m_settings(settings)
{
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the navigator"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);

    m_proxy.setSourceModel(&m_model);
    m_proxy.setRecursiveFilteringEnabled(true);
    m_proxy.setAutoAcceptChildRows(true);
    m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_tree = new QTreeView(this);
    m_tree->setModel(&m_proxy);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(grid + grid / 2); // room for names in a narrow window
    m_tree->setIconSize({2 * grid, 2 * grid});
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideMiddle); // gateways are often told apart by their ends
    m_tree->setEditTriggers(QTreeView::NoEditTriggers);
    m_tree->setAccessibleName(tr("Navigator"));
    m_tree->setFrameShape(QFrame::NoFrame);

    constexpr int leastCharacters = 26; // of a name, with its place in the tree
    setMinimumWidth(leastCharacters * fontMetrics().averageCharWidth());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, grid / 2, 0, 0);
    layout->setSpacing(grid / 2);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(grid / 2, 0, grid / 2, 0);
    top->addWidget(m_filter);
    layout->addLayout(top);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);

    connect(m_filter, &QLineEdit::textChanged, this, &Navigator::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { open(firstMatch()); });
    const auto follow = [this](const QModelIndex &index) {
        if (m_filter->text().isEmpty()) // which opens everything
            keepOpen(index, m_tree->isExpanded(index));
    };
    connect(m_tree, &QTreeView::expanded, this, follow);
    connect(m_tree, &QTreeView::collapsed, this, follow);
    connect(m_tree, &QTreeView::clicked, this, &Navigator::open);
    connect(m_tree, &QTreeView::activated, this, &Navigator::open);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &Navigator::showMenu);
}

void Navigator::add(ConnectionModels *models)
{
    Connection *connection = models->connection();
    Branch branch{models, nullptr, nullptr};
    branch.root = makeItem(connection->name(), icon(Icon::Connect), connection,
                           {ViewAddress::Kind::Gateways, {}, {}});
    branch.gateways = makeItem(tr("Gateways"), icon(Icon::Gateway), connection,
                               {ViewAddress::Kind::Gateways, {}, {}});
    branch.root->appendRow(branch.gateways);
    branch.root->appendRow(makeItem(tr("Providers"), icon(Icon::Provider), connection,
                                    {ViewAddress::Kind::Providers, {}, {}}));
    branch.root->appendRow(makeItem(tr("Evaluation types"), icon(Icon::Evaluation), connection,
                                    {ViewAddress::Kind::EvaluationTypes, {}, {}}));
    branch.root->appendRow(makeItem(tr("Billing"), icon(Icon::Billing), connection,
                                    {ViewAddress::Kind::Billing, {}, {}}));
    m_model.appendRow(branch.root);
    m_branches.append(branch);

    GatewayModel *gateways = models->gateways();
    const auto update = [this, branch] { updateGateways(branch); };
    connect(gateways, &GatewayModel::rowsInserted, this, update);
    connect(gateways, &GatewayModel::rowsRemoved, this, update);
    connect(gateways, &GatewayModel::modelReset, this, update);
    connect(connection, &Connection::stateChanged, this, [this, branch] { updateRoot(branch); });
    connect(connection, &Connection::profileChanged, this, [this, branch] { updateRoot(branch); });
    for (QStandardItem *item : {branch.root, branch.gateways})
        item->setData(true, OpenRole);
    updateRoot(branch);
    updateGateways(branch);
    showOpen();
}

void Navigator::setFilter(const QString &text)
{
    m_proxy.setFilterFixedString(text);
    if (text.isEmpty())
        showOpen();
    else
        m_tree->expandAll();
    if (const QModelIndex current = m_tree->currentIndex(); current.isValid())
        m_tree->scrollTo(current);
    else if (text.isEmpty() && m_connection)
        select(m_connection, m_address); // which was hidden
}

void Navigator::showOpen(const QModelIndex &parent)
{
    for (int row = 0; row < m_proxy.rowCount(parent); ++row) {
        const QModelIndex index = m_proxy.index(row, 0, parent);
        if (!m_proxy.hasChildren(index))
            continue;
        m_tree->setExpanded(index, index.data(OpenRole).toBool());
        showOpen(index);
    }
}

void Navigator::keepOpen(const QModelIndex &index, bool isOpen)
{
    m_proxy.setData(index, isOpen, OpenRole);
    const auto address = ViewAddress::parse(index.data(AddressRole).toString());
    const auto *connection = index.data(ConnectionRole).value<Connection *>();
    if (!address || address->kind != ViewAddress::Kind::Gateway)
        return;
    QStringList ids = m_settings->get(setting::openGateways, connection->identity());
    ids.removeAll(address->gateway.value);
    if (isOpen)
        ids.append(address->gateway.value);
    m_settings->set(setting::openGateways, ids, connection->identity());
}

void Navigator::closeOthers()
{
    for (const Branch &branch : std::as_const(m_branches)) {
        for (int row = 0; row < branch.gateways->rowCount(); ++row) {
            const QStandardItem *item = branch.gateways->child(row);
            if (branch.models->connection() != m_connection
                || item->text() != m_address.gateway.value)
                m_tree->collapse(m_proxy.mapFromSource(item->index()));
        }
    }
}

// What itself says what is looked for comes before what is only beneath it.
QModelIndex Navigator::firstMatch(const QModelIndex &parent) const
{
    QModelIndex found;
    for (int row = 0; row < m_proxy.rowCount(parent) && !found.isValid(); ++row) {
        const QModelIndex index = m_proxy.index(row, 0, parent);
        found = index.data().toString().contains(m_filter->text(), Qt::CaseInsensitive)
            ? index
            : firstMatch(index);
    }
    return found;
}

bool Navigator::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    if (key == Qt::Key_Down) {
        m_tree->setFocus();
        if (!m_filter->text().isEmpty() || !m_tree->currentIndex().isValid())
            m_tree->setCurrentIndex(m_filter->text().isEmpty() ? m_proxy.index(0, 0)
                                                               : firstMatch());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void Navigator::remove(ConnectionModels *models)
{
    models->gateways()->disconnect(this);
    models->connection()->disconnect(this);
    m_branches.removeIf([this, models](const Branch &branch) {
        if (branch.models != models)
            return false;
        if (m_connection == models->connection())
            m_connection = nullptr;
        m_model.removeRow(branch.root->row());
        return true;
    });
}

// Of the connection that the entry under the mouse, or the current one, belongs to.
void Navigator::showMenu(const QPoint &position)
{
    QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        index = m_tree->currentIndex();
    const auto *connection = index.data(ConnectionRole).value<Connection *>();
    if (!connection)
        return;
    const QString id = connection->profile().id;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(Icon::Close), tr("Disconnect “%1”").arg(connection->name()), this,
                    [this, id] { Q_EMIT disconnectRequested(id); });
    menu->addAction(icon(Icon::Edit), tr("Edit the connection…"), this,
                    [this, id] { Q_EMIT editRequested(id); });
    menu->addSeparator();
    menu->addAction(tr("Close the other gateways"), this, &Navigator::closeOthers);
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void Navigator::updateRoot(const Branch &branch)
{
    const Connection &connection = *branch.models->connection();
    switch (connection.state()) {
    case Connection::State::Starting:
        branch.root->setText(tr("%1 (starting…)").arg(connection.name()));
        branch.root->setIcon(icon(Icon::Clock));
        break;
    case Connection::State::Ready:
        branch.root->setText(connection.name());
        branch.root->setIcon(colorDot(QColor(connection.profile().color)));
        break;
    case Connection::State::Failed:
        branch.root->setText(tr("%1 (not connected)").arg(connection.name()));
        branch.root->setIcon(icon(Icon::Failure));
        break;
    }
    branch.root->setToolTip(connection.failure());
}

// Keeps the items that stay, so that what is open in the tree stays open.
void Navigator::updateGateways(const Branch &branch)
{
    QStandardItem *parent = branch.gateways;
    QStringList ids;
    for (const Gateway &gateway : branch.models->gateways()->values())
        ids.append(gateway.id.value);
    ids.sort(Qt::CaseInsensitive);
    const QStringList open =
        m_settings->get(setting::openGateways, branch.models->connection()->identity());
    for (int row = parent->rowCount() - 1; row >= 0; --row)
        if (!branch.models->gateways()->find(parent->child(row)->text()))
            parent->removeRow(row);
    for (int row = 0; row < ids.size(); ++row) {
        const GatewayId id{ids.at(row)};
        if (parent->child(row) && parent->child(row)->text() == id.value)
            continue;
        QStandardItem *item = nullptr;
        for (int other = row; other < parent->rowCount() && !item; ++other)
            if (parent->child(other)->text() == id.value)
                item = parent->takeRow(other).constFirst();
        if (!item) {
            Connection *connection = branch.models->connection();
            item = makeItem(id.value, icon(Icon::Gateway), connection,
                            {ViewAddress::Kind::Gateway, id, {}});
            item->setToolTip(id.value);
            item->setData(open.contains(id.value), OpenRole);
            item->appendRow(makeItem(tr("Logs"), icon(Icon::Logs), connection,
                                     {ViewAddress::Kind::Logs, id, {}}));
            item->appendRow(makeItem(tr("Routes"), icon(Icon::Route), connection,
                                     {ViewAddress::Kind::Routes, id, {}}));
            item->appendRow(makeItem(tr("Datasets"), icon(Icon::Dataset), connection,
                                     {ViewAddress::Kind::Datasets, id}));
            item->appendRow(makeItem(tr("Evaluations"), icon(Icon::Evaluation), connection,
                                     {ViewAddress::Kind::Evaluations, id}));
            item->appendRow(makeItem(tr("Providers"), icon(Icon::Provider), connection,
                                     {ViewAddress::Kind::GatewayProviders, id, {}}));
        }
        parent->insertRow(row, item);
    }
    if (m_filter->text().isEmpty())
        showOpen();
    else
        m_tree->expandAll();
    if (m_connection == branch.models->connection() && !m_tree->currentIndex().isValid())
        select(m_connection, m_address); // was not there yet
}

QStandardItem *Navigator::makeItem(const QString &text, const QIcon &icon, Connection *connection,
                                   const ViewAddress &address) const
{
    auto *item = new QStandardItem(icon, text);
    item->setData(QVariant::fromValue(connection), ConnectionRole);
    item->setData(address.text(), AddressRole);
    return item;
}

void Navigator::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (const auto address = ViewAddress::parse(index.data(AddressRole).toString()))
        Q_EMIT openRequested(index.data(ConnectionRole).value<Connection *>(), *address);
}

// The entry that a view belongs to.
static ViewAddress entryOf(const ViewAddress &address)
{
    using Kind = ViewAddress::Kind;
    switch (address.kind) {
    case Kind::NewGateway:
    case Kind::EditGateways:
    case Kind::ImportGateways:
        return {Kind::Gateways};
    case Kind::CompareGateway:
        return {Kind::Gateway, address.gateway};
    case Kind::LogDifference:
        return {Kind::Logs, address.gateway};
    case Kind::Route:
        return {Kind::Routes, address.gateway};
    case Kind::Dataset:
    case Kind::NewDataset:
        return {Kind::Datasets, address.gateway};
    default:
        return {address.kind, address.gateway};
    }
}

void Navigator::select(const Connection *connection, const ViewAddress &address)
{
    const ViewAddress plain = entryOf(address);
    if (connection == m_connection && plain == entryOf(m_address)
        && m_tree->currentIndex().data(AddressRole) == plain.text())
        return; // what the person has closed meanwhile stays closed
    m_connection = connection;
    m_address = address;
    // Leaves come after what contains them: the last match is the most precise.
    const auto matches = m_model.match(m_model.index(0, 0), AddressRole, plain.text(), -1,
                                       Qt::MatchExactly | Qt::MatchRecursive);
    for (auto it = matches.crbegin(); it != matches.crend(); ++it) {
        if (it->data(ConnectionRole).value<Connection *>() == connection) {
            const QModelIndex index = m_proxy.mapFromSource(*it);
            m_tree->setCurrentIndex(index);
            for (QModelIndex open = index; open.isValid(); open = open.parent()) {
                if (!m_proxy.hasChildren(open))
                    continue;
                keepOpen(open, true);
                m_tree->expand(open);
            }
            return;
        }
    }
    m_tree->setCurrentIndex({});
}

void Navigator::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

} // namespace gatehouse
