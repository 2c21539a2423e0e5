// SPDX-License-Identifier: GPL-3.0-or-later
// Datasets in words and on the wire, what their filters may hold, and results of evaluations.
#include "models/domain/evaluation.h"
#include "models/domain/logquerytext.h"
#include "models/domain/timedisplay.h"

#include <QTest>

using namespace gatehouse;

class EvaluationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void textOfADataset_data();
    void textOfADataset();
    void filtersInWords_data();
    void filtersInWords();
    void bodyHasNothingOfTheService();
    void namesCountOn_data();
    void namesCountOn();
    void sameAgain();
    void resultsInTheirUnits_data();
    void resultsInTheirUnits();
    void unknownStatus();
    void csv();
};

static QList<LogFilter> filtersOf(const QString &text)
{
    return parseLogQuery(text)->filters;
}

void EvaluationTest::textOfADataset_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("marked"); // empty: it is fine
    QTest::newRow("all operators")
        << "model:gpt-4o,o3 provider~open cost>$0.5 duration<2s success:false"
        << "";
    QTest::newRow("not") << "model:a provider!=openai"
                         << "!=";
    QTest::newRow("dash") << "-model:gpt-4o"
                          << ":";
    QTest::newRow("no such key") << "cost>1 event_id:x"
                                 << "event_id";
    QTest::newRow("metadata") << "metadata.team:search"
                              << "metadata.team";
    QTest::newRow("search") << "model:a timeout"
                            << "timeout";
    for (const QString &key : datasetKeys()) {
        const LogKey *known = findLogKey(key);
        const QString value = !known               ? QString()
            : known->type == LogKey::Type::Boolean ? QStringLiteral("true")
            : known->type == LogKey::Type::Time    ? QStringLiteral("2026-01-31")
            : known->type == LogKey::Type::Text    ? QStringLiteral("x")
                                                   : QStringLiteral("1");
        for (const char *sign : {":", "~", "<", ">"})
            QTest::addRow("%s%s", qPrintable(key), sign) << key + sign + value << "";
    }
}

void EvaluationTest::textOfADataset()
{
    QFETCH(QString, text);
    QFETCH(QString, marked);
    const auto query = parseLogQuery(text, QueryUse::Dataset);
    if (marked.isEmpty()) {
        QVERIFY2(query, query ? "" : qPrintable(query.error().message));
        QCOMPARE(query->filters, filtersOf(text));
        QVERIFY(datasetFilters(*query, {}).dropped.isEmpty());
    } else {
        QVERIFY(!query);
        QCOMPARE(text.mid(query.error().position, query.error().length), marked);
        QVERIFY(query.error().message.startsWith("A dataset"));
        QVERIFY(parseLogQuery(text)); // of logs it is fine
    }
}

void EvaluationTest::filtersInWords_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << ""
                          << "all logs of the gateway";
    QTest::newRow("values") << "model:gpt-4o,o3"
                            << "model is gpt-4o or o3";
    QTest::newRow("bool") << "success:false"
                          << "success is no";
    QTest::newRow("money") << "cost>$0.02"
                           << "cost above $0.02";
    QTest::newRow("time") << "duration<10s"
                          << "duration below 10.00 s";
    QTest::newRow("tokens") << "tokens_in>20k"
                            << "tokens in above 20,000";
    QTest::newRow("point") << "created_at>2026-01-31T14:00:00Z"
                           << "created after 2026-01-31 14:00:00 UTC";
    QTest::newRow("two") << "provider~open cached:true"
                         << "provider contains open, cached is yes";
}

void EvaluationTest::filtersInWords()
{
    QFETCH(QString, filter);
    QFETCH(QString, words);
    QCOMPARE(gatehouse::filtersInWords(filtersOf(filter), TimeDisplay()), words);
    // An operator that is not known yet is shown as it is.
    LogFilter strange{"model", OpenEnum<FilterOperator>::fromText("between"), QJsonArray{"a"}};
    QCOMPARE(gatehouse::filtersInWords({strange}, TimeDisplay()), QString("model between a"));
}

void EvaluationTest::bodyHasNothingOfTheService()
{
    Dataset dataset;
    dataset.id = {"d"};
    dataset.name = "n";
    dataset.gatewayId = QString("g");
    dataset.createdAt = QDateTime::currentDateTimeUtc();
    dataset.unknown = {{"of_next_year", 1}, {"account_id", "a"}};
    QCOMPARE(datasetBody(dataset),
             (QJsonObject{
                 {"name", "n"}, {"enable", true}, {"filters", QJsonArray()}, {"of_next_year", 1}}));
}

void EvaluationTest::namesCountOn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QString>("next");
    QTest::newRow("first") << "Cost 4" << QStringList{"Cost 4"} << "Cost 4, run 2";
    QTest::newRow("second") << "Cost, run 2" << QStringList{} << "Cost, run 3";
    QTest::newRow("taken") << "Cost" << QStringList{"Cost, run 2", "Cost, run 3"} << "Cost, run 4";
}

void EvaluationTest::namesCountOn()
{
    QFETCH(QString, name);
    QFETCH(QStringList, taken);
    QTEST(nextName(name, taken), "next");
}

void EvaluationTest::sameAgain()
{
    Evaluation evaluation;
    evaluation.name = "E";
    for (const char *id : {"a", "b"}) {
        EvaluatedDataset dataset;
        dataset.id = {id};
        evaluation.datasets.append(dataset);
        EvaluationResult result;
        result.typeId = {QString("type-") + id};
        evaluation.results.append(result);
    }
    const NewEvaluation again = gatehouse::sameAgain(evaluation);
    QCOMPARE(toJson(again).toObject(),
             (QJsonObject{{"name", "E"},
                          {"dataset_ids", QJsonArray{"a", "b"}},
                          {"evaluation_type_ids", QJsonArray{"type-a", "type-b"}}}));
}

void EvaluationTest::resultsInTheirUnits_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("cost") << "0.0123"
                          << "cost"
                          << "$0.012300";
    QTest::newRow("speed") << "842"
                           << "speed"
                           << "842 ms";
    QTest::newRow("feedback") << "83.33"
                              << "human_feedback"
                              << "83.33 %";
    QTest::newRow("another type") << "0.7"
                                  << "faithfulness"
                                  << "0.7";
    QTest::newRow("no number") << "rather good"
                               << "cost"
                               << "rather good";
    QTest::newRow("not finite") << "nan"
                                << "cost"
                                << "nan";
}

void EvaluationTest::resultsInTheirUnits()
{
    QFETCH(QString, result);
    QFETCH(QString, type);
    QTEST(resultText(result, type), "text");
}

void EvaluationTest::unknownStatus()
{
    EvaluationResult result;
    result.status = 17;
    QCOMPARE(statusText(result), QString("status 17"));
    result.statusDescription = "Waits for the moon";
    QCOMPARE(statusText(result), QString("Waits for the moon"));
}

void EvaluationTest::csv()
{
    Evaluation evaluation;
    evaluation.name = "E, 1";
    EvaluationResult result;
    result.typeId = {"t"};
    result.result = "0.5";
    result.statusDescription = "Completed, \"well\"";
    evaluation.results = {result};
    EvaluationType type;
    type.id = {"t"};
    type.name = "Cost";
    const QByteArray text = resultsAsCsv({evaluation}, {type});
    const QList<QByteArray> lines = text.split('\n');
    QVERIFY(lines.at(0).startsWith("evaluation,type,result,status,status_description,total_logs"));
    QVERIFY2(lines.at(1).contains("\"E, 1\",Cost,0.5,0,\"Completed, \"\"well\"\"\",0"),
             lines.at(1).constData());
}

QTEST_GUILESS_MAIN(EvaluationTest)
#include "tst_evaluation.moc"
