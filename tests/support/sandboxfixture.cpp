// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxfixture.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>
#include <algorithm>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace gatehouse::test {

using namespace std::chrono_literals;

QStringList SandboxFixture::defaultArguments()
{
    return {QStringLiteral("--seed-logs"), QStringLiteral("2000"), QStringLiteral("--now"),
            QStringLiteral("2026-11-20T12:00:00Z")};
}

QString SandboxFixture::program()
{
    return QStringLiteral(GATEHOUSE_BIN_DIR "/gatehouse-sandbox");
}

QString SandboxFixture::databasePath() const
{
    return m_folder.filePath(QStringLiteral("sandbox.db"));
}

SandboxFixture::SandboxFixture(const QStringList &arguments)
{
    const QString token = QStringLiteral("token-of-the-test");
#ifdef Q_OS_LINUX
    // Not even a test that crashes leaves it behind.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    m_process.start(program(),
                    QStringList{QStringLiteral("--port"), QStringLiteral("0"),
                                QStringLiteral("--database"), databasePath(),
                                QStringLiteral("--token"), token}
                        + arguments);
    const QByteArray ready = "gatehouse-sandbox listening on ";
    const QDeadlineTimer deadline(60s);
    while (!deadline.hasExpired()) {
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            if (!line.startsWith(ready))
                continue;
            m_endpoint = {QUrl(QString::fromUtf8(line.mid(ready.size()))),
                          QStringLiteral("sandbox"),
                          {token, {}, {}}};
            return;
        }
        if (m_process.state() == QProcess::NotRunning
            || !m_process.waitForReadyRead(int(deadline.remainingTime())))
            break;
    }
    m_failure = m_process.error() == QProcess::FailedToStart
        ? program() + QStringLiteral(": ") + m_process.errorString()
        : QString::fromUtf8(m_process.readAllStandardError()).trimmed();
    if (m_failure.isEmpty())
        m_failure = QStringLiteral("gatehouse-sandbox did not say that it listens");
}

SandboxFixture::~SandboxFixture()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        qWarning("gatehouse-sandbox did not end within 5 s of SIGTERM");
        m_process.kill();
        m_process.waitForFinished();
    }
}

std::optional<QJsonValue> SandboxFixture::control(const QByteArray &verb, const QString &path,
                                                  const QJsonObject &body)
{
    QNetworkRequest request(m_endpoint.apiUrl.resolved(QUrl(path)));
    request.setRawHeader("Authorization", "Bearer " + m_endpoint.credentials.token.toUtf8());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(
        request, verb, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson()));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000))
        return std::nullopt;
    const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
    return answer.value(QLatin1String("success")).toBool()
        ? std::optional(answer.value(QLatin1String("result")))
        : std::nullopt;
}

bool SandboxFixture::setFaults(const QList<QJsonObject> &faults)
{
    const QString path = QStringLiteral("/_sandbox/faults");
    return control("DELETE", path)
        && std::all_of(faults.begin(), faults.end(), [&](const QJsonObject &fault) {
               return control("POST", path, fault).has_value();
           });
}

QJsonArray SandboxFixture::requests()
{
    return control("GET", QStringLiteral("/_sandbox/requests")).value_or(QJsonValue()).toArray();
}

void SandboxFixture::forgetRequests()
{
    control("DELETE", QStringLiteral("/_sandbox/requests"));
}

bool SandboxFixture::setEvaluationTime(std::chrono::milliseconds time)
{
    return control("PUT", QStringLiteral("/_sandbox/evaluations"),
                   {{QStringLiteral("milliseconds"), qint64(time.count())}})
        .has_value();
}

} // namespace gatehouse::test
