// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/desktopnotice.h"

#include "views/common/icons.h"

#include <QApplication>
#include <QSystemTrayIcon>

namespace gatehouse {

void showDesktopNotice(const QString &title, const QString &text)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    auto *tray = qApp->findChild<QSystemTrayIcon *>();
    if (!tray)
        tray = new QSystemTrayIcon(icon(Icon::App), qApp);
    tray->show();
    tray->showMessage(title, text, QSystemTrayIcon::Warning);
}

} // namespace gatehouse
