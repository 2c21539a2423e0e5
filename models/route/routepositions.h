// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPointF>
#include <QString>

namespace gatehouse {

// Where the elements of one version of a route stand. The service knows nothing of it, so each
// version has a file here: positions/PROFILE/GATEWAY/ROUTE/VERSION.json. A file is replaced whole,
// so that a crash leaves the old one.
class RoutePositions
{
public:
    using Positions = QHash<QString, QPointF>;
    struct Route
    {
        QString profile;
        QString gateway;
        QString route;
    };

    // An empty folder is the person's own data folder.
    explicit RoutePositions(const QString &folder = {});

    // Returns why it failed, or an empty text.
    QString save(const Route &route, const QString &version, const Positions &positions);
    // Of that version or, where it has none (somebody else saved it), those that were saved last
    // for any version of the route; ids may be missing, or there that the version has not.
    Positions load(const Route &route, const QString &version) const;
    void remove(const Route &route); // of all its versions

private:
    QString folderOf(const Route &route) const;

    QString m_folder;
};

} // namespace gatehouse
