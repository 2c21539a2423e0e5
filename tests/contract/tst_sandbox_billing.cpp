// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/billingclient.h"

#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

const QStringList arguments{u"--seed-logs=300"_s, u"--now=2025-06-15T10:20:00Z"_s};

qint64 millis(const QString &time)
{
    return QDateTime::fromString(time, Qt::ISODateWithMs).toMSecsSinceEpoch();
}

} // namespace

class ContractBilling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void envelope_data();
    void envelope();
    void balanceIsPaidMinusUsed();
    void seededStory();
    void preview();
    void spendingLimit();
    void badSpendingLimits_data();
    void badSpendingLimits();
    void retiredSpendingLimit();
    void options();

private:
    Sandbox m_sandbox;
};

void ContractBilling::initTestCase()
{
    QVERIFY(m_sandbox.start(arguments));
}

void ContractBilling::envelope_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"credit-balance", "usage-history?value_grouping_window=day", "invoice-history",
          "invoice-preview", "topup/config", "topup/limits", "spending-limit"}) {
        QTest::newRow(path) << QString::fromLatin1(path);
    }
}

void ContractBilling::envelope()
{
    QFETCH(QString, path);
    const Answer answer = m_sandbox.get(u"/billing/"_s + path);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"success"], QJsonValue(true));
    QCOMPARE(answer.json()[u"errors"], QJsonValue(QJsonArray()));
    QCOMPARE(answer.json()[u"messages"], QJsonValue(QJsonArray()));
    QVERIFY(answer.result().isObject());
}

void ContractBilling::balanceIsPaidMinusUsed()
{
    QVERIFY(same(balance(m_sandbox), paidTotal(m_sandbox) - usageTotal(m_sandbox)));
}

/// With enough logs the balance has met the threshold: a card failed, and top-ups followed.
void ContractBilling::seededStory()
{
    Sandbox busy;
    QVERIFY(busy.start({u"--seed-logs=20000"_s, u"--now=2025-06-15T10:20:00Z"_s}));
    const QJsonObject answer = busy.get(u"/billing/credit-balance"_s).object();
    const QJsonObject config = answer[u"topup_config"].toObject();
    QVERIFY(answer[u"balance"].toDouble() >= config[u"threshold"].toDouble());
    QCOMPARE(answer[u"first_topup_success"], QJsonValue(true));
    QCOMPARE(answer[u"has_default_payment_method"], QJsonValue(true));
    QCOMPARE(answer[u"payment_method"],
             QJsonValue(QJsonObject{{u"brand"_s, u"visa"_s}, {u"last4"_s, u"4242"_s}}));
    QMap<QString, int> kinds;
    const QJsonArray all = invoices(busy);
    for (const QJsonValue invoice : all) {
        ++kinds[invoice[u"invoice_origin"].toString() + u' ' + invoice[u"status"].toString()];
        QCOMPARE(invoice[u"amount_due"].toInt(),
                 invoice[u"amount_paid"].toInt() + invoice[u"amount_remaining"].toInt());
        if (invoice[u"status"] == u"void"_s) {
            QCOMPARE(config[u"lastFailedAt"].toInteger() / 1000, invoice[u"created"].toInteger());
        }
    }
    QCOMPARE(kinds[u"manual paid"_s], 2);
    QCOMPARE(kinds[u"auto void"_s], 1);
    QVERIFY(kinds[u"auto paid"_s] >= 1);
    QVERIFY(same(balance(busy), paidTotal(busy) - usageTotal(busy)));
    Sandbox twin;
    QVERIFY(twin.start({u"--seed-logs=20000"_s, u"--now=2025-06-15T10:20:00Z"_s}));
    const QString history = u"/billing/invoice-history"_s;
    QCOMPARE(withoutPort(twin, history), withoutPort(busy, history));
}

void ContractBilling::preview()
{
    const QJsonObject preview = m_sandbox.get(u"/billing/invoice-preview"_s).object();
    const qint64 start = millis(u"2025-06-01T00:00:00Z"_s);
    const qint64 end = millis(u"2025-07-01T00:00:00Z"_s);
    QCOMPARE(preview[u"period_start"].toInteger(), start / 1000);
    QCOMPARE(preview[u"period_end"].toInteger(), end / 1000);
    QCOMPARE(preview[u"status"].toString(), u"draft"_s);
    const QJsonArray lines = preview[u"invoice_lines"].toArray();
    QVERIFY(lines.size() > 5);
    int sum = 0;
    int credit = 0;
    for (const QJsonValue line : lines) {
        sum += line[u"amount"].toInt();
        const double price = line[u"pricing"][u"unit_amount_decimal"].toString().toDouble();
        QVERIFY(std::abs(line[u"quantity"].toDouble() * price - line[u"amount"].toInt()) < 0.51);
        for (const QJsonValue part : line[u"pretax_credit_amounts"].toArray()) {
            credit += part[u"amount"].toInt();
        }
    }
    QCOMPARE(preview[u"amount_due"].toInt(), sum);
    QCOMPARE(preview[u"amount_paid"].toInt(), credit);
    QCOMPARE(preview[u"amount_remaining"].toInt(), 0);
    QCOMPARE(credit, sum);
    const double used = totalOf(usageHistory(
        m_sandbox, u"day"_s,
        {{u"start_time"_s, QString::number(start)}, {u"end_time"_s, QString::number(end)}}));
    QVERIFY(std::abs(sum - used) <= 0.5 * static_cast<double>(lines.size()));
}

void ContractBilling::spendingLimit()
{
    const QString path = u"/billing/spending-limit"_s;
    QCOMPARE(m_sandbox.get(path).object()[u"enabled"], QJsonValue(true));
    const QJsonObject limit{
        {u"amount"_s, 10000}, {u"duration"_s, u"weekly"_s}, {u"strategy"_s, u"sliding"_s}};
    const Answer created = m_sandbox.send("POST", path, limit);
    QCOMPARE(created.status, 201);
    QCOMPARE(created.json()[u"errors"], QJsonValue(QJsonArray()));
    QCOMPARE(created.result(), QJsonValue(QJsonObject()));
    QCOMPARE(m_sandbox.get(path).object(),
             (QJsonObject{{u"config"_s, limit}, {u"enabled"_s, true}}));
    for (int i = 0; i < 2; ++i) {
        const Answer deleted = m_sandbox.send("DELETE", path);
        QCOMPARE(deleted.status, 200);
        QCOMPARE(deleted.result(), QJsonValue(QJsonObject()));
    }
    const QJsonObject none{{u"amount"_s, QJsonValue::Null},
                           {u"duration"_s, QJsonValue::Null},
                           {u"strategy"_s, QJsonValue::Null}};
    QCOMPARE(m_sandbox.get(path).object(),
             (QJsonObject{{u"config"_s, none}, {u"enabled"_s, false}}));
}

void ContractBilling::badSpendingLimits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("nothing") << QByteArray(
        "{}") << QStringList{u"body/amount"_s, u"body/duration"_s, u"body/strategy"_s};
    QTest::newRow("values") << QByteArray(
        R"({"amount": 99, "duration": "yearly", "strategy": "none"})")
                            << QStringList{u"body/amount"_s, u"body/duration"_s,
                                           u"body/strategy"_s};
    QTest::newRow("fraction") << QByteArray(
        R"({"amount": 100.5, "duration": "daily", "strategy": "fixed"})")
                              << QStringList{u"body/amount"_s};
    QTest::newRow("unknown field")
        << QByteArray(R"({"amount": 100, "duration": "daily", "strategy": "fixed", "x": 1})")
        << QStringList{u"body/x"_s};
    QTest::newRow("no JSON") << QByteArray("amount=100") << QStringList{u"body"_s};
}

void ContractBilling::badSpendingLimits()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, paths);
    const QString path = u"/billing/spending-limit"_s;
    const QByteArray before = m_sandbox.get(path).body;
    const Answer answer =
        m_sandbox.sendRaw("POST", Sandbox::accountPath(path), body,
                          {{"Authorization", "Bearer t"}, {"Content-Type", "application/json"}});
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorPaths(), paths);
    QCOMPARE(m_sandbox.get(path).body, before);
}

void ContractBilling::retiredSpendingLimit()
{
    Sandbox retired;
    QVERIFY(retired.start(arguments + QStringList{u"--spending-limit=retired"_s}));
    const QString path = u"/billing/spending-limit"_s;
    const QByteArray before = retired.get(path).body;
    const QList<QJsonObject> bodies{
        {{u"amount"_s, 10000}, {u"duration"_s, u"weekly"_s}, {u"strategy"_s, u"fixed"_s}}, {}};
    for (const QJsonObject &body : bodies) {
        const Answer answer = retired.send("POST", path, body);
        QCOMPARE(answer.status, 403);
        QVERIFY(answer.isErrorEnvelope());
        QVERIFY(answer.body.contains("deprecated"));
    }
    QCOMPARE(retired.get(path).body, before);
    QCOMPARE(retired.send("DELETE", path).status, 200);
    QCOMPARE(retired.get(path).object()[u"enabled"], QJsonValue(false));
}

void ContractBilling::options()
{
    const QByteArray help = Sandbox::run({u"--help"_s}).output;
    QVERIFY(help.contains("--card"));
    QVERIFY(help.contains("--spending-limit"));
    for (const QString &option : {u"--card=12"_s, u"--card=12345"_s, u"--card=visa"_s, u"--card="_s,
                                  u"--spending-limit=none"_s}) {
        const auto run = Sandbox::run({option});
        QCOMPARE(run.status, 2);
        QCOMPARE(run.errors.count('\n'), 1);
    }
}

QTEST_GUILESS_MAIN(ContractBilling)
#include "tst_sandbox_billing.moc"
