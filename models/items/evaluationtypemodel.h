// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/evaluationtype.h"
#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"
#include "models/services/evaluationtypeservice.h"

namespace gatehouse {

// In the order that the service puts them in; it is asked again for another.
class EvaluationTypeModel : public ListModel<EvaluationType>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationTypeModel)

public:
    enum Column {
        NameColumn,
        TypeColumn,
        DescriptionColumn,
        MandatoryColumn,
        EnableColumn,
        CreatedColumn,
        ModifiedColumn,
        IdColumn,
        ColumnCount
    };

    EvaluationTypeModel(EvaluationTypeService *service, TimeDisplay *time,
                        QObject *parent = nullptr);

    void refresh();
    void sort(int column, Qt::SortOrder order) override;

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;

private:
    EvaluationTypeService *m_service;
    TimeDisplay *m_time;
    EvaluationTypeOrder m_order;
};

} // namespace gatehouse
