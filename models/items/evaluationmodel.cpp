// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/evaluationmodel.h"

#include "models/domain/format.h"

namespace gatehouse {

QString evaluationTypeName(const EvaluationTypeModel &types, const EvaluationTypeId &id)
{
    const EvaluationType *type = types.find(id.value);
    return type && !type->name.isEmpty() ? type->name : id.value;
}

EvaluationModel::EvaluationModel(EvaluationService *service, EvaluationTypeModel *types,
                                 const GatewayId &gateway, TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_types(types)
    , m_gateway(gateway)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, ModifiedColumn); });
    connect(types, &TableModel::stateChanged, this,
            [this] { columnsChanged(TypesColumn, TypesColumn); });
    // A list that is under way may have been made up before the change, and whether a changed one
    // is still searched for the service knows: it is asked for anew.
    const auto follow = [this] {
        if (state() == State::Loading || m_query.isFiltered())
            refresh();
    };
    connect(service, &EvaluationService::updated, this,
            [this, follow](const GatewayId &of, const Evaluation &evaluation) {
                const Evaluation *before = find(evaluation.id.value);
                if (of != m_gateway || (before && *before == evaluation))
                    return;
                if (!m_query.isFiltered() || before)
                    insertOrUpdate(evaluation);
                follow();
            });
    connect(service, &EvaluationService::removed, this,
            [this, follow](const GatewayId &of, const EvaluationId &id) {
                if (of != m_gateway)
                    return;
                removeId(id.value);
                follow();
            });
}

void EvaluationModel::refresh()
{
    load(m_service->list(m_gateway, m_query));
}

void EvaluationModel::setQuery(const NamedQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    refresh();
}

QStringList EvaluationModel::names() const
{
    QStringList names;
    for (const Evaluation &evaluation : values())
        names.append(evaluation.name);
    return names;
}

QVariant EvaluationModel::text(const Evaluation &evaluation, int column) const
{
    QStringList parts;
    switch (column) {
    case NameColumn:
        return evaluation.name;
    case DatasetsColumn:
        for (const EvaluatedDataset &dataset : evaluation.datasets)
            parts.append(dataset.name);
        return parts.join(QStringLiteral(", "));
    case TypesColumn:
        for (const EvaluationResult &result : evaluation.results)
            parts.append(evaluationTypeName(*m_types, result.typeId));
        return parts.isEmpty() && !evaluation.processed ? tr("told when it is processed")
                                                        : parts.join(QStringLiteral(", "));
    case ProcessedColumn:
        return evaluation.processed ? tr("yes") : tr("under way");
    case LogsColumn: // before that, the service says 0
        return evaluation.processed || evaluation.totalLogs > 0
            ? format::count(evaluation.totalLogs)
            : QStringLiteral("…");
    case CreatedColumn:
        return m_time->text(evaluation.createdAt);
    case ModifiedColumn:
        return m_time->text(evaluation.modifiedAt);
    case IdColumn:
        return evaluation.id.value;
    case GatewayColumn:
        return evaluation.gatewayId.valueOr({});
    default:
        return {};
    }
}

QVariant EvaluationModel::sortValue(const Evaluation &evaluation, int column) const
{
    switch (column) {
    case ProcessedColumn:
        return evaluation.processed;
    case LogsColumn:
        return evaluation.totalLogs;
    case CreatedColumn:
        return evaluation.createdAt;
    case ModifiedColumn:
        return evaluation.modifiedAt;
    default:
        return text(evaluation, column);
    }
}

QVariant EvaluationModel::cell(int row, int column, int role) const
{
    const Evaluation &evaluation = at(row);
    switch (role) {
    case IdRole:
        return evaluation.id.value;
    case Qt::DisplayRole:
        return text(evaluation, column);
    case SortRole:
        return sortValue(evaluation, column);
    case Qt::ToolTipRole:
        if (column == CreatedColumn)
            return m_time->preciseText(evaluation.createdAt);
        if (column == ModifiedColumn)
            return m_time->preciseText(evaluation.modifiedAt);
        return text(evaluation, column).toString(); // the column may be narrow
    default:
        return {};
    }
}

QVariant EvaluationModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case NameColumn:
        return title ? tr("Name") : tr("What the evaluation is called (name)");
    case DatasetsColumn:
        return title ? tr("Datasets") : tr("What was evaluated (datasets)");
    case TypesColumn:
        return title ? tr("Types") : tr("What was measured (results: evaluation_type_id)");
    case ProcessedColumn:
        return title ? tr("Processed") : tr("Whether the results are there (processed)");
    case LogsColumn:
        return title ? tr("Logs") : tr("How many logs were evaluated (total_logs)");
    case CreatedColumn:
        return title ? tr("Created") : tr("When it was started (created_at)");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When it last changed (modified_at)");
    case IdColumn:
        return title ? tr("Id") : tr("Its identifier (id)");
    case GatewayColumn:
        return title ? tr("Gateway") : tr("The gateway whose logs it judges (gateway_id)");
    default:
        return {};
    }
}

} // namespace gatehouse
