// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/openlink.h"

#include <QDesktopServices>

namespace gatehouse {

bool openLink(const QUrl &url)
{
    const bool isWebPage = (url.scheme() == u"https" || url.scheme() == u"http") && url.isValid()
        && !url.host().isEmpty();
    return isWebPage && QDesktopServices::openUrl(url);
}

bool openFile(const QString &path)
{
    return QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace gatehouse
