// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// The other vendor's API, under /ngrok.
class ContractNgrok : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seeded();
    void createFetchDelete();
    void everyField();
    void lengths_data();
    void lengths();
    void baseUrls_data();
    void baseUrls();
    void unknownFieldsAreRefused();
    void takenAndBuiltInIds();
    void patch();
    void patchOfNulls();
    void modelsAreReplaced();
    void sameModelTwice();
    void deleteInUse();
    void missing();
    void credentials();
    void malformed();
    void head();
    void pages();
    void badPages();
    void sameSeedSameProviders();
    void survivesKill();

private:
    Answer call(const QByteArray &verb, const QString &path = {}, const QJsonObject &body = {});
    QJsonArray list();
    QString path(const QJsonObject &provider) const;

    Sandbox m_sandbox;
};

namespace {

QJsonObject parsed(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object[key] = value;
    return object;
}

QJsonObject minimal(const QString &providerId)
{
    return {{u"providerId"_s, providerId},
            {u"name"_s, u"A provider"_s},
            {u"baseUrl"_s, u"https://models.example.com/v1"_s}};
}

Answer callOn(Sandbox &sandbox, const QByteArray &verb, const QString &path,
              const QJsonObject &body = {})
{
    return sandbox.sendRaw(
        verb, u"/ngrok/providers"_s + path,
        body.isEmpty() && verb != "PATCH" ? QByteArray() : QJsonDocument(body).toJson(),
        {{"Authorization", "Bearer anything"}, {"Content-Type", "application/json"}});
}

bool isError(const Answer &answer)
{
    const QJsonObject error = answer.json();
    QSet<QString> keys;
    for (const QString &key : error.keys()) {
        keys << key;
    }
    keys.remove(u"errorCode"_s); // where ngrok has one
    return keys == QSet<QString>{u"statusCode"_s, u"msg"_s, u"details"_s}
    && error[u"statusCode"].toInt() == answer.status && !error[u"msg"].toString().isEmpty()
        && error[u"details"].isObject() && answer.contentType.startsWith("application/json");
}

QStringList details(const Answer &answer)
{
    return answer.json()[u"details"].toObject().keys();
}

QString errorCode(const Answer &answer)
{
    return answer.json()[u"errorCode"].toString();
}

QStringList modelIds(const QJsonObject &provider)
{
    QStringList ids;
    for (const QJsonValue &model : provider[u"models"].toArray()) {
        ids << model[u"modelId"].toString();
    }
    return ids;
}

} // namespace

Answer ContractNgrok::call(const QByteArray &verb, const QString &path, const QJsonObject &body)
{
    return callOn(m_sandbox, verb, path, body);
}

QJsonArray ContractNgrok::list()
{
    return call("GET").json()[u"aiGatewayProviders"].toArray();
}

QString ContractNgrok::path(const QJsonObject &provider) const
{
    return u'/' + provider[u"id"].toString();
}

void ContractNgrok::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=10"_s}));
}

void ContractNgrok::seeded()
{
    const QJsonArray providers = list();
    QVERIFY(providers.size() >= 3);
    qsizetype surfaces = 0;
    bool internal = false;
    bool bare = false;
    for (const QJsonValue &provider : providers) {
        surfaces = std::max(surfaces, provider[u"supportedApiSurfaces"].toArray().size());
        internal |= provider[u"baseUrl"].toString().startsWith(u"http://"_s);
        bare |= !provider.toObject().contains(u"metadata"_s);
        QVERIFY(provider[u"createdBy"][u"uri"].toString().endsWith(
            provider[u"createdBy"][u"id"].toString()));
    }
    QVERIFY(surfaces >= 3);
    QVERIFY(internal && bare);
}

void ContractNgrok::createFetchDelete()
{
    const Answer created = call("POST", {}, minimal(u"round"_s));
    QCOMPARE(created.status, 201);
    const QJsonObject provider = created.json();
    QCOMPARE(provider[u"uri"].toString(),
             u"http://127.0.0.1:%1/ngrok/providers%2"_s.arg(m_sandbox.port()).arg(path(provider)));
    QCOMPARE(provider[u"createdAt"], provider[u"updatedAt"]);
    QVERIFY(QDateTime::fromString(provider[u"createdAt"].toString(), Qt::ISODateWithMs).isValid());
    QVERIFY(!provider[u"lastUpdatedBy"][u"id"].toString().isEmpty());
    QVERIFY(!provider.contains(u"metadata"_s));
    const Answer fetched = call("GET", path(provider));
    QCOMPARE(fetched.status, 200);
    QCOMPARE(fetched.json(), provider);
    QVERIFY(list().contains(provider));
    const Answer deleted = call("DELETE", path(provider));
    QCOMPARE(deleted.status, 204);
    QVERIFY(deleted.body.isEmpty());
    QCOMPARE(call("GET", path(provider)).status, 404);
    QVERIFY(!list().contains(provider));
}

void ContractNgrok::everyField()
{
    const QJsonObject sent = parsed(R"({
        "providerId": "everything", "name": "Ünï", "baseUrl": "http://vllm.internal:8000/v1",
        "metadata": "{}",
        "supportedApiSurfaces": [
            {"format": "openai", "surface": "responses", "supportedParams": [{"name": "top_p"}]},
            {"format": "of the future"}],
        "models": [{"modelId": "b"}, {"modelId": "a"}]})");
    const QJsonObject provider = call("POST", {}, sent).json();
    for (const char *same : {"providerId", "name", "baseUrl", "metadata", "supportedApiSurfaces"}) {
        QCOMPARE(provider[QLatin1String(same)], sent[QLatin1String(same)]);
    }
    QCOMPARE(modelIds(provider), (QStringList{u"b"_s, u"a"_s}));
    const QJsonArray models = provider[u"models"].toArray();
    QVERIFY(!models[0][u"id"].toString().isEmpty());
    QVERIFY(models[0][u"id"] != models[1][u"id"]);
}

void ContractNgrok::lengths_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("providerId") << u"providerId"_s << 1 << 255;
    QTest::newRow("name") << u"name"_s << 1 << 255;
    QTest::newRow("baseUrl") << u"baseUrl"_s << 1 << 2048;
    QTest::newRow("metadata") << u"metadata"_s << 0 << 4096;
    QTest::newRow("modelId") << u"models.0.modelId"_s << 1 << 255;
}

void ContractNgrok::lengths()
{
    QFETCH(QString, field);
    QFETCH(int, least);
    QFETCH(int, most);
    static int number = 0;
    const auto send = [&](int length) {
        QJsonObject body = minimal(u"length-%1"_s.arg(++number));
        if (field == u"baseUrl"_s) {
            body[field] = (u"https://a.example/"_s + QString(length, u'x')).left(length);
        } else if (field.startsWith(u"models"_s)) {
            body[u"models"] = QJsonArray{QJsonObject{{u"modelId"_s, QString(length, u'ü')}}};
        } else {
            body[field] = QString(length, u'ü');
        }
        return call("POST", {}, body);
    };
    QCOMPARE(send(most).status, 201);
    const Answer tooLong = send(most + 1);
    QCOMPARE(tooLong.status, 400);
    QVERIFY(isError(tooLong));
    QCOMPARE(details(tooLong), QStringList{field});
    QVERIFY(tooLong.json()[u"msg"].toString().startsWith(field));
    QCOMPARE(send(0).status, least == 0 ? 201 : 400);
}

void ContractNgrok::baseUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("valid");
    QTest::newRow("https") << u"https://a.example"_s << true;
    QTest::newRow("https of an internal host") << u"https://a.internal/v1"_s << true;
    QTest::newRow("http of an internal host") << u"http://a.internal"_s << true;
    QTest::newRow("with a port") << u"http://a.internal:8080/v1"_s << true;
    QTest::newRow("http") << u"http://a.example"_s << false;
    QTest::newRow("internal in the path") << u"http://a.example/x.internal"_s << false;
    QTest::newRow("internal in front") << u"http://a.internal.example"_s << false;
    QTest::newRow("credentials") << u"http://me@a.internal"_s << false;
    QTest::newRow("another scheme") << u"ftp://a.internal"_s << false;
    QTest::newRow("no scheme") << u"a.internal"_s << false;
}

void ContractNgrok::baseUrls()
{
    QFETCH(QString, url);
    QFETCH(bool, valid);
    static int number = 0;
    const Answer answer =
        call("POST", {}, with(minimal(u"url-%1"_s.arg(++number)), u"baseUrl"_s, url));
    QCOMPARE(answer.status, valid ? 201 : 400);
    QCOMPARE(details(answer), valid ? QStringList() : QStringList{u"baseUrl"_s});
}

void ContractNgrok::unknownFieldsAreRefused()
{
    const Answer answer = call("POST", {}, parsed(R"({
        "providerId": "unknown", "name": "x", "baseUrl": "https://a.example", "id": "mine",
        "supportedApiSurfaces": [{"surface": "messages", "supportedParams": [{"nam": "x"}]}],
        "models": [{"modelId": "a", "id": "1"}]})"));
    QCOMPARE(answer.status, 400);
    QVERIFY(isError(answer));
    QCOMPARE(details(answer),
             (QStringList{u"id"_s, u"models.0.id"_s, u"supportedApiSurfaces.0.format"_s,
                          u"supportedApiSurfaces.0.supportedParams.0.nam"_s,
                          u"supportedApiSurfaces.0.supportedParams.0.name"_s}));
    for (const QJsonValue &detail : answer.json()[u"details"].toObject()) {
        QVERIFY(detail.isString());
    }
}

void ContractNgrok::takenAndBuiltInIds()
{
    QCOMPARE(call("POST", {}, minimal(u"taken"_s)).status, 201);
    const Answer again = call("POST", {}, minimal(u"taken"_s));
    QCOMPARE(again.status, 409);
    QVERIFY(isError(again));
    QCOMPARE(errorCode(again), u"ERR_NGROK_27712"_s);
    const Answer builtIn = call("POST", {}, minimal(u"anthropic"_s));
    QCOMPARE(builtIn.status, 400);
    QCOMPARE(errorCode(builtIn), u"ERR_NGROK_27705"_s);
    QCOMPARE(details(builtIn), QStringList{u"providerId"_s});
}

void ContractNgrok::patch()
{
    QJsonObject expected =
        call("POST", {}, with(minimal(u"patch"_s), u"metadata"_s, u"old"_s)).json();
    const QJsonObject change = parsed(R"({
        "name": "New", "baseUrl": "https://new.example", "metadata": "new",
        "supportedApiSurfaces": [{"format": "anthropic", "surface": "messages"}]})");
    const Answer answer = call("PATCH", path(expected), change);
    QCOMPARE(answer.status, 200);
    for (const QString &key : change.keys()) {
        expected[key] = change[key];
    }
    expected[u"updatedAt"] = answer.json()[u"updatedAt"];
    QVERIFY(expected[u"updatedAt"].toString() >= expected[u"createdAt"].toString());
    QCOMPARE(answer.json(), expected);
    QCOMPARE(call("GET", path(expected)).json(), expected);
    const Answer renamed = call("PATCH", path(expected), {{u"providerId"_s, u"other"_s}});
    QCOMPARE(renamed.status, 400);
    QCOMPARE(details(renamed), QStringList{u"providerId"_s});
    QCOMPARE(call("PATCH", path(expected), {{u"name"_s, QString(256, u'x')}}).status, 400);
    QCOMPARE(call("GET", path(expected)).json(), expected);
    QCOMPARE(call("PATCH", path(expected)).status, 200); // nothing to change
}

void ContractNgrok::patchOfNulls()
{
    QJsonObject expected = call("POST", {}, parsed(R"({
        "providerId": "nulls", "name": "Kept", "baseUrl": "https://a.example", "metadata": "gone",
        "supportedApiSurfaces": [{"format": "openai"}], "models": [{"modelId": "kept"}]})"))
                               .json();
    const Answer url = call("PATCH", path(expected), {{u"baseUrl"_s, QJsonValue::Null}});
    QCOMPARE(url.status, 400);
    QCOMPARE(details(url), QStringList{u"baseUrl"_s});
    const Answer answer = call("PATCH", path(expected), parsed(R"({
        "name": null, "metadata": null, "supportedApiSurfaces": null, "models": null})"));
    QCOMPARE(answer.status, 200);
    expected.remove(u"metadata"_s);
    expected[u"supportedApiSurfaces"] = QJsonArray();
    expected[u"updatedAt"] = answer.json()[u"updatedAt"];
    QCOMPARE(answer.json(), expected);
}

void ContractNgrok::modelsAreReplaced()
{
    const QJsonObject before = call("POST", {}, parsed(R"({
        "providerId": "models", "name": "x", "baseUrl": "https://a.example",
        "models": [{"modelId": "a"}, {"modelId": "b"}]})"))
                                   .json();
    const auto change = [&](const char *json) {
        return call("PATCH", path(before), parsed(json)).json();
    };
    QCOMPARE(change(R"({"name": "y"})")[u"models"], before[u"models"]);
    const QJsonObject replaced = change(R"({"models": [{"modelId": "c"}, {"modelId": "b"}]})");
    QCOMPARE(modelIds(replaced), (QStringList{u"c"_s, u"b"_s}));
    QCOMPARE(replaced[u"models"][1], before[u"models"][1]); // the same model, with its id
    QCOMPARE(change(R"({"models": []})")[u"models"], QJsonValue(QJsonArray()));
}

void ContractNgrok::sameModelTwice()
{
    const Answer answer = call("POST", {}, parsed(R"({
        "providerId": "twice", "name": "x", "baseUrl": "https://a.example",
        "models": [{"modelId": "a"}, {"modelId": "a"}]})"));
    QCOMPARE(answer.status, 400);
    QCOMPARE(details(answer), QStringList{u"models.1.modelId"_s});
}

void ContractNgrok::deleteInUse()
{
    QJsonObject used;
    for (const QJsonValue &provider : list()) {
        if (provider[u"providerId"].toString() == u"internal-vllm"_s) {
            used = provider.toObject();
        }
    }
    const Answer answer = call("DELETE", path(used));
    QCOMPARE(answer.status, 409);
    QVERIFY(isError(answer));
    QCOMPARE(errorCode(answer), u"ERR_NGROK_27710"_s);
    QVERIFY(list().contains(used));

    const Answer keys = m_sandbox.sendRaw("GET", u"/ngrok/provider-keys?limit=100"_s, {},
                                          {{"Authorization", "Bearer anything"}});
    QCOMPARE(keys.status, 200);
    const QJsonArray all = keys.json()[u"aiGatewayProviderKeys"].toArray();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all[0][u"providerId"].toString(), u"internal-vllm"_s);
    const Answer configurations = m_sandbox.sendRaw("GET", u"/ngrok/access-key-configurations"_s,
                                                    {}, {{"Authorization", "Bearer anything"}});
    QCOMPARE(configurations.status, 200);
    const QJsonValue one = configurations.json()[u"aiGatewayAccessKeyConfigurations"][0];
    QCOMPARE(one[u"access"][u"providers"][u"allow"][0].toString(), u"internal-vllm"_s);
}

void ContractNgrok::missing()
{
    for (const QByteArray &verb : {QByteArray("GET"), QByteArray("PATCH"), QByteArray("DELETE")}) {
        const Answer answer = call(verb, u"/aigp_none"_s);
        QCOMPARE(answer.status, 404);
        QVERIFY(isError(answer));
    }
    const Answer unknown =
        m_sandbox.sendRaw("GET", u"/ngrok/nothing"_s, {}, {{"Authorization", "Bearer anything"}});
    QCOMPARE(unknown.status, 404);
    QVERIFY(isError(unknown));
    const Answer verb = call("PUT", {}, minimal(u"x"_s));
    QCOMPARE(verb.status, 405);
    QVERIFY(isError(verb));
    QCOMPARE(verb.allow, QByteArray("GET, POST"));
}

void ContractNgrok::credentials()
{
    const Answer answer = m_sandbox.sendRaw("GET", u"/ngrok/providers"_s, {}, {});
    QCOMPARE(answer.status, 401);
    QVERIFY(isError(answer));
    QCOMPARE(errorCode(answer), u"ERR_NGROK_200"_s);
}

void ContractNgrok::malformed()
{
    const Answer answer = m_sandbox.sendRaw(
        "POST", u"/ngrok/providers"_s,
        "{\"name\":", {{"Authorization", "Bearer anything"}, {"Content-Type", "application/json"}});
    QCOMPARE(answer.status, 400);
    QVERIFY(isError(answer));
}

void ContractNgrok::head()
{
    const QJsonObject provider = list().first().toObject();
    for (const QString &where : {QString(), path(provider)}) {
        const Answer answer = call("HEAD", where);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.isEmpty());
        QVERIFY(answer.contentType.startsWith("application/json"));
    }
    const Answer missing = call("HEAD", u"/aigp_none"_s);
    QCOMPARE(missing.status, 404);
    QVERIFY(missing.body.isEmpty());
}

void ContractNgrok::pages()
{
    const QString root = u"http://127.0.0.1:%1"_s.arg(m_sandbox.port());
    const QJsonArray all = list();
    QVERIFY(all.size() > 3);
    QVERIFY(call("GET").json()[u"nextPageUri"].isNull());
    QJsonArray joined;
    QString next = root + u"/ngrok/providers?limit=2"_s;
    while (!next.isEmpty()) {
        QVERIFY(next.startsWith(root + u"/ngrok/providers?"_s));
        const QJsonObject page =
            m_sandbox
                .sendRaw("GET", next.mid(root.size()), {}, {{"Authorization", "Bearer anything"}})
                .json();
        QCOMPARE(page[u"uri"].toString(), root + u"/ngrok/providers"_s);
        const QJsonArray providers = page[u"aiGatewayProviders"].toArray();
        QVERIFY(!providers.isEmpty() && providers.size() <= 2);
        for (const QJsonValue &provider : providers) {
            joined << provider;
        }
        next = page[u"nextPageUri"].toString();
    }
    QCOMPARE(joined, all);
    const QString named = u"localhost:%1"_s.arg(m_sandbox.port());
    const Answer page =
        m_sandbox.sendRaw("GET", u"/ngrok/providers?limit=2"_s, {},
                          {{"Authorization", "Bearer anything"}, {"Host", named.toLatin1()}});
    QVERIFY(page.json()[u"nextPageUri"].toString().startsWith(u"http://"_s + named + u'/'));
    for (int i = 1; i < all.size(); ++i) {
        QVERIFY(all[i][u"id"].toString() < all[i - 1][u"id"].toString());
    }
}

void ContractNgrok::badPages()
{
    for (const char *limit : {"0", "101", "x", "1.5"}) {
        const Answer answer = call("GET", u"?limit="_s + QString::fromLatin1(limit));
        QCOMPARE(answer.status, 400);
        QVERIFY(isError(answer));
        QCOMPARE(details(answer), QStringList{u"limit"_s});
    }
    const QJsonObject none = call("GET", u"?beforeId=0"_s).json();
    QCOMPARE(none[u"aiGatewayProviders"], QJsonValue(QJsonArray()));
    QVERIFY(none[u"nextPageUri"].isNull());
}

void ContractNgrok::sameSeedSameProviders()
{
    const QStringList arguments{u"--seed-logs=10"_s, u"--now=2025-03-01T09:30:00Z"_s};
    QList<QStringList> runs;
    for (int run = 0; run < 2; ++run) {
        Sandbox sandbox;
        QVERIFY(sandbox.start(arguments));
        QStringList ids;
        for (const QJsonValue &provider :
             callOn(sandbox, "GET", {}).json()[u"aiGatewayProviders"].toArray()) {
            ids << provider[u"id"].toString() << provider[u"createdAt"].toString();
        }
        for (const QString &list : {u"/custom-providers"_s, u"/custom-providers/costs"_s,
                                    u"/gateways/production-chat/provider_configs"_s}) {
            ids << QString::fromUtf8(sandbox.get(list).body);
        }
        runs << ids;
    }
    QCOMPARE(runs[0], runs[1]);
}

void ContractNgrok::survivesKill()
{
    const QTemporaryDir folder;
    const QStringList arguments{u"--seed-logs=10"_s, u"--database="_s + folder.filePath(u"db"_s)};
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments));
    const QJsonObject made = callOn(sandbox, "POST", {}, minimal(u"durable"_s)).json();
    callOn(sandbox, "PATCH", path(made), parsed(R"({"models": [{"modelId": "m"}]})"));
    sandbox.kill();
    QVERIFY(sandbox.start(arguments));
    const QJsonObject kept = callOn(sandbox, "GET", path(made)).json();
    QCOMPARE(kept[u"providerId"].toString(), u"durable"_s);
    QCOMPARE(modelIds(kept), QStringList{u"m"_s});
    QVERIFY(kept[u"uri"].toString().contains(u":%1/"_s.arg(sandbox.port())));
}

QTEST_GUILESS_MAIN(ContractNgrok)
#include "tst_sandbox_ngrok.moc"
