// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QUrl>
#include <chrono>

class QSslSocket;

namespace gatehouse {

// What can be found out about a provider without sending it anything: what its address looks like
// and, when the person asks for it, whether a host with a valid certificate is there. No secret
// and no request is sent.
class ProviderTest : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderTest)

public:
    enum class State { Passed, Failed, NotAsked, Running };
    struct Check
    {
        QString name;
        State state;
        QString text;
    };
    enum class Kind { CustomProvider, Ngrok };

    static constexpr std::chrono::seconds patience{10};

    // address: the slug or the providerId.
    ProviderTest(Kind kind, const QString &address, const QString &baseUrl,
                 QObject *parent = nullptr);
    ~ProviderTest() override;

    const QList<Check> &checks() const { return m_checks; }
    bool canReach() const { return m_canReach; }
    void setPatience(std::chrono::milliseconds time) { m_patience.setInterval(time); }
    bool isRunning() const { return m_socket != nullptr; }
    void reach();
    void cancel();

Q_SIGNALS:
    void changed();

private:
    QString failureText() const;
    void end(State state, const QString &text);

    QUrl m_url;
    bool m_canReach = false;
    QList<Check> m_checks; // the host comes last
    QSslSocket *m_socket = nullptr;
    QTimer m_patience;
};

} // namespace gatehouse
