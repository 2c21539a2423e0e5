// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/connections.h"

#include "models/services/profileendpoint.h"
#include "models/services/profiles.h"
#include "models/services/secretstore.h"

#include <algorithm>

namespace gatehouse {

Connections::Connections(Profiles *profiles, SecretStore *secrets, SandboxArguments arguments,
                         QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_arguments(std::move(arguments))
{
    connect(profiles, &Profiles::changed, this, &Connections::onProfilesChanged);
    connect(secrets, &SecretStore::failureChanged, this, &Connections::onKeychainChanged);
}

Connections::~Connections() = default;

Connection *Connections::find(const QString &profile) const
{
    const auto it =
        std::find_if(m_values.begin(), m_values.end(), [&profile](const Connection *connection) {
            return connection->profile().id == profile;
        });
    return it == m_values.end() ? nullptr : *it;
}

Connection *Connections::make(const Profile &profile)
{
    auto *connection = new Connection(profile, this);
    for (ApiClient *client : {connection->client(), connection->ngrokClient()})
        client->setWindows(m_windows);
    m_values.append(connection);
    connect(connection, &Connection::stateChanged, this,
            [this, id = profile.id] { Q_EMIT stateChanged(id); });
    Q_EMIT opened(connection);
    return connection;
}

Connection *Connections::open(const QString &id)
{
    if (Connection *connection = find(id))
        return connection;
    const Profile *profile = m_profiles->find(id);
    if (!profile)
        return nullptr;
    Connection *connection = make(*profile);
    start(connection);
    Q_EMIT stateChanged(id);
    return connection;
}

Connection *Connections::open(const QString &id, const Endpoint &endpoint)
{
    const Profile *profile = m_profiles->find(id);
    if (!profile || find(id))
        return find(id);
    Connection *connection = make(*profile);
    connection->open(endpoint);
    startNgrok(connection);
    return connection;
}

void Connections::start(Connection *connection)
{
    const Profile &profile = connection->profile();
    if (const auto problems = problemsOf(profile); !problems.isEmpty())
        return connection->fail(problems.first());
    if (profile.backEnd == Profile::BackEnd::Sandbox)
        return connection->openSandbox(m_arguments(profile));
    renewCredentials(profile.id);
}

void Connections::close(const QString &id)
{
    Connection *connection = find(id);
    if (!connection)
        return;
    Q_EMIT aboutToClose(connection);
    m_values.removeOne(connection);
    m_withoutKeychain.remove(id);
    connection->disconnect(this);
    connection->client()->cancelAll();
    connection->ngrokClient()->cancelAll();
    delete connection;
    Q_EMIT closed(id);
}

void Connections::renewCredentials(const QString &id)
{
    Connection *connection = find(id);
    if (!connection || connection->profile().backEnd == Profile::BackEnd::Sandbox)
        return;
    startNgrok(connection);
    const bool byKey = connection->profile().signIn == Profile::SignIn::Key;
    m_secrets->read(id, byKey ? SecretKind::Key : SecretKind::Token)
        .then(connection,
              [this, connection, id, byKey,
               question = ++m_questions[id]](const Result<Secret> &secret) {
                  if (question != m_questions.value(id))
                      return;
                  if (secret) {
                      m_withoutKeychain.remove(id);
                      const QString &email = connection->profile().email;
                      return useCredentials(connection,
                                            byKey ? Credentials{{}, email, secret->text}
                                                  : Credentials{secret->text, {}, {}});
                  }
                  m_withoutKeychain.insert(id);
                  connection->fail(
                      tr("its credentials cannot be read: %1").arg(secret.error().message));
              });
}

void Connections::renewNgrokToken(const QString &id)
{
    if (Connection *connection = find(id))
        startNgrok(connection);
}

// Neither waits for the other, nor fails with it.
void Connections::startNgrok(Connection *connection)
{
    const QString id = connection->profile().id;
    const quint64 question = ++m_ngrokQuestions[id];
    if (connection->profile().backEnd == Profile::BackEnd::Sandbox)
        return; // has its own
    const QUrl url(connection->profile().ngrokUrl, QUrl::StrictMode);
    if (url.isEmpty())
        return connection->closeNgrok();
    m_secrets->read(id, SecretKind::Ngrok)
        .then(connection, [this, connection, id, url, question](const Result<Secret> &secret) {
            if (question != m_ngrokQuestions.value(id))
                return;
            if (!secret)
                return connection->failNgrok(
                    tr("its ngrok token cannot be read: %1").arg(secret.error().message));
            if (secret->text.isEmpty())
                return connection->failNgrok(tr("no ngrok token is kept"));
            connection->openNgrok({url, {}, {secret->text, {}, {}}, true});
        });
}

void Connections::useCredentials(Connection *connection, const Credentials &credentials)
{
    const Profile &profile = connection->profile();
    // Another service may do without.
    if (credentials.isEmpty() && profile.backEnd == Profile::BackEnd::Cloudflare)
        return connection->fail(profile.signIn == Profile::SignIn::Key ? tr("no API key is kept")
                                                                       : tr("no token is kept"));
    connection->open(endpointOf(profile, credentials));
}

// The list may have been changed by another program meanwhile: what is not in it any more stays
// connected until it is closed here.
void Connections::onProfilesChanged()
{
    const QList<Connection *> connections = m_values;
    for (Connection *connection : connections) {
        const Profile before = connection->profile();
        const Profile *now = m_profiles->find(before.id);
        if (!now || *now == before)
            continue;
        if (isSameService(before, *now)) {
            connection->setProfile(*now);
            if (before.ngrokUrl != now->ngrokUrl)
                startNgrok(connection);
            if (before.signIn != now->signIn || before.email != now->email) {
                connection->fail(tr("its credentials are being read"));
                renewCredentials(now->id);
            }
            continue;
        }
        // What was read from the one account must not be seen as the other's.
        const QString id = before.id;
        close(id);
        open(id);
    }
}

void Connections::onKeychainChanged()
{
    if (!m_secrets->failure().isEmpty())
        return;
    for (const QString &id : std::exchange(m_withoutKeychain, {}))
        renewCredentials(id);
}

} // namespace gatehouse
