// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/apierror.h"

#include <QTest>

using namespace gatehouse;

class TestApiError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasWords();
    void textHasWhatIsKnown();
    void adviceTellsTheWait();
    void words_data();
    void words();
    void permissions_data();
    void permissions();
};

void TestApiError::everyKindHasWords()
{
    QStringList texts;
    for (int kind = 0; kind <= int(ApiError::Kind::Cancelled); ++kind) {
        ApiError error;
        error.kind = ApiError::Kind(kind);
        QVERIFY(!error.text().isEmpty());
        QVERIFY(!texts.contains(error.text()));
        texts.append(error.text());
    }
    QCOMPARE(ApiError::cancelled().text(), ApiError::tr("Cancelled"));
}

void TestApiError::textHasWhatIsKnown()
{
    ApiError error;
    error.kind = ApiError::Kind::Validation;
    error.httpStatus = 400;
    error.message = QStringLiteral("too large");
    error.path = {QStringLiteral("body"), QStringLiteral("cache_ttl")};
    error.details = {{}, {}, {}};
    for (const char *part : {"HTTP 400", "too large", "body.cache_ttl", "2 more"})
        QVERIFY2(error.text().contains(QLatin1String(part)), qPrintable(error.text()));
    QVERIFY(!error.canRetry());
    error.kind = ApiError::Kind::Server;
    QVERIFY(error.canRetry());
}

void TestApiError::adviceTellsTheWait()
{
    ApiError error;
    error.kind = ApiError::Kind::RateLimited;
    QVERIFY(!error.advice().contains(QLatin1String("17")));
    error.retryAfter = std::chrono::seconds(17);
    QVERIFY(error.advice().contains(QLatin1String("17 s")));
}

void TestApiError::words_data()
{
    using Kind = ApiError::Kind;
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<QString>("text"); // what failed, and why
    QTest::addColumn<QString>("advice"); // part of it; empty: none
    QTest::addColumn<bool>("canRetry");
    const auto made = [](Kind kind, int status, const QString &message = {},
                         const QByteArray &raw = "{}") {
        ApiError error;
        error.kind = kind;
        error.httpStatus = status;
        error.message = message;
        error.raw = raw;
        return error;
    };
    const auto row = [](const char *name, const ApiError &error, const QString &text,
                        const QString &advice, bool canRetry) {
        QTest::newRow(name) << error << text << advice << canRetry;
    };
    const QString page = QStringLiteral("a web page, “Bad gateway”, instead of JSON");
    row("no connection", made(Kind::Network, 0, "Connection refused"),
        "The service cannot be reached: Connection refused", "address of the service", true);
    ApiError cut = made(Kind::Network, 0, "it was closed before the answer was complete");
    cut.cut = true;
    row("cut", cut, "The connection was lost: it was closed before the answer was complete",
        "retry", true);
    ApiError unknown = cut;
    unknown.mayHaveHappened = true;
    row("cut after a write", unknown,
        "It is not known whether this was carried out: it was closed before the answer was "
        "complete",
        "Look at what is there", false);
    unknown.mayHaveHappened = false;
    unknown.lookedFor = true;
    row("looked for, not there", unknown,
        "This was not carried out: it was closed before the answer was complete",
        "It can be sent again", true);
    row("time-out", made(Kind::Timeout, 0, "nothing was heard for 30 s"),
        "The service did not answer in time: nothing was heard for 30 s", "busy", true);
    row("token", made(Kind::Auth, 401, "Authentication error"),
        "The service does not accept the credentials (HTTP 401): Authentication error", "expired",
        true);
    row("payment", made(Kind::Permission, 402, "no payment method"),
        "The service asks for a payment first (HTTP 402): no payment method", "balance", true);
    row("permission", made(Kind::Permission, 403, "forbidden"),
        "The service refuses this (HTTP 403): forbidden", "AI Gateway Read or Write", true);
    row("permission named", made(Kind::Permission, 403, "requires AI Gateway Write"),
        "The service refuses this (HTTP 403): requires AI Gateway Write",
        "the permission “AI Gateway Write”", true);
    row("read-only", ApiError::readOnly("Live"),
        "The profile “Live” is read-only; nothing was sent", "Switch “read-only” off", false);
    row("not found", made(Kind::NotFound, 404, "Gateway not found"),
        "Not found (HTTP 404): Gateway not found", "deleted meanwhile", true);
    row("another site", made(Kind::NotFound, 404, page, "<html>"), "Not found (HTTP 404): " + page,
        "address of the service", true);
    row("conflict", made(Kind::Conflict, 409, "taken"),
        "This conflicts with what the service holds (HTTP 409): taken", "taken already", false);
    row("too large", made(Kind::Validation, 413, "Payload too large"),
        "What was sent is too large (HTTP 413): Payload too large", "Send less", false);
    row("rejected", made(Kind::Validation, 400, "Required"),
        "The service rejects the request (HTTP 400): Required", "", false);
    row("too many", made(Kind::RateLimited, 429, "slow down"),
        "Too many requests (HTTP 429): slow down", "Wait a few minutes", true);
    row("server", made(Kind::Server, 500, "oops"), "The service failed (HTTP 500): oops",
        "Retry in a moment", true);
    row("server, empty", made(Kind::Server, 503, "an empty answer", ""),
        "The service failed (HTTP 503): an empty answer", "Retry in a moment", true);
    row("proxy", made(Kind::Server, 502, page, "<html>"), "The service failed (HTTP 502): " + page,
        "A proxy answered", true);
    row("page for an answer", made(Kind::Protocol, 0, page, " \n<!DOCTYPE html>"),
        "The answer is not what the API promises: " + page, "A proxy may have", true);
    row("truncated", made(Kind::Protocol, 0, "broken JSON at byte 17", "{\"result\": ["),
        "The answer is not what the API promises: broken JSON at byte 17", "damaged", true);
    ApiError shape = made(Kind::Protocol, 0, "expected a text, found null");
    shape.path = QStringList{"result", "id"};
    row("another shape", shape,
        "The answer is not what the API promises: expected a text, found null (at result.id)",
        "newer than this program", true);
    row("cancelled", ApiError::cancelled(), "Cancelled", "", true);
}

void TestApiError::words()
{
    QFETCH(ApiError, error);
    QFETCH(QString, text);
    QFETCH(QString, advice);
    QFETCH(bool, canRetry);
    QCOMPARE(error.text(), text);
    QVERIFY2(error.advice().contains(advice), qPrintable(error.advice()));
    QCOMPARE(error.advice().isEmpty(), advice.isEmpty());
    QCOMPARE(error.canRetry(), canRetry);
}

void TestApiError::permissions_data()
{
    QTest::addColumn<QString>("permission");
    QTest::newRow("nothing to see") << QString();
    QTest::newRow("Missing permission: AI Gateway Read") << "AI Gateway Read";
    QTest::newRow("needs \"Secrets Store Write\".") << "Secrets Store Write";
    QTest::newRow("Billing Read or Billing Write") << "Billing Read";
    QTest::newRow("the AI Gateway is ready") << QString();
}

void TestApiError::permissions()
{
    QFETCH(QString, permission);
    ApiError error;
    error.message = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(error.missingPermission(), permission);
}

QTEST_GUILESS_MAIN(TestApiError)
#include "tst_apierror.moc"
