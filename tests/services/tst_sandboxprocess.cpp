// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/sandboxprocess.h"

#include "models/services/connection.h"
#include "models/services/gatewayservice.h"
#include "tests/support/await.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <csignal>
#include <sys/stat.h>

using namespace gatehouse;
using namespace gatehouse::test;
using State = SandboxProcess::State;

// The sandbox as a child process: how it starts, fails, comes again and never outlives its parent.
class TestSandboxProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsAndStops();
    void startingAgainReplaces();
    void killedChildIsAFailure();
    void badArgumentsTellWhy();
    void endWithoutAWord();
    void missingProgram();
    void progressIsToldInWholeLines();
    void destructorEndsTheChild();
    void killedParentTakesTheChildAlong();
    void connectionStates();
    void connectionFailsAndRestarts();
    void connectionToAnOpenService();

private:
    QStringList arguments(int logs = 100) const
    {
        return {QStringLiteral("--database"),  m_folder.filePath(QStringLiteral("sandbox.db")),
                QStringLiteral("--seed-logs"), QString::number(logs),
                QStringLiteral("--now"),       QStringLiteral("2026-11-20T12:00:00Z")};
    }
    // Puts a shell script in the place of the sandbox.
    void replaceProgram(const QByteArray &script);

    QTemporaryDir m_folder;
};

static bool isAlive(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    return !stat.readAll().contains(") Z "); // a zombie waits for its parent only
}

void TestSandboxProcess::init()
{
    qputenv("PATH", GATEHOUSE_BIN_DIR ":/usr/bin:/bin");
    QCOMPARE(SandboxProcess::program(), QStringLiteral(GATEHOUSE_BIN_DIR "/gatehouse-sandbox"));
}

void TestSandboxProcess::replaceProgram(const QByteArray &script)
{
    QDir(m_folder.path()).mkdir(QStringLiteral("bin"));
    QFile file(m_folder.filePath(QStringLiteral("bin/gatehouse-sandbox")));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\n" + script);
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    qputenv("PATH", m_folder.filePath(QStringLiteral("bin")).toUtf8() + ":/usr/bin:/bin");
}

void TestSandboxProcess::startsAndStops()
{
    SandboxProcess sandbox;
    QSignalSpy states(&sandbox, &SandboxProcess::stateChanged);
    QCOMPARE(sandbox.state(), State::Stopped);
    sandbox.start(arguments());
    QCOMPARE(sandbox.state(), State::Starting);
    QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 20'000);
    QCOMPARE(sandbox.apiUrl().host(), QStringLiteral("127.0.0.1"));
    QCOMPARE(sandbox.apiUrl().path(), QStringLiteral("/client/v4"));
    QVERIFY(sandbox.apiUrl().port() > 0);
    const qint64 pid = sandbox.processId();
    QVERIFY(isAlive(pid));

    sandbox.stop();
    QCOMPARE(sandbox.state(), State::Stopped);
    QVERIFY(sandbox.apiUrl().isEmpty());
    QVERIFY(sandbox.failure().isEmpty());
    QVERIFY(!isAlive(pid));
    QCOMPARE(states.count(), 3);
    sandbox.stop();
    QCOMPARE(states.count(), 3);
}

void TestSandboxProcess::startingAgainReplaces()
{
    SandboxProcess sandbox;
    sandbox.start(arguments());
    QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 20'000);
    const qint64 first = sandbox.processId();
    sandbox.start(arguments());
    QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 20'000);
    QVERIFY(!isAlive(first));
    QVERIFY(sandbox.processId() != first);
}

void TestSandboxProcess::killedChildIsAFailure()
{
    SandboxProcess sandbox;
    sandbox.start(arguments());
    QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 20'000);
    kill(pid_t(sandbox.processId()), SIGKILL);
    QTRY_COMPARE(sandbox.state(), State::Failed);
    QVERIFY(sandbox.failure().contains(QLatin1String("killed")));
    QVERIFY(sandbox.apiUrl().isEmpty());

    sandbox.start(arguments());
    QVERIFY(sandbox.failure().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 20'000);
}

void TestSandboxProcess::badArgumentsTellWhy()
{
    SandboxProcess sandbox;
    sandbox.start({QStringLiteral("--no-such-option")});
    QTRY_COMPARE(sandbox.state(), State::Failed);
    QVERIFY2(sandbox.failure().contains(QLatin1String("--no-such-option")),
             qPrintable(sandbox.failure()));
    QVERIFY(!sandbox.failure().contains(u'\n'));

    sandbox.start({QStringLiteral("--database"), QStringLiteral("/nonexistent/folder/x.db")});
    QTRY_COMPARE(sandbox.state(), State::Failed);
    QVERIFY2(sandbox.failure().contains(QLatin1String("/nonexistent/folder/x.db")),
             qPrintable(sandbox.failure()));
}

void TestSandboxProcess::endWithoutAWord()
{
    replaceProgram("exit 3\n");
    SandboxProcess sandbox;
    sandbox.start({});
    QTRY_COMPARE(sandbox.state(), State::Failed);
    QVERIFY2(sandbox.failure().contains(u'3'), qPrintable(sandbox.failure()));

    replaceProgram("printf 'no newline at the end' >&2; exit 2\n");
    sandbox.start({});
    QTRY_COMPARE(sandbox.state(), State::Failed);
    QCOMPARE(sandbox.failure(), QStringLiteral("no newline at the end"));

    // A progress line is no reason.
    replaceProgram("echo '90 % done' >&2; kill -9 $$\n");
    sandbox.start({});
    QTRY_COMPARE(sandbox.state(), State::Failed);
    QVERIFY2(!sandbox.failure().contains(u'%'), qPrintable(sandbox.failure()));
}

void TestSandboxProcess::missingProgram()
{
    qputenv("PATH", "/nonexistent");
    SandboxProcess sandbox;
    sandbox.start({});
    QTRY_COMPARE(sandbox.state(), State::Failed);
    QVERIFY(sandbox.failure().contains(QLatin1String("gatehouse-sandbox")));
}

void TestSandboxProcess::progressIsToldInWholeLines()
{
    const QString fifo = m_folder.filePath(QStringLiteral("fifo"));
    QCOMPARE(mkfifo(qPrintable(fifo), 0600), 0);
    replaceProgram("printf 'one\\ntw' >&2; read go <" + fifo.toUtf8()
                   + "; printf 'o\\nthree\\n' >&2; read go <" + fifo.toUtf8() + '\n');
    SandboxProcess sandbox;
    QStringList lines;
    connect(&sandbox, &SandboxProcess::progressed, this,
            [&lines](const QString &line) { lines.append(line); });
    sandbox.start({});
    QTRY_COMPARE(lines, QStringList{"one"});
    QFile go(fifo);
    QVERIFY(go.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    go.write("\n");
    QTRY_COMPARE(lines, QStringList({"one", "two", "three"}));
}

void TestSandboxProcess::destructorEndsTheChild()
{
    qint64 pid = 0;
    {
        SandboxProcess sandbox;
        sandbox.start(arguments());
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 20'000);
        pid = sandbox.processId();
    }
    QVERIFY(!isAlive(pid));
}

void TestSandboxProcess::killedParentTakesTheChildAlong()
{
    QProcess holder;
    holder.start(QStringLiteral(GATEHOUSE_TEST_DIR "/sandboxholder"), arguments());
    QVERIFY(holder.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(holder.canReadLine(), 20'000);
    const qint64 child = holder.readLine().trimmed().toLongLong();
    QVERIFY(child > 0 && isAlive(child));
    holder.kill();
    QVERIFY(holder.waitForFinished());
    QCOMPARE(holder.exitStatus(), QProcess::CrashExit);
    QTRY_VERIFY(!isAlive(child));
}

void TestSandboxProcess::connectionStates()
{
    Connection connection({.id = QStringLiteral("sandbox"), .name = QStringLiteral("Sandbox")});
    QSignalSpy changes(&connection, &Connection::stateChanged);
    QCOMPARE(connection.state(), Connection::State::Starting);
    QCOMPARE(connection.sandbox(), nullptr);
    connection.openSandbox(arguments());
    QTRY_COMPARE_WITH_TIMEOUT(connection.state(), Connection::State::Ready, 20'000);
    QCOMPARE(changes.count(), 1);
    VERIFY_RESULT(await(connection.gateways()->list()));

    // Destroyed with a call under way and the child running.
    auto *other =
        new Connection(Profile{.id = QStringLiteral("other"), .name = QStringLiteral("Other")});
    other->open(connection.client()->endpoint());
    const auto call = other->gateways()->list();
    delete other;
    QCOMPARE(await(call).error().kind, ApiError::Kind::Cancelled);
}

void TestSandboxProcess::connectionFailsAndRestarts()
{
    Connection connection({.id = QStringLiteral("sandbox"), .name = QStringLiteral("Sandbox")});
    connection.restart(); // of nothing
    connection.openSandbox(arguments());
    QTRY_COMPARE_WITH_TIMEOUT(connection.state(), Connection::State::Ready, 20'000);
    kill(pid_t(connection.sandbox()->processId()), SIGKILL);
    QTRY_COMPARE(connection.state(), Connection::State::Failed);
    QVERIFY(!connection.failure().isEmpty());
    connection.restart();
    QCOMPARE(connection.state(), Connection::State::Starting);
    QVERIFY(connection.failure().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(connection.state(), Connection::State::Ready, 20'000);
    VERIFY_RESULT(await(connection.gateways()->list()));
}

void TestSandboxProcess::connectionToAnOpenService()
{
    Connection connection({.id = QStringLiteral("account"), .name = QStringLiteral("Account")});
    QSignalSpy changes(&connection, &Connection::stateChanged);
    connection.open({QUrl(QStringLiteral("https://example.com")), QStringLiteral("a"), {}});
    QCOMPARE(connection.state(), Connection::State::Ready);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(connection.client()->endpoint().account, QStringLiteral("a"));
    QCOMPARE(connection.name(), QStringLiteral("Account"));
}

QTEST_GUILESS_MAIN(TestSandboxProcess)
#include "tst_sandboxprocess.moc"
