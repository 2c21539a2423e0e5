// SPDX-License-Identifier: GPL-3.0-or-later
// The console is killed in the middle of each step of a rotation, started again, and goes on.
#include "app/appcontext.h"
#include "tests/support/plantedsecrets.h"
#include "tests/views/providersbench.h"
#include "views/common/confirmdialog.h"
#include "views/providers/rotationpanel.h"

using namespace gatehouse;
using namespace gatehouse::test;

class RotationRestartTest : public QObject
{
    Q_OBJECT

private:
    const GatewayId m_gateway{QStringLiteral("production-chat")};
    SandboxFixture m_sandbox;
    ApiClient m_client;
    ProviderConfigService m_configs{&m_client};
    QTemporaryDir m_folder;

    std::optional<ProviderConfig> find(const QString &alias)
    {
        const auto all = await(m_configs.list(m_gateway));
        for (const ProviderConfig &config : all.value_or(QList<ProviderConfig>()))
            if (config.providerSlug == u"openai" && config.alias == alias)
                return config;
        return {};
    }
    bool isThere(const QString &alias) { return find(alias).has_value(); }
    bool isDefault(const QString &alias)
    {
        const auto config = find(alias);
        return config && config->isDefault;
    }
    // Presses the button in a console of its own, of which nothing is left once the service has
    // what was meant.
    template <class Reached> bool pressAndKill(const QString &button, Reached reached)
    {
        QProcess console;
        console.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        console.start(QStringLiteral(GATEHOUSE_TEST_DIR "/keyrotator"),
                      {m_sandbox.endpoint().apiUrl.toString(),
                       m_sandbox.endpoint().credentials.token, m_folder.path(), button});
        if (!console.waitForStarted())
            return false;
        const bool done =
            waitFor([&] { return console.state() == QProcess::NotRunning || reached(); }, 30'000);
        const bool lived = console.state() == QProcess::Running;
        console.kill(); // SIGKILL
        console.waitForFinished();
        return done && lived;
    }
    // What is written is carried out, and its answer does not come.
    bool holdAnswers(const char *method)
    {
        return m_sandbox.setFaults({{{"kind", "latency"},
                                     {"path", "*/provider_configs*"},
                                     {"method", method},
                                     {"milliseconds", 120'000}}});
    }

private Q_SLOTS:
    void killedInEveryStep()
    {
        QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
        m_client.setEndpoint(m_sandbox.endpoint());
        QVERIFY(isDefault("default"));

        QVERIFY(holdAnswers("POST"));
        QVERIFY(pressAndKill("Add the new key", [&] { return isThere("default-2"); }));
        QVERIFY(isDefault("default"));
        // Its entry is out, and not in again.
        QVERIFY(holdAnswers("DELETE"));
        QVERIFY(pressAndKill("Make it the default", [&] { return !isThere("default-2"); }));
        QVERIFY(isDefault("default"));
        QVERIFY(holdAnswers("POST"));
        QVERIFY(pressAndKill("Add it again", [&] { return isDefault("default-2"); }));
        QVERIFY(!isDefault("default") && isThere("default"));
        // On the way back the old one is out.
        QVERIFY(holdAnswers("DELETE"));
        QVERIFY(pressAndKill("Make the old key the default again",
                             [&] { return !isThere("default"); }));
        QVERIFY(m_sandbox.setFaults({}));

        AppContext context(m_folder.path());
        Connection *connection = context.addService(QStringLiteral("Test"), m_sandbox.endpoint());
        context.window()->resize(1200, 800);
        context.window()->show();
        QVERIFY(QTest::qWaitForWindowActive(context.window()));
        auto *view = static_cast<ProvidersView *>(context.window()->open(
            connection, {ViewAddress::Kind::GatewayProviders, m_gateway, {}}));
        QTRY_VERIFY(!view->isBusy() && view->model()->rowCount() > 0);
        QVERIFY(click(view->messages(), "Go on"));
        RotationPanel *panel = view->rotation();
        const auto press = [panel](const QString &button) {
            return QTest::qWaitFor(
                       [&] {
                           return panel->nextButton()->text() == button
                               && panel->nextButton()->isEnabled();
                       },
                       20'000)
                && click(panel, button);
        };
        QVERIFY(press("Add it again"));
        QVERIFY(press("Make it the default"));
        QVERIFY(press("Retire the old key…"));
        ConfirmDialog *question = nullptr;
        QTRY_VERIFY((question = context.window()->findChild<ConfirmDialog *>()));
        QTest::keyClicks(question->nameEdit(), "default");
        QTest::mouseClick(question->actionButton(), Qt::LeftButton);
        QVERIFY(press("Close"));
        QVERIFY(!isThere("default") && isDefault("default-2"));
        QTRY_VERIFY(!view->isBusy());
        QVERIFY(!click(view->messages(), "Go on"));
        QCOMPARE(PlantedSecrets({"planted-rotation-5be1"}).dirtyFiles(m_folder.path()),
                 QStringList());
    }
};

QTEST_MAIN(RotationRestartTest)
#include "tst_rotationrestart.moc"
