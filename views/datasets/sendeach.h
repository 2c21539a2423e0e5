// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/call.h"

#include <QStringList>

namespace gatehouse {

class MessageBar;
class WriteGuard;

// Of the requests for several named objects, those that failed.
struct EachFailures
{
    qsizetype asked = 0; // how many requests there were
    QStringList reasons{}; // with the names
    ApiError error{}; // the last one
    bool isOutdated = false; // one of them is not there any more
};

// What came of one request for each of several named objects.
template <class T> struct EachOutcome : EachFailures
{
    QList<T> done{};
    QList<T> failed{};
};

// Under the key, with a button that tries again; clears it when nothing has failed. what: “Not
// deleted: %1”, for several.
void tellFailed(MessageBar *messages, WriteGuard *writes, const QString &key, const QString &what,
                const EachFailures &failures, const std::function<void()> &retry);
QString reasonText(const QString &name, const ApiError &error);
// The first ten, and how many more there are.
QString firstTen(const QStringList &texts, const QString &separator);

// send(object) is a Call; done gets the EachOutcome<T> once all are answered.
template <class T, class Send, class Done>
void sendEach(QObject *context, const QList<T> &objects, const Send &send, const Done &done)
{
    const auto outcome = std::make_shared<EachOutcome<T>>();
    outcome->asked = objects.size();
    for (const T &object : objects)
        send(object).then(context, [=](const auto &result) {
            if (result) {
                outcome->done.append(object);
            } else {
                outcome->failed.append(object);
                outcome->error = result.error();
                outcome->reasons.append(reasonText(object.name, result.error()));
                if (result.error().kind == ApiError::Kind::NotFound)
                    outcome->isOutdated = true;
            }
            if (outcome->done.size() + outcome->failed.size() == outcome->asked)
                done(*outcome);
        });
}

} // namespace gatehouse
