// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

namespace gatehouse {

// What stands in place of a credential wherever one could be seen or kept.
inline const QString hiddenSecret = QStringLiteral("••••••••");

// The same value with every member hidden that holds a credential by its name, and with the values
// of headers, any of which may be one.
QJsonValue withoutSecrets(const QJsonValue &json);

} // namespace gatehouse
