// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of both back ends: whatever one of them does, the other's rows are there.
#include "models/items/connectionmodels.h"
#include "models/items/pricingmodel.h"
#include "models/items/providermodel.h"
#include "tests/support/await.h"
#include "tests/support/sandboxfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using State = TableModel::State;

class ProviderModelTest : public QObject
{
    Q_OBJECT

private:
    struct Bench
    {
        explicit Bench(const SandboxFixture &sandbox, const GatewayId &gateway = {})
            : connection({.id = QStringLiteral("t"),
                          .name = QStringLiteral("Test"),
                          .ngrokUrl = QStringLiteral("https://ngrok.example")})
            , model(&connection, models.gateways(), gateway, &time)
        {
            connection.client()->setPause(10ms);
            connection.ngrokClient()->setPause(10ms);
            connection.open(sandbox.endpoint());
            connection.openNgrok({sandbox.endpoint().apiUrl.resolved(QUrl("/ngrok")),
                                  {},
                                  sandbox.endpoint().credentials,
                                  true});
            model.refresh();
        }
        bool settled()
        {
            return waitFor(
                [this] { return model.state() != State::Loading && model.state() != State::Idle; },
                20'000);
        }
        int count(ProviderRow::Kind kind) const
        {
            return int(std::count_if(model.values().begin(), model.values().end(),
                                     [kind](const ProviderRow &row) { return row.kind == kind; }));
        }

        Connection connection;
        TimeDisplay time;
        ConnectionModels models{&connection, &time};
        ProviderModel model;
        QAbstractItemModelTester tester{&model};
    };
    SandboxFixture m_sandbox;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }
    void cleanup() { QVERIFY(m_sandbox.setFaults({})); }

    void holdsBoth()
    {
        Bench bench(m_sandbox);
        QVERIFY(bench.settled());
        QCOMPARE(bench.model.state(), State::Ready);
        QVERIFY(bench.model.failures().isEmpty());
        QCOMPARE(bench.count(ProviderRow::Kind::Custom), 3);
        QCOMPARE(bench.count(ProviderRow::Kind::Ngrok), 4);
        QVERIFY(bench.count(ProviderRow::Kind::Key) >= 6);
        QStringList addresses;
        for (int row = 0; row < bench.model.rowCount(); ++row)
            addresses.append(
                bench.model.index(row, ProviderModel::AddressColumn).data().toString());
        QVERIFY(addresses.contains("openai"));
        QVERIFY(addresses.contains("custom-rhine-inference"));
        QVERIFY(addresses.contains("rhine:"));
    }

    void ofOneGateway()
    {
        Bench bench(m_sandbox, {"production-chat"});
        QVERIFY(bench.settled());
        QCOMPARE(bench.count(ProviderRow::Kind::Key), 6);
        QCOMPARE(bench.count(ProviderRow::Kind::Ngrok), 4);
    }

    void whatABackEndCannotDoIsNotThere()
    {
        Bench bench(m_sandbox, {"production-chat"});
        QVERIFY(bench.settled());
        for (const ProviderRow &row : bench.model.values()) {
            QCOMPARE(row.can(ProviderRow::ReplaceSecret), row.config() != nullptr);
            QCOMPARE(row.can(ProviderRow::Price), row.custom() != nullptr);
            QCOMPARE(row.can(ProviderRow::Copy), row.config() == nullptr);
            QCOMPARE(row.baseUrl.isEmpty(), row.config() != nullptr);
            QCOMPARE(row.state.isEmpty(), row.ngrok() != nullptr);
        }
    }

    void oneFails_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QList<int>>("rows"); // keys, custom, ngrok; -1: some
        QTest::newRow("ngrok") << "/ngrok/*"
                               << "ngrok" << QList<int>{6, 3, 0};
        QTest::newRow("custom") << "*/custom-providers"
                                << "custom" << QList<int>{6, 0, 4};
        QTest::newRow("keys") << "*/provider_configs"
                              << "production-chat" << QList<int>{0, 3, 4};
    }
    void oneFails()
    {
        QFETCH(QString, path);
        QFETCH(QString, what);
        QFETCH(QList<int>, rows);
        QVERIFY(m_sandbox.setFaults({{{"kind", "error"}, {"path", path}}}));
        Bench bench(m_sandbox, {"production-chat"});
        QVERIFY(bench.settled());
        QCOMPARE(bench.model.state(), State::Ready);
        QCOMPARE(bench.model.failures().size(), 1);
        QVERIFY2(bench.model.failures().at(0).what.contains(what),
                 qPrintable(bench.model.failures().at(0).what));
        using Kind = ProviderRow::Kind;
        QCOMPARE((QList<int>{bench.count(Kind::Key), bench.count(Kind::Custom),
                             bench.count(Kind::Ngrok)}),
                 rows);
        QVERIFY(m_sandbox.setFaults({}));
        bench.model.refresh();
        QVERIFY(bench.settled());
        QVERIFY(bench.model.failures().isEmpty());
        QCOMPARE(bench.model.rowCount(), 13);
        // What could not be read again stays.
        QVERIFY(m_sandbox.setFaults({{{"kind", "error"}, {"path", path}}}));
        bench.model.refresh();
        QVERIFY(bench.settled());
        QCOMPARE(bench.model.failures().size(), 1);
        QCOMPARE(bench.model.rowCount(), 13);
    }

    void bothFail()
    {
        QVERIFY(m_sandbox.setFaults({{{"kind", "html"}, {"path", "*provider*"}}}));
        Bench bench(m_sandbox, {"production-chat"});
        QVERIFY(bench.settled());
        QCOMPARE(bench.model.state(), State::Failed);
        QCOMPARE(bench.model.failures().size(), 3);
    }

    void ngrokWithoutAToken()
    {
        Bench bench(m_sandbox, {"production-chat"});
        bench.connection.failNgrok("no ngrok token is kept");
        bench.model.refresh();
        QVERIFY(bench.settled());
        QCOMPARE(bench.model.failures().size(), 1);
        QVERIFY(bench.model.failures().at(0).error.message.contains("token"));
        QCOMPARE(bench.count(ProviderRow::Kind::Key), 6);
    }

    // Nobody has refused its credentials.
    void ngrokOfASandboxThatDoesNotRun()
    {
        Bench bench(m_sandbox, {"production-chat"});
        Profile profile = bench.connection.profile();
        for (const auto &[backEnd, kind] :
             {std::pair(Profile::BackEnd::Cloudflare, ApiError::Kind::Auth),
              {Profile::BackEnd::Sandbox, ApiError::Kind::Network}}) {
            profile.backEnd = backEnd;
            bench.connection.setProfile(profile);
            bench.connection.failNgrok("it was killed or crashed");
            bench.model.refresh();
            QVERIFY(bench.settled());
            QCOMPARE(bench.model.failures().size(), 1);
            QCOMPARE(bench.model.failures().at(0).error.kind, kind);
        }
    }

    void followsWrites()
    {
        Bench bench(m_sandbox, {"production-chat"});
        QVERIFY(bench.settled());
        NgrokProvider ngrok;
        ngrok.providerId = ngrok.name = "follow";
        ngrok.baseUrl = "https://follow.example.com";
        const auto made = await(bench.connection.ngrok()->create(ngrok));
        VERIFY_RESULT(made);
        QTRY_COMPARE(bench.count(ProviderRow::Kind::Ngrok), 5);
        VERIFY_RESULT(await(bench.connection.ngrok()->remove(*made)));
        QTRY_COMPARE(bench.count(ProviderRow::Kind::Ngrok), 4);
        const auto key = await(bench.connection.providerConfigs()->create(
            {"production-chat"}, {"groq", "follow", true, "sk-planted-00001", {}, {}, {}}));
        VERIFY_RESULT(key);
        QTRY_COMPARE(bench.count(ProviderRow::Kind::Key), 7);
        VERIFY_RESULT(await(bench.connection.providerConfigs()->remove(*key)));
        QTRY_COMPARE(bench.count(ProviderRow::Kind::Key), 6);
    }

    void pricing()
    {
        Bench bench(m_sandbox, {"production-chat"});
        QVERIFY(bench.settled());
        PricingModel prices(bench.connection.customProviders(), &bench.time);
        const QAbstractItemModelTester tester(&prices);
        for (const ProviderRow &row : bench.model.values())
            if (row.custom() && row.custom()->slug == "rhine-inference")
                prices.setProvider(row.custom()->id);
        QTRY_COMPARE(prices.rowCount(), 3);
        QStringList shown;
        for (int row = 0; row < 3; ++row)
            shown.append(prices.index(row, PricingModel::CostInColumn).data().toString());
        QVERIFY2(shown.contains("$0.0000004"), qPrintable(shown.join(' ')));
        prices.setProvider({});
        QCOMPARE(prices.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(ProviderModelTest)
#include "tst_providermodel.moc"
