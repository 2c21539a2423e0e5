// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonValue>
#include <QTcpServer>
#include <QUrl>
#include <functional>
#include <optional>

class QTcpSocket;

namespace gatehouse::test {

// An HTTP/1.1 server on 127.0.0.1 that answers what the test says, bad manners included. Lives in
// the thread of the test. Keep-alive, no pipelining.
class CannedServer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CannedServer)

public:
    using Pairs = QList<std::pair<QByteArray, QByteArray>>;

    struct Request
    {
        QByteArray method;
        QByteArray target; // as it came, still encoded
        QString path; // decoded
        QList<std::pair<QString, QString>> query; // decoded
        QHash<QByteArray, QByteArray> headers; // names in lower case
        QByteArray body;

        // The first item of that name, or a null string.
        QString item(const QString &name) const;
        QByteArray header(const QByteArray &name) const { return headers.value(name.toLower()); }
    };

    struct Reply
    {
        int status = 200;
        QByteArray body = {};
        Pairs headers{{"Content-Type", "application/json"}};
        // Bytes of the whole answer, head included, after which the connection is cut.
        std::optional<qsizetype> cutAfter = {};
        bool silent = false; // never answered, the connection stays open
        bool hold = false; // answered when the test calls release()

        // {"result": value, "success": true}
        static Reply result(const QJsonValue &value);
        // {"success": false, "errors": [{code, message, path}]}
        static Reply error(int status, int code, const QString &message,
                           const QStringList &path = {});
    };

    using Handler = std::function<Reply(const Request &)>;

    explicit CannedServer(Handler handler, QObject *parent = nullptr);
    explicit CannedServer(const Reply &always, QObject *parent = nullptr);
    ~CannedServer() override;

    void setHandler(Handler handler) { m_handler = std::move(handler); }
    QUrl url(const QString &path = {}) const; // http://127.0.0.1:PORT + path
    const QList<Request> &requests() const { return m_requests; }
    void forgetRequests() { m_requests.clear(); }

    qsizetype heldCount() const { return m_held.size(); }
    void release(); // answers everything that is held, in order
    qsizetype openConnections() const; // that the client has not closed

Q_SIGNALS:
    void requestArrived();
    void connectionClosed();

private:
    struct Held
    {
        QTcpSocket *socket;
        Reply reply;
    };

    void onConnection();
    void onData(QTcpSocket *socket);
    static void answer(QTcpSocket *socket, const Reply &reply);

    QTcpServer m_server;
    Handler m_handler;
    QList<Request> m_requests;
    QHash<QTcpSocket *, QByteArray> m_input;
    QList<Held> m_held;
};

} // namespace gatehouse::test
