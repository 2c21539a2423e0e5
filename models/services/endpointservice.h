// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/id.h"
#include "models/services/apiclient.h"

namespace gatehouse {

// Where callers of a gateway go: GET /gateways/{g}/url/{provider}, the names of
// GET /gateways/{g}/routes, and the slugs of GET /custom-providers.
class EndpointService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointService)

public:
    explicit EndpointService(ApiClient *client, QObject *parent = nullptr);

    // Of a provider by its slug, or of the OpenAI-compatible endpoint, “compat”. What is no http
    // or https address is a protocol error.
    Call<QString> url(const GatewayId &gateway, const QString &provider);
    Call<QStringList> routeNames(const GatewayId &gateway); // sorted
    Call<QStringList> customSlugs(); // as they stand in a URL, “custom-…”; sorted

private:
    ApiClient *m_client;
};

} // namespace gatehouse
