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

QTEST_GUILESS_MAIN(TestApiError)
#include "tst_apierror.moc"
