// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace gatehouse {

// Unsaved work of forms, kept in files so that it survives a crash. Never holds a secret: a form
// leaves those out.
class Drafts
{
public:
    struct Draft
    {
        QJsonObject value;
        QDateTime savedAt;
    };

    // An empty folder is the person's own data folder.
    explicit Drafts(const QString &folder = {});

    // key names the form and the object, such as "account/gateway/ID". Returns why it failed, or an
    // empty text.
    QString save(const QString &key, const QJsonObject &value);
    std::optional<Draft> load(const QString &key) const;
    void remove(const QString &key);

private:
    QString fileOf(const QString &key) const;

    QString m_folder;
};

} // namespace gatehouse
