// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cannedserver.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QUrlQuery>

namespace gatehouse::test {

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// Takes one request off the front of input once all of it is there.
std::optional<CannedServer::Request> takeRequest(QByteArray &input)
{
    const qsizetype headEnd = input.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    CannedServer::Request request;
    QList<QByteArray> lines = input.left(headEnd).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype bodySize = request.header("content-length").toLongLong();
    if (words.size() < 2 || input.size() < headEnd + 4 + bodySize)
        return std::nullopt;
    request.method = words.at(0);
    request.target = words.at(1);
    request.body = input.mid(headEnd + 4, bodySize);
    input.remove(0, headEnd + 4 + bodySize);

    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.left(mark);
    request.path = QUrl::fromPercentEncoding(path);
    if (mark >= 0) {
        for (const QByteArray &item : request.target.mid(mark + 1).split('&')) {
            const qsizetype equals = item.indexOf('=');
            request.query.append(
                {QUrl::fromPercentEncoding(equals < 0 ? item : item.left(equals)),
                 equals < 0 ? QString() : QUrl::fromPercentEncoding(item.mid(equals + 1))});
        }
    }
    return request;
}

} // namespace

QString CannedServer::Request::item(const QString &name) const
{
    for (const auto &[key, value] : query)
        if (key == name)
            return value;
    return {};
}

CannedServer::Reply CannedServer::Reply::result(const QJsonValue &value)
{
    return {.body =
                compact({{QStringLiteral("result"), value}, {QStringLiteral("success"), true}})};
}

CannedServer::Reply CannedServer::Reply::error(int status, int code, const QString &message,
                                               const QStringList &path)
{
    QJsonObject entry{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}};
    if (!path.isEmpty())
        entry.insert(QStringLiteral("path"), QJsonArray::fromStringList(path));
    return {.status = status,
            .body = compact({{QStringLiteral("success"), false},
                             {QStringLiteral("errors"), QJsonArray{entry}}})};
}

CannedServer::CannedServer(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
{
    connect(&m_server, &QTcpServer::newConnection, this, &CannedServer::onConnection);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("CannedServer: %s", qPrintable(m_server.errorString()));
}

CannedServer::CannedServer(const Reply &always, QObject *parent)
    : CannedServer([always](const Request &) { return always; }, parent)
{
}

CannedServer::~CannedServer()
{
    for (QTcpSocket *socket : m_server.findChildren<QTcpSocket *>())
        socket->disconnect(this);
}

QUrl CannedServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.serverPort()).arg(path));
}

qsizetype CannedServer::openConnections() const
{
    return m_input.size();
}

void CannedServer::release()
{
    for (const Held &held : std::exchange(m_held, {}))
        answer(held.socket, held.reply);
}

void CannedServer::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_input.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_input.remove(socket);
            m_held.removeIf([socket](const Held &held) { return held.socket == socket; });
            socket->deleteLater();
            Q_EMIT connectionClosed();
        });
    }
}

void CannedServer::onData(QTcpSocket *socket)
{
    m_input[socket] += socket->readAll();
    while (const auto request = takeRequest(m_input[socket])) {
        m_requests.append(*request);
        const Reply reply = m_handler(*request);
        if (reply.hold)
            m_held.append({socket, reply});
        else if (!reply.silent)
            answer(socket, reply);
        Q_EMIT requestArrived();
        if (!m_input.contains(socket)) // an answer cut it
            break;
    }
}

void CannedServer::answer(QTcpSocket *socket, const Reply &reply)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " Canned\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    if (reply.status != 204 && reply.status != 304)
        bytes += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    bytes += "\r\n" + reply.body;
    socket->write(reply.cutAfter ? bytes.left(*reply.cutAfter) : bytes);
    if (reply.cutAfter)
        socket->disconnectFromHost(); // when the bytes are out
}

} // namespace gatehouse::test
