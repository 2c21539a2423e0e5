// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/providertest.h"

#include "models/domain/customprovider.h"
#include "models/domain/ngrokprovider.h"

#include <QLocale>
#include <QSslCertificate>
#include <QSslSocket>

namespace gatehouse {

ProviderTest::ProviderTest(Kind kind, const QString &address, const QString &baseUrl,
                           QObject *parent)
    : QObject(parent)
    , m_url(baseUrl, QUrl::StrictMode)
{
    const bool custom = kind == Kind::CustomProvider;
    const auto check = [this](const QString &name, const QString &problem, const QString &fine) {
        m_checks.append({name, problem.isEmpty() ? State::Passed : State::Failed,
                         problem.isEmpty() ? fine : problem});
        return problem.isEmpty();
    };
    check(custom ? tr("Slug") : tr("Provider id"),
          custom ? slugProblem(address)
                 : lengthProblem(address, 1, NgrokProvider::longestProviderId),
          tr("Callers use %1.").arg(custom ? customAddress(address) : ngrokAddress(address)));
    const bool isUrl =
        check(tr("Base URL"), custom ? httpsUrlProblem(baseUrl) : ngrokUrlProblem(baseUrl),
              tr("Its form is right."));
    const bool isInternal = m_url.host().endsWith(QLatin1String(".internal"));
    m_canReach = isUrl && m_url.scheme() == u"https" && !isInternal;
    m_checks.append({tr("Host"), State::NotAsked,
                     isInternal ? tr("Only the gateway can reach a host of .internal.")
                         : isUrl
                         ? tr("Not tried. Only a TLS connection is made, from this machine; "
                              "nothing is sent over it.")
                         : tr("Not tried.")});
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        end(State::Failed,
            tr("%1 does not answer within %2 s.")
                .arg(m_url.host(), QLocale().toString(m_patience.interval() / 1000.0)));
    });
}

ProviderTest::~ProviderTest() = default;

void ProviderTest::reach()
{
    if (!m_canReach || isRunning())
        return;
    m_socket = new QSslSocket(this);
    connect(m_socket, &QSslSocket::encrypted, this, [this] {
        const QDateTime expiry = m_socket->peerCertificate().expiryDate();
        end(State::Passed,
            tr("%1 answers with a valid certificate, until %2. Whether it serves models is not "
               "known.")
                .arg(m_url.host(), expiry.toUTC().date().toString(Qt::ISODate)));
    });
    connect(m_socket, &QSslSocket::errorOccurred, this,
            [this] { end(State::Failed, failureText()); });
    Check &host = m_checks.last();
    host.state = State::Running;
    host.text = tr("Connecting to %1…").arg(m_url.host());
    m_patience.start();
    m_socket->connectToHostEncrypted(m_url.host(), quint16(m_url.port(443)));
    Q_EMIT changed();
}

// Of a handshake that has nothing to do with the certificate, only OpenSSL's own words are known.
QString ProviderTest::failureText() const
{
    const QString host = m_url.host();
    if (m_socket->error() == QAbstractSocket::RemoteHostClosedError)
        return tr("%1 has closed the connection before it was safe.").arg(host);
    QStringList why;
    for (const QSslError &error : m_socket->sslHandshakeErrors())
        why.append(error.errorString());
    why.removeDuplicates();
    if (why.isEmpty() && m_socket->error() == QAbstractSocket::SslHandshakeFailedError)
        return tr("%1 answers, but not with TLS, or with none that is safe today.").arg(host);
    return tr("No safe connection to %1: %2.")
        .arg(host, why.isEmpty() ? m_socket->errorString() : why.join(QStringLiteral("; ")));
}

void ProviderTest::cancel()
{
    if (isRunning())
        end(State::NotAsked, tr("Cancelled."));
}

void ProviderTest::end(State state, const QString &text)
{
    m_patience.stop();
    QSslSocket *socket = std::exchange(m_socket, nullptr);
    if (!socket)
        return;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
    m_checks.last().state = state;
    m_checks.last().text = text;
    Q_EMIT changed();
}

} // namespace gatehouse
