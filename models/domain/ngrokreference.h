// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ngrokprovider.h"

// What may refer to a provider of ngrok's, which cannot be deleted as long as it does; of each, as
// much as tells that.
namespace gatehouse {

// A key that ngrok holds for a provider: /provider-keys.
struct NgrokProviderKey
{
    static constexpr const char *listKey = "aiGatewayProviderKeys";

    QString name;
    QString providerId;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("name", self.name);
        visitor("providerId", self.providerId);
    }
};

// What access keys may reach, and by which rules: /access-key-configurations.
struct NgrokAccessConfiguration
{
    static constexpr const char *listKey = "aiGatewayAccessKeyConfigurations";

    QString name;
    Field<QJsonObject> access;
    Field<QJsonObject> router;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("name", self.name);
        visitor("access", self.access);
        visitor("router", self.router);
    }
};

bool refersTo(const NgrokProviderKey &key, const NgrokProvider &provider);
bool refersTo(const NgrokAccessConfiguration &configuration, const NgrokProvider &provider);

} // namespace gatehouse
