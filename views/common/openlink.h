// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace gatehouse {

// Opens a web page in the person's browser, after a click on it: http and https, anything else is
// refused and false. Nothing else in the program opens an address. A test answers in the browser's
// place through QDesktopServices::setUrlHandler().
bool openLink(const QUrl &url);

// Shows a file that the person had this program write, with the program that their desktop has for
// it.
bool openFile(const QString &path);

} // namespace gatehouse
