// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/apierror.h"

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

static QString headline(const ApiError &error)
{
    using Kind = ApiError::Kind;
    switch (error.kind) {
    case Kind::Network:
        return ApiError::tr("The service cannot be reached");
    case Kind::Timeout:
        return ApiError::tr("The service did not answer in time");
    case Kind::Auth:
        return ApiError::tr("The service does not accept the credentials");
    case Kind::Permission:
        return ApiError::tr("The service refuses this");
    case Kind::NotFound:
        return ApiError::tr("Not found");
    case Kind::Conflict:
        return ApiError::tr("This conflicts with what the service holds");
    case Kind::Validation:
        return ApiError::tr("The service rejects the request");
    case Kind::RateLimited:
        return ApiError::tr("Too many requests");
    case Kind::Server:
        return ApiError::tr("The service failed");
    case Kind::Protocol:
        return ApiError::tr("The answer is not what the API promises");
    case Kind::Cancelled:
        return ApiError::tr("Cancelled");
    }
    return {};
}

QString ApiError::text() const
{
    QString text = headline(*this);
    if (httpStatus >= 400)
        text += tr(" (HTTP %1)").arg(httpStatus);
    if (!message.isEmpty() && kind != Kind::Cancelled)
        text += QStringLiteral(": ") + message;
    if (!path.isEmpty())
        text += tr(" (at %1)").arg(path.join(u'.'));
    if (details.size() > 1)
        text += tr(" and %n more problem(s)", nullptr, int(details.size() - 1));
    return text;
}

QString ApiError::advice() const
{
    switch (kind) {
    case Kind::Network:
        return tr("Check the connection and the address of the service, then retry.");
    case Kind::Timeout:
        return tr("It may be busy; retry in a moment.");
    case Kind::Auth:
        return tr("Check the API token, or the e-mail and key.");
    case Kind::Permission:
        return tr("The credentials may lack a permission, such as AI Gateway Read or Write.");
    case Kind::NotFound:
        return tr("It may have been deleted meanwhile; refresh to see what is there.");
    case Kind::RateLimited:
        return retryAfter ? tr("Retry in %1 s.").arg(retryAfter->count())
                          : tr("Wait a few minutes before retrying.");
    case Kind::Server:
        return tr("Retry in a moment.");
    case Kind::Protocol:
        return tr("A proxy may have answered in place of the service.");
    default:
        return {};
    }
}

bool ApiError::canRetry() const
{
    switch (kind) {
    case Kind::Conflict:
    case Kind::Validation:
        return false;
    default:
        return true;
    }
}

} // namespace gatehouse
