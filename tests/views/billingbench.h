// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionmodels.h"
#include "models/services/drafts.h"
#include "models/services/settings.h"
#include "models/services/topups.h"
#include "tests/support/cannedserver.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/waitfor.h"
#include "tests/views/viewchecks.h"
#include "views/billing/billingview.h"
#include "views/common/messagebar.h"

#include <QAbstractButton>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

// What the tests of the billing view build on.
namespace gatehouse::test {

inline const QDateTime billingNow = QDateTime({2026, 11, 20}, {12, 0}, Qt::UTC);

// An account's billing, with every field that the API has, which takes what is set.
struct BillingAccount
{
    QJsonObject autoTopup{{"amount", 2500},
                          {"threshold", 1000},
                          {"disabledReason", QJsonValue::Null},
                          {"error", QJsonValue::Null},
                          {"lastFailedAt", QJsonValue::Null}};
    QJsonObject balance{{"balance", 33'600.25},
                        {"first_topup_success", true},
                        {"has_default_payment_method", true},
                        {"payment_method", QJsonObject{{"brand", "visa"}, {"last4", "4242"}}}};
    QJsonObject limit{
        {"config", QJsonObject{{"amount", 5000}, {"duration", "daily"}, {"strategy", "fixed"}}},
        {"enabled", true}};
    QJsonArray invoices{QJsonObject{{"id", "in_1"},
                                    {"amount_due", 2500},
                                    {"amount_paid", 2500},
                                    {"amount_remaining", 0},
                                    {"attempt_count", 1},
                                    {"attempted", true},
                                    {"auto_advance", false},
                                    {"created", 1'795'000'000},
                                    {"created_by", "system"},
                                    {"currency", "usd"},
                                    {"description", "AI Gateway credits (auto top-up)"},
                                    {"invoice_origin", "auto"},
                                    {"invoice_pdf", "https://invoices.example.com/in_1.pdf"},
                                    {"status", "paid"}},
                        QJsonObject{{"id", QJsonValue::Null},
                                    {"amount_due", 5000},
                                    {"amount_paid", 0},
                                    {"amount_remaining", 5000},
                                    {"attempt_count", 2},
                                    {"auto_advance", QJsonValue::Null},
                                    {"created", 1'794'000'000'000.0},
                                    {"currency", "eur"},
                                    {"invoice_origin", "manual"},
                                    {"status", "disputed"}}};
    QJsonObject preview{
        {"id", "upcoming_1"},
        {"amount_due", 700},
        {"amount_paid", 500},
        {"amount_remaining", 200},
        {"currency", "usd"},
        {"period_start", 1'793'491'200},
        {"period_end", 1'796'083'200},
        {"status", "draft"},
        {"invoice_lines",
         QJsonArray{
             QJsonObject{{"amount", 700},
                         {"currency", "usd"},
                         {"description", "gpt-4o (tokens)"},
                         {"period", QJsonObject{{"start", 1'793'491'200}, {"end", 1'796'083'200}}},
                         {"pricing", QJsonObject{{"unit_amount_decimal", "0.0005"}}},
                         {"quantity", 1'400'000},
                         {"pretax_credit_amounts",
                          QJsonArray{QJsonObject{{"amount", 500},
                                                 {"credit_balance_transaction", "cbtxn_1"},
                                                 {"discount", "di_1"},
                                                 {"type", "credit_balance_transaction"}}}}}}}};
    QJsonObject topupLimits{{"currency", "usd"}, {"max_cents", 100'000}, {"min_cents", 1'000}};
    // Cents of the hour that begins then; nothing: a gap.
    std::function<std::optional<double>(const QDateTime &)> usage = [](const QDateTime &) {
        return 100.0;
    };
    QHash<QString, CannedServer::Reply> spoiled; // “POST topup”, in place of what is below
    bool hasMore = false;

    CannedServer::Reply operator()(const CannedServer::Request &request)
    {
        const QString operation = QString::fromLatin1(request.method) + u' '
            + request.path.section(QStringLiteral("/billing/"), 1);
        if (spoiled.contains(operation))
            return spoiled.value(operation);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const auto is = [&operation](const char *name) { return operation == QLatin1String(name); };
        if (is("GET credit-balance")) {
            QJsonObject answer = balance;
            answer.insert(QStringLiteral("topup_config"), autoTopup);
            return CannedServer::Reply::result(answer);
        }
        if (is("GET usage-history"))
            return CannedServer::Reply::result(history(request));
        if (is("GET invoice-history"))
            return CannedServer::Reply::result(invoicesOf(request));
        if (is("GET invoice-preview"))
            return CannedServer::Reply::result(preview);
        if (is("GET topup/limits"))
            return CannedServer::Reply::result(topupLimits);
        if (is("GET topup/config"))
            return CannedServer::Reply::result(autoTopup);
        if (is("POST topup/config")) {
            for (const char *key : {"amount", "threshold"})
                autoTopup[QLatin1String(key)] = body[QLatin1String(key)];
            return CannedServer::Reply::result(body);
        }
        if (is("DELETE topup/config")) {
            for (QJsonValueRef value : autoTopup)
                value = QJsonValue::Null;
            return CannedServer::Reply::result(QJsonObject{});
        }
        if (is("GET spending-limit"))
            return CannedServer::Reply::result(limit);
        if (is("POST spending-limit")) {
            limit = {{"config", body}, {"enabled", true}};
            return CannedServer::Reply::result(QJsonObject{});
        }
        if (is("DELETE spending-limit")) {
            limit = {{"config",
                      QJsonObject{{"amount", QJsonValue::Null},
                                  {"duration", QJsonValue::Null},
                                  {"strategy", QJsonValue::Null}}},
                     {"enabled", false}};
            return CannedServer::Reply::result(QJsonObject{});
        }
        if (is("POST topup")) {
            balance["balance"] = balance["balance"].toDouble() + body["amount"].toDouble();
            return CannedServer::Reply::result(QJsonObject{{"brand", "visa"},
                                                           {"last4", "4242"},
                                                           {"client_secret", QJsonValue::Null},
                                                           {"onboarding", true},
                                                           {"payment_intent_id", "in_2"}});
        }
        if (is("POST topup/status"))
            return CannedServer::Reply::result(QJsonObject{
                {"payment_intent_id", body["payment_intent_id"]}, {"status", "completed"}});
        return CannedServer::Reply::result(QJsonArray{});
    }

private:
    QJsonObject history(const CannedServer::Request &request) const
    {
        const bool day = request.item(QStringLiteral("value_grouping_window")) == u"day";
        const qint64 step = day ? 86'400'000 : 3'600'000;
        const qint64 end = request.item(QStringLiteral("end_time")).toLongLong();
        QJsonArray buckets; // the newest first, in milliseconds
        for (qint64 at = request.item(QStringLiteral("start_time")).toLongLong(); at < end;
             at += step) {
            std::optional<double> sum;
            for (qint64 hour = at; hour < at + step; hour += 3'600'000)
                if (const auto cents = usage(QDateTime::fromMSecsSinceEpoch(hour, Qt::UTC)))
                    sum = sum.value_or(0) + *cents;
            if (sum)
                buckets.prepend(QJsonObject{{"id", QStringLiteral("u%1").arg(at)},
                                            {"aggregated_value", *sum},
                                            {"start_time", at},
                                            {"end_time", at + step}});
        }
        return {{"history", buckets}};
    }
    QJsonObject invoicesOf(const CannedServer::Request &request) const
    {
        const QString type = request.item(QStringLiteral("type"));
        QJsonArray found;
        for (const QJsonValue invoice : invoices)
            if (type == u"all" || invoice["invoice_origin"] == type)
                found.append(invoice);
        return {{"invoices", found},
                {"pagination",
                 QJsonObject{
                     {"has_more", hasMore}, {"page", 1}, {"per_page", 20}, {"total_count", 43}}}};
    }
};

struct BillingBench
{
    explicit BillingBench(const QString &page = {}, const QString &place = {})
        : server([this](const CannedServer::Request &request) { return account(request); })
    {
        connection.open(
            {server.url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}});
        connection.client()->setPause(std::chrono::milliseconds(10));
        topups.setPatience({.pause = std::chrono::milliseconds(5), .looks = 3, .questions = 5});
        view = makeView(page, place);
    }
    ~BillingBench()
    {
        if (const Topup *topup = topups.current(&connection))
            delete topup->task();
    }

    BillingAccount account;
    CannedServer server;
    QTemporaryDir folder;
    Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
    TimeDisplay time;
    ConnectionModels models{&connection, &time};
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    Drafts drafts{folder.filePath(QStringLiteral("drafts"))};
    FakeDialogs dialogs;
    Topups topups{&drafts};
    std::unique_ptr<BillingView> view;

    std::unique_ptr<BillingView> makeView(const QString &page, const QString &place = {})
    {
        return std::make_unique<BillingView>(
            &models, ViewAddress{ViewAddress::Kind::Billing, {}, place, page},
            BillingParts{&settings, &drafts, &dialogs, &topups});
    }
    template <class PageType> PageType *page() const
    {
        return static_cast<PageType *>(view->currentPage());
    }
    bool show(const QSize &size = {1100, 750})
    {
        view->resize(size);
        view->show();
        return QTest::qWaitForWindowActive(view.get()) && settled();
    }
    bool settled() const
    {
        return waitFor([this] { return !view->isBusy(); }, 20'000);
    }
    // What was sent to an operation, “POST topup”, the newest last.
    QList<QByteArray> sent(const char *operation) const
    {
        QList<QByteArray> bodies;
        for (const CannedServer::Request &request : server.requests())
            if (QString::fromLatin1(request.method) + u' '
                    + request.path.section(QStringLiteral("/billing/"), 1)
                == QLatin1String(operation))
                bodies.append(request.body.isEmpty()
                                  ? request.target.mid(request.target.indexOf('?'))
                                  : request.body);
        return bodies;
    }
    // By the message bars of the page that is shown.
    QString said() const
    {
        QCoreApplication::processEvents(); // a layout shows what it has been given later
        QStringList texts;
        for (auto *bar : view->currentPage()->findChildren<MessageBar *>())
            texts << labelTexts(*bar);
        return texts.join(u'\n');
    }
    // By its accessible name, on the page that is shown.
    QWidget *named(const QString &name) const
    {
        for (QWidget *widget : view->currentPage()->findChildren<QWidget *>())
            if (widget->accessibleName() == name && widget->isVisibleTo(view.get()))
                return widget;
        return nullptr;
    }
    // By keys, in place of what is there.
    void type(QDoubleSpinBox *box, const QString &text) const
    {
        box->setFocus();
        QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(box, text);
        QTest::keyClick(box, Qt::Key_Tab);
    }
    static void click(QAbstractButton *button) { QTest::mouseClick(button, Qt::LeftButton); }
};

} // namespace gatehouse::test
