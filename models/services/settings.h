// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QStringList>

namespace gatehouse {

template <class T> struct Setting
{
    const char *key;
    T fallback;
};

// Every setting there is. One that is kept per profile or per view has %1 in its key.
namespace setting {
inline const Setting<QByteArray> windowGeometry{"window/geometry", {}};
inline const Setting<QByteArray> windowState{"window/%1/state", {}};
inline const Setting<QByteArray> workspaceState{"window/%1/workspace", {}};
inline const Setting<QStringList> openViews{"window/%1/views", {}};
inline const Setting<QStringList> openGateways{"navigator/%1/open", {}};
inline const Setting<QString> timeZone{"look/timeZone", QStringLiteral("utc")}; // utc or local
inline const Setting<QString> theme{"look/theme",
                                    QStringLiteral("system")}; // system, light or dark
inline const Setting<QByteArray> tableHeader{"table/%1/header", {}};
inline const Setting<QByteArray> savedFilters{"filters/%1/saved", {}}; // JSON
inline const Setting<QStringList> recentFilters{"filters/%1/recent", {}};
inline const Setting<bool> logTimeline{"logs/timeline", true};
inline const Setting<bool> billingNotices{"billing/notices", false}; // on the desktop, too
inline const Setting<bool> welcomed{"welcomed", false};
} // namespace setting

// What is kept between starts. Never a secret.
class Settings
{
public:
    // An empty file name is the person's own settings.
    explicit Settings(const QString &fileName = {});

    QString folder() const; // that the file is in

    template <class T> T get(const Setting<T> &setting, const QString &scope = {}) const
    {
        return m_store->value(keyOf(setting.key, scope), QVariant::fromValue(setting.fallback))
            .template value<T>();
    }
    template <class T>
    void set(const Setting<T> &setting, const T &value, const QString &scope = {})
    {
        m_store->setValue(keyOf(setting.key, scope), QVariant::fromValue(value));
    }
    template <class T> void reset(const Setting<T> &setting, const QString &scope = {})
    {
        m_store->remove(keyOf(setting.key, scope));
    }

private:
    static QString keyOf(const char *key, const QString &scope);

    std::unique_ptr<QSettings> m_store;
};

} // namespace gatehouse
