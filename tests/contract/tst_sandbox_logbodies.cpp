// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/sandboxclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

/// Detail and bodies agree, and every kind of body occurs.
class ContractLogBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void detailHasTheListsFields();
    void sizesAndHeads_data();
    void sizesAndHeads();
    void contentTypes();
    void streams();
    void toolCalls();
    void hugeBodies();
    void brokenBodies();
    void failuresAreRetried();

private:
    QJsonArray page(const QString &gateway, Query query = {})
    {
        query << std::pair(u"per_page"_s, u"50"_s);
        return m_sandbox.get(u"/gateways/%1/logs"_s.arg(gateway), query).list();
    }
    Answer body(const QString &gateway, const QString &id, const QString &side)
    {
        return m_sandbox.get(u"/gateways/%1/logs/%2/%3"_s.arg(gateway, id, side));
    }
    QJsonObject detail(const QString &gateway, const QString &id)
    {
        return m_sandbox.get(u"/gateways/%1/logs/%2"_s.arg(gateway, id)).object();
    }

    Sandbox m_sandbox;
};

void ContractLogBodies::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=30000"_s, u"--now=2025-06-02T10:00:00Z"_s}));
}

void ContractLogBodies::detailHasTheListsFields()
{
    const QJsonArray rows = page(u"production-chat"_s);
    for (const QJsonValue &row : rows) {
        QJsonObject log = detail(u"production-chat"_s, row[u"id"].toString());
        for (const char *side : {"request", "response"}) {
            for (const char *part : {"_head", "_head_complete", "_size"}) {
                const QString key = QLatin1String(side) + QLatin1String(part);
                QVERIFY2(log.contains(key), qPrintable(key));
                log.remove(key);
            }
        }
        QCOMPARE(log, row.toObject());
    }
}

void ContractLogBodies::sizesAndHeads_data()
{
    QTest::addColumn<QString>("gateway");
    for (const char *gateway : {"production-chat", "support-bot", "search-embeddings", "batch-eval",
                                "staging", "playground"}) {
        QTest::newRow(gateway) << QString::fromLatin1(gateway);
    }
}

void ContractLogBodies::sizesAndHeads()
{
    QFETCH(QString, gateway);
    QJsonArray rows = page(gateway);
    const QJsonArray failures = page(gateway, {{u"success"_s, u"false"_s}});
    for (const QJsonValue &row : failures) {
        rows << row;
    }
    for (const QJsonValue &row : std::as_const(rows)) {
        const QString id = row[u"id"].toString();
        const QJsonObject log = detail(gateway, id);
        for (const QString &side : {u"request"_s, u"response"_s}) {
            const Answer answer = body(gateway, id, side);
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body.size(), log[side + u"_size"_s].toInteger());
            const QByteArray head = log[side + u"_head"_s].toString().toUtf8();
            QVERIFY(answer.body.startsWith(head));
            QCOMPARE(log[side + u"_head_complete"_s].toBool(), head.size() == answer.body.size());
            QVERIFY(head.size() <= 4096);
            QVERIFY(head.size() > 2000 || head.size() == answer.body.size());
            const QByteArray type = row[side + u"_content_type"_s].toString().toLatin1();
            QVERIFY(answer.contentType.startsWith(type));
        }
    }
}

void ContractLogBodies::contentTypes()
{
    for (const char *type : {"application/json", "text/event-stream", "text/html", "text/plain"}) {
        const QJsonArray rows =
            page(u"production-chat"_s, {{u"response_content_type"_s, QString::fromLatin1(type)}});
        QVERIFY2(!rows.isEmpty(), type);
        const Answer answer =
            body(u"production-chat"_s, rows.first()[u"id"].toString(), u"response"_s);
        QVERIFY(answer.contentType.startsWith(type));
        QCOMPARE(QJsonDocument::fromJson(answer.body).isNull(),
                 QByteArray(type) != "application/json");
    }
}

void ContractLogBodies::streams()
{
    const QJsonArray rows =
        page(u"production-chat"_s, {{u"response_content_type"_s, u"text/event-stream"_s}});
    for (const QJsonValue &row : rows) {
        const QByteArray text =
            body(u"production-chat"_s, row[u"id"].toString(), u"response"_s).body;
        QVERIFY(text.startsWith("data: {") || text.startsWith("event: "));
        const QList<QByteArray> lines = text.split('\n');
        int parsed = 0;
        for (const QByteArray &line : lines) {
            parsed += line.startsWith("data: {") && !QJsonDocument::fromJson(line.mid(6)).isNull();
        }
        QVERIFY(parsed > 1);
    }
}

void ContractLogBodies::toolCalls()
{
    bool called = false;
    bool offered = false;
    const QJsonArray rows =
        page(u"production-chat"_s,
             {{u"provider"_s, u"openai"_s}, {u"response_content_type"_s, u"application/json"_s}});
    for (const QJsonValue &row : rows) {
        const QString id = row[u"id"].toString();
        offered =
            offered || body(u"production-chat"_s, id, u"request"_s).json().contains(u"tools"_s);
        called =
            called || body(u"production-chat"_s, id, u"response"_s).body.contains("\"tool_calls\"");
    }
    QVERIFY(offered);
    QVERIFY(called);
}

void ContractLogBodies::hugeBodies()
{
    const QJsonArray rows = page(u"batch-eval"_s, {{u"min_tokens_in"_s, u"900000"_s}});
    QVERIFY(!rows.isEmpty());
    const QString id = rows.first()[u"id"].toString();
    const QByteArray text = body(u"batch-eval"_s, id, u"request"_s).body;
    QVERIFY(text.size() > 3'500'000);
    QVERIFY(!QJsonDocument::fromJson(text).isNull());
    QCOMPARE(detail(u"batch-eval"_s, id)[u"request_head_complete"], QJsonValue(false));
}

void ContractLogBodies::brokenBodies()
{
    const QString filters = filterText(u"request_content_type"_s, u"eq"_s, {u"text/plain"_s});
    QVERIFY(!page(u"production-chat"_s, {{u"filters"_s, filters}}).isEmpty());
    int broken = 0;
    for (int pageNumber = 1; pageNumber <= 30 && broken == 0; ++pageNumber) {
        const QJsonArray rows = page(
            u"batch-eval"_s, {{u"success"_s, u"true"_s}, {u"page"_s, QString::number(pageNumber)}});
        for (const QJsonValue &row : rows) {
            const QByteArray text =
                body(u"batch-eval"_s, row[u"id"].toString(), u"response"_s).body;
            broken += QJsonDocument::fromJson(text).isNull() ? 1 : 0;
        }
    }
    QVERIFY(broken > 0);
}

void ContractLogBodies::failuresAreRetried()
{
    const QJsonArray rows = m_sandbox.allLogs(
        u"batch-eval"_s, {{u"start_date"_s, u"2025-05-20"_s}, {u"order_by_direction"_s, u"asc"_s}});
    const bool retried = std::any_of(
        rows.begin(), rows.end(), [](const QJsonValue &row) { return row[u"step"].toInt() > 0; });
    QVERIFY(retried);
}

QTEST_GUILESS_MAIN(ContractLogBodies)
#include "tst_sandbox_logbodies.moc"
