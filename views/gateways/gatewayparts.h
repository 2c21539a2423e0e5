// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringList>

namespace gatehouse {

class JsonEditor;

// The members of a gateway that are objects or lists.
namespace gatewayparts {

QStringList keys();

struct Part
{
    JsonEditor *editor; // the caller's
    bool isNullable;
    QJsonValue fresh; // what setting it begins with
};
Part make(const QString &key);

} // namespace gatewayparts
} // namespace gatehouse
