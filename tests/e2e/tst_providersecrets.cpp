// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of providers and headers of custom providers are typed, sent and refused; then everything
// that was written, shown, said or sent elsewhere is searched for them.
#include "app/appcontext.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/plantedsecrets.h"
#include "tests/views/providersbench.h"
#include "views/common/confirmdialog.h"
#include "views/providers/keyform.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providereditor.h"
#include "views/providers/rotationpanel.h"
#include "views/shell/requestspanel.h"
#include "views/shell/signinform.h"
#include "views/shell/workspace.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QGuiApplication>
#include <QJsonDocument>

using namespace gatehouse;
using namespace gatehouse::test;

class ProviderSecretsTest : public QObject
{
    Q_OBJECT

private:
    const QByteArray m_key = "planted-key-51aa";
    const QByteArray m_second = "planted-second-77be";
    const QByteArray m_header = "planted-header-09cd";
    const QByteArray m_theirs = "planted-theirs-83f1"; // that the service reports
    const QByteArray m_token = "planted-token-2b2b";
    const QByteArray m_ngrok = "planted-ngrok-6c6c";

    const PlantedSecrets m_secrets{{m_key, m_second, m_header, m_theirs, m_token, m_ngrok}};

    bool isClean(const QByteArray &text) const { return m_secrets.isClean(text); }
    QJsonObject custom() const
    {
        return {{"id", "c1"},
                {"name", "Rhine"},
                {"slug", "rhine"},
                {"base_url", "https://e.example"},
                {"headers", QString::fromUtf8("{\"X-Key\":\"" + m_theirs + "\"}")},
                {"created_at", 1'700'000'000},
                {"modified_at", 1'700'000'000}};
    }
    static QJsonObject config()
    {
        return {{"id", "k1"},
                {"gateway_id", "g"},
                {"provider_slug", "openai"},
                {"alias", "default"},
                {"default_config", true},
                {"secret_id", "s"},
                {"secret_preview", "****"},
                {"modified_at", 1'700'000'000}};
    }

private Q_SLOTS:
    void initTestCase() { saidByProgram(); }
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }

    void nothingLeaves()
    {
        const QTemporaryDir folder;
        FakeKeychain::World keychain;
        // Refuses every write, repeating what it was sent and the values within.
        CannedServer service([&](const CannedServer::Request &request) {
            if (request.method != "GET")
                return CannedServer::Reply::error(
                    400, 7001,
                    QString::fromUtf8(request.body)
                        + (request.body.contains(m_header) ? QString::fromUtf8(m_header)
                                                           : QString())
                        + QString::fromUtf8(request.header("authorization")));
            if (request.path.endsWith(u"/custom-providers"))
                return CannedServer::Reply::result(QJsonArray{custom()});
            if (request.path.endsWith(u"/custom-providers/c1"))
                return CannedServer::Reply::result(custom());
            if (request.path.endsWith(u"/provider_configs"))
                return CannedServer::Reply::result(QJsonArray{config()});
            return CannedServer::Reply::result(QJsonArray());
        });
        CannedServer ngrok([&](const CannedServer::Request &request) {
            return CannedServer::Reply{.status = 401,
                                       .body = "{\"statusCode\":401,\"msg\":\""
                                           + request.header("authorization")
                                           + "\",\"details\":{}}"};
        });
        auto context =
            std::make_unique<AppContext>(folder.path(), std::make_unique<FakeKeychain>(&keychain));
        MainWindow *window = context->window();
        window->resize(1300, 900);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window));
        Connection *connection = context->addService(QStringLiteral("Account"),
                                                     {service.url(QStringLiteral("/v4")),
                                                      QStringLiteral("a"),
                                                      {QString::fromUtf8(m_token), {}, {}}},
                                                     ngrok.url(), QString::fromUtf8(m_ngrok));
        QVERIFY(connection);
        auto *view = qobject_cast<ProvidersView *>(
            window->open(connection, {ViewAddress::Kind::GatewayProviders, {"g"}, {}}));
        QVERIFY(view);
        QTRY_VERIFY(!view->isBusy() && view->model()->rowCount() == 2);
        QTRY_VERIFY(!ngrok.requests().isEmpty() && view->hasError()); // and says so
        QByteArrayList seen = everyText(window);

        const auto refused = [&](qsizetype writes) {
            return QTest::qWaitFor([&] {
                return !view->isBusy()
                    && std::count_if(service.requests().begin(), service.requests().end(),
                                     [](const auto &request) { return request.method != "GET"; })
                    == writes;
            });
        };
        view->newKey();
        fill(view->editor()->form(), "Provider", "openai");
        fill(view->editor()->form(), "Alias", "second");
        fill(view->editor()->form(), "Secret", QString::fromUtf8(m_key));
        seen += everyText(window);
        QVERIFY(click(view, "Add key"));
        QVERIFY(refused(1));
        seen += everyText(window);

        view->backToList();
        QVERIFY(view->select("default"));
        view->replaceSecret();
        fill(view->editor()->form(), "Secret", QString::fromUtf8(m_second));
        QVERIFY(click(view, "Replace secret"));
        QVERIFY(refused(2));
        seen += everyText(window);

        view->backToList();
        view->rotate();
        QTest::keyClicks(view->rotation()->secretField()->edit(), QString::fromUtf8(m_key));
        seen += everyText(window);
        QTRY_VERIFY(view->rotation()->nextButton()->isEnabled());
        QTest::mouseClick(view->rotation()->nextButton(), Qt::LeftButton);
        QVERIFY(refused(3));
        seen += everyText(window);

        view->backToList();
        QVERIFY(view->select("Rhine"));
        seen += everyText(window);
        view->editSelected();
        typeInto(named(view->editor()->form(), "Header: 1: Value"), QString::fromUtf8(m_header));
        fill(view->editor()->form(), "Description", "planted nothing here");
        QVERIFY(click(view, "Save…"));
        QVERIFY(click(view, "Show request"));
        seen += everyText(window);
        QVERIFY(click(view, "Save changes"));
        QVERIFY(refused(4));
        seen += everyText(window);

        window->requestsDock()->show();
        auto *requests = window->findChild<RequestsPanel *>();
        QVERIFY(requests);
        auto *table = requests->findChild<QTableView *>();
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            table->selectRow(row);
            seen += everyText(requests);
            for (QAction *action : requests->findChildren<QAction *>())
                if (action->text().contains(QStringLiteral("curl")) && action->isEnabled()) {
                    action->trigger();
                    seen += QGuiApplication::clipboard()->text().toUtf8();
                }
        }
        view->table()->selectAll();
        view->table()->copyAction()->trigger();
        seen += QGuiApplication::clipboard()->text().toUtf8();
        QStringList profiles;
        for (const Profile &profile : context->profiles()->values())
            profiles.append(profile.id);
        seen += context->profiles()->exported(profiles);

        // Each secret went where it belongs, and nowhere else.
        for (const auto &request : service.requests()) {
            QVERIFY(isClean(request.target));
            QVERIFY(!request.header("authorization").contains(m_ngrok));
            if (request.method == "GET")
                QVERIFY(isClean(request.body));
        }
        for (const auto &request : ngrok.requests()) {
            QVERIFY(isClean(request.target) && isClean(request.body));
            QCOMPARE(request.header("authorization"), "Bearer " + m_ngrok);
        }

        // The header is in no draft: neither the tab nor the window closes without a question.
        const auto question = [window] { return window->findChild<ConfirmDialog *>(); };
        window->workspace()->close(view);
        QTRY_VERIFY(question());
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QVERIFY(window->workspace()->views().contains(view));
        QVERIFY(!window->close());
        QTRY_VERIFY(question());
        seen += everyText(question());
        QTest::keyClick(question(), Qt::Key_Escape);
        QTRY_VERIFY(!question());
        QVERIFY(window->isVisible());
        QVERIFY(!window->close());
        QTRY_VERIFY(question());
        QTest::mouseClick(question()->actionButton(), Qt::LeftButton);
        QTRY_VERIFY(!window->isVisible());
        QCOMPARE(m_secrets.firstDirty(seen), QByteArray());
        context.reset(); // what is unsaved is written as a draft
        QVERIFY(!QDir(folder.filePath("drafts")).isEmpty());
        QCOMPARE(m_secrets.dirtyFiles(folder.path()), QStringList());
        QCOMPARE(m_secrets.firstDirty(saidByProgram()), QByteArray());
    }

    // The window asks for a new one where the old one is refused, and goes on by itself.
    void refusedNgrokTokenIsAskedForAgain()
    {
        const QTemporaryDir folder;
        FakeKeychain::World keychain;
        CannedServer service(CannedServer::Reply::result(QJsonArray()));
        CannedServer ngrok([&](const CannedServer::Request &request) {
            return request.header("authorization") == "Bearer " + m_second
                ? CannedServer::Reply{.body = R"({"aiGatewayProviders":[{"id":"p","uri":"u",)"
                                              R"("providerId":"rhine","name":"Rhine at ngrok",)"
                                              R"("baseUrl":"https://e.example","createdAt":1,)"
                                              R"("updatedAt":1,"createdBy":{},)"
                                              R"("lastUpdatedBy":{}}],"uri":"u"})"}
                : CannedServer::Reply{.status = 401,
                                      .body = R"({"statusCode":401,"msg":"no","details":{}})"};
        });
        auto context =
            std::make_unique<AppContext>(folder.path(), std::make_unique<FakeKeychain>(&keychain));
        MainWindow *window = context->window();
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window));
        const QString id =
            context->profiles()->add({.name = "Account",
                                      .backEnd = Profile::BackEnd::Other,
                                      .apiUrl = service.url(QStringLiteral("/v4")).toString(),
                                      .account = "a",
                                      .ngrokUrl = ngrok.url().toString(),
                                      .budget = 500});
        keychain.secrets.insert(id + "/token", QString::fromUtf8(m_token));
        keychain.secrets.insert(id + "/ngrok", QString::fromUtf8(m_ngrok));
        window->connectTo(id);
        Connection *connection = context->connections()->find(id);
        auto *view = qobject_cast<ProvidersView *>(
            window->open(connection, {ViewAddress::Kind::Providers, {}, {}}));
        QVERIFY(view);
        QTRY_VERIFY(window->findChild<SignInForm *>());
        auto *edit = window->findChild<SignInForm *>()->findChild<QLineEdit *>();
        QCOMPARE(edit->placeholderText(), "New ngrok token");
        QTRY_VERIFY(!view->isBusy());
        QCOMPARE(view->model()->rowCount(), 0);
        const qsizetype before = service.requests().size();
        QTest::keyClicks(edit, QString::fromUtf8(m_second));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QTRY_VERIFY(!window->findChild<SignInForm *>() && !view->isBusy());
        QVERIFY(!view->hasError());
        QCOMPARE(keychain.secrets.value(id + "/ngrok"), QString::fromUtf8(m_second));
        QCOMPARE(keychain.secrets.value(id + "/token"), QString::fromUtf8(m_token));
        // The account was not signed in anew: only the open view has been read again.
        for (const auto &request : service.requests().mid(before))
            QVERIFY2(request.path.contains(u"custom-providers"), qPrintable(request.path));
        for (const auto &request : service.requests())
            QCOMPARE(request.header("authorization"), "Bearer " + m_token);
        // It counts for itself, to the limit of the profile.
        const RequestBudget *budget = connection->ngrokClient()->budget();
        QCOMPARE(budget->limit(), 500);
        // Some are cancelled on their way.
        QVERIFY(budget->remaining() < 500 && budget->remaining() > 490);

        // Without a token nothing is sent, and it is asked for, too.
        keychain.secrets.remove(id + "/ngrok");
        context->connections()->renewNgrokToken(id);
        QTRY_VERIFY(window->findChild<SignInForm *>());
        window->close();
        context.reset();
        QCOMPARE(m_secrets.dirtyFiles(folder.path()), QStringList());
    }
};

QTEST_MAIN(ProviderSecretsTest)
#include "tst_providersecrets.moc"
