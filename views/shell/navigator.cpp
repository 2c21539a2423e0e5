// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/navigator.h"

#include "views/common/colordot.h"
#include "views/common/icons.h"

#include <QLineEdit>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace gatehouse {

enum NavigatorRole {
    ConnectionRole = Qt::UserRole,
    AddressRole, // text of a ViewAddress
};

Navigator::Navigator(QWidget *parent) : QWidget(parent)
{
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the navigator"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);

    m_proxy.setSourceModel(&m_model);
    m_proxy.setRecursiveFilteringEnabled(true);
    m_proxy.setAutoAcceptChildRows(true);
    m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_tree = new QTreeView(this);
    m_tree->setModel(&m_proxy);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(2 * grid);
    m_tree->setUniformRowHeights(true);
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

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy.setFilterFixedString(text);
        m_tree->expandAll();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        // The first leaf that is left.
        QModelIndex index = m_proxy.index(0, 0);
        while (m_proxy.hasChildren(index))
            index = m_proxy.index(0, 0, index);
        open(index);
    });
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
    updateRoot(branch);
    updateGateways(branch);
    m_tree->expandAll();
}

void Navigator::remove(ConnectionModels *models)
{
    models->gateways()->disconnect(this);
    models->connection()->disconnect(this);
    m_branches.removeIf([this, models](const Branch &branch) {
        if (branch.models != models)
            return false;
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
        m_tree->expand(m_proxy.mapFromSource(item->index()));
    }
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

void Navigator::select(const Connection *connection, const ViewAddress &address)
{
    ViewAddress plain = address;
    plain.filter.clear();
    plain.page.clear();
    if (plain.kind == ViewAddress::Kind::Route)
        plain = {ViewAddress::Kind::Routes, address.gateway}; // where it was opened
    // Leaves come after what contains them: the last match is the most precise.
    const auto matches = m_model.match(m_model.index(0, 0), AddressRole, plain.text(), -1,
                                       Qt::MatchExactly | Qt::MatchRecursive);
    for (auto it = matches.crbegin(); it != matches.crend(); ++it) {
        if (it->data(ConnectionRole).value<Connection *>() == connection) {
            m_tree->setCurrentIndex(m_proxy.mapFromSource(*it));
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
