// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/ngrokreference.h"

#include <QJsonArray>

namespace gatehouse {

// By either of its ids.
static bool names(const QString &text, const NgrokProvider &provider)
{
    return text == provider.providerId || text == provider.id.value;
}

// A model with its provider before it.
static bool isModelOf(const QString &text, const NgrokProvider &provider)
{
    return text.startsWith(ngrokAddress(provider.providerId));
}

bool refersTo(const NgrokProviderKey &key, const NgrokProvider &provider)
{
    return names(key.providerId, provider);
}

bool refersTo(const NgrokAccessConfiguration &configuration, const NgrokProvider &provider)
{
    const QJsonObject access = configuration.access.valueOr({});
    for (const QJsonValue allowed : access[u"providers"][u"allow"].toArray())
        if (names(allowed.toString(), provider))
            return true;
    for (const QJsonValue allowed : access[u"models"][u"allow"].toArray())
        if (isModelOf(allowed.toString(), provider))
            return true;
    const QJsonObject router = configuration.router.valueOr({});
    for (const QJsonValue rule : router[u"rules"].toArray())
        if (names(rule[u"provider"].toString(), provider)
            || isModelOf(rule[u"model"].toString(), provider))
            return true;
    return false;
}

} // namespace gatehouse
