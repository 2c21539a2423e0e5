// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the operations is in a form by its name, and what is typed there is in the raw
// request.
#include "tests/views/providersbench.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/ngrokform.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providereditor.h"

#include <QFile>
#include <QJsonDocument>
#include <QPushButton>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;
using Reply = CannedServer::Reply;

struct Typed
{
    const char *operation;
    const char *field;
    const char *name; // accessible
    const char *text; // that is typed
    const char *json; // in an array, what is sent
};

static constexpr Typed typed[] = {
    {"provider_configs.create", "provider_slug", "Provider", "openai", R"(["openai"])"},
    {"provider_configs.create", "alias", "Alias", "mine", R"(["mine"])"},
    {"provider_configs.create", "default_config", "Default", "true", "[true]"},
    {"provider_configs.create", "secret", "Secret", "sk-typed", R"(["sk-typed"])"},
    {"provider_configs.create", "secret_id", "Secret id", "sid", R"(["sid"])"},
    {"provider_configs.create", "rate_limit", "Rate limit in requests", "30", "[30]"},
    {"provider_configs.create", "rate_limit_period", "Rate limit period in s", "90", "[90]"},
    {"provider_configs.update", "secret", "Secret", "sk-other", R"(["sk-other"])"},
    {"custom-providers.create", "name", "Name", "Mine", R"(["Mine"])"},
    {"custom-providers.create", "slug", "Slug", "mine", R"(["mine"])"},
    {"custom-providers.create", "base_url", "Base URL", "https://e.com/v1",
     R"(["https://e.com/v1"])"},
    {"custom-providers.create", "enable", "Enabled", "false", "[false]"},
    {"custom-providers.create", "beta", "Beta", "true", "[true]"},
    {"custom-providers.create", "description", "Description", "words", R"(["words"])"},
    {"custom-providers.create", "headers", "Headers", "X-Key:value",
     R"(["{\"X-Key\":\"value\"}"])"},
    {"custom-providers.create", "position", "Position", "7", "[7]"},
    {"custom-providers.create", "link", "Link", "https://e.com", R"(["https://e.com"])"},
    {"custom-providers.create", "curl_example", "curl example", "curl x", R"(["curl x"])"},
    {"custom-providers.create", "js_example", "JavaScript example", "fetch", R"(["fetch"])"},
    {"custom-providers/costs.create", "model", "Model", "m-", R"(["m-"])"},
    {"custom-providers/costs.create", "model_rule", "Model rule", "begins with",
     R"(["starts-with"])"},
    {"custom-providers/costs.create", "enable", "Enabled", "false", "[false]"},
    {"custom-providers/costs.create", "cost_type", "Cost type", "images", R"(["images"])"},
    {"custom-providers/costs.create", "cost_in", "Cost in in $ a unit", "0.0000004", "[0.0000004]"},
    {"custom-providers/costs.create", "cost_out", "Cost out in $ a unit", "0.5", "[0.5]"},
    {"custom-providers/costs.create", "token_pricing", "Token pricing", "0.25",
     R"([{"input_tokens":0.25}])"},
    {"ngrok/providers.create", "providerId", "Provider id", "mine", R"(["mine"])"},
    {"ngrok/providers.create", "name", "Name", "Mine", R"(["Mine"])"},
    {"ngrok/providers.create", "baseUrl", "Base URL", "http://a.internal",
     R"(["http://a.internal"])"},
    {"ngrok/providers.create", "metadata", "Metadata", "meta", R"(["meta"])"},
    {"ngrok/providers.create", "supportedApiSurfaces", "API surfaces", "openai",
     R"([[{"format":"openai","surface":"responses","supportedParams":[{"name":"tools"}]}]])"},
    {"ngrok/providers.create", "models", "Models", "llama-3", R"([[{"modelId":"llama-3"}]])"},
};

class ProviderFormsTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject operations()
    {
        QFile file(QStringLiteral(GATEHOUSE_TEST_DATA "/provider-operations.json"));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }
    // Refuses every write, so that nothing but what was sent matters.
    static Reply answer(const CannedServer::Request &request)
    {
        static const QJsonObject custom{{"id", "c1"},
                                        {"name", "Rhine"},
                                        {"slug", "rhine"},
                                        {"base_url", "https://e.com"},
                                        {"created_at", 1'700'000'000},
                                        {"modified_at", 1'700'000'000}};
        static const QJsonObject key{{"id", "k1"},
                                     {"gateway_id", "g"},
                                     {"provider_slug", "openai"},
                                     {"alias", "default"},
                                     {"default_config", true},
                                     {"secret_id", "s"},
                                     {"secret_preview", "*"},
                                     {"modified_at", 1'700'000'000}};
        if (request.method != "GET")
            return Reply::error(400, 7001, QStringLiteral("refused"));
        if (request.path.startsWith(u"/ngrok"))
            return {.body = R"({"aiGatewayProviders":[],"uri":"u"})"};
        if (request.path.endsWith(u"/custom-providers"))
            return Reply::result(QJsonArray{custom});
        if (request.path.endsWith(u"/provider_configs"))
            return Reply::result(QJsonArray{key});
        return Reply::result(QJsonArray());
    }
    static void open(ProvidersView *view, const QString &operation)
    {
        if (operation == u"provider_configs.create")
            return view->newKey();
        if (operation == u"custom-providers.create")
            return view->newCustom();
        if (operation == u"ngrok/providers.create")
            return view->newNgrok();
        QVERIFY(view->select(operation == u"provider_configs.update" ? "default" : "Rhine"));
        if (operation == u"provider_configs.update")
            return view->replaceSecret();
        view->details()->pricing()->addAction()->trigger();
    }

private Q_SLOTS:
    void everyFieldIsListed()
    {
        const QJsonObject all = operations();
        QCOMPARE(all.size(), 5);
        qsizetype count = 0;
        for (auto it = all.begin(); it != all.end(); ++it)
            for (const QJsonValue field : it->toArray()) {
                ++count;
                QVERIFY2(std::any_of(std::begin(typed), std::end(typed),
                                     [&](const Typed &one) {
                                         return it.key() == QLatin1String(one.operation)
                                             && field.toString() == QLatin1String(one.field);
                                     }),
                         qPrintable(it.key() + ' ' + field.toString()));
            }
        QCOMPARE(count, qsizetype(std::size(typed)));
    }

    void whatIsTypedIsSent_data()
    {
        QTest::addColumn<QString>("operation");
        for (const QString &operation : operations().keys())
            QTest::newRow(qPrintable(operation)) << operation;
    }
    void whatIsTypedIsSent()
    {
        QFETCH(QString, operation);
        CannedServer server(answer);
        ProvidersBench bench(endpointOf(server), server.url(QStringLiteral("/ngrok")));
        const auto view = bench.view(QStringLiteral("g"));
        QVERIFY(showAndSettle(view.get()));
        open(view.get(), operation);
        ProviderEditor *editor = view->editor();
        QVERIFY(editor);
        QVERIFY(!editor->saveButton()->isEnabled());
        QJsonObject expected;
        bool hasSecret = false;
        for (const Typed &one : typed) {
            if (operation != QLatin1String(one.operation))
                continue;
            fill(editor->form(), QString::fromUtf8(one.name), QString::fromUtf8(one.text));
            expected.insert(QString::fromUtf8(one.field),
                            QJsonDocument::fromJson(one.json).array().at(0));
            hasSecret |= QLatin1String(one.field) == QLatin1String("secret");
        }
        if (auto *form = qobject_cast<NgrokForm *>(editor->form())) { // below the surface
            QTreeWidget *tree = form->surfaces()->tree();
            tree->setCurrentItem(tree->topLevelItem(0));
            tree->editItem(tree->topLevelItem(0), 1);
            typeInPlace(tree, QStringLiteral("responses"));
            QTest::mouseClick(form->surfaces()->addParameterButton(), Qt::LeftButton);
            typeInPlace(tree, QStringLiteral("tools"));
        }
        if (operation == u"custom-providers/costs.create")
            expected.insert("account_provider_id", "c1");
        QVERIFY2(editor->form()->problem().isEmpty(), qPrintable(editor->form()->problem()));
        QTRY_VERIFY(editor->saveButton()->isEnabled());
        QTest::mouseClick(editor->saveButton(), Qt::LeftButton);
        const auto written = [&server] {
            return std::find_if(server.requests().begin(), server.requests().end(),
                                [](const auto &request) { return request.method != "GET"; });
        };
        QTRY_VERIFY(written() != server.requests().end());
        const QJsonObject sent = QJsonDocument::fromJson(written()->body).object();
        for (auto it = expected.begin(); it != expected.end(); ++it)
            QCOMPARE(sent.value(it.key()), it.value());
        QCOMPARE(sent.keys(), expected.keys());
        // Refused: what was typed is there still, but for a secret.
        QTRY_VERIFY(!editor->isSaving());
        QVERIFY(editor->hasError());
        if (hasSecret)
            QCOMPARE(static_cast<SecretField *>(named(editor->form(), "Secret"))->value(),
                     QString());
        else
            QVERIFY(editor->hasUnsaved());
    }

    void slugsAreCheckedAsTyped()
    {
        CannedServer server(answer);
        ProvidersBench bench(endpointOf(server), server.url(QStringLiteral("/ngrok")));
        const auto view = bench.view(QStringLiteral("g"));
        QVERIFY(showAndSettle(view.get()));
        view->newCustom();
        auto *form = static_cast<CustomProviderForm *>(view->editor()->form());
        fill(form, "Slug", "my_slug");
        QVERIFY(view->editor()->form()->problem().size() > 0);
        fill(form, "Slug", "custom-x");
        QVERIFY2(form->addressText().startsWith("custom-custom-x"),
                 qPrintable(form->addressText()));
        fill(form, "Name", "n");
        fill(form, "Base URL", "http://e.com");
        QVERIFY(form->problem().contains("https"));
        fill(form, "Base URL", "https://e.com");
        QCOMPARE(form->problem(), QString());
        fill(form, "Slug", "rhine");
        QVERIFY(form->problem().contains("already"));
    }

    // The limits of texts, at their edge, in the forms.
    void edges()
    {
        CannedServer server(answer);
        ProvidersBench bench(endpointOf(server), server.url(QStringLiteral("/ngrok")));
        const auto view = bench.view(QStringLiteral("g"));
        QVERIFY(showAndSettle(view.get()));
        view->newNgrok();
        auto *form = static_cast<NgrokForm *>(view->editor()->form());
        const auto set = [form](const char *name, const QString &text) {
            QWidget *widget = named(form, name);
            if (auto *line = qobject_cast<QLineEdit *>(widget)) {
                line->clear();
                line->insert(text); // as pasting does
                Q_EMIT line->textEdited(text);
            } else {
                static_cast<QPlainTextEdit *>(widget)->setPlainText(text);
            }
        };
        const QString start = "https://e.com/";
        set("Provider id", QString(255, 'a'));
        set("Name", QString(255, 'a'));
        set("Base URL", start + QString(2048 - start.size(), 'a'));
        set("Metadata", QString(4096, 'a'));
        QCOMPARE(form->problem(), QString());
        QCOMPARE(form->counterText(), "4,096 of 4,096 characters");
        for (const auto &[name, length] :
             {std::pair("Provider id", 255), {"Name", 255}, {"Metadata", 4096}}) {
            set(name, QString(length + 1, 'a'));
            QVERIFY2(!form->problem().isEmpty(), name);
            QVERIFY(!view->editor()->saveButton()->isEnabled());
            set(name, QString(length, 'a'));
            QCOMPARE(form->problem(), QString());
        }
        set("Base URL", start + QString(2049 - start.size(), 'a'));
        QVERIFY(!form->problem().isEmpty());

        view->backToList();
        view->newCustom();
        auto *custom = static_cast<CustomProviderForm *>(view->editor()->form());
        fill(custom, "Name", "n");
        fill(custom, "Slug", "s");
        fill(custom, "Base URL", "https://e.com");
        fill(custom, "Headers", "A:x");
        const int shell = int(QString(R"({"A":""})").size());
        auto *value = static_cast<SecretField *>(named(custom, "Header: 1: Value"));
        value->edit()->setText(QString(8192 - shell, 'x'));
        QCOMPARE(custom->problem(), QString());
        value->edit()->setText(QString(8193 - shell, 'x'));
        QVERIFY(custom->problem().contains("8,192"));
    }
};

QTEST_MAIN(ProviderFormsTest)
#include "tst_providerforms.moc"
