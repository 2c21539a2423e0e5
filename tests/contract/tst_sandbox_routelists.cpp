// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// The routes that are there from the start, lists of routes, and what is not there.
class ContractRouteLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seeded();
    void seededHistory();
    void seededTheSameAgain();
    void paging();
    void invalidQuery_data();
    void invalidQuery();
    void missing_data();
    void missing();

private:
    QJsonArray names(const QString &gateway, const Query &query = {});

    Sandbox m_sandbox;
};

namespace {

const QStringList arguments{u"--seed-logs=100"_s, u"--now=2025-06-02T10:00:00Z"_s};

/// The smallest one.
QJsonArray graph()
{
    return QJsonDocument::fromJson(R"([{"id": "a", "type": "start",
                                        "outputs": {"next": {"elementId": "a"}}}])")
        .array();
}

QString routesOf(const QString &gateway)
{
    return u"/gateways/%1/routes"_s.arg(gateway);
}

QString pathOf(const QJsonObject &route)
{
    return routesOf(route[u"gateway_id"].toString()) + u'/' + route[u"id"].toString();
}

QJsonObject data(const Answer &answer)
{
    return answer.json()[u"data"].toObject();
}

} // namespace

void ContractRouteLists::initTestCase()
{
    QVERIFY(m_sandbox.start(arguments));
}

QJsonArray ContractRouteLists::names(const QString &gateway, const Query &query)
{
    QJsonArray names;
    const QJsonArray routes = data(m_sandbox.get(routesOf(gateway), query))[u"routes"].toArray();
    for (const QJsonValue &route : routes) {
        names << route[u"name"];
    }
    return names;
}

void ContractRouteLists::seeded()
{
    int routes = 0;
    qsizetype largest = 0;
    QSet<QString> types;
    QSet<QString> operators;
    const QJsonArray gateways = m_sandbox.get(u"/gateways"_s).list();
    for (const QJsonValue &gateway : gateways) {
        const QJsonArray listed =
            data(m_sandbox.get(routesOf(gateway[u"id"].toString())))[u"routes"].toArray();
        for (const QJsonValue &item : listed) {
            ++routes;
            QCOMPARE(item[u"gateway_id"], gateway[u"id"]);
            QCOMPARE(item[u"account_tag"].toString(), u"sandbox"_s);
            QVERIFY(!item.toObject().contains(u"elements"));
            QVERIFY(item[u"version"][u"data"].isString());
            const QJsonObject route = m_sandbox.get(pathOf(item.toObject())).object();
            const QJsonArray elements = route[u"elements"].toArray();
            largest = std::max(largest, elements.size());
            for (const QJsonValue &element : elements) {
                types << element[u"type"].toString();
            }
            for (const char *name : {"$eq", "$ne", "$in", "$and", "$or"}) {
                if (route[u"version"][u"data"].toString().contains(QLatin1String(name))) {
                    operators << QString::fromLatin1(name);
                }
            }
        }
    }
    QVERIFY(routes >= 5);
    QVERIFY(largest >= 20);
    QCOMPARE(types.size(), 6);
    QCOMPARE(operators.size(), 5);
}

void ContractRouteLists::seededHistory()
{
    QJsonObject support;
    const QJsonArray listed = data(m_sandbox.get(routesOf(u"support-bot"_s)))[u"routes"].toArray();
    for (const QJsonValue &route : listed) {
        support = route[u"name"].toString() == u"support"_s ? route.toObject() : support;
    }
    const QJsonArray versions =
        data(m_sandbox.get(pathOf(support) + u"/versions"_s))[u"versions"].toArray();
    const QJsonArray deployments =
        data(m_sandbox.get(pathOf(support) + u"/deployments"_s))[u"deployments"].toArray();
    QCOMPARE(versions.size(), 3);
    QCOMPARE(deployments.size(), 4);
    QCOMPARE(deployments.first()[u"version_id"], versions.first()[u"version_id"]);
    QCOMPARE(deployments.last()[u"version_id"], versions.last()[u"version_id"]);
    for (const QJsonArray &list : {versions, deployments}) {
        for (int i = 1; i < list.size(); ++i) {
            QVERIFY(list[i - 1][u"created_at"].toString() > list[i][u"created_at"].toString());
        }
    }
    QHash<QString, QString> born;
    for (const QJsonValue &version : versions) {
        born[version[u"version_id"].toString()] = version[u"created_at"].toString();
    }
    for (const QJsonValue &deployment : deployments) {
        const QString version = deployment[u"version_id"].toString();
        QVERIFY(born.contains(version));
        QVERIFY(deployment[u"created_at"].toString() >= born[version]);
    }
    QVERIFY(support[u"modified_at"].toString() < u"2025-06-02T10:00"_s);
    QCOMPARE(support[u"deployment"].toObject(), deployments.first().toObject());
}

void ContractRouteLists::seededTheSameAgain()
{
    Sandbox again;
    QVERIFY(again.start(arguments));
    const QString routes = routesOf(u"staging"_s);
    QCOMPARE(again.get(routes).body, m_sandbox.get(routes).body);
}

void ContractRouteLists::paging()
{
    QJsonArray all;
    for (int i = 0; i < 5; ++i) {
        const QString name = u"page %1"_s.arg(i);
        QCOMPARE(m_sandbox
                     .send("POST", routesOf(u"search-embeddings"_s),
                           {{u"name"_s, name}, {u"elements"_s, graph()}})
                     .status,
                 200);
        all.prepend(name);
    }
    QCOMPARE(names(u"search-embeddings"_s), all);
    QJsonArray joined;
    for (int page = 1; page <= 3; ++page) {
        const Query query{{u"page"_s, QString::number(page)}, {u"per_page"_s, u"2"_s}};
        const Answer answer = m_sandbox.get(routesOf(u"search-embeddings"_s), query);
        const QJsonObject part = data(answer);
        QCOMPARE(answer.json().keys(), (QStringList{u"data"_s, u"success"_s}));
        QCOMPARE(part[u"page"].toInt(), page);
        QCOMPARE(part[u"per_page"].toInt(), 2);
        QCOMPARE(part[u"order_by"].toString(), u"created_at"_s);
        QCOMPARE(part[u"order_by_direction"].toString(), u"desc"_s);
        for (const QJsonValue &name : names(u"search-embeddings"_s, query)) {
            joined << name;
        }
    }
    QCOMPARE(joined, all);
    QVERIFY(names(u"search-embeddings"_s, {{u"page"_s, u"2"_s}}).isEmpty());
    QCOMPARE(data(m_sandbox.get(routesOf(u"search-embeddings"_s)))[u"per_page"].toInt(), 20);
}

void ContractRouteLists::invalidQuery_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("page 0") << u"page"_s << u"0"_s;
    QTest::newRow("page text") << u"page"_s << u"one"_s;
    QTest::newRow("per_page 0") << u"per_page"_s << u"0"_s;
    QTest::newRow("per_page 101") << u"per_page"_s << u"101"_s;
}

void ContractRouteLists::invalidQuery()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const QString id = data(m_sandbox.get(routesOf(u"staging"_s)))[u"routes"][0][u"id"].toString();
    for (const QString &below :
         {u""_s, u'/' + id + u"/versions"_s, u'/' + id + u"/deployments"_s}) {
        const Answer answer = m_sandbox.get(routesOf(u"staging"_s) + below, {{name, value}});
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.errorPaths(), QStringList{u"query/"_s + name});
    }
}

void ContractRouteLists::missing_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *verb, const QString &path, const QString &message) {
        QTest::addRow("%s %s", verb, qPrintable(path)) << QByteArray(verb) << path << message;
    };
    for (const QString &below : {u""_s, u"/x"_s, u"/x/versions"_s, u"/x/versions/y"_s}) {
        row("GET", u"/gateways/none/routes"_s + below, u"Gateway not found"_s);
    }
    row("POST", u"/gateways/none/routes"_s, u"Gateway not found"_s);
    for (const QString &below : {u""_s, u"/versions"_s, u"/deployments"_s, u"/versions/y"_s}) {
        row("GET", u"/gateways/playground/routes/x"_s + below, u"Route not found"_s);
    }
    row("PATCH", u"/gateways/playground/routes/x"_s, u"Route not found"_s);
    row("DELETE", u"/gateways/playground/routes/x"_s, u"Route not found"_s);
    row("POST", u"/gateways/playground/routes/x/versions"_s, u"Route not found"_s);
    row("POST", u"/gateways/playground/routes/x/deployments"_s, u"Route not found"_s);
}

void ContractRouteLists::missing()
{
    QFETCH(QByteArray, verb);
    QFETCH(QString, path);
    QFETCH(QString, message);
    const QJsonObject body{
        {u"name"_s, u"n"_s}, {u"elements"_s, graph()}, {u"version_id"_s, u"v"_s}};
    const Answer answer = verb == "POST" || verb == "PATCH" ? m_sandbox.send(verb, path, body)
                                                            : m_sandbox.send(verb, path);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.errorCode(), 7002);
    QCOMPARE(answer.json()[u"errors"][0][u"message"].toString(), message);
}

QTEST_GUILESS_MAIN(ContractRouteLists)
#include "tst_sandbox_routelists.moc"
