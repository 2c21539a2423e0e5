// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/desktopnotice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace gatehouse {

void showDesktopNotice(const QString &title, const QString &text, QObject *context,
                       const std::function<void(bool)> &done)
{
    const QString service = QStringLiteral("org.freedesktop.Notifications");
    QDBusMessage notify =
        QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/Notifications"),
                                       service, QStringLiteral("Notify"));
    const QString program = QStringLiteral("org.gatehouse.Gatehouse"); // its icon, its .desktop
    notify.setArguments({QStringLiteral("Gatehouse"), 0U, program, title,
                         text.toHtmlEscaped(), // the body is markup
                         QStringList(), QVariantMap{{QStringLiteral("desktop-entry"), program}},
                         -1}); // for as long as the desktop likes
    auto *call =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), context);
    QObject::connect(call, &QDBusPendingCallWatcher::finished, context, [call, done] {
        call->deleteLater();
        if (done)
            done(!call->isError());
    });
}

} // namespace gatehouse
