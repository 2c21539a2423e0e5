// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

class ContractRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void createDeploysFirstVersion();
    void versionsAreImmutable();
    void deployAndRollBack();
    void rename();
    void namesAreUnique();
    void removeTakesEverything();
    void otherRoutesVersion();
    void badDeployment();
    void gatewayTakesItsRoutes();
    void survivesKill();

private:
    QJsonObject create(const QString &gateway, const QString &name);
    static QString newestVersion(Sandbox &sandbox, const QString &route);
    QString addVersion(const QString &route, int retries);
    QStringList names(const QString &gateway);

    Sandbox m_sandbox;
};

namespace {

const QStringList arguments{u"--seed-logs=100"_s, u"--now=2025-06-02T10:00:00Z"_s};

QJsonArray graph(int retries)
{
    const QByteArray text = R"([
        {"id": "start", "type": "start", "outputs": {"next": {"elementId": "model"}}},
        {"id": "model", "type": "model",
         "properties": {"provider": "openai", "model": "gpt-4o", "timeout": 1000, "retries": )"
        + QByteArray::number(retries) + R"(},
         "outputs": {"success": {"elementId": "end"}, "fallback": {"elementId": "end"}}},
        {"id": "end", "type": "end", "outputs": {}}])";
    return QJsonDocument::fromJson(text).array();
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

QJsonArray graphOf(const QJsonValue &version)
{
    return QJsonDocument::fromJson(version[u"data"].toString().toUtf8()).array();
}

bool isTime(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid();
}

} // namespace

void ContractRoutes::initTestCase()
{
    QVERIFY(m_sandbox.start(arguments));
}

QJsonObject ContractRoutes::create(const QString &gateway, const QString &name)
{
    return m_sandbox.send("POST", routesOf(gateway), {{u"name"_s, name}, {u"elements"_s, graph(1)}})
        .object();
}

/// What a new version answers has no version_id; the newest comes first in the list.
QString ContractRoutes::newestVersion(Sandbox &sandbox, const QString &route)
{
    return data(sandbox.get(route + u"/versions"_s))[u"versions"][0][u"version_id"].toString();
}

QString ContractRoutes::addVersion(const QString &route, int retries)
{
    m_sandbox.send("POST", route + u"/versions"_s, {{u"elements"_s, graph(retries)}});
    return newestVersion(m_sandbox, route);
}

QStringList ContractRoutes::names(const QString &gateway)
{
    QStringList names;
    const QJsonArray routes = data(m_sandbox.get(routesOf(gateway)))[u"routes"].toArray();
    for (const QJsonValue &route : routes) {
        names << route[u"name"].toString();
    }
    return names;
}

void ContractRoutes::createDeploysFirstVersion()
{
    const Answer answer = m_sandbox.send("POST", routesOf(u"playground"_s),
                                         {{u"name"_s, u"Größe / 1"_s}, {u"elements"_s, graph(1)}});
    QCOMPARE(answer.status, 200);
    const QJsonObject route = answer.object();
    QCOMPARE(route.keys(),
             (QStringList{u"created_at"_s, u"deployment"_s, u"elements"_s, u"gateway_id"_s, u"id"_s,
                          u"modified_at"_s, u"name"_s, u"version"_s}));
    QCOMPARE(route[u"name"].toString(), u"Größe / 1"_s);
    QCOMPARE(route[u"elements"].toArray(), graph(1));
    const QJsonObject version = route[u"version"].toObject();
    QCOMPARE(version[u"active"], QJsonValue(u"true"_s));
    QVERIFY(version[u"data"].isString());
    QCOMPARE(graphOf(version), graph(1));
    const QJsonObject deployment = route[u"deployment"].toObject();
    QCOMPARE(deployment[u"version_id"], version[u"version_id"]);
    QVERIFY(!deployment[u"deployment_id"].toString().isEmpty());
    for (const QJsonValue &object :
         {QJsonValue(route), QJsonValue(version), QJsonValue(deployment)}) {
        QVERIFY(isTime(object[u"created_at"]));
    }
    QCOMPARE(m_sandbox.get(pathOf(route)).object(), route);
    QCOMPARE(data(m_sandbox.get(pathOf(route) + u"/versions"_s))[u"versions"].toArray(),
             QJsonArray{version});
    QCOMPARE(data(m_sandbox.get(pathOf(route) + u"/deployments"_s))[u"deployments"].toArray(),
             QJsonArray{deployment});
    QCOMPARE(names(u"playground"_s).first(), u"Größe / 1"_s);
}

void ContractRoutes::versionsAreImmutable()
{
    const QJsonObject route = create(u"playground"_s, u"versions"_s);
    const QString path = pathOf(route);
    const Answer created =
        m_sandbox.send("POST", path + u"/versions"_s, {{u"elements"_s, graph(2)}});
    QCOMPARE(created.status, 200);
    QCOMPARE(created.object()[u"id"], route[u"id"]);
    QCOMPARE(created.object()[u"name"], route[u"name"]);
    QCOMPARE(created.object()[u"elements"].toArray(), graph(2));
    QVERIFY(!created.object().contains(u"version_id"));
    const QString second = newestVersion(m_sandbox, path);
    const QString third = addVersion(path, 3);

    const QJsonArray versions = data(m_sandbox.get(path + u"/versions"_s))[u"versions"].toArray();
    QCOMPARE(versions.size(), 3);
    QCOMPARE(versions[0][u"version_id"].toString(), third);
    QCOMPARE(versions[1][u"version_id"].toString(), second);
    QCOMPARE(versions[2][u"version_id"], route[u"version"][u"version_id"]);
    QCOMPARE(versions[1][u"active"], QJsonValue(u"false"_s));
    QCOMPARE(versions[2][u"active"], QJsonValue(u"true"_s));
    QCOMPARE(graphOf(versions[1]), graph(2));

    const QJsonObject version = m_sandbox.get(path + u"/versions/"_s + second).object();
    QCOMPARE(version[u"version_id"].toString(), second);
    QCOMPARE(version[u"id"], route[u"id"]);
    QCOMPARE(version[u"gateway_id"].toString(), u"playground"_s);
    QCOMPARE(version[u"name"].toString(), u"versions"_s);
    QCOMPARE(version[u"active"], QJsonValue(u"false"_s));
    QCOMPARE(version[u"elements"].toArray(), graph(2));
    QCOMPARE(graphOf(version), graph(2));
    QVERIFY(isTime(version[u"modified_at"]));

    // what is not deployed is not what the route does
    QCOMPARE(m_sandbox.get(path).object()[u"elements"].toArray(), graph(1));
    for (const char *verb : {"PUT", "PATCH", "DELETE"}) {
        QCOMPARE(m_sandbox.send(verb, path + u"/versions/"_s + second).status, 405);
    }
}

void ContractRoutes::deployAndRollBack()
{
    const QJsonObject route = create(u"playground"_s, u"deployments"_s);
    const QString path = pathOf(route);
    const QString first = route[u"version"][u"version_id"].toString();
    const QString second = addVersion(path, 2);
    QJsonArray deployed{first};
    for (const QString &version : {second, first, first}) {
        const Answer answer =
            m_sandbox.send("POST", path + u"/deployments"_s, {{u"version_id"_s, version}});
        const QJsonArray live = graph(version == second ? 2 : 1);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.object()[u"id"], route[u"id"]);
        QCOMPARE(answer.object()[u"elements"].toArray(), live);
        const QJsonObject now = m_sandbox.get(path).object();
        QCOMPARE(now[u"elements"].toArray(), live);
        QCOMPARE(graphOf(now[u"version"]), live);
        QCOMPARE(now[u"version"][u"version_id"].toString(), version);
        QCOMPARE(now[u"version"][u"active"], QJsonValue(u"true"_s));
        QCOMPARE(now[u"deployment"][u"version_id"].toString(), version);
        deployed.prepend(version);
        const QJsonArray kept =
            data(m_sandbox.get(path + u"/deployments"_s))[u"deployments"].toArray();
        QCOMPARE(kept.first().toObject(), now[u"deployment"].toObject());
        QJsonArray versions;
        QSet<QString> ids;
        for (const QJsonValue &deployment : kept) {
            versions << deployment[u"version_id"];
            ids << deployment[u"deployment_id"].toString();
        }
        QCOMPARE(versions, deployed);
        QCOMPARE(ids.size(), kept.size());
    }
    QCOMPARE(m_sandbox.get(path + u"/versions/"_s + second).object()[u"active"],
             QJsonValue(u"false"_s));
    QCOMPARE(m_sandbox.get(path + u"/versions/"_s + first).object()[u"active"],
             QJsonValue(u"true"_s));
}

void ContractRoutes::rename()
{
    QJsonObject route = create(u"playground"_s, u"before"_s);
    const Answer answer = m_sandbox.send("PATCH", pathOf(route),
                                         {{u"name"_s, u"after"_s}, {u"elements"_s, graph(9)}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json().keys(), (QStringList{u"route"_s, u"success"_s}));
    QJsonObject renamed = answer.json()[u"route"].toObject();
    QCOMPARE(renamed.take(u"account_tag"_s).toString(), u"sandbox"_s);
    route[u"name"_s] = u"after"_s;
    QCOMPARE(renamed, route); // a PATCH renames only
    QCOMPARE(m_sandbox.get(pathOf(route)).object(), route);
    for (const QJsonObject &body :
         {QJsonObject{{u"name"_s, u""_s}}, QJsonObject{{u"elements"_s, graph(1)}}}) {
        const Answer refused = m_sandbox.send("PATCH", pathOf(route), body);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.errorPaths(), QStringList{u"body/name"_s});
    }
}

void ContractRoutes::namesAreUnique()
{
    const QJsonObject route = create(u"playground"_s, u"taken"_s);
    const QJsonObject other = create(u"playground"_s, u"other"_s);
    const QJsonObject body{{u"name"_s, u"taken"_s}, {u"elements"_s, graph(1)}};
    for (const Answer &answer : {m_sandbox.send("POST", routesOf(u"playground"_s), body),
                                 m_sandbox.send("PATCH", pathOf(other), body)}) {
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.errorCode(), 7003);
        QCOMPARE(answer.errorPaths(), QStringList{u"body/name"_s});
        QVERIFY(answer.isErrorEnvelope());
    }
    QCOMPARE(m_sandbox.get(pathOf(other)).object()[u"name"].toString(), u"other"_s);
    QCOMPARE(m_sandbox.send("PATCH", pathOf(route), body).status, 200);
    QCOMPARE(m_sandbox.send("POST", routesOf(u"batch-eval"_s), body).status, 200);
    QCOMPARE(m_sandbox.send("DELETE", pathOf(route)).status, 200);
    QCOMPARE(m_sandbox.send("PATCH", pathOf(other), body).status, 200);
}

void ContractRoutes::removeTakesEverything()
{
    const QJsonObject route = create(u"playground"_s, u"removed"_s);
    const QString path = pathOf(route);
    const QString version = addVersion(path, 2);
    m_sandbox.send("POST", path + u"/deployments"_s, {{u"version_id"_s, version}});
    const Answer answer = m_sandbox.send("DELETE", path);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.object().keys(),
             (QStringList{u"created_at"_s, u"elements"_s, u"gateway_id"_s, u"id"_s,
                          u"modified_at"_s, u"name"_s}));
    QCOMPARE(answer.object()[u"elements"].toArray(), graph(2));
    for (const QString &gone :
         {u""_s, u"/versions"_s, u"/deployments"_s, u"/versions/"_s + version}) {
        QCOMPARE(m_sandbox.get(path + gone).status, 404);
    }
    QVERIFY(!names(u"playground"_s).contains(u"removed"_s));
    QCOMPARE(m_sandbox.send("DELETE", path).status, 404);
    QVERIFY(!create(u"playground"_s, u"removed"_s).isEmpty());
}

void ContractRoutes::otherRoutesVersion()
{
    const QJsonObject one = create(u"playground"_s, u"one"_s);
    const QJsonObject two = create(u"playground"_s, u"two"_s);
    const QString foreign = two[u"version"][u"version_id"].toString();
    const Answer fetched = m_sandbox.get(pathOf(one) + u"/versions/"_s + foreign);
    const Answer deployed =
        m_sandbox.send("POST", pathOf(one) + u"/deployments"_s, {{u"version_id"_s, foreign}});
    for (const Answer &answer : {fetched, deployed}) {
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.errorCode(), 7002);
    }
    QCOMPARE(m_sandbox.get(pathOf(one)).object(), one);
    // nor is a route another gateway's
    QCOMPARE(m_sandbox.get(routesOf(u"staging"_s) + u'/' + one[u"id"].toString()).status, 404);
}

void ContractRoutes::badDeployment()
{
    const QJsonObject route = create(u"playground"_s, u"bad deployment"_s);
    for (const QJsonObject &body : {QJsonObject{{u"version"_s, 1}}, {{u"version_id"_s, 1}}}) {
        const Answer answer = m_sandbox.send("POST", pathOf(route) + u"/deployments"_s, body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.errorPaths(), QStringList{u"body/version_id"_s});
    }
    QCOMPARE(m_sandbox.get(pathOf(route)).object(), route);
}

void ContractRoutes::gatewayTakesItsRoutes()
{
    QJsonObject gateway = m_sandbox.get(u"/gateways/staging"_s).object();
    const QString id = data(m_sandbox.get(routesOf(u"staging"_s)))[u"routes"][0][u"id"].toString();
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/staging"_s).status, 200);
    QCOMPARE(m_sandbox.send("POST", u"/gateways"_s, gateway).status, 200);
    QVERIFY(names(u"staging"_s).isEmpty());
    QCOMPARE(m_sandbox.get(routesOf(u"staging"_s) + u'/' + id).status, 404);
}

void ContractRoutes::survivesKill()
{
    const QTemporaryDir folder;
    const QStringList kept = arguments + QStringList{u"--database"_s, folder.filePath(u"s.db"_s)};
    const auto all = [](Sandbox &sandbox, const QString &path) {
        QByteArray text = sandbox.get(routesOf(u"production-chat"_s)).body;
        for (const QString &below : {u""_s, u"/versions"_s, u"/deployments"_s}) {
            text += sandbox.get(path + below).body;
        }
        return text;
    };
    Sandbox before;
    QVERIFY(before.start(kept));
    const QString path = pathOf(before
                                    .send("POST", routesOf(u"production-chat"_s),
                                          {{u"name"_s, u"kept"_s}, {u"elements"_s, graph(1)}})
                                    .object());
    before.send("POST", path + u"/versions"_s, {{u"elements"_s, graph(2)}});
    const QString version = newestVersion(before, path);
    QCOMPARE(before.send("POST", path + u"/deployments"_s, {{u"version_id"_s, version}}).status,
             200);
    const QByteArray seen = all(before, path);
    before.kill();
    Sandbox after;
    QVERIFY(after.start(kept));
    QCOMPARE(all(after, path), seen);
    QCOMPARE(after.get(path).object()[u"elements"].toArray(), graph(2));
}

QTEST_GUILESS_MAIN(ContractRoutes)
#include "tst_sandbox_routes.moc"
