// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/gatewaymodel.h"
#include "tests/support/cannedserver.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

static Gateway gateway(const QString &id)
{
    Gateway gateway = newGateway();
    gateway.id.value = id;
    gateway.createdAt = QDateTime(QDate(2026, 1, 31), QTime(14, 5, 9, 123), Qt::UTC);
    gateway.modifiedAt = gateway.createdAt;
    return gateway;
}

class GatewayModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refreshMerges();
    void failureKeepsRows();
    void followsSavedAndRemoved();
    void changeDuringRefreshIsNotLost();
    void cells_data();
    void cells();
    void sortValues();
    void headers();
    void followsZone();

private:
    CannedServer::Reply answer(const CannedServer::Request &request);
    QStringList ids() const;

    struct Parts
    {
        explicit Parts(CannedServer::Handler handler) : server(std::move(handler))
        {
            client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
        }
        CannedServer server;
        ApiClient client;
        GatewayService service{&client};
        TimeDisplay time;
        GatewayModel model{&service, &time};
        QAbstractItemModelTester tester{&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest};
    };
    std::unique_ptr<Parts> m;
    QList<Gateway> m_list; // what the service holds
    bool m_fails = false;
    bool m_holdsList = false;
};

void GatewayModelTest::init()
{
    m_list = {gateway(QStringLiteral("one")), gateway(QStringLiteral("two"))};
    m_fails = m_holdsList = false;
    m = std::make_unique<Parts>(
        [this](const CannedServer::Request &request) { return answer(request); });
}

CannedServer::Reply GatewayModelTest::answer(const CannedServer::Request &request)
{
    if (m_fails)
        return CannedServer::Reply::error(400, 7001, QStringLiteral("no"));
    if (request.method == "GET") {
        auto reply = CannedServer::Reply::result(toJson(m_list));
        reply.hold = m_holdsList;
        return reply;
    }
    Gateway subject = gateway(request.path.section(u'/', -1));
    if (request.method == "PUT")
        subject.cacheTtl = 60;
    if (request.method == "POST") {
        subject.id.value = QStringLiteral("new");
        m_list.append(subject);
        m_holdsList = false;
    }
    return CannedServer::Reply::result(toJson(subject));
}

QStringList GatewayModelTest::ids() const
{
    QStringList ids;
    for (const Gateway &each : m->model.values())
        ids.append(each.id.value);
    return ids;
}

void GatewayModelTest::refreshMerges()
{
    m->model.refresh();
    QTRY_COMPARE(m->model.state(), TableModel::State::Ready);
    QCOMPARE(ids(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    const QPersistentModelIndex two = m->model.index(1, 0);
    QSignalSpy reset(&m->model, &QAbstractItemModel::modelReset);
    m_list.prepend(gateway(QStringLiteral("zero")));
    m->model.refresh();
    QTRY_COMPARE(m->model.rowCount(), 3);
    QCOMPARE(two.row(), 2);
    QCOMPARE(reset.count(), 0);
}

void GatewayModelTest::failureKeepsRows()
{
    m->model.refresh();
    QTRY_COMPARE(m->model.state(), TableModel::State::Ready);
    m_fails = true;
    m->model.refresh();
    QTRY_COMPARE(m->model.state(), TableModel::State::Failed);
    QCOMPARE(m->model.error().message, QStringLiteral("no"));
    QCOMPARE(m->model.rowCount(), 2);
}

void GatewayModelTest::followsSavedAndRemoved()
{
    m->model.refresh();
    QTRY_COMPARE(m->model.state(), TableModel::State::Ready);
    m->service.create(gateway(QStringLiteral("new")));
    QTRY_COMPARE(ids().join(u' '), QStringLiteral("one two new"));
    m->service.update(gateway(QStringLiteral("one")));
    QTRY_COMPARE(m->model.at(0).cacheTtl.valueOr(0), 60);
    m->service.remove(GatewayId{QStringLiteral("two")});
    QTRY_COMPARE(ids().join(u' '), QStringLiteral("one new"));
}

// The list that is under way does not hold the new gateway yet.
void GatewayModelTest::changeDuringRefreshIsNotLost()
{
    m_holdsList = true;
    m->model.refresh();
    QTRY_COMPARE(m->server.heldCount(), 1);
    m->service.create(gateway(QStringLiteral("new")));
    QTRY_COMPARE(m->model.state(), TableModel::State::Ready);
    m->server.release();
    QCOMPARE(ids().join(u' '), QStringLiteral("one two new"));
}

void GatewayModelTest::cells_data()
{
    using Change = std::function<void(Gateway &)>;
    QTest::addColumn<int>("column");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("text");
    const auto add = [](int column, const char *text, const Change &change) {
        QTest::addRow("%d %s", column, text) << column << change << QString::fromUtf8(text);
    };
    using M = GatewayModel;
    add(M::IdColumn, "one", [](Gateway &) {});
    add(M::CreatedColumn, "2026-01-31 14:05:09", [](Gateway &) {});
    add(M::CachingColumn, "off", [](Gateway &g) { g.cacheTtl = 0; });
    add(M::CachingColumn, "300 s", [](Gateway &g) { g.cacheTtl = 300; });
    add(M::CachingColumn, "not set", [](Gateway &g) { g.cacheTtl = Field<qint64>::null(); });
    add(M::CachingColumn, "not reported", [](Gateway &g) { g.cacheTtl = {}; });
    add(M::RateLimitColumn, "none", [](Gateway &) {});
    add(M::RateLimitColumn, "none", [](Gateway &g) {
        g.rateLimitingLimit = 100;
        g.rateLimitingInterval = Field<qint64>::null();
    });
    add(M::RateLimitColumn, "100 in 60 s, sliding", [](Gateway &g) {
        g.rateLimitingLimit = 100;
        g.rateLimitingInterval = 60;
        g.rateLimitingTechnique = RateLimitingTechnique::Sliding;
    });
    add(M::RateLimitColumn, "not reported", [](Gateway &g) { g.rateLimitingLimit = {}; });
    add(M::LogsKeptColumn, "collected", [](Gateway &) {});
    add(M::LogsKeptColumn, "not collected", [](Gateway &g) { g.collectLogs = false; });
    add(M::LogsKeptColumn, "at most 100,000, oldest deleted", [](Gateway &g) {
        g.logManagement = 100'000;
        g.logManagementStrategy = LogManagementStrategy::DeleteOldest;
    });
    add(M::LogsKeptColumn, "at most 100,000, then no more", [](Gateway &g) {
        g.logManagement = 100'000;
        g.logManagementStrategy = LogManagementStrategy::StopInserting;
    });
    add(M::LogsKeptColumn, "at most 100,000, KEEP_BEST", [](Gateway &g) {
        g.logManagement = 100'000;
        g.logManagementStrategy =
            OpenEnum<LogManagementStrategy>::fromText(QStringLiteral("KEEP_BEST"));
    });
    add(M::AuthenticationColumn, "not reported", [](Gateway &) {});
    add(M::AuthenticationColumn, "on", [](Gateway &g) { g.authentication = true; });
    add(M::AuthenticationColumn, "off", [](Gateway &g) { g.authentication = false; });
    add(M::RetriesColumn, "not reported", [](Gateway &) {});
    add(M::RetriesColumn, "none", [](Gateway &g) { g.retryMaxAttempts = Field<qint64>::null(); });
    add(M::RetriesColumn, "3, exponential from 200 ms", [](Gateway &g) {
        g.retryMaxAttempts = 3;
        g.retryBackoff = RetryBackoff::Exponential;
        g.retryDelay = 200;
    });
    const auto json = [](const char *text) {
        return QJsonDocument::fromJson(QByteArray(text)).object();
    };
    add(M::GuardrailsColumn, "not reported", [](Gateway &) {});
    add(M::GuardrailsColumn, "off", [](Gateway &g) { g.guardrails = Field<QJsonObject>::null(); });
    add(M::GuardrailsColumn, "off",
        [json](Gateway &g) { g.guardrails = json(R"({"prompt": {}, "response": {}})"); });
    add(M::GuardrailsColumn, "3 flag, 2 block", [json](Gateway &g) {
        g.guardrails = json(R"({"prompt": {"S1": "FLAG", "S2": "BLOCK", "S3": "FLAG"},
                                "response": {"S1": "FLAG", "S2": "BLOCK"}})");
    });
    add(M::DlpColumn, "not reported", [](Gateway &) {});
    add(M::DlpColumn, "off", [json](Gateway &g) {
        g.dlp = json(R"({"enabled": false, "action": "BLOCK", "profiles": ["a"]})");
    });
    add(M::DlpColumn, "block, 2 profiles", [json](Gateway &g) {
        g.dlp = json(R"({"enabled": true, "action": "BLOCK", "profiles": ["a", "b"]})");
    });
    add(M::DlpColumn, "flag, 1 profile", [json](Gateway &g) {
        g.dlp = json(R"({"enabled": true, "action": "FLAG", "profiles": ["a"]})");
    });
    add(M::DlpColumn, "2 policies", [json](Gateway &g) {
        g.dlp = json(R"({"enabled": true, "policies": [{"id": "a"}, {"id": "b"}]})");
    });
    add(M::OtelColumn, "not reported", [](Gateway &) {});
    add(M::OtelColumn, "off", [](Gateway &g) { g.otel = QJsonArray{}; });
    add(M::OtelColumn, "off", [](Gateway &g) { g.otel = Field<QJsonArray>::null(); });
    add(M::OtelColumn, "1 endpoint", [](Gateway &g) { g.otel = QJsonArray{1}; });
    add(M::OtelColumn, "2 endpoints", [](Gateway &g) { g.otel = QJsonArray{1, 2}; });
    add(M::LogpushColumn, "on", [](Gateway &g) { g.logpush = true; });
    add(M::ZdrColumn, "off", [](Gateway &g) { g.zdr = false; });
    add(M::BillingColumn, "unified",
        [](Gateway &g) { g.workersAiBillingMode = BillingMode::Unified; });
    add(M::DefaultColumn, "yes", [](Gateway &g) { g.isDefault = true; });
}

void GatewayModelTest::cells()
{
    QFETCH(int, column);
    QFETCH(std::function<void(Gateway &)>, change);
    QFETCH(QString, text);
    Gateway changed = gateway(QStringLiteral("one"));
    change(changed);
    Q_EMIT m->service.saved(changed);
    const QModelIndex index = m->model.index(0, column);
    QCOMPARE(index.data().toString(), text);
    QVERIFY(!index.data(Qt::ToolTipRole).toString().isEmpty());
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
             m->model.headerData(column, Qt::Horizontal).toString() + QStringLiteral(": ") + text);
    QCOMPARE(index.data(TableModel::IdRole).toString(), QStringLiteral("one"));
}

void GatewayModelTest::sortValues()
{
    Gateway changed = gateway(QStringLiteral("one"));
    changed.cacheTtl = 300;
    changed.rateLimitingLimit = 30;
    changed.rateLimitingInterval = 60;
    Q_EMIT m->service.saved(changed);
    const auto value = [this](int column) {
        return m->model.index(0, column).data(TableModel::SortRole);
    };
    QCOMPARE(value(GatewayModel::CreatedColumn), QVariant(changed.createdAt));
    QCOMPARE(value(GatewayModel::CachingColumn), QVariant(300));
    QCOMPARE(value(GatewayModel::RateLimitColumn), QVariant(0.5));
    QVERIFY(!value(GatewayModel::AuthenticationColumn).isValid()); // sorts last
    QVERIFY(!value(GatewayModel::OtelColumn).isValid());
    changed.otel = QJsonArray{1, 2};
    Q_EMIT m->service.saved(changed);
    QCOMPARE(value(GatewayModel::OtelColumn).toInt(), 2);
}

void GatewayModelTest::headers()
{
    for (int column = 0; column < GatewayModel::ColumnCount; ++column) {
        const QString toolTip =
            m->model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        QVERIFY(!m->model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY2(toolTip.endsWith(QLatin1Char(')')), qPrintable(toolTip)); // names the field
    }
}

void GatewayModelTest::followsZone()
{
    Q_EMIT m->service.saved(gateway(QStringLiteral("one")));
    QSignalSpy changed(&m->model, &QAbstractItemModel::dataChanged);
    m->time.setZone(TimeDisplay::Zone::Local);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().column(), int(GatewayModel::CreatedColumn));
    QCOMPARE(changed.at(0).at(1).toModelIndex().column(), int(GatewayModel::ModifiedColumn));
}

QTEST_GUILESS_MAIN(GatewayModelTest)
#include "tst_gatewaymodel.moc"
