// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apirequest.h"

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <chrono>

namespace gatehouse::test {

// A gatehouse-sandbox with a database of its own, which goes with the fixture:
//
//     SandboxFixture sandbox;
//     QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
//     client.setEndpoint(sandbox.endpoint());
class SandboxFixture
{
    Q_DISABLE_COPY_MOVE(SandboxFixture)

public:
    static QStringList defaultArguments(); // --seed-logs 2000 --now 2026-11-20T12:00:00Z

    // Blocks until it listens or has failed. Port, database and token are added to the arguments.
    explicit SandboxFixture(const QStringList &arguments = defaultArguments());
    ~SandboxFixture();

    static QString program();
    bool isReady() const { return !m_endpoint.apiUrl.isEmpty(); }
    QString failure() const { return m_failure; } // what it wrote on stderr, or why it has no such
    const Endpoint &endpoint() const { return m_endpoint; }
    QString databasePath() const;
    qint64 processId() const { return m_process.processId(); }

    // How its next answers go wrong: {{"kind", "cut"}, {"path", "*/logs"}, {"count", 1}}, in place
    // of what was said before; see the README. False: it does not take them.
    bool setFaults(const QList<QJsonObject> &faults);
    // The requests that it has met, the oldest first: {"method", "target", "status", …}.
    QJsonArray requests();
    void forgetRequests();
    // How long its evaluations take, those that are under way as well.
    bool setEvaluationTime(std::chrono::milliseconds time);

private:
    std::optional<QJsonValue> control(const QByteArray &verb, const QString &path,
                                      const QJsonObject &body = {});

    QTemporaryDir m_folder;
    QProcess m_process;
    Endpoint m_endpoint;
    QString m_failure;
};

} // namespace gatehouse::test
