// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// PATCH and DELETE of logs, each test on data of its own.
class ContractLogChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_sandbox.reset(); }
    void patchChangesOnlyWhatIsSent();
    void metadataIsReplacedWhole();
    void metadataNullRemoves();
    void patchInvalid_data();
    void patchInvalid();
    void patchMissing_data();
    void patchMissing();
    void patchUpdatesKeptResults();
    void deleteOldestFirst();
    void deleteWithFilter();
    void deleteOrder_data();
    void deleteOrder();
    void deleteInvalid_data();
    void deleteInvalid();
    void deletedLogsAreGone();

private:
    QStringList ids(const Query &query = {})
    {
        QStringList list;
        const QJsonArray rows = m_sandbox->allLogs(u"production-chat"_s, query);
        for (const QJsonValue &row : rows) {
            list << row[u"id"].toString();
        }
        return list;
    }
    int count(const QString &key, const QString &op, const QJsonArray &values)
    {
        return m_sandbox->get(m_logs, {{u"filters"_s, filterText(key, op, values)}}).total();
    }
    Answer patch(const QString &id, const QJsonObject &body)
    {
        return m_sandbox->send("PATCH", m_logs + u'/' + id, body);
    }

    const QString m_logs = u"/gateways/production-chat/logs"_s;
    std::unique_ptr<Sandbox> m_sandbox;
};

void ContractLogChanges::init()
{
    m_sandbox = std::make_unique<Sandbox>();
    QVERIFY(m_sandbox->start({u"--seed-logs=400"_s, u"--now=2025-06-02T10:00:00Z"_s}));
}

void ContractLogChanges::patchChangesOnlyWhatIsSent()
{
    const QString id = ids().at(5);
    const QJsonObject before = m_sandbox->get(m_logs + u'/' + id).object();
    const int liked = count(u"feedback"_s, u"eq"_s, {1});
    QCOMPARE(patch(id, {{u"feedback"_s, QJsonValue::Null}}).status, 200);
    const int others = count(u"feedback"_s, u"eq"_s, {1});
    QVERIFY(others == liked || others == liked - 1);
    const Answer answer = patch(id, {{u"feedback"_s, 1}, {u"score"_s, 99.5}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"success"], QJsonValue(true));
    QCOMPARE(count(u"feedback"_s, u"eq"_s, {1}), others + 1);
    QCOMPARE(m_sandbox->get(m_logs + u'/' + id).object(), before);
    QCOMPARE(patch(id, {{u"score"_s, 0}}).status, 200);
    QCOMPARE(count(u"feedback"_s, u"eq"_s, {1}), others + 1);
}

void ContractLogChanges::metadataIsReplacedWhole()
{
    const QString id = ids().at(7);
    const QByteArray request = m_sandbox->get(m_logs + u'/' + id + u"/request"_s).body;
    const QJsonObject map{{u"reviewer"_s, u"Zoë"_s}, {u"round"_s, 3}, {u"kept"_s, true}};
    QCOMPARE(patch(id, {{u"metadata"_s, map}}).status, 200);
    const QJsonObject detail = m_sandbox->get(m_logs + u'/' + id).object();
    QCOMPARE(QJsonDocument::fromJson(detail[u"metadata"].toString().toUtf8()).object(), map);
    QCOMPARE(count(u"metadata.value"_s, u"eq"_s, {3}), 1);
    QCOMPARE(count(u"metadata.value"_s, u"eq"_s, {u"Zoë"_s}), 1);
    QCOMPARE(count(u"metadata.key"_s, u"contains"_s, {u"REVIEW"_s}), 1);
    QCOMPARE(m_sandbox->get(m_logs, {{u"search"_s, u"zoë"_s}}).total(), 1);
    QCOMPARE(m_sandbox->get(m_logs + u'/' + id + u"/request"_s).body, request);
}

void ContractLogChanges::metadataNullRemoves()
{
    const QString id = ids().at(9);
    const int without = count(u"metadata.key"_s, u"eq"_s, {QJsonValue::Null});
    QCOMPARE(patch(id, {{u"metadata"_s, QJsonObject{{u"a"_s, 1}}}}).status, 200);
    QCOMPARE(patch(id, {{u"metadata"_s, QJsonValue::Null}}).status, 200);
    QVERIFY(!m_sandbox->get(m_logs + u'/' + id).object().contains(u"metadata"_s));
    QVERIFY(count(u"metadata.key"_s, u"eq"_s, {QJsonValue::Null}) >= without);
}

void ContractLogChanges::patchInvalid_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("path");
    const auto row = [](const QString &key, const QJsonValue &value, const QString &path = {}) {
        const QString full = u"body/"_s + (path.isEmpty() ? key : path);
        QTest::addRow("%s", qPrintable(full)) << QJsonObject{{key, value}} << full;
    };
    row(u"feedback"_s, 2);
    row(u"feedback"_s, -2);
    row(u"feedback"_s, u"good"_s);
    row(u"score"_s, 100.5);
    row(u"score"_s, -1);
    row(u"metadata"_s, u"text"_s);
    row(u"metadata"_s, QJsonObject{{u"a"_s, QJsonArray()}}, u"metadata/a"_s);
    row(u"metadata"_s, QJsonObject{{u"a"_s, QJsonValue::Null}}, u"metadata/a"_s);
    row(u"metadata"_s,
        QJsonObject{{u"a"_s, 1}, {u"b"_s, 1}, {u"c"_s, 1}, {u"d"_s, 1}, {u"e"_s, 1}, {u"f"_s, 1}});
}

void ContractLogChanges::patchInvalid()
{
    QFETCH(QJsonObject, body);
    QFETCH(QString, path);
    const Answer answer = patch(ids().first(), body);
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorPaths(), QStringList{path});
}

void ContractLogChanges::patchMissing_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("word") << u"nothing"_s;
    QTest::newRow("plausible") << u"01JWQ8Z5T7Y2M4N6P8R0S2T4V6"_s;
    QTest::newRow("lower case") << QString();
}

void ContractLogChanges::patchMissing()
{
    QFETCH(QString, id);
    if (id.isEmpty()) {
        id = ids().first().toLower();
    }
    const QString path = m_logs + u'/' + id;
    for (const Answer &answer :
         {patch(id, {{u"score"_s, 1}}), m_sandbox->get(path), m_sandbox->get(path + u"/request"_s),
          m_sandbox->get(path + u"/response"_s)}) {
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.errorCode(), 7002);
        QVERIFY(answer.isErrorEnvelope());
    }
    const QString otherGateway = u"/gateways/staging/logs/"_s + ids().first();
    QCOMPARE(m_sandbox->get(otherGateway).status, 404);
}

/// A result that was kept from an earlier list must not outlive an edit.
void ContractLogChanges::patchUpdatesKeptResults()
{
    const QString id = ids().at(20);
    QCOMPARE(count(u"metadata.key"_s, u"eq"_s, {u"fresh"_s}), 0);
    QCOMPARE(patch(id, {{u"metadata"_s, QJsonObject{{u"fresh"_s, 1}}}}).status, 200);
    QCOMPARE(count(u"metadata.key"_s, u"eq"_s, {u"fresh"_s}), 1);
    QCOMPARE(patch(id, {{u"metadata"_s, QJsonObject{}}}).status, 200);
    QCOMPARE(count(u"metadata.key"_s, u"eq"_s, {u"fresh"_s}), 0);
}

void ContractLogChanges::deleteOldestFirst()
{
    const QStringList before = ids();
    const Answer answer = m_sandbox->send("DELETE", m_logs, {}, {{u"limit"_s, u"30"_s}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json(), (QJsonObject{{u"success"_s, true}}));
    QCOMPARE(ids(), before.first(370));
    QCOMPARE(m_sandbox
                 ->send("DELETE", m_logs, {},
                        {{u"limit"_s, u"1"_s}, {u"order_by_direction"_s, u"desc"_s}})
                 .status,
             200);
    QCOMPARE(ids(), before.mid(1, 369));
    QCOMPARE(m_sandbox->send("DELETE", m_logs).status, 200);
    QVERIFY(ids().isEmpty());
}

void ContractLogChanges::deleteWithFilter()
{
    const QString filter = filterText(u"provider"_s, u"eq"_s, {u"openai"_s});
    const QStringList others =
        ids({{u"filters"_s, filterText(u"provider"_s, u"neq"_s, {u"openai"_s})}});
    const int total = m_sandbox->get(m_logs, {{u"filters"_s, filter}}).total();
    QVERIFY(total > 50);
    QCOMPARE(m_sandbox->send("DELETE", m_logs, {}, {{u"filters"_s, filter}, {u"limit"_s, u"50"_s}})
                 .status,
             200);
    QCOMPARE(m_sandbox->get(m_logs, {{u"filters"_s, filter}}).total(), total - 50);
    QCOMPARE(m_sandbox->send("DELETE", m_logs, {}, {{u"filters"_s, filter}}).status, 200);
    QCOMPARE(ids(), others);
}

void ContractLogChanges::deleteOrder_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("direction");
    for (const char *key : {"created_at", "provider", "model", "model_type", "success", "cached",
                            "cost", "tokens_in", "tokens_out", "duration"}) {
        for (const char *direction : {"asc", "desc"}) {
            QTest::addRow("%s %s", key, direction)
                << QString::fromLatin1(key) << QString::fromLatin1(direction);
        }
    }
}

/// Nothing that is left may come before something that was deleted.
void ContractLogChanges::deleteOrder()
{
    QFETCH(QString, key);
    QFETCH(QString, direction);
    const QJsonArray before = m_sandbox->allLogs(u"production-chat"_s);
    const Query query{
        {u"order_by"_s, key}, {u"order_by_direction"_s, direction}, {u"limit"_s, u"90"_s}};
    QCOMPARE(m_sandbox->send("DELETE", m_logs, {}, query).status, 200);
    const QJsonArray after = m_sandbox->allLogs(u"production-chat"_s);
    QCOMPARE(after.size(), before.size() - 90);
    const auto isBefore = [&](const QJsonValue &a, const QJsonValue &b) {
        if (a.isNull() || b.isNull()) { // absent comes first when ascending
            return a.isNull() && !b.isNull();
        }
        return a.isDouble() ? a.toDouble() < b.toDouble()
                            : a.toVariant().toString() < b.toVariant().toString();
    };
    for (const QJsonValue &row : before) {
        if (after.contains(row)) {
            continue;
        }
        for (const QJsonValue &left : after) {
            QVERIFY(direction == u"asc"_s ? !isBefore(left[key], row[key])
                                          : !isBefore(row[key], left[key]));
        }
    }
}

void ContractLogChanges::deleteInvalid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("path");
    QTest::newRow("limit 0") << u"limit"_s << u"0"_s << u"query/limit"_s;
    QTest::newRow("limit") << u"limit"_s << u"10001"_s << u"query/limit"_s;
    QTest::newRow("order") << u"order_by"_s << u"step"_s << u"query/order_by"_s;
    QTest::newRow("direction") << u"order_by_direction"_s << u"up"_s
                               << u"query/order_by_direction"_s;
    QTest::newRow("filters") << u"filters"_s << u"nonsense"_s << u"query/filters"_s;
    QTest::newRow("value") << u"filters"_s << filterText(u"cost"_s, u"lt"_s, {u"x"_s})
                           << u"query/filters/0/value"_s;
}

void ContractLogChanges::deleteInvalid()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, path);
    const Answer answer = m_sandbox->send("DELETE", m_logs, {}, {{name, value}});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorPaths(), QStringList{path});
    QCOMPARE(m_sandbox->get(m_logs).total(), 400);
}

void ContractLogChanges::deletedLogsAreGone()
{
    const QString id = ids().first();
    const QString path = m_logs + u'/' + id;
    QCOMPARE(m_sandbox->get(path).status, 200);
    QCOMPARE(
        m_sandbox->send("DELETE", m_logs, {}, {{u"filters"_s, filterText(u"id"_s, u"eq"_s, {id})}})
            .status,
        200);
    QCOMPARE(m_sandbox->get(path).status, 404);
    QCOMPARE(patch(id, {{u"score"_s, 1}}).status, 404);
    QCOMPARE(m_sandbox->get(m_logs).total(), 399);
}

QTEST_GUILESS_MAIN(ContractLogChanges)
#include "tst_sandbox_logchanges.moc"
