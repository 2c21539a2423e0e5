// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/call.h"
#include "tests/support/waitfor.h"

#include <QTest>

namespace gatehouse::test {

// What a call resolves to. Runs the event loop; after the time limit it is an error of
// Kind::Timeout without a status.
template <class T> Result<T> await(const Call<T> &call, int timeoutMs = 20'000)
{
    QObject receiver;
    std::optional<Result<T>> answer;
    call.then(&receiver, [&answer](Result<T> result) { answer = std::move(result); });
    if (!waitFor([&answer] { return answer.has_value(); }, timeoutMs)) {
        ApiError error = ApiError::protocol(QStringLiteral("the test waited too long"));
        error.kind = ApiError::Kind::Timeout;
        return tl::make_unexpected(error);
    }
    return *answer;
}

} // namespace gatehouse::test

// The call succeeded, or the test fails with what it says.
#define VERIFY_RESULT(result)                                                                      \
    do {                                                                                           \
        const auto &verified = (result);                                                           \
        QVERIFY2(verified, verified ? "" : qPrintable(verified.error().text()));                   \
    } while (false)
