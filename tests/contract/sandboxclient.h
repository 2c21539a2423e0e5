// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QUrlQuery>

namespace contract {

/// One HTTP answer.
struct Answer
{
    int status = 0;
    QByteArray body;
    QByteArray contentType;
    QByteArray allow;
    QByteArray retryAfter;
    QNetworkReply::NetworkError networkError = QNetworkReply::NoError;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QJsonValue result() const { return json().value(QLatin1String("result")); }
    QJsonArray list() const { return result().toArray(); }
    QJsonObject object() const { return result().toObject(); }
    QJsonObject info() const { return json().value(QLatin1String("result_info")).toObject(); }
    int total() const { return info().value(QLatin1String("total_count")).toInt(-1); }

    /// The paths of the envelope's errors, each as "body/cache_ttl", sorted.
    QStringList errorPaths() const;
    int errorCode() const;
    bool isErrorEnvelope() const;
};

using Query = QList<std::pair<QString, QString>>;

/// A gatehouse-sandbox process and a client for it.
class Sandbox
{
public:
    Sandbox() = default;
    ~Sandbox();
    Q_DISABLE_COPY_MOVE(Sandbox)

    /// Starts it with a port of its own and waits for the ready line.
    bool start(const QStringList &arguments);

    /// What a run that ends by itself prints and returns.
    struct Run
    {
        int status = -1;
        QByteArray output;
        QByteArray errors;
    };
    static Run run(const QStringList &arguments);

    /// SIGTERM; the exit status, or -1 when it did not end properly.
    int terminate();
    void kill();
    QProcess &process() { return m_process; }
    QByteArray readyLine() const { return m_readyLine; }
    quint16 port() const;

    /// Paths start at the account, such as "/gateways".
    Answer get(const QString &path, const Query &query = {});
    Answer send(const QByteArray &verb, const QString &path, const QJsonObject &body = {},
                const Query &query = {});
    Answer sendRaw(const QByteArray &verb, const QString &fullPath, const QByteArray &body,
                   const QList<std::pair<QByteArray, QByteArray>> &headers);

    /// All logs of a gateway that a query finds, page by page.
    QJsonArray allLogs(const QString &gateway, const Query &query = {});

    static QString accountPath(const QString &path);

private:
    QProcess m_process;
    QByteArray m_readyLine;
    QNetworkAccessManager m_manager;
};

/// A value of the `filters` parameter with one filter.
QString filterText(const QString &key, const QString &op, const QJsonArray &values);

} // namespace contract
