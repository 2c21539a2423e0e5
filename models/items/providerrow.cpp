// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/providerrow.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ProviderRow)
};
} // namespace

bool ProviderRow::can(Ability ability) const
{
    switch (kind) {
    case Kind::Key:
        return (ReplaceSecret | Rotate | (config()->isDefault ? 0 : MakeDefault)) & ability;
    case Kind::Custom:
        return (Edit | Copy | Test | Price) & ability;
    case Kind::Ngrok:
        return (Edit | Copy | Test) & ability;
    }
    return false;
}

ProviderRow providerRow(const ProviderConfig &config)
{
    return {{QStringLiteral("key/") + config.gateway.value + u'/' + config.id.value},
            ProviderRow::Kind::Key,
            config.alias,
            config.providerSlug,
            {},
            config.isDefault ? Tr::tr("Default key") : Tr::tr("Key by alias"),
            config.gateway,
            config.modifiedAt,
            config};
}

ProviderRow providerRow(const CustomProvider &provider)
{
    const bool isBeta = provider.beta.valueOr(false);
    const QString state = !provider.enable ? (isBeta ? Tr::tr("Beta") : QString())
        : *provider.enable                 ? (isBeta ? Tr::tr("Beta, on") : Tr::tr("Enabled"))
                                           : (isBeta ? Tr::tr("Beta, off") : Tr::tr("Disabled"));
    return {{QStringLiteral("custom/") + provider.id.value},
            ProviderRow::Kind::Custom,
            provider.name,
            customAddress(provider.slug),
            provider.baseUrl,
            state,
            {},
            provider.modifiedAt,
            provider};
}

ProviderRow providerRow(const NgrokProvider &provider)
{
    return {{QStringLiteral("ngrok/") + provider.id.value},
            ProviderRow::Kind::Ngrok,
            provider.name,
            ngrokAddress(provider.providerId),
            provider.baseUrl,
            {},
            {},
            provider.updatedAt,
            provider};
}

QString providerKindText(ProviderRow::Kind kind)
{
    switch (kind) {
    case ProviderRow::Kind::Key:
        return Tr::tr("Cloudflare key");
    case ProviderRow::Kind::Custom:
        return Tr::tr("Cloudflare custom");
    case ProviderRow::Kind::Ngrok:
        return Tr::tr("ngrok");
    }
    return {};
}

QString backEndText(ProviderRow::Kind kind)
{
    return kind == ProviderRow::Kind::Ngrok ? Tr::tr("ngrok") : Tr::tr("Cloudflare");
}

} // namespace gatehouse
