// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs as a person starts them.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

class ProgramTest : public QObject
{
    Q_OBJECT

private:
    struct Outcome
    {
        int status = -1;
        QString out;
        QString error;
    };

    // In a home of its own, so that nothing of the person's is read or written.
    static QProcessEnvironment environment(const QString &home)
    {
        QProcessEnvironment result = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"CLOUDFLARE_API_TOKEN", "CLOUDFLARE_ACCOUNT_ID",
                                 "CLOUDFLARE_EMAIL", "CLOUDFLARE_API_KEY", "DISPLAY"})
            result.remove(name);
        result.insert("HOME", home);
        result.insert("XDG_DATA_HOME", home + "/data");
        result.insert("XDG_CONFIG_HOME", home + "/config");
        result.insert("QT_QPA_PLATFORM", "offscreen");
        return result;
    }

    static QString program() { return QStringLiteral(GATEHOUSE_BIN_DIR "/gatehouse"); }

    Outcome run(const QStringList &arguments, int timeout = 20'000)
    {
        QProcess process;
        process.setProcessEnvironment(environment(m_home.path()));
        process.start(program(), arguments);
        if (!process.waitForFinished(timeout)) {
            process.kill();
            process.waitForFinished();
            return {-1, {}, QStringLiteral("it did not end")};
        }
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    // The sandboxes whose database is below a folder, by their command lines.
    static QList<qint64> sandboxesIn(const QString &folder)
    {
        QList<qint64> found;
        for (const QString &pid : QDir("/proc").entryList(QDir::Dirs)) {
            QFile file("/proc/" + pid + "/cmdline");
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray line = file.readAll();
            if (line.contains("gatehouse-sandbox") && line.contains(folder.toUtf8()))
                found.append(pid.toLongLong());
        }
        return found;
    }

    QTemporaryDir m_home;

private Q_SLOTS:
    void help()
    {
        const Outcome outcome = run({"--help"});
        QCOMPARE(outcome.status, 0);
        for (const char *option : {"--sandbox", "--api-url", "--account", "--ngrok-url", "--open",
                                   "--tour", "--help", "--version"})
            QVERIFY2(outcome.out.contains(QLatin1String(option)), option);
        QCOMPARE(outcome.error, QString());
    }

    void version()
    {
        const Outcome outcome = run({"--version"});
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.out, "gatehouse " GATEHOUSE_VERSION "\n");
    }

    void wrongOption()
    {
        const Outcome outcome = run({"--nonsense"});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.error.startsWith("gatehouse: "));
        QCOMPARE(outcome.error.count(u'\n'), 1);
    }

    void tour()
    {
        const QString folder = m_home.filePath("tour");
        const Outcome outcome = run({"--tour", folder}, 200'000);
        QVERIFY2(outcome.status == 0, qPrintable(outcome.error));
        QVERIFY2(!outcome.error.contains("gatehouse"), qPrintable(outcome.error));
        for (const char *name :
             {"window", "gateways", "gateway-form-general", "gateway-overview", "logs",
              "log-inspector", "requests", "evaluation-types", "connections"}) {
            const QImage light(folder + "/" + name + "-light.png");
            const QImage dark(folder + "/" + name + "-dark.png");
            QVERIFY2(light.width() > 200 && light.height() > 100, name);
            QCOMPARE(dark.size(), light.size());
            // The corner pixel is background: bright in one, dim in the other.
            QVERIFY2(light.pixelColor(1, light.height() / 2).lightness() > 180, name);
            QVERIFY2(dark.pixelColor(1, dark.height() / 2).lightness() < 90, name);
        }
        QCOMPARE(QImage(folder + "/window-light.png").size(), QSize(1440, 900));
        QCOMPARE(sandboxesIn(m_home.path()).size(), 0);
    }

    void tourOfNothing()
    {
        const Outcome outcome = run({"--tour", m_home.filePath("none"), "--api-url",
                                     "http://127.0.0.1:9/client/v4", "--account", "a"},
                                    60'000);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.error.contains("tour failed"), qPrintable(outcome.error));
    }

    void sandboxGoesWithTheConsole_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("terminated") << SIGTERM;
        QTest::newRow("killed") << SIGKILL;
    }
    void sandboxGoesWithTheConsole()
    {
        QFETCH(const int, signal);
        QTemporaryDir home;
        QProcess process;
        process.setProcessEnvironment(environment(home.path()));
        process.start(program(), {"--sandbox"});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(sandboxesIn(home.path()).size() == 1, 20'000);
        kill(pid_t(process.processId()), signal);
        QVERIFY(process.waitForFinished());
        QVERIFY(!QDir(home.filePath("config")).exists("Unknown Organization"));
        QTRY_COMPARE_WITH_TIMEOUT(sandboxesIn(home.path()).size(), 0, 20'000);
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
