// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/customdomainmodel.h"

namespace gatehouse {

CustomDomainModel::CustomDomainModel(CustomDomainService *service, const GatewayId &gateway,
                                     TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_gateway(gateway)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, ModifiedColumn); });
    // A list that is under way may have been made up before the change: it is asked for anew.
    connect(service, &CustomDomainService::saved, this,
            [this](const GatewayId &of, const CustomDomain &domain) {
                if (of != m_gateway)
                    return;
                update(domain);
                if (state() == State::Loading)
                    refresh();
            });
    connect(service, &CustomDomainService::removed, this,
            [this](const GatewayId &of, const Hostname &hostname) {
                if (of != m_gateway)
                    return;
                removeId(hostname.value);
                m_targets.remove(hostname);
                if (state() == State::Loading)
                    refresh();
            });
}

void CustomDomainModel::refresh(Urgency urgency)
{
    load(m_service->list(m_gateway, urgency));
}

void CustomDomainModel::update(const CustomDomain &domain)
{
    if (domain.cnameTarget)
        m_targets.insert(domain.id, *domain.cnameTarget);
    insertOrUpdate(domain);
}

bool CustomDomainModel::isSettling() const
{
    return std::any_of(values().begin(), values().end(),
                       [](const CustomDomain &domain) { return gatehouse::isSettling(domain); });
}

QVariant CustomDomainModel::cell(int row, int column, int role) const
{
    const CustomDomain &domain = at(row);
    if (role == IdRole)
        return domain.id.value;
    if (role == Qt::ToolTipRole) {
        if (column == StatusColumn)
            return statusHelp(domain.status);
        if (column == CreatedColumn)
            return m_time->preciseText(domain.createdAt);
        if (column == ModifiedColumn)
            return m_time->preciseText(domain.modifiedAt);
        return cell(row, column, Qt::DisplayRole); // the column may be too narrow for it
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sort = role == SortRole;
    switch (column) {
    case HostnameColumn:
        return domain.id.value;
    case StatusColumn:
        return statusText(domain.status);
    case CreatedColumn:
        return sort ? QVariant(domain.createdAt) : m_time->text(domain.createdAt);
    case ModifiedColumn:
        return sort ? QVariant(domain.modifiedAt) : m_time->text(domain.modifiedAt);
    case CertificateColumn:
        return domain.sslHostnameId.valueOr({});
    default:
        return {};
    }
}

QVariant CustomDomainModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case HostnameColumn:
        return title ? tr("Hostname") : tr("What callers use in place of the URL (hostname)");
    case StatusColumn:
        return title ? tr("Status") : tr("How far the service is with it (status)");
    case CreatedColumn:
        return title ? tr("Added") : tr("When it was added (created_at)");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When its state last changed (modified_at)");
    case CertificateColumn:
        return title ? tr("Certificate") : tr("The id of its certificate (ssl_hostname_id)");
    default:
        return {};
    }
}

} // namespace gatehouse
