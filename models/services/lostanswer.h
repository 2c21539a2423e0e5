// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apiclient.h"

// When the answer to a write was lost, it is not sent again: the service is asked whether it
// happened. Every service method that writes and must not write twice does so, like
//
//     lookedUp(m_client->call<Thing>(request, readResult<Thing>), this, m_client,
//              {tr("create thing X"), tr("The thing is there: it was created."),
//               tr("The thing is not there.")},
//              [this, id] { return ifThere(get(id, Urgency::Awaited), this); });
namespace gatehouse {

// How a write and what became of it are told.
struct LostAnswer
{
    QString action; // “create gateway X”
    QString happened; // a sentence: “The gateway is there: it was created.”
    QString missing; // “The gateway is not there.”

    QString happenedText() const;
    ApiError notHappened(ApiError lost) const;
    ApiError unknown(ApiError lost, const ApiError &why) const;
};

// The same call. After a lost answer, lookup() -> Call<std::optional<T>> says what the write has
// brought about; nothing: it did not happen. Carried through, whether anybody waits for it or not.
template <class T, class Lookup>
Call<T> lookedUp(const Call<T> &call, QObject *context, ApiClient *client, const LostAnswer &words,
                 const Lookup &lookup)
{
    CallSource<T> source;
    call.then(context, [=](Result<T> result) {
        if (result || !result.error().mayHaveHappened)
            return source.finish(std::move(result));
        lookup().then(context, [=, lost = result.error()](const Result<std::optional<T>> &found) {
            if (!found)
                return source.finish(tl::make_unexpected(words.unknown(lost, found.error())));
            if (!*found)
                return source.finish(tl::make_unexpected(words.notHappened(lost)));
            Q_EMIT client->noticed(words.happenedText());
            source.finish(**found);
        });
    });
    return source.call();
}

// For what was to be created or deleted: a call for what may be there or not.
template <class T> Call<std::optional<T>> ifThere(const Call<T> &call, QObject *context)
{
    CallSource<std::optional<T>> source;
    source.onCancel([call] { call.cancel(); });
    call.then(context, [source](Result<T> result) {
        if (result)
            source.finish(std::optional<T>(std::move(*result)));
        else if (result.error().kind == ApiError::Kind::NotFound)
            source.finish(std::optional<T>());
        else
            source.finish(tl::make_unexpected(result.error()));
    });
    return source.call();
}

// The other way round: gone, when it is not there.
template <class T>
Call<std::optional<T>> ifGone(const Call<T> &call, QObject *context, const T &gone)
{
    CallSource<std::optional<T>> source;
    ifThere(call, context).then(context, [source, gone](const Result<std::optional<T>> &there) {
        source.finish(there.map([&gone](const std::optional<T> &value) {
            return value ? std::nullopt : std::optional<T>(gone);
        }));
    });
    return source.call();
}

} // namespace gatehouse
