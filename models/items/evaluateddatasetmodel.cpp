// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/evaluateddatasetmodel.h"

#include "models/items/datasetcells.h"

namespace gatehouse {

static DatasetField fieldOf(int column)
{
    switch (column) {
    case EvaluatedDatasetModel::FiltersColumn:
        return DatasetField::Filters;
    case EvaluatedDatasetModel::EnableColumn:
        return DatasetField::Enable;
    case EvaluatedDatasetModel::CreatedColumn:
        return DatasetField::Created;
    case EvaluatedDatasetModel::ModifiedColumn:
        return DatasetField::Modified;
    case EvaluatedDatasetModel::IdColumn:
        return DatasetField::Id;
    case EvaluatedDatasetModel::GatewayColumn:
        return DatasetField::Gateway;
    default:
        return DatasetField::Name;
    }
}

EvaluatedDatasetModel::EvaluatedDatasetModel(TimeDisplay *time, QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(FiltersColumn, ModifiedColumn); });
}

void EvaluatedDatasetModel::setDatasets(const QList<EvaluatedDataset> &datasets)
{
    if (datasets == m_datasets)
        return;
    beginResetModel();
    m_datasets = datasets;
    endResetModel();
    setState(State::Ready);
}

QVariant EvaluatedDatasetModel::cell(int row, int column, int role) const
{
    const EvaluatedDataset &dataset = m_datasets.at(row);
    if (role == IdRole)
        return dataset.id.value;
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    if (column != AccountIdColumn && column != AccountTagColumn)
        return datasetCell(dataset, fieldOf(column), role, *m_time);
    return (column == AccountIdColumn ? dataset.accountId : dataset.accountTag).valueOr({});
}

QVariant EvaluatedDatasetModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    if (column == NameColumn && title)
        return tr("Dataset");
    if (column == AccountIdColumn)
        return title ? tr("Account") : tr("The account that it belongs to (account_id)");
    if (column == AccountTagColumn)
        return title ? tr("Account tag") : tr("What the service calls the account (account_tag)");
    return datasetHeader(fieldOf(column), title);
}

} // namespace gatehouse
