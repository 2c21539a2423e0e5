// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apiclient.h"
#include "models/services/envelope.h"

namespace gatehouse {

namespace detail {

template <class T> using ReadPage = std::function<Result<QList<T>>(const ApiResponse &response)>;

template <class T>
void fetchNextPage(ApiClient *client, const ApiRequest &request, int perPage,
                   const ReadPage<T> &read, QList<T> soFar, int page,
                   const CallSource<QList<T>> &source)
{
    ApiRequest pageRequest = request;
    pageRequest.query.append({QStringLiteral("page"), QString::number(page)});
    pageRequest.query.append({QStringLiteral("per_page"), QString::number(perPage)});
    const auto call = client->call<QList<T>>(pageRequest, read);
    source.onCancel([call] { call.cancel(); });
    call.then(client, [=](Result<QList<T>> result) {
        if (!source.call().isRunning()) // cancelled while this page was on its way
            return;
        // A service that ignores the page number would give the same rows for ever.
        if (result && !result->isEmpty() && soFar.endsWith(result->last()))
            return source.finish(tl::make_unexpected(
                ApiError::protocol(ApiError::tr("page %1 repeats the one before").arg(page))));
        if (!result || result->size() < perPage)
            return source.finish(result.map([&](const QList<T> &last) { return soFar + last; }));
        fetchNextPage(client, request, perPage, read, soFar + *result, page + 1, source);
    });
}

} // namespace detail

// A list without totals, whole: pages are asked for until one comes short.
template <class T>
Call<QList<T>> fetchAllPages(ApiClient *client, const ApiRequest &request, int perPage,
                             const detail::ReadPage<T> &read = readResult<QList<T>>)
{
    CallSource<QList<T>> source;
    detail::fetchNextPage<T>(client, request, perPage, read, {}, 1, source);
    return source.call();
}

} // namespace gatehouse
