// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// How numbers are shown, with their units, in the person's locale.
namespace gatehouse::format {

QString count(qint64 value); // 12,345
QString duration(double ms); // 842 ms, 1.24 s, 2 min 05 s
QString dollars(double value); // $0.001234: six places, so that columns line up
QString bytes(qint64 value); // 5.0 MB
// A text of the service's for a tooltip, which would take one with < in it for markup.
QString toolTip(const QString &text);
// A text of the service's for a button, tab or label that would take an & in it for a mnemonic.
QString literal(QString text);

} // namespace gatehouse::format
