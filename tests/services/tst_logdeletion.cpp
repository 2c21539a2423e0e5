// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logservice.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;

// A DELETE whose filters are ignored deletes everything. It is tried on the list first.
class TestLogDeletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void totals_data();
    void totals();
    void limits_data();
    void limits();
    void noTotals();
    void cancelledWhileCounting();
    void onTheWire();
    void sandboxDeletesWhatMatches();
    void sandboxKeepsToTheLimit();

private:
    QList<LogFilter> m_filters{{QStringLiteral("model"), FilterOperator::Eq, {"m"}}};
    GatewayId m_gateway{QStringLiteral("g")};
};

namespace {

Reply totalOf(qint64 count)
{
    const QJsonObject info{{"total_count", count}};
    return {.body =
                QJsonDocument(
                    QJsonObject{{"success", true}, {"result", QJsonArray()}, {"result_info", info}})
                    .toJson()};
}

// Answers the counts in turn, whatever it is asked.
struct Setup
{
    explicit Setup(const QList<qint64> &counts) : server(Reply())
    {
        client.setEndpoint({server.url(), QStringLiteral("acc"), {QStringLiteral("t"), {}, {}}});
        server.setHandler([this, counts](const CannedServer::Request &request) {
            if (request.method == "DELETE") {
                ++deletions;
                return Reply{.body = R"({"success":true})"};
            }
            Reply reply = totalOf(counts.value(asked++, counts.last()));
            reply.hold = asked == held;
            return reply;
        });
    }
    CannedServer server;
    ApiClient client;
    LogService logs{&client};
    int deletions = 0;
    qsizetype asked = 0;
    qsizetype held = 0; // which question stays without an answer
};

} // namespace

void TestLogDeletion::totals_data()
{
    QTest::addColumn<QList<qint64>>("counts"); // all, matching, all again
    QTest::addColumn<bool>("filtered");
    QTest::addColumn<qint64>("expected"); // -1: refused
    const auto row = [](const char *name, const QList<qint64> &counts, bool filtered,
                        qint64 expected) { QTest::newRow(name) << counts << filtered << expected; };
    row("some match", {500, 20, 500}, true, 20);
    row("some match, logs come in", {500, 20, 510}, true, 20);
    row("ignored", {500, 500, 500}, true, -1);
    row("ignored, logs come in", {500, 505, 510}, true, -1);
    row("ignored, logs go", {500, 495, 490}, true, -1);
    row("nothing matches", {500, 0, 500}, true, 0);
    row("there is nothing", {0, 0, 0}, true, 0);
    row("more than the limit", {90'000, 20'000, 90'000}, true, 10'000);
    row("everything", {500}, false, 500);
    row("everything of nothing", {0}, false, 0);
}

void TestLogDeletion::totals()
{
    QFETCH(QList<qint64>, counts);
    QFETCH(bool, filtered);
    QFETCH(qint64, expected);
    Setup setup(counts);
    const auto result =
        await(setup.logs.remove(m_gateway, filtered ? m_filters : QList<LogFilter>(), {}));
    QCOMPARE(setup.asked, counts.size());
    QCOMPARE(setup.deletions, expected > 0 ? 1 : 0);
    QCOMPARE(result ? result->expected : -1, expected);
    if (!result)
        QVERIFY2(result.error().text().contains(QStringLiteral("nothing was deleted")),
                 qPrintable(result.error().text()));
    else
        QCOMPARE(result->matching, filtered ? counts.at(1) : counts.at(0));
}

void TestLogDeletion::limits_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("accepted");
    for (int limit : {1, 500, 10'000})
        QTest::addRow("%d", limit) << limit << true;
    for (int limit : {-1, 0, 10'001})
        QTest::addRow("%d", limit) << limit << false;
}

void TestLogDeletion::limits()
{
    QFETCH(int, limit);
    QFETCH(bool, accepted);
    Setup setup({90'000, 20'000, 90'000});
    const auto result = await(setup.logs.remove(m_gateway, m_filters, {.limit = limit}));
    QCOMPARE(result.has_value(), accepted);
    QCOMPARE(setup.server.requests().isEmpty(), !accepted);
    if (accepted) {
        QCOMPARE(result->expected, limit);
        QCOMPARE(setup.server.requests().last().item(QStringLiteral("limit")),
                 QString::number(limit));
    }
}

void TestLogDeletion::noTotals()
{
    Setup setup({1});
    setup.server.setHandler([&](const CannedServer::Request &request) {
        setup.deletions += request.method == "DELETE";
        return Reply::result(QJsonArray());
    });
    for (const auto &filters : {m_filters, QList<LogFilter>()}) {
        const auto result = await(setup.logs.remove(m_gateway, filters, {}));
        QVERIFY(!result);
        QVERIFY(result.error().text().contains(QStringLiteral("nothing was deleted")));
    }
    QCOMPARE(setup.deletions, 0);
}

void TestLogDeletion::cancelledWhileCounting()
{
    Setup setup({500, 20, 500});
    setup.held = 2;
    const auto call = setup.logs.remove(m_gateway, m_filters, {});
    QTRY_COMPARE(setup.asked, 2);
    call.cancel();
    QCOMPARE(await(call).error().kind, Kind::Cancelled);
    VERIFY_RESULT(await(setup.client.send(ApiRequest::get({"x"}))));
    QCOMPARE(setup.deletions, 0);
}

void TestLogDeletion::onTheWire()
{
    Setup setup({500, 20, 500});
    LogService::Removal removal;
    VERIFY_RESULT(await(setup.logs.remove(m_gateway, m_filters, removal)));
    const QString filters = QStringLiteral(R"([{"key":"model","operator":"eq","value":["m"]}])");
    const auto requests = setup.server.requests();
    QCOMPARE(requests.size(), 4);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(requests[i].method, QByteArray("GET"));
        QCOMPARE(requests[i].item("per_page"), QStringLiteral("1"));
        QCOMPARE(requests[i].item("filters"), i == 1 ? filters : QString());
    }
    QCOMPARE(requests[3].method, QByteArray("DELETE"));
    QCOMPARE(requests[3].item("filters"), filters);
    QCOMPARE(requests[3].item("order_by"), QStringLiteral("created_at"));
    QCOMPARE(requests[3].item("order_by_direction"), QStringLiteral("asc"));
    QCOMPARE(requests[3].item("limit"), QStringLiteral("20")); // no more than were counted
    QCOMPARE(requests[3].query.size(), 4);
    removal.orderBy = LogDeleteOrder::TokensOut;
    removal.ascending = false;
    setup.asked = 0;
    VERIFY_RESULT(await(setup.logs.remove(m_gateway, m_filters, removal)));
    QCOMPARE(setup.server.requests().last().item("order_by"), QStringLiteral("tokens_out"));
    QCOMPARE(setup.server.requests().last().item("order_by_direction"), QStringLiteral("desc"));
}

void TestLogDeletion::sandboxDeletesWhatMatches()
{
    SandboxFixture sandbox;
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    ApiClient client;
    client.setEndpoint(sandbox.endpoint());
    LogService logs(&client);
    const GatewayId gateway{QStringLiteral("production-chat")};
    const auto total = [&](const QList<LogFilter> &filters) {
        LogQuery query;
        query.filters = filters;
        const auto page = await(logs.list(gateway, query, {.number = 1, .size = 1}));
        return page ? page->info.totalCount.valueOr(-1) : -1;
    };
    const QList<LogFilter> failures{
        {QStringLiteral("success"), FilterOperator::Eq, QJsonArray{false}}};
    const qint64 all = total({});
    const qint64 failed = total(failures);
    QVERIFY(failed > 0 && failed < all);
    const auto result = await(logs.remove(gateway, failures, {}));
    VERIFY_RESULT(result);
    QCOMPARE(result->matching, failed);
    QCOMPARE(result->expected, failed);
    QTRY_COMPARE(total(failures), 0);
    QCOMPARE(total({}), all - failed);
    const auto again = await(logs.remove(gateway, failures, {}));
    VERIFY_RESULT(again);
    QCOMPARE(again->expected, 0);
    // By now every log succeeded, so that this cannot be told from a filter without effect.
    const auto refused = await(logs.remove(
        gateway, {{QStringLiteral("success"), FilterOperator::Eq, QJsonArray{true}}}, {}));
    QVERIFY(!refused);
    QCOMPARE(total({}), all - failed);
}

void TestLogDeletion::sandboxKeepsToTheLimit()
{
    SandboxFixture sandbox;
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    ApiClient client;
    client.setEndpoint(sandbox.endpoint());
    LogService logs(&client);
    const GatewayId gateway{QStringLiteral("production-chat")};
    const auto newest = await(logs.list(gateway, {}, {}));
    VERIFY_RESULT(newest);
    const auto result = await(logs.remove(gateway, {}, {.ascending = false, .limit = 7}));
    VERIFY_RESULT(result);
    QCOMPARE(result->matching, newest->info.totalCount.valueOr(-1));
    QCOMPARE(result->expected, 7);
    const auto after = await(logs.list(gateway, {}, {}));
    VERIFY_RESULT(after);
    QCOMPARE(after->info.totalCount.valueOr(-1), newest->info.totalCount.valueOr(-1) - 7);
    QCOMPARE(after->logs.first().id, newest->logs.at(7).id);
}

QTEST_GUILESS_MAIN(TestLogDeletion)
#include "tst_logdeletion.moc"
