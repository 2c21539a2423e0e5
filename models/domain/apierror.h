// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace gatehouse {

// Why a call did not give what was asked for. Shown by a message bar in the view that asked.
struct ApiError
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ApiError)
public:
    enum class Kind {
        Network, // no connection, or it was cut
        Timeout,
        Auth, // 401: no or unknown credentials
        Permission, // 402, 403
        NotFound,
        Conflict,
        Validation, // 400 and the other 4xx
        RateLimited, // 429
        Server, // 5xx
        Protocol, // an answer that is not what the API promises
        Cancelled,
    };

    // One entry of the API's errors array; path names the offending field, e.g. {"body",
    // "cache_ttl"}.
    struct Detail
    {
        int code = 0; // 0: the service gave none
        QString message;
        QStringList path;
    };

    Kind kind = Kind::Protocol;
    int httpStatus = 0; // 0: no answer
    int code = 0;
    QString message; // the service's own words, or the network layer's
    QStringList path;
    QList<Detail> details; // every entry, the first one included
    std::optional<std::chrono::seconds> retryAfter;
    QByteArray raw; // what was answered, at most 64 KiB of it

    static ApiError protocol(const QString &message, const QStringList &path = {});
    static ApiError cancelled();

    // One sentence: what went wrong and, where known, in which field.
    QString text() const;
    // What the person can do about it; may be empty.
    QString advice() const;
    bool canRetry() const;
};

template <class T> using Result = tl::expected<T, ApiError>;

} // namespace gatehouse
