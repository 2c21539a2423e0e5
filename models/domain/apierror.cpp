// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/apierror.h"

#include "models/domain/secrets.h"

#include <QRegularExpression>

namespace gatehouse {

ApiError ApiError::protocol(const QString &message, const QStringList &path)
{
    ApiError error;
    error.kind = Kind::Protocol;
    error.message = message;
    error.path = path;
    return error;
}

ApiError ApiError::cancelled()
{
    ApiError error;
    error.kind = Kind::Cancelled;
    error.message = tr("Cancelled");
    return error;
}

ApiError ApiError::readOnly(const QString &profile)
{
    ApiError error;
    error.kind = Kind::Permission;
    error.message = tr("The profile “%1” is read-only; nothing was sent").arg(profile);
    return error;
}

namespace {

struct Words
{
    QString what;
    QString advice{};
};

// A page, or nothing at all: no JSON, which is all that the service itself speaks.
bool isForeign(const QByteArray &raw)
{
    const QByteArray start = raw.left(64).trimmed();
    return !start.isEmpty() && !start.startsWith('{') && !start.startsWith('[');
}

Words ofPermission(const ApiError &error)
{
    if (error.httpStatus == 0)
        return {error.message.isEmpty() ? ApiError::tr("The profile is read-only") : QString(),
                ApiError::tr("Switch “read-only” off in the profile to make changes.")};
    if (error.httpStatus == 402)
        return {ApiError::tr("The service asks for a payment first"),
                ApiError::tr("Check the balance and the payment method of the account.")};
    const QString permission = error.missingPermission();
    return {ApiError::tr("The service refuses this"),
            permission.isEmpty()
                ? ApiError::tr("The credentials may lack a permission, such as AI Gateway Read or "
                               "Write.")
                : ApiError::tr("Give the token the permission “%1”, or use another one.")
                      .arg(permission)};
}

Words ofValidation(const ApiError &error)
{
    if (error.httpStatus == 413)
        return {ApiError::tr("What was sent is too large"), ApiError::tr("Send less at once.")};
    return {ApiError::tr("The service rejects the request")};
}

Words ofProtocol(const ApiError &error)
{
    const QString what = ApiError::tr("The answer is not what the API promises");
    if (isForeign(error.raw))
        return {what,
                ApiError::tr("A proxy may have answered in place of the service; check its "
                             "address.")};
    if (!error.path.isEmpty())
        return {what, ApiError::tr("The service may be newer than this program.")};
    return {what, ApiError::tr("It may have been damaged on its way; retry in a moment.")};
}

// What failed, and what can be done.
Words wordsFor(const ApiError &error)
{
    using Kind = ApiError::Kind;
    if (error.mayHaveHappened)
        return {ApiError::tr("It is not known whether this was carried out"),
                ApiError::tr("Look at what is there before you do it again.")};
    if (error.lookedFor)
        return {ApiError::tr("This was not carried out"), ApiError::tr("It can be sent again.")};
    switch (error.kind) {
    case Kind::Network:
        if (error.cut)
            return {ApiError::tr("The connection was lost"),
                    ApiError::tr("Check the connection, then retry.")};
        return {ApiError::tr("The service cannot be reached"),
                ApiError::tr("Check the connection and the address of the service, then retry.")};
    case Kind::Timeout:
        return {ApiError::tr("The service did not answer in time"),
                ApiError::tr("It may be busy; retry in a moment.")};
    case Kind::Auth:
        return {ApiError::tr("The service does not accept the credentials"),
                ApiError::tr("Check the API token, or the e-mail and key: they may have expired "
                             "or been revoked.")};
    case Kind::Permission:
        return ofPermission(error);
    case Kind::NotFound:
        return {ApiError::tr("Not found"),
                isForeign(error.raw)
                    ? ApiError::tr("Check the address of the service.")
                    : ApiError::tr("It may have been deleted meanwhile; refresh to see what is "
                                   "there.")};
    case Kind::Conflict:
        return {ApiError::tr("This conflicts with what the service holds"),
                ApiError::tr("Refresh to see what is there: it may be taken already, or in use.")};
    case Kind::Validation:
        return ofValidation(error);
    case Kind::RateLimited:
        return {ApiError::tr("Too many requests"),
                error.retryAfter ? ApiError::tr("Retry in %1 s.").arg(error.retryAfter->count())
                                 : ApiError::tr("Wait a few minutes before retrying.")};
    case Kind::Server:
        return {ApiError::tr("The service failed"),
                isForeign(error.raw)
                    ? ApiError::tr("A proxy answered in place of the service; retry in a moment.")
                    : ApiError::tr("Retry in a moment.")};
    case Kind::Protocol:
        return ofProtocol(error);
    case Kind::Cancelled:
        return {ApiError::tr("Cancelled")};
    }
    return {};
}

} // namespace

QString ApiError::text() const
{
    QString text = wordsFor(*this).what;
    if (httpStatus >= 400)
        text += tr(" (HTTP %1)").arg(httpStatus);
    if (!message.isEmpty() && kind != Kind::Cancelled)
        text += (text.isEmpty() ? QString() : QStringLiteral(": ")) + message;
    if (!path.isEmpty())
        text += tr(" (at %1)").arg(path.join(u'.'));
    if (details.size() > 1)
        text += tr(" and %n more problem(s)", nullptr, int(details.size() - 1));
    return text;
}

QString ApiError::advice() const
{
    return wordsFor(*this).advice;
}

QString ApiError::missingPermission() const
{
    static const QRegularExpression permission(
        QStringLiteral("\\b(?:AI Gateway|Secrets Store|(?:Account )?Billing|Workers AI) "
                       "(?:Read|Write|Edit|Run)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return permission.match(message).captured();
}

bool ApiError::canRetry() const
{
    if (mayHaveHappened)
        return false;
    switch (kind) {
    case Kind::Conflict:
    case Kind::Validation:
        return false;
    case Kind::Permission:
        return httpStatus != 0;
    default:
        return true;
    }
}

ApiError withoutSecrets(ApiError error, const QStringList &secrets)
{
    error.raw = withoutSecrets(QString::fromUtf8(error.raw), secrets).toUtf8();
    error.message = withoutSecrets(error.message, secrets);
    for (ApiError::Detail &detail : error.details)
        detail.message = withoutSecrets(detail.message, secrets);
    return error;
}

} // namespace gatehouse
