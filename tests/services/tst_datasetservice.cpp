// SPDX-License-Identifier: GPL-3.0-or-later
// Datasets on a real sandbox: all operations, a list without totals over many pages, answers that
// are lost.
#include "models/domain/logquerytext.h"
#include "models/services/datasetservice.h"
#include "models/services/saveguard.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::test;

static const GatewayId gateway{"support-bot"};

class DatasetServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.isReady(), qPrintable(m_sandbox.failure()));
        m_client.setEndpoint(m_sandbox.endpoint());
    }
    void cleanup() { QVERIFY(m_sandbox.setFaults({})); }
    void createsReadsUpdatesAndDeletes();
    void searches();
    void listsOver300();
    void refusalIsInWords();
    void lostAnswerIsLookedUp();
    void lostDeletionIsLookedUp();
    void whatOthersChangedStays();

private:
    Dataset some(const QString &name, const QString &filter = QStringLiteral("cost>0.01"))
    {
        Dataset dataset;
        dataset.name = name;
        dataset.filters = parseLogQuery(filter)->filters;
        return dataset;
    }

    SandboxFixture m_sandbox;
    ApiClient m_client;
    DatasetService m_service{&m_client};
};

void DatasetServiceTest::createsReadsUpdatesAndDeletes()
{
    QSignalSpy saved(&m_service, &DatasetService::saved);
    QSignalSpy removed(&m_service, &DatasetService::removed);
    auto made = await(m_service.create(gateway, some("first", "model:gpt-4o,o3 success:true")));
    VERIFY_RESULT(made);
    QCOMPARE(made->name, QString("first"));
    QVERIFY(made->enable && made->createdAt && *made->gatewayId == gateway.value);
    QCOMPARE(await(m_service.get(gateway, made->id)).value_or(Dataset()), *made);
    made->enable = false;
    made->name = "renamed";
    const auto updated = await(m_service.update(gateway, *made));
    VERIFY_RESULT(updated);
    QCOMPARE(updated->name, QString("renamed"));
    QVERIFY(!updated->enable);
    QCOMPARE(updated->filters, made->filters);
    VERIFY_RESULT(await(m_service.remove(gateway, made->id)));
    const auto gone = await(m_service.get(gateway, made->id));
    QVERIFY(!gone && gone.error().kind == ApiError::Kind::NotFound);
    QCOMPARE(saved.size(), 2);
    QCOMPARE(removed.size(), 1);
}

void DatasetServiceTest::searches()
{
    const auto names = [this](const NamedQuery &query) {
        QStringList found;
        for (const Dataset &dataset :
             await(m_service.list(gateway, query)).value_or(QList<Dataset>()))
            found.append(dataset.name);
        return found;
    };
    QCOMPARE(names({.text = "gemini"}), QStringList{"Trial of Gemini Flash"});
    QCOMPARE(names({.text = "google-ai-studio"}), QStringList{"Trial of Gemini Flash"});
    QCOMPARE(names({.text = "google-ai-studio", .byName = true}), QStringList());
    QCOMPARE(names({.flag = false}), QStringList{"Trial of Gemini Flash"});
    QCOMPARE(names({.flag = true}).size(), names({}).size() - 1);
}

void DatasetServiceTest::listsOver300()
{
    const GatewayId many{"batch-eval"};
    const qsizetype before = await(m_service.list(many)).value_or(QList<Dataset>()).size();
    for (qsizetype i = before; i < 305; ++i)
        VERIFY_RESULT(await(m_service.create(many, some(QString("dataset %1").arg(i)))));
    m_sandbox.forgetRequests();
    const auto all = await(m_service.list(many));
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), 305);
    QSet<DatasetId> ids;
    for (const Dataset &dataset : *all)
        ids.insert(dataset.id);
    QCOMPARE(ids.size(), 305);
    QCOMPARE(m_sandbox.requests().size(), 4);
}

void DatasetServiceTest::refusalIsInWords()
{
    // As the vendor may refuse an eleventh one.
    CannedServer server(CannedServer::Reply::error(400, 7001, "Dataset limit of 10 reached"));
    ApiClient client;
    client.setEndpoint({server.url(), "a", {"t", {}, {}}});
    DatasetService service(&client);
    const auto refused = await(service.create(gateway, some("eleventh")));
    QVERIFY(!refused);
    QVERIFY2(refused.error().text().contains("Dataset limit of 10 reached"),
             qPrintable(refused.error().text()));
    QCOMPARE(server.requests().size(), 1);
}

void DatasetServiceTest::lostAnswerIsLookedUp()
{
    QSignalSpy noticed(&m_client, &ApiClient::noticed);
    QVERIFY(m_sandbox.setFaults(
        {{{"kind", "cut"}, {"path", "*/datasets"}, {"method", "POST"}, {"count", 1}}}));
    const auto made = await(m_service.create(gateway, some("lost answer")));
    VERIFY_RESULT(made);
    QVERIFY(!made->id.isEmpty());
    QCOMPARE(noticed.size(), 1);
    QCOMPARE(await(m_service.list(gateway, {.text = "lost answer"}))->size(), 1);

    QVERIFY(m_sandbox.setFaults({{{"kind", "error"},
                                  {"status", 503},
                                  {"path", "*/datasets"},
                                  {"method", "POST"},
                                  {"count", 1}}}));
    const auto failed = await(m_service.create(gateway, some("never made")));
    QVERIFY(!failed);
    QCOMPARE(await(m_service.list(gateway, {.text = "never made"}))->size(), 0);
}

void DatasetServiceTest::lostDeletionIsLookedUp()
{
    const auto made = await(m_service.create(gateway, some("to go")));
    VERIFY_RESULT(made);
    QVERIFY(m_sandbox.setFaults(
        {{{"kind", "cut"}, {"path", "*/datasets/*"}, {"method", "DELETE"}, {"count", 1}}}));
    VERIFY_RESULT(await(m_service.remove(gateway, made->id)));
    QCOMPARE(await(m_service.list(gateway, {.text = "to go"}))->size(), 0);
}

void DatasetServiceTest::whatOthersChangedStays()
{
    auto base = await(m_service.create(gateway, some("shared")));
    VERIFY_RESULT(base);
    Dataset theirs = *base;
    theirs.filters = parseLogQuery("duration>5s")->filters;
    VERIFY_RESULT(await(m_service.update(gateway, theirs)));
    Dataset mine = *base;
    mine.enable = false;
    const SaveSteps<Dataset> steps{
        [&] { return m_service.get(gateway, base->id); },
        [&](const Dataset &dataset) { return m_service.update(gateway, dataset); }, datasetRules(),
        OthersChanges::Keep};
    const auto outcome = await(saveGuarded(this, steps, *base, mine));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->kind, SaveOutcome<Dataset>::Kind::Saved);
    const auto now = await(m_service.get(gateway, base->id));
    VERIFY_RESULT(now);
    QCOMPARE(now->filters, theirs.filters);
    QVERIFY(!now->enable);
}

QTEST_GUILESS_MAIN(DatasetServiceTest)
#include "tst_datasetservice.moc"
