// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/provideradapter.h"

#include <algorithm>

namespace gatehouse {

// The newest question counts; changed() follows every answer.
template <class T>
static void ask(ProviderPart<T> &part, const Call<QList<T>> &call, ProviderAdapter *adapter,
                const std::function<ProviderPart<T> *()> &find)
{
    part.call.cancel();
    part.call = call;
    part.isAsked = true;
    static int lastQuestion = 0;
    const int question = part.question = ++lastQuestion;
    call.then(adapter, [adapter, find, question](const Result<QList<T>> &result) {
        ProviderPart<T> *asked = find();
        if (!asked || asked->question != question)
            return;
        asked->isAsked = false;
        if (result) {
            asked->values = *result;
            asked->error.reset();
        } else if (result.error().kind != ApiError::Kind::Cancelled) {
            asked->error = result.error();
        }
        Q_EMIT adapter->changed();
    });
}

template <class T> static void put(QList<T> &values, const T &value)
{
    const auto it = std::find_if(values.begin(), values.end(),
                                 [&value](const T &other) { return other.id == value.id; });
    if (it == values.end())
        values.append(value);
    else
        *it = value;
}

CloudflareProviders::CloudflareProviders(Connection *connection, GatewayModel *gateways,
                                         const GatewayId &gateway, QObject *parent)
    : ProviderAdapter(parent)
    , m_connection(connection)
    , m_gateways(gateways)
    , m_gateway(gateway)
{
    CustomProviderService *custom = connection->customProviders();
    connect(custom, &CustomProviderService::saved, this, &CloudflareProviders::onCustomSaved);
    connect(custom, &CustomProviderService::removed, this, &CloudflareProviders::onCustomRemoved);
    // A new default takes that from another: the gateway's keys are read again.
    const auto follow = [this](const ProviderConfig &config) {
        if (m_gateway.isEmpty() || m_gateway == config.gateway)
            refreshKeys(config.gateway, Urgency::Visible);
        Q_EMIT changed();
    };
    connect(connection->providerConfigs(), &ProviderConfigService::saved, this, follow);
    connect(connection->providerConfigs(), &ProviderConfigService::removed, this, follow);
    connect(gateways, &TableModel::stateChanged, this, [this] {
        if (m_waiting && m_gateways->state() != TableModel::State::Loading) {
            refreshAllKeys(Urgency::Background);
            Q_EMIT changed();
        }
    });
}

void CloudflareProviders::refresh(Urgency urgency)
{
    if (m_connection->state() != Connection::State::Ready)
        return;
    ask<CustomProvider>(m_custom, m_connection->customProviders()->list(urgency), this,
                        [this] { return &m_custom; });
    if (!m_gateway.isEmpty())
        refreshKeys(m_gateway, urgency);
    else if (m_gateways->state() == TableModel::State::Loading
             || m_gateways->state() == TableModel::State::Idle)
        m_waiting = true;
    else
        refreshAllKeys(Urgency::Background);
    Q_EMIT changed();
}

void CloudflareProviders::refreshAllKeys(Urgency urgency)
{
    m_waiting = false;
    QStringList known;
    for (const Gateway &gateway : m_gateways->values()) {
        known.append(gateway.id.value);
        refreshKeys(gateway.id, urgency);
    }
    for (const QString &gateway : m_keys.keys())
        if (!known.contains(gateway))
            m_keys.remove(gateway);
}

void CloudflareProviders::refreshKeys(const GatewayId &gateway, Urgency urgency)
{
    ask<ProviderConfig>(m_keys[gateway.value],
                        m_connection->providerConfigs()->list(gateway, urgency), this,
                        [this, gateway]() -> ProviderPart<ProviderConfig> * {
                            const auto it = m_keys.find(gateway.value);
                            return it == m_keys.end() ? nullptr : &*it;
                        });
}

void CloudflareProviders::onCustomSaved(const CustomProvider &provider)
{
    put(m_custom.values, provider);
    if (m_custom.isAsked) // it may have been made up before
        refresh(Urgency::Visible);
    Q_EMIT changed();
}

void CloudflareProviders::onCustomRemoved(const CustomProviderId &id)
{
    m_custom.values.removeIf([&id](const CustomProvider &provider) { return provider.id == id; });
    if (m_custom.isAsked)
        refresh(Urgency::Visible);
    Q_EMIT changed();
}

QList<ProviderRow> CloudflareProviders::rows() const
{
    QList<ProviderRow> rows;
    for (const auto &part : m_keys)
        for (const ProviderConfig &config : part.values)
            rows.append(providerRow(config));
    for (const CustomProvider &provider : m_custom.values)
        rows.append(providerRow(provider));
    return rows;
}

bool CloudflareProviders::isLoading() const
{
    return m_waiting || m_custom.isAsked
        || std::any_of(m_keys.begin(), m_keys.end(), [](const auto &part) { return part.isAsked; });
}

QList<ProviderAdapter::Failure> CloudflareProviders::failures() const
{
    QList<Failure> failures;
    if (m_connection->state() == Connection::State::Failed) {
        ApiError error;
        error.kind = ApiError::Kind::Network;
        error.message = m_connection->failure();
        return {{tr("Cloudflare's providers"), error}};
    }
    if (m_custom.error)
        failures.append({tr("Cloudflare's custom providers"), *m_custom.error});
    if (m_gateway.isEmpty() && m_gateways->state() == TableModel::State::Failed)
        failures.append({tr("The gateways, whose keys are listed"), m_gateways->error()});
    // Many would fail for one reason: the first stands for all of them.
    int more = 0;
    QString first;
    std::optional<ApiError> error;
    for (auto it = m_keys.begin(); it != m_keys.end(); ++it) {
        if (!it->error)
            continue;
        if (error)
            ++more;
        else {
            first = it.key();
            error = it->error;
        }
    }
    if (error)
        failures.append({more
                             ? tr("The keys of gateway %1 and of %n more", nullptr, more).arg(first)
                             : tr("The keys of gateway %1").arg(first),
                         *error});
    return failures;
}

NgrokProviders::NgrokProviders(Connection *connection, QObject *parent)
    : ProviderAdapter(parent)
    , m_connection(connection)
{
    connect(connection->ngrok(), &NgrokService::saved, this, [this](const NgrokProvider &provider) {
        put(m_providers.values, provider);
        if (m_providers.isAsked)
            refresh(Urgency::Visible);
        Q_EMIT changed();
    });
    connect(connection->ngrok(), &NgrokService::removed, this, [this](const NgrokProviderId &id) {
        m_providers.values.removeIf(
            [&id](const NgrokProvider &provider) { return provider.id == id; });
        if (m_providers.isAsked)
            refresh(Urgency::Visible);
        Q_EMIT changed();
    });
}

void NgrokProviders::refresh(Urgency urgency)
{
    if (!m_connection->hasNgrok()) {
        m_providers.call.cancel();
        m_providers = {};
    } else if (m_connection->ngrokState() == Connection::State::Ready) {
        ask<NgrokProvider>(m_providers, m_connection->ngrok()->list(urgency), this,
                           [this] { return &m_providers; });
    }
    Q_EMIT changed();
}

QList<ProviderRow> NgrokProviders::rows() const
{
    QList<ProviderRow> rows;
    for (const NgrokProvider &provider : m_providers.values)
        rows.append(providerRow(provider));
    return rows;
}

bool NgrokProviders::isLoading() const
{
    return m_providers.isAsked;
}

QList<ProviderAdapter::Failure> NgrokProviders::failures() const
{
    if (m_connection->hasNgrok() && m_connection->ngrokState() == Connection::State::Failed) {
        ApiError error;
        // A sandbox that does not run has refused nothing.
        const bool isSandbox = m_connection->profile().backEnd == Profile::BackEnd::Sandbox;
        error.kind = isSandbox ? ApiError::Kind::Network : ApiError::Kind::Auth;
        error.message = m_connection->ngrokFailure();
        return {{tr("ngrok's providers"), error}};
    }
    if (!m_providers.error)
        return {};
    return {{tr("ngrok's providers"), *m_providers.error}};
}

} // namespace gatehouse
