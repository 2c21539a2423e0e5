// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/drafts.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

namespace gatehouse {

Drafts::Drafts(const QString &folder)
    : m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                       + QStringLiteral("/drafts")
                                : folder)
{
}

QString Drafts::save(const QString &key, const QJsonObject &value)
{
    QDir().mkpath(m_folder);
    QSaveFile file(fileOf(key));
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(QJsonDocument(value).toJson());
    return file.commit() ? QString() : file.errorString();
}

std::optional<Drafts::Draft> Drafts::load(const QString &key) const
{
    QFile file(fileOf(key));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return std::nullopt;
    return Draft{document.object(), QFileInfo(file).lastModified().toUTC()};
}

void Drafts::remove(const QString &key)
{
    QFile::remove(fileOf(key));
}

QString Drafts::fileOf(const QString &key) const
{
    return m_folder + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(key))
        + QStringLiteral(".json");
}

} // namespace gatehouse
