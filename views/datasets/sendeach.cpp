// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/sendeach.h"

#include "models/domain/format.h"
#include "views/common/messagebar.h"
#include "views/common/writeguard.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::SendEach)
};

} // namespace

void tellFailed(MessageBar *messages, WriteGuard *writes, const QString &key, const QString &what,
                const EachFailures &failures, const std::function<void()> &retry)
{
    if (failures.reasons.isEmpty())
        return messages->clear(key);
    const QList<QAction *> actions = writes->retry(failures.error, retry);
    if (failures.asked == 1)
        messages->showError(key, failures.error, {}, actions);
    else
        messages->showError(key, what.arg(firstTen(failures.reasons, QStringLiteral("\n"))), {},
                            actions);
}

QString reasonText(const QString &name, const ApiError &error)
{
    return Tr::tr("“%1”: %2").arg(name, error.text());
}

QString firstTen(const QStringList &texts, const QString &separator)
{
    constexpr int most = 10;
    const QString shown = texts.mid(0, most).join(separator);
    return texts.size() > most
        ? Tr::tr("%1 and %2 more").arg(shown, format::count(texts.size() - most))
        : shown;
}

} // namespace gatehouse
