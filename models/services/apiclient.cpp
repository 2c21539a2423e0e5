// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/apiclient.h"

#include "models/services/exchange.h"

namespace gatehouse {

ApiClient::ApiClient(QObject *parent) : QObject(parent)
{
    m_network.setCookieJar(nullptr);
    m_writes.setCookieJar(nullptr);
}

ApiClient::~ApiClient()
{
    m_budget.clear(); // or the end of one exchange would start the next
    // Before the network managers that they use.
    qDeleteAll(findChildren<Exchange *>(Qt::FindDirectChildrenOnly));
}

void ApiClient::setEndpoint(const Endpoint &endpoint)
{
    m_refused = false;
    const bool isOtherAccount =
        endpoint.apiUrl != m_endpoint.apiUrl || endpoint.account != m_endpoint.account;
    if (!isOtherAccount && endpoint.credentials == m_endpoint.credentials)
        return;
    // New credentials for the same account are the same user's.
    const auto former =
        isOtherAccount || m_endpoint.credentials.isEmpty() ? nullptr : m_budget.window();
    m_endpoint = endpoint;
    m_budget.setWindow(m_windows ? m_windows->of(m_endpoint, former)
                                 : std::make_shared<RequestWindow>());
    Q_EMIT credentialsChanged();
}

void ApiClient::setCredentials(const Credentials &credentials)
{
    Endpoint endpoint = m_endpoint;
    endpoint.credentials = credentials;
    setEndpoint(endpoint);
}

void ApiClient::setWindows(const std::shared_ptr<RequestWindows> &windows)
{
    m_windows = windows;
    m_budget.setWindow(m_windows->of(m_endpoint));
}

void ApiClient::cancelAll()
{
    for (Exchange *exchange : findChildren<Exchange *>(Qt::FindDirectChildrenOnly))
        exchange->cancel();
}

void ApiClient::tellUnreadable(RequestRecord record, const ApiError &error)
{
    record.error = error.text();
    record.answer = error.raw;
    Q_EMIT requestChanged(record);
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

void ApiClient::refuseCredentials(const Credentials &credentials, const ApiError &error)
{
    if (credentials == m_endpoint.credentials && !std::exchange(m_refused, true))
        Q_EMIT credentialsRefused(error);
}

} // namespace gatehouse
