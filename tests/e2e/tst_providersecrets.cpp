// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of providers and headers of custom providers are typed, sent and refused; then everything
// that was written, shown, said or sent elsewhere is searched for them.
#include "app/appcontext.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakekeychain.h"
#include "tests/views/providersbench.h"
#include "views/providers/keyform.h"
#include "views/providers/providerdetails.h"
#include "views/providers/providereditor.h"
#include "views/providers/rotationpanel.h"
#include "views/shell/requestspanel.h"

#include <QAction>
#include <QClipboard>
#include <QDirIterator>
#include <QDockWidget>
#include <QGuiApplication>
#include <QJsonDocument>

using namespace gatehouse;
using namespace gatehouse::test;

static QByteArrayList said; // by the program, to its log

static void listen(QtMsgType, const QMessageLogContext &, const QString &text)
{
    said.append(text.toUtf8());
}

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

    bool isClean(const QByteArray &text) const
    {
        for (const QByteArray &secret : {m_key, m_second, m_header, m_theirs, m_token, m_ngrok})
            for (const QByteArray &form : {secret, secret.toBase64(), secret.toHex()})
                if (text.contains(form))
                    return false;
        return true;
    }
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
    // Nothing that can be seen; what is masked has another echo mode.
    QByteArrayList everyText(const QWidget *parent) const
    {
        QByteArrayList texts;
        for (const QWidget *widget : parent->findChildren<QWidget *>()) {
            for (const char *property : {"text", "toolTip", "accessibleName", "windowTitle",
                                         "accessibleDescription", "plainText", "placeholderText"})
                if (!qobject_cast<const QLineEdit *>(widget)
                    || static_cast<const QLineEdit *>(widget)->echoMode() == QLineEdit::Normal)
                    texts.append(widget->property(property).toString().toUtf8());
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
                view && view->model())
                for (int row = 0; row < view->model()->rowCount(); ++row)
                    for (int column = 0; column < view->model()->columnCount(); ++column)
                        for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
                            texts.append(
                                view->model()->index(row, column).data(role).toString().toUtf8());
        }
        return texts;
    }

private Q_SLOTS:
    void initTestCase() { qInstallMessageHandler(listen); }
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
        for (const QByteArray &text : seen)
            QVERIFY2(isClean(text), text.constData());

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

        window->close();
        context.reset(); // what is unsaved is written as a draft
        QVERIFY(!QDir(folder.filePath("drafts")).isEmpty());
        QDirIterator it(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(isClean(file.readAll()), qPrintable(file.fileName()));
        }
        for (const QByteArray &line : said)
            QVERIFY2(isClean(line), line.constData());
    }
};

QTEST_MAIN(ProviderSecretsTest)
#include "tst_providersecrets.moc"
