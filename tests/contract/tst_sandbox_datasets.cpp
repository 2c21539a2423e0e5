// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

const QString datasets = u"/gateways/staging/datasets"_s;
const QStringList busyGateways{u"production-chat"_s, u"support-bot"_s, u"search-embeddings"_s,
                               u"batch-eval"_s};

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject dataset(const QString &name, bool enable = true)
{
    QJsonObject body = parsed(R"({"filters": [
        {"key": "model", "operator": "contains", "value": ["GPT", "claude"]},
        {"key": "cost", "operator": "gt", "value": [0.01]},
        {"key": "success", "operator": "eq", "value": [true]}]})");
    body[u"name"] = name;
    body[u"enable"] = enable;
    return body;
}

QJsonObject gatewayBody(const QString &id)
{
    QJsonObject body =
        parsed(R"({"cache_invalidate_on_update": true, "cache_ttl": 60, "collect_logs": true,
                   "rate_limiting_interval": 10, "rate_limiting_limit": 5})");
    body[u"id"] = id;
    return body;
}

QString itemPath(const QJsonObject &dataset)
{
    return datasets + u'/' + dataset[u"id"].toString();
}

QStringList namesOf(const QJsonArray &list)
{
    QStringList names;
    for (const QJsonValue &item : list) {
        names << item[u"name"].toString();
    }
    return names;
}

} // namespace

class ContractDatasets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void seeded();
    void createFetchUpdateDelete();
    void namesAreUnique();
    void invalid_data();
    void invalid();
    void everythingTheTypeAllows_data();
    void everythingTheTypeAllows();
    void unknownFieldsAreDropped();
    void paging();
    void search();
    void badQuery_data();
    void badQuery();
    void missing();
    void gatewayTakesItsDatasets();
    void survivesKill();
    void oneMoreThanTheLimitIsRefused();

private:
    QJsonObject create(const QJsonObject &body)
    {
        return m_sandbox.send("POST", datasets, body).object();
    }

    Sandbox m_sandbox;
};

void ContractDatasets::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=300"_s, u"--now=2025-06-02T10:00:00Z"_s}));
}

/// Each test has the gateway's list for itself.
void ContractDatasets::init()
{
    const QJsonArray left = m_sandbox.get(datasets, {{u"per_page"_s, u"100"_s}}).list();
    for (const QJsonValue &item : left) {
        m_sandbox.send("DELETE", itemPath(item.toObject()));
    }
}

void ContractDatasets::seeded()
{
    const QStringList members{u"created_at"_s, u"enable"_s,      u"filters"_s, u"gateway_id"_s,
                              u"id"_s,         u"modified_at"_s, u"name"_s};
    for (const QString &gateway : busyGateways) {
        const QString path = u"/gateways/%1/datasets"_s.arg(gateway);
        const QJsonArray list = m_sandbox.get(path).list();
        QVERIFY(list.size() >= 3 && list.size() <= 6);
        int disabled = 0;
        QString newest = u"9999"_s;
        for (const QJsonValue &item : list) {
            const QJsonObject found = item.toObject();
            QCOMPARE(found.keys(), members);
            QCOMPARE(found[u"gateway_id"].toString(), gateway);
            QVERIFY(found[u"created_at"].toString() <= newest);
            QVERIFY(found[u"created_at"].toString() <= found[u"modified_at"].toString());
            QVERIFY(found[u"modified_at"].toString() < u"2025-06-02T10"_s);
            newest = found[u"created_at"].toString();
            disabled += found[u"enable"].toBool() ? 0 : 1;
            // the service takes its own filters
            const Answer put = m_sandbox.send("PUT", path + u'/' + found[u"id"].toString(), found);
            QCOMPARE(put.object()[u"filters"], found[u"filters"]);
        }
        QCOMPARE(disabled, 1);
    }
}

void ContractDatasets::createFetchUpdateDelete()
{
    const Answer created = m_sandbox.send("POST", datasets, dataset(u"Größe"_s));
    QCOMPARE(created.status, 200);
    const QJsonObject item = created.object();
    QCOMPARE(item[u"name"].toString(), u"Größe"_s);
    QCOMPARE(item[u"enable"], QJsonValue(true));
    QCOMPARE(item[u"filters"], dataset({})[u"filters"]);
    QCOMPARE(item[u"gateway_id"].toString(), u"staging"_s);
    QCOMPARE(item[u"created_at"].toString(), u"2025-06-02T10:00:00.000Z"_s);
    QCOMPARE(m_sandbox.get(itemPath(item)).object(), item);
    QCOMPARE(m_sandbox.get(datasets).list(), QJsonArray{item});

    const QJsonObject change{
        {u"name"_s, u"all"_s}, {u"enable"_s, false}, {u"filters"_s, QJsonArray()}};
    const Answer updated = m_sandbox.send("PUT", itemPath(item), change);
    QCOMPARE(updated.status, 200);
    QJsonObject expected = item;
    for (const QString &key : change.keys()) {
        expected[key] = change[key];
    }
    QCOMPARE(updated.object(), expected);
    QCOMPARE(m_sandbox.get(itemPath(item)).object(), expected);

    const Answer deleted = m_sandbox.send("DELETE", itemPath(item));
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.object(), expected);
    QCOMPARE(m_sandbox.get(itemPath(item)).status, 404);
    QVERIFY(m_sandbox.get(datasets).list().isEmpty());
}

void ContractDatasets::namesAreUnique()
{
    create(dataset(u"one"_s));
    const QJsonObject two = create(dataset(u"two"_s));
    const Answer again = m_sandbox.send("POST", datasets, dataset(u"one"_s));
    const Answer renamed = m_sandbox.send("PUT", itemPath(two), dataset(u"one"_s));
    for (const Answer &answer : {again, renamed}) {
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.errorCode(), 7003);
        QCOMPARE(answer.errorPaths(), QStringList{u"body/name"_s});
        QVERIFY(answer.isErrorEnvelope());
    }
    QCOMPARE(m_sandbox.get(itemPath(two)).object(), two);
    QCOMPARE(m_sandbox.send("PUT", itemPath(two), dataset(u"two"_s, false)).status, 200);
    const Answer elsewhere =
        m_sandbox.send("POST", u"/gateways/playground/datasets"_s, dataset(u"one"_s));
    QCOMPARE(elsewhere.status, 200);
}

void ContractDatasets::invalid_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("paths");
    const auto filter = [](const char *json) {
        return QByteArray(R"({"name": "n", "enable": true, "filters": [)") + json + "]}";
    };
    QTest::newRow("nothing") << QByteArray(R"({"other": 1})")
                             << QStringList{u"body/enable"_s, u"body/filters"_s, u"body/name"_s};
    QTest::newRow("types") << QByteArray(R"({"name": 1, "enable": "true", "filters": {}})")
                           << QStringList{u"body/enable"_s, u"body/filters"_s, u"body/name"_s};
    QTest::newRow("nulls") << QByteArray(R"({"name": null, "enable": null, "filters": null})")
                           << QStringList{u"body/enable"_s, u"body/filters"_s, u"body/name"_s};
    QTest::newRow("filter is no object") << filter("5") << QStringList{u"body/filters/0"_s};
    QTest::newRow("filter is empty")
        << filter("{}")
        << QStringList{u"body/filters/0/key"_s, u"body/filters/0/operator"_s,
                       u"body/filters/0/value"_s};
    QTest::newRow("a key of logs only")
        << filter(R"({"key": "id", "operator": "eq", "value": ["x"]})")
        << QStringList{u"body/filters/0/key"_s};
    QTest::newRow("neq, in the second")
        << filter(R"({"key": "cost", "operator": "gt", "value": [1]},
                     {"key": "model", "operator": "neq", "value": ["x"]})")
        << QStringList{u"body/filters/1/operator"_s};
    QTest::newRow("value is no array")
        << filter(R"({"key": "model", "operator": "eq", "value": "x"})")
        << QStringList{u"body/filters/0/value"_s};
    QTest::newRow("null and object as values")
        << filter(R"({"key": "model", "operator": "eq", "value": ["x", null, {}]})")
        << QStringList{u"body/filters/0/value/1"_s, u"body/filters/0/value/2"_s};
}

void ContractDatasets::invalid()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, paths);
    const QJsonObject item = create(dataset(u"kept"_s));
    const Answer created = m_sandbox.send("POST", datasets, parsed(body));
    const Answer updated = m_sandbox.send("PUT", itemPath(item), parsed(body));
    for (const Answer &answer : {created, updated}) {
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.errorCode(), 7001);
        QCOMPARE(answer.errorPaths(), paths);
        QVERIFY(answer.isErrorEnvelope());
    }
    QCOMPARE(m_sandbox.get(datasets).list(), QJsonArray{item});
}

void ContractDatasets::everythingTheTypeAllows_data()
{
    QTest::addColumn<QString>("key");
    for (const char *key : {"created_at", "request_content_type", "response_content_type",
                            "success", "cached", "provider", "model", "cost", "tokens", "tokens_in",
                            "tokens_out", "duration", "feedback"}) {
        QTest::newRow(key) << QString::fromLatin1(key);
    }
}

/// The service's types do not tie a value's type to the key.
void ContractDatasets::everythingTheTypeAllows()
{
    QFETCH(QString, key);
    QJsonArray filters;
    for (const QString &op : {u"eq"_s, u"contains"_s, u"lt"_s, u"gt"_s}) {
        for (const QJsonArray &value :
             {QJsonArray{u"string"_s}, QJsonArray{0.5, true}, QJsonArray{}}) {
            filters << QJsonObject{{u"key"_s, key}, {u"operator"_s, op}, {u"value"_s, value}};
        }
    }
    const QJsonObject body{{u"name"_s, key}, {u"enable"_s, true}, {u"filters"_s, filters}};
    const Answer created = m_sandbox.send("POST", datasets, body);
    QCOMPARE(created.status, 200);
    QCOMPARE(m_sandbox.get(itemPath(created.object())).object()[u"filters"].toArray(), filters);
}

void ContractDatasets::unknownFieldsAreDropped()
{
    QJsonObject body = parsed(R"({"name": "n", "enable": true, "surprise": 1, "id": "mine",
        "filters": [{"key": "cost", "operator": "gt", "value": [1], "extra": 1}]})");
    const QJsonObject item = create(body);
    QVERIFY(!item.contains(u"surprise"_s));
    QVERIFY(item[u"id"].toString() != u"mine"_s);
    QCOMPARE(item[u"filters"][0].toObject().keys(),
             (QStringList{u"key"_s, u"operator"_s, u"value"_s}));
}

void ContractDatasets::paging()
{
    constexpr int count = 230;
    QStringList made;
    for (int i = 0; i < count; ++i) {
        made.prepend(create(dataset(u"set %1"_s.arg(i)))[u"name"].toString());
    }
    QStringList found;
    for (int page = 1; page <= 3; ++page) {
        const Query query{{u"page"_s, QString::number(page)}, {u"per_page"_s, u"100"_s}};
        const Answer answer = m_sandbox.get(datasets, query);
        QVERIFY(!answer.json().contains(u"result_info"_s));
        found << namesOf(answer.list());
    }
    QCOMPARE(found, made);
    QCOMPARE(m_sandbox.get(datasets).list().size(), 20);
    const Answer beyond = m_sandbox.get(datasets, {{u"page"_s, u"13"_s}});
    QCOMPARE(beyond.status, 200);
    QCOMPARE(beyond.result(), QJsonValue(QJsonArray()));
    for (int page = 0; page < 3; ++page) {
        init();
    }
}

void ContractDatasets::search()
{
    const QJsonObject slow = create(parsed(R"({"name": "Slow calls", "enable": false, "filters": [
                    {"key": "duration", "operator": "gt", "value": [90210]}]})"));
    const QJsonObject failed =
        create(parsed(R"({"name": "Failed calls", "enable": true, "filters": [
                    {"key": "model", "operator": "eq", "value": ["o3-mini"]}]})"));
    const auto found = [this](const QString &key, const QString &value) {
        return namesOf(m_sandbox.get(datasets, {{key, value}}).list());
    };
    const QStringList both{u"Failed calls"_s, u"Slow calls"_s};
    QCOMPARE(found(u"name"_s, u"slow"_s), QStringList{u"Slow calls"_s});
    QCOMPARE(found(u"name"_s, u"calls"_s), both);
    QCOMPARE(found(u"name"_s, u"o3-mini"_s), QStringList());
    QCOMPARE(found(u"search"_s, u"FAILED"_s), QStringList{u"Failed calls"_s});
    QCOMPARE(found(u"search"_s, u"o3-mini"_s), QStringList{u"Failed calls"_s});
    QCOMPARE(found(u"search"_s, u"90210"_s), QStringList{u"Slow calls"_s});
    QCOMPARE(found(u"search"_s, slow[u"id"].toString()), QStringList{u"Slow calls"_s});
    QCOMPARE(found(u"search"_s, u"%"_s), QStringList());
    QCOMPARE(found(u"enable"_s, u"true"_s), QStringList{u"Failed calls"_s});
    QCOMPARE(found(u"enable"_s, u"false"_s), QStringList{u"Slow calls"_s});
    QCOMPARE(found(u"unknown"_s, u"x"_s), both);
    const Query joined{{u"search"_s, u"calls"_s}, {u"enable"_s, u"true"_s}, {u"name"_s, u"slow"_s}};
    QVERIFY(m_sandbox.get(datasets, joined).list().isEmpty());
}

void ContractDatasets::badQuery_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("page 0") << u"page"_s << u"0"_s;
    QTest::newRow("per_page 0") << u"per_page"_s << u"0"_s;
    QTest::newRow("per_page 101") << u"per_page"_s << u"101"_s;
    QTest::newRow("page is text") << u"page"_s << u"two"_s;
    QTest::newRow("enable is text") << u"enable"_s << u"maybe"_s;
}

void ContractDatasets::badQuery()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    const Answer answer = m_sandbox.get(datasets, {{key, value}});
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorPaths(), QStringList{u"query/"_s + key});
    QVERIFY(answer.result().isObject());
}

void ContractDatasets::missing()
{
    const QString id = u'/' + create(dataset(u"here"_s))[u"id"].toString();
    for (const QString &path : {datasets + u"/none"_s, u"/gateways/playground/datasets"_s + id,
                                u"/gateways/none/datasets"_s + id}) {
        const Answer answers[]{m_sandbox.get(path), m_sandbox.send("PUT", path, dataset(u"n"_s)),
                               m_sandbox.send("DELETE", path)};
        for (const Answer &answer : answers) {
            QCOMPARE(answer.status, 404);
            QCOMPARE(answer.errorCode(), 7002);
            QVERIFY(answer.isErrorEnvelope());
        }
    }
    QCOMPARE(m_sandbox.get(u"/gateways/none/datasets"_s).status, 404);
    QCOMPARE(m_sandbox.send("POST", u"/gateways/none/datasets"_s, dataset(u"n"_s)).status, 404);
    QCOMPARE(m_sandbox.get(datasets + id).status, 200);
}

void ContractDatasets::gatewayTakesItsDatasets()
{
    const QString path = u"/gateways/short-lived"_s;
    m_sandbox.send("POST", u"/gateways"_s, gatewayBody(u"short-lived"_s));
    const QJsonObject item =
        m_sandbox.send("POST", path + u"/datasets"_s, dataset(u"gone"_s)).object();
    QCOMPARE(m_sandbox.send("DELETE", path).status, 200);
    m_sandbox.send("POST", u"/gateways"_s, gatewayBody(u"short-lived"_s));
    QVERIFY(m_sandbox.get(path + u"/datasets"_s).list().isEmpty());
    QCOMPARE(m_sandbox.get(path + u"/datasets/"_s + item[u"id"].toString()).status, 404);
    QCOMPARE(m_sandbox.send("POST", path + u"/datasets"_s, dataset(u"gone"_s)).status, 200);
}

void ContractDatasets::survivesKill()
{
    const QTemporaryDir folder;
    const QStringList arguments{u"--seed-logs=100"_s, u"--database"_s,
                                folder.filePath(u"sandbox.db"_s)};
    QStringList names;
    {
        Sandbox sandbox;
        QVERIFY(sandbox.start(arguments));
        for (int i = 0; i < 20; ++i) {
            const Answer made = sandbox.send("POST", datasets, dataset(u"set %1"_s.arg(i)));
            names.prepend(made.object()[u"name"].toString());
        }
        const QString first = sandbox.get(datasets).list().last()[u"id"].toString();
        QCOMPARE(sandbox.send("PUT", datasets + u'/' + first, dataset(u"changed"_s)).status, 200);
        names.last() = u"changed"_s;
        sandbox.kill();
    }
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments));
    QCOMPARE(namesOf(sandbox.get(datasets).list()), names);
    QCOMPARE(sandbox.get(u"/gateways/support-bot/datasets"_s).list().size(), 5);
}

void ContractDatasets::oneMoreThanTheLimitIsRefused()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start({u"--seed-logs=10"_s, u"--dataset-limit=2"_s}));
    QJsonObject last;
    for (const QString &name : {u"first"_s, u"second"_s}) {
        last = sandbox.send("POST", datasets, dataset(name)).object();
    }
    const Answer refused = sandbox.send("POST", datasets, dataset(u"third"_s));
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.errorCode(), 7001);
    QCOMPARE(refused.json()[u"errors"][0][u"message"].toString(),
             u"A gateway can have 2 datasets at most"_s);
    QCOMPARE(sandbox.get(datasets).list().size(), 2);
    // What is there can be changed, and makes room when it goes.
    QCOMPARE(sandbox.send("PUT", itemPath(last), dataset(u"renamed"_s)).status, 200);
    QCOMPARE(sandbox.send("DELETE", itemPath(last)).status, 200);
    QCOMPARE(sandbox.send("POST", datasets, dataset(u"third"_s)).status, 200);
}

QTEST_GUILESS_MAIN(ContractDatasets)
#include "tst_sandbox_datasets.moc"
