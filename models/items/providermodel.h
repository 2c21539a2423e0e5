// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"
#include "models/items/provideradapter.h"

namespace gatehouse {

// Everything the gateways may call, of both back ends: the union of what their adapters have. When
// one of them fails, the rows of the other are there all the same; failures() says so.
class ProviderModel : public ListModel<ProviderRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderModel)

public:
    enum Column {
        NameColumn,
        BackEndColumn,
        AddressColumn,
        BaseUrlColumn,
        StateColumn,
        GatewayColumn,
        ModifiedColumn,
        ColumnCount
    };

    // gateway: whose keys are listed; empty: those of all.
    ProviderModel(Connection *connection, GatewayModel *gateways, const GatewayId &gateway,
                  TimeDisplay *time, QObject *parent = nullptr);

    void refresh(Urgency urgency = Urgency::Visible);
    QList<ProviderAdapter::Failure> failures() const;

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;

private:
    void onAdapterChanged();

    TimeDisplay *m_time;
    CloudflareProviders m_cloudflare;
    NgrokProviders m_ngrok;
};

} // namespace gatehouse
