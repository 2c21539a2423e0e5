// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QUrl>

namespace gatehouse {

// The local service as a child of this program. It never outlives its parent, not even one that is
// killed.
class SandboxProcess : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SandboxProcess)

public:
    enum class State { Stopped, Starting, Running, Failed };

    explicit SandboxProcess(QObject *parent = nullptr);
    ~SandboxProcess() override;

    // Arguments of gatehouse-sandbox. Starting again stops what runs.
    void start(const QStringList &arguments);
    void stop();

    State state() const { return m_state; }
    QUrl apiUrl() const { return m_apiUrl; } // while it runs
    QString failure() const { return m_failure; } // one line, after a failure
    qint64 processId() const { return m_process.processId(); }

    // Beside this program, or where the system looks for programs.
    static QString program();

Q_SIGNALS:
    void stateChanged(gatehouse::SandboxProcess::State state);
    // What it says while it works, such as how many rows it has made.
    void progressed(const QString &line);

private:
    void setState(State state);
    void readOutput();
    void readErrors();
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);

    QProcess m_process;
    State m_state = State::Stopped;
    QUrl m_apiUrl;
    QString m_failure;
    QString m_lastError;
};

} // namespace gatehouse
