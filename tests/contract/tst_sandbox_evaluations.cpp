// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/evaluationchecks.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 20'000; // ms
const QString gateway = u"/gateways/production-chat"_s;
const QString evaluations = gateway + u"/evaluations"_s;

QJsonObject parsed(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QString itemPath(const QJsonObject &evaluation)
{
    return evaluations + u'/' + evaluation[u"id"].toString();
}

} // namespace

/// Evaluations take an hour at first, and from deletedBeforeItIsProcessed() on no time.
class ContractEvaluations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pendingAtFirst();
    void invalid_data();
    void invalid();
    void namesAreUnique();
    void missing();
    void deletedBeforeItIsProcessed();
    void processedAfterAWhile();
    void mandatoryTypes();
    void namedTwice();
    void search();
    void paging();

private:
    Sandbox m_sandbox;
    QJsonArray m_types;
    QString m_slow; ///< id of a dataset
    QJsonObject m_full;
    QJsonObject m_mandatoryOnly;
    QJsonObject m_twice;
};

void ContractEvaluations::initTestCase()
{
    QVERIFY(m_sandbox.start({u"--seed-logs=600"_s, u"--now=2025-06-02T10:00:00Z"_s}));
    setProcessingTime(m_sandbox, hour);
    m_types = evaluationTypes(m_sandbox);
    m_slow =
        newDataset(m_sandbox, gateway, u"slow"_s, {filterBody(u"duration"_s, u"gt"_s, {3000})});
    const QString failed =
        newDataset(m_sandbox, gateway, u"failed"_s, {filterBody(u"success"_s, u"eq"_s, {false})});
    const auto create = [this](const QJsonObject &body) {
        return m_sandbox.send("POST", evaluations, body).object();
    };
    const QJsonValue type = m_types[0][u"id"];
    m_full = create(evaluationBody(u"Full"_s, {m_slow}, evaluationTypeIds(m_sandbox)));
    m_mandatoryOnly = create(evaluationBody(u"mandatory"_s, {m_slow}, {}));
    m_twice = create(evaluationBody(u"twice"_s, {m_slow, failed, m_slow}, {type, type}));
    for (int i = 0; i < 30; ++i) {
        create(evaluationBody(u"run %1"_s.arg(i), {failed}, {}));
    }
}

void ContractEvaluations::pendingAtFirst()
{
    const QStringList members{u"created_at"_s, u"datasets"_s,    u"gateway_id"_s,
                              u"id"_s,         u"modified_at"_s, u"name"_s,
                              u"processed"_s,  u"results"_s,     u"total_logs"_s};
    QCOMPARE(m_full.keys(), members);
    QCOMPARE(m_full[u"processed"], QJsonValue(false));
    QCOMPARE(m_full[u"results"], QJsonValue(QJsonArray()));
    QCOMPARE(m_full[u"total_logs"], QJsonValue(0));
    QCOMPARE(m_full[u"gateway_id"].toString(), u"production-chat"_s);
    QCOMPARE(m_full[u"created_at"].toString(), u"2025-06-02T10:00:00.000Z"_s);
    QJsonObject used = m_full[u"datasets"][0].toObject();
    QCOMPARE(used.take(u"account_id"_s).toString(), u"sandbox"_s);
    QCOMPARE(used.take(u"account_tag"_s).toString(), u"sandbox"_s);
    const QString datasetPath = gateway + u"/datasets/"_s + used[u"id"].toString();
    QCOMPARE(m_sandbox.get(datasetPath).object(), used);
    QCOMPARE(m_sandbox.get(itemPath(m_full)).object(), m_full);
}

void ContractEvaluations::invalid_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("nothing") << parsed(R"({"other": 1})")
                             << QStringList{u"body/dataset_ids"_s, u"body/evaluation_type_ids"_s,
                                            u"body/name"_s};
    QTest::newRow("types") << parsed(R"({"name": 1, "dataset_ids": [1],
                                         "evaluation_type_ids": "x"})")
                           << QStringList{u"body/dataset_ids/0"_s, u"body/evaluation_type_ids"_s,
                                          u"body/name"_s};
    QTest::newRow("no dataset") << evaluationBody(u"refused"_s, {}, {})
                                << QStringList{u"body/dataset_ids"_s};
    const QJsonArray six{m_slow, m_slow, m_slow, m_slow, m_slow, m_slow};
    QTest::newRow("six datasets") << evaluationBody(u"refused"_s, six, {})
                                  << QStringList{u"body/dataset_ids"_s};
    QTest::newRow("unknown ids") << evaluationBody(u"refused"_s, {m_slow, u"none"_s},
                                                   {u"none"_s, m_types[0][u"id"], u"nil"_s})
                                 << QStringList{u"body/dataset_ids/1"_s,
                                                u"body/evaluation_type_ids/0"_s,
                                                u"body/evaluation_type_ids/2"_s};
    const QString foreign =
        m_sandbox.get(u"/gateways/support-bot/datasets"_s).list().first()[u"id"].toString();
    QTest::newRow("dataset of another gateway")
        << evaluationBody(u"refused"_s, {foreign}, {}) << QStringList{u"body/dataset_ids/0"_s};
}

void ContractEvaluations::invalid()
{
    QFETCH(QJsonObject, body);
    QFETCH(QStringList, paths);
    const Answer answer = m_sandbox.send("POST", evaluations, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorCode(), 7001);
    QCOMPARE(answer.errorPaths(), paths);
    QVERIFY(answer.isErrorEnvelope());
    QVERIFY(m_sandbox.get(evaluations, {{u"name"_s, u"refused"_s}}).list().isEmpty());
}

void ContractEvaluations::namesAreUnique()
{
    const Answer answer =
        m_sandbox.send("POST", evaluations, evaluationBody(u"Full"_s, {m_slow}, {}));
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.errorCode(), 7003);
    QCOMPARE(answer.errorPaths(), QStringList{u"body/name"_s});
}

void ContractEvaluations::missing()
{
    const QString id = u'/' + m_full[u"id"].toString();
    for (const QString &path :
         {evaluations + u"/none"_s, u"/gateways/support-bot/evaluations"_s + id,
          u"/gateways/none/evaluations"_s + id}) {
        for (const Answer &answer : {m_sandbox.get(path), m_sandbox.send("DELETE", path)}) {
            QCOMPARE(answer.status, 404);
            QCOMPARE(answer.errorCode(), 7002);
        }
    }
    QCOMPARE(m_sandbox.get(u"/gateways/none/evaluations"_s).status, 404);
    QCOMPARE(
        m_sandbox
            .send("POST", u"/gateways/none/evaluations"_s, evaluationBody(u"n"_s, {u"x"_s}, {}))
            .status,
        404);
    for (const auto &[key, value] :
         Query{{u"per_page"_s, u"101"_s}, {u"page"_s, u"0"_s}, {u"processed"_s, u"maybe"_s}}) {
        const Answer answer = m_sandbox.get(evaluations, {{key, value}});
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.errorPaths(), QStringList{u"query/"_s + key});
    }
}

/// Neither an evaluation nor a gateway comes back when its results are ready.
void ContractEvaluations::deletedBeforeItIsProcessed()
{
    const QJsonObject item =
        m_sandbox.send("POST", evaluations, evaluationBody(u"gone"_s, {m_slow}, {})).object();
    const Answer deleted = m_sandbox.send("DELETE", itemPath(item));
    QCOMPARE(deleted.status, 200);
    QCOMPARE(deleted.object(), item);

    const QString path = u"/gateways/search-embeddings"_s;
    const QJsonValue dataset = m_sandbox.get(path + u"/datasets"_s).list().first()[u"id"];
    QCOMPARE(
        m_sandbox.send("POST", path + u"/evaluations"_s, evaluationBody(u"gone"_s, {dataset}, {}))
            .status,
        200);
    const QJsonObject again = m_sandbox.send("DELETE", path).object();
    QCOMPARE(m_sandbox.send("POST", u"/gateways"_s, again).status, 200);

    const QJsonObject last =
        m_sandbox.send("POST", evaluations, evaluationBody(u"last"_s, {m_slow}, {})).object();
    setProcessingTime(m_sandbox, 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_sandbox.get(itemPath(last)).object()[u"processed"].toBool(),
                             patience);
    QCOMPARE(m_sandbox.get(itemPath(item)).status, 404);
    QVERIFY(m_sandbox.get(path + u"/evaluations"_s).list().isEmpty());
    QVERIFY(m_sandbox.get(path + u"/datasets"_s).list().isEmpty());
}

void ContractEvaluations::processedAfterAWhile()
{
    QTRY_VERIFY_WITH_TIMEOUT(!hasUnprocessed(m_sandbox, gateway), patience);
    const QJsonObject now =
        m_sandbox.send("POST", evaluations, evaluationBody(u"now"_s, {m_slow}, {})).object();
    QTRY_VERIFY_WITH_TIMEOUT(m_sandbox.get(itemPath(now)).object()[u"processed"].toBool(),
                             patience);
    QCOMPARE(m_sandbox.send("DELETE", itemPath(now)).status, 200);

    const QJsonObject done = m_sandbox.get(itemPath(m_full)).object();
    QCOMPARE(done[u"datasets"], m_full[u"datasets"]);
    QCOMPARE(done[u"results"].toArray().size(), 3);
    const QStringList members{u"created_at"_s, u"evaluation_id"_s,      u"evaluation_type_id"_s,
                              u"id"_s,         u"modified_at"_s,        u"result"_s,
                              u"status"_s,     u"status_description"_s, u"total_logs"_s};
    QSet<QString> ids;
    for (const QJsonValue &result : done[u"results"].toArray()) {
        QCOMPARE(result.toObject().keys(), members);
        QCOMPARE(result[u"evaluation_id"], done[u"id"]);
        ids << result[u"id"].toString();
    }
    QCOMPARE(ids.size(), 3);
}

void ContractEvaluations::mandatoryTypes()
{
    QSet<QString> mandatory;
    for (const QJsonValue &type : qAsConst(m_types)) {
        if (type[u"mandatory"].toBool()) {
            mandatory << type[u"id"].toString();
        }
    }
    QSet<QString> found;
    for (const QJsonValue &result :
         m_sandbox.get(itemPath(m_mandatoryOnly)).object()[u"results"].toArray()) {
        found << result[u"evaluation_type_id"].toString();
    }
    QCOMPARE(found, mandatory);
    QVERIFY(!found.isEmpty() && found.size() < m_types.size());
}

void ContractEvaluations::namedTwice()
{
    const QJsonObject done = m_sandbox.get(itemPath(m_twice)).object();
    QCOMPARE(done[u"datasets"].toArray().size(), 2);
    QCOMPARE(done[u"results"].toArray().size(), 2);
}

void ContractEvaluations::search()
{
    const auto found = [this](const Query &query) {
        QStringList names;
        for (const QJsonValue &item : m_sandbox.get(evaluations, query).list()) {
            names << item[u"name"].toString();
        }
        return names;
    };
    const QStringList runs{u"run 5"_s};
    QCOMPARE(found({{u"name"_s, u"UN 5"_s}}), runs);
    QCOMPARE(found({{u"search"_s, u"n 5"_s}}), runs);
    QCOMPARE(found({{u"search"_s, m_twice[u"id"].toString()}}), QStringList{u"twice"_s});
    QCOMPARE(found({{u"name"_s, m_twice[u"id"].toString()}}), QStringList());
    QCOMPARE(found({{u"search"_s, u"n 5"_s}, {u"processed"_s, u"true"_s}}), runs);
    QCOMPARE(found({{u"search"_s, u"n 5"_s}, {u"processed"_s, u"false"_s}}), QStringList());
}

void ContractEvaluations::paging()
{
    const Answer all = m_sandbox.get(evaluations, {{u"per_page"_s, u"100"_s}});
    QVERIFY(!all.json().contains(u"result_info"_s));
    QVERIFY(all.list().size() > 30);
    QCOMPARE(all.list().first()[u"name"].toString(), u"last"_s);
    QJsonArray joined;
    for (int page = 1; page <= (all.list().size() + 6) / 7; ++page) {
        const Query query{{u"page"_s, QString::number(page)}, {u"per_page"_s, u"7"_s}};
        for (const QJsonValue &item : m_sandbox.get(evaluations, query).list()) {
            joined << item;
        }
    }
    QCOMPARE(joined, all.list());
    QCOMPARE(m_sandbox.get(evaluations).list().size(), 20);
    QVERIFY(m_sandbox.get(evaluations, {{u"page"_s, u"100"_s}}).list().isEmpty());
}

QTEST_GUILESS_MAIN(ContractEvaluations)
#include "tst_sandbox_evaluations.moc"
