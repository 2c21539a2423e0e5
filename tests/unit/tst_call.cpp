// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/call.h"

#include <QTest>

using namespace gatehouse;

namespace {

// Counts what lives, to see that nothing is kept alive once a call is over.
struct Tracked
{
    static inline int alive = 0;
    Tracked() { ++alive; }
    Tracked(const Tracked &) { ++alive; }
    Tracked &operator=(const Tracked &) = default;
    ~Tracked() { --alive; }
};

} // namespace

class TestCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(Tracked::alive, 0); }
    void deliveredLaterAndOnce_data();
    void deliveredLaterAndOnce();
    void firstFinishCounts();
    void cancelResolves();
    void cancelAfterFinishChangesNothing();
    void finishAfterCancelIsIgnored();
    void destroyedReceiverCancels();
    void receiverDestroyedBeforeDelivery();
    void handlerMayDestroyItsReceiver();
    void abandonedSourceCancels();
    void effectRunsBeforeTheHandler();
    void effectNotOnFailure();
    void effectOutlivesTheWaiting();
    void destroyedContextOfAnEffectCancels();
    void aHandleAloneKeepsNothingRunning();
    void emptyHandle();
};

void TestCall::deliveredLaterAndOnce_data()
{
    QTest::addColumn<bool>("finishFirst");
    QTest::newRow("finish, then") << true;
    QTest::newRow("then, finish") << false;
}

void TestCall::deliveredLaterAndOnce()
{
    QFETCH(bool, finishFirst);
    CallSource<int> source;
    int runs = 0;
    QObject receiver;
    if (finishFirst)
        source.finish(42);
    source.call().then(&receiver, [&, tracked = Tracked()](Result<int> result) {
        ++runs;
        QCOMPARE(result.value(), 42);
    });
    if (!finishFirst) {
        QVERIFY(source.call().isRunning());
        source.finish(42);
    }
    QVERIFY(source.call().isRunning()); // for whoever waits it is not over
    QCOMPARE(runs, 0);
    QCoreApplication::processEvents();
    QVERIFY(!source.call().isRunning());
    QCOMPARE(runs, 1);
    QCoreApplication::processEvents();
    QCOMPARE(runs, 1);
}

void TestCall::firstFinishCounts()
{
    CallSource<int> source;
    QObject receiver;
    int value = 0;
    source.call().then(&receiver, [&](Result<int> result) { value = result.value_or(-1); });
    source.finish(1);
    source.finish(2);
    source.finish(tl::make_unexpected(ApiError::protocol({})));
    QCoreApplication::processEvents();
    QCOMPARE(value, 1);
}

void TestCall::cancelResolves()
{
    CallSource<int> source;
    QObject receiver;
    int aborts = 0;
    source.onCancel([&, tracked = Tracked()] { ++aborts; });
    ApiError error;
    source.call().then(&receiver, [&, tracked = Tracked()](Result<int> result) {
        QVERIFY(!result);
        error = result.error();
    });
    source.call().cancel();
    QCOMPARE(aborts, 1);
    QCOMPARE(error.kind, ApiError::Kind::Protocol); // not yet
    QCoreApplication::processEvents();
    QCOMPARE(error.kind, ApiError::Kind::Cancelled);
    source.call().cancel();
    QCOMPARE(aborts, 1);
}

void TestCall::cancelAfterFinishChangesNothing()
{
    CallSource<int> source;
    QObject receiver;
    int aborts = 0;
    int value = 0;
    source.onCancel([&, tracked = Tracked()] { ++aborts; });
    source.call().then(&receiver, [&](Result<int> result) { value = result.value_or(-1); });
    source.finish(5);
    source.call().cancel();
    QCoreApplication::processEvents();
    QCOMPARE(aborts, 0);
    QCOMPARE(value, 5);
}

void TestCall::finishAfterCancelIsIgnored()
{
    CallSource<int> source;
    QObject receiver;
    int runs = 0;
    source.call().then(&receiver, [&](Result<int> result) {
        ++runs;
        QVERIFY(!result);
    });
    source.call().cancel();
    source.finish(5);
    source.onCancel([tracked = Tracked()] {}); // too late to matter, and not kept
    QCoreApplication::processEvents();
    source.finish(6);
    QCoreApplication::processEvents();
    QCOMPARE(runs, 1);
}

void TestCall::destroyedReceiverCancels()
{
    CallSource<int> source;
    int aborts = 0;
    source.onCancel([&, tracked = Tracked()] { ++aborts; });
    {
        QObject receiver;
        source.call().then(&receiver,
                           [tracked = Tracked()](const Result<int> &) { QFAIL("it ran"); });
        QCOMPARE(Tracked::alive, 2);
    }
    QCOMPARE(aborts, 1);
    QVERIFY(!source.call().isRunning());
    source.finish(1);
    QCoreApplication::processEvents();
}

void TestCall::receiverDestroyedBeforeDelivery()
{
    CallSource<int> source;
    {
        QObject receiver;
        source.call().then(&receiver,
                           [tracked = Tracked()](const Result<int> &) { QFAIL("it ran"); });
        source.finish(1);
    }
    QCoreApplication::processEvents();
}

void TestCall::handlerMayDestroyItsReceiver()
{
    CallSource<int> source;
    auto *receiver = new QObject;
    int runs = 0;
    source.onCancel([] { QFAIL("it was finished"); });
    source.call().then(receiver, [&, receiver, tracked = Tracked()](const Result<int> &) {
        delete receiver;
        ++runs;
    });
    source.finish(1);
    QCoreApplication::processEvents();
    QCOMPARE(runs, 1);
}

void TestCall::abandonedSourceCancels()
{
    QObject receiver;
    bool cancelled = false;
    Call<int> call;
    {
        const CallSource<int> source;
        const CallSource<int> copy = source; // NOLINT(performance-unnecessary-copy-initialization)
        call = source.call();
        source.onCancel([tracked = Tracked()] { QFAIL("there is nobody to abort"); });
    }
    QVERIFY(!call.isRunning());
    call.then(&receiver, [&](const Result<int> &result) {
        cancelled = !result && result.error().kind == ApiError::Kind::Cancelled;
    });
    QCoreApplication::processEvents();
    QVERIFY(cancelled);
}

void TestCall::effectRunsBeforeTheHandler()
{
    CallSource<int> source;
    QObject context;
    QObject receiver;
    QStringList order;
    const auto call = withEffect(source.call(), &context, [&, tracked = Tracked()](int value) {
        order.append(QStringLiteral("effect %1").arg(value));
    });
    call.then(&receiver, [&](const Result<int> &result) {
        order.append(QStringLiteral("handler %1").arg(result.value_or(-1)));
    });
    source.finish(3);
    QTRY_COMPARE(order, QStringList({"effect 3", "handler 3"}));
}

void TestCall::effectNotOnFailure()
{
    CallSource<int> source;
    QObject context;
    QObject receiver;
    bool failed = false;
    withEffect(source.call(), &context, [tracked = Tracked()](int) {
        QFAIL("it failed");
    }).then(&receiver, [&](const Result<int> &result) { failed = !result; });
    source.finish(tl::make_unexpected(ApiError::protocol({})));
    QTRY_VERIFY(failed);
}

void TestCall::effectOutlivesTheWaiting()
{
    CallSource<int> source;
    QObject context;
    int aborts = 0;
    int effect = 0;
    source.onCancel([&] { ++aborts; });
    {
        QObject receiver;
        withEffect(source.call(), &context, [&effect](int value) {
            effect = value;
        }).then(&receiver, [](const Result<int> &) { QFAIL("nobody waits any more"); });
    }
    QCOMPARE(aborts, 0);
    source.finish(7);
    QTRY_COMPARE(effect, 7);
}

void TestCall::destroyedContextOfAnEffectCancels()
{
    CallSource<int> source;
    QObject receiver;
    int aborts = 0;
    bool cancelled = false;
    source.onCancel([&] { ++aborts; });
    {
        QObject context;
        withEffect(source.call(), &context, [tracked = Tracked()](int) {
            QFAIL("no context");
        }).then(&receiver, [&](const Result<int> &result) {
            cancelled = !result && result.error().kind == ApiError::Kind::Cancelled;
        });
    }
    QCOMPARE(aborts, 1);
    QTRY_VERIFY(cancelled);
}

void TestCall::aHandleAloneKeepsNothingRunning()
{
    Call<int> outer;
    {
        // The shape of ApiClient::call(): each side holds the other until the answer is there.
        CallSource<int> inner;
        CallSource<int> source;
        QObject client;
        const Call<int> call = inner.call();
        source.onCancel([call, tracked = Tracked()] { call.cancel(); });
        call.then(&client, [source, tracked = Tracked()](Result<int> result) {
            source.finish(std::move(result));
        });
        outer = source.call();
        QVERIFY(outer.isRunning());
    }
    QVERIFY(!outer.isRunning());
    QCoreApplication::processEvents();
}

void TestCall::emptyHandle()
{
    const Call<int> call;
    QVERIFY(!call.isRunning());
    call.cancel();
}

QTEST_GUILESS_MAIN(TestCall)
#include "tst_call.moc"
