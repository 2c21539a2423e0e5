// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse {

// The SVG of a logo that somebody else has drawn, if it is only shapes: nothing in it refers to a
// file or an address, and it is neither large nor deep. Empty: it is not drawn.
QByteArray safeLogo(const QString &base64);

} // namespace gatehouse
