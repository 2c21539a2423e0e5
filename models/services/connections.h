// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/connection.h"

#include <functional>

namespace gatehouse {

class Profiles;
class SecretStore;

// The profiles that are connected: each has a Connection of its own with its own services, which
// follows its profile while that is edited.
class Connections : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connections)

public:
    // What gatehouse-sandbox is started with for a profile.
    using SandboxArguments = std::function<QStringList(const Profile &profile)>;

    Connections(Profiles *profiles, SecretStore *secrets, SandboxArguments arguments,
                QObject *parent = nullptr);
    ~Connections() override;

    const QList<Connection *> &values() const { return m_values; } // in the order of opening
    Connection *find(const QString &profile) const; // nullptr: not connected
    // In which the requests of all of them are counted.
    const std::shared_ptr<RequestWindows> &windows() const { return m_windows; }
    void setSandboxArguments(SandboxArguments arguments) { m_arguments = std::move(arguments); }

    // Returns what is open already, if it is; nullptr: no such profile.
    Connection *open(const QString &profile);
    // With an endpoint that is known, whatever is kept.
    Connection *open(const QString &profile, const Endpoint &endpoint);
    // Its calls are cancelled. Who shows something of it lets go of it at aboutToClose().
    void close(const QString &profile);
    // Reads the credentials anew, ngrok's too, and goes on with them.
    void renewCredentials(const QString &profile);
    // ngrok's alone: the account's views have nothing to read anew.
    void renewNgrokToken(const QString &profile);

Q_SIGNALS:
    void opened(gatehouse::Connection *connection);
    void aboutToClose(gatehouse::Connection *connection);
    void closed(const QString &profile);
    void stateChanged(const QString &profile);

private:
    Connection *make(const Profile &profile);
    void start(Connection *connection);
    void useCredentials(Connection *connection, const Credentials &credentials);
    void startNgrok(Connection *connection);
    void onProfilesChanged();
    void onKeychainChanged();

    Profiles *m_profiles;
    SecretStore *m_secrets;
    SandboxArguments m_arguments;
    std::shared_ptr<RequestWindows> m_windows = std::make_shared<RequestWindows>();
    QList<Connection *> m_values;
    QSet<QString> m_withoutKeychain; // profiles that could not be opened for want of it
    QHash<QString, quint64> m_questions; // for the credentials of a profile; the newest counts
    QHash<QString, quint64> m_ngrokQuestions; // for its ngrok token
};

} // namespace gatehouse
