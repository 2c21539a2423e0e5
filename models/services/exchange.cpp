// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/exchange.h"

#include "models/domain/secrets.h"
#include "models/services/envelope.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>
#include <algorithm>

namespace gatehouse {

using namespace std::chrono_literals;

static constexpr int maxAttempts = 3;
// A service that wants a longer pause than this gets its answer shown instead.
static constexpr std::chrono::seconds longestPause = 30s;

namespace {

// A body that can be read once. QNetworkAccessManager sends a request anew, up to twice and without
// asking, when a connection closes before the answer; a body that cannot be rewound forbids that.
class OneShotBody : public QIODevice
{
public:
    OneShotBody(QByteArray data, QObject *parent) : QIODevice(parent), m_data(std::move(data))
    {
        open(QIODevice::ReadOnly);
    }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_data.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qsizetype size = qMin<qsizetype>(maxSize, m_data.size());
        std::copy_n(m_data.cbegin(), size, data);
        m_data.remove(0, size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
};

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

} // namespace

Exchange::Exchange(ApiClient *client, const ApiRequest &request, const QUrl &url,
                   const CallSource<ApiResponse> &source)
    : QObject(client)
    , m_client(client)
    , m_request(request)
    , m_credentials(client->endpoint().credentials)
    , m_source(source)
{
    static quint64 lastSerial = 0; // one journal shows the calls of every client
    m_record.serial = ++lastSerial;
    m_record.startedAt = QDateTime::currentDateTimeUtc();
    m_record.verb = request.verb;
    m_record.url = url;
    m_record.usesKey = m_credentials.token.isEmpty() && !m_credentials.isEmpty();
    if (request.body) {
        m_body = QJsonDocument(*request.body).toJson(QJsonDocument::Compact);
        const QJsonObject shown = withoutSecrets(*request.body).toObject();
        m_record.redacted = shown != *request.body;
        m_record.body = QJsonDocument(shown).toJson(QJsonDocument::Compact);
    }
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
    dropReply();
}

void Exchange::dropReply()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    if (!reply)
        return;
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void Exchange::attempt()
{
    QNetworkRequest request(m_record.url);
    request.setTransferTimeout(int(m_request.timeout.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         // QNetworkAccessManager would follow any other verb with a GET
                         m_request.verb == Verb::Get ? QNetworkRequest::SameOriginRedirectPolicy
                                                     : QNetworkRequest::ManualRedirectPolicy);
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

    startReply(request);
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::onFinished);
}

void Exchange::startReply(const QNetworkRequest &request)
{
    auto &network = m_client->m_network;
    const QByteArray verb = verbName(m_request.verb);
    if (m_request.verb == Verb::Get) {
        m_reply = network.get(request);
    } else if (m_request.idempotent) {
        m_reply = network.sendCustomRequest(request, verb, m_body);
    } else {
        QNetworkRequest once = request;
        once.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        once.setHeader(QNetworkRequest::ContentLengthHeader, m_body.size());
        auto *body = new OneShotBody(m_body, this);
        m_reply = network.sendCustomRequest(once, verb, body);
    }
}

void Exchange::onFinished()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();

    ApiResponse response;
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    if (reply->isReadable()) // not after a time-out
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
        else
            error.retryAfter = secondsUntil(reply->rawHeader("Retry-After"));
    } else if (response.status >= 300) {
        error = redirectError();
    } else if (reply->error() != QNetworkReply::NoError) {
        error = networkError(*reply);
    } else {
        return finish(std::move(response));
    }

    // Closed before the body: QNetworkAccessManager has sent it anew already, see OneShotBody.
    const bool wasRepeated =
        reply->error() == QNetworkReply::RemoteHostClosedError && response.body.isEmpty();
    if (wasRepeated || !shouldRepeat(error))
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
    case QNetworkReply::TooManyRedirectsError:
        return redirectError();
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        error.kind = ApiError::Kind::Network;
        error.message = m_request.idempotent
            ? ApiError::tr("the connection was closed before the answer was complete")
            : ApiError::tr("the connection was closed before the answer was complete; the service "
                           "may or may not have done what was asked");
        break;
    default:
        error.kind = ApiError::Kind::Network;
    }
    return error;
}

ApiError Exchange::redirectError()
{
    return ApiError::protocol(
        ApiError::tr("the service redirects to another address, which is not followed"));
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
    if (m_record.finished) // cancelled by who listens to the record
        return;
    dropReply();
    m_record.finished = true;
    m_record.duration = m_clock.elapsed();
    m_record.error = result ? QString() : result.error().text();
    Q_EMIT m_client->requestChanged(m_record);
    m_source.finish(std::move(result));
    deleteLater();
}

} // namespace gatehouse
