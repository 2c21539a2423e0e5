// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/connectiontest.h"

#include "models/services/envelope.h"

#include <QJsonDocument>
#include <QNetworkReply>

namespace gatehouse {

using namespace std::chrono_literals;

ConnectionTest::ConnectionTest(const QString &name, const Endpoint &endpoint, const QUrl &ngrokUrl,
                               const QString &ngrokToken, QObject *parent)
    : QObject(parent)
    , m_steps{{tr("Gateways")}, {tr("Logs")}, {tr("Billing")}, {tr("Custom providers")}}
{
    m_client.setEndpoint(endpoint);
    m_ngrokClient.setEndpoint({ngrokUrl, {}, {ngrokToken, {}, {}}, true});
    if (!ngrokUrl.isEmpty())
        m_steps.append({tr("ngrok providers")});
    for (ApiClient *client : {&m_client, &m_ngrokClient}) {
        client->setName(name);
        client->setReadOnly(true);
        connect(client, &ApiClient::requestChanged, this, &ConnectionTest::requestChanged);
    }
}

void ConnectionTest::setBudget(const std::shared_ptr<RequestWindows> &windows, int limit)
{
    m_client.setWindows(windows);
    m_client.budget()->setLimit(limit);
}

void ConnectionTest::start()
{
    m_running = true;
    ask(Gateways);
}

void ConnectionTest::cancel()
{
    if (!m_running)
        return;
    m_call.cancel(); // onAnswer() does the rest
}

void ConnectionTest::ask(Part part)
{
    const ApiRequest::Query one{{QStringLiteral("page"), QStringLiteral("1")},
                                {QStringLiteral("per_page"), QStringLiteral("1")}};
    ApiRequest request;
    switch (part) {
    case Gateways:
        request = ApiRequest::get({QStringLiteral("gateways")}, one);
        break;
    case Logs:
        if (m_gateway.isEmpty()) {
            set(part, State::Skipped, tr("There is no gateway whose logs could be read."));
            return next(part);
        }
        request =
            ApiRequest::get({QStringLiteral("gateways"), m_gateway, QStringLiteral("logs")}, one);
        break;
    case Billing:
        request = ApiRequest::get({QStringLiteral("billing"), QStringLiteral("credit-balance")});
        break;
    case CustomProviders:
        request = ApiRequest::get({QStringLiteral("custom-providers")}, one);
        break;
    case Ngrok:
        request = ApiRequest::get({QStringLiteral("providers")});
        break;
    }
    request.urgency = Urgency::Awaited;
    request.timeout = 10s;
    set(part, State::Running, {});
    if (part == Ngrok) // without the envelope
        m_call = m_ngrokClient.call<QJsonObject>(request, [](const ApiResponse &response) {
            const QJsonDocument document = QJsonDocument::fromJson(response.body);
            return document.isObject()
                ? Result<QJsonObject>(document.object())
                : tl::make_unexpected(ApiError::protocol(tr("the answer is not JSON")));
        });
    else
        m_call = m_client.call<QJsonObject>(request, readEnvelope);
    m_call.then(this, [this, part](const Result<QJsonObject> &answer) { onAnswer(part, answer); });
}

void ConnectionTest::onAnswer(Part part, const Result<QJsonObject> &answer)
{
    if (answer) {
        set(part, State::Passed, success(part, *answer));
        return next(part);
    }
    const ApiError &error = answer.error();
    if (error.kind == ApiError::Kind::Cancelled) {
        set(part, State::Skipped, tr("Cancelled."));
        skipRest(tr("Cancelled."));
        return finish();
    }
    set(part, State::Failed, failure(part, error));
    // The others would only say the same.
    const bool nothingAnswers = error.httpStatus == 0 || error.kind == ApiError::Kind::Auth
        || error.kind == ApiError::Kind::Protocol || error.kind == ApiError::Kind::NotFound;
    if (part == Gateways && nothingAnswers) {
        for (const Part other : {Logs, Billing, CustomProviders})
            set(other, State::Skipped, tr("Not tried."));
        return next(CustomProviders);
    }
    next(part);
}

void ConnectionTest::next(Part part)
{
    if (part + 1 < m_steps.size())
        ask(Part(part + 1));
    else
        finish();
}

QString ConnectionTest::success(Part part, const QJsonObject &answer)
{
    const QJsonValue result = answer.value(QLatin1String("result"));
    switch (part) {
    case Gateways:
        m_gateway = result.toArray().first().toObject().value(QLatin1String("id")).toString();
        return m_gateway.isEmpty() ? tr("Can be read. There is none yet.") : tr("Can be read.");
    case Logs:
        return tr("Those of “%1” can be read.").arg(m_gateway);
    case Billing:
        return tr("The balance can be read.");
    case CustomProviders:
    case Ngrok:
        break;
    }
    return tr("Can be read.");
}

// A page in place of JSON: its tags come first.
static bool isHtml(const QByteArray &answer)
{
    return answer.trimmed().startsWith('<');
}

QString ConnectionTest::failure(Part part, const ApiError &error) const
{
    const Endpoint &endpoint = part == Ngrok ? m_ngrokClient.endpoint() : m_client.endpoint();
    const QString host = endpoint.apiUrl.host();
    if (isHtml(error.raw))
        return tr("A web page came in place of an answer (HTTP %1): a proxy, a sign-in page of the "
                  "network, or the wrong address.")
            .arg(error.httpStatus ? error.httpStatus : 200);
    if (error.httpStatus == 0 && error.kind != ApiError::Kind::Protocol)
        return networkFailure(error, endpoint.apiUrl);
    // Cloudflare's way to say that the account id is wrong.
    const bool noRoute = error.code == 7000 || error.code == 7003;
    switch (error.kind) {
    case ApiError::Kind::Auth:
        if (part == Ngrok)
            return tr("%1 does not accept the ngrok token.").arg(host);
        return endpoint.credentials.token.isEmpty()
            ? (endpoint.credentials.isEmpty()
                   ? tr("%1 wants credentials, and none are given.").arg(host)
                   : tr("%1 does not accept the e-mail and key.").arg(host))
            : tr("%1 does not accept the token: it is wrong, expired or revoked.").arg(host);
    case ApiError::Kind::Permission:
        if (part == Ngrok)
            return tr("The ngrok token may not read providers.");
        if (error.httpStatus == 402)
            break;
        return tr("Refused. The token lacks the permission AI Gateway Read (or Write) for the "
                  "account %1, or the account is another one.")
            .arg(endpoint.account);
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Validation:
        if (part == Gateways && (noRoute || error.kind == ApiError::Kind::NotFound))
            return tr("There is no account %1 at this address.").arg(endpoint.account);
        if (error.kind == ApiError::Kind::NotFound)
            return tr("This service does not offer it.");
        break;
    case ApiError::Kind::RateLimited:
        return tr("The request budget of this user is spent. %1").arg(error.advice());
    default:
        break;
    }
    return error.text();
}

QString ConnectionTest::networkFailure(const ApiError &error, const QUrl &url) const
{
    switch (error.network) {
    case QNetworkReply::HostNotFoundError:
        return tr("There is no host %1, or no network to ask.").arg(url.host());
    case QNetworkReply::ConnectionRefusedError:
        return tr("Nothing listens at %1.").arg(url.authority(QUrl::FullyEncoded));
    case QNetworkReply::SslHandshakeFailedError:
        return tr("No safe connection to %1: %2. Nothing was sent.").arg(url.host(), error.message);
    default:
        return error.text();
    }
}

void ConnectionTest::skipRest(const QString &why)
{
    for (Step &step : m_steps)
        if (step.state == State::Waiting)
            step = {step.name, State::Skipped, why};
}

void ConnectionTest::set(Part part, State state, const QString &text)
{
    Step &step = m_steps[part];
    step.state = state;
    step.text = text;
    Q_EMIT changed();
}

void ConnectionTest::finish()
{
    m_running = false;
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace gatehouse
