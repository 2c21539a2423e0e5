// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QtTest>
#include <csignal>
#include <sys/prctl.h>

namespace contract {

namespace {

constexpr int patience = 30'000; // ms

QString program()
{
    return QStringLiteral(GATEHOUSE_BIN_DIR "/gatehouse-sandbox");
}

QString encoded(const Query &query)
{
    QStringList parts;
    for (const auto &[name, value] : query) {
        parts << QString::fromLatin1(QUrl::toPercentEncoding(name) + '='
                                     + QUrl::toPercentEncoding(value));
    }
    return parts.isEmpty() ? QString() : QLatin1Char('?') + parts.join(QLatin1Char('&'));
}

} // namespace

QStringList Answer::errorPaths() const
{
    QStringList paths;
    const QJsonArray errors = json().value(QLatin1String("errors")).toArray();
    for (const QJsonValue &error : errors) {
        QStringList steps;
        const QJsonArray path = error.toObject().value(QLatin1String("path")).toArray();
        for (const QJsonValue &step : path) {
            steps << step.toVariant().toString();
        }
        paths << steps.join(QLatin1Char('/'));
    }
    paths.sort();
    return paths;
}

int Answer::errorCode() const
{
    return json()
        .value(QLatin1String("errors"))
        .toArray()
        .first()
        .toObject()
        .value(QLatin1String("code"))
        .toInt();
}

bool Answer::isErrorEnvelope() const
{
    const QJsonObject envelope = json();
    const QJsonArray errors = envelope.value(QLatin1String("errors")).toArray();
    return envelope.value(QLatin1String("success")) == QJsonValue(false) && !errors.isEmpty()
        && !errors.first().toObject().value(QLatin1String("message")).toString().isEmpty()
        && contentType == "application/json; charset=utf-8";
}

Sandbox::~Sandbox()
{
    if (m_process.state() != QProcess::NotRunning) {
        kill();
    }
}

bool Sandbox::start(const QStringList &arguments)
{
    // a test that crashes leaves no sandbox behind
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program(), QStringList{QStringLiteral("--port=0")} + arguments);
    m_readyLine.clear();
    QElapsedTimer timer;
    timer.start();
    while (!m_process.canReadLine() && timer.elapsed() < patience
           && m_process.waitForReadyRead(patience)) { }
    m_readyLine = m_process.readLine().trimmed();
    if (m_readyLine.isEmpty()) {
        qWarning("%s", m_process.readAllStandardError().constData());
    }
    return !m_readyLine.isEmpty();
}

Sandbox::Run Sandbox::run(const QStringList &arguments)
{
    QProcess process;
    process.start(program(), arguments);
    const bool ended =
        process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

int Sandbox::terminate()
{
    m_process.terminate();
    return m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit
        ? m_process.exitCode()
        : -1;
}

void Sandbox::kill()
{
    m_process.kill();
    m_process.waitForFinished(patience);
}

quint16 Sandbox::port() const
{
    return static_cast<quint16>(QUrl(QString::fromLatin1(m_readyLine.split(' ').last())).port());
}

QString Sandbox::accountPath(const QString &path)
{
    return QStringLiteral("/client/v4/accounts/sandbox/ai-gateway") + path;
}

Answer Sandbox::get(const QString &path, const Query &query)
{
    return sendRaw("GET", accountPath(path) + encoded(query), {},
                   {{"Authorization", "Bearer anything"}});
}

Answer Sandbox::send(const QByteArray &verb, const QString &path, const QJsonObject &body,
                     const Query &query)
{
    const QByteArray text =
        body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    return sendRaw(verb, accountPath(path) + encoded(query), text,
                   {{"Authorization", "Bearer anything"}, {"Content-Type", "application/json"}});
}

Answer Sandbox::sendRaw(const QByteArray &verb, const QString &fullPath, const QByteArray &body,
                        const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    const QUrl url(QStringLiteral("http://127.0.0.1:%1%2").arg(port()).arg(fullPath));
    QNetworkRequest request(url);
    for (const auto &[name, value] : headers) {
        request.setRawHeader(name, value);
    }
    // as a custom verb, HEAD would wait for the body that the length announces
    const std::unique_ptr<QNetworkReply> reply(
        verb == "HEAD" ? m_manager.head(request)
                       : m_manager.sendCustomRequest(request, verb, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(patience)) {
        return {};
    }
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            reply->readAll(),
            reply->rawHeader("Content-Type"),
            reply->rawHeader("Allow"),
            reply->rawHeader("Retry-After"),
            reply->error()};
}

QJsonArray Sandbox::allLogs(const QString &gateway, const Query &query)
{
    constexpr int perPage = 50;
    QJsonArray all;
    for (int page = 1;; ++page) {
        const Query paged = query
            + Query{{QStringLiteral("page"), QString::number(page)},
                    {QStringLiteral("per_page"), QString::number(perPage)}};
        const QJsonArray rows = get(QStringLiteral("/gateways/%1/logs").arg(gateway), paged).list();
        for (const QJsonValue &row : rows) {
            all << row;
        }
        if (rows.size() < perPage) {
            return all;
        }
    }
}

QString filterText(const QString &key, const QString &op, const QJsonArray &values)
{
    const QJsonObject filter{{QStringLiteral("key"), key},
                             {QStringLiteral("operator"), op},
                             {QStringLiteral("value"), values}};
    return QString::fromUtf8(QJsonDocument(QJsonArray{filter}).toJson(QJsonDocument::Compact));
}

} // namespace contract
