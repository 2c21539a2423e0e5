// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/profile.h"
#include "models/services/apiclient.h"

#include <QSet>

namespace gatehouse {

class BillingService;
class CustomDomainService;
class CustomProviderService;
class EndpointService;
class DatasetService;
class EvaluationService;
class EvaluationTypeService;
class GatewayService;
class LogService;
class RouteService;
class NgrokService;
class ProviderConfigService;
class SandboxProcess;

// One account of one back end with its services; what it is called and how it fares.
class Connection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    enum class State { Starting, Ready, Failed };

    explicit Connection(const Profile &profile, QObject *parent = nullptr);
    ~Connection() override;

    const Profile &profile() const { return m_profile; }
    // A changed name, colour, read-only switch or budget; the back end stays what it is.
    void setProfile(const Profile &profile);
    QString name() const { return m_profile.name; }
    bool isReadOnly() const { return m_profile.readOnly; }
    // Tells this profile from every other, for what is kept on this machine.
    QString identity() const;
    State state() const { return m_state; }
    QString failure() const { return m_failure; } // one line, when State::Failed

    // To a service that is there already. Opened anew with other credentials, everything is read
    // again.
    void open(const Endpoint &endpoint);
    // It cannot be opened, or not any more: nothing is sent with what it had.
    void fail(const QString &why);
    // To a sandbox of its own, with arguments for gatehouse-sandbox.
    void openSandbox(const QStringList &arguments);
    // Starts the sandbox again after it died.
    void restart();
    // ngrok's service beside it, with a token of its own; it fares by itself.
    void openNgrok(const Endpoint &endpoint);
    void failNgrok(const QString &why);
    void closeNgrok();
    bool hasNgrok() const; // the profile speaks of one
    State ngrokState() const { return m_ngrokState; } // of one that there is
    QString ngrokFailure() const { return m_ngrokFailure; }

    ApiClient *client() { return &m_client; }
    const ApiClient *client() const { return &m_client; }
    GatewayService *gateways() { return m_gateways; }
    LogService *logs() { return m_logs; }
    DatasetService *datasets() { return m_datasets; }
    EvaluationService *evaluations() { return m_evaluations; }
    EvaluationTypeService *evaluationTypes() { return m_evaluationTypes; }
    BillingService *billing() { return m_billing; }
    CustomDomainService *customDomains() { return m_customDomains; }
    EndpointService *endpoints() { return m_endpoints; }
    RouteService *routes() { return m_routes; }
    ProviderConfigService *providerConfigs() { return m_providerConfigs; }
    CustomProviderService *customProviders() { return m_customProviders; }
    ApiClient *ngrokClient() { return &m_ngrokClient; }
    NgrokService *ngrok() { return m_ngrok; }
    int writesUnderWay() const { return int(m_writes.size()); }
    SandboxProcess *sandbox() { return m_sandbox; } // nullptr: not a sandbox of its own

Q_SIGNALS:
    void stateChanged();
    void profileChanged();
    void ngrokChanged(); // whether it is there
    void progressed(const QString &line); // while starting

private:
    void setState(State state, const QString &failure = {});
    void setNgrok(State state, const Endpoint &endpoint, const QString &failure = {});
    void onSandboxChanged();
    void onRequestChanged(const RequestRecord &record);

    Profile m_profile;
    State m_state = State::Starting;
    QString m_failure;
    ApiClient m_client;
    ApiClient m_ngrokClient;
    State m_ngrokState = State::Starting;
    QString m_ngrokFailure;
    GatewayService *m_gateways;
    LogService *m_logs;
    DatasetService *m_datasets;
    EvaluationService *m_evaluations;
    EvaluationTypeService *m_evaluationTypes;
    CustomDomainService *m_customDomains;
    BillingService *m_billing;
    EndpointService *m_endpoints;
    RouteService *m_routes;
    ProviderConfigService *m_providerConfigs;
    CustomProviderService *m_customProviders;
    NgrokService *m_ngrok;
    SandboxProcess *m_sandbox = nullptr;
    QStringList m_sandboxArguments;
    QSet<quint64> m_writes; // serials of requests
};

} // namespace gatehouse
