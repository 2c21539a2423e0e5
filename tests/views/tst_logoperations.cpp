// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the operations on logs, as the API's documents have them: found by its name in a
// form or a table, and what was typed met in the raw request.
#include "models/items/logcells.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/testdata.h"
#include "tests/views/logswindow.h"
#include "views/logs/bodyview.h"
#include "views/logs/filterbar.h"
#include "views/logs/filtercompleter.h"
#include "views/logs/logbodypanel.h"
#include "views/logs/logfields.h"
#include "views/logs/valuerow.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDoubleSpinBox>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;

class LogOperationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyParameterIsTried();
    void list_data();
    void list();
    void everyFilterKeyAndOperatorIsKnown();
    void ordersAreClicked();
    void everyMemberIsAColumn();
    void totalsAreInTheSummary();
    void everyMemberIsInTheInspector();
    void annotates();
    void deletes();
    void fetchesBodies();
};

namespace {

QStringList fieldsOf(const char *operation, const char *part)
{
    QFile file(testDataPath(QStringLiteral("log-operations.json")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonValue all = QJsonDocument::fromJson(file.readAll()).object();
    QStringList fields;
    for (const QJsonValue field : all[operation][part].toArray())
        fields.append(field.toString());
    return fields;
}

// A log with every member.
QJsonObject someLog(int number)
{
    return {{"id", QString("log-%1").arg(number)},
            {"cached", true},
            {"created_at",
             toJson(QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC).addSecs(-number))},
            {"duration", 1234},
            {"model", "m-1"},
            {"path", "chat/completions"},
            {"provider", "p-1"},
            {"success", true},
            {"tokens_in", 11},
            {"tokens_out", 22},
            {"cost", 0.25},
            {"custom_cost", true},
            {"metadata", "{\"team\":\"search\"}"},
            {"model_type", "chat"},
            {"request_content_type", "application/json"},
            {"request_head", "{\"a\":"},
            {"request_head_complete", false},
            {"request_size", 7},
            {"request_type", "chat"},
            {"response_content_type", "text/plain"},
            {"response_head", "he"},
            {"response_head_complete", false},
            {"response_size", 5},
            {"status_code", 200},
            {"step", 0}};
}

// A service with 120 logs, of which 7 match whatever is asked for.
struct Service
{
    CannedServer::Reply operator()(const CannedServer::Request &request)
    {
        const QString last = request.path.section('/', -1);
        if (request.method == "DELETE")
            matching = 0;
        if (request.method != "GET")
            return CannedServer::Reply::result(QJsonObject());
        if (last == "request")
            return {.body = "{\"a\":1}"};
        if (last == "response")
            return {.body = "hello", .headers = {{"Content-Type", "text/plain"}}};
        if (last != "logs")
            return CannedServer::Reply::result(someLog(last.section('-', 1).toInt()));
        // Pages are asked for within a range of time, too.
        static const QRegularExpression condition("\"key\":\"(?!created_at)");
        const bool isFiltered =
            request.item("filters").contains(condition) || !request.item("search").isEmpty();
        const int count = isFiltered ? matching : 120;
        const int size = request.item("per_page").toInt();
        const int first = (request.item("page").toInt() - 1) * size;
        QJsonArray rows;
        for (int i = first; i < std::min(count, first + size); ++i)
            rows.append(someLog(i));
        const QJsonObject info{
            {"total_count", count},   {"min_cost", 0.125},     {"max_cost", 4},
            {"min_duration", 5},      {"max_duration", 7000},  {"min_tokens_in", 31},
            {"max_tokens_in", 41},    {"min_tokens_out", 51},  {"max_tokens_out", 61},
            {"min_total_tokens", 71}, {"max_total_tokens", 81}};
        CannedServer::Reply reply;
        reply.body =
            QJsonDocument(QJsonObject{{"result", rows}, {"result_info", info}, {"success", true}})
                .toJson();
        return reply;
    }
    int matching = 7;
};

struct Bench
{
    Bench() { ready = window.isIdle() && QTest::qWaitForWindowActive(&window.window); }

    // In the control of that name, then Enter.
    bool type(const QString &name, const QString &text)
    {
        if (auto *combo = named<QComboBox>(window.view, name); combo && !combo->isEditable()) {
            combo->setFocus();
            QTest::keyClicks(combo, text);
            return combo->currentText() == text;
        }
        if (auto *time = named<QDateTimeEdit>(window.view, name)) {
            auto *range = named<QComboBox>(window.view, "Time range");
            range->setFocus();
            QTest::keyClicks(range, "Custom");
            auto *limited = named<QCheckBox>(window.view, name + ": limited");
            if (!limited->isChecked())
                QTest::mouseClick(limited, Qt::LeftButton, {}, {8, limited->height() / 2});
            time->setFocus();
            time->setSelectedSection(QDateTimeEdit::YearSection);
            QTest::keyClicks(time, text);
            return window.isIdle();
        }
        auto *edit = named<QLineEdit>(window.view, name);
        if (!edit)
            return false;
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        window.view->filterBar()->textEdit()->filterCompleter()->popup()->hide();
        QTest::keyClick(edit, Qt::Key_Return);
        return window.isIdle();
    }
    QString sent(const QString &item) const
    {
        for (auto it = server.requests().crbegin(); it != server.requests().crend(); ++it)
            if (it->method == "GET" && it->path.endsWith("/logs"))
                return it->item(item);
        return {};
    }
    const CannedServer::Request *met(const QByteArray &method) const
    {
        for (const CannedServer::Request &request : server.requests())
            if (request.method == method)
                return &request;
        return nullptr;
    }

    Service service;
    CannedServer server{std::ref(service)};
    LogsWindow window{{server.url(), "a", {"t", {}, {}}}, "g"};
    bool ready = false;
};

struct Parameter
{
    const char *name;
    const char *control;
    const char *typed;
    const char *item;
    const char *sent;
};

// The older parameters of the list, and of the newer filters what stands for each.
constexpr Parameter parameters[] = {
    {"search", "Filter", "timeout", "search", "timeout"},
    {"meta_info", "Filter", "timeout", "meta_info", "true"},
    {"per_page", "Filter", "timeout", "per_page", "50"},
    {"filters", "Filter", "event_id!=e", "filters",
     R"([{"key":"event_id","operator":"neq","value":["e"]}])"},
    {"success", "Success", "Failed", "filters",
     R"([{"key":"success","operator":"eq","value":[false]}])"},
    {"cached", "Cached", "Cached", "filters",
     R"([{"key":"cached","operator":"eq","value":[true]}])"},
    {"provider", "Provider", "groq, fal", "filters",
     R"([{"key":"provider","operator":"eq","value":["groq","fal"]}])"},
    {"model", "Model", "o3", "filters", R"([{"key":"model","operator":"eq","value":["o3"]}])"},
    {"model_type", "Filter", "model_type:chat", "filters",
     R"([{"key":"model_type","operator":"eq","value":["chat"]}])"},
    {"request_content_type", "Filter", "request_content_type:a/b", "filters",
     R"([{"key":"request_content_type","operator":"eq","value":["a/b"]}])"},
    {"response_content_type", "Filter", "response_content_type:a/b", "filters",
     R"([{"key":"response_content_type","operator":"eq","value":["a/b"]}])"},
    {"feedback", "Filter", "feedback:1", "filters",
     R"([{"key":"feedback","operator":"eq","value":[1]}])"},
    {"min_cost", "Filter", "cost>$0.5", "filters",
     R"([{"key":"cost","operator":"gt","value":[0.5]}])"},
    {"max_cost", "Filter", "cost<2", "filters", R"([{"key":"cost","operator":"lt","value":[2]}])"},
    {"min_duration", "Filter", "duration>2s", "filters",
     R"([{"key":"duration","operator":"gt","value":[2000]}])"},
    {"max_duration", "Filter", "duration<500ms", "filters",
     R"([{"key":"duration","operator":"lt","value":[500]}])"},
    {"min_tokens_in", "Filter", "tokens_in>1k", "filters",
     R"([{"key":"tokens_in","operator":"gt","value":[1000]}])"},
    {"max_tokens_in", "Filter", "tokens_in<1k", "filters",
     R"([{"key":"tokens_in","operator":"lt","value":[1000]}])"},
    {"min_tokens_out", "Filter", "tokens_out>1k", "filters",
     R"([{"key":"tokens_out","operator":"gt","value":[1000]}])"},
    {"max_tokens_out", "Filter", "tokens_out<1k", "filters",
     R"([{"key":"tokens_out","operator":"lt","value":[1000]}])"},
    {"min_total_tokens", "Filter", "tokens>1k", "filters",
     R"([{"key":"tokens","operator":"gt","value":[1000]}])"},
    {"max_total_tokens", "Filter", "tokens<1k", "filters",
     R"([{"key":"tokens","operator":"lt","value":[1000]}])"},
    {"start_date", "From", "2025", "filters",
     R"("key":"created_at","operator":"gt","value":["2025-)"},
    {"end_date", "To", "2027", "filters", R"("key":"created_at","operator":"lt","value":["2027-)"},
};

} // namespace

void LogOperationsTest::everyParameterIsTried()
{
    QStringList tried{"page", "order_by", "order_by_direction", "direction"}; // ordersAreClicked()
    for (const Parameter &parameter : parameters)
        tried.append(parameter.name);
    QStringList wanted = fieldsOf("list", "query");
    QCOMPARE(wanted.size(), 28);
    wanted.sort();
    tried.sort();
    QCOMPARE(tried, wanted);
}

void LogOperationsTest::list_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Parameter &parameter : parameters)
        QTest::newRow(parameter.name) << index++;
}

void LogOperationsTest::list()
{
    QFETCH(int, index);
    const Parameter &parameter = parameters[index];
    Bench bench;
    QVERIFY(bench.ready);
    QVERIFY(bench.type(parameter.control, parameter.typed));
    QVERIFY(bench.window.isIdle());
    QTRY_VERIFY2(bench.sent(parameter.item).contains(parameter.sent),
                 qPrintable(bench.sent(parameter.item)));
}

void LogOperationsTest::everyFilterKeyAndOperatorIsKnown()
{
    Bench bench;
    QVERIFY(bench.ready);
    QCOMPARE(fieldsOf("list", "filters.key").size(), 24);
    for (const QString &key : fieldsOf("list", "filters.key")) {
        QVERIFY2(findLogKey(key), qPrintable(key));
        QVERIFY(bench.type("Filter", key + "~x"));
        QCOMPARE(bench.sent("filters"),
                 QString(R"([{"key":"%1","operator":"contains","value":["x"]}])").arg(key));
    }
    QStringList operators;
    for (const auto &[op, name] : enumNames(FilterOperator()))
        operators.append(name);
    QCOMPARE(operators, fieldsOf("list", "filters.operator"));
}

void LogOperationsTest::ordersAreClicked()
{
    Bench bench;
    QVERIFY(bench.ready);
    LogTable *table = bench.window.view->table();
    for (const QString &order : fieldsOf("list", "order_by")) {
        int column = 0;
        while (column < LogTableModel::ColumnCount
               && (logField(column) != order || !LogTableModel::orderOf(column)))
            ++column;
        QVERIFY2(column < LogTableModel::ColumnCount, qPrintable(order));
        table->horizontalHeader()->showSection(column);
        table->scrollTo(bench.window.view->model()->index(0, column));
        QSet<QString> directions;
        for (int click = 0; click < 2; ++click) {
            bench.window.clickHeader(column);
            QVERIFY(bench.window.isIdle());
            QCOMPARE(bench.sent("order_by"), order);
            directions.insert(bench.sent("order_by_direction"));
        }
        QCOMPARE(directions, QSet<QString>({"asc", "desc"}));
    }
    table->setFocus();
    QTest::keyClick(table, Qt::Key_End);
    QTRY_COMPARE(bench.sent("page"), "3");
}

void LogOperationsTest::everyMemberIsAColumn()
{
    Bench bench;
    QVERIFY(bench.ready);
    QMenu menu;
    bench.window.view->table()->populateColumnsMenu(&menu);
    QStringList offered;
    for (const QAction *action : menu.actions())
        offered.append(action->text());
    for (const QString &field : fieldsOf("list", "result")) {
        int column = 0;
        while (column < LogTableModel::ColumnCount && logField(column) != field)
            ++column;
        const LogTableModel *model = bench.window.view->model();
        const QString title = model->headerData(column, Qt::Horizontal).toString();
        QVERIFY2(!title.isEmpty() && offered.contains(title), qPrintable(field));
        QVERIFY2(!model->index(0, column).data().toString().isEmpty(), qPrintable(field));
    }
}

void LogOperationsTest::totalsAreInTheSummary()
{
    Bench bench;
    QVERIFY(bench.ready);
    const QHash<QString, std::pair<QString, QString>> places{
        {"total_count", {"Logs", "120"}},
        {"min_cost", {"Cost", "$0.125"}},
        {"max_cost", {"Cost", "$4"}},
        {"min_duration", {"Duration", "5 ms"}},
        {"max_duration", {"Duration", "7"}},
        {"min_tokens_in", {"Tokens in", "31"}},
        {"max_tokens_in", {"Tokens in", "41"}},
        {"min_tokens_out", {"Tokens out", "51"}},
        {"max_tokens_out", {"Tokens out", "61"}},
        {"min_total_tokens", {"Tokens", "71"}},
        {"max_total_tokens", {"Tokens", "81"}}};
    for (const QString &field : fieldsOf("list", "result_info")) {
        const auto [name, text] = places.value(field);
        const auto *label = named<QLabel>(bench.window.view, name);
        QVERIFY2(label && label->isVisible(), qPrintable(field));
        QVERIFY2(label->text().contains(text), qPrintable(label->text()));
    }
}

void LogOperationsTest::everyMemberIsInTheInspector()
{
    Bench bench;
    QVERIFY(bench.ready);
    bench.window.clickRow(0);
    QVERIFY(bench.window.isIdle());
    QStringList members = fieldsOf("get", "result");
    QCOMPARE(members.size(), 25);
    for (const LogField &field : logFields()) {
        members.removeAll(QString(field.key));
        const auto *widget = named<QWidget>(bench.window.inspector, field.title());
        QVERIFY2(widget && widget->isVisible(), field.key);
        if (const auto *row = qobject_cast<const ValueRow *>(widget))
            QVERIFY2(!row->isAbsent(), field.key);
    }
    QCOMPARE(members, QStringList());
}

void LogOperationsTest::annotates()
{
    Bench bench;
    QVERIFY(bench.ready);
    bench.window.clickRow(0);
    QVERIFY(bench.window.isIdle());
    const LogInspector *inspector = bench.window.inspector;
    QTest::mouseClick(named<QToolButton>(inspector, "Feedback: bad (-1)"), Qt::LeftButton);
    QVERIFY(bench.window.isIdle());
    auto *score = named<QDoubleSpinBox>(inspector, "Score");
    score->setFocus();
    score->selectAll();
    QTest::keyClicks(score, "12.5");
    QTest::keyClick(score, Qt::Key_Tab);
    QTest::mouseClick(named<QPushButton>(inspector, "Set the score"), Qt::LeftButton);
    QVERIFY(bench.window.isIdle());
    auto *team = named<QLineEdit>(inspector, "team");
    team->setFocus();
    team->selectAll();
    QTest::keyClicks(team, "ads");
    QTest::keyClick(team, Qt::Key_Return);
    QVERIFY(bench.window.isIdle());
    QJsonObject sent;
    for (const CannedServer::Request &request : bench.server.requests())
        if (request.method == "PATCH") {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            for (const QString &key : body.keys())
                sent.insert(key, body.value(key));
        }
    QCOMPARE(sent.keys(), fieldsOf("patch", "body"));
    QCOMPARE(sent,
             (QJsonObject{
                 {"feedback", -1}, {"score", 12.5}, {"metadata", QJsonObject{{"team", "ads"}}}}));
}

void LogOperationsTest::deletes()
{
    Bench bench;
    QVERIFY(bench.ready);
    QVERIFY(bench.type("Filter", "cost>2"));
    auto *button = named<QToolButton>(bench.window.view, "All matches");
    for (QAction *action : button->menu()->actions())
        if (action->text().startsWith("Delete all"))
            action->trigger();
    QTRY_VERIFY(bench.met("DELETE"));
    const CannedServer::Request *request = bench.met("DELETE");
    QStringList items;
    for (const auto &[name, value] : request->query)
        items.append(name);
    items.sort();
    QCOMPARE(items, fieldsOf("delete", "query"));
    QVERIFY2(request->item("filters").startsWith(R"([{"key":"cost","operator":"gt","value":[2]})"),
             qPrintable(request->item("filters")));
    QCOMPARE(request->item("limit"), "7");
    QCOMPARE(request->item("order_by"), "created_at");
    QCOMPARE(request->item("order_by_direction"), "asc");
    QTRY_COMPARE(bench.window.tasks.at(0)->state(), Task::State::Done);
}

void LogOperationsTest::fetchesBodies()
{
    Bench bench;
    QVERIFY(bench.ready);
    bench.window.clickRow(0);
    QVERIFY(bench.window.isIdle());
    for (const auto &[panel, text] :
         {std::pair(bench.window.inspector->requestBody(), QByteArray("{\n  \"a\": 1\n}")),
          std::pair(bench.window.inspector->responseBody(), QByteArray("hello"))}) {
        bench.window.inspector->tabs()->setCurrentWidget(panel);
        QTRY_COMPARE(panel->view()->document().text, text);
    }
    QStringList paths;
    for (const CannedServer::Request &request : bench.server.requests())
        paths.append(request.path.section('/', -1));
    QCOMPARE(paths.count("request"), 1);
    QCOMPARE(paths.count("response"), 1);
}

QTEST_MAIN(LogOperationsTest)
#include "tst_logoperations.moc"
