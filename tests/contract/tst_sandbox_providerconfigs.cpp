// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// The keys that gateways hold for providers.
class ContractProviderConfigs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seeded();
    void createListDelete();
    void secretIds();
    void secretsArePreviewed();
    void defaultsAndLimits();
    void oneDefaultForEachProvider();
    void aliasIsUniqueForEachProvider();
    void needsTheGatewaysStore();
    void invalid_data();
    void invalid();
    void putReplacesTheSecret();
    void missing();
    void paging();
    void deletedGatewayTakesItsConfigs();
    void survivesKillWithoutTheSecret();

private:
    QString makeGateway(const QString &id, const QJsonValue &store = u"store"_s);

    Sandbox m_sandbox;
};

namespace {

const QString secret = u"sk-made-up-for-a-test-0123456789wxyz"_s;

QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object[key] = value;
    return object;
}

QJsonObject config(const QString &slug = u"openai"_s, const QString &alias = u"main"_s)
{
    return {{u"provider_slug"_s, slug},
            {u"alias"_s, alias},
            {u"default_config"_s, false},
            {u"secret"_s, secret}};
}

} // namespace

QString ContractProviderConfigs::makeGateway(const QString &id, const QJsonValue &store)
{
    const QJsonObject body{{u"id"_s, id},
                           {u"cache_invalidate_on_update"_s, true},
                           {u"cache_ttl"_s, 0},
                           {u"collect_logs"_s, true},
                           {u"rate_limiting_interval"_s, 0},
                           {u"rate_limiting_limit"_s, 0},
                           {u"store_id"_s, store}};
    m_sandbox.send("POST", u"/gateways"_s, body);
    return u"/gateways/%1/provider_configs"_s.arg(id);
}

void ContractProviderConfigs::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=10"_s}));
}

void ContractProviderConfigs::seeded()
{
    const QJsonArray configs =
        m_sandbox.get(u"/gateways/production-chat/provider_configs"_s).list();
    QVERIFY(configs.size() >= 4);
    QHash<QString, int> aliases;
    int defaults = 0;
    for (const QJsonValue &config : configs) {
        ++aliases[config[u"provider_slug"].toString()];
        defaults += config[u"default_config"].toBool() ? 1 : 0;
        QCOMPARE(config[u"gateway_id"].toString(), u"production-chat"_s);
        QVERIFY(!config[u"secret_id"].toString().isEmpty());
        QVERIFY(!config[u"secret_preview"].toString().isEmpty());
        QVERIFY(!config.toObject().contains(u"secret"_s));
        const QString modified = config[u"modified_at"].toString();
        QVERIFY(QDateTime::fromString(modified, Qt::ISODateWithMs).isValid());
    }
    QVERIFY(aliases.size() >= 3);
    QVERIFY(std::ranges::max(aliases.values()) >= 2);
    QVERIFY(defaults >= 1);
}

void ContractProviderConfigs::createListDelete()
{
    const QString path = makeGateway(u"round"_s);
    QCOMPARE(m_sandbox.get(path).result(), QJsonValue(QJsonArray()));
    const Answer created = m_sandbox.send("POST", path, config());
    QCOMPARE(created.status, 200);
    QCOMPARE(created.json()[u"success"], QJsonValue(true));
    const QStringList members{
        u"alias"_s,         u"default_config"_s, u"gateway_id"_s,        u"id"_s,
        u"modified_at"_s,   u"provider_slug"_s,  u"rate_limit_period"_s, u"secret_id"_s,
        u"secret_preview"_s};
    QCOMPARE(created.object().keys(), members);
    QCOMPARE(created.object()[u"default_config"], QJsonValue(false));
    QCOMPARE(m_sandbox.get(path).list(), QJsonArray{created.object()});
    const QString id = created.object()[u"id"].toString();
    const Answer deleted = m_sandbox.send("DELETE", path + u'/' + id);
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.object(), created.object());
    QVERIFY(m_sandbox.get(path).list().isEmpty());
    QCOMPARE(m_sandbox.send("DELETE", path + u'/' + id).status, 404);
}

void ContractProviderConfigs::secretIds()
{
    const QString path = makeGateway(u"ids"_s);
    const auto idOf = [&](const QString &alias, const QJsonObject &body) {
        return m_sandbox.send("POST", path, with(body, u"alias"_s, alias))
            .object()[u"secret_id"]
            .toString();
    };
    const QString absent = idOf(u"absent"_s, config());
    const QString empty = idOf(u"empty"_s, with(config(), u"secret_id"_s, QString()));
    QVERIFY(!absent.isEmpty());
    QVERIFY(!empty.isEmpty());
    QVERIFY(absent != empty);
    QCOMPARE(idOf(u"given"_s, with(config(), u"secret_id"_s, u"mine"_s)), u"mine"_s);
    QJsonObject stored = with(config(), u"secret_id"_s, u"stored before"_s);
    stored.remove(u"secret"_s);
    QCOMPARE(idOf(u"stored"_s, stored), u"stored before"_s);
}

void ContractProviderConfigs::secretsArePreviewed()
{
    const QString path = makeGateway(u"previews"_s);
    const Answer full = m_sandbox.send("POST", path, config());
    QVERIFY(full.object()[u"secret_preview"].toString().endsWith(u"wxyz"_s));
    QVERIFY(!full.body.contains("0123456789"));
    const Answer brief =
        m_sandbox.send("POST", path, with(config(u"groq"_s), u"secret"_s, u"short-key"_s));
    QCOMPARE(brief.status, 200);
    QVERIFY(!brief.body.contains("key"));
    const Answer umlauts = m_sandbox.send(
        "POST", path, with(config(u"mistral"_s), u"secret"_s, QString(20, u'ü') + u'x'));
    QVERIFY(umlauts.object()[u"secret_preview"].toString().endsWith(u"*üx"_s));
}

void ContractProviderConfigs::defaultsAndLimits()
{
    const QString path = makeGateway(u"limits"_s);
    const QJsonObject unlimited = m_sandbox.send("POST", path, config()).object();
    QCOMPARE(unlimited[u"rate_limit_period"].toInt(), 60);
    QVERIFY(!unlimited.contains(u"rate_limit"_s));
    const QJsonObject limits =
        with(with(config(u"groq"_s), u"rate_limit"_s, 7.5), u"rate_limit_period"_s, 1);
    const QJsonObject limited = m_sandbox.send("POST", path, limits).object();
    QCOMPARE(limited[u"rate_limit"].toDouble(), 7.5);
    QCOMPARE(limited[u"rate_limit_period"].toInt(), 1);
}

void ContractProviderConfigs::oneDefaultForEachProvider()
{
    const QString path = makeGateway(u"defaults"_s);
    const auto add = [&](const QString &slug, const QString &alias) {
        return m_sandbox.send("POST", path, with(config(slug, alias), u"default_config"_s, true));
    };
    add(u"openai"_s, u"one"_s);
    add(u"groq"_s, u"one"_s);
    QCOMPARE(add(u"openai"_s, u"two"_s).object()[u"default_config"], QJsonValue(true));
    QStringList defaults;
    for (const QJsonValue &config : m_sandbox.get(path).list()) {
        if (config[u"default_config"].toBool()) {
            defaults << config[u"provider_slug"].toString() + u'/' + config[u"alias"].toString();
        }
    }
    QCOMPARE(defaults, (QStringList{u"openai/two"_s, u"groq/one"_s}));
}

void ContractProviderConfigs::aliasIsUniqueForEachProvider()
{
    const QString path = makeGateway(u"aliases"_s);
    QCOMPARE(m_sandbox.send("POST", path, config()).status, 200);
    const Answer again = m_sandbox.send("POST", path, config());
    QCOMPARE(again.status, 409);
    QVERIFY(again.isErrorEnvelope());
    QCOMPARE(again.errorCode(), 7003);
    QCOMPARE(again.errorPaths(), QStringList{u"body/alias"_s});
    QCOMPARE(m_sandbox.send("POST", path, config(u"openai"_s, u"other"_s)).status, 200);
    QCOMPARE(m_sandbox.send("POST", path, config(u"groq"_s)).status, 200);
    QCOMPARE(m_sandbox.get(path).list().size(), 3);
    QCOMPARE(m_sandbox.send("POST", makeGateway(u"aliases2"_s), config()).status, 200);
}

void ContractProviderConfigs::needsTheGatewaysStore()
{
    const QString path = makeGateway(u"storeless"_s, QJsonValue::Null);
    const Answer refused = m_sandbox.send("POST", path, config());
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.isErrorEnvelope());
    QCOMPARE(refused.errorCode(), 7001);
    QVERIFY(refused.body.contains("store_id"));
    QVERIFY(m_sandbox.get(path).list().isEmpty());
    QJsonObject gateway = m_sandbox.get(u"/gateways/storeless"_s).object();
    gateway[u"store_id"] = u"now it has one"_s;
    QCOMPARE(m_sandbox.send("PUT", u"/gateways/storeless"_s, gateway).status, 200);
    QCOMPARE(m_sandbox.send("POST", path, config()).status, 200);
}

void ContractProviderConfigs::invalid_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    for (const char *key : {"alias", "provider_slug", "default_config"}) {
        QTest::addRow("no %s", key)
            << QString::fromLatin1(key) << QJsonValue(QJsonValue::Undefined);
        QTest::addRow("null %s", key) << QString::fromLatin1(key) << QJsonValue();
    }
    QTest::newRow("empty alias") << u"alias"_s << QJsonValue(QString());
    QTest::newRow("empty slug") << u"provider_slug"_s << QJsonValue(QString());
    QTest::newRow("number for boolean") << u"default_config"_s << QJsonValue(1);
    QTest::newRow("no secret") << u"secret"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("empty secret") << u"secret"_s << QJsonValue(QString());
    QTest::newRow("secret") << u"secret"_s << QJsonValue(5);
    QTest::newRow("secret_id") << u"secret_id"_s << QJsonValue(QJsonValue::Null);
    QTest::newRow("rate_limit") << u"rate_limit"_s << QJsonValue(u"10"_s);
    QTest::newRow("rate_limit_period") << u"rate_limit_period"_s << QJsonValue(-1);
}

void ContractProviderConfigs::invalid()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    const QString path = u"/gateways/production-chat/provider_configs"_s;
    const QJsonArray before = m_sandbox.get(path).list();
    const Answer answer =
        m_sandbox.send("POST", path, with(config(u"openai"_s, u"invalid"_s), key, value));
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorCode(), 7001);
    QCOMPARE(answer.errorPaths(), QStringList{u"body/"_s + key});
    QCOMPARE(m_sandbox.get(path).list(), before);
}

void ContractProviderConfigs::putReplacesTheSecret()
{
    const QString path = makeGateway(u"rotation"_s);
    const QJsonObject before = m_sandbox.send("POST", path, config()).object();
    const QString one = path + u'/' + before[u"id"].toString();
    const Answer answer = m_sandbox.send(
        "PUT", one, {{u"secret"_s, u"another-made-up-key-abcd"_s}, {u"alias"_s, u"ignored"_s}});
    QCOMPARE(answer.status, 200);
    const QJsonObject after = answer.object();
    QVERIFY(after[u"secret_preview"].toString().endsWith(u"abcd"_s));
    QVERIFY(after[u"modified_at"].toString() >= before[u"modified_at"].toString());
    for (const char *same : {"id", "alias", "secret_id", "provider_slug", "default_config"}) {
        QCOMPARE(after[QLatin1String(same)], before[QLatin1String(same)]);
    }
    QCOMPARE(m_sandbox.get(path).list(), QJsonArray{after});
    QCOMPARE(m_sandbox.send("PUT", one, {{u"alias"_s, u"x"_s}}).errorPaths(),
             QStringList{u"body/secret"_s});
    QCOMPARE(m_sandbox.send("PUT", one, {{u"secret"_s, QString()}}).status, 400);
    QCOMPARE(m_sandbox.get(one).status, 405);
}

void ContractProviderConfigs::missing()
{
    const QString path = u"/gateways/production-chat/provider_configs"_s;
    const QString id = m_sandbox.get(path).list().first()[u"id"].toString();
    const QString elsewhere = makeGateway(u"elsewhere"_s) + u'/' + id;
    for (const QString &one : {path + u"/none"_s, elsewhere}) {
        const Answer put = m_sandbox.send("PUT", one, {{u"secret"_s, secret}});
        QCOMPARE(put.status, 404);
        QVERIFY(put.isErrorEnvelope());
        QCOMPARE(put.errorCode(), 7002);
        QCOMPARE(m_sandbox.send("DELETE", one).status, 404);
    }
    QCOMPARE(m_sandbox.get(u"/gateways/none/provider_configs"_s).status, 404);
    QCOMPARE(m_sandbox.send("POST", u"/gateways/none/provider_configs"_s, config()).status, 404);
}

void ContractProviderConfigs::paging()
{
    const QString path = makeGateway(u"pages"_s);
    for (const char *alias : {"a", "b", "c", "d", "e"}) {
        m_sandbox.send("POST", path, config(u"openai"_s, QString::fromLatin1(alias)));
    }
    QString aliases;
    for (const char *page : {"1", "2", "3", "4"}) {
        const Query query{{u"page"_s, QString::fromLatin1(page)}, {u"per_page"_s, u"2"_s}};
        for (const QJsonValue &config : m_sandbox.get(path, query).list()) {
            aliases += config[u"alias"].toString();
        }
        aliases += u'|';
    }
    QCOMPARE(aliases, u"ed|cb|a||"_s);
    QCOMPARE(m_sandbox.get(path, {{u"per_page"_s, u"101"_s}}).errorPaths(),
             QStringList{u"query/per_page"_s});
}

void ContractProviderConfigs::deletedGatewayTakesItsConfigs()
{
    QCOMPARE(m_sandbox.send("POST", makeGateway(u"reborn"_s), config()).status, 200);
    QCOMPARE(m_sandbox.send("DELETE", u"/gateways/reborn"_s).status, 200);
    QVERIFY(m_sandbox.get(makeGateway(u"reborn"_s)).list().isEmpty());
}

void ContractProviderConfigs::survivesKillWithoutTheSecret()
{
    const QTemporaryDir folder;
    const QStringList arguments{u"--seed-logs=10"_s, u"--database="_s + folder.filePath(u"db"_s)};
    const QString path = u"/gateways/production-chat/provider_configs"_s;
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments));
    QCOMPARE(sandbox.send("POST", path, config()).status, 200);
    const QJsonArray configs = sandbox.get(path).list();
    sandbox.kill();
    const QFileInfoList files = QDir(folder.path()).entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 2); // the write-ahead log too
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("made-up-for-a-test"));
    }
    QVERIFY(sandbox.start(arguments));
    QCOMPARE(sandbox.get(path).list(), configs);
}

QTEST_GUILESS_MAIN(ContractProviderConfigs)
#include "tst_sandbox_providerconfigs.moc"
