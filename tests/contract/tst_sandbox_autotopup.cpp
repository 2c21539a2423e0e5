// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/billingclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace contract;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15'000; // ms; a payment takes 3 s
const QString config = u"/billing/topup/config"_s;

} // namespace

class ContractAutoTopup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void configuration();
    void firesAtItsThreshold();
    void failingAutomaticTopup();

private:
    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{u"--seed-logs=100"_s, u"--now=2025-06-15T10:20:00Z"_s, u"--database"_s,
                           m_folder->filePath(u"db"_s)}
        + more;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ContractAutoTopup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ContractAutoTopup::configuration()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const QJsonObject body{{u"amount"_s, 2000}, {u"threshold"_s, 600}};
    const Answer set = sandbox.send("POST", config, body);
    QCOMPARE(set.status, 200);
    QCOMPARE(set.object(), body);
    sandbox.kill();
    QVERIFY(sandbox.start(arguments()));
    QJsonObject expected = body;
    for (const QString &name : {u"disabledReason"_s, u"error"_s, u"lastFailedAt"_s}) {
        expected[name] = QJsonValue::Null;
    }
    QCOMPARE(sandbox.get(config).object(), expected);
    QCOMPARE(sandbox.get(u"/billing/credit-balance"_s).object()[u"topup_config"].toObject(),
             expected);
    for (int i = 0; i < 2; ++i) {
        const Answer deleted = sandbox.send("DELETE", config);
        QCOMPARE(deleted.status, 200);
        QCOMPARE(deleted.result(), QJsonValue(QJsonObject()));
    }
    expected[u"amount"_s] = expected[u"threshold"_s] = QJsonValue::Null;
    QCOMPARE(sandbox.get(config).object(), expected);
    QVERIFY(invoices(sandbox, {{u"type"_s, u"auto"_s}}).isEmpty());
}

/// Nobody looks while traffic brings the balance down; one payment at a time is made.
void ContractAutoTopup::firesAtItsThreshold()
{
    const Query automatic{{u"type"_s, u"auto"_s}};
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments()));
    const int threshold = static_cast<int>(balance(sandbox)) - 20;
    const QJsonObject body{{u"amount"_s, 100'000}, {u"threshold"_s, threshold}};
    QCOMPARE(sandbox.send("POST", config, body).status, 200);
    QVERIFY(invoices(sandbox, automatic).isEmpty());
    sandbox.kill();
    QVERIFY(sandbox.start(arguments({u"--traffic=500"_s})));
    const QString logs = u"/gateways/production-chat/logs"_s;
    QTRY_VERIFY(sandbox.get(logs).total() > 400);
    sandbox.kill();
    QVERIFY(sandbox.start(arguments({u"--card=0341"_s}))); // no longer asked
    const QJsonArray found = invoices(sandbox, automatic);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0][u"amount_due"].toInt(), 100'000);
    QCOMPARE(found[0][u"status"].toString(), u"paid"_s);
    QVERIFY(balance(sandbox) > threshold + 90'000);
    QCOMPARE(sandbox.get(config).object()[u"disabledReason"], QJsonValue(QJsonValue::Null));
}

void ContractAutoTopup::failingAutomaticTopup()
{
    Sandbox sandbox;
    QVERIFY(sandbox.start(arguments({u"--card=0341"_s})));
    const double before = balance(sandbox);
    const QJsonObject body{{u"amount"_s, 1000}, {u"threshold"_s, 50'000}};
    QCOMPARE(sandbox.send("POST", config, body).status, 200);
    const QJsonObject open = invoices(sandbox).first().toObject();
    QCOMPARE(open[u"invoice_origin"].toString(), u"auto"_s);
    QCOMPARE(open[u"status"].toString(), u"open"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!sandbox.get(config).object()[u"disabledReason"].isNull(), patience);
    const QJsonObject state = sandbox.get(config).object();
    QCOMPARE(state[u"threshold"].toInt(), 50'000);
    QVERIFY(!state[u"error"].toString().isEmpty());
    const qint64 failedAt = state[u"lastFailedAt"].toInteger();
    QCOMPARE(failedAt,
             QDateTime::fromString(u"2025-06-15T10:20:00Z"_s, Qt::ISODate).toMSecsSinceEpoch());
    QCOMPARE(invoices(sandbox).first()[u"status"].toString(), u"void"_s);
    QCOMPARE(balance(sandbox), before);
    const auto count = invoices(sandbox).size();
    sandbox.kill();
    QVERIFY(sandbox.start(arguments())); // a good card alone does not turn it on again
    QCOMPARE(invoices(sandbox).size(), count);
    QCOMPARE(sandbox.send("POST", config, body).status, 200);
    const QJsonObject renewed = sandbox.get(config).object();
    QCOMPARE(renewed[u"disabledReason"], QJsonValue(QJsonValue::Null));
    QCOMPARE(renewed[u"error"], QJsonValue(QJsonValue::Null));
    QCOMPARE(renewed[u"lastFailedAt"].toInteger(), failedAt);
    QCOMPARE(invoices(sandbox).size(), count + 1);
    QTRY_VERIFY_WITH_TIMEOUT(balance(sandbox) > before + 900, patience);
}

QTEST_GUILESS_MAIN(ContractAutoTopup)
#include "tst_sandbox_autotopup.moc"
