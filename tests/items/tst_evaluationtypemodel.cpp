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

QTEST_GUILESS_MAIN(EvaluationTypeModelTest)
#include "tst_evaluationtypemodel.moc"
