// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/evaluationresultmodel.h"

#include "models/domain/format.h"
#include "models/items/evaluationmodel.h"

#include <QLocale>
#include <algorithm>

namespace gatehouse {

EvaluationResultModel::EvaluationResultModel(EvaluationTypeModel *types, TimeDisplay *time,
                                             QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_types(types)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, ModifiedColumn); });
    connect(types, &TableModel::stateChanged, this,
            [this] { columnsChanged(TypeColumn, DifferenceColumn); });
}

void EvaluationResultModel::setEvaluations(const QList<Evaluation> &evaluations)
{
    QList<Row> rows;
    const auto add = [&rows](const Evaluation &evaluation,
                             std::optional<EvaluationResult> Row::*side) {
        for (const EvaluationResult &result : evaluation.results) {
            const auto isFree = [&](const Row &row) {
                return row.type == result.typeId && !(row.*side);
            };
            auto it = std::find_if(rows.begin(), rows.end(), isFree);
            if (it == rows.end())
                it = rows.insert(rows.end(), Row{result.typeId});
            (*it).*side = result;
        }
    };
    if (!evaluations.isEmpty())
        add(evaluations.at(0), &Row::first);
    if (evaluations.size() > 1)
        add(evaluations.at(1), &Row::second);
    if (rows == m_rows && evaluations == m_evaluations)
        return;
    beginResetModel();
    m_evaluations = evaluations.first(std::min<qsizetype>(evaluations.size(), 2));
    m_rows = rows;
    endResetModel();
    setState(m_evaluations.isEmpty() ? State::Idle : State::Ready);
}

QString EvaluationResultModel::typeName(int row) const
{
    return evaluationTypeName(*m_types, m_rows.at(row).type);
}

QString EvaluationResultModel::typeOf(int row) const
{
    const EvaluationType *type = m_types->find(m_rows.at(row).type.value);
    return type ? type->type : QString();
}

bool EvaluationResultModel::holdsNumbers(int column) const
{
    switch (column) {
    case ResultColumn:
    case LogsColumn:
    case OtherResultColumn:
    case OtherLogsColumn:
    case DifferenceColumn:
    case StatusCodeColumn:
        return true;
    default:
        return false;
    }
}

QString EvaluationResultModel::ownText(const EvaluationResult &result, int column) const
{
    switch (column) {
    case StatusColumn:
        return statusText(result);
    case StatusCodeColumn:
        return QString::number(result.status);
    case CreatedColumn:
        return m_time->text(result.createdAt);
    case ModifiedColumn:
        return m_time->text(result.modifiedAt);
    case IdColumn:
        return result.id.value;
    case EvaluationIdColumn:
        return result.evaluationId.value;
    default:
        return {};
    }
}

QString EvaluationResultModel::textOfBoth(int row, int column) const
{
    const Row &values = m_rows.at(row);
    const QString first = values.first ? ownText(*values.first, column) : QString();
    const QString second = values.second ? ownText(*values.second, column) : QString();
    if (m_evaluations.size() < 2 || first == second)
        return first;
    QStringList texts;
    if (values.first)
        texts.append(tr("1: %1").arg(first));
    if (values.second)
        texts.append(tr("2: %1").arg(second));
    return texts.join(QStringLiteral("; "));
}

QString EvaluationResultModel::difference(int row) const
{
    const Row &values = m_rows.at(row);
    const auto first = values.first ? resultNumber(*values.first) : std::nullopt;
    const auto second = values.second ? resultNumber(*values.second) : std::nullopt;
    if (!first || !second)
        return {};
    const double from = first.value_or(0); // *first looks uninitialized to g++ 12 at -O2
    const double by = second.value_or(0) - from;
    const QString sign = by > 0 ? QStringLiteral("+") : by < 0 ? QStringLiteral("−") : QString();
    constexpr int digits = 10; // what comes after is the subtraction's own
    const QString much = QString::number(std::abs(by), 'g', digits);
    if (typeOf(row) == u"human_feedback") // of percents, a percentage would be misread
        return tr("%1 points").arg(sign + QLocale().toString(much.toDouble(), 'g', digits));
    const QString text = sign + resultText(much, typeOf(row));
    if (from == 0)
        return text;
    const QString share = QLocale().toString(100 * std::abs(by / from), 'f', 1);
    return tr("%1 (%2%3 %)").arg(text, sign, share);
}

QString EvaluationResultModel::text(int row, int column) const
{
    const Row &values = m_rows.at(row);
    const bool other = column == OtherResultColumn || column == OtherLogsColumn;
    const auto &result = other ? values.second : values.first;
    switch (column) {
    case TypeColumn:
        return typeName(row);
    case TypeIdColumn:
        return values.type.value;
    case DifferenceColumn:
        return difference(row);
    case ResultColumn:
    case OtherResultColumn:
        if (!result)
            return tr("not measured");
        return result->result.isEmpty() ? QStringLiteral("–")
                                        : resultText(result->result, typeOf(row));
    case LogsColumn:
    case OtherLogsColumn:
        return result ? format::count(result->totalLogs) : QString();
    default:
        return textOfBoth(row, column);
    }
}

QVariant EvaluationResultModel::sortValue(int row, int column) const
{
    const Row &values = m_rows.at(row);
    if (column == LogsColumn)
        return values.first ? QVariant(values.first->totalLogs) : QVariant();
    if (column == OtherLogsColumn)
        return values.second ? QVariant(values.second->totalLogs) : QVariant();
    return text(row, column);
}

QVariant EvaluationResultModel::cell(int row, int column, int role) const
{
    const Row &values = m_rows.at(row);
    switch (role) {
    case IdRole:
        return values.type.value;
    case Qt::DisplayRole:
        return text(row, column);
    case SortRole:
        return sortValue(row, column);
    case Qt::ToolTipRole:
        break;
    default:
        return {};
    }
    const auto &result = column == OtherResultColumn ? values.second : values.first;
    if (column == TypeColumn)
        if (const EvaluationType *type = m_types->find(values.type.value))
            return type->description;
    if (result && (column == ResultColumn || column == OtherResultColumn))
        return tr("%1, as the service says it").arg(result->result);
    if (column == StatusColumn)
        return tr("%1 (status %2)").arg(text(row, column), text(row, StatusCodeColumn));
    return text(row, column);
}

QVariant EvaluationResultModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    const bool two = m_evaluations.size() > 1;
    const auto of = [&](const QString &what, int which) {
        return two ? tr("%1 %2").arg(what).arg(which + 1) : what;
    };
    switch (column) {
    case TypeColumn:
        return title ? tr("Type") : tr("What was measured");
    case ResultColumn:
        return title ? of(tr("Result"), 0) : tr("What came of it (result)");
    case StatusColumn:
        return title ? tr("Status")
                     : tr("How it went, in the service's words (status_description)");
    case LogsColumn:
        return title ? of(tr("Logs"), 0) : tr("How many logs were measured (total_logs)");
    case OtherResultColumn:
        return title ? of(tr("Result"), 1) : tr("What came of it (result)");
    case OtherLogsColumn:
        return title ? of(tr("Logs"), 1) : tr("How many logs were measured (total_logs)");
    case DifferenceColumn:
        return title ? tr("Difference") : tr("How far the second is above the first");
    case StatusCodeColumn:
        return title ? tr("Status code") : tr("How it went, as a number (status)");
    case CreatedColumn:
        return title ? tr("Created") : tr("When the result was made (created_at)");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When the result last changed (modified_at)");
    case IdColumn:
        return title ? tr("Id") : tr("The identifier of the result (id)");
    case EvaluationIdColumn:
        return title ? tr("Evaluation") : tr("The evaluation's identifier (evaluation_id)");
    case TypeIdColumn:
        return title ? tr("Type id") : tr("The type's identifier (evaluation_type_id)");
    default:
        return {};
    }
}

} // namespace gatehouse
