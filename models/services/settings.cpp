// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/settings.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

namespace gatehouse {

// Not QSettings' own choice, which is a folder of an organization that there is not.
static QString ownFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
        + QStringLiteral("/gatehouse.ini");
}

Settings::Settings(const QString &fileName)
    : m_store(std::make_unique<QSettings>(fileName.isEmpty() ? ownFile() : fileName,
                                          QSettings::IniFormat))
{
}

QString Settings::folder() const
{
    return QFileInfo(m_store->fileName()).path();
}

QString Settings::keyOf(const char *key, const QString &scope)
{
    const QString text = QString::fromLatin1(key);
    Q_ASSERT(text.contains(QLatin1String("%1")) != scope.isEmpty());
    // A slash in a scope would make a group of its own.
    return scope.isEmpty() ? text : text.arg(QString::fromLatin1(QUrl::toPercentEncoding(scope)));
}

} // namespace gatehouse
