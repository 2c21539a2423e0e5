// SPDX-License-Identifier: GPL-3.0-or-later
// The list of gateways.
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"
#include "tests/support/testdata.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/common/confirmdialog.h"
#include "views/common/losscount.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"
#include "views/gateways/gatewaydetails.h"
#include "views/gateways/gatewaysview.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::test;

using Reply = CannedServer::Reply;

namespace {

struct List : GatewayBench
{
    explicit List(const Endpoint &endpoint) : GatewayBench(endpoint) { }

    GatewaysView view{&models, &settings, &dialogs};
    TableView *table = view.findChild<TableView *>();
    QLineEdit *filter = view.findChild<QLineEdit *>();

    QStringList ids() const
    {
        QStringList ids;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            ids.append(table->model()->index(row, 0).data(TableModel::IdRole).toString());
        return ids;
    }
    QModelIndex indexOf(const QString &id) const
    {
        return table->model()->index(int(ids().indexOf(id)), 0);
    }
    void clickRow(const QString &id) const
    {
        table->scrollTo(indexOf(id));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(indexOf(id)).center());
    }
    QString selected() const
    {
        const QModelIndexList rows = table->selectionModel()->selectedRows();
        return rows.size() == 1 ? rows.first().data(TableModel::IdRole).toString() : QString();
    }
    StateStack::State state() const { return view.findChild<StateStack *>()->state(); }
};

} // namespace

class GatewaysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure())); }

    void opensFormAndLogs()
    {
        List list(m_sandbox.endpoint());
        QVERIFY(list.view.isBusy());
        QVERIFY(showAndSettle(&list.view));
        QVERIFY(!list.view.hasError());
        QVERIFY(list.ids().contains("staging"));
        QSignalSpy opened(&list.view, &View::openRequested);
        const auto address = [&opened] { return opened.takeLast().at(0).value<ViewAddress>(); };

        list.clickRow("staging");
        QTest::mouseDClick(list.table->viewport(), Qt::LeftButton, {},
                           list.table->visualRect(list.indexOf("staging")).center());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(address(), (ViewAddress{ViewAddress::Kind::Gateway, {"staging"}, {}}));
        QTest::keyClick(list.table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(address(), (ViewAddress{ViewAddress::Kind::Gateway, {"staging"}, {}}));
        QVERIFY(click(&list.view, "Logs"));
        QCOMPARE(address(), (ViewAddress{ViewAddress::Kind::Logs, {"staging"}, {}}));
        QTest::keyClick(&list.view, Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(address().kind, ViewAddress::Kind::NewGateway);
        QVERIFY(click(&list.view, "Copy id"));
        QCOMPARE(QApplication::clipboard()->text(), "staging");
        QCOMPARE(unnamedFocusable(*list.filter->parentWidget()).join(u' '), QString());
    }

    void filters()
    {
        List list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        const QStringList all = list.ids();
        list.table->setFocus();
        QTest::keyClick(list.table, Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), list.filter);
        QTest::keyClicks(list.filter, "STAG");
        QCOMPARE(list.ids(), QStringList{"staging"});
        QCOMPARE(list.selected(), "staging");
        QTest::keyClicks(list.filter, "xyz");
        QCOMPARE(list.state(), StateStack::State::Filtered);
        QTRY_VERIFY(findButton(&list.view, "Clear filter"));
        QVERIFY(click(&list.view, "Clear filter"));
        QCOMPARE(list.ids(), all);
        QCOMPARE(list.state(), StateStack::State::Content);

        QTest::keyClicks(list.filter, "prod");
        QTest::keyClick(list.filter, Qt::Key_Escape);
        QCOMPARE(list.ids(), all);
        QCOMPARE(QApplication::focusWidget(), list.table);
    }

    void sortsByValueAndKeepsIt()
    {
        QTemporaryDir kept;
        List list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        QStringList byId = list.ids();
        std::sort(byId.begin(), byId.end());
        QCOMPARE(list.ids(), byId);

        QHeaderView *header = list.table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(GatewayModel::CachingColumn) + 20,
                                 header->height() / 2));
        QList<qint64> seconds;
        for (const QString &id : list.ids())
            seconds.append(list.models.gateways()->find(id)->cacheTtl.valueOr(1LL << 40));
        QVERIFY(std::is_sorted(seconds.begin(), seconds.end())); // numbers, not texts; null last
        QVERIFY(!std::is_sorted(list.ids().begin(), list.ids().end()));

        GatewaysView again(&list.models, &list.settings, &list.dialogs);
        auto *table = again.findChild<TableView *>();
        QCOMPARE(table->horizontalHeader()->sortIndicatorSection(),
                 int(GatewayModel::CachingColumn));
        QCOMPARE(table->model()->index(0, 0).data(), list.table->model()->index(0, 0).data());
    }

    void selectionSurvivesRefresh()
    {
        List list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        list.clickRow("staging");
        list.createGateway("aaa-first");
        QCOMPARE(list.selected(), "staging");
        list.table->setFocus();
        QTest::keyClick(list.table, Qt::Key_F5);
        QVERIFY(list.view.isBusy());
        QTRY_VERIFY(!list.view.isBusy());
        QCOMPARE(list.selected(), "staging");
        QVERIFY(list.ids().contains("aaa-first"));
        VERIFY_RESULT(await(list.connection.gateways()->remove({"aaa-first"})));
        QCOMPARE(list.selected(), "staging");
    }

    void inspectorShowsEverythingButSecrets()
    {
        List list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        list.changeGateway("staging", [](Gateway &gateway) {
            gateway.otel = QJsonArray{QJsonObject{{"url", "https://otel.example"},
                                                  {"headers", QJsonObject{{"x-key", "s3cret-h"}}},
                                                  {"authorization", "s3cret-a"}}};
            gateway.stripe =
                QJsonObject{{"authorization", "s3cret-s"}, {"usage_events", QJsonArray{}}};
        });
        list.clickRow("staging");
        auto *details = qobject_cast<GatewayDetails *>(list.view.inspector());
        QVERIFY(details);
        details->show();
        QStringList texts;
        for (QTreeWidgetItemIterator it(details->tree()); *it; ++it)
            texts << (*it)->text(0) << (*it)->text(1) << (*it)->toolTip(1);
        QVERIFY(texts.contains("OpenTelemetry"));
        QVERIFY(texts.contains("https://otel.example"));
        QVERIFY(texts.filter("s3cret").isEmpty());
        QVERIFY(click(details, "Copy JSON"));
        const QString json = QApplication::clipboard()->text();
        QVERIFY(json.contains("cache_ttl") && json.contains("https://otel.example"));
        QVERIFY(!json.contains("s3cret"));
    }

    void deletesWhatWasTyped()
    {
        List list(m_sandbox.endpoint());
        WidgetDialogs real;
        GatewaysView view(&list.models, &list.settings, &real);
        list.createGateway("doomed");
        QVERIFY(showAndSettle(&view));
        auto *table = view.findChild<TableView *>();
        const auto select = [&] {
            const auto found =
                table->model()->match(table->model()->index(0, 0), TableModel::IdRole, "doomed");
            table->setCurrentIndex(found.value(0));
            return !found.isEmpty();
        };
        QVERIFY(select());
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QVERIFY(!findButton(&view, "Delete…")->isEnabled()); // not twice
        QTRY_VERIFY(view.findChild<ConfirmDialog *>());
        auto *dialog = view.findChild<ConfirmDialog *>();
        QTRY_VERIFY(dialog->isVisible());
        QVERIFY(!dialog->actionButton()->isEnabled());
        QTest::keyClicks(dialog->nameEdit(), "doomed");
        QTest::mouseClick(dialog->actionButton(), Qt::LeftButton);
        QTRY_VERIFY(!select());
        QVERIFY(!view.hasError());
        QVERIFY(!await(list.connection.gateways()->get({"doomed"})));
    }

    void deletionSaysWhatGoes()
    {
        List list(m_sandbox.endpoint());
        QVERIFY(showAndSettle(&list.view));
        list.clickRow("production-chat");
        list.dialogs.confirmed = false;
        QVERIFY(click(&list.view, "Delete…"));
        QTRY_COMPARE(list.dialogs.confirmations.size(), 1);
        const Confirmation asked = list.dialogs.confirmations.first();
        QCOMPARE(asked.typedName, "production-chat");
        QCOMPARE(asked.connectionName, "Test");
        QTRY_VERIFY(!asked.counted->isCounting());
        QStringList counts;
        for (const LossCount::Line &line : asked.counted->lines())
            counts.append(line.what + (line.count == "0" ? " none" : " some"));
        QCOMPARE(counts,
                 (QStringList{"Logs some", "Dynamic routes some", "Datasets some",
                              "Evaluations some", "Provider keys some", "Custom domains some"}));
        QTRY_VERIFY(findButton(&list.view, "Delete…")->isEnabled());
        VERIFY_RESULT(await(list.connection.gateways()->get({"production-chat"})));
    }

    void failedDeletionIsTold()
    {
        QByteArray gateways;
        QFile file(testDataPath(QStringLiteral("gateways-list.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        gateways = file.readAll();
        CannedServer server([&](const CannedServer::Request &request) {
            if (request.method == "DELETE")
                return Reply::error(403, 10000, "not yours");
            if (request.path.endsWith("/logs"))
                return Reply::error(500, 1, "no counting today");
            return Reply{.body = gateways};
        });
        List list(endpointOf(server));
        QVERIFY(showAndSettle(&list.view));
        const QString id = list.ids().value(0);
        list.clickRow(id);
        QVERIFY(click(&list.view, "Delete…"));
        QTRY_VERIFY_WITH_TIMEOUT(list.view.hasError(), 10'000);
        const auto counted = list.dialogs.confirmations.first().counted;
        QTRY_VERIFY_WITH_TIMEOUT(!counted->isCounting(), 10'000);
        QCOMPARE(counted->lines().first().count, "not known");
        QVERIFY(counted->lines().first().why.contains("no counting today"));
        QVERIFY(labelTexts(list.view).contains("not yours"));
        QVERIFY(list.ids().contains(id));
        QVERIFY(findButton(&list.view, "Delete…")->isEnabled());
        QVERIFY(!list.view.hasPendingWork());
    }

    void failureOffersRetry()
    {
        bool broken = true;
        CannedServer server([&](const CannedServer::Request &) {
            return broken ? Reply::error(401, 10000, "who are you") : Reply::result(QJsonArray{});
        });
        List list(endpointOf(server));
        QVERIFY(showAndSettle(&list.view));
        QCOMPARE(list.state(), StateStack::State::Failed);
        QVERIFY(list.view.hasError());
        QVERIFY(labelTexts(list.view).contains("who are you"));
        broken = false;
        QTRY_VERIFY(findButton(&list.view, "Retry"));
        QVERIFY(click(&list.view, "Retry"));
        QTRY_COMPARE(list.state(), StateStack::State::Empty);
        QVERIFY(!list.view.hasError());
        QSignalSpy opened(&list.view, &View::openRequested);
        auto *button = list.view.findChild<StateStack *>()->findChild<QPushButton *>();
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
    }

    void staleRowsStayBesideTheError()
    {
        QFile file(testDataPath(QStringLiteral("gateways-list.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray gateways = file.readAll();
        bool broken = false;
        CannedServer server([&](const CannedServer::Request &) {
            return broken ? Reply::error(403, 10000, "no more") : Reply{.body = gateways};
        });
        List list(endpointOf(server));
        QVERIFY(showAndSettle(&list.view));
        const QStringList before = list.ids();
        QVERIFY(!before.isEmpty());
        broken = true;
        list.view.refresh();
        QTRY_VERIFY(list.view.hasError());
        QCOMPARE(list.ids(), before);
        broken = false;
        QTRY_VERIFY(findButton(&list.view, "Retry"));
        QVERIFY(click(&list.view, "Retry"));
        QTRY_VERIFY(!list.view.hasError());
    }

    void connectionThatStarts()
    {
        GatewayBench bench(m_sandbox.endpoint());
        Connection starting({.id = "starting", .name = "Starting"});
        ConnectionModels models(&starting, &bench.time);
        GatewaysView view(&models, &bench.settings, &bench.dialogs);
        view.show();
        QVERIFY(view.isBusy());
        QVERIFY(!view.hasError());
        QCOMPARE(view.findChild<StateStack *>()->state(), StateStack::State::NotConnected);
        starting.open(m_sandbox.endpoint());
        QTRY_VERIFY(!view.isBusy());
        QCOMPARE(view.findChild<StateStack *>()->state(), StateStack::State::Content);
    }

private:
    SandboxFixture m_sandbox;
};

QTEST_MAIN(GatewaysTest)
#include "tst_gateways.moc"
