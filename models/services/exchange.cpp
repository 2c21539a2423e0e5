// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/exchange.h"

#include "models/domain/secrets.h"
#include "models/services/envelope.h"
#include "models/services/guardedbody.h"
#include "models/services/ratelimit.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>
#include <algorithm>

namespace gatehouse {

using namespace std::chrono_literals;

static constexpr int maxAttempts = 3;
static constexpr int maxRedirections = 5;
// A service that wants a longer pause than this gets its answer shown instead.
static constexpr std::chrono::seconds longestPause = 30s;

namespace {

// Retry-After as a date.
std::optional<std::chrono::seconds> secondsUntil(QByteArray httpDate)
{
    httpDate.replace("GMT", "+0000"); // which Qt 6.4 does not read
    const auto at = QDateTime::fromString(QString::fromLatin1(httpDate), Qt::RFC2822Date);
    if (!at.isValid())
        return std::nullopt;
    const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(at.toUTC());
    return std::chrono::seconds(std::max<qint64>(0, seconds));
}

ApiError redirectError()
{
    return ApiError::protocol(
        ApiError::tr("the service redirects to another address, which is not followed"));
}

// A connection that closes in the body is now and then no error to Qt 6.4. Of a compressed body Qt
// removes the length.
bool isShort(const QNetworkReply &reply, qint64 received)
{
    const QVariant length = reply.header(QNetworkRequest::ContentLengthHeader);
    return length.isValid() && received < length.toLongLong();
}

} // namespace

Exchange::Exchange(ApiClient *client, const ApiRequest &request, const QUrl &url,
                   const CallSource<ApiResponse> &source)
    : QObject(client)
    , m_client(client)
    , m_request(request)
    , m_url(url)
    , m_credentials(client->endpoint().credentials)
    , m_source(source)
{
    describe();
    m_clock.start();
    if (request.writes && client->isReadOnly()) {
        finish(tl::make_unexpected(ApiError::readOnly(client->name())));
        return;
    }
    m_source.onCancel([exchange = QPointer(this)] {
        if (exchange)
            exchange->cancel();
    });
    m_source.onHasten([this] { // gone when this is: see finish()
        if (m_request.urgency == Urgency::Background)
            m_record.urgency = m_request.urgency = Urgency::Visible;
        m_client->m_budget.hasten(m_record.serial);
    });
    waitForTurn();
    Q_EMIT client->requestChanged(m_record);
}

Exchange::~Exchange()
{
    dropReply();
    m_client->m_budget.leave(m_record.serial);
}

void Exchange::describe()
{
    static quint64 lastSerial = 0; // one journal shows the calls of every client
    m_record.serial = ++lastSerial;
    m_record.startedAt = QDateTime::currentDateTimeUtc();
    m_record.connection = m_client->name();
    m_record.urgency = m_request.urgency;
    m_record.verb = m_request.verb;
    m_record.url = m_url;
    if (m_client->endpoint().bare)
        m_record.tokenVariable = "NGROK_API_KEY";
    m_record.usesKey = m_credentials.token.isEmpty() && !m_credentials.isEmpty();
    m_record.attempts = 0;
    if (m_request.body) {
        m_body = QJsonDocument(*m_request.body).toJson(QJsonDocument::Compact);
        const QJsonObject shown = withoutSecrets(*m_request.body).toObject();
        m_record.redacted = shown != *m_request.body;
        m_record.body = QJsonDocument(shown).toJson(QJsonDocument::Compact);
    }
}

void Exchange::cancel()
{
    finish(tl::make_unexpected(ApiError::cancelled()));
}

void Exchange::dropReply()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    if (!reply)
        return;
    reply->disconnect(this);
    // Ends it. After abort(), an error that is on its way would be its second, of which Qt warns.
    reply->deleteLater();
}

void Exchange::waitForTurn()
{
    const auto start = [this] {
        const bool wasQueued = std::exchange(m_record.queued, false);
        attempt();
        if (wasQueued)
            Q_EMIT m_client->requestChanged(m_record);
    };
    m_record.queued = !m_client->m_budget.enter(m_record.serial, m_request.urgency, start);
}

void Exchange::attemptNext()
{
    if (m_record.finished) // cancelled while it paused
        return;
    waitForTurn();
    if (m_record.queued)
        Q_EMIT m_client->requestChanged(m_record);
}

void Exchange::attempt()
{
    if (m_request.writes && m_client->isReadOnly()) { // since it began to wait
        ApiError error = ApiError::readOnly(m_client->name());
        error.mayHaveHappened = m_record.attempts > 0;
        return finish(tl::make_unexpected(error));
    }
    ++m_record.attempts;
    m_window = m_client->m_budget.window();
    auto *body = new GuardedBody(
        m_body, [exchange = QPointer(this)] { return exchange && exchange->repeatSilently(); },
        this);
    // Writes have connections of their own: those of cancelled reads are being closed.
    auto &network = m_request.writes ? m_client->m_writes : m_client->m_network;
    m_reply = network.sendCustomRequest(networkRequest(), verbName(m_request.verb), body);
    m_reply->setParent(this);
    body->setParent(m_reply);
    m_answer.clear();
    // As it comes: all of it at once would hold the UI up for a while.
    connect(m_reply, &QNetworkReply::readyRead, this, [this] { m_answer += m_reply->readAll(); });
    if (m_request.progress)
        connect(m_reply, &QNetworkReply::downloadProgress, this,
                [this](qint64 received, qint64 total) {
                    m_request.progress(received, qMax<qint64>(total, 0));
                });
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::onFinished);
}

// The connection closed before the answer. That happens to those of cancelled requests, too, which
// is no reason to wait: once in a call it is sent again at once.
bool Exchange::repeatSilently()
{
    if (!m_request.idempotent || std::exchange(m_wasSilent, true))
        return false;
    ++m_record.attempts;
    m_window->addSent();
    return true;
}

// The address that a read is redirected to within the origin; credentials go to no other.
std::optional<QUrl> Exchange::redirection(const QNetworkReply &reply) const
{
    if (reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() / 100 != 3)
        return std::nullopt;
    const QUrl target =
        m_url.resolved(reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl());
    const bool isSameOrigin = target.scheme() == m_url.scheme() && target.host() == m_url.host()
        && target.port() == m_url.port();
    return m_request.verb == Verb::Get && isSameOrigin && target != m_url ? std::optional(target)
                                                                          : std::nullopt;
}

QNetworkRequest Exchange::networkRequest() const
{
    QNetworkRequest request(m_url);
    request.setTransferTimeout(int(m_request.timeout.count()));
    // QNetworkAccessManager would follow any verb with a GET; see redirection().
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_body.size());
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
    return request;
}

void Exchange::onFinished()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();

    ApiResponse response;
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    response.body = std::move(m_answer);
    if (reply->isReadable()) // not after a time-out
        response.body += reply->readAll();
    m_record.status = response.status;
    m_record.received += response.body.size();

    if (const auto target = redirection(*reply); target && m_redirections++ < maxRedirections) {
        m_url = *target;
        --m_record.attempts;
        m_client->m_budget.leave(m_record.serial);
        return attemptNext();
    }

    const bool isGood = response.status < 300 && reply->error() == QNetworkReply::NoError
        && !isShort(*reply, response.body.size());
    const ApiError error = isGood ? ApiError() : errorOf(*reply, response);
    watchLimits(*reply, isGood ? nullptr : &error);
    m_client->m_budget.leave(m_record.serial);
    if (isGood)
        return finish(std::move(response));
    if (!shouldRepeat(error))
        return finish(tl::make_unexpected(error));
    m_record.error = error.text();
    m_record.answer = error.raw;
    QTimer::singleShot(pauseBefore(error), this, &Exchange::attemptNext);
    Q_EMIT m_client->requestChanged(m_record);
}

ApiError Exchange::errorOf(QNetworkReply &reply, const ApiResponse &response) const
{
    ApiError error;
    if (response.status >= 400) {
        error = readError(response);
        bool isNumber = false;
        const int seconds = reply.rawHeader("Retry-After").toInt(&isNumber);
        if (isNumber && seconds >= 0)
            error.retryAfter = std::chrono::seconds(seconds);
        else
            error.retryAfter = secondsUntil(reply.rawHeader("Retry-After"));
    } else if (response.status >= 300) {
        error = redirectError();
    } else {
        error = networkError(reply);
    }
    error.mayHaveHappened = mayHaveHappened(reply, response.status);
    return withoutSecrets(std::move(error), ownSecrets());
}

void Exchange::watchLimits(const QNetworkReply &reply, const ApiError *error)
{
    if (const auto limit =
            readRateLimit(reply.rawHeader("Ratelimit"), reply.rawHeader("Ratelimit-Policy")))
        m_window->report(*limit);
    if (error && error->httpStatus == 429)
        m_window->block(error->retryAfter);
    else if (m_record.status)
        m_window->accepted();
}

ApiError Exchange::networkError(const QNetworkReply &reply) const
{
    ApiError error;
    error.kind = ApiError::Kind::Network;
    error.network = reply.error();
    error.message = reply.errorString();
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError: // what a transfer time-out arrives as
    case QNetworkReply::TimeoutError:
        error.kind = ApiError::Kind::Timeout;
        error.message = ApiError::tr("nothing was heard for %1 s").arg(m_request.timeout / 1s);
        break;
    case QNetworkReply::NoError: // see isShort()
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // see GuardedBody
        error.cut = true;
        error.message = ApiError::tr("it was closed before the answer was complete");
        break;
    default:
        break;
    }
    return error;
}

// Whether something was sent that must not be sent again, and what became of it was not said.
bool Exchange::mayHaveHappened(const QNetworkReply &reply, int status) const
{
    if (m_request.idempotent)
        return false;
    switch (status) {
    case 502: // said by what stands between: the service was asked, and its answer never came
    case 504:
    case 520:
    case 524:
        return true;
    default:
        break;
    }
    if (status >= 300)
        return false;
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return false; // it never got there
    default:
        return true;
    }
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
    const auto pause = m_record.attempts == 1 ? m_client->m_pause : 2 * m_client->m_pause;
    const std::chrono::milliseconds jitter(
        QRandomGenerator::global()->bounded(int(pause.count() / 4) + 1));
    if (error.retryAfter) // others wait for the same moment
        return *error.retryAfter + (error.retryAfter->count() ? jitter : 0ms);
    return pause + jitter;
}

// A service may repeat what it was sent.
QStringList Exchange::ownSecrets() const
{
    QStringList secrets{m_credentials.token, m_credentials.key};
    if (m_request.body)
        secrets += secretsIn(*m_request.body);
    return secrets;
}

void Exchange::finish(Result<ApiResponse> result)
{
    if (m_record.finished) // cancelled by who listens to the record
        return;
    dropReply();
    m_client->m_budget.leave(m_record.serial);
    m_record.finished = true;
    m_record.queued = false;
    m_record.duration = m_clock.elapsed();
    m_record.error = result ? QString() : result.error().text();
    m_record.answer = result ? QByteArray() : result.error().raw;
    Q_EMIT m_client->requestChanged(m_record);
    const auto refusal = !result && result.error().kind == ApiError::Kind::Auth
        ? std::optional(result.error())
        : std::nullopt;
    if (result) {
        result->secrets = ownSecrets();
        result->record = std::make_shared<RequestRecord>(m_record);
    }
    m_source.finish(std::move(result));
    deleteLater();
    if (refusal)
        m_client->refuseCredentials(m_credentials, *refusal);
}

} // namespace gatehouse
