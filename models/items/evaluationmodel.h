// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/evaluationtypemodel.h"
#include "models/items/listmodel.h"
#include "models/services/evaluationservice.h"

namespace gatehouse {

// The evaluations of one gateway; follows what this program makes, deletes and waits for.
class EvaluationModel : public ListModel<Evaluation>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationModel)

public:
    enum Column {
        NameColumn,
        DatasetsColumn,
        TypesColumn,
        ProcessedColumn,
        LogsColumn,
        CreatedColumn,
        ModifiedColumn,
        IdColumn,
        GatewayColumn,
        ColumnCount
    };

    EvaluationModel(EvaluationService *service, EvaluationTypeModel *types,
                    const GatewayId &gateway, TimeDisplay *time, QObject *parent = nullptr);

    void refresh();
    const NamedQuery &query() const { return m_query; }
    void setQuery(const NamedQuery &query);
    QStringList names() const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column == LogsColumn; }

private:
    QVariant text(const Evaluation &evaluation, int column) const;
    QVariant sortValue(const Evaluation &evaluation, int column) const;

    EvaluationService *m_service;
    EvaluationTypeModel *m_types;
    GatewayId m_gateway;
    TimeDisplay *m_time;
    NamedQuery m_query;
};

// What the evaluator is called; its id when it is not known.
QString evaluationTypeName(const EvaluationTypeModel &types, const EvaluationTypeId &id);

} // namespace gatehouse
