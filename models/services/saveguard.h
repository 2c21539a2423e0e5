// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"
#include "models/domain/threeway.h"
#include "models/services/call.h"

// How every PUT and PATCH of an object that somebody else may change meanwhile is done: it is read
// again first, and nothing of what others did is overwritten unseen.
namespace gatehouse {

// What others changed and the person did not.
enum class OthersChanges {
    Ask, // is a conflict all the same
    Keep, // stays, without a question
};

template <class T> struct SaveSteps
{
    std::function<Call<T>()> read;
    std::function<Call<T>(const T &)> write;
    MemberRules rules{};
    OthersChanges others = OthersChanges::Ask;
};

template <class T> struct SaveOutcome
{
    enum class Kind {
        Saved,
        Conflicted, // nothing was written
        Gone, // the object is not there any more; it can be saved as a new one
    };
    Kind kind = Kind::Saved;
    T value{}; // Saved: as it is now; Conflicted: theirs
    QList<FieldConflict> conflicts{};
};

namespace detail {

template <class T> Result<SaveOutcome<T>> failedSave(const ApiError &error)
{
    if (error.kind == ApiError::Kind::NotFound)
        return SaveOutcome<T>{.kind = SaveOutcome<T>::Kind::Gone};
    return tl::make_unexpected(error);
}

template <class T>
void writeGuarded(QObject *context, const SaveSteps<T> &steps, const QJsonObject &json,
                  const CallSource<SaveOutcome<T>> &source)
{
    const Result<T> value = fromJson<T>(json);
    if (!value)
        return source.finish(tl::make_unexpected(value.error()));
    steps.write(*value).then(context, [source, json](const Result<T> &result) {
        if (!result)
            return source.finish(failedSave<T>(result.error()));
        // What the answer leaves out was sent all the same.
        const auto saved = fromJson<T>(overlaid(json, toJson(*result).toObject()));
        source.finish(SaveOutcome<T>{.value = saved.value_or(*result)});
    });
}

} // namespace detail

// Writes mine, which began as base. Unknown members, and those that the service does not report,
// go back as they came.
template <class T>
Call<SaveOutcome<T>> saveGuarded(QObject *context, const SaveSteps<T> &steps, const T &base,
                                 const T &mine)
{
    CallSource<SaveOutcome<T>> source;
    const Call<T> call = steps.read();
    source.onCancel([call] { call.cancel(); });
    call.then(context, [=](const Result<T> &theirs) {
        if (!source.call().isRunning()) // cancelled while it was read: nothing is written
            return;
        if (!theirs)
            return source.finish(detail::failedSave<T>(theirs.error()));
        const QJsonObject from = toJson(base).toObject();
        const QJsonObject own = toJson(mine).toObject();
        const QJsonObject other = toJson(*theirs).toObject();
        QList<FieldConflict> conflicts = conflictsBetween(from, own, other, steps.rules);
        if (steps.others == OthersChanges::Keep)
            conflicts.removeIf([](const FieldConflict &conflict) { return !conflict.isEdited(); });
        if (!conflicts.isEmpty())
            return source.finish(SaveOutcome<T>{.kind = SaveOutcome<T>::Kind::Conflicted,
                                                .value = *theirs,
                                                .conflicts = conflicts});
        source.onCancel({}); // carried through
        detail::writeGuarded(context, steps, merged(from, own, other, steps.rules), source);
    });
    return source.call();
}

} // namespace gatehouse
