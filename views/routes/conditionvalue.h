// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

// What a condition compares with, as one types it: free, 10, true, null; "10" is a text; of $in a
// list: free, pro.
namespace gatehouse {

QString conditionValueText(const QJsonValue &value);
QJsonValue conditionValue(const QString &text);
QString conditionListText(const QJsonValue &value); // of one that is no list, as one item
QJsonValue conditionList(const QString &text);

} // namespace gatehouse
