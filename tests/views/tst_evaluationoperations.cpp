// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the operations on datasets, evaluations and evaluation types, as the API's
// documents have them: found by its name in a form or a table, and what was typed met in the raw
// request.
#include "tests/support/testdata.h"
#include "tests/views/datasetsbench.h"
#include "tests/views/newevaluationtest.h"
#include "views/datasets/datasetsview.h"
#include "views/datasets/datasetview.h"
#include "views/datasets/evaluationpanel.h"
#include "views/datasets/evaluationsview.h"
#include "views/datasets/evaluationtypesview.h"
#include "views/gateways/savefooter.h"
#include "views/logs/filterbar.h"
#include "views/logs/filtercompleter.h"

#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ViewAddress::Kind;

static const GatewayId gateway{"my-gateway"};

class EvaluationOperationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void datasetMembersAreColumns();
    void datasetListIsAskedFor();
    void datasetIsCreated();
    void everyFilterKeyAndOperator();
    void datasetIsUpdated();
    void evaluationMembersAreColumns();
    void evaluationListIsAskedFor();
    void evaluationIsCreated();
    void typeMembersAreColumns();

private:
    QStringList fieldsOf(const char *operations, const char *part) const
    {
        QStringList fields;
        for (const QJsonValue field : m_operations[operations][part].toArray())
            fields.append(field.toString());
        return fields;
    }
    // The members whose column, named in its heading's tooltip, is offered and not empty.
    static QStringList shownMembers(TableView *table)
    {
        QMenu menu;
        table->populateColumnsMenu(&menu);
        QStringList offered;
        for (const QAction *action : menu.actions())
            offered.append(action->text());
        QStringList members;
        const QAbstractItemModel *model = table->model();
        for (int column = 0; column < model->columnCount(); ++column) {
            const QString title = model->headerData(column, Qt::Horizontal).toString();
            const QString help =
                model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
            static const QRegularExpression member(QStringLiteral(R"(\(([a-z_]+)[^()]*\)$)"));
            if (offered.contains(title) && !model->index(0, column).data().toString().isEmpty())
                members.append(member.match(help).captured(1));
        }
        members.removeAll(QString());
        return members;
    }
    static QStringList missing(const QStringList &wanted, const QStringList &shown)
    {
        QStringList gone;
        for (const QString &member : wanted)
            if (!shown.contains(member))
                gone.append(member);
        return gone;
    }
    QJsonObject lastBody(const QByteArray &method) const
    {
        for (auto it = m_server->requests().crbegin(); it != m_server->requests().crend(); ++it)
            if (it->method == method)
                return QJsonDocument::fromJson(it->body).object();
        return {};
    }
    QString lastItem(const QString &path, const QString &item) const
    {
        for (auto it = m_server->requests().crbegin(); it != m_server->requests().crend(); ++it)
            if (it->method == "GET" && it->path.endsWith(path))
                return it->item(item);
        return {};
    }
    QStringList itemsOf(const QString &path) const
    {
        QSet<QString> items;
        for (const CannedServer::Request &request : m_server->requests())
            if (request.path.endsWith(path))
                for (const auto &[name, value] : request.query)
                    items.insert(name);
        return {items.begin(), items.end()};
    }

    QJsonValue m_operations;
    std::unique_ptr<CannedServer> m_server;
    std::unique_ptr<DatasetsBench> m_bench;
};

static QJsonObject testData(const char *name)
{
    QFile file(testDataPath(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", name);
    return QJsonDocument::fromJson(file.readAll()).object();
}

void EvaluationOperationsTest::initTestCase()
{
    m_operations = testData("evaluation-operations.json");
    const QJsonValue dataset = testData("datasets-list.json")["result"][0];
    const QJsonValue evaluation = testData("evaluations-list.json")["result"][0];
    QJsonObject other = testData("evaluation-types-list.json")["result"][0].toObject();
    QJsonArray types{other};
    other.insert("id", "optional");
    other.insert("name", "optional type");
    other.insert("mandatory", false);
    types.append(other);
    m_server = std::make_unique<CannedServer>([=](const CannedServer::Request &request) {
        using Reply = CannedServer::Reply;
        const QString last = request.path.section('/', -1);
        const bool lists = request.method == "GET";
        if (last == u"evaluation-types")
            return Reply::result(types);
        if (last == u"logs")
            return Reply{.body = R"({"success":true,"result":[],"result_info":{"total_count":7}})"};
        if (request.path.contains("/datasets"))
            return Reply::result(lists && last == u"datasets" ? QJsonArray{dataset} : dataset);
        if (request.path.contains("/evaluations"))
            return Reply::result(lists && last == u"evaluations" ? QJsonArray{evaluation}
                                                                 : evaluation);
        return Reply::result(QJsonArray());
    });
    m_bench = std::make_unique<DatasetsBench>(endpointOf(*m_server));
}

void EvaluationOperationsTest::datasetMembersAreColumns()
{
    const auto view = m_bench->open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    QCOMPARE(fieldsOf("datasets", "result").size(), 7);
    QCOMPARE(missing(fieldsOf("datasets", "result"), shownMembers(view->table())), QStringList());
    // The filter's key, operator and value are in its words.
    QCOMPARE(cell(view->table(), "name", DatasetModel::FiltersColumn),
             QString("created is string"));
    QCOMPARE(fieldsOf("datasets", "result.filters"), (QStringList{"key", "operator", "value"}));
}

void EvaluationOperationsTest::datasetListIsAskedFor()
{
    const auto view = m_bench->open<DatasetsView>({Kind::Datasets, gateway});
    QVERIFY(showAndSettle(view.get()));
    auto *text = named<QLineEdit>(view.get(), "Search names, filters and ids");
    typeInto(text, "wanted");
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_COMPARE(lastItem("/datasets", "search"), QString("wanted"));
    auto *where = named<QComboBox>(view.get(), "Search in");
    where->setFocus();
    QTest::keyClick(where, Qt::Key_Down);
    QTRY_COMPARE(lastItem("/datasets", "name"), QString("wanted"));
    QVERIFY(lastItem("/datasets", "search").isNull());
    auto *enabled = named<QComboBox>(view.get(), "Enabled");
    enabled->setFocus();
    QTest::keyClick(enabled, Qt::Key_Down);
    QTRY_COMPARE(lastItem("/datasets", "enable"), QString("true"));
    QTest::keyClick(enabled, Qt::Key_Down);
    QTRY_COMPARE(lastItem("/datasets", "enable"), QString("false"));
    QCOMPARE(missing(fieldsOf("datasets", "list.query"), itemsOf("/datasets")), QStringList());
}

void EvaluationOperationsTest::datasetIsCreated()
{
    const auto view = m_bench->open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(view.get()));
    typeInto(named<QLineEdit>(view.get(), "Name"), "typed");
    auto *enabled = named<QCheckBox>(view.get(), "Enabled");
    QTest::mouseClick(enabled, Qt::LeftButton, {}, {8, enabled->height() / 2});
    QVERIFY(named<QLineEdit>(view.get(), "Filter"));
    typeFilter(view.get(), "cost>$0.5 model:a,b");
    QVERIFY(settled(view.get()));
    QVERIFY(click(view.get(), "Create dataset"));
    QTRY_VERIFY(!lastBody("POST").isEmpty());
    const QJsonObject body = lastBody("POST");
    QCOMPARE(body.keys(), fieldsOf("datasets", "create.body"));
    QCOMPARE(
        body,
        (QJsonObject{
            {"name", "typed"},
            {"enable", false},
            {"filters",
             QJsonArray{
                 QJsonObject{{"key", "cost"}, {"operator", "gt"}, {"value", QJsonArray{0.5}}},
                 QJsonObject{
                     {"key", "model"}, {"operator", "eq"}, {"value", QJsonArray{"a", "b"}}}}}}));
    QVERIFY(settled(view.get()));
}

void EvaluationOperationsTest::everyFilterKeyAndOperator()
{
    QStringList known = fieldsOf("datasets", "filters.key");
    QCOMPARE(known, datasetKeys());
    const QHash<QString, QString> signs{{"eq", ":"}, {"contains", "~"}, {"lt", "<"}, {"gt", ">"}};
    QCOMPARE(fieldsOf("datasets", "filters.operator").size(), signs.size());
    const auto view = m_bench->open<DatasetView>({Kind::NewDataset, gateway});
    QVERIFY(showAndSettle(view.get()));
    typeInto(named<QLineEdit>(view.get(), "Name"), "each");
    for (const QString &key : known) {
        for (const QString &op : fieldsOf("datasets", "filters.operator")) {
            const LogKey::Type type = findLogKey(key)->type;
            const QString value = type == LogKey::Type::Boolean ? "true"
                : type == LogKey::Type::Time                    ? "2026-01-31"
                                                                : "1";
            typeFilter(view.get(), key + signs.value(op) + value);
            QCOMPARE(view->value().filters.size(), 1);
            QCOMPARE(view->value().filters.at(0).key, key);
            QCOMPARE(view->value().filters.at(0).op.text(), op);
        }
    }
    QVERIFY(settled(view.get()));
    QVERIFY(lastItem("/logs", "filters").contains(R"("key":"feedback")")); // the preview
}

void EvaluationOperationsTest::datasetIsUpdated()
{
    const auto view =
        m_bench->open<DatasetView>({.kind = Kind::Dataset, .gateway = gateway, .object = "id"});
    QVERIFY(showAndSettle(view.get()));
    typeInto(named<QLineEdit>(view.get(), "Name"), "retyped");
    QVERIFY(settled(view.get()));
    QVERIFY(click(view.get(), "Save…"));
    QVERIFY(click(view.get(), "Save changes"));
    QTRY_VERIFY(!lastBody("PUT").isEmpty());
    QCOMPARE(lastBody("PUT").keys(), fieldsOf("datasets", "update.body"));
    QCOMPARE(lastBody("PUT")["name"].toString(), QString("retyped"));
    QCOMPARE(lastBody("PUT")["filters"],
             testData("datasets-list.json")["result"][0]["filters"]); // as they came
}

void EvaluationOperationsTest::evaluationMembersAreColumns()
{
    const auto view =
        m_bench->open<EvaluationsView>({Kind::Evaluations, gateway, ViewAddress::joined({"id"})});
    QVERIFY(showAndSettle(view.get()));
    QCOMPARE(fieldsOf("evaluations", "result").size(), 9);
    QCOMPARE(missing(fieldsOf("evaluations", "result"), shownMembers(view->table())),
             QStringList());
    QTRY_COMPARE(view->panel()->results()->model()->rowCount(), 1);
    QCOMPARE(fieldsOf("evaluations", "result.results").size(), 9);
    QCOMPARE(
        missing(fieldsOf("evaluations", "result.results"), shownMembers(view->panel()->results())),
        QStringList());
    QCOMPARE(fieldsOf("evaluations", "result.datasets").size(), 9);
    QCOMPARE(missing(fieldsOf("evaluations", "result.datasets"),
                     shownMembers(view->panel()->datasets())),
             QStringList());
}

void EvaluationOperationsTest::evaluationListIsAskedFor()
{
    const auto view = m_bench->open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    auto *text = named<QLineEdit>(view.get(), "Search names and ids");
    typeInto(text, "wanted");
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_COMPARE(lastItem("/evaluations", "search"), QString("wanted"));
    auto *where = named<QComboBox>(view.get(), "Search in");
    where->setFocus();
    QTest::keyClick(where, Qt::Key_Down);
    QTRY_COMPARE(lastItem("/evaluations", "name"), QString("wanted"));
    auto *processed = named<QComboBox>(view.get(), "Processed");
    processed->setFocus();
    QTest::keyClick(processed, Qt::Key_End);
    QTRY_COMPARE(lastItem("/evaluations", "processed"), QString("false"));
    QCOMPARE(missing(fieldsOf("evaluations", "list.query"), itemsOf("/evaluations")),
             QStringList());
}

void EvaluationOperationsTest::evaluationIsCreated()
{
    const auto view = m_bench->open<EvaluationsView>({Kind::Evaluations, gateway});
    QVERIFY(showAndSettle(view.get()));
    QVERIFY(clickNamed(view.get(), "New evaluation…"));
    auto *dialog = view->findChild<NewEvaluationDialog *>();
    QVERIFY(isUp(dialog));
    typeInto(named<QLineEdit>(dialog, "Name"), "typed");
    auto *list = named<QTreeWidget>(dialog, "Datasets, one to five");
    list->setCurrentItem(list->topLevelItem(0));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Space);
    auto *type = named<QCheckBox>(dialog, "optional type");
    type->setFocus();
    QTest::keyClick(type, Qt::Key_Space);
    QTest::mouseClick(findButton(dialog, "Start"), Qt::LeftButton);
    QTRY_VERIFY(lastBody("POST").contains("dataset_ids"));
    QCOMPARE(lastBody("POST").keys(), fieldsOf("evaluations", "create.body"));
    QCOMPARE(lastBody("POST"),
             (QJsonObject{{"name", "typed"},
                          {"dataset_ids", QJsonArray{"id"}},
                          {"evaluation_type_ids", QJsonArray{"id", "optional"}}}));
}

void EvaluationOperationsTest::typeMembersAreColumns()
{
    EvaluationTypesView view(&m_bench->models, &m_bench->settings);
    QVERIFY(showAndSettle(&view));
    auto *table = view.findChild<TableView *>();
    QCOMPARE(missing(fieldsOf("evaluation-types", "result"), shownMembers(table)), QStringList());
    QCOMPARE(missing(fieldsOf("evaluation-types", "list.query"), itemsOf("/evaluation-types")),
             QStringList());
    QCOMPARE(lastItem("/evaluation-types", "order_by"), QString("mandatory"));
    QCOMPARE(lastItem("/evaluation-types", "order_by_direction"), QString("desc"));
    // A click on a heading asks for another order, a second one for its reverse.
    const QHeaderView *header = table->horizontalHeader();
    QStringList asked;
    for (int click = 0; click < 2; ++click) {
        m_server->forgetRequests();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(EvaluationTypeModel::NameColumn) + 20,
                           header->height() / 2});
        QTRY_COMPARE(lastItem("/evaluation-types", "order_by"), QString("name"));
        asked.append(lastItem("/evaluation-types", "order_by_direction"));
        QVERIFY(settled(&view));
    }
    asked.sort();
    QCOMPARE(asked, (QStringList{"asc", "desc"}));
}

QTEST_MAIN(EvaluationOperationsTest)
#include "tst_evaluationoperations.moc"
