// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse {

// A body as it can be shown: an editor chokes on lines of megabytes, so long ones are broken.
struct BodyText
{
    static constexpr qsizetype maxLine = 5000; // characters

    QString text;
    bool isJson = false;
    bool isPretty = false;
    bool isText = true; // valid UTF-8; what is not, has replacement characters
    bool isWrapped = false; // line breaks were put in
};

// JSON is indented when pretty is wanted; numbers, the order and duplicates of keys stay as they
// are. Pure; takes a while for megabytes.
BodyText bodyText(const QByteArray &data, bool pretty);

} // namespace gatehouse
