// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/sandboxprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace gatehouse {

static constexpr int stopTimeout = 3000; // ms; closing the database takes a few of them

SandboxProcess::SandboxProcess(QObject *parent) : QObject(parent)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SandboxProcess::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &SandboxProcess::readErrors);
    connect(&m_process, &QProcess::finished, this, &SandboxProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &SandboxProcess::onError);
#ifdef Q_OS_LINUX
    m_process.setChildProcessModifier([parent = getpid()] {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent) // it died before the line above
            _exit(1);
    });
#endif
}

SandboxProcess::~SandboxProcess()
{
    disconnect(&m_process, nullptr, this, nullptr);
    stop();
}

void SandboxProcess::start(const QStringList &arguments)
{
    stop();
    m_failure.clear();
    m_lastError.clear();
    setState(State::Starting);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *secret : {"CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_KEY", "CLOUDFLARE_EMAIL",
                               "CLOUDFLARE_ACCOUNT_ID", "NGROK_API_KEY"})
        environment.remove(QLatin1String(secret));
    m_process.setProcessEnvironment(environment);
    m_process.start(program(), arguments);
}

void SandboxProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    const QSignalBlocker blocker(&m_process); // a wanted end is no failure
    m_process.terminate();
    if (!m_process.waitForFinished(stopTimeout)) {
        m_process.kill();
        m_process.waitForFinished(stopTimeout);
    }
    m_apiUrl.clear();
    setState(State::Stopped);
}

QString SandboxProcess::program()
{
    const QString name = QStringLiteral("gatehouse-sandbox");
    const QString beside = QDir(QCoreApplication::applicationDirPath()).filePath(name);
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(name);
}

void SandboxProcess::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void SandboxProcess::readOutput()
{
    while (m_process.canReadLine()) {
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        const QString ready = QStringLiteral("gatehouse-sandbox listening on ");
        if (line.startsWith(ready)) {
            m_apiUrl = QUrl(line.mid(ready.size()));
            setState(State::Running);
        }
    }
}

void SandboxProcess::readErrors()
{
    m_process.setReadChannel(QProcess::StandardError);
    while (m_process.canReadLine()) {
        m_lastError = QString::fromUtf8(m_process.readLine()).trimmed();
        Q_EMIT progressed(m_lastError);
    }
    m_process.setReadChannel(QProcess::StandardOutput);
}

void SandboxProcess::onFinished(int exitCode, QProcess::ExitStatus status)
{
    readErrors();
    if (const QByteArray rest = m_process.readAllStandardError().trimmed(); !rest.isEmpty())
        m_lastError = QString::fromUtf8(rest);
    m_apiUrl.clear();
    const QString how = status == QProcess::CrashExit ? tr("it was killed or crashed")
                                                      : tr("it ended with status %1").arg(exitCode);
    // Its last line says why when it ended by itself; else it speaks of what it was doing.
    const bool explained =
        status == QProcess::NormalExit && exitCode != 0 && !m_lastError.isEmpty();
    m_failure = explained ? m_lastError : how;
    setState(State::Failed);
}

void SandboxProcess::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return; // finished() tells the rest
    m_failure = tr("gatehouse-sandbox cannot be started: %1").arg(m_process.errorString());
    setState(State::Failed);
}

} // namespace gatehouse
