// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of a gateway beside its settings.
#include "models/services/endpointservice.h"
#include "tests/views/gatewaypagebench.h"
#include "views/common/fieldrow.h"
#include "views/common/tableview.h"
#include "views/gateways/customdomainform.h"
#include "views/gateways/customdomainspage.h"
#include "views/gateways/gatewayconnect.h"
#include "views/gateways/gatewayform.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

using Connected = Shown<GatewayConnect>;
using Domained = Shown<CustomDomainsPage>;

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

QAbstractButton *named(const QWidget *root, const QString &accessibleName)
{
    for (auto *button : root->findChildren<QAbstractButton *>())
        if (button->accessibleName() == accessibleName && button->isVisible())
            return button;
    return nullptr;
}

} // namespace

class GatewayPagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }

    void aNewGatewayHasItsSettingsAlone()
    {
        GatewayBench bench(m_sandbox.endpoint());
        GatewayView view(&bench.models, {}, &bench.drafts, &bench.dialogs);
        QVERIFY(showAndSettle(&view));
        QVERIFY(!view.pages()->tabs()->isVisible());
        QTest::keyClick(&view, Qt::Key_PageDown, Qt::ControlModifier);
        view.goTo({ViewAddress::Kind::NewGateway, {}, {}, QStringLiteral("overview")});
        QCOMPARE(view.pages()->current(), GatewayPages::Settings);
        QTRY_VERIFY(bench.models.gateways()->rowCount() > 0);
        typeInto(view.focusProxy()->focusProxy(), {});
        QTest::keyClicks(view.focusWidget(), QStringLiteral("pages-come"));
        QTest::keyClick(&view, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(view.pages()->tabs()->isVisible());
        VERIFY_RESULT(await(bench.connection.gateways()->remove({"pages-come"})));
        QTRY_VERIFY(!view.pages()->tabs()->isTabEnabled(GatewayPages::Overview));
    }

    void pagesTurnByKeyAndClickAndAreRemembered()
    {
        GatewayBench bench(m_sandbox.endpoint());
        GatewayView view(&bench.models, {chat}, &bench.drafts, &bench.dialogs);
        QSignalSpy moved(&view, &View::addressChanged);
        QVERIFY(showAndSettle(&view));
        QCOMPARE(view.address(), (ViewAddress{ViewAddress::Kind::Gateway, {chat}, {}}));
        QTabBar *tabs = view.pages()->tabs();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(GatewayPages::Connect).center());
        QTRY_VERIFY(!view.isBusy());
        QCOMPARE(view.address().text(), "gateway/production-chat/connect?provider=openai");
        QVERIFY(moved.count() > 0);
        QTest::keyClick(&view, Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_VERIFY(!view.isBusy());
        QCOMPARE(view.address().text(), "gateway/production-chat/domains");
        QTest::keyClick(&view, Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(view.address().text(), "gateway/production-chat/overview?range=24h");
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Right);
        QCOMPARE(view.address().text(), "gateway/production-chat");
        QVERIFY(view.form()->isVisible());
        QVERIFY(showAndSettle(&view));

        // Opened again where it was.
        for (const char *text : {"gateway/production-chat/overview?range=7d",
                                 "gateway/production-chat/connect?provider=groq",
                                 "gateway/production-chat/domains", "gateway/production-chat"}) {
            GatewayView again(&bench.models, {chat}, &bench.drafts, &bench.dialogs);
            again.goTo(*ViewAddress::parse(QString(text)));
            QCOMPARE(again.address().text(), text);
        }
    }

    void savingGoesToTheSettings()
    {
        GatewayBench bench(m_sandbox.endpoint());
        GatewayView view(&bench.models, {chat}, &bench.drafts, &bench.dialogs);
        QVERIFY(showAndSettle(&view));
        typeInto(view.form()->editor("cache_ttl"), "123");
        view.goTo({ViewAddress::Kind::Gateway, {chat}, {}, QStringLiteral("connect")});
        QTRY_VERIFY(!view.isBusy());
        QVERIFY(view.hasUnsavedChanges());
        QTest::keyClick(&view, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(view.pages()->current(), GatewayPages::Settings);
        QVERIFY(labelTexts(view).contains("1 change to production-chat"));
    }

    void everyControlHasAName()
    {
        GatewayBench bench(m_sandbox.endpoint());
        for (const char *name : {"overview", "connect", "domains"}) {
            Shown<GatewayPage> page(bench, QString(name));
            QVERIFY(showAndSettle(&page.view));
            QStringList unnamed; // of what can be seen
            for (QWidget *widget : page.part->findChildren<QWidget *>())
                if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus
                    && QAccessible::queryAccessibleInterface(widget)
                           ->text(QAccessible::Name)
                           .isEmpty())
                    unnamed.append(QLatin1String(widget->metaObject()->className()));
            QCOMPARE(unnamed.join(u' '), QString());
            // Fits the smallest window, with navigator and inspector beside it.
            QVERIFY2(page.view.minimumSizeHint().width() <= 480,
                     qPrintable(QString::number(page.view.minimumSizeHint().width())));
        }
    }

    void hiddenPagesSendNothing()
    {
        GatewayBench bench(m_sandbox.endpoint());
        QTRY_VERIFY(bench.models.gateways()->rowCount() > 0);
        for (const char *name : {"overview", "connect", "domains"}) {
            Shown<GatewayPage> page(bench, QString(name));
            page.view.resize(1000, 700);
            QTRY_VERIFY(!page.view.isBusy());
            const QSignalSpy requests(bench.connection.client(), &ApiClient::requestChanged);
            page.view.refresh();
            QCOMPARE(requests.count(), 0);
            QVERIFY(showAndSettle(&page.view));
            QVERIFY(requests.count() > 0);
        }
    }

    void connectShowsTheServicesUrl()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Connected page(bench, QStringLiteral("connect"));
        QVERIFY(showAndSettle(&page.view));
        const auto url = await(bench.connection.endpoints()->url({chat}, "openai"));
        VERIFY_RESULT(url);
        QCOMPARE(page.part->endpointEdit()->text(), *url);
        QTest::mouseClick(named(page.part, "Copy the endpoint"), Qt::LeftButton);
        QCOMPARE(clipboard(), *url);
        QVERIFY(findButton(page.part, "Copied"));

        const QString text = page.part->snippetText()->toPlainText();
        QVERIFY(text.contains(*url + "/chat/completions"));
        QVERIFY(text.contains("$OPENAI_API_KEY"));
        QTest::mouseClick(named(page.part, "Copy the example"), Qt::LeftButton);
        QCOMPARE(clipboard(), text);

        choose(page.part->languageBox(), "Python, openai");
        QVERIFY(page.part->snippetText()->toPlainText().contains("from openai import OpenAI"));
        typeInto(page.part->modelEdit(), "gpt-4o");
        QVERIFY(page.part->snippetText()->toPlainText().contains("model=\"gpt-4o\""));
        choose(page.part->callBox(), "Embeddings");
        QVERIFY(page.part->snippetText()->toPlainText().contains("client.embeddings.create"));
        QVERIFY(page.part->languageBox()->currentText().startsWith("Python")); // kept
    }

    void connectTakesAnyProvider()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Connected page(bench, QStringLiteral("connect"));
        QVERIFY(showAndSettle(&page.view));
        QComboBox *provider = page.part->providerBox();
        QVERIFY(provider->findText("elevenlabs") >= 0);
        typeInto(provider->lineEdit(), "custom-own");
        QTRY_VERIFY(page.part->endpointEdit()->text().endsWith("/custom-own"));
        QCOMPARE(page.view.address().filter, "custom-own");
        QVERIFY(page.part->snippetText()->toPlainText().contains("$CUSTOM_OWN_API_KEY"));
        m_sandbox.forgetRequests();
        typeInto(provider->lineEdit(), "a/b");
        QVERIFY(labelTexts(*page.part).contains("no /"));
        QVERIFY(page.part->endpointEdit()->text().isEmpty());
        QVERIFY(page.settled());
        QCOMPARE(m_sandbox.requests().size(), 0);
        // Without an example, it says why.
        typeInto(provider->lineEdit(), "deepgram");
        QTRY_VERIFY(page.part->endpointEdit()->text().endsWith("/deepgram"));
        QVERIFY(labelTexts(*page.part).contains("no example for Deepgram"));
        QVERIFY(!named(page.part, "Copy the example")->isEnabled());
    }

    void theTokenIsThereWhereTheGatewayAsksForIt()
    {
        GatewayBench bench(m_sandbox.endpoint());
        for (const bool authenticated : {false, true}) {
            const QString id = authenticated ? "asks" : "asks-not";
            bench.createGateway(
                id, [authenticated](Gateway &gateway) { gateway.authentication = authenticated; });
            bench.changeGateway(
                id, [authenticated](Gateway &gateway) { gateway.authentication = authenticated; });
            Connected page(bench, QStringLiteral("connect"), {}, id);
            QVERIFY(showAndSettle(&page.view));
            QCOMPARE(page.part->snippetText()->toPlainText().contains(
                         "cf-aig-authorization: Bearer $CF_AIG_TOKEN"),
                     authenticated);
            QCOMPARE(labelTexts(*page.part).contains("$CF_AIG_TOKEN:"), authenticated);
        }
    }

    void routesAreOffered()
    {
        GatewayBench bench(m_sandbox.endpoint());
        const auto names = await(bench.connection.endpoints()->routeNames({chat}));
        VERIFY_RESULT(names);
        QVERIFY(!names->isEmpty());
        Connected page(bench, QStringLiteral("connect"));
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(!page.part->routeBox()->isVisible());
        choose(page.part->callBox(), "Dynamic route");
        QVERIFY(page.settled());
        QVERIFY(page.part->routeBox()->isVisible());
        QCOMPARE(page.part->routeBox()->count(), names->size());
        QVERIFY(page.part->snippetText()->toPlainText().contains("\"dynamic/" + names->first()));
        typeInto(page.part->routeBox()->lineEdit(), "of my own");
        QVERIFY(page.part->snippetText()->toPlainText().contains("\"dynamic/of my own\""));
        QVERIFY(page.part->snippetText()->toPlainText().contains("/compat/chat/completions"));
    }

    void customProvidersAreOffered()
    {
        GatewayBench bench(m_sandbox.endpoint());
        const auto slugs = await(bench.connection.endpoints()->customSlugs());
        VERIFY_RESULT(slugs);
        QVERIFY(!slugs->isEmpty() && slugs->constFirst().startsWith(u"custom-"));
        Connected page(bench, QStringLiteral("connect"));
        QVERIFY(showAndSettle(&page.view));
        QTRY_VERIFY(page.part->providerBox()->findText(slugs->constFirst()) >= 0);
        QCOMPARE(page.part->providerBox()->currentText(), "openai");
        choose(page.part->providerBox(), slugs->constFirst());
        QVERIFY(page.settled());
        QVERIFY(page.part->endpointEdit()->text().endsWith(u'/' + slugs->constFirst()));
    }

    void connectFailuresAreTold_data() { addFaultRows(); }
    void connectFailuresAreTold()
    {
        QFETCH(QString, kind);
        GatewayBench bench(m_sandbox.endpoint());
        QVERIFY(m_sandbox.setFaults({{{"kind", kind}, {"path", "*/url/*"}}}));
        Connected page(bench, QStringLiteral("connect"));
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.view.hasError());
        QVERIFY(page.part->endpointEdit()->text().isEmpty());
        QVERIFY(!named(page.part, "Copy the endpoint")->isEnabled());
        QVERIFY(m_sandbox.setFaults({}));
        QVERIFY(click(page.part, "Retry"));
        QVERIFY(page.settled());
        page.view.refresh();
        QVERIFY(page.settled());
        QVERIFY(!page.view.hasError());
        QVERIFY(!page.part->endpointEdit()->text().isEmpty());
    }

    void domainsAreAddedAndRemoved()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Domained page(bench, QStringLiteral("domains"));
        QVERIFY(showAndSettle(&page.view));
        const int before = page.part->model()->rowCount();
        CustomDomainForm *form = page.part->form();
        QVERIFY(!form->isVisible());
        QVERIFY(click(page.part, "Add…"));
        QVERIFY(form->isVisible() && form->hostnameEdit()->hasFocus());
        QVERIFY(!form->addButton()->isEnabled());
        typeInto(form->hostnameEdit(), "https://x.example.com");
        QVERIFY(form->hostnameRow()->error().contains("without https"));
        typeInto(form->zoneEdit(), "zone");
        QVERIFY(!form->addButton()->isEnabled());
        typeInto(form->hostnameEdit(), "clicks.example.com");
        QVERIFY(form->hostnameRow()->error().isEmpty());
        choose(form->tlsBox(), "TLS 1.3");
        m_sandbox.forgetRequests();
        QVERIFY(click(form, "Add domain"));
        QVERIFY(page.view.hasPendingWork());
        QTRY_VERIFY(!page.view.hasPendingWork());
        QVERIFY(!form->isVisible());
        QCOMPARE(page.part->model()->rowCount(), before + 1);
        const auto sent = m_sandbox.requests().at(0).toObject();
        QCOMPARE(sent["method"], "POST");
        QVERIFY(labelTexts(*page.part).contains("custom.gateway.ai.cloudflare.com"));
        QVERIFY(click(page.part, "Copy the target"));
        QCOMPARE(clipboard(), "custom.gateway.ai.cloudflare.com");

        // Every field can be read, and asked for again.
        const QString details = page.part->details();
        for (const char *part :
             {"Hostname: clicks.example.com", "Status: Being set up", "Gateway: production-chat",
              "Added: 20", "Modified: 20", "Certificate: not reported",
              "CNAME target: custom.gateway.ai.cloudflare.com"})
            QVERIFY2(details.contains(part), qPrintable(details));
        m_sandbox.forgetRequests();
        QVERIFY(click(page.part, "Check now"));
        QVERIFY(page.settled());
        QVERIFY(m_sandbox.requests().at(0).toObject()["target"].toString().endsWith(
            "/custom-domains/clicks.example.com"));
        QVERIFY(page.part->details().contains("CNAME target: custom.gateway")); // kept
        QVERIFY(page.part->details().contains("Certificate: none yet"));

        // The same again is refused before it is sent.
        QTest::keyClick(page.part, Qt::Key_N, Qt::ControlModifier);
        typeInto(form->hostnameEdit(), "Clicks.Example.com");
        QVERIFY(form->hostnameRow()->error().contains("already"));
        QTest::keyClick(form->hostnameEdit(), Qt::Key_Escape);
        QVERIFY(!form->isVisible());

        bench.dialogs.confirmed = false;
        QTest::keyClick(page.part->table(), Qt::Key_Delete);
        QTRY_COMPARE(bench.dialogs.confirmations.size(), 1);
        QCOMPARE(bench.dialogs.confirmations.first().typedName, "clicks.example.com");
        QTest::qWait(1);
        QCOMPARE(page.part->model()->rowCount(), before + 1);
        bench.dialogs.confirmed = true;
        QVERIFY(click(page.part, "Remove…"));
        QTRY_COMPARE(page.part->model()->rowCount(), before);
        QVERIFY(!page.view.hasError());
    }

    void aRefusedDomainIsMarked()
    {
        GatewayBench bench(m_sandbox.endpoint());
        VERIFY_RESULT(await(
            bench.connection.customDomains()->create({"production-chat"}, {"a.b.com", "z", {}})));
        bench.createGateway("other");
        Domained page(bench, QStringLiteral("domains"), {}, "other");
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(labelTexts(*page.part).contains("No custom domains"));
        QVERIFY(click(page.part, "Add…"));
        typeInto(page.part->form()->hostnameEdit(), "a.b.com");
        typeInto(page.part->form()->zoneEdit(), "zone");
        QTest::keyClick(page.part->form()->zoneEdit(), Qt::Key_Return);
        QTRY_VERIFY(page.part->form()->hostnameRow()->error().contains("in use"));
        QVERIFY(page.part->form()->isVisible()); // nothing is lost
        QCOMPARE(page.part->form()->hostnameEdit()->text(), "a.b.com");
        QVERIFY(page.view.hasError());
        VERIFY_RESULT(await(bench.connection.customDomains()->remove({chat}, {"a.b.com"})));
    }

    void aDomainIsFollowedUntilItIsActive()
    {
        SandboxFixture living({"--seed-logs", "10"}); // its clock runs
        QVERIFY2(living.isReady(), qPrintable(living.failure()));
        GatewayBench bench(living.endpoint());
        Domained page(bench, QStringLiteral("domains"));
        page.part->setPollInterval(std::chrono::milliseconds(50));
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(!page.part->isPolling()); // nothing changes
        VERIFY_RESULT(
            await(bench.connection.customDomains()->create({chat}, {"new.example.com", "z", {}})));
        QVERIFY(page.part->isPolling());
        QSignalSpy records(bench.connection.client(), &ApiClient::requestChanged);

        page.view.pages()->setCurrent(GatewayPages::Settings); // out of sight it rests
        QVERIFY(!page.part->isPolling());
        QVERIFY(page.settled());
        records.clear();
        QTest::qWait(200); // several polls
        QCOMPARE(records.count(), 0);

        page.view.pages()->setCurrent(GatewayPages::Domains);
        const auto status = [&page] {
            const int row = page.part->model()->rowOf("new.example.com");
            return row < 0
                ? QString()
                : page.part->model()->index(row, CustomDomainModel::StatusColumn).data().toString();
        };
        QTRY_COMPARE(status(), "Waiting for DNS");
        QTRY_COMPARE_WITH_TIMEOUT(status(), "Active", 20'000);
        QVERIFY(!page.part->isPolling());
        QCOMPARE(records.last().at(0).value<RequestRecord>().urgency, Urgency::Background);
    }

    void domainFailuresAreTold_data() { addFaultRows(); }
    void domainFailuresAreTold()
    {
        QFETCH(QString, kind);
        GatewayBench bench(m_sandbox.endpoint());
        QVERIFY(m_sandbox.setFaults({{{"kind", kind}, {"path", "*/custom-domains"}}}));
        Domained page(bench, QStringLiteral("domains"));
        QVERIFY(showAndSettle(&page.view));
        QVERIFY(page.view.hasError());
        QVERIFY(m_sandbox.setFaults({}));
        QVERIFY(click(page.part, "Retry"));
        QVERIFY(page.settled());
        QVERIFY(!page.view.hasError());
        QVERIFY(page.part->model()->rowCount() > 0);
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(GatewayPagesTest)
#include "tst_gatewaypages.moc"
