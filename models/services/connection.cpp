// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/connection.h"

#include "models/services/billingservice.h"
#include "models/services/customdomainservice.h"
#include "models/services/customproviderservice.h"
#include "models/services/datasetservice.h"
#include "models/services/endpointservice.h"
#include "models/services/evaluationservice.h"
#include "models/services/evaluationtypeservice.h"
#include "models/services/gatewayservice.h"
#include "models/services/logservice.h"
#include "models/services/ngrokservice.h"
#include "models/services/providerconfigservice.h"
#include "models/services/routeservice.h"
#include "models/services/sandboxprocess.h"

namespace gatehouse {

Connection::Connection(const Profile &profile, QObject *parent)
    : QObject(parent)
    , m_gateways(new GatewayService(&m_client, this))
    , m_logs(new LogService(&m_client, this))
    , m_datasets(new DatasetService(&m_client, this))
    , m_evaluations(new EvaluationService(&m_client, this))
    , m_evaluationTypes(new EvaluationTypeService(&m_client, this))
    , m_customDomains(new CustomDomainService(&m_client, this))
    , m_billing(new BillingService(&m_client, this))
    , m_endpoints(new EndpointService(&m_client, this))
    , m_routes(new RouteService(&m_client, this))
    , m_providerConfigs(new ProviderConfigService(&m_client, this))
    , m_customProviders(new CustomProviderService(&m_client, this))
    , m_ngrok(new NgrokService(&m_ngrokClient, this))
{
    for (ApiClient *client : {&m_client, &m_ngrokClient})
        connect(client, &ApiClient::requestChanged, this, &Connection::onRequestChanged);
    setProfile(profile);
}

Connection::~Connection() = default;

void Connection::setProfile(const Profile &profile)
{
    m_profile = profile;
    for (ApiClient *client : {&m_client, &m_ngrokClient}) {
        client->setName(profile.name);
        client->setReadOnly(profile.readOnly);
        client->budget()->setLimit(int(profile.budget)); // each counts by itself
    }
    Q_EMIT profileChanged();
}

// A profile that is pointed at another account is another one, for what is kept. The id of one that
// is not kept itself says which account it is.
QString Connection::identity() const
{
    if (m_profile.id.startsWith(u"//") || m_profile.account.isEmpty())
        return m_profile.id;
    return m_profile.id + m_profile.apiUrl + u'/' + m_profile.account;
}

void Connection::open(const Endpoint &endpoint)
{
    setState(State::Starting);
    m_client.setEndpoint(endpoint);
    setState(State::Ready);
}

void Connection::fail(const QString &why)
{
    m_client.cancelAll();
    m_client.setEndpoint({});
    setState(State::Failed, why);
}

bool Connection::hasNgrok() const
{
    return m_profile.backEnd == Profile::BackEnd::Sandbox || !m_profile.ngrokUrl.isEmpty();
}

void Connection::openNgrok(const Endpoint &endpoint)
{
    setNgrok(State::Ready, endpoint);
}

void Connection::failNgrok(const QString &why)
{
    m_ngrokClient.cancelAll();
    setNgrok(State::Failed, {}, why);
}

void Connection::closeNgrok()
{
    m_ngrokClient.cancelAll();
    setNgrok(State::Starting, {});
}

void Connection::setNgrok(State state, const Endpoint &endpoint, const QString &failure)
{
    m_ngrokClient.setEndpoint(endpoint);
    m_ngrokState = state;
    m_ngrokFailure = failure;
    Q_EMIT ngrokChanged();
}

void Connection::onRequestChanged(const RequestRecord &record)
{
    if (record.verb == Verb::Get)
        return;
    if (record.finished)
        m_writes.remove(record.serial);
    else
        m_writes.insert(record.serial);
}

void Connection::openSandbox(const QStringList &arguments)
{
    m_sandboxArguments = arguments;
    if (!m_sandbox) {
        m_sandbox = new SandboxProcess(this);
        connect(m_sandbox, &SandboxProcess::stateChanged, this, &Connection::onSandboxChanged);
        connect(m_sandbox, &SandboxProcess::progressed, this, &Connection::progressed);
    }
    restart();
}

void Connection::restart()
{
    if (!m_sandbox)
        return;
    m_client.setEndpoint({{}, QStringLiteral("sandbox"), {QStringLiteral("sandbox"), {}, {}}});
    m_sandbox->start(m_sandboxArguments);
}

void Connection::onSandboxChanged()
{
    switch (m_sandbox->state()) {
    case SandboxProcess::State::Running: {
        Endpoint endpoint = m_client.endpoint();
        endpoint.apiUrl = m_sandbox->apiUrl();
        m_client.setEndpoint(endpoint);
        openNgrok({endpoint.apiUrl.resolved(QUrl(QStringLiteral("/ngrok"))),
                   {},
                   endpoint.credentials,
                   true});
        setState(State::Ready);
        break;
    }
    case SandboxProcess::State::Failed:
        failNgrok(m_sandbox->failure());
        setState(State::Failed, m_sandbox->failure());
        break;
    case SandboxProcess::State::Starting:
    case SandboxProcess::State::Stopped:
        setState(State::Starting);
        break;
    }
}

void Connection::setState(State state, const QString &failure)
{
    if (state == m_state && failure == m_failure)
        return;
    m_state = state;
    m_failure = failure;
    Q_EMIT stateChanged();
}

} // namespace gatehouse
