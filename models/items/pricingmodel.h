// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"
#include "models/services/customproviderservice.h"

namespace gatehouse {

// The pricing rules of one custom provider, the heaviest first.
class PricingModel : public ListModel<PricingRule>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PricingModel)

public:
    enum Column {
        RuleColumn,
        ModelColumn,
        CostTypeColumn,
        CostInColumn,
        CostOutColumn,
        UnitsColumn,
        EnableColumn,
        WeightColumn,
        ModifiedColumn,
        CreatedColumn,
        ChangedByColumn,
        IdColumn,
        ColumnCount
    };

    PricingModel(CustomProviderService *service, TimeDisplay *time, QObject *parent = nullptr);

    void setProvider(const CustomProviderId &provider); // empty: none
    const CustomProviderId &provider() const { return m_provider; }
    void refresh();

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override;

private:
    CustomProviderService *m_service;
    TimeDisplay *m_time;
    CustomProviderId m_provider;
};

} // namespace gatehouse
