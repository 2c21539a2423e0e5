// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the operations is in a form by its name, and what is typed there is in the raw
// request; every field of their answers is shown.
#include "tests/support/testdata.h"
#include "tests/views/providersbench.h"
#include "views/common/fieldrow.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/logoedit.h"
#include "views/providers/logopicture.h"
#include "views/providers/ngrokform.h"
#include "views/providers/pricingpanel.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providereditor.h"

#include <QAction>
#include <QFile>
#include <QJsonDocument>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
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
    {"custom-providers.update", "logo", "Logo", "", R"(["PHN2Zz48cmVjdC8+PC9zdmc+"])"},
    {"custom-providers/costs.create", "account_provider_id", nullptr, "", R"(["c1"])"}, // selected
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

// Where an answer's field is seen: in the details by its accessible name, or in the rules' table
// by its column.
struct Shown
{
    const char *answer;
    const char *field;
    const char *name;
    const char *text; // that is in it
};

static constexpr Shown shown[] = {
    {"provider_configs", "alias", "Alias", "default"},
    {"provider_configs", "default_config", "Default", "yes"},
    {"provider_configs", "gateway_id", "Gateway", "g"},
    {"provider_configs", "id", "Id", "k1"},
    {"provider_configs", "modified_at", "Modified", "2023-11-14"},
    {"provider_configs", "provider_slug", "Provider", "openai"},
    {"provider_configs", "rate_limit", "Rate limit", "30 requests"},
    {"provider_configs", "rate_limit_period", "Rate limit", "90 s"},
    {"provider_configs", "secret_id", "Secret id", "s-77"},
    {"provider_configs", "secret_preview", "Secret", "****ab12"},
    {"custom-providers", "base_url", "Base URL", "https://e.com"},
    {"custom-providers", "beta", "Beta", "on"},
    {"custom-providers", "created_at", "Created", "2023-11-15"},
    {"custom-providers", "curl_example", "curl example", "curl them"},
    {"custom-providers", "description", "Description", "Of the river"},
    {"custom-providers", "enable", "Enabled", "on"},
    {"custom-providers", "headers", "Headers", "X-Theirs"},
    {"custom-providers", "id", "Id", "c2"},
    {"custom-providers", "js_example", "JavaScript example", "fetch them"},
    {"custom-providers", "link", "Link", "https://docs.e.com"},
    {"custom-providers", "logo", "Logo", ""},
    {"custom-providers", "modified_at", "Modified", "2023-11-14"},
    {"custom-providers", "name", "Name", "Meuse"},
    {"custom-providers", "position", "Position", "3"},
    {"custom-providers", "slug", "Address", "custom-meuse"},
    {"custom-providers/costs", "account_provider_id", nullptr, ""}, // they are the selected one's
    {"custom-providers/costs", "changed_by", "Changed by", "manual"},
    {"custom-providers/costs", "cost_in", "In", "0.25"},
    {"custom-providers/costs", "cost_out", "Out", "0.75"},
    {"custom-providers/costs", "cost_type", "Counted", "tokens"},
    {"custom-providers/costs", "created_at", "Created", "2023-11-15"},
    {"custom-providers/costs", "enable", "Enabled", "on"},
    {"custom-providers/costs", "id", "Id", "r2"},
    {"custom-providers/costs", "model", "Model", "vision"},
    {"custom-providers/costs", "model_rule", "Rule", "contains"},
    {"custom-providers/costs", "modified_at", "Modified", "2023-11-14"},
    {"custom-providers/costs", "token_pricing", "Units", "input_tokens $0.5"},
    {"custom-providers/costs", "weight", "Weight", "12"},
    {"ngrok/providers", "id", "Id", "p2"},
    {"ngrok/providers", "uri", "URI", "https://api.ngrok.ai/providers/p2"},
    {"ngrok/providers", "providerId", "Address", "in-house:"},
    {"ngrok/providers", "name", "Name", "In house"},
    {"ngrok/providers", "baseUrl", "Base URL", "https://in.house"},
    {"ngrok/providers", "createdAt", "Created", "2023-11-15"},
    {"ngrok/providers", "updatedAt", "Modified", "2023-11-14"},
    {"ngrok/providers", "createdBy", "Created", "usr_1"},
    {"ngrok/providers", "lastUpdatedBy", "Modified", "bot_2"},
    {"ngrok/providers", "metadata", "Metadata", "of ours"},
    {"ngrok/providers", "supportedApiSurfaces", "API surfaces", "openai responses (tools)"},
    {"ngrok/providers", "models", "Models", "in-house:llama-3"},
};

class ProviderFormsTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject operations()
    {
        QFile file(testDataPath(QStringLiteral("provider-operations.json")));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }
    static QJsonObject json(const char *text)
    {
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        if (object.isEmpty())
            qFatal("no JSON: %s", text);
        return object;
    }
    // Of each kind one with little in it, to be filled in, and one that is complete. Refuses every
    // write, so that nothing but what was sent matters.
    static Reply answer(const CannedServer::Request &request)
    {
        static const QJsonObject custom =
            json(R"({"id":"c1","name":"Rhine","slug":"rhine","base_url":"https://old.com",)"
                 R"("enable":true,"created_at":1700000000,"modified_at":1700000000})");
        static const QJsonObject fullCustom =
            json(R"({"id":"c2","name":"Meuse","slug":"meuse","base_url":"https://e.com",)"
                 R"("enable":true,"beta":true,"curl_example":"curl them","position":3,)"
                 R"("description":"Of the river","headers":"{\u0022X-Theirs\u0022:\u0022v\u0022}",)"
                 R"("js_example":"fetch them","link":"https://docs.e.com",)"
                 R"("logo":"PHN2Zz48cmVjdC8+PC9zdmc+","created_at":"2023-11-15T00:00:00Z",)"
                 R"("modified_at":"2023-11-14T12:00:00Z"})");
        static const QJsonObject rule =
            json(R"({"id":"r1","account_provider_id":"c1","model":"old","enable":true,)"
                 R"("cost_type":"tokens","created_at":1700000000,"modified_at":1700000000})");
        static const QJsonObject fullRule = json(
            R"({"id":"r2","account_provider_id":"c1","model":"vision","enable":true,)"
            R"("model_rule":"contains","cost_type":"tokens","cost_in":0.25,"cost_out":0.75,)"
            R"("token_pricing":"{\u0022input_tokens\u0022:0.5}","weight":12,"changed_by":"manual",)"
            R"("created_at":"2023-11-15T00:00:00Z","modified_at":"2023-11-14T12:00:00Z"})");
        static const QJsonObject key =
            json(R"({"id":"k1","gateway_id":"g","provider_slug":"openai","alias":"default",)"
                 R"("default_config":true,"rate_limit":30,"rate_limit_period":90,)"
                 R"("secret_id":"s-77","secret_preview":"****ab12",)"
                 R"("modified_at":"2023-11-14T12:00:00Z"})");
        static const QJsonObject ngrok =
            json(R"({"id":"p1","uri":"u","providerId":"old","name":"At ngrok",)"
                 R"("baseUrl":"https://old.com","createdAt":1700000000,"updatedAt":1700000000,)"
                 R"("createdBy":{},"lastUpdatedBy":{}})");
        static const QJsonObject fullNgrok =
            json(R"({"id":"p2","uri":"https://api.ngrok.ai/providers/p2","name":"In house",)"
                 R"("providerId":"in-house","baseUrl":"https://in.house","metadata":"of ours",)"
                 R"("createdAt":"2023-11-15T00:00:00Z","updatedAt":"2023-11-14T12:00:00Z",)"
                 R"("createdBy":{"id":"usr_1"},"lastUpdatedBy":{"id":"bot_2"},)"
                 R"("supportedApiSurfaces":[{"format":"openai","surface":"responses",)"
                 R"("supportedParams":[{"name":"tools"}]}],"models":[{"modelId":"llama-3"}]})");
        if (request.method != "GET")
            return Reply::error(400, 7001, QStringLiteral("refused"));
        if (request.path == u"/ngrok/providers")
            return {.body = QJsonDocument(
                                QJsonObject{{"aiGatewayProviders", QJsonArray{ngrok, fullNgrok}},
                                            {"uri", "u"}})
                                .toJson()};
        if (request.path.startsWith(u"/ngrok"))
            return {.body = QJsonDocument(ngrok).toJson()};
        if (request.path.endsWith(u"/costs"))
            return Reply::result(QJsonArray{rule, fullRule});
        if (request.path.endsWith(u"/costs/r1"))
            return Reply::result(rule);
        if (request.path.endsWith(u"/custom-providers"))
            return Reply::result(QJsonArray{custom, fullCustom});
        if (request.path.endsWith(u"/custom-providers/c1"))
            return Reply::result(custom);
        if (request.path.endsWith(u"/custom-providers/c2"))
            return Reply::result(fullCustom);
        if (request.path.endsWith(u"/provider_configs"))
            return Reply::result(QJsonArray{key});
        return Reply::result(QJsonArray());
    }
    void open(const QString &operation)
    {
        if (operation == u"provider_configs.create")
            return m_view->newKey();
        if (operation == u"custom-providers.create")
            return m_view->newCustom();
        if (operation == u"ngrok/providers.create")
            return m_view->newNgrok();
        QVERIFY(m_view->select(operation.startsWith(u"provider_configs") ? "default"
                                   : operation.startsWith(u"ngrok")      ? "At ngrok"
                                                                         : "Rhine"));
        if (operation == u"provider_configs.update")
            return m_view->replaceSecret();
        if (!operation.startsWith(u"custom-providers/costs"))
            return m_view->editSelected();
        if (operation.endsWith(u"create"))
            return m_view->pricing()->addAction()->trigger();
        QTRY_COMPARE(m_view->pricing()->model()->rowCount(), 2);
        m_view->pricing()->table()->selectRow(
            m_view->pricing()->model()->at(0).id.value == "r1" ? 0 : 1);
        m_view->pricing()->editAction()->trigger();
    }
    // What is typed into the form of an operation; a form edits with what it creates with.
    static QList<Typed> typedInto(const QString &operation)
    {
        QList<Typed> result;
        const QJsonArray fields = operations().value(operation).toArray();
        for (const Typed &one : typed) {
            const QString of = QLatin1String(one.operation);
            if (fields.contains(QLatin1String(one.field))
                && (of == operation
                    || (of == QString(operation).replace("update", "create")
                        && operation != u"provider_configs.update")))
                result.append(one);
        }
        return result;
    }
    static void typeSurface(TreeEdit *surfaces)
    {
        QTreeWidget *tree = surfaces->tree();
        tree->setCurrentItem(tree->topLevelItem(0));
        tree->editItem(tree->topLevelItem(0), 1);
        typeInPlace(tree, QStringLiteral("responses"));
        QTest::mouseClick(surfaces->addParameterButton(), Qt::LeftButton);
        typeInPlace(tree, QStringLiteral("tools"));
    }

    const CannedServer::Request *written() const // the first that is not reading; nullptr: none
    {
        for (const CannedServer::Request &request : m_server->requests())
            if (request.method != "GET")
                return &request;
        return nullptr;
    }

    std::optional<CannedServer> m_server;
    std::optional<ProvidersBench> m_bench;
    std::unique_ptr<ProvidersView> m_view;

private Q_SLOTS:
    void init()
    {
        m_server.emplace(answer);
        m_bench.emplace(endpointOf(*m_server), m_server->url(QStringLiteral("/ngrok")));
        m_view = m_bench->view(QStringLiteral("g"));
        QVERIFY(showAndSettle(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_bench.reset();
        m_server.reset();
    }

    void everyFieldIsListed()
    {
        QJsonObject all = operations();
        const QJsonObject answers = all.take("answers").toObject();
        QCOMPARE(all.size(), 8);
        for (auto it = all.begin(); it != all.end(); ++it)
            QCOMPARE(typedInto(it.key()).size(), it->toArray().size());
        QCOMPARE(answers.size(), 4);
        qsizetype count = 0;
        for (auto it = answers.begin(); it != answers.end(); ++it)
            for (const QJsonValue field : it->toArray()) {
                ++count;
                QVERIFY2(std::any_of(std::begin(shown), std::end(shown),
                                     [&](const Shown &one) {
                                         return it.key() == QLatin1String(one.answer)
                                             && field.toString() == QLatin1String(one.field);
                                     }),
                         qPrintable(it.key() + ' ' + field.toString()));
            }
        QCOMPARE(count, qsizetype(std::size(shown)));
    }

    void everyAnswerIsShown()
    {
        PricingModel *rules = m_view->pricing()->model();
        const auto column = [rules](const char *title) {
            for (int i = 0; i < rules->columnCount(); ++i)
                if (rules->headerData(i, Qt::Horizontal).toString() == QLatin1String(title))
                    return i;
            return -1;
        };
        for (const Shown &one : shown) {
            const QString kind = QLatin1String(one.answer);
            QVERIFY(m_view->select(kind == u"provider_configs"      ? "default"
                                       : kind == u"ngrok/providers" ? "In house"
                                                                    : "Meuse"));
            if (!one.name)
                continue;
            QString text;
            if (kind == u"custom-providers/costs") {
                QTRY_COMPARE(rules->rowCount(), 2);
                QVERIFY2(column(one.name) >= 0, one.name);
                const int row = rules->at(0).id.value == "r2" ? 0 : 1;
                text = rules->index(row, column(one.name)).data().toString();
            } else {
                QWidget *found = nullptr;
                for (auto *widget : m_view->details()->findChildren<QWidget *>())
                    if (widget->accessibleName() == QLatin1String(one.name))
                        found = widget;
                QVERIFY2(found, one.name);
                if (auto *code = qobject_cast<QPlainTextEdit *>(found))
                    text = code->toPlainText();
                else
                    text = static_cast<QLabel *>(found)->text();
                if (found == m_view->details()->logo())
                    QTRY_VERIFY(!m_view->details()->logo()->pixmap().isNull());
            }
            QVERIFY2(text.contains(QLatin1String(one.text)),
                     qPrintable(QString(one.field) + ": " + text));
        }
    }

    void whatIsTypedIsSent_data()
    {
        QTest::addColumn<QString>("operation");
        QJsonObject all = operations();
        all.remove("answers");
        for (const QString &operation : all.keys())
            QTest::newRow(qPrintable(operation)) << operation;
    }
    void whatIsTypedIsSent()
    {
        QFETCH(QString, operation);
        QTemporaryDir folder;
        QFile logo(folder.filePath("logo.svg"));
        QVERIFY(logo.open(QIODevice::WriteOnly) && logo.write("<svg><rect/></svg>") > 0);
        logo.close();
        m_bench->dialogs.path = logo.fileName();
        open(operation);
        ProviderEditor *editor = m_view->editor();
        QVERIFY(editor);
        QVERIFY(!editor->saveButton()->isEnabled());
        QJsonObject expected;
        bool hasSecret = false;
        for (const Typed &one : typedInto(operation)) {
            if (one.name)
                fill(editor->form(), QString::fromUtf8(one.name), QString::fromUtf8(one.text));
            expected.insert(QString::fromUtf8(one.field),
                            QJsonDocument::fromJson(one.json).array().at(0));
            hasSecret |= QLatin1String(one.field) == QLatin1String("secret");
        }
        if (auto *form = qobject_cast<NgrokForm *>(editor->form()))
            typeSurface(form->surfaces());
        QVERIFY2(editor->form()->problem().isEmpty(), qPrintable(editor->form()->problem()));
        QTRY_VERIFY(editor->saveButton()->isEnabled());
        QTest::mouseClick(editor->saveButton(), Qt::LeftButton);
        if (operation.endsWith(u"update") && !hasSecret)
            QVERIFY(click(editor, "Save changes"));
        QTRY_VERIFY(written());
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
        m_view->newCustom();
        auto *form = static_cast<CustomProviderForm *>(m_view->editor()->form());
        fill(form, "Slug", "my_slug");
        QVERIFY(m_view->editor()->form()->problem().size() > 0);
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

    // A PATCH takes no null and leaves alone what it does not name.
    void whatCannotBeTakenBackIsSaid()
    {
        QVERIFY(m_view->select("Meuse"));
        m_view->editSelected();
        auto *position =
            static_cast<OptionalSpinBox *>(named(m_view->editor()->form(), "Position"));
        QTest::mouseClick(position->tick(), Qt::LeftButton, {},
                          {6, position->tick()->height() / 2});
        QVERIFY(m_view->editor()->form()->problem().contains("position"));
        QVERIFY(!m_view->editor()->saveButton()->isEnabled());
        m_view->backToList();
        QTRY_COMPARE(m_view->pricing()->model()->rowCount(), 2);
        m_view->pricing()->table()->selectRow(
            m_view->pricing()->model()->at(0).id.value == "r2" ? 0 : 1);
        m_view->pricing()->editAction()->trigger();
        ProviderForm *form = m_view->editor()->form();
        for (const auto &[text, fits] :
             {std::pair("", false), {"inf", false}, {"nan", false}, {"0", true}}) {
            fill(form, "Cost in in $ a unit", QString::fromUtf8(text));
            QCOMPARE(form->problem().isEmpty(), fits);
        }
    }

    // A tree by its keys, up to saving from within a cell.
    void treesAreFilledInByKeys()
    {
        m_view->newNgrok();
        auto *form = static_cast<NgrokForm *>(m_view->editor()->form());
        fill(form, "Provider id", "mine");
        fill(form, "Name", "Mine");
        fill(form, "Base URL", "https://e.com");
        QTreeWidget *tree = form->surfaces()->tree();
        const auto cell = [tree] { return tree->viewport()->findChild<QLineEdit *>(); };
        form->surfaces()->addButton()->setFocus();
        QTest::keyClick(form->surfaces()->addButton(), Qt::Key_Space);
        QTRY_VERIFY(cell());
        QTest::keyClicks(cell(), "openai");
        QTest::keyClick(cell(), Qt::Key_Tab);
        QTRY_COMPARE(tree->currentColumn(), 1);
        QTRY_VERIFY(cell() && cell()->text().isEmpty() && cell()->hasFocus());
        QTest::keyClicks(cell(), "responses");
        QTest::keyClick(cell(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(written());
        QCOMPARE(
            QJsonDocument::fromJson(written()->body)["supportedApiSurfaces"],
            QJsonValue(QJsonArray{QJsonObject{{"format", "openai"}, {"surface", "responses"}}}));
    }

    // What the service says of a field stays there until that field is edited.
    void refusedFieldsStayMarked()
    {
        m_server->setHandler([](const CannedServer::Request &request) {
            return request.method == "POST"
                ? Reply::error(400, 7001, QStringLiteral("reserved"), {"body", "slug"})
                : answer(request);
        });
        m_view->newCustom();
        ProviderForm *form = m_view->editor()->form();
        fill(form, "Name", "Mine");
        fill(form, "Slug", "mine");
        QVERIFY(form->problem().startsWith("Base URL: "));
        fill(form, "Base URL", "https://e.com");
        QVERIFY(click(m_view->editor(), "Create provider"));
        QTRY_COMPARE(form->row("slug")->error(), "reserved");
        fill(form, "Name", "Other");
        QCOMPARE(form->row("slug")->error(), "reserved");
        fill(form, "Slug", "other");
        QCOMPARE(form->row("slug")->error(), QString());
    }

    // Nothing but plain shapes is taken, and of a limited size.
    void logosAreChecked()
    {
        QVERIFY(m_view->select("Rhine"));
        m_view->editSelected();
        auto *form = static_cast<CustomProviderForm *>(m_view->editor()->form());
        QTemporaryDir folder;
        const auto choose = [&](const QByteArray &svg) {
            QFile file(folder.filePath("a.svg"));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(svg);
            file.close();
            m_bench->dialogs.path = file.fileName();
            QSignalSpy changed(form->logo(), &LogoEdit::changed);
            QVERIFY(click(form, "Choose a file…"));
            QTRY_VERIFY(!changed.isEmpty() && !form->logo()->isReading());
        };
        choose("<svg><image href='file:///etc/passwd'/></svg>");
        QVERIFY(form->row("logo")->error().contains("shapes only"));
        QCOMPARE(form->logo()->value(), QString());
        // In base64 the longest that is drawn, and one byte more.
        const QByteArray longest = "<svg><rect/>" + QByteArray(196'608 - 18, ' ') + "</svg>";
        choose(longest + ' ');
        QVERIFY(form->row("logo")->error().contains("192 KiB"));
        choose(longest);
        QCOMPARE(form->row("logo")->error(), QString());
        QCOMPARE(form->object().value("logo").toString().size(), 262'144);
        QVERIFY(click(form, "Remove"));
        QVERIFY(!form->isDirty() || form->object().value("logo") == "");
    }

    // The limits of texts, at their edge, in the forms.
    void edges()
    {
        m_view->newNgrok();
        auto *form = static_cast<NgrokForm *>(m_view->editor()->form());
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
            QVERIFY(!m_view->editor()->saveButton()->isEnabled());
            set(name, QString(length, 'a'));
            QCOMPARE(form->problem(), QString());
        }
        set("Base URL", start + QString(2049 - start.size(), 'a'));
        QVERIFY(!form->problem().isEmpty());
        set("Base URL", start);
        for (const char *name : {"Provider id", "Name"}) { // at least one
            set(name, {});
            QVERIFY2(!form->problem().isEmpty(), name);
            set(name, "a");
        }
        form->models()->setValue({QJsonObject{{"modelId", QString(255, 'a')}}});
        QCOMPARE(form->problem(), QString());
        form->models()->setValue({QJsonObject{{"modelId", QString(256, 'a')}}});
        QVERIFY(!form->problem().isEmpty());

        m_view->backToList();
        m_view->newCustom();
        auto *custom = static_cast<CustomProviderForm *>(m_view->editor()->form());
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
