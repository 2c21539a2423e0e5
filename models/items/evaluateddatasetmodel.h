// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/evaluation.h"
#include "models/domain/timedisplay.h"
#include "models/items/tablemodel.h"

namespace gatehouse {

// The datasets of evaluations, as they were when these were made.
class EvaluatedDatasetModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluatedDatasetModel)

public:
    enum Column {
        NameColumn,
        FiltersColumn,
        EnableColumn,
        CreatedColumn,
        ModifiedColumn,
        IdColumn,
        GatewayColumn,
        AccountIdColumn,
        AccountTagColumn,
        ColumnCount
    };

    explicit EvaluatedDatasetModel(TimeDisplay *time, QObject *parent = nullptr);

    void setDatasets(const QList<EvaluatedDataset> &datasets);
    const EvaluatedDataset &at(int row) const { return m_datasets.at(row); }

protected:
    int rows() const override { return int(m_datasets.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;

private:
    TimeDisplay *m_time;
    QList<EvaluatedDataset> m_datasets;
};

} // namespace gatehouse
