// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/overview.h"
#include "models/domain/timedisplay.h"
#include "models/items/tablemodel.h"

namespace gatehouse {

// An overview part by part, for reading and for those who cannot see charts.
class OverviewModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewModel)

public:
    enum Column {
        FromColumn,
        RequestsColumn,
        ErrorsColumn,
        CacheHitsColumn,
        MedianColumn,
        P95Column,
        CostColumn,
        ColumnCount
    };

    explicit OverviewModel(TimeDisplay *time, QObject *parent = nullptr);

    void setOverview(const Overview &overview);
    const Overview &overview() const { return m_overview; }
    // What the cells of a column count; the others are of all requests.
    static Figure figureOf(int column);

protected:
    int rows() const override { return int(m_overview.parts.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column != FromColumn; }

private:
    QString text(const OverviewPart &part, int column) const;
    QString costText(const OverviewPart &part) const;

    TimeDisplay *m_time;
    Overview m_overview;
};

} // namespace gatehouse
