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
        Auth, // no, unknown, expired or revoked credentials
        Permission, // 402, 403; without a status: refused by this program, nothing was sent
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
    int network = 0; // a QNetworkReply::NetworkError, where there was no answer
    QString message; // the service's own words, or the network layer's
    QStringList path;
    QList<Detail> details; // every entry, the first one included
    std::optional<std::chrono::seconds> retryAfter;
    QByteArray raw; // what was answered, at most 64 KiB of it, without secrets
    bool cut = false; // of Kind::Network: the connection was there, and ended too early
    // A write that must not be sent twice was sent, and what became of it is not known.
    bool mayHaveHappened = false;
    bool lookedFor = false; // after a lost answer; without mayHaveHappened: it did not happen

    static ApiError protocol(const QString &message, const QStringList &path = {});
    static ApiError cancelled();
    static ApiError readOnly(const QString &profile);

    // The words of every message bar, from one table. One sentence: what failed, why and, where
    // known, in which field.
    QString text() const;
    // What the person can do about it; may be empty.
    QString advice() const;
    // The permission that the service's words name as missing; empty: none.
    QString missingPermission() const;
    // Whether the same may be sent again as it is.
    bool canRetry() const;
};

// The error with each of these hidden in what the service said.
ApiError withoutSecrets(ApiError error, const QStringList &secrets);

template <class T> using Result = tl::expected<T, ApiError>;

} // namespace gatehouse
