// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/exchange.h"

#include "models/services/envelope.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>

namespace gatehouse {

using namespace std::chrono_literals;

static constexpr int maxAttempts = 3;
// A service that wants a longer pause than this gets its answer shown instead.
static constexpr std::chrono::seconds longestPause = 30s;

Exchange::Exchange(ApiClient *client, const ApiRequest &request, const QUrl &url,
                   const CallSource<ApiResponse> &source)
    : QObject(client)
    , m_client(client)
    , m_request(request)
    , m_credentials(client->endpoint().credentials)
    , m_source(source)
{
    m_record.serial = client->m_nextSerial++;
    m_record.startedAt = QDateTime::currentDateTimeUtc();
    m_record.verb = request.verb;
    m_record.url = url;
    if (request.body)
        m_record.body = QJsonDocument(*request.body).toJson(QJsonDocument::Compact);
    m_clock.start();
    m_source.onCancel([exchange = QPointer(this)] {
        if (exchange)
            exchange->finish(tl::make_unexpected(ApiError::cancelled()));
    });
    Q_EMIT client->requestChanged(m_record);
    attempt();
}

Exchange::~Exchange()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
}

void Exchange::attempt()
{
    QNetworkRequest request(m_record.url);
    request.setTransferTimeout(int(m_request.timeout.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::SameOriginRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QStringLiteral("Gatehouse/" GATEHOUSE_VERSION));
    if (!m_credentials.token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + m_credentials.token.toUtf8());
    } else if (!m_credentials.isEmpty()) {
        request.setRawHeader("X-Auth-Email", m_credentials.email.toUtf8());
        request.setRawHeader("X-Auth-Key", m_credentials.key.toUtf8());
    }
    if (m_request.body)
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));

    auto &network = m_client->m_network;
    m_reply = m_request.verb == Verb::Get
        ? network.get(request)
        : network.sendCustomRequest(request, verbName(m_request.verb), m_record.body);
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::onFinished);
}

void Exchange::onFinished()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();

    ApiResponse response;
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    response.body = reply->readAll();
    m_record.status = response.status;
    m_record.received += response.body.size();

    ApiError error;
    if (response.status >= 400) {
        error = readError(response);
        bool isNumber = false;
        const int seconds = reply->rawHeader("Retry-After").toInt(&isNumber);
        if (isNumber && seconds >= 0)
            error.retryAfter = std::chrono::seconds(seconds);
    } else if (reply->error() != QNetworkReply::NoError) {
        error = networkError(*reply);
    } else {
        return finish(std::move(response));
    }

    if (!shouldRepeat(error))
        return finish(tl::make_unexpected(error));
    const auto pause = pauseBefore(error);
    ++m_record.attempts;
    m_record.error = error.text();
    Q_EMIT m_client->requestChanged(m_record);
    QTimer::singleShot(pause, this, &Exchange::attempt);
}

ApiError Exchange::networkError(const QNetworkReply &reply) const
{
    ApiError error;
    error.message = reply.errorString();
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError: // what a transfer time-out arrives as
    case QNetworkReply::TimeoutError:
        error.kind = ApiError::Kind::Timeout;
        error.message = ApiError::tr("nothing was heard for %1 s").arg(m_request.timeout / 1s);
        break;
    case QNetworkReply::InsecureRedirectError:
        error.kind = ApiError::Kind::Protocol;
        error.message =
            ApiError::tr("the service redirects to another address, which is not followed");
        break;
    default:
        error.kind = ApiError::Kind::Network;
    }
    return error;
}

// The vendor's own rule, for idempotent requests only.
bool Exchange::shouldRepeat(const ApiError &error) const
{
    if (!m_request.idempotent || m_record.attempts >= maxAttempts)
        return false;
    if (error.retryAfter && *error.retryAfter > longestPause)
        return false;
    switch (error.httpStatus) {
    case 0:
        return error.kind == ApiError::Kind::Network;
    case 408:
    case 409:
    case 429:
        return true;
    default:
        return error.httpStatus >= 500;
    }
}

std::chrono::milliseconds Exchange::pauseBefore(const ApiError &error) const
{
    if (error.retryAfter)
        return *error.retryAfter;
    const auto base = m_record.attempts == 1 ? 500 : 1000;
    return std::chrono::milliseconds(base + QRandomGenerator::global()->bounded(base / 4));
}

void Exchange::finish(Result<ApiResponse> result)
{
    m_record.finished = true;
    m_record.duration = m_clock.elapsed();
    m_record.error = result ? QString() : result.error().text();
    Q_EMIT m_client->requestChanged(m_record);
    m_source.finish(std::move(result));
    deleteLater();
}

} // namespace gatehouse
