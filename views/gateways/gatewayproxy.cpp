// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayproxy.h"

#include "models/items/gatewaymodel.h"
#include "views/common/theme.h"

#include <algorithm>

namespace gatehouse {

GatewayProxy::GatewayProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(TableModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

QString GatewayProxy::idAt(int row) const
{
    return index(row, GatewayModel::IdColumn).data(TableModel::IdRole).toString();
}

void GatewayProxy::setWords(const QString &text, const QList<int> &columns)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    m_columns = columns;
    invalidateFilter();
}

bool GatewayProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return std::any_of(m_columns.begin(), m_columns.end(), [&](int column) {
            return sourceModel()
                ->index(row, column, parent)
                .data()
                .toString()
                .contains(word, Qt::CaseInsensitive);
        });
    });
}

void GatewayProxy::setDeleting(const GatewayId &id, bool deleting)
{
    if (deleting)
        m_deleting.insert(id.value);
    else
        m_deleting.remove(id.value);
    for (int row = 0; row < rowCount(); ++row)
        if (idAt(row) == id.value)
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

QVariant GatewayProxy::data(const QModelIndex &index, int role) const
{
    QVariant value = QSortFilterProxyModel::data(index, role);
    if (m_deleting.isEmpty() || (role != Qt::DisplayRole && role != Qt::ForegroundRole))
        return value;
    if (!isDeleting(QSortFilterProxyModel::data(index, TableModel::IdRole).toString()))
        return value;
    if (role == Qt::ForegroundRole)
        return Theme::color(Semantic::Muted);
    return index.column() == GatewayModel::IdColumn ? tr("%1 (deleting…)").arg(value.toString())
                                                    : value;
}

} // namespace gatehouse
