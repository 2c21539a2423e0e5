// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/billingclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000; // ms; a payment takes 3 s
const QString topup = u"/billing/topup"_s;
const QString config = u"/billing/topup/config"_s;

QJsonObject invoice(Sandbox &sandbox, const QString &id)
{
    QJsonObject found;
    for (const QJsonValue invoice : invoices(sandbox)) {
        if (invoice[u"id"].toString() == id) {
            if (!found.isEmpty()) {
                return {};
            }
            found = invoice.toObject();
        }
    }
    return found;
}

Answer status(Sandbox &sandbox, const QString &id)
{
    return sandbox.send("POST", u"/billing/topup/status"_s, {{u"payment_intent_id"_s, id}});
}

QString statusText(Sandbox &sandbox, const QString &id)
{
    return status(sandbox, id).object()[u"status"].toString();
}

} // namespace

class ContractTopups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pendingThenCompleted();
    void eachPostIsOnePayment();
    void pendingAcrossAnEnd_data();
    void pendingAcrossAnEnd();
    void invoicePages();
    void limits();
    void badBodies_data();
    void badBodies();
    void unknownPayment();
    void declinedCard();
    void cardThatAsks();
    void noCard();
    void firstTopup();

private:
    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{u"--seed-logs=100"_s, u"--now=2025-06-15T10:20:00Z"_s, u"--database"_s,
                           m_folder->filePath(u"db"_s)}
        + more;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ContractTopups::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ContractTopups::pendingThenCompleted()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const double before = balance(sandbox);
    const auto count = invoices(sandbox).size();
    const Answer answer = sandbox.send("POST", topup, {{u"amount"_s, 5000}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"errors"], QJsonValue(QJsonArray()));
    const QJsonObject result = answer.object();
    const QString id = result[u"payment_intent_id"].toString();
    QVERIFY(id.startsWith(u"in_"_s));
    QCOMPARE(result[u"client_secret"], QJsonValue(QJsonValue::Null));
    QCOMPARE(result[u"onboarding"], QJsonValue(true));
    QCOMPARE(result[u"last4"].toString(), u"4242"_s);
    QCOMPARE(status(sandbox, id).object(),
             (QJsonObject{{u"payment_intent_id"_s, id}, {u"status"_s, u"pending"_s}}));
    QCOMPARE(balance(sandbox), before);
    const QJsonObject open = invoice(sandbox, id);
    QCOMPARE(open[u"status"].toString(), u"open"_s);
    QCOMPARE(open[u"amount_remaining"].toInt(), 5000);
    QCOMPARE(open[u"invoice_pdf"], QJsonValue(QJsonValue::Null));
    QTRY_COMPARE_WITH_TIMEOUT(statusText(sandbox, id), u"completed"_s, patience);
    QVERIFY(same(balance(sandbox) - before, 5000));
    const QJsonObject paid = invoice(sandbox, id);
    QCOMPARE(paid[u"status"].toString(), u"paid"_s);
    QCOMPARE(paid[u"amount_due"].toInt(), 5000);
    QCOMPARE(paid[u"amount_paid"].toInt(), 5000);
    QCOMPARE(paid[u"amount_remaining"].toInt(), 0);
    QCOMPARE(paid[u"invoice_origin"].toString(), u"manual"_s);
    QCOMPARE(paid[u"created"].toInteger(),
             QDateTime::fromString(u"2025-06-15T10:20:00Z"_s, Qt::ISODate).toSecsSinceEpoch());
    QCOMPARE(invoices(sandbox).size(), count + 1);
    QCOMPARE(invoices(sandbox).first().toObject(), paid);
    const QUrl document(paid[u"invoice_pdf"].toString());
    QCOMPARE(document.port(), int(sandbox.port()));
    const Answer pdf = sandbox.sendRaw("GET", document.path(), {}, {}); // without credentials
    QCOMPARE(pdf.status, 200);
    QCOMPARE(pdf.contentType, QByteArray("application/pdf"));
    QVERIFY(pdf.body.startsWith("%PDF-1.4\n") && pdf.body.endsWith("%%EOF\n"));
    QVERIFY(pdf.body.contains(id.toLatin1()) && pdf.body.contains("$50.00"));
    QCOMPARE(sandbox.sendRaw("GET", u"/invoices/in_unknown/pdf"_s, {}, {}).status, 404);
}

void ContractTopups::eachPostIsOnePayment()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const double before = balance(sandbox);
    QSet<QString> ids;
    for (int i = 0; i < 4; ++i) {
        ids << sandbox.send("POST", topup, {{u"amount"_s, 1000}})
                   .object()[u"payment_intent_id"]
                   .toString();
    }
    QCOMPARE(ids.size(), 4);
    sandbox.kill();
    QVERIFY(sandbox.start(arguments()));
    QVERIFY(same(balance(sandbox) - before, 4000));
    sandbox.kill();
    QVERIFY(sandbox.start(arguments()));
    QVERIFY(same(balance(sandbox) - before, 4000));
}

void ContractTopups::pendingAcrossAnEnd_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("terminated") << false;
    QTest::newRow("killed") << true;
}

void ContractTopups::pendingAcrossAnEnd()
{
    QFETCH(bool, killed);
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const double before = balance(sandbox);
    const QString id = sandbox.send("POST", topup, {{u"amount"_s, 1234}})
                           .object()[u"payment_intent_id"]
                           .toString();
    QCOMPARE(statusText(sandbox, id), u"pending"_s);
    killed ? sandbox.kill() : static_cast<void>(sandbox.terminate());
    QVERIFY(sandbox.start(arguments({u"--card=0341"_s}))); // was charged to another card
    QCOMPARE(statusText(sandbox, id), u"completed"_s);
    QVERIFY(same(balance(sandbox) - before, 1234));
    QCOMPARE(invoice(sandbox, id)[u"status"].toString(), u"paid"_s);
}

void ContractTopups::invoicePages()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(sandbox.send("POST", topup, {{u"amount"_s, 1000 + i}}).status, 200);
    }
    const QJsonArray all = invoices(sandbox);
    QCOMPARE(all.size(), 5); // and the seeded one
    QJsonArray joined;
    for (int page = 1; page <= 3; ++page) {
        const QJsonObject answer =
            sandbox
                .get(u"/billing/invoice-history"_s,
                     {{u"page"_s, QString::number(page)}, {u"per_page"_s, u"2"_s}})
                .object();
        const QJsonObject expected{{u"has_more"_s, page < 3},
                                   {u"page"_s, page},
                                   {u"per_page"_s, 2},
                                   {u"total_count"_s, 5}};
        QCOMPARE(answer[u"pagination"].toObject(), expected);
        for (const QJsonValue invoice : answer[u"invoices"].toArray()) {
            joined << invoice;
        }
    }
    QCOMPARE(joined, all);
    QCOMPARE(invoices(sandbox, {{u"type"_s, u"manual"_s}}), all);
    QCOMPARE(invoices(sandbox, {{u"type"_s, u"auto"_s}}), QJsonArray());
    const Answer bad = sandbox.get(u"/billing/invoice-history"_s, {{u"type"_s, u"both"_s}});
    QCOMPARE(bad.status, 400);
    QCOMPARE(bad.errorPaths(), QStringList{u"query/type"_s});
}

void ContractTopups::limits()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const QJsonObject limits = sandbox.get(u"/billing/topup/limits"_s).object();
    QCOMPARE(limits[u"currency"].toString(), u"usd"_s);
    QCOMPARE(limits[u"min_cents"].toInt(), 1000);
    const int most = limits[u"max_cents"].toInt();
    QCOMPARE(sandbox.send("POST", topup, {{u"amount"_s, most}}).status, 200);
    QCOMPARE(sandbox.send("POST", topup, {{u"amount"_s, most + 1}}).status, 400);
}

void ContractTopups::badBodies_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QStringList>("paths");
    const QString status = u"/billing/topup/status"_s;
    QTest::newRow("too little") << topup << QJsonObject{{u"amount"_s, 999}}
                                << QStringList{u"body/amount"_s};
    QTest::newRow("fraction") << topup << QJsonObject{{u"amount"_s, 1000.5}}
                              << QStringList{u"body/amount"_s};
    QTest::newRow("text") << topup << QJsonObject{{u"amount"_s, u"1000"_s}}
                          << QStringList{u"body/amount"_s};
    QTest::newRow("null") << topup << QJsonObject{{u"amount"_s, QJsonValue::Null}}
                          << QStringList{u"body/amount"_s};
    QTest::newRow("unknown field")
        << topup << QJsonObject{{u"amount"_s, 1000}, {u"currency"_s, u"usd"_s}}
        << QStringList{u"body/currency"_s};
    QTest::newRow("no body") << topup << QJsonObject{} << QStringList{u"body"_s};
    QTest::newRow("no payment") << status << QJsonObject{{u"id"_s, u"in_1"_s}}
                                << QStringList{u"body/id"_s, u"body/payment_intent_id"_s};
    QTest::newRow("payment is a number") << status << QJsonObject{{u"payment_intent_id"_s, 7}}
                                         << QStringList{u"body/payment_intent_id"_s};
    QTest::newRow("config") << config << QJsonObject{{u"amount"_s, 999}, {u"threshold"_s, 499}}
                            << QStringList{u"body/amount"_s, u"body/threshold"_s};
    QTest::newRow("half a config")
        << config << QJsonObject{{u"amount"_s, 1000}} << QStringList{u"body/threshold"_s};
    QTest::newRow("error state") << config
                                 << QJsonObject{{u"amount"_s, 1000},
                                                {u"threshold"_s, 500},
                                                {u"error"_s, u"none"_s}}
                                 << QStringList{u"body/error"_s};
}

void ContractTopups::badBodies()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    QFETCH(QStringList, paths);
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const QByteArray before = sandbox.get(config).body;
    const QJsonArray invoicesBefore = invoices(sandbox);
    const Answer answer = sandbox.send("POST", path, body);
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.isErrorEnvelope());
    QCOMPARE(answer.errorCode(), 7001);
    QCOMPARE(answer.errorPaths(), paths);
    QCOMPARE(sandbox.get(config).body, before);
    QCOMPARE(invoices(sandbox), invoicesBefore);
}

void ContractTopups::unknownPayment()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const Answer answer = status(sandbox, u"in_1abc"_s);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.errorCode(), 7002);
    QVERIFY(answer.isErrorEnvelope());
}

void ContractTopups::declinedCard()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments({u"--card=0341"_s})));
    const QJsonObject before = sandbox.get(u"/billing/credit-balance"_s).object();
    QCOMPARE(before[u"payment_method"][u"last4"].toString(), u"0341"_s);
    const Answer answer = sandbox.send("POST", topup, {{u"amount"_s, 1000}});
    QCOMPARE(answer.status, 402);
    QVERIFY(answer.isErrorEnvelope());
    QVERIFY(answer.body.contains("declined"));
    const QJsonObject attempt = invoices(sandbox).first().toObject();
    QCOMPARE(attempt[u"status"].toString(), u"void"_s);
    QCOMPARE(attempt[u"amount_paid"].toInt(), 0);
    QCOMPARE(attempt[u"attempt_count"].toInt(), 1);
    QCOMPARE(status(sandbox, attempt[u"id"].toString()).status, 400);
    QCOMPARE(sandbox.get(u"/billing/credit-balance"_s).object(), before);
}

void ContractTopups::cardThatAsks()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments({u"--card=3184"_s})));
    const double before = balance(sandbox);
    const QJsonObject result = sandbox.send("POST", topup, {{u"amount"_s, 1000}}).object();
    QVERIFY(!result[u"client_secret"].toString().isEmpty());
    const QString id = result[u"payment_intent_id"].toString();
    QCOMPARE(statusText(sandbox, id), u"pending"_s);
    sandbox.kill();
    QVERIFY(sandbox.start(arguments())); // which would complete any other pending payment
    QCOMPARE(statusText(sandbox, id), u"pending"_s);
    QCOMPARE(balance(sandbox), before);
}

void ContractTopups::noCard()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments({u"--card=none"_s})));
    const QJsonObject answer = sandbox.get(u"/billing/credit-balance"_s).object();
    QCOMPARE(answer[u"has_default_payment_method"], QJsonValue(false));
    QCOMPARE(answer[u"payment_method"], QJsonValue(QJsonValue::Null));
    QCOMPARE(answer[u"first_topup_success"], QJsonValue(false));
    QVERIFY(answer[u"balance"].toDouble() > 0);
    QVERIFY(invoices(sandbox).isEmpty());
    const Answer refused = sandbox.send("POST", topup, {{u"amount"_s, 1000}});
    QCOMPARE(refused.status, 402);
    QVERIFY(refused.isErrorEnvelope());
    QVERIFY(invoices(sandbox).isEmpty());
}

/// Until a person has topped up, neither can be set.
void ContractTopups::firstTopup()
{
    const QJsonObject limit{
        {u"amount"_s, 10000}, {u"duration"_s, u"monthly"_s}, {u"strategy"_s, u"fixed"_s}};
    const QJsonObject automatic{{u"amount"_s, 1000}, {u"threshold"_s, 500}};
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments({u"--card=none"_s})));
    sandbox.kill();
    QVERIFY(sandbox.start(arguments()));
    const auto refusals = [&] {
        QByteArrayList found;
        for (const Answer &answer : {sandbox.send("POST", u"/billing/spending-limit"_s, limit),
                                     sandbox.send("POST", config, automatic)}) {
            if (answer.status == 403 && answer.isErrorEnvelope()
                && answer.body.contains("NO_MANUAL_TOPUP")) {
                found << answer.body;
            }
        }
        return found.size();
    };
    QCOMPARE(refusals(), 2);
    const QJsonObject result = sandbox.send("POST", topup, {{u"amount"_s, 1000}}).object();
    QCOMPARE(result[u"onboarding"], QJsonValue(false));
    QCOMPARE(refusals(), 2);
    sandbox.kill();
    QVERIFY(sandbox.start(arguments()));
    QCOMPARE(refusals(), 0);
    const QJsonObject answer = sandbox.get(u"/billing/credit-balance"_s).object();
    QCOMPARE(answer[u"first_topup_success"], QJsonValue(true));
    QCOMPARE(sandbox.get(u"/billing/spending-limit"_s).object()[u"config"].toObject(), limit);
}

QTEST_GUILESS_MAIN(ContractTopups)
#include "tst_sandbox_topups.moc"
