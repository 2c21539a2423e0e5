// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/apirequest.h"

namespace gatehouse {

// What of a list of named objects is wanted: of datasets and of evaluations. The service does the
// searching, in its own way.
struct NamedQuery
{
    QString text{};
    bool byName = false; // only names are searched, not filters and ids
    std::optional<bool> flag{}; // enable of a dataset, processed of an evaluation

    bool operator==(const NamedQuery &) const = default;

    bool isFiltered() const { return !text.isEmpty() || flag; }
    ApiRequest::Query items(const QString &flagName) const
    {
        ApiRequest::Query query;
        if (!text.isEmpty())
            query.append({byName ? QStringLiteral("name") : QStringLiteral("search"), text});
        if (flag)
            query.append({flagName, *flag ? QStringLiteral("true") : QStringLiteral("false")});
        return query;
    }
};

} // namespace gatehouse
