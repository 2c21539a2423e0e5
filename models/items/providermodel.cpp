// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/providermodel.h"

namespace gatehouse {

ProviderModel::ProviderModel(Connection *connection, GatewayModel *gateways,
                             const GatewayId &gateway, TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_time(time)
    , m_cloudflare(connection, gateways, gateway)
    , m_ngrok(connection)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(ModifiedColumn, ModifiedColumn); });
    for (ProviderAdapter *adapter :
         {static_cast<ProviderAdapter *>(&m_cloudflare), static_cast<ProviderAdapter *>(&m_ngrok)})
        connect(adapter, &ProviderAdapter::changed, this, &ProviderModel::onAdapterChanged);
}

void ProviderModel::refresh(Urgency urgency)
{
    m_cloudflare.refresh(urgency);
    m_ngrok.refresh(urgency);
}

QList<ProviderAdapter::Failure> ProviderModel::failures() const
{
    return m_cloudflare.failures() + m_ngrok.failures();
}

void ProviderModel::onAdapterChanged()
{
    merge(m_cloudflare.rows() + m_ngrok.rows());
    const auto failed = failures();
    if (m_cloudflare.isLoading() || m_ngrok.isLoading())
        setState(State::Loading);
    else if (!failed.isEmpty() && values().isEmpty())
        setState(State::Failed, failed.first().error);
    else
        setState(State::Ready);
}

QVariant ProviderModel::cell(int row, int column, int role) const
{
    const ProviderRow &provider = at(row);
    if (role == IdRole)
        return provider.id.value;
    if (role == Qt::ToolTipRole) {
        if (column == ModifiedColumn)
            return m_time->preciseText(provider.modifiedAt);
        if (column == BackEndColumn)
            return providerKindText(provider.kind);
        if (column == BaseUrlColumn && provider.kind == ProviderRow::Kind::Key)
            return tr("The service does not tell where it sends the calls of a key.");
        return cell(row, column, Qt::DisplayRole); // the column may be too narrow for it
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case NameColumn:
        return provider.name;
    case BackEndColumn:
        return role == SortRole // the first order: keys of one provider are together
            ? QStringList{providerKindText(provider.kind), provider.address, provider.name}.join(
                u'\n')
            : backEndText(provider.kind);
    case AddressColumn:
        return provider.address;
    case BaseUrlColumn:
        return provider.baseUrl;
    case StateColumn:
        return provider.state;
    case GatewayColumn:
        return provider.gateway.value;
    case ModifiedColumn:
        // The day; the time is in the tooltip, and there is more to tell in a row.
        return role == SortRole ? QVariant(provider.modifiedAt)
                                : m_time->text(provider.modifiedAt).section(u' ', 0, 0);
    default:
        return {};
    }
}

QVariant ProviderModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case NameColumn:
        return title ? tr("Name") : tr("The name, or the alias of a key");
    case BackEndColumn:
        return title ? tr("Back end") : tr("Where it is kept, and as what");
    case AddressColumn:
        return title ? tr("Address") : tr("What callers write to reach it");
    case BaseUrlColumn:
        return title ? tr("Base URL") : tr("Where its calls are sent");
    case StateColumn:
        return title ? tr("State") : tr("Of a key: whether it is the default of its provider");
    case GatewayColumn:
        return title ? tr("Gateway") : tr("The gateway that a key belongs to");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When it last changed");
    default:
        return {};
    }
}

} // namespace gatehouse
