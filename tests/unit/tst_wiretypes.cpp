// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/evaluation.h"
#include "models/domain/gateway.h"
#include "models/domain/log.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace gatehouse;

// The seeds' example answers through the codecs; faults are planted into every member by name.
class TestWireTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data() { examples(); }
    void roundTrip();
    void unknownMembersSurvive_data() { examples(); }
    void unknownMembersSurvive();
    void wrongTypes_data() { examples(); }
    void wrongTypes();
    void missingMembers_data() { examples(); }
    void missingMembers();
    void nullMembers_data() { examples(); }
    void nullMembers();
    void unknownEnumValuesSurvive();
    void everyMemberOfAGatewayIsKnown();
    void pageInfoMayBeEmpty();
    void createBody();
    void updateBody();
    void updateBodyNeverInventsNull();

private:
    static void examples();
};

namespace {

using Codec = Result<QJsonValue> (*)(const QJsonValue &);

template <class T> Result<QJsonValue> through(const QJsonValue &json)
{
    return fromJson<T>(json, {QStringLiteral("result")}).map([](const T &value) {
        return toJson(value);
    });
}

QJsonObject example(const QString &file)
{
    QFile data(QStringLiteral(GATEHOUSE_TEST_DATA "/") + file);
    if (!data.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(data.fileName()));
    return QJsonDocument::fromJson(data.readAll()).object();
}

QJsonObject exampleGateway()
{
    return example(QStringLiteral("gateway.json"))[QLatin1String("result")].toObject();
}

} // namespace

Q_DECLARE_METATYPE(Codec)

void TestWireTypes::examples()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<Codec>("codec");
    QTest::addColumn<QStringList>("required"); // members that must be there and not null
    const QStringList gateway{"id", "created_at", "modified_at", "cache_invalidate_on_update",
                              "collect_logs"};
    const QStringList log{"id",       "created_at", "cached",   "success",
                          "duration", "model",      "provider", "path"};
    const QStringList type{"id",     "name",      "type",       "description",
                           "enable", "mandatory", "created_at", "modified_at"};
    const auto first = [](const char *file) {
        return example(QLatin1String(file))[QLatin1String("result")].toArray().at(0).toObject();
    };
    QTest::newRow("gateways list")
        << first("gateways-list.json") << Codec(through<Gateway>) << gateway;
    QTest::newRow("gateway") << exampleGateway() << Codec(through<Gateway>) << gateway;
    QTest::newRow("logs list") << first("logs-list.json") << Codec(through<Log>) << log;
    QTest::newRow("log detail")
        << example(QStringLiteral("log.json"))[QLatin1String("result")].toObject()
        << Codec(through<Log>) << log;
    QTest::newRow("logs info")
        << example(QStringLiteral("logs-list.json"))[QLatin1String("result_info")].toObject()
        << Codec(through<LogListInfo>) << QStringList();
    QTest::newRow("evaluation types list")
        << first("evaluation-types-list.json") << Codec(through<EvaluationType>) << type;
    const QJsonObject evaluation = first("evaluations-list.json");
    QTest::newRow("datasets list") << first("datasets-list.json") << Codec(through<Dataset>)
                                   << QStringList{"id", "name", "enable", "filters"};
    QTest::newRow("evaluations list")
        << evaluation << Codec(through<Evaluation>)
        << QStringList{"id",      "name",       "processed",  "datasets",
                       "results", "total_logs", "created_at", "modified_at"};
    QTest::newRow("evaluated dataset")
        << evaluation["datasets"][0].toObject() << Codec(through<EvaluatedDataset>)
        << QStringList{"id", "name", "enable", "filters"};
    QTest::newRow("evaluation result")
        << evaluation["results"][0].toObject() << Codec(through<EvaluationResult>)
        << QStringList{"id",         "evaluation_id", "evaluation_type_id",
                       "result",     "status",        "status_description",
                       "total_logs", "created_at",    "modified_at"};
}

void TestWireTypes::roundTrip()
{
    QFETCH(QJsonObject, json);
    QFETCH(Codec, codec);
    QVERIFY(!json.isEmpty());
    const auto back = codec(json);
    QVERIFY2(back, qPrintable(back ? QString() : back.error().text()));
    QCOMPARE(back->toObject(), json);
}

void TestWireTypes::unknownMembersSurvive()
{
    QFETCH(QJsonObject, json);
    QFETCH(Codec, codec);
    json.insert(QStringLiteral("of_next_year"),
                QJsonObject{{QStringLiteral("deep"), QJsonArray{1}}});
    json.insert(QStringLiteral("nothing_yet"), QJsonValue::Null);
    const auto back = codec(json);
    QVERIFY(back);
    if (codec != Codec(through<LogListInfo>)) // which is never sent back
        QCOMPARE(back->toObject(), json);
}

void TestWireTypes::wrongTypes()
{
    QFETCH(QJsonObject, json);
    QFETCH(Codec, codec);
    const QJsonValue values[] = {true, 0.5, QStringLiteral("wrong"), QJsonArray{}, QJsonObject{}};
    for (const QString &key : json.keys()) {
        int refused = 0;
        for (const QJsonValue &value : values) {
            QJsonObject faulty = json;
            faulty.insert(key, value);
            const auto back = codec(faulty);
            if (back) {
                QVERIFY2(value.type() == json[key].type()
                             || (json[key].isString() && key.endsWith(QLatin1String("_at"))
                                 && value.isDouble()), // Unix time
                         qPrintable(key));
                continue;
            }
            ++refused;
            QCOMPARE(back.error().kind, ApiError::Kind::Protocol);
            QCOMPARE(back.error().path, QStringList({QStringLiteral("result"), key}));
        }
        QVERIFY2(refused >= 3, qPrintable(key));
    }
}

void TestWireTypes::missingMembers()
{
    QFETCH(QJsonObject, json);
    QFETCH(Codec, codec);
    QFETCH(QStringList, required);
    for (const QString &key : json.keys()) {
        QJsonObject without = json;
        without.remove(key);
        const auto back = codec(without);
        QVERIFY2(back.has_value() != required.contains(key), qPrintable(key));
        if (back)
            QCOMPARE(back->toObject(), without); // absent stays absent
        else
            QCOMPARE(back.error().path, QStringList({QStringLiteral("result"), key}));
    }
}

void TestWireTypes::nullMembers()
{
    QFETCH(QJsonObject, json);
    QFETCH(Codec, codec);
    QFETCH(QStringList, required);
    for (const QString &key : json.keys()) {
        QJsonObject withNull = json;
        withNull.insert(key, QJsonValue::Null);
        const auto back = codec(withNull);
        QVERIFY2(back.has_value() != required.contains(key), qPrintable(key));
        if (back)
            QCOMPARE(back->toObject(), withNull); // null stays null
    }
}

void TestWireTypes::unknownEnumValuesSurvive()
{
    QJsonObject json = exampleGateway();
    for (const char *key : {"rate_limiting_technique", "log_management_strategy", "retry_backoff",
                            "workers_ai_billing_mode"}) {
        QVERIFY(json.contains(QLatin1String(key)));
        json.insert(QLatin1String(key), QStringLiteral("of-next-year"));
    }
    const auto gateway = fromJson<Gateway>(json);
    QVERIFY(gateway);
    QVERIFY(!gateway->retryBackoff->known());
    QCOMPARE(gateway->retryBackoff->text(), QStringLiteral("of-next-year"));
    QCOMPARE(toJson(*gateway).toObject(), json);
}

void TestWireTypes::everyMemberOfAGatewayIsKnown()
{
    QVERIFY(fromJson<Gateway>(exampleGateway())->unknown.isEmpty());
    QVERIFY(fromJson<Log>(example(QStringLiteral("log.json"))[QLatin1String("result")])
                ->unknown.isEmpty());
}

void TestWireTypes::pageInfoMayBeEmpty()
{
    const auto info = fromJson<LogListInfo>(QJsonObject());
    QVERIFY(info);
    QVERIFY(info->totalCount.isAbsent());
}

void TestWireTypes::createBody()
{
    Gateway gateway = newGateway();
    gateway.id = {QStringLiteral("mine")};
    const QJsonObject expected{{"id", "mine"},
                               {"cache_invalidate_on_update", false},
                               {"cache_ttl", 0},
                               {"collect_logs", true},
                               {"rate_limiting_interval", 0},
                               {"rate_limiting_limit", 0},
                               {"rate_limiting_technique", "fixed"}};
    QCOMPARE(gatewayCreateBody(gateway), expected);

    // A copy of a full gateway sends what the operation takes and nothing else.
    static const QStringList taken{"id",
                                   "cache_invalidate_on_update",
                                   "cache_ttl",
                                   "collect_logs",
                                   "logpush",
                                   "rate_limiting_interval",
                                   "authentication",
                                   "rate_limiting_limit",
                                   "retry_delay",
                                   "log_management",
                                   "retry_max_attempts",
                                   "log_management_strategy",
                                   "zdr",
                                   "logpush_public_key",
                                   "store_id",
                                   "rate_limiting_technique",
                                   "retry_backoff",
                                   "workers_ai_billing_mode"};
    const QJsonObject copy = gatewayCreateBody(*fromJson<Gateway>(exampleGateway()));
    for (const QString &key : copy.keys())
        QVERIFY2(taken.contains(key), qPrintable(key));
    QCOMPARE(copy.size(), taken.size());
}

void TestWireTypes::updateBody()
{
    QJsonObject json = exampleGateway();
    json.insert(QStringLiteral("of_next_year"), 1);
    const QJsonObject body = gatewayUpdateBody(*fromJson<Gateway>(json));
    for (const char *own : {"id", "created_at", "modified_at", "is_default"})
        json.remove(QLatin1String(own));
    QCOMPARE(body, json); // a PUT replaces: all that was read goes back, unknown members too
}

void TestWireTypes::updateBodyNeverInventsNull()
{
    QJsonObject json{{"id", "g"},
                     {"created_at", "2026-01-31T00:00:00.000Z"},
                     {"modified_at", "2026-01-31T00:00:00.000Z"},
                     {"cache_invalidate_on_update", true},
                     {"cache_ttl", QJsonValue::Null},
                     {"collect_logs", true},
                     {"rate_limiting_interval", 0},
                     {"rate_limiting_limit", QJsonValue::Null}};
    auto gateway = *fromJson<Gateway>(json);
    gateway.collectLogs = false;
    const QJsonObject expected{{"cache_invalidate_on_update", true},
                               {"cache_ttl", QJsonValue::Null},
                               {"collect_logs", false},
                               {"rate_limiting_interval", 0},
                               {"rate_limiting_limit", QJsonValue::Null}};
    QCOMPARE(gatewayUpdateBody(gateway), expected);
}

QTEST_GUILESS_MAIN(TestWireTypes)
#include "tst_wiretypes.moc"
