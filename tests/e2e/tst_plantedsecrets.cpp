// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types to sign in, and what a gateway holds, is found nowhere afterwards.
#include "app/appcontext.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/plantedsecrets.h"
#include "views/common/messagebar.h"
#include "views/common/secretfield.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewayview.h"
#include "views/shell/profilesdialog.h"
#include "views/shell/requestspanel.h"
#include "views/shell/signinform.h"
#include "views/shell/workspace.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace gatehouse;
using namespace gatehouse::test;

class SecretsTest : public QObject
{
    Q_OBJECT

private:
    const QByteArray m_token = "planted-token-7f3a";
    const QByteArray m_renewed = "planted-renewed-91bc";
    const QByteArray m_key = "planted-key-44de";
    const QByteArray m_ngrok = "planted-ngrok-c05b";
    const QByteArray m_stripe = "planted-stripe-e812";
    const QByteArray m_otel = "planted-otel-60fa";

    const PlantedSecrets m_secrets{{m_token, m_renewed, m_key, m_ngrok, m_stripe, m_otel}};

    bool isClean(const QByteArray &text) const { return m_secrets.isClean(text); }
    QJsonObject gateway() const
    {
        QFile file(QStringLiteral(GATEHOUSE_TEST_DATA "/gateway.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no gateway.json");
        QJsonObject gateway = QJsonDocument::fromJson(file.readAll())[u"result"].toObject();
        gateway[u"stripe"] =
            QJsonObject{{"authorization", QString::fromUtf8(m_stripe)},
                        {"usage_events", QJsonArray{QJsonObject{{"payload", "{}"}}}}};
        gateway[u"otel"] = QJsonArray{
            QJsonObject{{"authorization", QString::fromUtf8(m_otel)},
                        {"headers", QJsonObject{{"x-api-key", QString::fromUtf8(m_otel)}}},
                        {"url", "https://otel.example/v1"}}};
        return gateway;
    }
    static QLineEdit *edit(const QWidget *parent, const char *name)
    {
        for (auto *line : parent->findChildren<QLineEdit *>())
            if (line->accessibleName() == QLatin1String(name) && line->isVisible())
                return line;
        return nullptr;
    }
    static bool type(const QWidget *parent, const char *name, const QByteArray &text)
    {
        QLineEdit *line = edit(parent, name);
        if (!line)
            return false;
        line->setFocus();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, QString::fromUtf8(text));
        return true;
    }
    static bool press(const QWidget *parent, const char *text)
    {
        for (auto *button : parent->findChildren<QAbstractButton *>())
            if (button->text() == QString::fromUtf8(text) && button->isVisible()
                && button->isEnabled()) {
                QTest::mouseClick(button, Qt::LeftButton);
                return true;
            }
        return false;
    }

private Q_SLOTS:
    void initTestCase() { saidByProgram(); }
    void cleanupTestCase() { qInstallMessageHandler(nullptr); }

    void nothingLeavesTheWindow()
    {
        const QTemporaryDir folder;
        FakeKeychain::World keychain;
        CannedServer other(CannedServer::Reply::result(QJsonArray{}));
        QByteArray accepted = "Bearer " + m_token;
        // A service that says back what it was sent, and sends some requests elsewhere.
        CannedServer service([&](const CannedServer::Request &request) {
            const QByteArray authorization = request.header("authorization");
            if (authorization != accepted)
                return CannedServer::Reply::error(
                    401, 10'000, QStringLiteral("Refused: ") + QString::fromUtf8(authorization));
            if (request.path.contains(u"/logs"))
                return CannedServer::Reply{
                    .status = 302, .headers = {{"Location", other.url(request.path).toEncoded()}}};
            if (request.method == "PUT")
                return CannedServer::Reply::error(400, 7001, QString::fromUtf8(request.body));
            if (request.path.endsWith(u"/gateways"))
                return CannedServer::Reply{
                    .body =
                        QJsonDocument(QJsonObject{{"success", true},
                                                  {"result", QJsonArray{gateway()}},
                                                  {"result_info", QJsonObject{{"total_count", 1}}}})
                            .toJson()};
            if (request.path.contains(u"/gateways/"))
                return CannedServer::Reply::result(gateway());
            return CannedServer::Reply::result(QJsonArray{});
        });

        auto context =
            std::make_unique<AppContext>(folder.path(), std::make_unique<FakeKeychain>(&keychain));
        MainWindow *window = context->window();
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window));

        // One profile with a token, typed; one with a key and an ngrok token, for this run.
        ProfilesDialog *dialog = window->showProfiles();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTest::keyClick(dialog->windowHandle(), Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(edit(dialog, "API token") && edit(dialog, "API token")->isEnabled());
        QVERIFY(type(dialog, "Name", "Production"));
        auto *backEnd = dialog->findChild<QComboBox *>();
        QVERIFY(backEnd);
        backEnd->setCurrentIndex(backEnd->count() - 1);
        QVERIFY(type(dialog, "Address", service.url(QStringLiteral("/v4")).toEncoded()));
        QVERIFY(type(dialog, "Account id", "0123456789abcdef0123456789abcdef"));
        QVERIFY(type(dialog, "API token", m_token));
        QTest::keyClick(dialog, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(context->profiles()->values().size(), 1);
        const QString id = context->profiles()->values().first().id;
        QTRY_COMPARE(keychain.secrets.value(id + "/token"), QString::fromUtf8(m_token));
        dialog->close();
        const QByteArray exported = context->profiles()->exported({id});
        QVERIFY(exported.contains("Production"));
        Connection *byKey =
            context->addService(QStringLiteral("By key"),
                                {other.url(QStringLiteral("/v4")),
                                 QStringLiteral("a"),
                                 {{}, QStringLiteral("a@example.com"), QString::fromUtf8(m_key)}},
                                other.url(QStringLiteral("/ngrok")), QString::fromUtf8(m_ngrok));
        QVERIFY(byKey);

        window->connectTo(id);
        Connection *connection = context->connections()->find(id);
        QTRY_COMPARE(context->models(connection)->gateways()->rowCount(), 1);
        const GatewayId name = context->models(connection)->gateways()->at(0).id;
        window->open(connection, {ViewAddress::Kind::Logs, name, {}});
        auto *view = qobject_cast<GatewayView *>(
            window->open(connection, {ViewAddress::Kind::Gateway, name, {}}));
        QVERIFY(view);
        QTRY_VERIFY(!view->isBusy());
        auto *collect = view->form()->editor(QStringLiteral("collect_logs"));
        QTest::mouseClick(collect, Qt::LeftButton, {}, {8, 8});
        QVERIFY(view->hasUnsavedChanges());
        // A save that the service refuses, saying all of it back.
        QVERIFY(press(view, "Save…"));
        QVERIFY(QTest::qWaitFor([view] { return press(view, "Save changes"); }));
        const auto writes = [&service] {
            return std::count_if(service.requests().begin(), service.requests().end(),
                                 [](const auto &request) { return request.method == "PUT"; });
        };
        QTRY_VERIFY(writes() > 0 && !view->isBusy());
        const QByteArrayList before = everyText(window);

        // The token is revoked; a new one is typed where it is asked for.
        accepted = "Bearer " + m_renewed;
        context->models(connection)->refresh();
        QTRY_VERIFY(window->findChild<SignInForm *>());
        const QByteArrayList between = everyText(window);
        auto *form = window->findChild<SignInForm *>();
        QTest::keyClicks(form->findChild<QLineEdit *>(), QString::fromUtf8(m_renewed));
        QTest::keyClick(form->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_COMPARE(keychain.secrets.value(id + "/token"), QString::fromUtf8(m_renewed));
        QTRY_VERIFY(!window->findChild<SignInForm *>());
        QTRY_COMPARE(service.requests().last().header("authorization"), accepted);
        QTRY_VERIFY(!view->isBusy());
        QVERIFY(view->hasUnsavedChanges()); // what was typed is still there

        // Everything that the window shows or gives away.
        window->requestsDock()->show();
        const auto *requests = window->findChild<RequestsPanel *>();
        QVERIFY(requests);
        auto *table = requests->findChild<QTableView *>();
        QVERIFY(table->model()->rowCount() > 5);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            table->selectRow(row);
            for (QAction *action : requests->findChildren<QAction *>())
                if (action->text().contains(QStringLiteral("curl")) && action->isEnabled()) {
                    action->trigger();
                    const QByteArray curl = QGuiApplication::clipboard()->text().toUtf8();
                    QVERIFY(curl.contains("curl"));
                    QVERIFY2(isClean(curl), curl.constData());
                }
            QCOMPARE(m_secrets.firstDirty(everyText(window)), QByteArray());
        }
        QCOMPARE(m_secrets.firstDirty(before + between), QByteArray());
        QVERIFY(isClean(exported));

        // Everything that was sent: secrets in the header of their own service only.
        for (const CannedServer::Request &request : service.requests()) {
            QVERIFY2(isClean(request.target), request.target.constData());
            for (auto it = request.headers.begin(); it != request.headers.end(); ++it)
                QVERIFY2(it.key() == "authorization" || isClean(it.value()),
                         it.value().constData());
            QVERIFY(!request.header("authorization").contains(m_key));
            QVERIFY(!request.body.contains(m_token) && !request.body.contains(m_renewed));
        }
        for (const CannedServer::Request &request : other.requests()) {
            QVERIFY(isClean(request.target) && isClean(request.body));
            QVERIFY2(isClean(request.header("authorization")),
                     request.header("authorization").constData());
            for (auto it = request.headers.begin(); it != request.headers.end(); ++it)
                QVERIFY2(it.value().contains(m_key) ? it.key() == "x-auth-key"
                                                    : isClean(it.value()),
                         it.value().constData());
        }

        // Everything that was written or said, the arrangement of the window and drafts included.
        window->close();
        context.reset();
        QVERIFY(QFile::exists(folder.filePath("profiles.json")));
        QVERIFY(QFile::exists(folder.filePath("settings.ini")));
        QVERIFY(!QDir(folder.filePath("drafts")).isEmpty());
        QCOMPARE(m_secrets.dirtyFiles(folder.path()), QStringList());
        QCOMPARE(m_secrets.firstDirty(saidByProgram()), QByteArray());
    }

    // The program itself, with an account that its environment speaks of.
    void nothingLeavesTheProgram()
    {
        const QTemporaryDir home;
        CannedServer service([](const CannedServer::Request &request) {
            return CannedServer::Reply::error(403, 10'000,
                                              QString::fromUtf8(request.header("authorization")));
        });
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", home.path());
        for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            environment.insert(name, home.filePath(QString::fromUtf8(name).toLower()));
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        environment.insert("CLOUDFLARE_API_TOKEN", QString::fromUtf8(m_token));
        environment.insert("CLOUDFLARE_ACCOUNT_ID", "a");
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(GATEHOUSE_BIN_DIR "/gatehouse"),
                      {"--api-url", service.url(QStringLiteral("/v4")).toString()});
        QTRY_VERIFY_WITH_TIMEOUT(!service.requests().isEmpty(), 20'000);
        QCOMPARE(service.requests().first().header("authorization"), "Bearer " + m_token);
        QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(program.processId()));
        QVERIFY(commandLine.open(QIODevice::ReadOnly));
        QVERIFY(isClean(commandLine.readAll()));
        program.terminate();
        QVERIFY(program.waitForFinished(20'000));
        QVERIFY(isClean(program.readAllStandardError()));
        QVERIFY(isClean(program.readAllStandardOutput()));
        for (const CannedServer::Request &request : service.requests())
            QVERIFY(isClean(request.target));
        QCOMPARE(m_secrets.dirtyFiles(home.path()), QStringList());
    }
};

QTEST_MAIN(SecretsTest)
#include "tst_plantedsecrets.moc"
