// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/saveguard.h"

#include "models/domain/gateway.h"
#include "tests/support/await.h"

using namespace gatehouse;
using namespace gatehouse::test;
using Kind = ApiError::Kind;
using Outcome = SaveOutcome<Gateway>;

namespace {

ApiError errorOf(Kind kind)
{
    ApiError error;
    error.kind = kind;
    return error;
}

// A service that holds one gateway.
struct Store
{
    std::optional<Gateway> served;
    std::optional<ApiError> readError{};
    std::optional<ApiError> writeError{};
    QList<Gateway> written{};
    bool answersLittle = false; // what it is sent, without guardrails

    SaveSteps<Gateway> steps(OthersChanges others)
    {
        const auto read = [this] {
            CallSource<Gateway> source;
            if (readError || !served)
                source.finish(tl::make_unexpected(readError.value_or(errorOf(Kind::NotFound))));
            else
                source.finish(*served);
            return source.call();
        };
        const auto write = [this](const Gateway &gateway) {
            CallSource<Gateway> source;
            written.append(gateway);
            Gateway answer = gateway;
            if (answersLittle)
                answer.guardrails = {};
            if (writeError)
                source.finish(tl::make_unexpected(*writeError));
            else
                source.finish(answer);
            return source.call();
        };
        return {read, write, {{}, {"created_at", "modified_at"}}, others};
    }
};

Gateway read()
{
    Gateway gateway = newGateway();
    gateway.id = {QStringLiteral("g")};
    gateway.createdAt = gateway.modifiedAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
    gateway.cacheTtl = 1;
    gateway.retryDelay = 1;
    gateway.guardrails = QJsonObject{{"prompt", 1}};
    gateway.unknown = {{"next_year", QJsonArray{1, 2}}};
    return gateway;
}

} // namespace

class TestSaveGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void unreadAndUnknownGoBack();
    void failures();
    void cancelledBeforeTheWrite();

private:
    QObject m_context;
};

void TestSaveGuard::table_data()
{
    QTest::addColumn<int>("theirTtl"); // base 1, mine 2; -1: the gateway is gone
    QTest::addColumn<int>("theirDelay"); // base 1, mine 1
    QTest::addColumn<int>("others");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QStringList>("conflicts");
    using enum Outcome::Kind;
    const auto row = [](const char *name, int ttl, int delay, OthersChanges others,
                        Outcome::Kind outcome, const QStringList &conflicts) {
        QTest::newRow(name) << ttl << delay << int(others) << int(outcome) << conflicts;
    };
    for (const auto others : {OthersChanges::Ask, OthersChanges::Keep}) {
        row("unchanged", 1, 1, others, Saved, {});
        row("the same edit elsewhere", 2, 1, others, Saved, {});
        row("conflicting", 3, 1, others, Conflicted, {"cache_ttl"});
        row("gone", -1, 1, others, Gone, {});
    }
    row("changed elsewhere, asking", 1, 5, OthersChanges::Ask, Conflicted, {"retry_delay"});
    row("changed elsewhere, keeping", 1, 5, OthersChanges::Keep, Saved, {});
    row("both, keeping", 3, 5, OthersChanges::Keep, Conflicted, {"cache_ttl"});
    row("both, asking", 3, 5, OthersChanges::Ask, Conflicted, {"cache_ttl", "retry_delay"});
}

void TestSaveGuard::table()
{
    QFETCH(int, theirTtl);
    QFETCH(int, theirDelay);
    QFETCH(int, others);
    QFETCH(int, outcome);
    QFETCH(QStringList, conflicts);
    Gateway mine = read();
    mine.cacheTtl = 2;
    Store store{read()};
    store.served->cacheTtl = theirTtl;
    store.served->retryDelay = theirDelay;
    store.served->modifiedAt = store.served->modifiedAt.addSecs(60);
    if (theirTtl < 0)
        store.served.reset();
    const auto result =
        await(saveGuarded(&m_context, store.steps(OthersChanges(others)), read(), mine));
    VERIFY_RESULT(result);
    QCOMPARE(int(result->kind), outcome);
    QStringList keys;
    for (const FieldConflict &conflict : result->conflicts)
        keys.append(conflict.key);
    QCOMPARE(keys, conflicts);
    if (result->kind != Outcome::Kind::Saved) {
        QVERIFY(store.written.isEmpty());
        if (result->kind == Outcome::Kind::Conflicted)
            QCOMPARE(result->value, *store.served);
        return;
    }
    QCOMPARE(store.written.size(), 1);
    QCOMPARE(*store.written.first().cacheTtl, 2);
    QCOMPARE(*store.written.first().retryDelay, theirDelay);
    QCOMPARE(result->value, store.written.first());
}

void TestSaveGuard::unreadAndUnknownGoBack()
{
    Gateway mine = read();
    mine.cacheTtl = 2;
    Store store{read()};
    store.answersLittle = true;
    store.served->guardrails = {}; // not reported this time
    store.served->unknown = {{"next_year", QJsonArray{1, 2}}, {"newer", true}};
    const auto result =
        await(saveGuarded(&m_context, store.steps(OthersChanges::Keep), read(), mine));
    VERIFY_RESULT(result);
    const Gateway sent = store.written.value(0);
    QCOMPARE(sent.guardrails, read().guardrails);
    QCOMPARE(sent.unknown, store.served->unknown);
    QVERIFY(sent.stripe.isAbsent()); // never read, so not even null
    QCOMPARE(result->value.guardrails, read().guardrails);
}

void TestSaveGuard::failures()
{
    Gateway mine = read();
    mine.cacheTtl = 2;
    Store unreadable{read()};
    unreadable.readError = errorOf(Kind::Server);
    auto result =
        await(saveGuarded(&m_context, unreadable.steps(OthersChanges::Ask), read(), mine));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Server);
    QVERIFY(unreadable.written.isEmpty());

    Store refusing{read()};
    refusing.writeError = errorOf(Kind::Validation);
    result = await(saveGuarded(&m_context, refusing.steps(OthersChanges::Ask), read(), mine));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Validation);

    refusing.writeError = errorOf(Kind::NotFound); // deleted between the two
    result = await(saveGuarded(&m_context, refusing.steps(OthersChanges::Ask), read(), mine));
    VERIFY_RESULT(result);
    QCOMPARE(result->kind, Outcome::Kind::Gone);
}

void TestSaveGuard::cancelledBeforeTheWrite()
{
    Store store{read()};
    const auto call = saveGuarded(&m_context, store.steps(OthersChanges::Ask), read(), read());
    call.cancel();
    QCOMPARE(await(call).error().kind, Kind::Cancelled);
    QCoreApplication::processEvents();
    QVERIFY(store.written.isEmpty());
}

QTEST_GUILESS_MAIN(TestSaveGuard)
#include "tst_saveguard.moc"
