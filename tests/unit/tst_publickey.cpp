// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/publickey.h"

#include <QTest>

using namespace gatehouse;

class TestPublicKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data();
    void faults();
};

void TestPublicKey::faults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<PublicKeyFault>("fault");
    const auto row = [](const char *name, const QString &text, PublicKeyFault fault) {
        QTest::newRow(name) << text << fault;
    };
    const auto pem = [](const QString &kind, const QString &content) {
        return QStringLiteral("-----BEGIN %1-----\n%2\n-----END %1-----\n").arg(kind, content);
    };
    const QString ed25519 =
        QStringLiteral("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
    using enum PublicKeyFault;
    row("good", pem("PUBLIC KEY", ed25519), None);
    row("of RSA", pem("RSA PUBLIC KEY", ed25519), None);
    row("in several lines", pem("PUBLIC KEY", QString(ed25519).insert(30, "\r\n")), None);
    row("nothing", {}, NotPem);
    row("base64 alone", ed25519, NotPem);
    row("no end", "-----BEGIN PUBLIC KEY-----\n" + ed25519, NotPem);
    row("other end", "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END CERTIFICATE-----", NotPem);
    row("private", pem("PRIVATE KEY", ed25519), PrivateKey);
    row("private of RSA", pem("RSA PRIVATE KEY", ed25519), PrivateKey);
    row("certificate", pem("CERTIFICATE", ed25519), OtherKind);
    row("a character lost", pem("PUBLIC KEY", QString(ed25519).remove(20, 1)), Damaged);
    row("a line lost", pem("PUBLIC KEY", QString(ed25519).remove(20, 8)), Damaged);
    row("empty", pem("PUBLIC KEY", {}), Damaged);
}

void TestPublicKey::faults()
{
    QFETCH(QString, text);
    QFETCH(PublicKeyFault, fault);
    QCOMPARE(publicKeyFault(text), fault);
}

QTEST_GUILESS_MAIN(TestPublicKey)
#include "tst_publickey.moc"
