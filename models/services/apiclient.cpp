// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/apiclient.h"

#include "models/services/exchange.h"

namespace gatehouse {

ApiClient::ApiClient(QObject *parent) : QObject(parent)
{
    // An exchange follows redirects within the origin only; see Exchange::attempt().
    m_network.setCookieJar(nullptr);
}

ApiClient::~ApiClient()
{
    // Before the network manager that they use.
    qDeleteAll(findChildren<Exchange *>(Qt::FindDirectChildrenOnly));
}

void ApiClient::setEndpoint(const Endpoint &endpoint)
{
    m_endpoint = endpoint;
}

Call<ApiResponse> ApiClient::send(const ApiRequest &request)
{
    CallSource<ApiResponse> source;
    const Result<QUrl> url = requestUrl(m_endpoint, request);
    if (url)
        new Exchange(this, request, *url, source);
    else
        source.finish(tl::make_unexpected(url.error()));
    return source.call();
}

} // namespace gatehouse
