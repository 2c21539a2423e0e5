// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/envelope.h"
#include "models/services/lostanswer.h"
#include "models/services/saveguard.h"

#include <algorithm>

// How something is appended to a list that only grows, such as the versions and the deployments of
// a route, when the answer does not say the new one's id: the list is read before and after. So it
// is also found out whether somebody else was quicker, and what became of it when the answer is
// lost.
namespace gatehouse {

template <class T> struct AppendSteps
{
    std::function<Call<QList<T>>()> list; // the newest first
    ApiRequest post;
    std::function<bool(const T &)> isWanted;
    LostAnswer words;
    QString newestSeen{}; // its id; empty: nothing is compared
    std::function<void(const T &)> done{}; // the effect, when it is saved
};

namespace detail {

// The newest that was not there before.
template <class T>
Call<std::optional<T>> findAppended(QObject *context, const AppendSteps<T> &steps,
                                    const QList<T> &before)
{
    CallSource<std::optional<T>> source;
    steps.list().then(context, [=](const Result<QList<T>> &now) {
        source.finish(now.map([&](const QList<T> &items) {
            const auto it = std::find_if(items.begin(), items.end(), [&](const T &item) {
                return steps.isWanted(item)
                    && std::none_of(before.begin(), before.end(),
                                    [&](const T &old) { return old.id == item.id; });
            });
            return it == items.end() ? std::optional<T>() : std::optional<T>(*it);
        }));
    });
    return source.call();
}

template <class T>
void append(QObject *context, ApiClient *client, const AppendSteps<T> &steps,
            const QList<T> &before, const CallSource<SaveOutcome<T>> &source)
{
    const auto find = [=] { return findAppended(context, steps, before); };
    // One without an id: it was done, and still has to be found.
    const auto decode = [](const ApiResponse &response) {
        return readEnvelope(response).map([](const QJsonObject &) { return T(); });
    };
    lookedUp(client->call<T>(steps.post, decode), context, client, steps.words, find)
        .then(context, [=](const Result<T> &written) {
            const auto finish = [steps, source](const T &item) {
                steps.done(item);
                source.finish(SaveOutcome<T>{.value = item});
            };
            if (!written)
                return source.finish(failedSave<T>(written.error()));
            if (!written->id.isEmpty())
                return finish(*written);
            find().then(context, [=](const Result<std::optional<T>> &item) {
                // That it cannot be shown yet is no failure of it.
                finish(item && *item ? **item : *written);
            });
        });
}

} // namespace detail

// Conflicted: there is a newer one than newestSeen, which is the value, and nothing was written.
template <class T>
Call<SaveOutcome<T>> appended(QObject *context, ApiClient *client, const AppendSteps<T> &steps)
{
    CallSource<SaveOutcome<T>> source;
    const Call<QList<T>> call = steps.list();
    source.onCancel([call] { call.cancel(); });
    call.then(context, [=](const Result<QList<T>> &before) {
        if (!source.call().isRunning()) // cancelled while it was read: nothing is written
            return;
        if (!before)
            return source.finish(detail::failedSave<T>(before.error()));
        if (!steps.newestSeen.isEmpty() && !before->isEmpty()
            && before->first().id.value != steps.newestSeen)
            return source.finish(
                SaveOutcome<T>{.kind = SaveOutcome<T>::Kind::Conflicted, .value = before->first()});
        source.onCancel({}); // carried through
        detail::append(context, client, steps, *before, source);
    });
    return source.call();
}

} // namespace gatehouse
