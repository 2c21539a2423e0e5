// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/settings.h"

#include <QUrl>

namespace gatehouse {

Settings::Settings(const QString &fileName)
    : m_store(fileName.isEmpty() ? std::make_unique<QSettings>()
                                 : std::make_unique<QSettings>(fileName, QSettings::IniFormat))
{
}

QString Settings::keyOf(const char *key, const QString &scope)
{
    const QString text = QString::fromLatin1(key);
    Q_ASSERT(text.contains(QLatin1String("%1")) != scope.isEmpty());
    // A slash in a scope would make a group of its own.
    return scope.isEmpty() ? text : text.arg(QString::fromLatin1(QUrl::toPercentEncoding(scope)));
}

} // namespace gatehouse
