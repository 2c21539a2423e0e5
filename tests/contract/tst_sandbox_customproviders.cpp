// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// Custom providers and their pricing rules.
class ContractCustomProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seeded();
    void createFetchDelete();
    void everyField();
    void patchChangesWhatIsSent();
    void slugsAreUnique();
    void invalid_data();
    void invalid();
    void headersOfTheLongestKind();
    void missing();
    void filters();
    void paging();
    void costsAreNoProvider();
    void costRoundTrip();
    void costFilters();
    void invalidCost_data();
    void invalidCost();
    void deletedProviderTakesItsCosts();
    void survivesKill();

private:
    QString makeProvider(const QString &slug);

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

QJsonObject minimal(const QString &slug)
{
    return {{u"name"_s, u"A provider"_s},
            {u"slug"_s, slug},
            {u"base_url"_s, u"https://models.example.com/v1"_s}};
}

QString one(const QString &id)
{
    return u"/custom-providers/"_s + id;
}

QStringList slugs(const QJsonArray &providers)
{
    QStringList slugs;
    for (const QJsonValue &provider : providers) {
        slugs << provider[u"slug"].toString();
    }
    return slugs;
}

} // namespace

QString ContractCustomProviders::makeProvider(const QString &slug)
{
    return m_sandbox.send("POST", u"/custom-providers"_s, minimal(slug)).object()[u"id"].toString();
}

void ContractCustomProviders::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=10"_s}));
}

void ContractCustomProviders::seeded()
{
    const QJsonArray providers = m_sandbox.get(u"/custom-providers"_s).list();
    QVERIFY(providers.size() >= 2);
    QSet<QString> members;
    int enabled = 0;
    int beta = 0;
    for (const QJsonValue &provider : providers) {
        const QStringList keys = provider.toObject().keys();
        members += QSet<QString>(keys.begin(), keys.end());
        enabled += provider[u"enable"].toBool() ? 1 : 0;
        beta += provider[u"beta"].toBool() ? 1 : 0;
        const QByteArray logo = QByteArray::fromBase64(provider[u"logo"].toString().toLatin1());
        QVERIFY(logo.startsWith("<svg") && logo.endsWith("</svg>"));
    }
    QVERIFY(enabled >= 1 && enabled < providers.size());
    QVERIFY(beta >= 1 && beta < providers.size());
    for (const char *member :
         {"headers", "curl_example", "js_example", "link", "description", "position"}) {
        QVERIFY2(members.contains(QString::fromLatin1(member)), member);
    }
    QVERIFY(m_sandbox.get(u"/custom-providers/costs"_s).list().size() >= 2);
}

void ContractCustomProviders::createFetchDelete()
{
    const Answer created =
        m_sandbox.send("POST", u"/custom-providers"_s, minimal(u"round-trip-9"_s));
    QCOMPARE(created.status, 200);
    const QJsonObject provider = created.object();
    const QStringList members{u"base_url"_s,    u"beta"_s, u"created_at"_s,
                              u"enable"_s,      u"id"_s,   u"logo"_s,
                              u"modified_at"_s, u"name"_s, u"slug"_s};
    QCOMPARE(provider.keys(), members);
    QCOMPARE(provider[u"enable"], QJsonValue(false));
    QVERIFY(!QUuid::fromString(provider[u"id"].toString()).isNull());
    QVERIFY(QDateTime::fromString(provider[u"created_at"].toString(), Qt::ISODateWithMs).isValid());
    const QString path = one(provider[u"id"].toString());
    QCOMPARE(m_sandbox.get(path).object(), provider);
    QCOMPARE(m_sandbox.get(u"/custom-providers"_s).list().first().toObject(), provider);
    const Answer deleted = m_sandbox.send("DELETE", path);
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.object(), provider);
    QCOMPARE(m_sandbox.get(path).status, 404);
    QVERIFY(!slugs(m_sandbox.get(u"/custom-providers"_s).list()).contains(u"round-trip-9"_s));
}

void ContractCustomProviders::everyField()
{
    const QJsonObject sent = parsed(R"({
        "name": "Ünï", "slug": "All-of-it", "base_url": "https://a.example", "beta": true,
        "curl_example": "curl", "description": "what", "enable": true, "headers": "{\"a\":1}",
        "js_example": "fetch(url);", "link": "https://b.example", "position": -3})");
    QJsonObject answer = m_sandbox.send("POST", u"/custom-providers"_s, sent).object();
    for (const char *made : {"id", "created_at", "modified_at", "logo"}) {
        QVERIFY2(answer.contains(QLatin1String(made)), made);
        answer.remove(QLatin1String(made));
    }
    QCOMPARE(answer, sent);
    const QJsonObject unknown =
        m_sandbox
            .send("POST", u"/custom-providers"_s, with(minimal(u"unknown"_s), u"surprise"_s, 1))
            .object();
    QVERIFY(!unknown.isEmpty() && !unknown.contains(u"surprise"_s));
}

void ContractCustomProviders::patchChangesWhatIsSent()
{
    const QString path = one(makeProvider(u"patched"_s));
    QJsonObject expected = m_sandbox.get(path).object();
    const QJsonObject change = parsed(R"({"enable": true, "logo": "PHN2Zy8+", "slug": "renamed",
                                          "headers": "", "name": "New"})");
    const Answer answer = m_sandbox.send("PATCH", path, change);
    QCOMPARE(answer.status, 200);
    for (const QString &key : change.keys()) {
        expected[key] = change[key];
    }
    expected[u"modified_at"] = answer.object()[u"modified_at"];
    QCOMPARE(answer.object(), expected);
    QCOMPARE(m_sandbox.get(path).object(), expected);
    QVERIFY(expected[u"modified_at"].toString() >= expected[u"created_at"].toString());
    QCOMPARE(m_sandbox.send("PATCH", path, {{u"slug"_s, u"renamed"_s}}).status, 200);
    QCOMPARE(m_sandbox.send("PATCH", path, {{u"name"_s, QJsonValue::Null}}).errorPaths(),
             QStringList{u"body/name"_s});
    QVERIFY(!makeProvider(u"patched"_s).isEmpty()); // the old slug is free
}

void ContractCustomProviders::slugsAreUnique()
{
    makeProvider(u"taken"_s);
    const Answer again = m_sandbox.send("POST", u"/custom-providers"_s, minimal(u"taken"_s));
    QCOMPARE(again.status, 409);
    QVERIFY(again.isErrorEnvelope());
    QCOMPARE(again.errorCode(), 7003);
    QCOMPARE(again.errorPaths(), QStringList{u"body/slug"_s});
    const QString path = one(makeProvider(u"not-taken"_s));
    QCOMPARE(m_sandbox.send("PATCH", path, {{u"slug"_s, u"taken"_s}}).status, 409);
    QCOMPARE(m_sandbox.get(path).object()[u"slug"].toString(), u"not-taken"_s);
}

void ContractCustomProviders::invalid_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const QString &key, const QJsonValue &value) {
        QTest::newRow(name) << key << value;
    };
    row("no name", u"name"_s, QJsonValue::Undefined);
    row("empty name", u"name"_s, QString());
    row("no slug", u"slug"_s, QJsonValue::Undefined);
    row("empty slug", u"slug"_s, QString());
    row("slug with a space", u"slug"_s, u"a b"_s);
    row("slug with an underscore", u"slug"_s, u"a_b"_s);
    row("slug with a slash", u"slug"_s, u"a/b"_s);
    row("slug with an umlaut", u"slug"_s, u"ä"_s);
    row("no base_url", u"base_url"_s, QJsonValue::Undefined);
    row("http", u"base_url"_s, u"http://models.example.com"_s);
    row("no host", u"base_url"_s, u"https://"_s);
    row("only a path", u"base_url"_s, u"https:///v1"_s);
    row("no scheme", u"base_url"_s, u"models.example.com"_s);
    row("credentials", u"base_url"_s, u"https://me:secret@models.example.com"_s);
    row("space", u"base_url"_s, u"https://models.example.com/a b"_s);
    row("headers", u"headers"_s, QJsonObject{{u"a"_s, u"b"_s}});
    row("long headers", u"headers"_s, QString(8193, u'x'));
    row("enable", u"enable"_s, u"true"_s);
    row("beta", u"beta"_s, 1);
    row("position", u"position"_s, 1.5);
    row("link", u"link"_s, QJsonValue::Null);
}

void ContractCustomProviders::invalid()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    const Answer answer =
        m_sandbox.send("POST", u"/custom-providers"_s, with(minimal(u"never-made"_s), key, value));
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorCode(), 7001);
    QCOMPARE(answer.errorPaths(), QStringList{u"body/"_s + key});
    QVERIFY(!slugs(m_sandbox.get(u"/custom-providers"_s).list()).contains(u"never-made"_s));
}

void ContractCustomProviders::headersOfTheLongestKind()
{
    const QString headers(8192, u'ü');
    const QJsonObject provider = m_sandbox
                                     .send("POST", u"/custom-providers"_s,
                                           with(minimal(u"longest"_s), u"headers"_s, headers))
                                     .object();
    QCOMPARE(provider[u"headers"].toString(), headers);
}

void ContractCustomProviders::missing()
{
    const QString paths[] = {u"/custom-providers/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"_s,
                             u"/custom-providers/none"_s, u"/custom-providers/costs/none"_s};
    for (const QString &path : paths) {
        const Answer answer = m_sandbox.get(path);
        QCOMPARE(answer.status, 404);
        QVERIFY(answer.isErrorEnvelope());
        QCOMPARE(answer.errorCode(), 7002);
        QCOMPARE(m_sandbox.send("PATCH", path, {{u"enable"_s, true}}).status, 404);
        QCOMPARE(m_sandbox.send("DELETE", path).status, 404);
    }
}

void ContractCustomProviders::filters()
{
    const QString id = makeProvider(u"searched-for"_s);
    m_sandbox.send("PATCH", one(id), parsed(R"({"enable": true, "beta": true, "name": "Größe"})"));
    const auto found = [&](const QString &search) {
        return slugs(m_sandbox.get(u"/custom-providers"_s, {{u"search"_s, search}}).list());
    };
    const QStringList only{u"searched-for"_s};
    QCOMPARE(found(u"ARCHED-F"_s), only);
    QCOMPARE(found(id.mid(3, 20)), only);
    QCOMPARE(found(u"größ"_s), only);
    QVERIFY(found(u"%"_s).isEmpty());
    for (const char *flag : {"enable", "beta"}) {
        const QString name = QString::fromLatin1(flag);
        const auto list = [&](const char *value) {
            return m_sandbox
                .get(u"/custom-providers"_s,
                     {{name, QString::fromLatin1(value)}, {u"per_page"_s, u"100"_s}})
                .list();
        };
        QVERIFY(slugs(list("true")).contains(u"searched-for"_s));
        QVERIFY(!slugs(list("false")).contains(u"searched-for"_s));
        QVERIFY(!list("false").isEmpty());
        for (const QJsonValue &provider : list("true")) {
            QVERIFY(provider[name].toBool());
        }
    }
    QCOMPARE(m_sandbox.get(u"/custom-providers"_s, {{u"beta"_s, u"perhaps"_s}}).errorPaths(),
             QStringList{u"query/beta"_s});
}

void ContractCustomProviders::paging()
{
    for (const char *slug : {"page-a", "page-b", "page-c", "page-d", "page-e"}) {
        makeProvider(QString::fromLatin1(slug));
    }
    QStringList all;
    for (const char *page : {"1", "2", "3", "4"}) {
        all << slugs(m_sandbox
                         .get(u"/custom-providers"_s,
                              {{u"search"_s, u"page-"_s},
                               {u"page"_s, QString::fromLatin1(page)},
                               {u"per_page"_s, u"2"_s}})
                         .list());
    }
    QCOMPARE(all, (QStringList{u"page-e"_s, u"page-d"_s, u"page-c"_s, u"page-b"_s, u"page-a"_s}));
}

/// The collection of costs lies where a provider's id would be.
void ContractCustomProviders::costsAreNoProvider()
{
    QVERIFY(m_sandbox.get(u"/custom-providers/costs"_s).result().isArray());
    const Answer patch = m_sandbox.send("PATCH", u"/custom-providers/costs"_s);
    QCOMPARE(patch.status, 405);
    QCOMPARE(patch.allow, QByteArray("GET, POST"));
    QCOMPARE(m_sandbox.send("PUT", u"/custom-providers/x"_s).allow,
             QByteArray("GET, PATCH, DELETE"));
}

void ContractCustomProviders::costRoundTrip()
{
    const QString provider = makeProvider(u"priced"_s);
    const QString costs = u"/custom-providers/costs"_s;
    const QJsonObject bare =
        m_sandbox.send("POST", costs, {{u"account_provider_id"_s, provider}, {u"model"_s, u"m"_s}})
            .object();
    QCOMPARE(bare[u"cost_type"].toString(), u"tokens"_s);
    QCOMPARE(bare[u"model_rule"].toString(), u"equals"_s);
    QCOMPARE(bare[u"changed_by"].toString(), u"manual"_s);
    QVERIFY(!bare.contains(u"token_pricing"_s) && !bare.contains(u"cost_in"_s));
    const QJsonObject sent = parsed(R"({
        "model": "big-", "model_rule": "starts-with", "cost_type": "images", "enable": true,
        "cost_in": 0.0000025, "cost_out": 1e-5,
        "token_pricing": {"input_tokens": 0.1, "output_reasoning_tokens": 2, "other": 1}})");
    const Answer created =
        m_sandbox.send("POST", costs, with(sent, u"account_provider_id"_s, provider));
    QCOMPARE(created.status, 200);
    QJsonObject cost = created.object();
    for (const char *same : {"model", "model_rule", "cost_type", "enable", "cost_in", "cost_out"}) {
        QCOMPARE(cost[QLatin1String(same)], sent[QLatin1String(same)]);
    }
    QCOMPARE(cost[u"account_provider_id"].toString(), provider);
    QVERIFY(cost[u"weight"].isDouble());
    QCOMPARE(QJsonDocument::fromJson(cost[u"token_pricing"].toString().toUtf8()).object(),
             parsed(R"({"input_tokens": 0.1, "output_reasoning_tokens": 2})"));
    const QString path = costs + u'/' + cost[u"id"].toString();
    QCOMPARE(m_sandbox.get(path).object(), cost);
    QCOMPARE(m_sandbox.get(costs).list().first().toObject(), cost);
    const Answer patched =
        m_sandbox.send("PATCH", path, parsed(R"({"enable": false, "token_pricing": {}})"));
    QCOMPARE(patched.status, 200);
    cost[u"enable"] = false;
    cost[u"token_pricing"] = u"{}"_s;
    cost[u"modified_at"] = patched.object()[u"modified_at"];
    QCOMPARE(patched.object(), cost);
    QCOMPARE(m_sandbox.send("DELETE", path).object(), cost);
    QCOMPARE(m_sandbox.get(path).status, 404);
}

void ContractCustomProviders::costFilters()
{
    const QString provider = makeProvider(u"filtered"_s);
    const auto add = [&](const char *json) {
        m_sandbox.send("POST", u"/custom-providers/costs"_s,
                       with(parsed(json), u"account_provider_id"_s, provider));
    };
    add(R"({"model": "aa", "enable": true})");
    add(R"({"model": "ab", "model_rule": "contains"})");
    add(R"({"model": "bb", "cost_type": "seconds"})");
    const auto found = [&](const QString &name, const QString &value) {
        QString models;
        for (const QJsonValue &cost :
             m_sandbox
                 .get(u"/custom-providers/costs"_s,
                      {{u"account_provider_id"_s, provider}, {name, value}})
                 .list()) {
            models += cost[u"model"].toString() + u' ';
        }
        return models;
    };
    QCOMPARE(found(u"page"_s, u"1"_s), u"bb ab aa "_s);
    QCOMPARE(found(u"enable"_s, u"true"_s), u"aa "_s);
    QCOMPARE(found(u"model_rule"_s, u"contains"_s), u"ab "_s);
    QCOMPARE(found(u"cost_type"_s, u"seconds"_s), u"bb "_s);
    QCOMPARE(found(u"search"_s, u"A"_s), u"bb ab aa "_s); // all were changed by "manual"
    QCOMPARE(found(u"search"_s, u"B"_s), u"bb ab "_s);
    QVERIFY(m_sandbox.get(u"/custom-providers/costs"_s).list().size() > 3);
    const Answer odd =
        m_sandbox.get(u"/custom-providers/costs"_s,
                      {{u"account_provider_id"_s, u"x"_s}, {u"model_rule"_s, u"like"_s}});
    QCOMPARE(odd.errorPaths(),
             (QStringList{u"query/account_provider_id"_s, u"query/model_rule"_s}));
}

void ContractCustomProviders::invalidCost_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *key, const QJsonValue &value, const char *path) {
        const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        QTest::addRow("%s %s", path, text.constData())
            << QString::fromLatin1(key) << value << u"body/"_s + QString::fromLatin1(path);
    };
    row("account_provider_id", QJsonValue::Undefined, "account_provider_id");
    row("account_provider_id", u"182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"_s, "account_provider_id");
    row("model", QJsonValue::Undefined, "model");
    row("model", QString(), "model");
    row("model_rule", u"ends-with"_s, "model_rule");
    row("cost_in", u"1"_s, "cost_in");
    row("cost_out", -1, "cost_out");
    row("enable", 0, "enable");
    row("token_pricing", u"{}"_s, "token_pricing");
    row("token_pricing", QJsonObject{{u"input_tokens"_s, u"a"_s}}, "token_pricing/input_tokens");
}

void ContractCustomProviders::invalidCost()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, path);
    const QString provider = m_sandbox.get(u"/custom-providers"_s).list().first()[u"id"].toString();
    const QJsonObject valid{{u"account_provider_id"_s, provider}, {u"model"_s, u"refused"_s}};
    const Answer answer =
        m_sandbox.send("POST", u"/custom-providers/costs"_s, with(valid, key, value));
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorPaths(), QStringList{path});
    QVERIFY(m_sandbox.get(u"/custom-providers/costs"_s, {{u"search"_s, u"refused"_s}})
                .list()
                .isEmpty());
}

void ContractCustomProviders::deletedProviderTakesItsCosts()
{
    const QString provider = makeProvider(u"short-lived"_s);
    const QString cost = m_sandbox
                             .send("POST", u"/custom-providers/costs"_s,
                                   {{u"account_provider_id"_s, provider}, {u"model"_s, u"m"_s}})
                             .object()[u"id"]
                             .toString();
    QCOMPARE(m_sandbox.get(u"/custom-providers/costs/"_s + cost).status, 200);
    QCOMPARE(m_sandbox.send("DELETE", one(provider)).status, 200);
    QCOMPARE(m_sandbox.get(u"/custom-providers/costs/"_s + cost).status, 404);
}

void ContractCustomProviders::survivesKill()
{
    const QTemporaryDir folder;
    const QStringList arguments{u"--seed-logs=10"_s, u"--database="_s + folder.filePath(u"db"_s)};
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments));
    sandbox.send("POST", u"/custom-providers"_s, minimal(u"durable"_s));
    const QString seeded = sandbox.get(u"/custom-providers"_s).list().last()[u"id"].toString();
    QCOMPARE(sandbox.send("DELETE", one(seeded)).status, 200);
    const QJsonArray providers = sandbox.get(u"/custom-providers"_s).list();
    const QJsonArray costs = sandbox.get(u"/custom-providers/costs"_s).list();
    sandbox.kill();
    QVERIFY(sandbox.start(arguments));
    QCOMPARE(sandbox.get(u"/custom-providers"_s).list(), providers); // seeded once only
    QCOMPARE(sandbox.get(u"/custom-providers/costs"_s).list(), costs);
}

QTEST_GUILESS_MAIN(ContractCustomProviders)
#include "tst_sandbox_customproviders.moc"
