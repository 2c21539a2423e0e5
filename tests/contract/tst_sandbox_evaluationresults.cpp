// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/evaluationchecks.h"
#include "tests/contract/rowconditions.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // ms
const QString gateway = u"/gateways/production-chat"_s;
const QString evaluations = gateway + u"/evaluations"_s;

QString itemPath(const QJsonObject &evaluation)
{
    return evaluations + u'/' + evaluation[u"id"].toString();
}

} // namespace

/// What evaluations say, against the same sums over the logs that a list shows.
class ContractEvaluationResults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seeded();
    void computed_data();
    void computed();
    void datasetChangedMeanwhile();
    void deletedLogsAreStillCounted();
    void laterLogsDoNotCount();
    void unfinishedAtExit();

private:
    struct Case
    {
        QJsonObject evaluation; ///< as created
        QJsonArray logs; ///< that it is about
    };

    void evaluate(const QString &name, const QList<QJsonArray> &filterLists);
    void makeCases();
    void makeChanged();

    Sandbox m_sandbox;
    QJsonArray m_types;
    QJsonArray m_logs;
    QMap<QString, Case> m_cases;
    QJsonObject m_changed;
};

void ContractEvaluationResults::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=600"_s, u"--now=2025-06-02T10:00:00Z"_s}));
    m_types = evaluationTypes(m_sandbox);
    setProcessingTime(m_sandbox, hour);
    m_logs = ratedLogs(m_sandbox, gateway);
    QCOMPARE(m_logs.size(), 600);
    makeCases();
    makeChanged();
    setProcessingTime(m_sandbox, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!hasUnprocessed(m_sandbox, gateway), patience);
}

/// Evaluates one dataset for each list of filters.
void ContractEvaluationResults::evaluate(const QString &name, const QList<QJsonArray> &filterLists)
{
    QJsonArray ids;
    for (const QJsonArray &filters : filterLists) {
        ids << newDataset(m_sandbox, gateway, u"%1 %2"_s.arg(name).arg(ids.size()), filters);
    }
    Case made;
    made.evaluation =
        m_sandbox.send("POST", evaluations, evaluationBody(name, ids, evaluationTypeIds(m_sandbox)))
            .object();
    for (const QJsonValue &log : qAsConst(m_logs)) {
        const QJsonObject row = log.toObject();
        if (std::any_of(filterLists.begin(), filterLists.end(),
                        [&](const QJsonArray &filters) { return matchesAll(row, filters); })) {
            made.logs << row;
        }
    }
    m_cases[name] = made;
}

void ContractEvaluationResults::makeCases()
{
    const QJsonObject some = m_logs[300].toObject();
    const QJsonObject other = m_logs[411].toObject();
    for (const QString &key :
         {u"created_at"_s, u"request_content_type"_s, u"response_content_type"_s, u"provider"_s,
          u"model"_s, u"cost"_s, u"tokens"_s, u"tokens_in"_s, u"tokens_out"_s, u"duration"_s}) {
        const QJsonArray values{cellOf(some, key), cellOf(other, key)};
        for (const QString &op : {u"eq"_s, u"lt"_s, u"gt"_s}) {
            evaluate(key + u' ' + op, {{filterBody(key, op, values)}});
        }
    }
    for (const QString &key : {u"success"_s, u"cached"_s}) {
        evaluate(key + u" true"_s, {{filterBody(key, u"eq"_s, {true})}});
        evaluate(key + u" false"_s, {{filterBody(key, u"eq"_s, {false})}});
    }
    evaluate(u"feedback up"_s, {{filterBody(u"feedback"_s, u"eq"_s, {1})}});
    evaluate(u"feedback any"_s, {{filterBody(u"feedback"_s, u"gt"_s, {-2})}});
    evaluate(u"model contains"_s,
             {{filterBody(u"model"_s, u"contains"_s, {u"MINI"_s, u"opus"_s})}});
    evaluate(u"time contains"_s, {{filterBody(u"created_at"_s, u"contains"_s, {u"2025-05-2"_s})}});
    evaluate(u"all logs"_s, {QJsonArray()});
    const QJsonArray costly{filterBody(u"cost"_s, u"gt"_s, {0.002}),
                            filterBody(u"success"_s, u"eq"_s, {true}),
                            filterBody(u"provider"_s, u"eq"_s, {u"openai"_s, u"anthropic"_s})};
    const QJsonArray slow{filterBody(u"duration"_s, u"gt"_s, {3000})};
    const QJsonArray failed{filterBody(u"success"_s, u"eq"_s, {false})};
    evaluate(u"and"_s, {costly});
    evaluate(u"five datasets"_s,
             {costly, slow, failed, {filterBody(u"cached"_s, u"eq"_s, {true})}, costly});
    evaluate(u"no logs"_s, {{filterBody(u"model"_s, u"eq"_s, {u"gpt-nil"_s})}});
    evaluate(u"no rated logs"_s, {{filterBody(u"feedback"_s, u"eq"_s, {0})}, failed});
    evaluate(u"value of another type"_s, {{filterBody(u"duration"_s, u"lt"_s, {u"string"_s})}});
    evaluate(u"boolean contains"_s, {{filterBody(u"cached"_s, u"contains"_s, {u"x"_s})}});
    evaluate(u"boolean lt"_s, {{filterBody(u"cached"_s, u"lt"_s, {true})}});
    evaluate(u"no values"_s, {{filterBody(u"model"_s, u"eq"_s, {})}});
}

/// Its dataset is another one before it is processed, and then gone.
void ContractEvaluationResults::makeChanged()
{
    const QString changedId = newDataset(m_sandbox, gateway, u"will change"_s,
                                         {filterBody(u"duration"_s, u"gt"_s, {3000})});
    m_changed =
        m_sandbox.send("POST", evaluations, evaluationBody(u"changed"_s, {changedId}, {})).object();
    const QString changedPath = gateway + u"/datasets/"_s + changedId;
    m_sandbox.send("PUT", changedPath,
                   {{u"name"_s, u"other"_s}, {u"enable"_s, false}, {u"filters"_s, QJsonArray()}});
    m_sandbox.send("DELETE", changedPath);
}

void ContractEvaluationResults::seeded()
{
    for (const QString &path : {gateway, u"/gateways/support-bot"_s, u"/gateways/batch-eval"_s}) {
        const QJsonArray logs = ratedLogs(m_sandbox, path);
        const Query query{{u"per_page"_s, u"100"_s}};
        int found = 0;
        for (const QJsonValue &item : m_sandbox.get(path + u"/evaluations"_s, query).list()) {
            const QJsonObject evaluation = item.toObject();
            const QString made = evaluation[u"created_at"].toString();
            if (made == u"2025-06-02T10:00:00.000Z"_s) {
                continue; // of this test
            }
            ++found;
            QJsonArray meant;
            for (const QJsonValue &log : logs) {
                const QJsonArray datasets = evaluation[u"datasets"].toArray();
                const bool hit =
                    std::any_of(datasets.begin(), datasets.end(), [&](const QJsonValue &dataset) {
                        return matchesAll(log.toObject(), dataset[u"filters"].toArray());
                    });
                if (hit && log[u"created_at"].toString() <= made) {
                    meant << log;
                }
            }
            QVERIFY(made < u"2025-06-01"_s && made > u"2025-05-10"_s);
            compareWithLogs(evaluation, meant, m_types);
        }
        QVERIFY(found >= 2 && found <= 4);
    }
}

void ContractEvaluationResults::computed_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : m_cases.keys()) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void ContractEvaluationResults::computed()
{
    QFETCH(QString, name);
    const Case &made = m_cases[name];
    const QJsonObject done = m_sandbox.get(itemPath(made.evaluation)).object();
    QCOMPARE(done[u"results"].toArray().size(), m_types.size());
    compareWithLogs(done, made.logs, m_types);
}

void ContractEvaluationResults::datasetChangedMeanwhile()
{
    const QJsonObject done = m_sandbox.get(itemPath(m_changed)).object();
    QCOMPARE(done[u"datasets"], m_changed[u"datasets"]);
    QCOMPARE(done[u"datasets"][0][u"name"].toString(), u"will change"_s);
    QJsonArray slow;
    for (const QJsonValue &log : qAsConst(m_logs)) {
        if (log[u"duration"].toInt() > 3000) {
            slow << log;
        }
    }
    QVERIFY(!slow.isEmpty() && slow.size() < m_logs.size());
    compareWithLogs(done, slow, m_types);
}

void ContractEvaluationResults::deletedLogsAreStillCounted()
{
    const QJsonObject before = m_sandbox.get(itemPath(m_changed)).object();
    QCOMPARE(m_sandbox.send("DELETE", gateway + u"/logs"_s).status, 200);
    QCOMPARE(m_sandbox.get(gateway + u"/logs"_s).total(), 0);
    QCOMPARE(m_sandbox.get(itemPath(m_changed)).object(), before);
}

void ContractEvaluationResults::laterLogsDoNotCount()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start({u"--seed-logs=50"_s, u"--traffic=200"_s}));
    setProcessingTime(sandbox, hour);
    const QString all = newDataset(sandbox, gateway, u"all"_s, {});
    const int before = sandbox.get(gateway + u"/logs"_s).total();
    const QJsonObject made =
        sandbox.send("POST", evaluations, evaluationBody(u"now"_s, {all}, {})).object();
    const int after = sandbox.get(gateway + u"/logs"_s).total();
    setProcessingTime(sandbox, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!hasUnprocessed(sandbox, gateway), patience);
    QTRY_VERIFY_WITH_TIMEOUT(sandbox.get(gateway + u"/logs"_s).total() > after, patience);
    const int counted = sandbox.get(itemPath(made)).object()[u"total_logs"].toInt();
    QVERIFY(counted >= before && counted <= after);
}

void ContractEvaluationResults::unfinishedAtExit()
{
    const QTemporaryDir folder;
    const auto arguments = [&](const QString &file) {
        return QStringList{u"--seed-logs=300"_s, u"--now=2025-06-02T10:00:00Z"_s, u"--database"_s,
                           folder.filePath(file)};
    };
    Sandbox killed;
    Sandbox ended;
    for (auto *sandbox : {&killed, &ended}) {
        QVERIFY(sandbox->start(arguments(sandbox == &killed ? u"killed"_s : u"ended"_s)));
        setProcessingTime(*sandbox, hour);
        const QString dataset =
            newDataset(*sandbox, gateway, u"paid"_s, {filterBody(u"cost"_s, u"gt"_s, {0})});
        const QJsonObject body =
            evaluationBody(u"unfinished"_s, {dataset}, evaluationTypeIds(*sandbox));
        QCOMPARE(sandbox->send("POST", evaluations, body).status, 200);
        QVERIFY(hasUnprocessed(*sandbox, gateway));
    }
    killed.kill();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(ended.terminate(), 0);
    QVERIFY(timer.elapsed() < 2000);
    for (auto *sandbox : {&killed, &ended}) {
        QVERIFY(sandbox->start(arguments(sandbox == &killed ? u"killed"_s : u"ended"_s)));
        setProcessingTime(*sandbox, 0);
    }
    for (auto *sandbox : {&killed, &ended}) {
        QTRY_VERIFY_WITH_TIMEOUT(!hasUnprocessed(*sandbox, gateway), patience);
        QJsonArray paid;
        for (const QJsonValue &log : ratedLogs(*sandbox, gateway)) {
            if (log[u"cost"].toDouble() > 0) {
                paid << log;
            }
        }
        const QJsonObject done =
            sandbox->get(evaluations, {{u"name"_s, u"unfinished"_s}}).list().first().toObject();
        QCOMPARE(done[u"results"].toArray().size(), 3);
        compareWithLogs(done, paid, evaluationTypes(*sandbox));
    }
}

QTEST_GUILESS_MAIN(ContractEvaluationResults)
#include "tst_sandbox_evaluationresults.moc"
