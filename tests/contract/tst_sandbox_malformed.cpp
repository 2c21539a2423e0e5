// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QTcpSocket>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms
const QByteArray gateways = "/client/v4/accounts/sandbox/ai-gateway/gateways";

QByteArray request(const QByteArray &verb, const QByteArray &path, const QByteArray &headers = {},
                   const QByteArray &body = {})
{
    const QByteArray length = body.isEmpty()
        ? QByteArray()
        : "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return verb + ' ' + path + " HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer x\r\n" + length
        + headers + "\r\n" + body;
}

QByteArray post(const QByteArray &body)
{
    return request("POST", gateways, "Content-Type: application/json\r\n", body);
}

} // namespace

/// Whatever is sent, the sandbox answers with an error of the API and goes on.
class ContractMalformed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refused_data();
    void refused();
    void survived_data();
    void survived();
    void cleanupTestCase();

private:
    /// What comes back until the answer is whole or the connection ends.
    Answer exchange(const QByteArray &bytes, bool endWriting = false);

    Sandbox m_sandbox;
};

void ContractMalformed::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=100"_s}));
}

Answer ContractMalformed::exchange(const QByteArray &bytes, bool endWriting)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_sandbox.port());
    socket.write(bytes);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(patience)) { }
    if (endWriting) {
        socket.disconnectFromHost();
    }
    QByteArray received;
    static const QRegularExpression lengthHeader(u"\r\nContent-Length: (\\d+)\r\n"_s);
    for (;;) {
        received += socket.readAll();
        const auto head = received.indexOf("\r\n\r\n");
        const auto length =
            lengthHeader.match(QString::fromLatin1(received.left(head + 2))).captured(1).toInt();
        const QByteArray body = received.mid(head + 4);
        if ((head > 0 && length > 0 && body.size() >= length)
            || !socket.waitForReadyRead(patience)) {
            Answer answer;
            answer.status = received.split(' ').value(1).toInt();
            answer.body = body;
            answer.contentType = received.contains("application/json; charset=utf-8")
                ? "application/json; charset=utf-8"
                : "";
            return answer;
        }
    }
}

void ContractMalformed::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("half a JSON document", post(R"({"id": )"), 400);
    row("no JSON", post("hello"), 400);
    row("wrong types", post(R"({"id": 5, "cache_ttl": [], "collect_logs": "maybe"})"), 400);
    row("an array", post("[]"), 400);
    row("null", post("null"), 400);
    row("numbers beyond any range", post(R"({"id": "a", "cache_ttl": 1e400})"), 400);
    row("numbers that no integer holds",
        post(R"({"id": "a", "cache_ttl": 1e300, "rate_limiting_limit": 99999999999999999999})"),
        400);
    row("invalid UTF-8", post("{\"id\": \"\xff\xfe\"}"), 400);
    row("10 MB", post(R"({"id": ")" + QByteArray(10'000'000, 'a') + "\"}"), 400);
    row("10,000 arrays", post(QByteArray(10'000, '[') + QByteArray(10'000, ']')), 400);
    row("10,000 arrays, open", post(QByteArray(10'000, '[')), 400);
    row("10,000 objects", post(QByteArray(R"({"a":)").repeated(10'000)), 400);
    row("deep filters",
        request("GET", gateways + "/playground/logs?filters=" + QByteArray("%5B").repeated(1000)),
        400);
    row("no body", request("POST", gateways), 400);
    row("a length that is no number", request("POST", gateways, "Content-Length: abc\r\n"), 400);
    row("too large", request("POST", gateways, "Content-Length: 999999999999\r\n"), 413);
    row("unknown verb", request("BREW", gateways), 400);
    row("verb in lower case", request("get", gateways), 400);
    row("known verb that fits nowhere", request("TRACE", gateways), 405);
    row("verb that does not fit here", request("PATCH", gateways, {}, "{}"), 405);
    row("..", request("GET", gateways + "/../gateways"), 400);
    row("%2e%2e", request("GET", gateways + "/%2e%2e/logs"), 400);
    row("%2E", request("GET", gateways + "/%2E"), 400);
    row("%00", request("GET", gateways + "/%00"), 404);
    row("%zz", request("GET", gateways + "/%zz%"), 404);
    row("bytes that are no UTF-8", request("GET", gateways + "/%ff%fe"), 404);
    row("64 kB header", request("GET", gateways, "X-Big: " + QByteArray(65'536, 'a') + "\r\n"),
        400);
    row("long address", request("GET", gateways + "?search=" + QByteArray(9000, 'a')), 414);
    row("page 1e30", request("GET", gateways + "?page=1e30"), 400);
    row("compressed, but is not",
        request("POST", gateways, "Content-Encoding: gzip\r\n", "not compressed"), 400);
    row("chunks without sizes",
        request("POST", gateways, "Transfer-Encoding: chunked\r\n") + "zz\r\nabc\r\n", 400);
    row("HTTP/9.9", "GET " + gateways + " HTTP/9.9\r\n\r\n", 400);
    row("no HTTP", QByteArray(3, '\0') + "\r\n\r\n", 400);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
    row("ngrok: no JSON", request("POST", "/ngrok/providers", {}, "hello"), 400);
}

void ContractMalformed::refused()
{
    QFETCH(QByteArray, bytes);
    const Answer answer = exchange(bytes);
    QTEST(answer.status, "status");
    if (bytes.contains("/ngrok/")) {
        QCOMPARE(answer.json()[u"statusCode"_s], answer.status);
        QVERIFY(answer.json()[u"msg"_s].isString());
    } else {
        QVERIFY2(answer.isErrorEnvelope(), answer.body.constData());
    }
    QCOMPARE(m_sandbox.get(u"/gateways"_s).status, 200);
}

void ContractMalformed::survived_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("ends in the body") << request("POST", gateways, "Content-Length: 100\r\n") + "{";
    QTest::newRow("ends in a header") << QByteArray("GET / HTTP/1.1\r\nHos");
    QTest::newRow("ends in the first line") << QByteArray("GE");
    QTest::newRow("says nothing") << QByteArray();
    QTest::newRow("a length that is negative")
        << request("POST", gateways, "Content-Length: -5\r\n");
    QTest::newRow("a length beyond any range")
        << request("POST", gateways, "Content-Length: 99999999999999999999\r\n");
    QTest::newRow("TLS") << QByteArray::fromHex("16030100a5010000a10303") + QByteArray(160, '\0');
}

/// Cut short by the client, so that there is nobody to answer.
void ContractMalformed::survived()
{
    QFETCH(QByteArray, bytes);
    const Answer answer = exchange(bytes, true);
    QVERIFY(answer.status == 0 || answer.status >= 400);
    QCOMPARE(m_sandbox.get(u"/gateways"_s).status, 200);
}

void ContractMalformed::cleanupTestCase()
{
    QCOMPARE(m_sandbox.terminate(), 0);
    QCOMPARE(m_sandbox.process().readAllStandardError(), "");
}

QTEST_GUILESS_MAIN(ContractMalformed)
#include "tst_sandbox_malformed.moc"
