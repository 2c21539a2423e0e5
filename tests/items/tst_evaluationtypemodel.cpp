// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/evaluationtypemodel.h"
#include "tests/support/cannedserver.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

class EvaluationTypeModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatTheServiceAnswers();
    void asksForAnotherOrder();
};

void EvaluationTypeModelTest::showsWhatTheServiceAnswers()
{
    QFile file(QStringLiteral(GATEHOUSE_TEST_DATA "/evaluation-types-list.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    CannedServer server({.body = file.readAll(), .cutAfter = {}});
    ApiClient client;
    client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    EvaluationTypeService service(&client);
    TimeDisplay time;
    EvaluationTypeModel model(&service, &time);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.refresh();
    QTRY_COMPARE(model.state(), TableModel::State::Ready);
    QStringList texts;
    for (int column = 0; column < EvaluationTypeModel::ColumnCount; ++column) {
        texts.append(model.index(0, column).data().toString());
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(model.headerData(column, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .endsWith(QLatin1Char(')')));
    }
    QCOMPARE(texts.join(u'|'),
             QStringLiteral("name|type|description|yes|yes|2019-12-27 18:11:19|"
                            "2019-12-27 18:11:19|id"));
    QCOMPARE(model.index(0, EvaluationTypeModel::MandatoryColumn).data(TableModel::SortRole),
             QVariant(true));
}

void EvaluationTypeModelTest::asksForAnotherOrder()
{
    CannedServer server(CannedServer::Reply::result(QJsonArray()));
    ApiClient client;
    client.setEndpoint({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    EvaluationTypeService service(&client);
    TimeDisplay time;
    EvaluationTypeModel model(&service, &time);
    model.sort(EvaluationTypeModel::NameColumn,
               Qt::AscendingOrder); // nothing is there to be sorted
    QCOMPARE(model.state(), TableModel::State::Idle);
    model.refresh();
    QTRY_COMPARE(model.state(), TableModel::State::Ready);
    for (int column = 0; column < EvaluationTypeModel::ColumnCount; ++column) {
        model.sort(column, Qt::DescendingOrder);
        QTRY_COMPARE(model.state(), TableModel::State::Ready);
    }
    model.sort(EvaluationTypeModel::IdColumn, Qt::DescendingOrder); // as it is already
    QCOMPARE(model.state(), TableModel::State::Ready);
    QStringList asked;
    for (const CannedServer::Request &request : server.requests())
        asked.append(request.item("order_by") + u' ' + request.item("order_by_direction"));
    QCOMPARE(
        asked,
        (QStringList{"name asc", "name desc", "type desc", "description desc", "mandatory desc",
                     "enable desc", "created_at desc", "modified_at desc", "id desc"}));
}

QTEST_GUILESS_MAIN(EvaluationTypeModelTest)
#include "tst_evaluationtypemodel.moc"
