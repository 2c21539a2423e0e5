// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/overviewmodel.h"

#include "models/domain/format.h"

#include <numeric>

namespace gatehouse {

OverviewModel::OverviewModel(TimeDisplay *time, QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this, [this] { columnsChanged(FromColumn, FromColumn); });
}

void OverviewModel::setOverview(const Overview &overview)
{
    const bool same = overview.parts.size() == m_overview.parts.size();
    if (!same)
        beginResetModel();
    m_overview = overview;
    if (!same)
        endResetModel();
    else if (rows() > 0)
        columnsChanged(0, ColumnCount - 1);
}

Figure OverviewModel::figureOf(int column)
{
    return column == ErrorsColumn   ? Figure::Errors
        : column == CacheHitsColumn ? Figure::CacheHits
                                    : Figure::Requests;
}

static bool isWhole(const OverviewPart &part)
{
    return part.durations.size() == part.count(Figure::Requests).value_or(-1);
}

QString OverviewModel::costText(const OverviewPart &part) const
{
    if (part.costs.isEmpty())
        return {};
    const double sum = std::accumulate(part.costs.begin(), part.costs.end(), 0.0);
    if (isWhole(part))
        return format::dollars(sum);
    return tr("≈ %1 each").arg(format::dollars(sum / double(part.costs.size())));
}

QString OverviewModel::text(const OverviewPart &part, int column) const
{
    switch (column) {
    case FromColumn:
        return m_time->text(part.range.from).chopped(3); // no seconds
    case RequestsColumn:
    case ErrorsColumn:
    case CacheHitsColumn: {
        const auto count = part.count(figureOf(column));
        return count ? format::count(*count) : QStringLiteral("…");
    }
    case MedianColumn:
    case P95Column: {
        const auto duration = Overview::percentile(part, column == MedianColumn ? 0.5 : 0.95);
        if (!duration)
            return {};
        const QString shown = format::duration(*duration);
        return isWhole(part) ? shown : tr("≈ %1").arg(shown);
    }
    case CostColumn:
        return costText(part);
    default:
        return {};
    }
}

QVariant OverviewModel::cell(int row, int column, int role) const
{
    const OverviewPart &part = m_overview.parts.at(row);
    if (role == Qt::DisplayRole)
        return text(part, column);
    if (role != Qt::ToolTipRole)
        return {};
    if (column == FromColumn)
        return tr("%1 to %2")
            .arg(m_time->preciseText(part.range.from), m_time->preciseText(part.range.to));
    if (column >= MedianColumn && part.isSampled && !isWhole(part))
        return tr("Of the newest %1 of %2 requests")
            .arg(format::count(part.durations.size()),
                 format::count(part.count(Figure::Requests).value_or(0)));
    return {};
}

QVariant OverviewModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case FromColumn:
        return title ? tr("From") : tr("When this part of the range begins");
    case RequestsColumn:
        return title ? tr("Requests") : tr("How many requests the service counted");
    case ErrorsColumn:
        return title ? tr("Errors") : tr("How many of them failed");
    case CacheHitsColumn:
        return title ? tr("Cache hits") : tr("How many of them were answered from the cache");
    case MedianColumn:
        return title ? tr("p50") : tr("Half of the requests took no longer; ≈: of a sample");
    case P95Column:
        return title ? tr("p95") : tr("95 % of the requests took no longer; ≈: of a sample");
    case CostColumn:
        return title ? tr("Cost")
                     : tr("What they cost together, estimated by the service; ≈: the mean of those "
                          "of a sample that have a cost");
    default:
        return {};
    }
}

} // namespace gatehouse
