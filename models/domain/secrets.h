// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringList>

namespace gatehouse {

// What stands in place of a credential wherever one could be seen or kept.
inline const QString hiddenSecret = QStringLiteral("••••••••");

// The same value with every member hidden that holds a credential by its name, and with the values
// of headers, any of which may be one.
QJsonValue withoutSecrets(const QJsonValue &json);

// The same for a text that is JSON, or the beginning of some. What else it holds stays as it is.
QByteArray withoutSecrets(const QByteArray &text);
// The values that withoutSecrets() hides.
QStringList secretsIn(const QJsonValue &json);
// The text with each of these hidden, wherever it stands: a service may repeat what it was sent.
QString withoutSecrets(QString text, const QStringList &secrets);

} // namespace gatehouse
