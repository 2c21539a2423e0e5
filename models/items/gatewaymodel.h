// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"
#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"
#include "models/services/gatewayservice.h"

namespace gatehouse {

// The gateways of an account; follows what this program saves and deletes.
class GatewayModel : public ListModel<Gateway>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayModel)

public:
    enum Column {
        IdColumn,
        CreatedColumn,
        ModifiedColumn,
        CachingColumn, // "off", "300 s"
        RateLimitColumn, // "none", "100 in 60 s, sliding"
        LogsKeptColumn, // "not collected", "collected", "at most 100,000, oldest deleted"
        AuthenticationColumn, // "on", "off", "not reported"
        RetriesColumn, // "none", "3, exponential from 200 ms"
        GuardrailsColumn, // "off", "3 flag, 2 block", "not reported"
        DlpColumn, // "off", "block, 2 profiles", "2 policies", "not reported"
        OtelColumn, // "off", "2 endpoints", "not reported"
        LogpushColumn,
        ZdrColumn,
        BillingColumn,
        DefaultColumn,
        ColumnCount
    };

    GatewayModel(GatewayService *service, TimeDisplay *time, QObject *parent = nullptr);

    void refresh();

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override { return column == CachingColumn; }

private:
    GatewayService *m_service;
    TimeDisplay *m_time;
};

} // namespace gatehouse
