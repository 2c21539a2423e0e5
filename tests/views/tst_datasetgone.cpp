// SPDX-License-Identifier: GPL-3.0-or-later
// A dataset that is deleted while somebody edits it, on a real sandbox: what was typed is not lost.
#include "models/items/logtablemodel.h"
#include "tests/views/datasetsbench.h"
#include "tests/views/datasettest.h"
#include "views/gateways/savefooter.h"

#include <QPushButton>

using namespace gatehouse;
using namespace gatehouse::test;

static const GatewayId gateway{"production-chat"};

class DatasetGoneTest : public DatasetTest
{
    Q_OBJECT

private Q_SLOTS:
    void isSavedAsNew();
    void survivesClosing();
    void refreshingFindsOut();
    void withoutChangesNothingIsKept();
    void revertingDropsIt();
    void isThereAgain();

private:
    static Dataset make(DatasetsBench &bench)
    {
        Dataset dataset;
        dataset.name = "Soon gone";
        dataset.enable = false;
        dataset.filters = parseLogQuery("cost>0.5 provider:openai")->filters;
        return await(bench.connection.datasets()->create(gateway, dataset)).value_or(Dataset());
    }
    // Past the views of the bench.
    bool removeElsewhere(const DatasetId &id) const
    {
        DatasetsBench others(m_sandbox->endpoint());
        return await(others.connection.datasets()->remove(gateway, id)).has_value();
    }
    static QString draftKey(const DatasetId &id)
    {
        return "gateway/production-chat/dataset/" + id.value;
    }
    static bool saveAsNew(const OpenDataset &dataset)
    {
        return dataset.view->footer()->saveButton()->text() == u"Save as new"
            && click(dataset.view.get(), "Save as new") && QTest::qWaitFor([&] {
                   return dataset.view->address().object != dataset.before.id.value;
               });
    }
    static bool removeNew(const OpenDataset &dataset)
    {
        const DatasetId id{dataset.view->address().object};
        return await(dataset.bench.connection.datasets()->remove(gateway, id)).has_value();
    }
};

void DatasetGoneTest::isSavedAsNew()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, make(bench));
    QVERIFY(dataset.isUp);
    dataset.typeName("Mine");
    QVERIFY(removeElsewhere(dataset.before.id));
    QVERIFY(dataset.save());
    QTRY_VERIFY2(dataset.texts().contains("was deleted. The form still holds it, with your"),
                 qPrintable(dataset.texts()));
    QVERIFY(dataset.view->hasUnsavedChanges());
    QCOMPARE(dataset.view->value().name, QString("Mine"));
    QVERIFY(!named<QAbstractButton>(dataset.view.get(), "Delete…")->isEnabled());
    QVERIFY(saveAsNew(dataset));
    QVERIFY(!dataset.view->hasUnsavedChanges());
    QVERIFY(!dataset.texts().contains("The form still holds it"));
    const Dataset made = datasetOf(bench, gateway, "Mine");
    QCOMPARE(made.id.value, dataset.view->address().object);
    QCOMPARE(made.filters, dataset.before.filters);
    QVERIFY(!made.enable);
    QVERIFY(!bench.drafts.load(bench.draftKey(draftKey(dataset.before.id))));
    QVERIFY(removeNew(dataset));
}

// What was not edited is in no draft of one that is there, but has to be in that of one that is
// not.
void DatasetGoneTest::survivesClosing()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const Dataset before = make(bench);
    {
        const OpenDataset dataset(bench, gateway, before);
        QVERIFY(dataset.isUp);
        dataset.typeName("Mine");
    }
    QVERIFY(removeElsewhere(before.id));
    const OpenDataset dataset(bench, gateway, before);
    QVERIFY(dataset.isUp);
    QVERIFY2(dataset.texts().contains("were restored"), qPrintable(dataset.texts()));
    QVERIFY2(dataset.texts().contains("The form still holds it, with your changes"),
             qPrintable(dataset.texts()));
    QVERIFY(dataset.view->hasUnsavedChanges());
    QCOMPARE(dataset.view->title(), QString("Soon gone"));
    QCOMPARE(dataset.view->value().name, QString("Mine"));
    QCOMPARE(dataset.view->value().filters, before.filters);
    QTRY_VERIFY(dataset.view->logs()->info().totalCount); // they are counted, too
    QVERIFY(saveAsNew(dataset));
    const Dataset made = datasetOf(bench, gateway, "Mine");
    QCOMPARE(made.filters, before.filters);
    QVERIFY(!made.enable);
    QVERIFY(!bench.drafts.load(bench.draftKey(draftKey(before.id))));
    QVERIFY(removeNew(dataset));
}

void DatasetGoneTest::refreshingFindsOut()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, make(bench));
    QVERIFY(dataset.isUp);
    dataset.typeName("Mine");
    QVERIFY(removeElsewhere(dataset.before.id));
    QTest::keyClick(dataset.view.get(), Qt::Key_F5);
    QTRY_VERIFY2(dataset.texts().contains("with your changes"), qPrintable(dataset.texts()));
    QVERIFY(!dataset.view->messages()->hasError());
    dataset.typeName("Mine after all"); // it can still be edited
    QVERIFY(saveAsNew(dataset));
    QCOMPARE(datasetOf(bench, gateway, "Mine after all").filters, dataset.before.filters);
    QVERIFY(removeNew(dataset));
}

// Deleted in its own form, where one way to have it again is enough.
void DatasetGoneTest::withoutChangesNothingIsKept()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, make(bench));
    QVERIFY(dataset.isUp);
    QVERIFY(clickNamed(dataset.view.get(), "Delete…"));
    QTRY_VERIFY2(dataset.texts().contains("The form still shows what it was"),
                 qPrintable(dataset.texts()));
    QVERIFY(settled(dataset.view.get()));
    QVERIFY(!findButton(dataset.view.get(), "Make it again"));
    QVERIFY(!dataset.view->hasUnsavedChanges());
    QVERIFY(!bench.drafts.load(bench.draftKey(draftKey(dataset.before.id))));
    QVERIFY(saveAsNew(dataset));
    QVERIFY(removeNew(dataset));
}

void DatasetGoneTest::revertingDropsIt()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, make(bench));
    QVERIFY(dataset.isUp);
    dataset.typeName("Mine");
    const QString key = bench.draftKey(draftKey(dataset.before.id));
    QTRY_VERIFY(bench.drafts.load(key));
    VERIFY_RESULT(await(bench.connection.datasets()->remove(gateway, dataset.before.id)));
    QTRY_VERIFY(dataset.texts().contains("with your changes"));
    QVERIFY(bench.drafts.load(key));
    QVERIFY(click(dataset.view.get(), "Revert"));
    QVERIFY(!dataset.view->hasUnsavedChanges());
    QVERIFY(!bench.drafts.load(key));
}

// “Not found” may have been a mistake of the service's.
void DatasetGoneTest::isThereAgain()
{
    DatasetsBench bench(m_sandbox->endpoint());
    const OpenDataset dataset(bench, gateway, make(bench));
    QVERIFY(dataset.isUp);
    QVERIFY(m_sandbox->setFaults(
        {{{"kind", "error"}, {"status", 404}, {"path", "*/datasets/" + dataset.before.id.value}}}));
    QTest::keyClick(dataset.view.get(), Qt::Key_F5);
    QTRY_VERIFY(dataset.texts().contains("This dataset was deleted"));
    QVERIFY(m_sandbox->setFaults({}));
    QTest::keyClick(dataset.view.get(), Qt::Key_F5);
    QTRY_VERIFY(!dataset.texts().contains("This dataset was deleted"));
    QCOMPARE(dataset.view->footer()->saveButton()->text(), QString("Save…"));
    QVERIFY(settled(dataset.view.get()));
    VERIFY_RESULT(await(bench.connection.datasets()->remove(gateway, dataset.before.id)));
}

QTEST_MAIN(DatasetGoneTest)
#include "tst_datasetgone.moc"
