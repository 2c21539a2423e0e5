// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of providers, of both back ends: what is sent, byte by byte where the vendors'
// examples say it, and what becomes of it on the sandbox and when things go wrong.
#include "models/services/customproviderservice.h"
#include "models/services/ngrokservice.h"
#include "models/services/providerconfigservice.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

class TestProviderServices : public QObject
{
    Q_OBJECT

private:
    SandboxFixture m_sandbox;
    ApiClient m_client;
    ApiClient m_ngrokClient;
    ProviderConfigService m_configs{&m_client};
    CustomProviderService m_customs{&m_client};
    NgrokService m_ngroks{&m_ngrokClient};
    const GatewayId m_gateway{QStringLiteral("production-chat")};

    static QJsonObject json(const QByteArray &text)
    {
        return QJsonDocument::fromJson(text).object();
    }
    static QJsonObject bodyOf(const CannedServer::Request &request) { return json(request.body); }
    static Endpoint account(const CannedServer &server)
    {
        return {server.url("/client/v4"), "3ebbcb006d4d46d7bb6a8c7f14676cb0", {"token", {}, {}}};
    }
    static Endpoint ngrokAt(const CannedServer &server)
    {
        return {server.url(), {}, {"ngrok-token", {}, {}}, true};
    }
    static QByteArray ngrokAnswer()
    {
        return R"({"id":"aigp_1","uri":"u","providerId":"<string>","name":"<string>",)"
               R"("baseUrl":"https://example.com","createdAt":"2023-11-07T05:31:56Z",)"
               R"("updatedAt":"2023-11-07T05:31:56Z","createdBy":{"id":"a","uri":"b"},)"
               R"("lastUpdatedBy":{"id":"a","uri":"b"},"metadata":"<string>",)"
               R"("supportedApiSurfaces":[{"format":"<string>","surface":"<string>",)"
               R"("supportedParams":[{"name":"<string>"}]}],"models":[{"id":"m","modelId":"<string>"}]})";
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
        m_client.setPause(10ms);
        m_ngrokClient.setPause(10ms);
        m_client.setEndpoint(m_sandbox.endpoint());
        m_ngrokClient.setEndpoint({m_sandbox.endpoint().apiUrl.resolved(QUrl("/ngrok")),
                                   {},
                                   m_sandbox.endpoint().credentials,
                                   true});
    }
    void cleanup() { QVERIFY(m_sandbox.setFaults({})); }

    void customProviderAsTheExampleSays()
    {
        CannedServer server(Reply::result(json(
            R"({"id":"182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e","base_url":"https://example.com",)"
            R"("created_at":"2019-12-27T18:11:19.117Z","modified_at":"2019-12-27T18:11:19.117Z",)"
            R"("name":"name","slug":"slug","beta":true,"curl_example":"curl_example",)"
            R"("description":"description","enable":true,"headers":"headers",)"
            R"("js_example":"js_example","link":"link","logo":"logo","position":0})")));
        ApiClient client;
        client.setEndpoint(account(server));
        CustomProviderService service(&client);
        CustomProvider provider;
        provider.baseUrl = "https://example.com";
        provider.name = "name";
        provider.slug = "slug";
        VERIFY_RESULT(await(service.create(provider)));
        const auto &request = server.requests().at(0);
        QCOMPARE(request.method, "POST");
        QCOMPARE(
            request.target,
            "/client/v4/accounts/3ebbcb006d4d46d7bb6a8c7f14676cb0/ai-gateway/custom-providers");
        QCOMPARE(request.header("authorization"), "Bearer token");
        QCOMPARE(bodyOf(request),
                 json(R"({"base_url":"https://example.com","name":"name",)"
                      R"("slug":"slug"})"));

        provider.beta = true;
        provider.curlExample = "curl_example";
        provider.description = "description";
        provider.enable = true;
        provider.headers = "headers";
        provider.jsExample = "js_example";
        provider.link = "link";
        provider.position = 0;
        const auto made = await(service.create(provider));
        VERIFY_RESULT(made);
        QCOMPARE(bodyOf(server.requests().at(1)),
                 json(R"({"base_url":"https://example.com","beta":true,)"
                      R"("curl_example":"curl_example","description":"description",)"
                      R"("enable":true,"headers":"headers","js_example":"js_example",)"
                      R"("link":"link","name":"name","position":0,"slug":"slug"})"));
        QCOMPARE(made->id.value, "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e");
        QCOMPARE(*made->headers, "headers");
        QCOMPARE(*made->position, 0);
        QVERIFY(made->unknown.isEmpty());
    }

    void ngrokProviderAsTheExampleSays()
    {
        CannedServer server(Reply{.status = 201, .body = ngrokAnswer()});
        ApiClient client;
        client.setEndpoint(ngrokAt(server));
        NgrokService service(&client);
        NgrokProvider provider;
        provider.providerId = provider.name = provider.baseUrl = "<string>";
        provider.metadata = "<string>";
        provider.surfaces =
            QList<ApiSurface>{{"<string>", "<string>", QList<SurfaceParam>{{"<string>", {}}}, {}}};
        provider.models = QList<NgrokModel>{{{}, "<string>", {}}};
        const auto made = await(service.create(provider));
        VERIFY_RESULT(made);
        const auto &request = server.requests().at(0);
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.target, "/providers");
        QCOMPARE(request.header("authorization"), "Bearer ngrok-token");
        QCOMPARE(request.header("content-type"), "application/json");
        QCOMPARE(bodyOf(request),
                 json(R"({"providerId":"<string>","name":"<string>",)"
                      R"("baseUrl":"<string>","metadata":"<string>",)"
                      R"("supportedApiSurfaces":[{"format":"<string>","surface":"<string>",)"
                      R"("supportedParams":[{"name":"<string>"}]}],)"
                      R"("models":[{"modelId":"<string>"}]})"));
        QCOMPARE(made->models->at(0).modelId, "<string>");
    }

    void keyAsTheExampleSays()
    {
        CannedServer server(Reply::result(
            json(R"({"id":"id","alias":"alias","default_config":true,"gateway_id":"my-gateway",)"
                 R"("modified_at":"2019-12-27T18:11:19.117Z","provider_slug":"provider_slug",)"
                 R"("rate_limit":0,"rate_limit_period":0,"secret_id":"secret_id",)"
                 R"("secret_preview":"secret_preview"})")));
        ApiClient client;
        client.setEndpoint(account(server));
        ProviderConfigService service(&client);
        const auto made = await(service.create(
            {"my-gateway"}, {"provider_slug", "alias", true, "secret", "secret_id", 0, 0}));
        VERIFY_RESULT(made);
        QVERIFY(server.requests().at(0).target.endsWith("/gateways/my-gateway/provider_configs"));
        QCOMPARE(bodyOf(server.requests().at(0)),
                 json(R"({"alias":"alias","default_config":true,"provider_slug":"provider_slug",)"
                      R"("rate_limit":0,"rate_limit_period":0,"secret":"secret",)"
                      R"("secret_id":"secret_id"})"));
        QCOMPARE(made->secretPreview, "secret_preview");
        VERIFY_RESULT(await(service.replaceSecret(*made, "another")));
        QCOMPARE(server.requests().at(1).method, "PUT");
        QVERIFY(server.requests().at(1).target.endsWith("/provider_configs/id"));
        QCOMPARE(bodyOf(server.requests().at(1)), json(R"({"secret":"another"})"));
    }

    void lifeOfACustomProvider()
    {
        QSignalSpy saved(&m_customs, &CustomProviderService::saved);
        CustomProvider wanted;
        wanted.name = "Life";
        wanted.slug = "life";
        wanted.baseUrl = "https://life.example.com";
        wanted.enable = true;
        wanted.headers = R"({"X-Key":"v"})";
        const auto made = await(m_customs.create(wanted));
        VERIFY_RESULT(made);
        QCOMPARE(saved.size(), 1);
        // Somebody else changes another field; this one is written all the same.
        CustomProvider other = *made;
        other.description = "by another";
        VERIFY_RESULT(await(m_customs.update(*made, other)));
        CustomProvider mine = *made;
        mine.name = "Longer life";
        m_sandbox.forgetRequests();
        const auto outcome = await(m_customs.update(*made, mine));
        VERIFY_RESULT(outcome);
        QCOMPARE(outcome->kind, SaveOutcome<CustomProvider>::Kind::Saved);
        QCOMPARE(outcome->value.name, "Longer life");
        QCOMPARE(*outcome->value.description, "by another");
        // Both change the same one: nothing is written.
        CustomProvider again = *made;
        again.name = "Shorter life";
        const auto conflict = await(m_customs.update(*made, again));
        VERIFY_RESULT(conflict);
        QCOMPARE(conflict->kind, SaveOutcome<CustomProvider>::Kind::Conflicted);
        QCOMPARE(conflict->conflicts.size(), 1);
        QCOMPARE(conflict->conflicts.at(0).key, "name");

        const auto taken = await(m_customs.create(wanted));
        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, Kind::Conflict);
        QCOMPARE(taken.error().path, QStringList({"body", "slug"}));

        PricingRule rule;
        rule.provider = made->id;
        rule.model = "life-";
        rule.modelRule = OpenEnum(ModelRule::StartsWith);
        rule.costIn = 0.0000004;
        rule.enable = true;
        rule.tokenPricing = TokenPricing{{{"input_tokens", 0.5}}};
        const auto priced = await(m_customs.createRule(rule));
        VERIFY_RESULT(priced);
        QCOMPARE(priced->tokenPricing->prices.value("input_tokens").toDouble(), 0.5);
        PricingRule dearer = *priced;
        dearer.costIn = 0.0000005;
        const auto repriced = await(m_customs.updateRule(*priced, dearer));
        VERIFY_RESULT(repriced);
        QCOMPARE(*repriced->value.costIn, 0.0000005);
        QCOMPARE(await(m_customs.rules(made->id))->size(), 1);
        VERIFY_RESULT(await(m_customs.removeRule(*priced)));
        QCOMPARE(await(m_customs.rules(made->id))->size(), 0);

        VERIFY_RESULT(await(m_customs.remove(*made)));
        QCOMPARE(await(m_customs.get(made->id)).error().kind, Kind::NotFound);
        const auto gone = await(m_customs.update(*made, mine));
        VERIFY_RESULT(gone);
        QCOMPARE(gone->kind, SaveOutcome<CustomProvider>::Kind::Gone);
    }

    void lifeOfAnNgrokProvider()
    {
        const auto all = await(m_ngroks.list());
        VERIFY_RESULT(all);
        QCOMPARE(all->size(), 4);
        for (const NgrokProvider &provider : *all) {
            QVERIFY(provider.unknown.isEmpty());
            VERIFY_RESULT(await(m_ngroks.get(provider.id)));
        }
        NgrokProvider wanted;
        wanted.providerId = "life";
        wanted.name = "Life";
        wanted.baseUrl = "http://life.internal:8000/v1";
        wanted.metadata = "m";
        wanted.models = QList<NgrokModel>{{{}, "a", {}}};
        const auto made = await(m_ngroks.create(wanted));
        VERIFY_RESULT(made);
        // Somebody else adds a model and renames it.
        NgrokProvider other = *made;
        other.name = "Another life";
        other.models = *made->models + QList<NgrokModel>{{{}, "theirs", {}}};
        VERIFY_RESULT(await(m_ngroks.update(*made, other)));
        NgrokProvider mine = *made;
        mine.metadata = {};
        mine.models = *made->models + QList<NgrokModel>{{{}, "mine", {}}};
        VERIFY_RESULT(await(m_ngroks.update(*made, mine)));
        const auto now = await(m_ngroks.get(made->id));
        VERIFY_RESULT(now);
        QStringList models;
        for (const NgrokModel &model : *now->models)
            models.append(model.modelId);
        models.sort();
        QCOMPARE(models, QStringList({"a", "mine", "theirs"}));
        QCOMPARE(now->name, "Another life");
        QVERIFY(now->metadata.valueOr({}).isEmpty()); // cleared
        const QString kept = *made->models->at(0).id;
        QVERIFY(std::any_of(now->models->begin(), now->models->end(),
                            [&](const NgrokModel &model) { return model.id.valueOr({}) == kept; }));

        NgrokProvider cleared = *now;
        cleared.models = QList<NgrokModel>();
        VERIFY_RESULT(await(m_ngroks.update(*now, cleared)));
        QCOMPARE(await(m_ngroks.get(made->id))->models->size(), 0);
        VERIFY_RESULT(await(m_ngroks.remove(*made)));
        QCOMPARE(await(m_ngroks.get(made->id)).error().kind, Kind::NotFound);

        const auto used = std::find_if(all->begin(), all->end(), [](const NgrokProvider &provider) {
            return provider.providerId == "internal-vllm";
        });
        const auto refused = await(m_ngroks.remove(*used));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Kind::Conflict);
        QVERIFY2(
            refused.error().message.endsWith("refers to it: provider key “vLLM in our cluster, "
                                             "production”, access key configuration "
                                             "“Internal tools”"),
            qPrintable(refused.error().message));
        wanted.providerId = "openai"; // a built-in one
        QVERIFY(!await(m_ngroks.create(wanted)));
    }

    void lifeOfAKey()
    {
        const auto before = await(m_configs.list(m_gateway));
        VERIFY_RESULT(before);
        const auto made = await(m_configs.create(
            m_gateway, {"openai", "life", false, "sk-very-secret-0001", {}, 10, 60}));
        VERIFY_RESULT(made);
        QVERIFY(!made->secretId.isEmpty());
        QVERIFY(!made->isDefault);
        const auto replaced = await(m_configs.replaceSecret(*made, "sk-very-secret-0002"));
        VERIFY_RESULT(replaced);
        QVERIFY(replaced->secretPreview.endsWith("0002"));
        const auto first = await(m_configs.makeDefault(*replaced));
        VERIFY_RESULT(first);
        QVERIFY(first->isDefault);
        QCOMPARE(first->secretId, made->secretId);
        QCOMPARE(*first->rateLimit, 10);
        const auto listed = await(m_configs.list(m_gateway));
        VERIFY_RESULT(listed);
        for (const ProviderConfig &config : *listed)
            if (config.providerSlug == "openai")
                QCOMPARE(config.isDefault, config.alias == "life");
        VERIFY_RESULT(await(m_configs.remove(*first)));
        QCOMPARE(await(m_configs.list(m_gateway))->size(), before->size());
        // Back as it was, for the other tests.
        for (const ProviderConfig &config : *before)
            if (config.providerSlug == "openai" && config.isDefault)
                VERIFY_RESULT(await(m_configs.makeDefault(config)));
    }

    void makingDefaultHalfWaySaysSo()
    {
        const auto made = await(m_configs.create(
            m_gateway, {"groq", "half", false, "sk-very-secret-0003", {}, {}, {}}));
        VERIFY_RESULT(made);
        QVERIFY(m_sandbox.setFaults(
            {{{"kind", "error"}, {"path", "*/provider_configs"}, {"method", "POST"}}}));
        const auto failed = await(m_configs.makeDefault(*made));
        QVERIFY(!failed);
        QVERIFY2(failed.error().message.contains("could not be added again"),
                 qPrintable(failed.error().message));
        QVERIFY(m_sandbox.setFaults({}));
        const auto listed = await(m_configs.list(m_gateway));
        VERIFY_RESULT(listed);
        for (const ProviderConfig &config : *listed)
            QVERIFY(config.alias != "half");
    }

    // The answer is lost: what became of the write is looked up, and it is not sent again.
    void lostAnswers()
    {
        const auto cut = [this](const char *path, const char *method) {
            return m_sandbox.setFaults(
                {{{"kind", "cut"}, {"path", path}, {"method", method}, {"count", 1}}});
        };
        QVERIFY(cut("*/custom-providers", "POST"));
        CustomProvider provider;
        provider.name = provider.slug = "lost";
        provider.baseUrl = "https://lost.example.com";
        const auto made = await(m_customs.create(provider));
        VERIFY_RESULT(made);
        QVERIFY(cut("*/custom-providers/*", "DELETE"));
        VERIFY_RESULT(await(m_customs.remove(*made)));

        QVERIFY(cut("/ngrok/providers", "POST"));
        NgrokProvider ngrok;
        ngrok.providerId = ngrok.name = "lost";
        ngrok.baseUrl = "https://lost.example.com";
        const auto there = await(m_ngroks.create(ngrok));
        VERIFY_RESULT(there);
        QVERIFY(cut("/ngrok/providers/*", "DELETE"));
        VERIFY_RESULT(await(m_ngroks.remove(*there)));

        QVERIFY(cut("*/provider_configs", "POST"));
        const auto key = await(m_configs.create(
            m_gateway, {"groq", "lost", false, "sk-very-secret-0004", {}, {}, {}}));
        VERIFY_RESULT(key);
        QVERIFY(cut("*/provider_configs/*", "DELETE"));
        VERIFY_RESULT(await(m_configs.remove(*key)));
    }

    void faults_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("expected");
        QTest::newRow("html") << "html" << int(Kind::Server);
        QTest::newRow("truncated") << "truncated" << int(Kind::Protocol);
        QTest::newRow("cut") << "cut" << int(Kind::Network);
        QTest::newRow("error") << "error" << int(Kind::Server);
    }
    void faults()
    {
        QFETCH(QString, kind);
        QFETCH(int, expected);
        QVERIFY(m_sandbox.setFaults({{{"kind", kind}, {"path", "*provider*"}}}));
        const auto check = [expected](const auto &result) {
            QVERIFY(!result);
            QCOMPARE(int(result.error().kind), expected);
        };
        check(await(m_customs.list()));
        check(await(m_ngroks.list()));
        check(await(m_configs.list(m_gateway)));
        QVERIFY(m_sandbox.setFaults({}));
        VERIFY_RESULT(await(m_customs.list()));
        VERIFY_RESULT(await(m_ngroks.list()));
        VERIFY_RESULT(await(m_configs.list(m_gateway)));
    }

    void extraFieldsSurvive()
    {
        QVERIFY(m_sandbox.setFaults({{{"kind", "extra_fields"}, {"path", "*provider*"}}}));
        const auto customs = await(m_customs.list());
        VERIFY_RESULT(customs);
        QVERIFY(!customs->at(0).unknown.isEmpty());
        VERIFY_RESULT(await(m_ngroks.list()));
        VERIFY_RESULT(await(m_configs.list(m_gateway)));
    }

    // As long as may be is taken, and kept whole; one more is refused with the field that is wrong.
    void edges_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("longest");
        QTest::newRow("ngrok id") << "providerId" << 255;
        QTest::newRow("ngrok name") << "name" << 255;
        QTest::newRow("ngrok base URL") << "baseUrl" << 2048;
        QTest::newRow("ngrok metadata") << "metadata" << 4096;
        QTest::newRow("ngrok model") << "models" << 255;
        QTest::newRow("headers") << "headers" << 8192;
    }
    void edges()
    {
        QFETCH(QString, field);
        QFETCH(int, longest);
        const auto ngrok = [&](int length) {
            const QString text(length, u'x');
            NgrokProvider provider;
            provider.providerId = field == u"providerId" ? text : "edge-" + field;
            provider.name = field == u"name" ? text : "n";
            provider.baseUrl =
                field == u"baseUrl" ? "https://e.com/" + text.mid(14) : QString("https://e.com");
            if (field == u"metadata")
                provider.metadata = text;
            if (field == u"models")
                provider.models = QList<NgrokModel>{{{}, text, {}}};
            return provider;
        };
        const auto custom = [&](int length) {
            CustomProvider provider;
            provider.name = "edge";
            provider.slug = "edge";
            provider.baseUrl = "https://e.com";
            const QString shell = R"({"A":""})";
            provider.headers = QString(R"({"A":"%1"})").arg(QString(length - shell.size(), u'x'));
            return provider;
        };
        std::optional<ApiError> error;
        if (field == u"headers") {
            const auto made = await(m_customs.create(custom(longest)));
            VERIFY_RESULT(made);
            QCOMPARE(await(m_customs.get(made->id))->headers, custom(longest).headers);
            CustomProvider longer = *made;
            longer.headers = custom(longest + 1).headers;
            const auto refused = await(m_customs.update(*made, longer));
            QVERIFY(!refused);
            error = refused.error();
            VERIFY_RESULT(await(m_customs.remove(*made)));
        } else {
            const auto made = await(m_ngroks.create(ngrok(longest)));
            VERIFY_RESULT(made);
            const auto kept = await(m_ngroks.get(made->id));
            VERIFY_RESULT(kept);
            QCOMPARE(kept->providerId, ngrok(longest).providerId);
            QCOMPARE(kept->baseUrl, ngrok(longest).baseUrl);
            QCOMPARE(kept->metadata.valueOr({}), ngrok(longest).metadata.valueOr({}));
            VERIFY_RESULT(await(m_ngroks.remove(*made)));
            const auto refused = await(m_ngroks.create(ngrok(longest + 1)));
            QVERIFY(!refused);
            error = refused.error();
        }
        QCOMPARE(error->kind, Kind::Validation);
        QVERIFY2(error->text().contains(field) || error->path.contains(field),
                 qPrintable(error->text()));
    }
};

QTEST_GUILESS_MAIN(TestProviderServices)
#include "tst_providerservices.moc"
