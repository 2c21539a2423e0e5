// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/id.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// What belongs to a gateway and goes with it. Of each kind one request is made: of logs the service
// tells how many there are, of the others one page is counted.
class GatewayContents : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayContents)

public:
    enum class Kind { Logs, Routes, Datasets, Evaluations, ProviderConfigs, CustomDomains };
    static constexpr std::array kinds{
        Kind::Logs,        Kind::Routes,          Kind::Datasets,
        Kind::Evaluations, Kind::ProviderConfigs, Kind::CustomDomains};
    struct Count
    {
        qint64 number = 0;
        bool isLeast = false; // there may be more
        bool isTotal = false; // by the service's own word
    };

    explicit GatewayContents(ApiClient *client, QObject *parent = nullptr);

    Call<Count> count(const GatewayId &gateway, Kind kind);

private:
    ApiClient *m_client;
};

} // namespace gatehouse
