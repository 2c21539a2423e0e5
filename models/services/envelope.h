// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"
#include "models/services/apirequest.h"

// The forms that answers come in. Each turns "success": false, and anything that is not what the
// API promises, into an ApiError.
namespace gatehouse {

// The whole JSON object of an answer: {"result": …, "success": true} and its kin.
Result<QJsonObject> readEnvelope(const ApiResponse &response);

// {"result": T, …}
template <class T> Result<T> readResult(const ApiResponse &response)
{
    return readEnvelope(response).and_then([](const QJsonObject &envelope) {
        return fromJson<T>(envelope.value(QLatin1String("result")), {QStringLiteral("result")});
    });
}

// What an answer with an HTTP error status means. Understands the API's envelope, ngrok's flat form
// and what is neither (a proxy's page).
ApiError readError(const ApiResponse &response);

} // namespace gatehouse
