// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/apirequest.h"

#include "models/domain/secrets.h"

#include <QHostAddress>
#include <QJsonArray>

namespace gatehouse {

QByteArray verbName(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return QByteArrayLiteral("GET");
    case Verb::Post:
        return QByteArrayLiteral("POST");
    case Verb::Put:
        return QByteArrayLiteral("PUT");
    case Verb::Patch:
        return QByteArrayLiteral("PATCH");
    case Verb::Delete:
        return QByteArrayLiteral("DELETE");
    }
    return {};
}

ApiRequest ApiRequest::get(QStringList path, Query query)
{
    return {.verb = Verb::Get, .path = std::move(path), .query = std::move(query), .body = {}};
}

ApiRequest ApiRequest::post(QStringList path, QJsonObject body)
{
    return {.verb = Verb::Post,
            .path = std::move(path),
            .query = {},
            .body = std::move(body),
            .idempotent = false,
            .writes = true};
}

ApiRequest ApiRequest::put(QStringList path, QJsonObject body)
{
    return {.verb = Verb::Put,
            .path = std::move(path),
            .query = {},
            .body = std::move(body),
            .writes = true};
}

ApiRequest ApiRequest::patch(QStringList path, QJsonObject body)
{
    return {.verb = Verb::Patch,
            .path = std::move(path),
            .query = {},
            .body = std::move(body),
            .idempotent = false,
            .writes = true};
}

ApiRequest ApiRequest::remove(QStringList path, Query query)
{
    // What a filter matches is something else the second time.
    const bool idempotent = query.isEmpty();
    return {.verb = Verb::Delete,
            .path = std::move(path),
            .query = std::move(query),
            .body = {},
            .idempotent = idempotent,
            .writes = true};
}

Result<QUrl> requestUrl(const Endpoint &endpoint, const ApiRequest &request)
{
    if (!isAllowedOrigin(endpoint.apiUrl)) {
        ApiError error;
        error.kind = ApiError::Kind::Network;
        error.message =
            ApiError::tr(
                "%1 is refused: only https, or http on this machine, is safe for credentials")
                .arg(endpoint.apiUrl.toDisplayString());
        return tl::make_unexpected(error);
    }
    QByteArray encoded = endpoint.apiUrl.toEncoded(QUrl::StripTrailingSlash | QUrl::RemoveQuery
                                                   | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    if (encoded.endsWith('/')) // StripTrailingSlash leaves the path "/"
        encoded.chop(1);
    QStringList path;
    if (!endpoint.bare)
        path = {QStringLiteral("accounts"), endpoint.account, QStringLiteral("ai-gateway")};
    path += request.path;
    for (const QString &segment : path) {
        if (segment.isEmpty() || segment == u"." || segment == u"..")
            return tl::make_unexpected(
                ApiError::protocol(ApiError::tr("“%1” cannot be part of an address").arg(segment)));
        encoded += '/' + QUrl::toPercentEncoding(segment);
    }
    char separator = '?';
    for (const auto &[key, value] : request.query) {
        encoded += separator + QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    return QUrl::fromEncoded(encoded, QUrl::StrictMode);
}

bool isAllowedOrigin(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return false;
    if (url.scheme() == u"https")
        return true;
    return url.scheme() == u"http"
        && (url.host() == u"localhost" || QHostAddress(url.host()).isLoopback());
}

static QByteArray shellQuoted(QByteArray text)
{
    return '\'' + text.replace('\'', "'\\''") + '\'';
}

QString curlCommand(const RequestRecord &record)
{
    QByteArray command;
    if (record.redacted)
        command = ": \"${FILLED_IN:?put the credentials in place of " + hiddenSecret.toUtf8()
            + ", then set FILLED_IN=1}\" &&\n";
    command += "curl -X " + verbName(record.verb) + ' ' + shellQuoted(record.url.toEncoded());
    command += record.usesKey ? " \\\n  -H \"X-Auth-Email: $CLOUDFLARE_EMAIL\""
                                " \\\n  -H \"X-Auth-Key: $CLOUDFLARE_API_KEY\""
                              : " \\\n  -H \"Authorization: Bearer $" + record.tokenVariable + '"';
    if (!record.body.isEmpty())
        command +=
            " \\\n  -H 'Content-Type: application/json' \\\n  -d " + shellQuoted(record.body);
    return QString::fromUtf8(command);
}

} // namespace gatehouse
