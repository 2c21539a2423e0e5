// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation on datasets and evaluations, with its answer gone wrong in every way: what is
// told of it is what has become of it.
#include "tests/services/evaluationtest.h"

#include <functional>

using namespace gatehouse;
using namespace gatehouse::test;

static const QString name = QStringLiteral("under faults");
using Outcome = std::optional<ApiError>; // none: it succeeded

template <class T> static Outcome outcome(const Result<T> &result)
{
    return result ? Outcome() : result.error();
}

class EvaluationFaultsTest : public EvaluationTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void reads_data();
    void reads();
    void writes_data();
    void writes();

private:
    struct Read
    {
        const char *path;
        std::function<Result<QStringList>()> ids;
    };
    struct Write
    {
        const char *method;
        const char *path;
        std::function<void()> prepare;
        std::function<Outcome()> run;
        std::function<bool()> happened;
    };
    template <class T> static QStringList idsOf(const QList<T> &values)
    {
        QStringList ids;
        for (const T &value : values)
            ids.append(value.id.value);
        return ids;
    }
    template <class T> static Result<QStringList> ids(const Result<QList<T>> &values)
    {
        return values.map([](const QList<T> &all) { return idsOf(all); });
    }
    template <class T> static Result<QStringList> id(const Result<T> &value)
    {
        return value.map([](const T &one) { return QStringList{one.id.value}; });
    }
    QList<Dataset> ownDatasets()
    {
        return await(datasets()->list(gateway, {.text = name})).value_or(QList<Dataset>());
    }
    QList<Evaluation> ownEvaluations()
    {
        return await(evaluations()->list(gateway, {.text = name})).value_or(QList<Evaluation>());
    }
    Dataset own(bool enable = true) const
    {
        Dataset dataset;
        dataset.name = name;
        dataset.enable = enable;
        return dataset;
    }
    NewEvaluation newEvaluation() { return {name, firstDatasets(1), {}}; }
    Read read(const QString &which);
    Write write(const QString &which);

    Dataset m_dataset; // as it was before
    EvaluationId m_evaluation;
    NewEvaluation m_new;
};

void EvaluationFaultsTest::cleanup()
{
    QVERIFY(m_sandbox.setFaults({}));
    for (const Evaluation &evaluation : ownEvaluations())
        VERIFY_RESULT(await(evaluations()->remove(gateway, evaluation.id)));
    for (const Dataset &dataset : ownDatasets())
        VERIFY_RESULT(await(datasets()->remove(gateway, dataset.id)));
}

static void addRows(const QStringList &operations)
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QJsonObject>("fault");
    const QList<QJsonObject> faults{{{"kind", "error"}, {"status", 403}},
                                    {{"kind", "error"}, {"status", 404}},
                                    {{"kind", "error"}, {"status", 409}},
                                    {{"kind", "error"}, {"status", 503}, {"body", false}},
                                    {{"kind", "rate_limited"}, {"retry_after", 0}},
                                    {{"kind", "html"}},
                                    {{"kind", "truncated"}},
                                    {{"kind", "cut"}},
                                    {{"kind", "trickle"}, {"milliseconds", 40}},
                                    {{"kind", "latency"}, {"milliseconds", 40}},
                                    {{"kind", "content_type"}},
                                    {{"kind", "unknown_enum"}},
                                    {{"kind", "extra_fields"}},
                                    {{"kind", "nulls"}}};
    for (const QString &operation : operations)
        for (const QJsonObject &fault : faults)
            QTest::addRow("%s, %s %d", qPrintable(operation), qPrintable(fault["kind"].toString()),
                          fault["status"].toInt())
                << operation << fault;
}

EvaluationFaultsTest::Read EvaluationFaultsTest::read(const QString &which)
{
    if (which == u"datasets")
        return {"*/datasets", [this] { return ids(await(datasets()->list(gateway))); }};
    if (which == u"dataset")
        return {"*/datasets/*", [this, of = firstDatasets(1).value(0)] {
                    return id(await(datasets()->get(gateway, of)));
                }};
    if (which == u"evaluations")
        return {"*/evaluations", [this] { return ids(await(evaluations()->list(gateway))); }};
    if (which == u"evaluation")
        return {"*/evaluations/*",
                [this, of = await(evaluations()->list(gateway))->constFirst().id] {
                    return id(await(evaluations()->get(gateway, of)));
                }};
    return {"*/evaluation-types", [this] { return ids(await(types()->list())); }};
}

void EvaluationFaultsTest::reads_data()
{
    addRows({"datasets", "dataset", "evaluations", "evaluation", "types"});
}

// All of it, or an error in words; never less of it.
void EvaluationFaultsTest::reads()
{
    QFETCH(QString, operation);
    QFETCH(QJsonObject, fault);
    const Read one = read(operation);
    const auto before = one.ids();
    VERIFY_RESULT(before);
    QVERIFY(!before->isEmpty());
    fault.insert("path", one.path);
    QVERIFY(m_sandbox.setFaults({fault}));
    const auto now = one.ids();
    if (now)
        QCOMPARE(*now, *before);
    else
        QVERIFY(!now.error().text().isEmpty() && !now.error().mayHaveHappened);
    const QStringList harmless{"trickle", "latency", "unknown_enum", "extra_fields"};
    if (harmless.contains(fault["kind"].toString()))
        VERIFY_RESULT(now);
}

EvaluationFaultsTest::Write EvaluationFaultsTest::write(const QString &which)
{
    const auto makeDataset = [this] {
        m_dataset = await(datasets()->create(gateway, own())).value_or(Dataset());
    };
    if (which == u"create dataset")
        return {"POST", "*/datasets", [] {},
                [this] { return outcome(await(datasets()->create(gateway, own()))); },
                [this] { return !ownDatasets().isEmpty(); }};
    if (which == u"update dataset")
        return {"PUT", "*/datasets/*", makeDataset,
                [this] {
                    Dataset changed = m_dataset;
                    changed.enable = false;
                    return outcome(await(datasets()->update(gateway, changed)));
                },
                [this] { return !ownDatasets().constFirst().enable; }};
    if (which == u"delete dataset")
        return {"DELETE", "*/datasets/*", makeDataset,
                [this] { return outcome(await(datasets()->remove(gateway, m_dataset.id))); },
                [this] { return ownDatasets().isEmpty(); }};
    if (which == u"create evaluation")
        return {"POST", "*/evaluations", [this] { m_new = newEvaluation(); },
                [this] { return outcome(await(evaluations()->create(gateway, m_new))); },
                [this] { return !ownEvaluations().isEmpty(); }};
    return {"DELETE", "*/evaluations/*",
            [this] {
                const auto made = await(evaluations()->create(gateway, newEvaluation()));
                m_evaluation = made.value_or(Evaluation()).id;
            },
            [this] { return outcome(await(evaluations()->remove(gateway, m_evaluation))); },
            [this] { return ownEvaluations().isEmpty(); }};
}

void EvaluationFaultsTest::writes_data()
{
    addRows({"create dataset", "update dataset", "delete dataset", "create evaluation",
             "delete evaluation"});
}

// What is said to have been done has been done, once; what is said not to have happened has not.
void EvaluationFaultsTest::writes()
{
    QFETCH(QString, operation);
    QFETCH(QJsonObject, fault);
    const Write one = write(operation);
    one.prepare();
    fault.insert("path", one.path);
    fault.insert("method", one.method);
    QVERIFY(m_sandbox.setFaults({fault}));
    const Outcome failed = one.run();
    QVERIFY(m_sandbox.setFaults({}));
    if (!failed)
        QVERIFY(one.happened());
    else if (operation == u"update dataset") // which may be sent again, and then tells
        QVERIFY(!one.run() && one.happened());
    else if (!failed->mayHaveHappened)
        QVERIFY2(!one.happened(), qPrintable(failed->text()));
    if (failed)
        QVERIFY(!failed->text().isEmpty());
    QVERIFY(ownDatasets().size() + ownEvaluations().size() <= 1);
    const QStringList harmless{"trickle", "latency", "unknown_enum", "extra_fields"};
    if (harmless.contains(fault["kind"].toString()))
        QVERIFY2(!failed, failed ? qPrintable(failed->text()) : "");
}

QTEST_GUILESS_MAIN(EvaluationFaultsTest)
#include "tst_evaluationfaults.moc"
