// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/evaluationchecks.h"

#include "tests/contract/rowconditions.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace contract {

QJsonObject filterBody(const QString &key, const QString &op, const QJsonArray &values)
{
    return {{u"key"_s, key}, {u"operator"_s, op}, {u"value"_s, values}};
}

QJsonObject evaluationBody(const QString &name, const QJsonArray &datasetIds,
                           const QJsonArray &typeIds)
{
    return {{u"name"_s, name}, {u"dataset_ids"_s, datasetIds}, {u"evaluation_type_ids"_s, typeIds}};
}

QString newDataset(Sandbox &sandbox, const QString &gateway, const QString &name,
                   const QJsonArray &filters)
{
    const QJsonObject body{{u"name"_s, name}, {u"enable"_s, true}, {u"filters"_s, filters}};
    return sandbox.send("POST", gateway + u"/datasets"_s, body).object()[u"id"].toString();
}

QJsonArray evaluationTypes(Sandbox &sandbox)
{
    return sandbox.get(u"/evaluation-types"_s).list();
}

QJsonArray evaluationTypeIds(Sandbox &sandbox)
{
    QJsonArray ids;
    for (const QJsonValue &type : evaluationTypes(sandbox)) {
        ids << type[u"id"];
    }
    return ids;
}

void setProcessingTime(Sandbox &sandbox, int milliseconds)
{
    const QByteArray body = QJsonDocument(QJsonObject{{u"milliseconds"_s, milliseconds}}).toJson();
    QCOMPARE(
        sandbox
            .sendRaw("PUT", u"/_sandbox/evaluations"_s, body,
                     {{"Authorization", "Bearer anything"}, {"Content-Type", "application/json"}})
            .status,
        200);
}

bool hasUnprocessed(Sandbox &sandbox, const QString &gateway)
{
    const Query query{{u"processed"_s, u"false"_s}};
    return !sandbox.get(gateway + u"/evaluations"_s, query).list().isEmpty();
}

QJsonArray ratedLogs(Sandbox &sandbox, const QString &gateway)
{
    const QString id = gateway.section(u'/', -1);
    QHash<QString, int> feedback;
    for (const int value : {-1, 0, 1}) {
        const Query query{{u"filters"_s, filterText(u"feedback"_s, u"eq"_s, {value})}};
        for (const QString &logId : idsOf(sandbox.allLogs(id, query))) {
            feedback[logId] = value;
        }
    }
    QJsonArray logs;
    for (const QJsonValue &log : sandbox.allLogs(id)) {
        QJsonObject row = log.toObject();
        if (const auto found = feedback.constFind(row[u"id"].toString());
            found != feedback.cend()) {
            row[u"feedback"] = *found;
        }
        logs << row;
    }
    return logs;
}

bool matchesAll(const QJsonObject &log, const QJsonArray &filters)
{
    return std::all_of(filters.begin(), filters.end(), [&](const QJsonValue &each) {
        return matches(cellOf(log, each[u"key"].toString()), each[u"operator"].toString(),
                       each[u"value"].toArray());
    });
}

void compareWithLogs(const QJsonObject &evaluation, const QJsonArray &logs, const QJsonArray &types)
{
    double cost = 0;
    double duration = 0;
    double rated = 0;
    double positive = 0;
    for (const QJsonValue &log : logs) {
        cost += log[u"cost"].toDouble();
        duration += log[u"duration"].toDouble();
        rated += std::abs(log[u"feedback"].toInt());
        positive += log[u"feedback"].toInt() == 1;
    }
    const double count = static_cast<double>(logs.size());
    struct Measure
    {
        double value;
        double precision;
        double logs;
    };
    const QHash<QString, Measure> measures{
        {u"cost"_s, {cost / count, 1e-10, count}},
        {u"speed"_s, {duration / count, 0.01, count}},
        {u"human_feedback"_s, {100 * positive / rated, 0.01, rated}}};
    QCOMPARE(evaluation[u"processed"], QJsonValue(true));
    QCOMPARE(evaluation[u"total_logs"].toInt(), logs.size());
    for (const QJsonValue &result : evaluation[u"results"].toArray()) {
        const auto type = std::find_if(types.begin(), types.end(), [&](const QJsonValue &each) {
            return each[u"id"] == result[u"evaluation_type_id"];
        });
        QVERIFY(type != types.end());
        const Measure &expected = measures[(*type)[u"type"].toString()];
        QCOMPARE(result[u"total_logs"].toDouble(), expected.logs);
        const QString words = result[u"status_description"].toString();
        if (expected.logs == 0) {
            QCOMPARE(result[u"result"].toString(), QString());
            QVERIFY2(words.startsWith(u"Nothing to measure"_s), qPrintable(words));
            QCOMPARE(result[u"status"].toInt(), 2);
        } else {
            bool isNumber = false;
            const double value = result[u"result"].toString().toDouble(&isNumber);
            QVERIFY(isNumber);
            QVERIFY2(std::abs(value - expected.value) <= expected.precision,
                     qPrintable(u"%1 instead of %2"_s.arg(value).arg(expected.value)));
            QVERIFY2(words.startsWith(u"Completed"_s), qPrintable(words));
            QCOMPARE(result[u"status"].toInt(), 1);
        }
    }
}

} // namespace contract
