// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/customprovider.h"
#include "models/domain/ngrokprovider.h"
#include "models/domain/providerconfig.h"

#include <variant>

namespace gatehouse {

// Whom the gateways may call, whatever says so: what is common to the three kinds, and the value
// itself. There is no merged form of them.
struct ProviderRow
{
    enum class Kind {
        Key, // a provider config of a gateway
        Custom, // a custom provider of the account
        Ngrok,
    };
    enum Ability {
        Edit = 1,
        ReplaceSecret = 2,
        Rotate = 4,
        Copy = 8, // to the other back end
        Test = 16,
        Price = 32, // has pricing rules
        MakeDefault = 64,
    };

    Id<struct ProviderRowTag> id; // of the row
    Kind kind = Kind::Key;
    QString name;
    QString address; // as callers write it
    QString baseUrl; // of a key: the service does not tell
    QString state; // of ngrok: there is none
    GatewayId gateway; // of a key
    QDateTime modifiedAt;
    std::variant<ProviderConfig, CustomProvider, NgrokProvider> value;

    bool operator==(const ProviderRow &) const = default;

    const ProviderConfig *config() const { return std::get_if<ProviderConfig>(&value); }
    const CustomProvider *custom() const { return std::get_if<CustomProvider>(&value); }
    const NgrokProvider *ngrok() const { return std::get_if<NgrokProvider>(&value); }
    bool can(Ability ability) const;
};

ProviderRow providerRow(const ProviderConfig &config);
ProviderRow providerRow(const CustomProvider &provider);
ProviderRow providerRow(const NgrokProvider &provider);
QString providerKindText(ProviderRow::Kind kind); // “Cloudflare key”
QString backEndText(ProviderRow::Kind kind); // “Cloudflare”

} // namespace gatehouse
