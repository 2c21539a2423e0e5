// SPDX-License-Identifier: GPL-3.0-or-later
// A key is replaced step by step, back and forth, and after a restart.
#include "models/services/drafts.h"
#include "models/services/keyrotation.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

#include <QDir>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using Step = KeyRotation::Step;

class TestKeyRotation : public QObject
{
    Q_OBJECT

private:
    const QString m_secret = QStringLiteral("planted-rotation-71c2");
    const GatewayId m_gateway{QStringLiteral("production-chat")};

    struct Bench
    {
        SandboxFixture sandbox;
        ApiClient client;
        ProviderConfigService configs{&client};
        LogService logs{&client};
        QTemporaryDir folder;
        Drafts drafts{folder.filePath("drafts")};

        Bench() { client.setEndpoint(sandbox.endpoint()); }
        std::unique_ptr<KeyRotation> rotation()
        {
            return std::make_unique<KeyRotation>(&configs, &logs, &drafts, "me/rotation/chat");
        }
    };

    ProviderConfig find(const QString &alias)
    {
        const auto all = await(m_bench->configs.list(m_gateway));
        for (const ProviderConfig &config : all.value_or(QList<ProviderConfig>()))
            if (config.providerSlug == "openai" && config.alias == alias)
                return config;
        return {};
    }
    static bool reached(const KeyRotation &rotation, Step step)
    {
        return waitFor([&] { return rotation.step() == step && !rotation.isRunning(); });
    }

    // Of the default key, as far as the step.
    std::unique_ptr<KeyRotation> begun(Step step)
    {
        auto rotation = m_bench->rotation();
        rotation->begin(find("default"));
        rotation->add("new", m_secret);
        if (reached(*rotation, Step::MakeDefault) && step == Step::Watch)
            rotation->makeDefault();
        return reached(*rotation, step) ? std::move(rotation) : nullptr;
    }

    std::optional<Bench> m_bench;

private Q_SLOTS:
    void init()
    {
        m_bench.emplace();
        QVERIFY2(m_bench->sandbox.isReady(), qPrintable(m_bench->sandbox.failure()));
    }
    void cleanup() { m_bench.reset(); }

    // With one that is there: both stay, and it is no less safe.
    void switchesForthAndBack()
    {
        const ProviderConfig fresh = find("batch-jobs");
        QVERIFY(!fresh.id.isEmpty() && !fresh.isDefault);
        auto rotation = m_bench->rotation();
        rotation->beginSwitch(fresh, find("default"));
        QCOMPARE(rotation->step(), Step::MakeDefault);
        QVERIFY(!rotation->canUndo()); // it would be removed
        rotation = m_bench->rotation(); // as after a restart
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QVERIFY(rotation->isSwitch());
        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Watch));
        const ProviderConfig now = find("batch-jobs");
        QVERIFY(now.isDefault && !find("default").isDefault);
        QCOMPARE(now.secretId, fresh.secretId);
        QCOMPARE(now.rateLimit, fresh.rateLimit);
        rotation->retire(); // is not what was asked for
        QVERIFY(!rotation->isRunning());
        rotation->undo();
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QVERIFY(find("default").isDefault && !find("batch-jobs").isDefault);

        // The old one goes meanwhile: what was meant is still to be done.
        VERIFY_RESULT(await(m_bench->configs.remove(find("default"))));
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::MakeDefault));
        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Watch));
        QVERIFY(find("batch-jobs").isDefault);
        // And the new one: there is nothing left to do.
        VERIFY_RESULT(await(m_bench->configs.remove(find("batch-jobs"))));
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Done));
        QVERIFY(!KeyRotation::kept(m_bench->drafts, "me/rotation/chat"));
    }

    // Nobody is the default: then it is done at once.
    void switchesFromNobody()
    {
        VERIFY_RESULT(await(m_bench->configs.remove(find("default"))));
        auto rotation = m_bench->rotation();
        rotation->beginSwitch(find("batch-jobs"), {});
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QVERIFY(!rotation->hasOld());
        // The entry is out when the service fails: it is added again.
        QVERIFY(m_bench->sandbox.setFaults({{{"kind", "error"},
                                             {"path", "*/provider_configs"},
                                             {"method", "POST"},
                                             {"status", 400},
                                             {"count", 1}}}));
        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Restore));
        QCOMPARE(rotation->lost().alias, "batch-jobs");
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Restore));
        rotation->restore();
        QVERIFY(reached(*rotation, Step::Done));
        QVERIFY(find("batch-jobs").isDefault);
        QVERIFY(!KeyRotation::kept(m_bench->drafts, "me/rotation/chat"));
    }

    void forthAndBack()
    {
        const ProviderConfig old = find("default");
        QVERIFY(old.isDefault);
        auto rotation = m_bench->rotation();
        QVERIFY(!rotation->resume());
        rotation->begin(old);
        QCOMPARE(rotation->step(), Step::Add);
        QVERIFY(!rotation->canUndo());
        rotation->add("new", m_secret);
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QVERIFY(!find("new").id.isEmpty());
        QVERIFY(find("default").isDefault); // nobody is moved yet

        rotation->undo();
        QVERIFY(reached(*rotation, Step::Add));
        QVERIFY(find("new").id.isEmpty());

        rotation->add("new", m_secret);
        QVERIFY(reached(*rotation, Step::MakeDefault));
        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Watch));
        QVERIFY(find("new").isDefault);
        QVERIFY(!find("default").isDefault);

        rotation->undo(); // the old one is the default again
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QVERIFY(find("default").isDefault);
        QCOMPARE(find("default").secretId, old.secretId);
        QVERIFY(!find("new").isDefault);

        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Watch));
        rotation->watch();
        QTRY_VERIFY(rotation->watched().has_value());
        QVERIFY(rotation->watched()->since.failures <= rotation->watched()->since.requests);

        rotation->retire();
        QVERIFY(reached(*rotation, Step::Done));
        QVERIFY(find("default").id.isEmpty());
        QVERIFY(find("new").isDefault);
        QVERIFY(!rotation->canUndo());
        QVERIFY(!m_bench->rotation()->resume()); // nothing is kept
    }

    void goesOnAfterARestart()
    {
        auto rotation = m_bench->rotation();
        rotation->begin(find("default"));
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Add));
        rotation->add("new", m_secret);
        QVERIFY(reached(*rotation, Step::MakeDefault));
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QCOMPARE(rotation->fresh().alias, "new");
        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Watch));
        const QDateTime switched = rotation->switchedAt();
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Watch));
        QCOMPARE(rotation->switchedAt(), switched);
        // Others have retired the old one meanwhile.
        VERIFY_RESULT(await(m_bench->configs.remove(find("default"))));
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Done));

        // Nothing that was kept has the secret in it.
        QDir drafts(m_bench->folder.filePath("drafts"));
        for (const QString &name : drafts.entryList(QDir::Files)) {
            QFile file(drafts.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains(m_secret.toUtf8()));
        }
    }

    // How far it was is only known once the service has said what is there.
    void restartWithoutAService()
    {
        auto rotation = begun(Step::MakeDefault);
        QVERIFY(rotation);
        QVERIFY(m_bench->sandbox.setFaults(
            {{{"kind", "error"}, {"path", "*/provider_configs"}, {"status", 400}}}));
        rotation = m_bench->rotation();
        QSignalSpy failed(rotation.get(), &KeyRotation::failed);
        QVERIFY(rotation->resume());
        QTRY_COMPARE(failed.size(), 1);
        QTRY_VERIFY(!rotation->isRunning());
        QCOMPARE(rotation->step(), Step::None);
        QCOMPARE(rotation->old().alias, "default");
        QVERIFY(!rotation->canUndo());
        QVERIFY(m_bench->sandbox.setFaults({}));
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QCOMPARE(KeyRotation::kept(m_bench->drafts, "me/rotation/chat")->old.alias, "default");
        rotation->abandon();
        QVERIFY(!KeyRotation::kept(m_bench->drafts, "me/rotation/chat"));
    }

    // Calls that were being counted since one switch are none since the next.
    void countsAreOfTheLastSwitch()
    {
        auto rotation = begun(Step::Watch);
        QVERIFY(rotation);
        QVERIFY(m_bench->sandbox.setFaults(
            {{{"kind", "latency"}, {"path", "*/logs"}, {"milliseconds", 1000}, {"count", 4}}}));
        rotation->watch(); // its answers come late
        rotation->undo();
        QVERIFY(reached(*rotation, Step::MakeDefault));
        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Watch));
        const QDateTime again = QDateTime::currentDateTimeUtc();
        rotation->watch();
        QTRY_VERIFY(rotation->watched());
        QVERIFY(rotation->watched()->until >= again);
    }

    // The old one is out, and cannot be added again at once.
    void restoresWhatWasTakenOut()
    {
        auto rotation = begun(Step::Watch);
        QVERIFY(rotation);
        QSignalSpy failed(rotation.get(), &KeyRotation::failed);
        QVERIFY(m_bench->sandbox.setFaults(
            {{{"kind", "error"}, {"path", "*/provider_configs"}, {"method", "POST"}}}));
        rotation->undo();
        QVERIFY(reached(*rotation, Step::Restore));
        QCOMPARE(failed.size(), 1);
        QVERIFY(find("default").id.isEmpty());
        QVERIFY(m_bench->sandbox.setFaults({}));
        rotation = m_bench->rotation(); // even after a restart
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Restore));
        rotation->restore();
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QVERIFY(find("default").isDefault);
    }

    // The new one is out while it is made the default, which stays the old one.
    void putsTheNewOneBack()
    {
        auto rotation = begun(Step::MakeDefault);
        QVERIFY(rotation);
        const QString secretId = rotation->fresh().secretId;
        const auto refuseToAdd = [this] {
            return m_bench->sandbox.setFaults(
                {{{"kind", "error"}, {"path", "*/provider_configs"}, {"method", "POST"}}});
        };
        QVERIFY(refuseToAdd());
        rotation->makeDefault();
        QVERIFY(reached(*rotation, Step::Restore));
        QCOMPARE(rotation->lost().alias, "new");
        QVERIFY(find("new").id.isEmpty());
        QVERIFY(find("default").isDefault);
        rotation->restore(); // still refused
        QVERIFY(reached(*rotation, Step::Restore));
        QVERIFY(m_bench->sandbox.setFaults({}));
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Restore));
        QCOMPARE(rotation->lost().alias, "new");
        rotation->restore();
        QVERIFY(reached(*rotation, Step::Watch));
        QVERIFY(find("new").isDefault);
        QCOMPARE(find("new").secretId, secretId);

        // Where the stored secret has gone, it is typed.
        QVERIFY(refuseToAdd());
        rotation->undo();
        QVERIFY(reached(*rotation, Step::Restore));
        QCOMPARE(rotation->lost().alias, "default");
        QVERIFY(m_bench->sandbox.setFaults({}));
        rotation->restore("planted-anew-0042");
        QVERIFY(reached(*rotation, Step::MakeDefault));
        QVERIFY(find("default").isDefault);
        QVERIFY(find("default").secretPreview.endsWith("0042"));
    }

    // A key of that alias is somebody's: it is never taken for the new one, which undoing deletes.
    void takenAliases()
    {
        const ProviderConfig old = find("default");
        VERIFY_RESULT(await(m_bench->configs.create(
            m_gateway, {"openai", "default-2", false, m_secret, {}, {}, {}})));
        auto rotation = m_bench->rotation();
        QSignalSpy failed(rotation.get(), &KeyRotation::failed);
        rotation->begin(old);
        QTRY_VERIFY(!rotation->aliasProblem("default-2").isEmpty());
        QCOMPARE(rotation->freeAlias(), "default-3");
        QVERIFY(!rotation->aliasProblem("default").isEmpty());
        QVERIFY(!rotation->aliasProblem("").isEmpty());
        m_bench->sandbox.forgetRequests();
        rotation->add("default-2", m_secret);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(rotation->step(), Step::Add);
        QCOMPARE(m_bench->sandbox.requests().size(), 0);
        // One that was added since is told by the service.
        VERIFY_RESULT(await(m_bench->configs.create(
            m_gateway, {"openai", "default-3", false, m_secret, {}, {}, {}})));
        rotation->add("default-3", m_secret);
        QTRY_COMPARE(failed.size(), 2);
        QVERIFY(reached(*rotation, Step::Add));
        rotation = m_bench->rotation();
        QVERIFY(rotation->resume());
        QVERIFY(reached(*rotation, Step::Add)); // after a restart, too
        QCOMPARE(rotation->fresh().alias, QString());
        QCOMPARE(rotation->freeAlias(), "default-4");
    }

    // A count that fails is no count of nothing.
    void halfCountsAreNotShown()
    {
        auto rotation = m_bench->rotation();
        rotation->begin(find("batch-jobs"));
        rotation->add("new", m_secret);
        QVERIFY(reached(*rotation, Step::Watch));
        QSignalSpy failed(rotation.get(), &KeyRotation::notCounted);
        QVERIFY(m_bench->sandbox.setFaults(
            {{{"kind", "error"}, {"path", "*/logs"}, {"status", 400}, {"count", 1}}}));
        rotation->watch();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(m_bench->sandbox.setFaults({}));
        QTRY_VERIFY((rotation->watch(), rotation->watched().has_value()));
        QCOMPARE(failed.size(), 1);
        const qint64 before = rotation->watched()->before.requests;
        QVERIFY(before >= rotation->watched()->before.failures);
    }

    void ofOneThatIsNoDefault()
    {
        auto rotation = m_bench->rotation();
        rotation->begin(find("batch-jobs"));
        rotation->add("batch-jobs-2", m_secret);
        QVERIFY(reached(*rotation, Step::Watch)); // callers name the alias
        QVERIFY(find("default").isDefault);
        const ProviderConfig made = find("batch-jobs-2");
        QCOMPARE(*made.rateLimit, 500);
        QCOMPARE(*made.rateLimitPeriod, 3600);
        rotation->undo();
        QVERIFY(reached(*rotation, Step::Add));
        QVERIFY(find("batch-jobs-2").id.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestKeyRotation)
#include "tst_keyrotation.moc"
