// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/evaluationtypemodel.h"

namespace gatehouse {

EvaluationTypeModel::EvaluationTypeModel(EvaluationTypeService *service, TimeDisplay *time,
                                         QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, ModifiedColumn); });
}

void EvaluationTypeModel::refresh()
{
    load(m_service->list(m_order));
}

void EvaluationTypeModel::sort(int column, Qt::SortOrder order)
{
    static const QHash<int, QString> keys{{NameColumn, QStringLiteral("name")},
                                          {TypeColumn, QStringLiteral("type")},
                                          {DescriptionColumn, QStringLiteral("description")},
                                          {MandatoryColumn, QStringLiteral("mandatory")},
                                          {EnableColumn, QStringLiteral("enable")},
                                          {CreatedColumn, QStringLiteral("created_at")},
                                          {ModifiedColumn, QStringLiteral("modified_at")},
                                          {IdColumn, QStringLiteral("id")}};
    if (!keys.contains(column))
        return;
    const EvaluationTypeOrder wanted{keys.value(column), order == Qt::AscendingOrder};
    if (wanted == std::exchange(m_order, wanted))
        return;
    if (state() != State::Idle)
        refresh();
}

QVariant EvaluationTypeModel::cell(int row, int column, int role) const
{
    const EvaluationType &type = at(row);
    if (role == IdRole)
        return type.id.value;
    if (role == Qt::ToolTipRole) {
        if (column == CreatedColumn)
            return m_time->preciseText(type.createdAt);
        if (column == ModifiedColumn)
            return m_time->preciseText(type.modifiedAt);
        if (column == MandatoryColumn || column == EnableColumn)
            return {};
        return cell(row, column, Qt::DisplayRole); // the column may be too narrow for it
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sort = role == SortRole;
    switch (column) {
    case NameColumn:
        return type.name;
    case TypeColumn:
        return type.type;
    case DescriptionColumn:
        return type.description;
    case MandatoryColumn:
        return sort ? QVariant(type.mandatory) : type.mandatory ? tr("yes") : tr("no");
    case EnableColumn:
        return sort ? QVariant(type.enable) : type.enable ? tr("yes") : tr("no");
    case CreatedColumn:
        return sort ? QVariant(type.createdAt) : m_time->text(type.createdAt);
    case ModifiedColumn:
        return sort ? QVariant(type.modifiedAt) : m_time->text(type.modifiedAt);
    case IdColumn:
        return type.id.value;
    default:
        return {};
    }
}

QVariant EvaluationTypeModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case NameColumn:
        return title ? tr("Name") : tr("What the measure is called (name)");
    case TypeColumn:
        return title ? tr("Type") : tr("The kind of measure (type)");
    case DescriptionColumn:
        return title ? tr("Description") : tr("What it measures (description)");
    case MandatoryColumn:
        return title ? tr("Mandatory") : tr("Whether every evaluation includes it (mandatory)");
    case EnableColumn:
        return title ? tr("Enabled") : tr("Whether evaluations can use it at present (enable)");
    case CreatedColumn:
        return title ? tr("Created") : tr("When it was created (created_at)");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When it was last changed (modified_at)");
    case IdColumn:
        return title ? tr("Id") : tr("The identifier that evaluations name it by (id)");
    default:
        return {};
    }
}

} // namespace gatehouse
