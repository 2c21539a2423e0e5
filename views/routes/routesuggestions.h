// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonValue>
#include <QMap>
#include <QStringList>

namespace gatehouse {

// What may be chosen in the properties of an element.
struct RouteSuggestions
{
    QStringList providers{}; // by slug
    QHash<QString, QStringList> models{}; // that are known of each
    QMap<QString, QList<QJsonValue>> fields{}; // of requests that came in, with their values

    // Of these sources: those that came in and then those that are common.
    QStringList fieldsOf(const QStringList &sources) const;
};

} // namespace gatehouse
