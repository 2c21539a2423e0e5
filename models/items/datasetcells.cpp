// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/datasetcells.h"

#include "models/domain/logquerytext.h"
#include "models/items/datasetmodel.h"

namespace gatehouse {

static QVariant timeCell(const Field<QDateTime> &field, int role, const TimeDisplay &time)
{
    if (role == TableModel::SortRole)
        return field ? QVariant(*field) : QVariant();
    if (!field)
        return DatasetModel::tr("not reported");
    return role == Qt::ToolTipRole ? time.preciseText(*field) : time.text(*field);
}

QVariant datasetCell(const Dataset &dataset, DatasetField field, int role, const TimeDisplay &time)
{
    switch (field) {
    case DatasetField::Name:
        return dataset.name;
    case DatasetField::Enable:
        if (role == TableModel::SortRole)
            return dataset.enable;
        return dataset.enable ? DatasetModel::tr("yes") : DatasetModel::tr("no");
    case DatasetField::Filters: {
        LogQuery query;
        query.filters = dataset.filters;
        const QString words = filtersInWords(dataset.filters, time);
        return role == Qt::ToolTipRole && !dataset.filters.isEmpty()
            ? words + u'\n' + formatLogQuery(query)
            : words;
    }
    case DatasetField::Created:
        return timeCell(dataset.createdAt, role, time);
    case DatasetField::Modified:
        return timeCell(dataset.modifiedAt, role, time);
    case DatasetField::Id:
        return dataset.id.value;
    case DatasetField::Gateway:
        return dataset.gatewayId.valueOr({});
    }
    return {};
}

QString datasetHeader(DatasetField field, bool title)
{
    switch (field) {
    case DatasetField::Name:
        return title ? DatasetModel::tr("Name")
                     : DatasetModel::tr("What the dataset is called (name)");
    case DatasetField::Enable:
        return title ? DatasetModel::tr("Enabled")
                     : DatasetModel::tr("Whether the dataset is in use (enable)");
    case DatasetField::Filters:
        return title ? DatasetModel::tr("Filters")
                     : DatasetModel::tr("What a log has to be to be in it; all of it must hold "
                                        "(filters: key, operator, value)");
    case DatasetField::Created:
        return title ? DatasetModel::tr("Created")
                     : DatasetModel::tr("When it was created (created_at)");
    case DatasetField::Modified:
        return title ? DatasetModel::tr("Modified")
                     : DatasetModel::tr("When it was last changed (modified_at)");
    case DatasetField::Id:
        return title ? DatasetModel::tr("Id")
                     : DatasetModel::tr("The identifier that evaluations name it by (id)");
    case DatasetField::Gateway:
        return title ? DatasetModel::tr("Gateway")
                     : DatasetModel::tr("The gateway whose logs it holds (gateway_id)");
    }
    return {};
}

} // namespace gatehouse
