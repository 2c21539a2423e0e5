// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routesuggestions.h"

namespace gatehouse {

QStringList RouteSuggestions::fieldsOf(const QStringList &sources) const
{
    static const QStringList common{
        QStringLiteral("metadata.plan"),      QStringLiteral("metadata.user"),
        QStringLiteral("metadata.team"),      QStringLiteral("metadata.environment"),
        QStringLiteral("headers.user-agent"), QStringLiteral("body.model"),
        QStringLiteral("body.stream")};
    QStringList all;
    for (const QString &source : sources)
        for (const QStringList &some : {fields.keys(), common})
            for (const QString &field : some)
                if (field.startsWith(source + u'.') && !all.contains(field))
                    all.append(field);
    return all;
}

} // namespace gatehouse
