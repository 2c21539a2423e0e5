// SPDX-License-Identifier: GPL-3.0-or-later
// Where a copy of a route may go, while the gateways of a connection are not there yet.
#include "tests/views/gatewaybench.h"
#include "tests/views/routebench.h"
#include "views/routes/routenameform.h"

#include <QJsonDocument>
#include <QPushButton>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

// A connection whose gateways are read when the test says so.
struct Elsewhere
{
    explicit Elsewhere(bool fails = false, const QStringList &ids = {})
        : server([=](const CannedServer::Request &) {
            QJsonArray gateways;
            Gateway gateway = newGateway();
            gateway.createdAt = gateway.modifiedAt = QDateTime::currentDateTimeUtc();
            for (const QString &id : ids) {
                gateway.id = {id};
                gateways.append(toJson(gateway));
            }
            CannedServer::Reply reply = fails
                ? CannedServer::Reply::error(404, 7002, QStringLiteral("not found"))
                : CannedServer::Reply{
                    .body = QJsonDocument(QJsonObject{{"result", gateways}, {"success", true}})
                                .toJson()};
            reply.hold = true;
            return reply;
        })
    {
        connection.open(endpointOf(server));
    }
    bool answer()
    {
        server.release();
        return QTest::qWaitFor(
            [this] { return models.gateways()->state() != TableModel::State::Loading; });
    }

    CannedServer server;
    Connection connection{{.id = QStringLiteral("other"), .name = QStringLiteral("Elsewhere")}};
    TimeDisplay time;
    ConnectionModels models{&connection, &time};
};

} // namespace

class TestRouteNameForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void gatewaysComeLater()
    {
        Elsewhere elsewhere(false, {QStringLiteral("chat"), QStringLiteral("search")});
        QTRY_COMPARE(elsewhere.server.requests().size(), 2); // and types of evaluations
        RouteNameForm form;
        form.show();
        form.setTaken({QStringLiteral("by-plan")});
        form.ask(QStringLiteral("Duplicate"), QStringLiteral("new"), QStringLiteral("Duplicate"));
        form.offerTargets(nullptr, &elsewhere.models, {QStringLiteral("search")});
        QVERIFY(!form.isValid());
        QVERIFY(labelTexts(form).contains(QStringLiteral("are not read yet")));
        QVERIFY(!labelTexts(form).contains(QStringLiteral("already")));
        QVERIFY(elsewhere.answer());
        auto *target = partNamed<QComboBox>(&form, QStringLiteral("Gateway"));
        QTRY_COMPARE(target->count(), 2);
        QCOMPARE(form.targetGateway().value, QStringLiteral("search"));
        QVERIFY(form.isValid());
        QVERIFY(!labelTexts(form).contains(QStringLiteral("not read")));
        typeInto(form.edit(), QStringLiteral("by-plan"));
        QVERIFY(!form.isValid());
        QVERIFY(labelTexts(form).contains(QStringLiteral("a route with this name already")));
        target->setCurrentIndex(0);
        QVERIFY(form.isValid());
        elsewhere.models.refresh(); // what is chosen stays chosen
        QTRY_COMPARE(elsewhere.server.requests().size(), 4);
        QVERIFY(elsewhere.answer());
        QTRY_COMPARE(form.targetGateway().value, QStringLiteral("chat"));
    }

    void whyNoGatewayIsOffered_data()
    {
        QTest::addColumn<bool>("fails");
        QTest::addColumn<QString>("told");
        QTest::newRow("none") << false << QStringLiteral("“Elsewhere” has no gateways");
        QTest::newRow("failed") << true << QStringLiteral("could not be read");
    }
    void whyNoGatewayIsOffered()
    {
        QFETCH(bool, fails);
        QFETCH(QString, told);
        Elsewhere elsewhere(fails);
        QTRY_COMPARE(elsewhere.server.requests().size(), 2);
        RouteNameForm form;
        form.show();
        form.ask(QStringLiteral("Duplicate"), QStringLiteral("new"), QStringLiteral("Duplicate"));
        form.offerTargets(nullptr, &elsewhere.models, {QStringLiteral("search")});
        QVERIFY(elsewhere.answer());
        QTRY_VERIFY2(labelTexts(form).contains(told), qPrintable(labelTexts(form)));
        QVERIFY(!form.isValid());
    }
};

QTEST_MAIN(TestRouteNameForm)
#include "tst_routenameform.moc"
