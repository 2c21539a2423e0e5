// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/pricingrule.h"
#include "models/domain/providerconfig.h"
#include "models/domain/providercopy.h"
#include "models/domain/secrets.h"
#include "models/domain/svglogo.h"

#include <QJsonDocument>
#include <QTest>

using namespace gatehouse;

static QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

// The example answers of the vendors' documents, with a member that nobody knows yet.
static const char *customExample =
    R"({"id":"182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e","base_url":"https://example.com",)"
    R"("created_at":"2019-12-27T18:11:19.117Z","modified_at":"2019-12-27T18:11:19.117Z",)"
    R"("name":"name","slug":"slug","beta":true,"curl_example":"curl_example",)"
    R"("description":"description","enable":true,"headers":"headers","js_example":"js_example",)"
    R"("link":"link","logo":"logo","position":0,"of_next_year":{"a":[1]}})";
static const char *ngrokExample =
    R"({"id":"aigp_1","uri":"https://api.ngrok.ai/providers/aigp_1","providerId":"p","name":"n",)"
    R"("baseUrl":"https://example.com","createdAt":"2023-11-07T05:31:56.000Z",)"
    R"("updatedAt":"2023-11-07T05:31:56.000Z","createdBy":{"id":"u","uri":"v"},)"
    R"("lastUpdatedBy":{"id":"u","uri":"v"},"metadata":"m",)"
    R"("supportedApiSurfaces":[{"format":"openai","surface":"responses","new":1,)"
    R"("supportedParams":[{"name":"tools","new":2}]},{"format":"anthropic"}],)"
    R"("models":[{"id":"m1","modelId":"llama-3","new":3}],"of_next_year":[1]})";
static const char *configExample =
    R"({"id":"c","gateway_id":"g","provider_slug":"openai","alias":"default",)"
    R"("default_config":true,"rate_limit":10,"rate_limit_period":60,"secret_id":"s",)"
    R"("secret_preview":"****abcd","modified_at":"2019-12-27T18:11:19.117Z","new":1})";

class TestProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips()
    {
        QCOMPARE(toJson(*fromJson<CustomProvider>(json(customExample))).toObject(),
                 json(customExample));
        QCOMPARE(toJson(*fromJson<NgrokProvider>(json(ngrokExample))).toObject(),
                 json(ngrokExample));
        QCOMPARE(toJson(*fromJson<ProviderConfig>(json(configExample))).toObject(),
                 json(configExample));
        QJsonObject older = json(configExample);
        older["default_config"] = 1; // as some services answer
        QVERIFY(fromJson<ProviderConfig>(older)->isDefault);
    }

    void tokenPricingIsTextOrObject()
    {
        QJsonObject rule = json(
            R"({"id":"r","account_provider_id":"p","model":"m","created_at":1,"modified_at":1})");
        QVERIFY(fromJson<PricingRule>(rule)->tokenPricing.isAbsent());
        for (const QJsonValue &given : {QJsonValue(R"({"input_tokens":0.5})"),
                                        QJsonValue(QJsonObject{{"input_tokens", 0.5}})}) {
            rule["token_pricing"] = given;
            const auto read = fromJson<PricingRule>(rule);
            QVERIFY(read);
            QCOMPARE(read->tokenPricing->prices.value("input_tokens").toDouble(), 0.5);
            QCOMPARE(pricingRuleCreateBody(*read).value("token_pricing"),
                     QJsonValue(QJsonObject{{"input_tokens", 0.5}})); // sent as an object
        }
        rule["token_pricing"] = "no JSON";
        QCOMPARE(fromJson<PricingRule>(rule).error().path, QStringList{"token_pricing"});
    }

    void decimals_data()
    {
        QTest::addColumn<double>("price");
        QTest::addColumn<QString>("text");
        QTest::newRow("small") << 0.0000004 << "0.0000004";
        QTest::newRow("whole") << 3.0 << "3";
        QTest::newRow("ten") << 10.0 << "10";
        QTest::newRow("nothing") << 0.0 << "0";
    }
    void decimals()
    {
        QFETCH(double, price);
        QTEST(decimalText(price), "text");
    }

    void slugs_data()
    {
        QTest::addColumn<QString>("slug");
        QTest::addColumn<bool>("fits");
        QTest::newRow("usual") << "my-Provider-2" << true;
        QTest::newRow("prefixed") << "custom-x" << true;
        QTest::newRow("empty") << "" << false;
        QTest::newRow("underscore") << "a_b" << false;
        QTest::newRow("blank") << "a b" << false;
        QTest::newRow("dot") << "a.b" << false;
        QTest::newRow("other script") << "bücher" << false;
    }
    void slugs()
    {
        QFETCH(QString, slug);
        QFETCH(bool, fits);
        QCOMPARE(slugProblem(slug).isEmpty(), fits);
        QCOMPARE(customAddress("custom-x"), "custom-custom-x"); // always prefixed
    }

    void urls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("custom");
        QTest::addColumn<bool>("ngrok");
        QTest::newRow("https") << "https://api.example.com/v1" << true << true;
        QTest::newRow("http") << "http://api.example.com" << false << false;
        QTest::newRow("internal") << "http://vllm.internal:8000/v1" << false << true;
        QTest::newRow("internal in the path") << "http://example.com/.internal" << false << false;
        QTest::newRow("internal as user") << "http://x.internal@example.com" << false << false;
        QTest::newRow("password") << "https://u:p@example.com" << false << false;
        QTest::newRow("no host") << "https://" << false << false;
        QTest::newRow("words") << "not a url" << false << false;
        QTest::newRow("empty") << "" << false << false;
        const QString start = "https://e.com/";
        QTest::newRow("longest") << start + QString(2048 - start.size(), 'a') << true << true;
        QTest::newRow("too long") << start + QString(2049 - start.size(), 'a') << true << false;
    }
    void urls()
    {
        QFETCH(QString, url);
        QTEST(httpsUrlProblem(url).isEmpty(), "custom");
        QTEST(ngrokUrlProblem(url).isEmpty(), "ngrok");
    }

    void lengths()
    {
        QCOMPARE(characters(QString::fromUtf8("a😀b")), 3);
        const QString shell = R"({"a":""})";
        const auto headers = [&](int length) {
            return QString(R"({"a":"%1"})").arg(QString(length - shell.size(), 'x'));
        };
        QCOMPARE(headersProblem(headers(8192)), QString());
        QVERIFY(headersProblem(headers(8193)).contains("8,192"));
        QCOMPARE(headersProblem(""), QString());
        QVERIFY(!headersProblem("headers").isEmpty());

        NgrokProvider provider;
        const auto ok = [&] { return problemOf(provider).isEmpty(); };
        provider.baseUrl = "https://e.com";
        QVERIFY(!ok());
        provider.providerId = QString(255, 'p');
        provider.name = QString(255, 'n');
        provider.metadata = QString(4096, 'm');
        provider.models = QList<NgrokModel>{{{}, QString(255, 'l'), {}}};
        QVERIFY2(ok(), qPrintable(problemOf(provider)));
        NgrokProvider fits = provider;
        provider.providerId += 'p';
        QVERIFY(!ok());
        provider = fits;
        provider.name += 'n';
        QVERIFY(!ok());
        provider = fits;
        provider.metadata = QString(4097, 'm');
        QVERIFY(!ok());
        provider = fits;
        provider.models = QList<NgrokModel>{{{}, QString(256, 'l'), {}}};
        QVERIFY(!ok());
        provider.models = QList<NgrokModel>{{{}, "a", {}}, {{}, "a", {}}};
        QVERIFY(!ok());
        provider = fits;
        provider.surfaces = QList<ApiSurface>{{}};
        QVERIFY(!ok()); // without a format
    }

    void bodies()
    {
        const auto custom = fromJson<CustomProvider>(json(customExample));
        QCOMPARE(
            customProviderCreateBody(*custom).keys(),
            QStringList({"base_url", "beta", "curl_example", "description", "enable", "headers",
                         "js_example", "link", "name", "of_next_year", "position", "slug"}));
        const auto ngrok = fromJson<NgrokProvider>(json(ngrokExample));
        const QJsonObject body = ngrokCreateBody(*ngrok);
        QCOMPARE(body.value("models"),
                 QJsonValue(QJsonArray{QJsonObject{{"modelId", "llama-3"}, {"new", 3}}}));
        QVERIFY(!body.contains("id") && !body.contains("uri") && !body.contains("createdBy"));
        NgrokProvider cleared = *ngrok;
        cleared.metadata = {};
        cleared.models = QList<NgrokModel>();
        QCOMPARE(ngrokUpdateBody(cleared, {"metadata", "models", "providerId", "id"}),
                 (QJsonObject{{"metadata", QJsonValue::Null}, {"models", QJsonArray()}}));
    }

    // Three people edit one list.
    void listsAreMerged()
    {
        const auto base = *fromJson<NgrokProvider>(json(ngrokExample));
        NgrokProvider mine = base;
        NgrokProvider theirs = base;
        mine.models =
            QList<NgrokModel>{{"m1", "llama-3", base.models->at(0).unknown}, {{}, "mine", {}}};
        theirs.models =
            QList<NgrokModel>{{"m1", "llama-3", {{"new", 3}, {"newer", 4}}}, {"m2", "theirs", {}}};
        NgrokProvider merged = withTheirLists(base, mine, theirs);
        QStringList ids;
        for (const NgrokModel &model : *merged.models)
            ids.append(model.modelId);
        QCOMPARE(ids, QStringList({"llama-3", "mine", "theirs"}));
        QCOMPARE(merged.models->at(0).unknown, (QJsonObject{{"new", 3}, {"newer", 4}}));
        QCOMPARE(merged.surfaces, theirs.surfaces); // untouched here

        mine.models = QList<NgrokModel>(); // all taken away here: what others added stays
        merged = withTheirLists(base, mine, theirs);
        QCOMPARE(merged.models->size(), 1);
        QCOMPARE(merged.models->at(0).modelId, "theirs");

        mine = base;
        QList<NgrokModel> more = *base.models;
        more.append({{}, "mine", {}});
        mine.models = more;
        theirs.models = QList<NgrokModel>(); // all taken away there
        merged = withTheirLists(base, mine, theirs);
        QCOMPARE(merged.models->size(), 1);
        QCOMPARE(merged.models->at(0).modelId, "mine");
    }

    void copies()
    {
        const auto custom = *fromJson<CustomProvider>(json(customExample));
        const auto there = copyToNgrok(custom);
        QCOMPARE(there.value.providerId, "slug");
        QCOMPARE(there.value.baseUrl, custom.baseUrl);
        QCOMPARE(*there.value.metadata, "description");
        QStringList left;
        for (const CopiedField &field : there.fields) {
            QVERIFY(!field.value.contains(*custom.headers));
            if (field.to.isEmpty())
                left.append(field.from);
        }
        left.sort();
        QCOMPARE(left,
                 QStringList({"beta", "costs", "curl_example", "enable", "headers", "js_example",
                              "link", "logo", "of_next_year", "position"}));

        auto ngrok = *fromJson<NgrokProvider>(json(ngrokExample));
        ngrok.providerId = "in_house.vllm";
        const auto back = copyToCloudflare(ngrok);
        QCOMPARE(back.value.slug, "in-house-vllm");
        QVERIFY(slugProblem(back.value.slug).isEmpty());
        QCOMPARE(*back.value.enable, false);
        left.clear();
        for (const CopiedField &field : back.fields)
            if (field.to.isEmpty())
                left.append(field.from);
        QCOMPARE(left, QStringList({"supportedApiSurfaces", "models", "of_next_year"}));
    }

    void logos_data()
    {
        QTest::addColumn<QByteArray>("svg");
        QTest::addColumn<bool>("drawn");
        const auto row = [](const char *name, const QByteArray &inside, bool drawn) {
            QTest::newRow(name) << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" "
                                              "xmlns:xlink=\"http://www.w3.org/1999/xlink\">")
                    + inside
                    + "</svg>" << drawn;
        };
        row("shapes", "<rect width='1' height='1' fill='#fff'/><text>A</text>", true);
        row("gradient",
            "<defs><linearGradient id='g'><stop/></linearGradient></defs><rect fill='url(#g)'/>",
            true);
        row("image", "<image href='file:///etc/passwd'/>", false);
        row("address", "<rect fill='url(https://example.com/x)'/>", false);
        row("link", "<g xlink:href='https://example.com'/>", false);
        row("style", "<style>@import 'x'</style>", false);
        row("script", "<script>alert(1)</script>", false);
        QTest::newRow("entity") << QByteArray(
            "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>")
                                << false;
        QTest::newRow("deep") << QByteArray("<svg>") + QByteArray("<g>").repeated(100)
                + QByteArray("</g>").repeated(100)
                + "</svg>" << false;
        QTest::newRow("broken") << QByteArray("<svg><g>") << false;
        QTest::newRow("large") << "<svg>" + QByteArray(300'000, ' ') + "</svg>" << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void logos()
    {
        QFETCH(QByteArray, svg);
        QTEST(!safeLogo(QString::fromLatin1(svg.toBase64())).isEmpty(), "drawn");
    }

    // A service that repeats one of the headers repeats only its value.
    void headersInATextAreSecrets()
    {
        const QStringList secrets =
            secretsIn(QJsonObject{{"headers", R"({"Authorization":"Bearer abcd"})"}});
        QVERIFY(secrets.contains("Bearer abcd"));
        QVERIFY(!withoutSecrets(QString("said Bearer abcd"), secrets).contains("abcd"));
    }
};

QTEST_GUILESS_MAIN(TestProviders)
#include "tst_providervalues.moc"
