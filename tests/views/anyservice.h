// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionmodels.h"
#include "models/items/taskmodel.h"
#include "models/route/routepositions.h"
#include "models/services/drafts.h"
#include "models/services/evaluationwaits.h"
#include "models/services/logexports.h"
#include "models/services/settings.h"
#include "models/services/topups.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/testdata.h"
#include "views/shell/viewfactory.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace gatehouse::test {

// Answers whatever any view asks, with one of everything.
class AnyService
{
public:
    static inline const QString routeId = QStringLiteral("route-1");

    AnyService()
        : m_gateway(load("gateway.json"))
        , m_log(load("log.json"))
        , m_type(load("evaluation-types-list.json")[u"result"][0])
        , m_dataset(load("datasets-list.json")[u"result"][0])
        , m_evaluation(load("evaluations-list.json")[u"result"][0])
    {
    }

    // Of every text that is no time.
    void mapTexts(const std::function<QString(const QString &)> &map)
    {
        m_map = map;
        for (QJsonValue *value : {&m_gateway, &m_log, &m_type, &m_dataset, &m_evaluation})
            *value = mapped(*value, map);
    }
    void failWith(const QString &message) { m_failure = message; }

    QString gateway() const { return m_gateway[u"id"].toString(); }
    CannedServer::Reply operator()(const CannedServer::Request &request) const
    {
        if (!m_failure.isNull())
            return CannedServer::Reply::error(403, 10'000, m_failure, {m_failure});
        QByteArray target = request.target;
        target.truncate(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
        const QList<QByteArray> path = target.mid(target.indexOf("ai-gateway/")).split('/').mid(1);
        if (path.value(0) == "billing")
            return billing(path.mid(1).join('/'), request);
        if (path.value(0) == "evaluation-types")
            return CannedServer::Reply::result(QJsonArray{m_type});
        if (path.value(0) == "custom-providers")
            return path.value(1) == "costs"
                ? CannedServer::Reply::result(QJsonArray{mapped(rule(), m_map)})
                : CannedServer::Reply::result(request.method == "GET" && path.size() == 1
                                                  ? QJsonValue(QJsonArray{mapped(custom(), m_map)})
                                                  : mapped(custom(), m_map));
        if (path.value(2) == "provider_configs")
            return CannedServer::Reply::result(QJsonArray{mapped(config(), m_map)});
        if (path.size() == 1)
            return CannedServer::Reply::result(
                request.method == "GET" ? QJsonValue(QJsonArray{m_gateway}) : m_gateway);
        if (path.size() == 2)
            return CannedServer::Reply::result(m_gateway);
        if (path.size() >= 3 && path.at(2) == "custom-domains") {
            const QJsonValue domain = mappedDomain();
            return CannedServer::Reply::result(
                path.size() == 3 && request.method == "GET" ? QJsonArray{domain} : domain);
        }
        for (const auto &[name, object] :
             {std::pair("datasets", m_dataset), std::pair("evaluations", m_evaluation)})
            if (path.size() >= 3 && path.at(2) == name)
                return CannedServer::Reply::result(
                    path.size() == 3 && request.method == "GET" ? QJsonArray{object} : object);
        if (path.size() == 4 && path.at(2) == "url")
            return CannedServer::Reply::result(QStringLiteral("https://gateway.example/v1/x"));
        if (path.size() >= 3 && path.at(2) == "routes")
            return routes(request, path.mid(3));
        if (path.size() == 3)
            return {.body =
                        QJsonDocument(QJsonObject{{"success", true},
                                                  {"result", QJsonArray{m_log}},
                                                  {"result_info", QJsonObject{{"total_count", 1}}}})
                            .toJson()};
        if (path.size() == 4)
            return CannedServer::Reply::result(m_log);
        return {.body = "{\"text\":\"body\"}"};
    }

private:
    static QJsonValue load(const char *name)
    {
        QFile file(testDataPath(QLatin1String(name)));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s is missing", name);
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        return json.contains("result") && !json[u"result"].isArray() ? json[u"result"]
                                                                     : QJsonValue(json);
    }
    static QJsonValue mapped(const QJsonValue &value,
                             const std::function<QString(const QString &)> &map)
    {
        if (value.isString()) {
            const QString text = value.toString();
            return QDateTime::fromString(text, Qt::ISODateWithMs).isValid() ? text : map(text);
        }
        if (value.isArray()) {
            QJsonArray array;
            for (const QJsonValue item : value.toArray())
                array.append(mapped(item, map));
            return array;
        }
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = mapped(it.value(), map);
        return value.isObject() ? object : value;
    }

    static CannedServer::Reply data(const QString &name, const QJsonArray &items)
    {
        return {.body = QJsonDocument(
                            QJsonObject{{"success", true}, {"data", QJsonObject{{name, items}}}})
                            .toJson()};
    }
    // Of …/routes and below: one with two versions.
    CannedServer::Reply routes(const CannedServer::Request &request,
                               const QList<QByteArray> &path) const
    {
        const bool reads = request.method == "GET";
        const QString time = QStringLiteral("2026-11-01T12:00:00Z");
        const auto version = [&](const char *id, const char *active) {
            return QJsonObject{{"version_id", id},
                               {"active", active},
                               {"created_at", time},
                               {"data", QJsonDocument(elements()).toJson().constData()}};
        };
        const QJsonObject deployment{
            {"deployment_id", "d1"}, {"version_id", "v1"}, {"created_at", time}};
        const QJsonObject route{{"id", routeId},
                                {"name", m_map("by-plan")},
                                {"created_at", time},
                                {"modified_at", time},
                                {"elements", elements()},
                                {"deployment", deployment},
                                {"version", version("v1", "true")}};
        if (path.isEmpty())
            return reads ? data(QStringLiteral("routes"), {route})
                         : CannedServer::Reply::result(route);
        if (path.size() == 1)
            return CannedServer::Reply::result(route);
        if (path.at(1) == "deployments")
            return reads ? data(QStringLiteral("deployments"), {deployment})
                         : CannedServer::Reply::result(route);
        return reads && path.size() == 2
            ? data(QStringLiteral("versions"), {version("v2", "false"), version("v1", "true")})
            : CannedServer::Reply::result(version("v2", "false"));
    }
    QJsonArray elements() const
    {
        const QJsonObject end{{"elementId", m_map("end")}};
        return {QJsonObject{
                    {"id", "start"},
                    {"type", "start"},
                    {"outputs", QJsonObject{{"next", QJsonObject{{"elementId", m_map("ask")}}}}}},
                QJsonObject{{"id", m_map("ask")},
                            {"type", m_map("oracle")},
                            {"properties", QJsonObject{{m_map("key"), m_map("value")}}},
                            {"outputs", QJsonObject{{m_map("answer"), end}}}},
                QJsonObject{{"id", m_map("end")}, {"type", "end"}, {"outputs", QJsonObject{}}}};
    }
    CannedServer::Reply billing(const QByteArray &operation,
                                const CannedServer::Request &request) const
    {
        const qint64 time = 1'782'925'200; // s
        const QJsonObject autoTopup{{"amount", 2500},
                                    {"threshold", 1000},
                                    {"disabledReason", m_map("payment_failed")},
                                    {"error", m_map("declined")},
                                    {"lastFailedAt", time}};
        const QJsonObject limit{
            {"amount", 5000}, {"duration", m_map("daily")}, {"strategy", m_map("fixed")}};
        const QJsonObject amounts{{"amount_due", 700},       {"amount_paid", 0},
                                  {"amount_remaining", 700}, {"currency", m_map("usd")},
                                  {"id", m_map("in_1")},     {"status", m_map("void")}};
        const auto with = [&amounts](const QJsonObject &more) {
            QJsonObject all = amounts;
            for (auto it = more.begin(); it != more.end(); ++it)
                all.insert(it.key(), *it);
            return all;
        };
        QJsonObject answer{{"amount", 1000}};
        if (operation == "credit-balance")
            answer = {
                {"balance", 12.5},
                {"has_default_payment_method", true},
                {"payment_method", QJsonObject{{"brand", m_map("visa")}, {"last4", m_map("4242")}}},
                {"topup_config", autoTopup}};
        else if (operation == "topup/config")
            answer = autoTopup;
        else if (operation == "topup/limits")
            answer = {{"currency", m_map("usd")}, {"max_cents", 100'000}, {"min_cents", 1000}};
        else if (operation == "spending-limit")
            answer = {{"config", limit}, {"enabled", true}};
        else if (operation == "usage-history")
            answer = {{"history",
                       QJsonArray{QJsonObject{
                           {"id", m_map("usage")},
                           {"aggregated_value", 1.5},
                           {"start_time", request.item(QStringLiteral("start_time")).toDouble()},
                           {"end_time", request.item(QStringLiteral("end_time")).toDouble()}}}}};
        else if (operation == "invoice-history")
            answer = {
                {"invoices",
                 QJsonArray{with({{"created", time},
                                  {"created_by", m_map("user")},
                                  {"description", m_map("credits")},
                                  {"invoice_origin", m_map("manual")},
                                  {"invoice_pdf", m_map("https://example.com/in_1")}})}},
                {"pagination",
                 QJsonObject{
                     {"has_more", false}, {"page", 1}, {"per_page", 20}, {"total_count", 1}}}};
        else if (operation == "invoice-preview")
            answer = with({{"period_start", time},
                           {"period_end", time},
                           {"invoice_lines",
                            QJsonArray{QJsonObject{
                                {"amount", 700},
                                {"currency", m_map("usd")},
                                {"description", m_map("tokens")},
                                {"period", QJsonObject{{"start", time}, {"end", time}}},
                                {"pricing", QJsonObject{{"unit_amount_decimal", m_map("0.5")}}},
                                {"quantity", 1400}}}}});
        return CannedServer::Reply::result(answer);
    }
    static QJsonObject custom()
    {
        return {{"id", "c"},
                {"name", "Rhine"},
                {"slug", "rhine"},
                {"base_url", "https://rhine.example"},
                {"description", "words"},
                {"headers", "{}"},
                {"curl_example", "curl"},
                {"js_example", "fetch"},
                {"created_at", 1'782'925'200},
                {"modified_at", 1'782'925'200}};
    }
    static QJsonObject rule()
    {
        return {{"id", "r"},
                {"account_provider_id", "c"},
                {"model", "m"},
                {"cost_type", "tokens"},
                {"created_at", 1'782'925'200},
                {"modified_at", 1'782'925'200}};
    }
    QJsonObject config() const
    {
        return {{"id", "k"},
                {"gateway_id", gateway()},
                {"provider_slug", "openai"},
                {"alias", "default"},
                {"default_config", true},
                {"secret_id", "s"},
                {"secret_preview", "****"},
                {"modified_at", 1'782'925'200}};
    }
    QJsonObject mappedDomain() const
    {
        return {{"hostname", m_map("ai.example.com")},
                {"gateway_id", m_map("gateway")},
                {"status", m_map("active")},
                {"created_at", 1'782'925'200'000.0},
                {"modified_at", 1'782'925'200'000.0},
                {"ssl_hostname_id", m_map("certificate")},
                {"cname_target", m_map("target.example.com")},
                {m_map("new"), m_map("value")}};
    }

    std::function<QString(const QString &)> m_map = [](const QString &text) { return text; };
    QJsonValue m_gateway;
    QJsonValue m_log;
    QJsonValue m_type;
    QJsonValue m_dataset;
    QJsonValue m_evaluation;
    QString m_failure;
};

// A profile that is connected to a service, with what its views need.
struct ServiceBench
{
    explicit ServiceBench(CannedServer::Handler handler,
                          const Profile &profile = {.id = QStringLiteral("test"),
                                                    .name = QStringLiteral("Production")})
        : server(std::move(handler))
        , connection(profile)
    {
        connections.add(&models);
        connection.open({server.url(QStringLiteral("/client/v4")),
                         QStringLiteral("account"),
                         {QStringLiteral("token"), {}, {}}});
    }

    QList<ViewAddress> addresses(const QString &gateway) const
    {
        using Kind = ViewAddress::Kind;
        return {{Kind::Gateways, {}, {}},
                {Kind::NewGateway, {}, {}},
                {Kind::EditGateways, {}, ViewAddress::joined({gateway})},
                {Kind::ImportGateways, {}, {}},
                {Kind::Gateway, {gateway}, {}},
                {Kind::CompareGateway,
                 {gateway},
                 ViewAddress::joined({connection.profile().id, gateway})},
                {Kind::Gateway, {gateway}, {}, QStringLiteral("overview")},
                {Kind::Gateway, {gateway}, {}, QStringLiteral("connect")},
                {Kind::Gateway, {gateway}, {}, QStringLiteral("domains")},
                {Kind::Datasets, {gateway}},
                {Kind::NewDataset, {gateway}, QStringLiteral("id")},
                {.kind = Kind::Dataset, .gateway = {gateway}, .object = QStringLiteral("id")},
                {Kind::Evaluations, {gateway}},
                {Kind::Logs, {gateway}, {}},
                {Kind::Routes, {gateway}, {}},
                {Kind::Route, {gateway}, {}, {}, AnyService::routeId},
                {Kind::Billing, {}, {}},
                {Kind::Billing, {}, {}, QStringLiteral("usage")},
                {Kind::Billing, {}, {}, QStringLiteral("invoices")},
                {Kind::Billing, {}, {}, QStringLiteral("top-up")},
                {Kind::Billing, {}, {}, QStringLiteral("auto-top-up")},
                {Kind::Billing, {}, {}, QStringLiteral("spending-limit")},
                {Kind::GatewayProviders, {gateway}, {}},
                {Kind::Providers, {}, {}},
                {Kind::EvaluationTypes, {}, {}}};
    }
    std::unique_ptr<View> open(const ViewAddress &address)
    {
        return std::unique_ptr<View>(makeView(address, &models,
                                              {&settings, &drafts, &dialogs, &tasks, &connections,
                                               &exports, &positions, &topups, &waits}));
    }
    qsizetype count(const QByteArray &method) const
    {
        return std::count_if(server.requests().begin(), server.requests().end(),
                             [&](const auto &request) { return request.method == method; });
    }

    CannedServer server;
    QTemporaryDir folder;
    Connection connection;
    TimeDisplay time;
    ConnectionModels models{&connection, &time};
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    Drafts drafts{folder.filePath(QStringLiteral("drafts"))};
    FakeDialogs dialogs;
    TaskModel tasks;
    ConnectionList connections;
    LogExports exports{folder.filePath(QStringLiteral("exports"))};
    RoutePositions positions{folder.filePath(QStringLiteral("positions"))};
    Topups topups{&drafts};
    EvaluationWaits waits{folder.filePath(QStringLiteral("evaluations"))};
};

// With its inspector beside it, as in the window, and with what is in it chosen.
inline bool showWithInspector(View *view)
{
    view->resize(1200, 700);
    view->show();
    const auto settled = [view] { return !view->isBusy(); };
    if (!QTest::qWaitForWindowActive(view) || !QTest::qWaitFor(settled, 20'000))
        return false;
    if (QWidget *inspector = view->inspector()) {
        inspector->resize(400, 700);
        inspector->show();
        view->activateWindow();
        if (!QTest::qWaitForWindowActive(view))
            return false;
    }
    for (auto *table : view->findChildren<QTableView *>())
        if (table->isVisible() && table->model() && table->model()->rowCount() > 0)
            table->setCurrentIndex(table->model()->index(0, 0));
    const bool calm = QTest::qWaitFor(settled, 20'000);
    QCoreApplication::processEvents(); // a layout shows what it has been given later
    return calm;
}

// Of the view and its inspector, which are windows of their own here.
template <class T> QList<T *> partsOf(View *view)
{
    QList<T *> parts = view->findChildren<T *>();
    if (QWidget *inspector = view->inspector())
        parts += inspector->findChildren<T *>();
    return parts;
}

} // namespace gatehouse::test
