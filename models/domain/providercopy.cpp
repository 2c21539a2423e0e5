// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/providercopy.h"

#include "models/domain/format.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ProviderCopy)
};

QString named(const char *name)
{
    return QString::fromLatin1(name);
}

void leaveOutUnknown(const QJsonObject &unknown, QList<CopiedField> &fields)
{
    for (auto it = unknown.begin(); it != unknown.end(); ++it)
        fields.append({it.key(), {}, {}, Tr::tr("not known to this program")});
}

// Letters, digits and hyphens are all that a slug may have.
QString slugFrom(const QString &text)
{
    QString slug;
    for (const QChar c : text) {
        const bool fits = slugProblem(QString(c)).isEmpty();
        slug.append(fits ? c : QChar(u'-'));
    }
    return slug;
}

} // namespace

ProviderCopy<NgrokProvider> copyToNgrok(const CustomProvider &provider)
{
    ProviderCopy<NgrokProvider> copy;
    NgrokProvider &to = copy.value;
    to.providerId = provider.slug;
    to.name = provider.name;
    to.baseUrl = provider.baseUrl;
    copy.fields = {{named("name"), named("name"), to.name, {}},
                   {named("slug"), named("providerId"), to.providerId,
                    Tr::tr("callers change %1 to %2")
                        .arg(customAddress(provider.slug), ngrokAddress(provider.slug))},
                   {named("base_url"), named("baseUrl"), to.baseUrl, {}}};
    const auto leaveOut = [&copy](const char *name, const QString &why) {
        copy.fields.append({named(name), {}, {}, why});
    };
    if (provider.description && !provider.description->isEmpty()) {
        if (characters(*provider.description) <= NgrokProvider::longestMetadata) {
            to.metadata = *provider.description;
            copy.fields.append(
                {named("description"), named("metadata"), *to.metadata, Tr::tr("as free text")});
        } else {
            leaveOut("description",
                     Tr::tr("longer than the %1 characters of metadata")
                         .arg(format::count(NgrokProvider::longestMetadata)));
        }
    }
    if (provider.headers && !provider.headers->isEmpty())
        leaveOut("headers",
                 Tr::tr("ngrok keeps no headers; credentials among them go nowhere else"));
    if (provider.enable)
        leaveOut("enable", Tr::tr("a provider of ngrok is always on"));
    for (const auto &[name, present] :
         {std::pair("beta", provider.beta.hasValue()),
          {"position", provider.position.hasValue()},
          {"curl_example", !provider.curlExample.valueOr({}).isEmpty()},
          {"js_example", !provider.jsExample.valueOr({}).isEmpty()},
          {"link", !provider.link.valueOr({}).isEmpty()},
          {"logo", !provider.logo.valueOr({}).isEmpty()}})
        if (present)
            leaveOut(name, Tr::tr("ngrok has no such field"));
    leaveOut("costs", Tr::tr("pricing rules stay with the custom provider"));
    leaveOutUnknown(provider.unknown, copy.fields);
    return copy;
}

ProviderCopy<CustomProvider> copyToCloudflare(const NgrokProvider &provider)
{
    ProviderCopy<CustomProvider> copy;
    CustomProvider &to = copy.value;
    to.slug = slugFrom(provider.providerId);
    to.name = provider.name;
    to.baseUrl = provider.baseUrl;
    to.enable = false;
    copy.fields = {{named("name"), named("name"), to.name, {}},
                   {named("providerId"), named("slug"), to.slug,
                    to.slug == provider.providerId
                        ? Tr::tr("callers change %1 to %2")
                              .arg(ngrokAddress(provider.providerId), customAddress(to.slug))
                        : Tr::tr("other characters become hyphens; callers change %1 to %2")
                              .arg(ngrokAddress(provider.providerId), customAddress(to.slug))},
                   {named("baseUrl"), named("base_url"), to.baseUrl, httpsUrlProblem(to.baseUrl)}};
    if (provider.metadata && !provider.metadata->isEmpty()) {
        to.description = *provider.metadata;
        copy.fields.append(
            {named("metadata"), named("description"), *to.description, Tr::tr("as free text")});
    }
    copy.fields.append({{}, named("enable"), Tr::tr("off"), Tr::tr("until you switch it on")});
    const auto leaveOut = [&copy](const char *name, const QString &why) {
        copy.fields.append({named(name), {}, {}, why});
    };
    if (const qsizetype count = provider.surfaces.valueOr({}).size())
        leaveOut("supportedApiSurfaces",
                 Tr::tr("%n API surface(s); a custom provider passes every path on", nullptr,
                        int(count)));
    if (const qsizetype count = provider.models.valueOr({}).size())
        leaveOut("models", Tr::tr("%n model(s); a custom provider takes any", nullptr, int(count)));
    leaveOutUnknown(provider.unknown, copy.fields);
    return copy;
}

} // namespace gatehouse
