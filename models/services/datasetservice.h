// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/dataset.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// POST /gateways/{g}/datasets. When its answer is lost, the list is asked what became of it.
class DatasetService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DatasetService)

public:
    explicit DatasetService(ApiClient *client, QObject *parent = nullptr);

    Call<QList<Dataset>> list(const GatewayId &gateway);
    Call<Dataset> create(const GatewayId &gateway, const QString &name,
                         const QList<LogFilter> &filters);

Q_SIGNALS:
    void saved(const gatehouse::GatewayId &gateway, const gatehouse::Dataset &dataset);

private:
    ApiClient *m_client;
};

} // namespace gatehouse
