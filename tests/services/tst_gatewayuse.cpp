// SPDX-License-Identifier: GPL-3.0-or-later
// What callers of a gateway need, its custom domains, and the overview of its logs.
#include "models/services/connection.h"
#include "models/services/customdomainservice.h"
#include "models/services/endpointservice.h"
#include "models/services/overviewquestion.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <cmath>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Reply = CannedServer::Reply;
using State = OverviewQuestion::State;

class TestGatewayUse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void url();
    void urlIsAnAddress();
    void urlEncodesItsParts();
    void routeNames();
    void routePagesEnd();

    void domainLife();
    void domainErrors();
    void aLostCreationIsLookedUp();
    void aLostRemovalIsLookedUp();

    void overviewAgainstEveryLog_data();
    void overviewAgainstEveryLog();
    void readAllLeavesNoSample();
    void readingCanBeStopped();
    void noLogs();
    void countsAreNeverGuessed();
    void ignoredFiltersAreAnError();
    void aFailureEndsIt();
    void anotherQuestionCancels();
    void aSmallBudgetIsKept();

private:
    QList<Log> logsOf(const TimeRange &range);

    SandboxFixture m_sandbox;
    Connection m_connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
    GatewayId m_gateway{QStringLiteral("production-chat")};
    const QDateTime m_now{{2026, 11, 20}, {12, 0}, Qt::UTC};
};

namespace {

Endpoint endpointOf(const CannedServer &server)
{
    return {server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}};
}

// A canned service with the connection to it.
struct Bench
{
    explicit Bench(const CannedServer::Handler &handler, qint64 budget = 0)
        : server(handler)
        , connection(
              {.id = QStringLiteral("canned"), .name = QStringLiteral("C"), .budget = int(budget)})
    {
        connection.client()->setPause(std::chrono::milliseconds(1));
        connection.open(endpointOf(server));
    }
    CannedServer server;
    Connection connection;
};

QJsonObject logJson(const QDateTime &time, bool success = true, bool cached = false)
{
    return {{"id", "l"},        {"created_at", toJson(time)},
            {"cached", cached}, {"success", success},
            {"duration", 100},  {"model", "m"},
            {"provider", "p"},  {"path", "/"},
            {"cost", 0.5}};
}

Reply logsReply(const QJsonArray &logs, const QJsonObject &info)
{
    return {.body = QJsonDocument(
                        QJsonObject{{"success", true}, {"result", logs}, {"result_info", info}})
                        .toJson()};
}

QJsonArray filtersOf(const CannedServer::Request &request)
{
    return QJsonDocument::fromJson(request.item("filters").toUtf8()).array();
}

bool isOver(const OverviewQuestion &question)
{
    return question.state() != State::Running;
}

} // namespace

void TestGatewayUse::initTestCase()
{
    QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
    m_connection.open(m_sandbox.endpoint());
}

void TestGatewayUse::url()
{
    for (const char *provider : {"openai", "anthropic", "compat", "custom-own"}) {
        const auto url = await(m_connection.endpoints()->url(m_gateway, provider));
        VERIFY_RESULT(url);
        QCOMPARE(*url,
                 QStringLiteral("https://gateway.ai.cloudflare.com/v1/%1/production-chat/%2")
                     .arg(m_sandbox.endpoint().account, provider));
    }
    QCOMPARE(await(m_connection.endpoints()->url({"nowhere"}, "openai")).error().kind,
             Kind::NotFound);
    QVERIFY(!await(m_connection.endpoints()->url(m_gateway, "..")));
}

void TestGatewayUse::urlIsAnAddress()
{
    for (const QJsonValue &wrong :
         {QJsonValue("javascript:alert(1)"), QJsonValue("openai"), QJsonValue("https:///x"),
          QJsonValue(7), QJsonValue(QJsonObject{}), QJsonValue()}) {
        Bench bench([&](const auto &) { return Reply::result(wrong); });
        const auto url = await(bench.connection.endpoints()->url(m_gateway, "openai"));
        QVERIFY(!url);
        QCOMPARE(url.error().kind, Kind::Protocol);
    }
}

void TestGatewayUse::urlEncodesItsParts()
{
    Bench bench([](const auto &) { return Reply::result("https://x.example/y"); });
    VERIFY_RESULT(await(bench.connection.endpoints()->url({"a/b"}, "c d?e")));
    QCOMPARE(bench.server.requests().first().target,
             QByteArray("/accounts/a/ai-gateway/gateways/a%2Fb/url/c%20d%3Fe"));
}

void TestGatewayUse::routeNames()
{
    const auto names = await(m_connection.endpoints()->routeNames(m_gateway));
    VERIFY_RESULT(names);
    QVERIFY(!names->isEmpty());
    QVERIFY(std::is_sorted(names->begin(), names->end(), [](const auto &a, const auto &b) {
        return a.compare(b, Qt::CaseInsensitive) < 0;
    }));
    Bench wrong([](const auto &) { return Reply::result(QJsonArray{}); });
    QCOMPARE(await(wrong.connection.endpoints()->routeNames(m_gateway)).error().path,
             QStringList({"data", "routes"}));
}

void TestGatewayUse::routePagesEnd()
{
    const auto page = [](int first, int count) {
        QJsonArray routes;
        for (int i = first; i < first + count; ++i)
            routes.append(QJsonObject{{"name", QStringLiteral("r%1").arg(i)}});
        return Reply{.body = QJsonDocument(QJsonObject{{"success", true},
                                                       {"data", QJsonObject{{"routes", routes}}}})
                                 .toJson()};
    };
    Bench paged([&](const auto &request) {
        const int number = request.item("page").toInt();
        return page(number * 100, number < 3 ? 100 : 7);
    });
    QCOMPARE(await(paged.connection.endpoints()->routeNames(m_gateway))->size(), 207);
    Bench stubborn([&](const auto &) { return page(0, 100); }); // whatever the page
    QCOMPARE(await(stubborn.connection.endpoints()->routeNames(m_gateway))->size(), 100);
    QCOMPARE(stubborn.server.requests().size(), 2);
}

void TestGatewayUse::domainLife()
{
    CustomDomainService *service = m_connection.customDomains();
    QSignalSpy saved(service, &CustomDomainService::saved);
    QSignalSpy removed(service, &CustomDomainService::removed);
    const auto before = await(service->list(m_gateway));
    VERIFY_RESULT(before);
    const auto created =
        await(service->create(m_gateway, {"Life.Example.com", "zone", QString("1.2")}));
    VERIFY_RESULT(created);
    QCOMPARE(created->id.value, "life.example.com");
    QVERIFY(!created->cnameTarget->isEmpty());
    QCOMPARE(saved.count(), 1);
    QCOMPARE(await(service->list(m_gateway))->size(), before->size() + 1);
    const auto found = await(service->get(m_gateway, created->id));
    VERIFY_RESULT(found);
    QCOMPARE(found->status.known(), DomainStatus::Initializing);
    QVERIFY(found->sslHostnameId.isNull());
    VERIFY_RESULT(await(service->remove(m_gateway, created->id)));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][1].value<Hostname>(), created->id);
    QCOMPARE(await(service->list(m_gateway))->size(), before->size());
}

void TestGatewayUse::domainErrors()
{
    CustomDomainService *service = m_connection.customDomains();
    const auto wrong = await(service->create(m_gateway, {"no dots", "zone", {}}));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().path, QStringList({"body", "domain"}));
    VERIFY_RESULT(await(service->create(m_gateway, {"taken.example.com", "zone", {}})));
    QCOMPARE(await(service->create(m_gateway, {"taken.example.com", "zone", {}})).error().kind,
             Kind::Conflict);
    VERIFY_RESULT(await(service->remove(m_gateway, {"taken.example.com"})));
    QCOMPARE(await(service->get(m_gateway, {"taken.example.com"})).error().kind, Kind::NotFound);
    QCOMPARE(await(service->remove(m_gateway, {"taken.example.com"})).error().kind, Kind::NotFound);
}

void TestGatewayUse::aLostCreationIsLookedUp()
{
    QVERIFY(m_sandbox.setFaults({{{"kind", "cut"}, {"method", "POST"}, {"count", 1}}}));
    CustomDomainService *service = m_connection.customDomains();
    const auto created = await(service->create(m_gateway, {"lost.example.com", "zone", {}}));
    VERIFY_RESULT(created);
    QCOMPARE(created->id.value, "lost.example.com");
    QVERIFY(!created->cnameTarget);
    QVERIFY(m_sandbox.setFaults({}));
    VERIFY_RESULT(await(service->remove(m_gateway, created->id)));
}

void TestGatewayUse::aLostRemovalIsLookedUp()
{
    CustomDomainService *service = m_connection.customDomains();
    const Hostname hostname{"gone.example.com"};
    VERIFY_RESULT(await(service->create(m_gateway, {hostname.value, "zone", {}})));
    QVERIFY(m_sandbox.setFaults({{{"kind", "cut"}, {"method", "DELETE"}, {"count", 1}}}));
    VERIFY_RESULT(await(service->remove(m_gateway, hostname)));
    QVERIFY(m_sandbox.setFaults({}));
    QCOMPARE(await(service->get(m_gateway, hostname)).error().kind, Kind::NotFound);
}

// By listing all logs there are, without any filter.
QList<Log> TestGatewayUse::logsOf(const TimeRange &range)
{
    QList<Log> logs;
    for (int number = 1;; ++number) {
        const auto page = await(m_connection.logs()->list(m_gateway, {}, {.number = number}));
        if (!page || page->logs.isEmpty())
            return logs;
        for (const Log &log : page->logs)
            if (range.contains(log.createdAt))
                logs.append(log);
    }
}

void TestGatewayUse::overviewAgainstEveryLog_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("parts");
    QTest::newRow("hour") << qint64(3600) << 12;
    QTest::newRow("day") << qint64(86'400) << 12;
    QTest::newRow("month") << qint64(30 * 86'400) << 10;
}

void TestGatewayUse::overviewAgainstEveryLog()
{
    QFETCH(qint64, seconds);
    QFETCH(int, parts);
    const TimeRange range{m_now.addSecs(-seconds), m_now};
    const QList<Log> logs = logsOf(range);
    m_sandbox.forgetRequests();
    OverviewQuestion question(&m_connection, m_gateway);
    question.ask(range, parts);
    QTRY_VERIFY(isOver(question));
    QVERIFY2(question.state() == State::Done, qPrintable(question.error().text()));
    QVERIFY(m_sandbox.requests().size() <= 3 + 3 * parts);

    const auto count = [&logs](const TimeRange &within, Figure figure) {
        return std::count_if(logs.begin(), logs.end(), [&](const Log &log) {
            return within.contains(log.createdAt)
                && (figure == Figure::Requests || (figure == Figure::Errors && !log.success)
                    || (figure == Figure::CacheHits && log.cached));
        });
    };
    const Overview &overview = question.overview();
    QCOMPARE(overview.parts.size(), parts);
    for (const Figure figure : figures) {
        QCOMPARE(*overview.total(figure), count(range, figure));
        for (const OverviewPart &part : overview.parts)
            QCOMPARE(*part.count(figure), count(part.range, figure));
    }
    double highest = 0;
    for (const Log &log : logs)
        highest = std::max(highest, log.cost.valueOr(0));
    if (!logs.isEmpty())
        QCOMPARE(*overview.highestCost, highest);
    for (const OverviewPart &part : overview.parts) {
        QList<double> newest; // the logs are listed newest first
        for (const Log &log : logs)
            if (part.range.contains(log.createdAt) && newest.size() < LogService::maxPerPage)
                newest.append(double(log.duration));
        QList<double> sampled = part.durations;
        std::sort(newest.begin(), newest.end());
        std::sort(sampled.begin(), sampled.end());
        QCOMPARE(sampled, newest);
    }
    QCOMPARE(overview.isWhole(), overview.read() == logs.size());
}

void TestGatewayUse::readAllLeavesNoSample()
{
    const TimeRange range{m_now.addSecs(-30 * 86'400), m_now};
    const QList<Log> logs = logsOf(range);
    OverviewQuestion question(&m_connection, m_gateway);
    question.ask(range, 10);
    QTRY_VERIFY(isOver(question));
    QVERIFY(!question.overview().isWhole());
    const qint64 pages = question.pagesLeft();
    QVERIFY(pages > 0 && pages <= OverviewQuestion::maxPagesRead);
    m_sandbox.forgetRequests();
    question.readAll();
    QVERIFY(question.isReading());
    QTRY_VERIFY_WITH_TIMEOUT(isOver(question), 20'000);
    QCOMPARE(m_sandbox.requests().size(), pages);
    QVERIFY(question.overview().isWhole());
    QCOMPARE(question.pagesLeft(), 0);
    double cost = 0;
    qint64 priced = 0;
    QList<qint64> durations;
    for (const Log &log : logs) {
        cost += log.cost.valueOr(0);
        priced += log.cost.hasValue();
        durations.append(log.duration);
    }
    std::sort(durations.begin(), durations.end());
    const auto rank = [&](double share) {
        return double(durations.at(int(std::ceil(share * double(durations.size()))) - 1));
    };
    QVERIFY(std::abs(question.overview().cost() - cost) < 1e-9);
    QCOMPARE(question.overview().priced(), priced);
    QCOMPARE(*question.overview().percentile(0.5), rank(0.5));
    QCOMPARE(*question.overview().percentile(0.95), rank(0.95));
}

void TestGatewayUse::readingCanBeStopped()
{
    OverviewQuestion question(&m_connection, m_gateway);
    question.ask({m_now.addSecs(-30 * 86'400), m_now}, 10);
    QTRY_VERIFY(isOver(question));
    const qint64 pages = question.pagesLeft();
    const auto stop = connect(&question, &OverviewQuestion::changed, this, [&question] {
        if (question.answered() > 0)
            question.stopReading();
    });
    question.readAll();
    QTRY_COMPARE(question.state(), State::Done);
    disconnect(stop);
    QVERIFY(question.pagesLeft() > 0 && question.pagesLeft() < pages);
    question.readAll(); // what is left
    QTRY_VERIFY_WITH_TIMEOUT(isOver(question), 20'000);
    QVERIFY(question.overview().isWhole());
}

void TestGatewayUse::noLogs()
{
    OverviewQuestion question(&m_connection, m_gateway);
    m_sandbox.forgetRequests();
    question.ask({m_now.addDays(10), m_now.addDays(11)}, 12);
    QTRY_VERIFY(isOver(question));
    QCOMPARE(question.state(), State::Done);
    QCOMPARE(*question.overview().total(Figure::Requests), 0);
    QCOMPARE(*question.overview().parts.at(3).count(Figure::Errors), 0);
    QVERIFY(question.overview().isWhole());
    QCOMPARE(m_sandbox.requests().size(), 3);
}

void TestGatewayUse::countsAreNeverGuessed()
{
    Bench bench(
        [this](const auto &) { return logsReply({logJson(m_now.addSecs(-1), false, true)}, {}); });
    OverviewQuestion question(&bench.connection, m_gateway);
    question.ask({m_now.addSecs(-60), m_now}, 12);
    QTRY_VERIFY(isOver(question));
    QCOMPARE(question.state(), State::Failed);
    QVERIFY(question.error().text().contains("how many"));
    QVERIFY(!question.overview().total(Figure::Requests));
}

void TestGatewayUse::ignoredFiltersAreAnError()
{
    Bench bench([this](const auto &) {
        return logsReply({logJson(m_now.addSecs(-1))}, {{"total_count", 5}}); // whatever is asked
    });
    OverviewQuestion question(&bench.connection, m_gateway);
    question.ask({m_now.addSecs(-60), m_now}, 12);
    QTRY_VERIFY(isOver(question));
    QCOMPARE(question.state(), State::Failed);
    QVERIFY(question.error().text().contains("trusted"));
}

void TestGatewayUse::aFailureEndsIt()
{
    for (const char *kind : {"html", "error"}) {
        QVERIFY(m_sandbox.setFaults({{{"kind", kind}, {"path", "*/logs"}}}));
        OverviewQuestion question(&m_connection, m_gateway);
        question.ask({m_now.addSecs(-3600), m_now}, 12);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(question), 20'000);
        QCOMPARE(question.state(), State::Failed);
        QCOMPARE(question.error().kind, Kind::Server);
        QVERIFY(m_sandbox.setFaults({}));
        question.ask({m_now.addSecs(-3600), m_now}, 12);
        QTRY_VERIFY(isOver(question));
        QCOMPARE(question.state(), State::Done);
    }
}

void TestGatewayUse::anotherQuestionCancels()
{
    Bench bench([this](const auto &) {
        Reply reply = logsReply({}, {{"total_count", 7}});
        reply.hold = true;
        return reply;
    });
    OverviewQuestion question(&bench.connection, m_gateway);
    question.ask({m_now.addSecs(-60), m_now}, 12);
    QTRY_COMPARE(bench.server.heldCount(), 3);
    bench.server.setHandler([](const auto &) { return logsReply({}, {{"total_count", 0}}); });
    question.ask({m_now.addSecs(-3600), m_now}, 7);
    QTRY_COMPARE(question.state(), State::Done);
    QTRY_COMPARE(bench.server.openConnections() <= 6, true);
    bench.server.release(); // nobody listens any more
    QTest::qWait(1);
    QCOMPARE(*question.overview().total(Figure::Requests), 0);
    QCOMPARE(question.overview().parts.size(), 7);
}

void TestGatewayUse::aSmallBudgetIsKept()
{
    Bench bench(
        [](const auto &request) {
            QJsonArray logs;
            QDateTime from;
            bool success = true;
            bool cached = false;
            for (const QJsonValue filter : filtersOf(request)) {
                if (filter["operator"] == "gt")
                    from = QDateTime::fromString(filter["value"][0].toString(), Qt::ISODateWithMs);
                success = success && filter["key"] != "success";
                cached = cached || filter["key"] == "cached";
            }
            return logsReply({logJson(from.addMSecs(1), success, cached)}, {{"total_count", 3}});
        },
        60);
    OverviewQuestion question(&bench.connection, m_gateway);
    question.ask({m_now.addSecs(-3600), m_now}, 20);
    QTRY_VERIFY(isOver(question));
    QCOMPARE(question.state(), State::Held);
    QCOMPARE(bench.server.requests().size(), 3);
    QCOMPARE(question.heldRequests(), 60);
    QCOMPARE(*question.overview().total(Figure::Errors), 3);
    question.ask({m_now.addSecs(-3600), m_now}, 5);
    QTRY_COMPARE(question.state(), State::Done);
    QCOMPARE(bench.server.requests().size(), 6 + 15);
    question.ask({m_now.addSecs(-3600), m_now}, 8);
    QTRY_COMPARE(question.state(), State::Held);
    question.goOn();
    QTRY_COMPARE(question.state(), State::Done);
    QCOMPARE(bench.server.requests().size(), 6 + 15 + 3 + 24);
}

QTEST_GUILESS_MAIN(TestGatewayUse)
#include "tst_gatewayuse.moc"
