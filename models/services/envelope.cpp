// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/envelope.h"

#include "models/domain/secrets.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace gatehouse {

static constexpr qsizetype maxRaw = 65'536;

static ApiError::Kind kindOf(int status)
{
    using Kind = ApiError::Kind;
    switch (status) {
    case 401:
        return Kind::Auth;
    case 402:
    case 403:
        return Kind::Permission;
    case 404:
    case 410:
        return Kind::NotFound;
    case 408:
        return Kind::Timeout;
    case 409:
        return Kind::Conflict;
    case 429:
        return Kind::RateLimited;
    default:
        break;
    }
    if (status >= 500)
        return Kind::Server;
    return Kind::Validation; // "success": false with status 200 too
}

static QByteArray rawOf(const ApiResponse &response)
{
    return withoutSecrets(response.body.left(maxRaw));
}

// The service says 403 to a token that it does not know and to one that may not do this; which of
// them is meant, its words tell. (9109 is “Invalid access token”, among other things, and 10000
// “Authentication error”.)
static bool meansBadCredentials(const ApiError &error)
{
    static const QRegularExpression words(
        QStringLiteral(
            "\\b(?:invalid|unknown|expired|revoked|disabled|these) "
            "(?:access |API |auth(?:entication|orization)? )?(?:token|key|credentials)\\b"
            "|\\b(?:token|key|credentials) (?:is|are|has|have|was|were) (?:been )?"
            "(?:invalid|unknown|expired|revoked|disabled)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return error.httpStatus == 403 && (error.code == 9109 || error.code == 10000)
        && error.missingPermission().isEmpty() && words.match(error.message).hasMatch();
}

static QStringList readPath(const QJsonValue &json)
{
    QStringList path;
    for (const QJsonValue step : json.toArray())
        path.append(step.isDouble() ? QString::number(step.toInteger()) : step.toString());
    return path;
}

// What a page that is no JSON says of itself: its title, or how it begins.
static QString describeForeign(const ApiResponse &response)
{
    const QString text = QString::fromUtf8(response.body.left(4096));
    static const QRegularExpression title(QStringLiteral("<title[^>]*>\\s*(.*?)\\s*</title>"),
                                          QRegularExpression::CaseInsensitiveOption
                                              | QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = title.match(text); match.hasMatch())
        return ApiError::tr("a web page, “%1”, instead of JSON").arg(match.captured(1).left(120));
    if (text.trimmed().isEmpty())
        return ApiError::tr("an empty answer");
    return ApiError::tr("no JSON: %1").arg(text.simplified().left(120));
}

static ApiError fromObject(const QJsonObject &object, const ApiResponse &response)
{
    ApiError error;
    error.httpStatus = response.status;
    error.kind = kindOf(response.status);
    error.raw = rawOf(response);
    for (const QJsonValue entry : object.value(QLatin1String("errors")).toArray()) {
        ApiError::Detail detail;
        detail.code = entry[QLatin1String("code")].toInt();
        detail.message =
            entry.isString() ? entry.toString() : entry[QLatin1String("message")].toString();
        detail.path = readPath(entry[QLatin1String("path")]);
        error.details.append(detail);
    }
    if (error.details.isEmpty()) { // ngrok: {"errorCode"?, "statusCode", "msg", "details"}
        QString message = object.value(QLatin1String("msg")).toString();
        if (message.isEmpty())
            message = ApiError::tr("the service gave no reason");
        error.message = message;
        return error;
    }
    error.code = error.details.first().code;
    error.message = error.details.first().message;
    error.path = error.details.first().path;
    if (response.status < 400 && error.code == 7002)
        error.kind = ApiError::Kind::NotFound;
    if (meansBadCredentials(error))
        error.kind = ApiError::Kind::Auth;
    return error;
}

ApiError readError(const ApiResponse &response)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    if (document.isObject())
        return fromObject(document.object(), response);
    ApiError error;
    error.kind = kindOf(response.status);
    error.httpStatus = response.status;
    error.message = describeForeign(response);
    error.raw = rawOf(response);
    return error;
}

Result<QJsonObject> readEnvelope(const ApiResponse &response)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(response.body, &parse);
    if (!document.isObject()) {
        const bool looksLikeJson =
            response.contentType.contains("json") && !response.body.isEmpty();
        ApiError error = ApiError::protocol(
            looksLikeJson ? ApiError::tr("broken JSON at byte %1: %2")
                                .arg(parse.offset)
                                .arg(document.isNull() ? parse.errorString()
                                                       : ApiError::tr("an object is expected"))
                          : describeForeign(response));
        error.raw = rawOf(response);
        return tl::make_unexpected(error);
    }
    const QJsonObject object = document.object();
    if (!object.value(QLatin1String("success")).toBool(true))
        return tl::make_unexpected(fromObject(object, response));
    return object;
}

} // namespace gatehouse
