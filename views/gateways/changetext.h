// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace gatehouse {

class TimeDisplay;

// A value of a gateway's field in a few words; nothing secret is in it.
QString shortText(const QString &key, const QJsonValue &value, const TimeDisplay &time);

// Two values of a gateway's field as they are told side by side. Where they differ in what is not
// shown, such as a credential, they say so.
struct ChangeText
{
    QString before;
    QString after;
};
ChangeText changeText(const QString &key, const QJsonValue &before, const QJsonValue &after,
                      const TimeDisplay &time);

} // namespace gatehouse
