// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

const QStringList small{u"--seed-logs=100"_s};

} // namespace

class ContractProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersion();
    void badOptions_data();
    void badOptions();
    void bothOptionForms();
    void readyLineAndSignals();
    void endsAtOnceWithIdleConnections();
    void busyPort();
    void authentication_data();
    void authentication();
    void anyTokenWithoutTokenOption();
    void paths_data();
    void paths();
    void rawPaths_data();
    void rawPaths();
    void anotherAccount();
    void latency();
    void trafficAddsLogs();
    void fixedClock();
};

void ContractProgram::helpAndVersion()
{
    const auto help = Sandbox::run({u"--help"_s});
    QCOMPARE(help.status, 0);
    for (const char *option :
         {"--port", "--database", "--account", "--token", "--seed-logs", "--traffic", "--latency",
          "--dotted-filters", "--now", "--fill-gap", "--seed-number", "--version"}) {
        QVERIFY2(help.output.contains(option), option);
    }
    const auto version = Sandbox::run({u"--version"_s});
    QCOMPARE(version.status, 0);
    QVERIFY(version.output.startsWith("gatehouse-sandbox "));
}

void ContractProgram::badOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown") << QStringList{u"--nonsense"_s};
    QTest::newRow("stray word") << QStringList{u"hello"_s};
    QTest::newRow("no value") << QStringList{u"--port"_s};
    QTest::newRow("port text") << QStringList{u"--port=http"_s};
    QTest::newRow("port range") << QStringList{u"--port"_s, u"65536"_s};
    QTest::newRow("negative rows") << QStringList{u"--seed-logs=-1"_s};
    QTest::newRow("traffic") << QStringList{u"--traffic=often"_s};
    QTest::newRow("now") << QStringList{u"--now=yesterday"_s};
    QTest::newRow("empty account") << QStringList{u"--account="_s};
    QTest::newRow("flag with value") << QStringList{u"--dotted-filters=yes"_s};
}

void ContractProgram::badOptions()
{
    QFETCH(QStringList, arguments);
    const auto run = Sandbox::run(arguments);
    QCOMPARE(run.status, 2);
    QVERIFY(run.output.isEmpty());
    QVERIFY(run.errors.startsWith("gatehouse-sandbox: "));
    QCOMPARE(run.errors.count('\n'), 1);
}

void ContractProgram::bothOptionForms()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start({u"--seed-logs"_s, u"10"_s, u"--account=other"_s}));
    const Answer answer = sandbox.sendRaw("GET", u"/client/v4/accounts/other/ai-gateway/gateways"_s,
                                          {}, {{"Authorization", "Bearer t"}});
    QCOMPARE(answer.status, 200);
}

void ContractProgram::readyLineAndSignals()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small));
    static const QRegularExpression line(
        u"^gatehouse-sandbox listening on http://127\\.0\\.0\\.1:\\d+/client/v4$"_s);
    QVERIFY(line.match(QString::fromLatin1(sandbox.readyLine())).hasMatch());
    QCOMPARE(sandbox.terminate(), 0);
    QVERIFY(sandbox.process().readAllStandardError().isEmpty());
}

void ContractProgram::endsAtOnceWithIdleConnections()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small));
    QCOMPARE(sandbox.get(u"/gateways"_s).status, 200);
    QTcpSocket silent;
    silent.connectToHost(u"127.0.0.1"_s, sandbox.port());
    QVERIFY(silent.waitForConnected());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(sandbox.terminate(), 0);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void ContractProgram::busyPort()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto run = Sandbox::run({u"--port"_s, QString::number(server.serverPort())});
    QCOMPARE(run.status, 2);
    QVERIFY(run.errors.contains(QByteArray::number(server.serverPort())));
    Sandbox sandbox;
    QVERIFY(sandbox.start(small));
    QCOMPARE(Sandbox::run({u"--port"_s, QString::number(sandbox.port())}).status, 2);
}

using Headers = QList<std::pair<QByteArray, QByteArray>>;

void ContractProgram::authentication_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << Headers{} << 401;
    QTest::newRow("right") << Headers{{"Authorization", "Bearer secret"}} << 200;
    QTest::newRow("wrong") << Headers{{"Authorization", "Bearer other"}} << 403;
    QTest::newRow("empty bearer") << Headers{{"Authorization", "Bearer "}} << 401;
    QTest::newRow("basic") << Headers{{"Authorization", "Basic c2VjcmV0"}} << 401;
    QTest::newRow("key") << Headers{{"X-Auth-Email", "a@example.com"}, {"X-Auth-Key", "secret"}}
                         << 200;
    QTest::newRow("wrong key") << Headers{{"X-Auth-Email", "a@example.com"}, {"X-Auth-Key", "x"}}
                               << 403;
    QTest::newRow("key alone") << Headers{{"X-Auth-Key", "secret"}} << 401;
    QTest::newRow("e-mail alone") << Headers{{"X-Auth-Email", "a@example.com"}} << 401;
}

void ContractProgram::authentication()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small + QStringList{u"--token=secret"_s}));
    QFETCH(Headers, headers);
    QFETCH(int, status);
    const Answer answer = sandbox.sendRaw("GET", Sandbox::accountPath(u"/gateways"_s), {}, headers);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.isErrorEnvelope(), status != 200);
}

void ContractProgram::anyTokenWithoutTokenOption()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small));
    QCOMPARE(sandbox.get(u"/gateways"_s).status, 200);
    QCOMPARE(sandbox.sendRaw("GET", Sandbox::accountPath(u"/gateways"_s), {}, {}).status, 401);
}

void ContractProgram::paths_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    const QString gateways = Sandbox::accountPath(u"/gateways"_s);
    QTest::newRow("root") << QByteArray("GET") << u"/"_s << 404 << QByteArray();
    QTest::newRow("unknown") << QByteArray("GET") << Sandbox::accountPath(u"/nonsense"_s) << 404
                             << QByteArray();
    QTest::newRow("trailing slash")
        << QByteArray("GET") << gateways + u"/"_s << 404 << QByteArray();
    QTest::newRow("verb") << QByteArray("PATCH") << gateways << 405 << QByteArray("GET, POST");
    QTest::newRow("verb without body")
        << QByteArray("DELETE") << gateways << 405 << QByteArray("GET, POST");
    QTest::newRow("verb on a gateway")
        << QByteArray("POST") << gateways + u"/staging"_s << 405 << QByteArray("GET, PUT, DELETE");
    QTest::newRow("known") << QByteArray("GET") << gateways << 200 << QByteArray();
}

void ContractProgram::paths()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small));
    QFETCH(QByteArray, verb);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QByteArray, allow);
    const Answer answer = sandbox.sendRaw(verb, path, {}, {{"Authorization", "Bearer t"}});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.isErrorEnvelope(), status != 200);
    QCOMPARE(answer.allow, allow);
}

void ContractProgram::rawPaths_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("status");
    const QByteArray gateways = Sandbox::accountPath(u"/gateways"_s).toLatin1();
    QTest::newRow("dots") << gateways + "/.." << QByteArray("400");
    QTest::newRow("encoded dots") << gateways + "/%2e%2E" << QByteArray("400");
    QTest::newRow("one dot") << gateways + "/./logs" << QByteArray("400");
    QTest::newRow("encoded slash") << gateways + "%2Fstaging" << QByteArray("404");
    QTest::newRow("encoded letter") << gateways + "/%73taging" << QByteArray("200");
    QTest::newRow("plus in a path") << gateways + "/a+b" << QByteArray("404");
}

/// Written by hand, because clients tidy such paths up.
void ContractProgram::rawPaths()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, status);
    Sandbox sandbox;
    QVERIFY(sandbox.start(small));
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, sandbox.port());
    socket.write("GET " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n\r\n");
    QTRY_VERIFY(socket.canReadLine());
    QCOMPARE(socket.readLine().split(' ').at(1), status);
}

void ContractProgram::anotherAccount()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small));
    const Answer answer =
        sandbox.sendRaw("GET", u"/client/v4/accounts/somebody/ai-gateway/gateways"_s, {},
                        {{"Authorization", "Bearer t"}});
    QCOMPARE(answer.status, 404);
    QVERIFY(answer.isErrorEnvelope());
}

void ContractProgram::latency()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small + QStringList{u"--latency"_s, u"150"_s}));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(sandbox.get(u"/gateways"_s).status, 200);
    QVERIFY(timer.elapsed() >= 150);
}

void ContractProgram::trafficAddsLogs()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(small + QStringList{u"--traffic=200"_s}));
    const QString logs = u"/gateways/production-chat/logs"_s;
    QTRY_VERIFY(sandbox.get(logs).total() > 120);
    const QJsonArray rows = sandbox.get(logs).list();
    for (int i = 1; i < rows.size(); ++i) {
        QVERIFY(rows[i - 1][u"created_at"].toString() >= rows[i][u"created_at"].toString());
    }
    const QJsonObject silent{{u"cache_invalidate_on_update"_s, false},
                             {u"cache_ttl"_s, 0},
                             {u"collect_logs"_s, false},
                             {u"rate_limiting_interval"_s, 0},
                             {u"rate_limiting_limit"_s, 0}};
    QCOMPARE(sandbox.send("PUT", u"/gateways/production-chat"_s, silent).status, 200);
    const int before = sandbox.get(logs).total();
    const QString others = u"/gateways/search-embeddings/logs"_s;
    const int othersBefore = sandbox.get(others).total();
    QTRY_VERIFY(sandbox.get(others).total() > othersBefore);
    QCOMPARE(sandbox.get(logs).total(), before);
}

void ContractProgram::fixedClock()
{
    const QStringList arguments{u"--seed-logs=2000"_s, u"--now"_s, u"2025-06-02T10:00:00Z"_s};
    Sandbox first;
    Sandbox second;
    Sandbox other;
    QVERIFY(first.start(arguments));
    QVERIFY(second.start(arguments));
    QVERIFY(other.start(arguments + QStringList{u"--seed-number=2"_s}));
    const QStringList paths{u"/gateways"_s, u"/gateways/production-chat/logs"_s,
                            u"/gateways/staging/logs"_s};
    for (const QString &path : paths) {
        QCOMPARE(first.get(path).body, second.get(path).body);
    }
    QVERIFY(first.get(paths[1]).body != other.get(paths[1]).body);
    const QJsonArray rows = first.allLogs(u"production-chat"_s);
    QCOMPARE(rows.size(), 2000);
    QVERIFY(rows.first()[u"created_at"].toString() < u"2025-06-02T10:00:00.000Z"_s);
    QVERIFY(rows.last()[u"created_at"].toString() >= u"2025-05-03T10:00:00.000Z"_s);
    const QJsonObject created = first
                                    .send("POST", u"/gateways"_s,
                                          {{u"id"_s, u"made"_s},
                                           {u"cache_invalidate_on_update"_s, false},
                                           {u"cache_ttl"_s, 0},
                                           {u"collect_logs"_s, true},
                                           {u"rate_limiting_interval"_s, 0},
                                           {u"rate_limiting_limit"_s, 0}})
                                    .object();
    QCOMPARE(created[u"created_at"].toString(), u"2025-06-02T10:00:00.000Z"_s);
}

QTEST_GUILESS_MAIN(ContractProgram)
#include "tst_sandbox_program.moc"
