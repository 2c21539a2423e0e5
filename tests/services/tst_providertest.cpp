// SPDX-License-Identifier: GPL-3.0-or-later
// "Reach the host": every way in which a host can answer, or not, ends in words, and nothing but a
// handshake is ever sent. The key and the certificates in tests/data/tls are for this alone; two of
// them are good until 2120.
#include "models/services/providertest.h"
#include "tests/support/testdata.h"

#include <QFile>
#include <QPointer>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using State = ProviderTest::State;

class TestProviderTest : public QObject
{
    Q_OBJECT

private:
    static QSslCertificate certificate(const QString &name)
    {
        return QSslCertificate::fromPath(testDataPath("tls/" + name + ".pem")).value(0);
    }
    static QSslConfiguration serving(const QString &name)
    {
        QFile file(testDataPath("tls/key.pem"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no key");
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(certificate(name));
        configuration.setPrivateKey(QSslKey(&file, QSsl::Ec));
        return configuration;
    }
    static std::unique_ptr<ProviderTest> testOf(const QTcpServer &server)
    {
        return std::make_unique<ProviderTest>(
            ProviderTest::Kind::CustomProvider, "x",
            QStringLiteral("https://127.0.0.1:%1/v1?key=planted").arg(server.serverPort()));
    }
    static const ProviderTest::Check &host(const ProviderTest &test)
    {
        return test.checks().last();
    }

private Q_SLOTS:
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_configuration); }

    void certificates_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("text");
        QTest::newRow("valid") << "valid" << true << State::Passed
                               << "valid certificate, until 2120";
        QTest::newRow("self-signed") << "valid" << false << State::Failed << "self-signed";
        QTest::newRow("expired") << "expired" << true << State::Failed << "expired";
        QTest::newRow("of another host") << "elsewhere" << true << State::Failed << "host name";
    }
    void certificates()
    {
        QFETCH(QString, name);
        QFETCH(bool, isTrusted);
        QFETCH(State, state);
        QFETCH(QString, text);
        QSslServer server;
        server.setSslConfiguration(serving(name));
        QVERIFY(server.listen(QHostAddress::LocalHost));
        if (isTrusted) {
            QSslConfiguration trusting = m_configuration;
            trusting.addCaCertificate(certificate(name));
            QSslConfiguration::setDefaultConfiguration(trusting);
        }
        QByteArray said; // within TLS
        bool hasMet = false;
        QPointer<QSslSocket> met; // the server may delete it once it is closed
        connect(&server, &QSslServer::startedEncryptionHandshake, this, [&](QSslSocket *socket) {
            hasMet = true;
            met = socket;
            connect(socket, &QIODevice::readyRead, this,
                    [&said, socket] { said += socket->readAll(); });
        });
        const auto test = testOf(server);
        QVERIFY(test->canReach());
        test->reach();
        QTRY_COMPARE(host(*test).state, state);
        QVERIFY2(host(*test).text.contains(text), qPrintable(host(*test).text));
        QVERIFY(host(*test).text.contains("127.0.0.1") && !host(*test).text.contains("planted"));
        QVERIFY(!test->isRunning());
        QTRY_VERIFY(hasMet && (!met || met->state() == QAbstractSocket::UnconnectedState));
        QCOMPARE(said, QByteArray());
    }

    void othersThanTls_data()
    {
        QTest::addColumn<QByteArray>("answer"); // empty: it closes
        QTest::addColumn<QString>("text");
        QTest::newRow("closes") << QByteArray() << "closed the connection";
        QTest::newRow("HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << "not with TLS";
    }
    void othersThanTls()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, text);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray heard;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, this, [&heard, answer, socket] {
                heard += socket->readAll();
                if (answer.isEmpty())
                    socket->close();
                else
                    socket->write(answer);
            });
        });
        const auto test = testOf(server);
        test->reach();
        QTRY_COMPARE(host(*test).state, State::Failed);
        QVERIFY2(host(*test).text.contains(text), qPrintable(host(*test).text));
        QVERIFY(heard.startsWith('\x16')); // RFC 8446, 5.1: a handshake
        QVERIFY(!heard.contains("planted") && !heard.contains("HTTP"));
    }

    // A host that takes the connection and says nothing.
    void silence()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto test = testOf(server);
        QCOMPARE(host(*test).state, State::NotAsked);
        test->reach();
        QVERIFY(test->isRunning());
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        QTRY_VERIFY(socket->bytesAvailable() > 0);
        QVERIFY(test->isRunning());
        test->cancel();
        QVERIFY(!test->isRunning());
        QCOMPARE(host(*test).text, "Cancelled.");
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);

        test->setPatience(50ms);
        test->reach(); // once more
        QTRY_COMPARE(host(*test).state, State::Failed);
        QCOMPARE(host(*test).text, "127.0.0.1 does not answer within 0.05 s.");
    }

    void nobody()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto test = testOf(server);
        server.close();
        test->reach();
        QTRY_COMPARE(host(*test).state, State::Failed);
        QVERIFY2(host(*test).text.contains("refused"), qPrintable(host(*test).text));
    }

    void onlyWhatCanBeReached()
    {
        ProviderTest wrong(ProviderTest::Kind::CustomProvider, "a b", "http://example.com");
        QCOMPARE(wrong.checks().at(0).state, State::Failed);
        QCOMPARE(wrong.checks().at(1).state, State::Failed);
        QVERIFY(!wrong.canReach());
        wrong.reach();
        QVERIFY(!wrong.isRunning());
        const ProviderTest internal(ProviderTest::Kind::Ngrok, "x", "http://vllm.internal/v1");
        QCOMPARE(internal.checks().at(1).state, State::Passed);
        QVERIFY(!internal.canReach());
    }

private:
    const QSslConfiguration m_configuration = QSslConfiguration::defaultConfiguration();
};

QTEST_GUILESS_MAIN(TestProviderTest)
#include "tst_providertest.moc"
