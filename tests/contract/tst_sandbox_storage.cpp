// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(name));
    }
}

const QJsonObject body{{u"id"_s, u"kept"_s},
                       {u"cache_invalidate_on_update"_s, true},
                       {u"cache_ttl"_s, 17},
                       {u"collect_logs"_s, true},
                       {u"rate_limiting_interval"_s, 0},
                       {u"rate_limiting_limit"_s, 0}};

} // namespace

class ContractStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void restartKeepsEverything_data();
    void restartKeepsEverything();
    void interruptedSeedingStartsOver();
    void secondSandboxIsRefused();
    void foreignFiles_data();
    void foreignFiles();
    void newerSchemaIsRefused();
    void emptyFileIsFilled();
    void unwritable_data();
    void unwritable();
    void gapIsFilled();

private:
    QStringList arguments() const
    {
        return {u"--seed-logs=500"_s, u"--now=2025-06-02T10:00:00Z"_s, u"--database"_s, m_file};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void ContractStorage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"sandbox.db"_s);
}

void ContractStorage::restartKeepsEverything_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("terminated") << false;
    QTest::newRow("killed") << true;
}

void ContractStorage::restartKeepsEverything()
{
    QFETCH(bool, killed);
    const QString logs = u"/gateways/production-chat/logs"_s;
    QByteArray gateways;
    QByteArray page;
    QString rated;
    {
        Sandbox sandbox;
        QVERIFY(sandbox.start(arguments()));
        QCOMPARE(sandbox.send("POST", u"/gateways"_s, body).status, 200);
        QCOMPARE(sandbox.send("DELETE", u"/gateways/staging"_s).status, 200);
        const QJsonArray rows = sandbox.get(logs).list();
        rated = rows[3][u"id"].toString();
        QCOMPARE(sandbox
                     .send("PATCH", logs + u"/"_s + rated,
                           {{u"feedback"_s, -1}, {u"metadata"_s, QJsonObject{{u"mark"_s, 7}}}})
                     .status,
                 200);
        QCOMPARE(sandbox.send("DELETE", logs, {}, {{u"limit"_s, u"10"_s}}).status, 200);
        gateways = sandbox.get(u"/gateways"_s).body;
        page = sandbox.get(logs, {{u"per_page"_s, u"50"_s}, {u"meta_info"_s, u"true"_s}}).body;
        QCOMPARE(sandbox.get(logs).total(), 490);
        if (killed) {
            sandbox.kill();
        } else {
            QCOMPARE(sandbox.terminate(), 0);
        }
    }
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    QCOMPARE(sandbox.get(u"/gateways"_s).body, gateways);
    QCOMPARE(sandbox.get(logs, {{u"per_page"_s, u"50"_s}, {u"meta_info"_s, u"true"_s}}).body, page);
    const Answer marked =
        sandbox.get(logs, {{u"filters"_s, filterText(u"metadata.key"_s, u"eq"_s, {u"mark"_s})}});
    QCOMPARE(marked.total(), 1);
    QCOMPARE(marked.list().first()[u"id"].toString(), rated);
}

void ContractStorage::interruptedSeedingStartsOver()
{
    {
        QProcess process;
        process.start(QStringLiteral(GATEHOUSE_BIN_DIR "/gatehouse-sandbox"),
                      {u"--database"_s, m_file, u"--seed-logs=20000000"_s});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY(QFileInfo(m_file + u"-wal"_s).size() > 0);
        process.kill();
        QVERIFY(process.waitForFinished());
    }
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    QCOMPARE(sandbox.get(u"/gateways/production-chat/logs"_s).total(), 500);
    QCOMPARE(sandbox.get(u"/gateways"_s).list().size(), 6);
}

void ContractStorage::secondSandboxIsRefused()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const auto second = Sandbox::run(arguments());
    QCOMPARE(second.status, 2);
    QVERIFY(second.errors.contains("in use"));
    QCOMPARE(second.errors.count('\n'), 1);
    QCOMPARE(sandbox.send("POST", u"/gateways"_s, body).status, 200);
}

void ContractStorage::foreignFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("Dear diary, nothing happened.\n");
    QTest::newRow("longer text") << QByteArray("All work and no play. ").repeated(100);
    QByteArray header("SQLite format 3", 16);
    QTest::newRow("another's database") << header + QByteArray(4080, '\0');
    QTest::newRow("only a header") << header;
}

void ContractStorage::foreignFiles()
{
    QFETCH(QByteArray, content);
    write(m_file, content);
    const auto run = Sandbox::run(arguments());
    QCOMPARE(run.status, 2);
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY(run.errors.contains(m_file.toUtf8()));
    QCOMPARE(contentOf(m_file), content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"sandbox.db"_s});
}

void ContractStorage::newerSchemaIsRefused()
{
    {
        Sandbox sandbox;
        QVERIFY(sandbox.start(arguments()));
        QCOMPARE(sandbox.terminate(), 0);
    }
    QByteArray content = contentOf(m_file);
    constexpr qsizetype userVersionAt = 60;
    content[userVersionAt + 3] = 99;
    write(m_file, content);
    const auto run = Sandbox::run(arguments());
    QCOMPARE(run.status, 2);
    QVERIFY(run.errors.contains("99"));
    QCOMPARE(contentOf(m_file), content);
}

void ContractStorage::emptyFileIsFilled()
{
    write(m_file, {});
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    QCOMPARE(sandbox.get(u"/gateways"_s).list().size(), 6);
}

void ContractStorage::unwritable_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a folder") << QDir::tempPath();
    QTest::newRow("no such folder") << u"/nonexistent/sandbox.db"_s;
    QTest::newRow("a device") << u"/dev/null"_s;
}

void ContractStorage::unwritable()
{
    QFETCH(QString, name);
    const auto run = Sandbox::run({u"--database"_s, name});
    QCOMPARE(run.status, 2);
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY(run.errors.startsWith("gatehouse-sandbox: "));
}

void ContractStorage::gapIsFilled()
{
    {
        Sandbox sandbox;
        QVERIFY(sandbox.start(arguments()));
        QCOMPARE(sandbox.terminate(), 0);
    }
    const QStringList later{u"--now=2025-06-08T10:00:00Z"_s, u"--database"_s, m_file};
    const QString logs = u"/gateways/production-chat/logs"_s;
    {
        Sandbox sandbox;
        QVERIFY(sandbox.start(later));
        QCOMPARE(sandbox.get(logs).total(), 500);
        QCOMPARE(sandbox.terminate(), 0);
    }
    Sandbox sandbox;
    QVERIFY(sandbox.start(later + QStringList{u"--fill-gap"_s}));
    const int total = sandbox.get(logs).total();
    QVERIFY2(total >= 590 && total <= 610, qPrintable(QString::number(total)));
    QVERIFY(sandbox.get(logs).list().first()[u"created_at"].toString() > u"2025-06-08T03"_s);
}

QTEST_GUILESS_MAIN(ContractStorage)
#include "tst_sandbox_storage.moc"
