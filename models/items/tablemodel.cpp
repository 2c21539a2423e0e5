// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/tablemodel.h"

#include "models/domain/format.h"

namespace gatehouse {

TableModel::TableModel(int columnCount, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columnCount(columnCount)
{
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rows();
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columnCount;
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    QVariant value = cell(index.row(), index.column(), role);
    if (role == Qt::ToolTipRole && value.userType() == QMetaType::QString)
        return format::toolTip(value.toString());
    if (value.isValid())
        return value;
    if (role == Qt::AccessibleTextRole) {
        const QString title = header(index.column(), Qt::DisplayRole).toString();
        const QString text = cell(index.row(), index.column(), Qt::DisplayRole).toString();
        return text.isEmpty() ? tr("%1: empty").arg(title) : tr("%1: %2").arg(title, text);
    }
    if (role == Qt::AccessibleDescriptionRole) {
        const QVariant text = cell(index.row(), index.column(), Qt::ToolTipRole);
        return text.isValid() ? text : header(index.column(), Qt::ToolTipRole);
    }
    return {};
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    QVariant value = header(section, role);
    if (!value.isValid() && role == Qt::AccessibleTextRole)
        return header(section, Qt::DisplayRole);
    if (!value.isValid() && role == Qt::AccessibleDescriptionRole)
        return header(section, Qt::ToolTipRole);
    return value;
}

QVariant TableModel::alignment(int column) const
{
    return holdsNumbers(column) ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
}

void TableModel::setState(State state, const ApiError &error)
{
    if (state == m_state && state != State::Failed)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

void TableModel::columnsChanged(int first, int last)
{
    if (const int count = rows(); count > 0)
        Q_EMIT dataChanged(index(0, first), index(count - 1, last));
}

} // namespace gatehouse
