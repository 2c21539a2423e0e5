// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/customproviderslugs.h"

#include "models/domain/json.h"
#include "models/services/paging.h"

namespace gatehouse {

namespace {

struct CustomProviderSlug
{
    QString slug;

    bool operator==(const CustomProviderSlug &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("slug", self.slug);
    }
    QJsonObject unknown;
};

} // namespace

Call<QStringList> customProviderSlugs(ApiClient *client)
{
    ApiRequest request = ApiRequest::get({QStringLiteral("custom-providers")});
    request.urgency = Urgency::Background;
    CallSource<QStringList> source;
    const auto call = fetchAllPages<CustomProviderSlug>(client, request, 100);
    source.onCancel([call] { call.cancel(); });
    call.then(client, [source](const Result<QList<CustomProviderSlug>> &result) {
        source.finish(result.map([](const QList<CustomProviderSlug> &providers) {
            QStringList slugs;
            for (const CustomProviderSlug &provider : providers)
                slugs.append(QStringLiteral("custom-") + provider.slug);
            return slugs;
        }));
    });
    return source.call();
}

} // namespace gatehouse
