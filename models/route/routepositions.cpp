// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routepositions.h"

#include "models/route/routecodec.h"

#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

namespace gatehouse {

RoutePositions::RoutePositions(const QString &folder)
    : m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                       + QStringLiteral("/positions")
                                : folder)
{
}

// Also of “..”; an empty name is one, too.
static QString fileName(const QString &id)
{
    return u'_' + QString::fromLatin1(QUrl::toPercentEncoding(id, {}, "."));
}

QString RoutePositions::folderOf(const Route &route) const
{
    return m_folder + u'/' + fileName(route.profile) + u'/' + fileName(route.gateway) + u'/'
        + fileName(route.route);
}

QString RoutePositions::save(const Route &route, const QString &version, const Positions &positions)
{
    const QString folder = folderOf(route);
    QDir().mkpath(folder);
    QSaveFile file(folder + u'/' + fileName(version) + QStringLiteral(".json"));
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(QJsonDocument(positionsToJson(positions)).toJson(QJsonDocument::Compact));
    return file.commit() ? QString() : file.errorString();
}

RoutePositions::Positions RoutePositions::load(const Route &route, const QString &version) const
{
    const QDir folder(folderOf(route));
    QStringList names{fileName(version) + QStringLiteral(".json")};
    names += folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Time);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto positions = positionsFromJson(QJsonDocument::fromJson(file.readAll()).object());
        if (!positions.isEmpty())
            return positions;
    }
    return {};
}

void RoutePositions::remove(const Route &route)
{
    QDir(folderOf(route)).removeRecursively();
}

} // namespace gatehouse
