// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/dataset.h"
#include "models/services/apiclient.h"
#include "models/services/namedquery.h"

namespace gatehouse {

// GET/POST /gateways/{g}/datasets, GET/PUT/DELETE …/datasets/{id}. When the answer to a creation or
// a removal is lost, the service is asked what became of it.
class DatasetService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetService)

public:
    explicit DatasetService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<Dataset>> list(const GatewayId &gateway, const NamedQuery &query = {},
                              Urgency urgency = Urgency::Visible);
    Call<Dataset> get(const GatewayId &gateway, const DatasetId &id,
                      Urgency urgency = Urgency::Visible);
    Call<Dataset> create(const GatewayId &gateway, const Dataset &dataset); // the service names it
    Call<Dataset> update(const GatewayId &gateway, const Dataset &dataset); // the whole of it
    Call<Dataset> remove(const GatewayId &gateway, const DatasetId &id);

Q_SIGNALS:
    // Done by this program, so that every view of datasets can follow.
    void saved(const gatehouse::GatewayId &gateway, const gatehouse::Dataset &dataset);
    void removed(const gatehouse::GatewayId &gateway, const gatehouse::DatasetId &id);

private:
    Call<std::optional<Dataset>> findCreated(const GatewayId &gateway, const Dataset &dataset);

    ApiClient *m_client;
};

} // namespace gatehouse
