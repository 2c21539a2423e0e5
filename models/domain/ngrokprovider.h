// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

namespace gatehouse {

using NgrokProviderId = Id<struct NgrokProviderTag>;

struct SurfaceParam
{
    QString name;
    QJsonObject unknown;

    bool operator==(const SurfaceParam &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("name", self.name);
    }
};

// A way to talk to a provider, such as openai's chat-completions. All of these are open texts.
struct ApiSurface
{
    QString format;
    Field<QString> surface;
    Field<QList<SurfaceParam>> supportedParams;
    QJsonObject unknown;

    bool operator==(const ApiSurface &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("format", self.format);
        visitor("surface", self.surface);
        visitor("supportedParams", self.supportedParams);
    }
};

struct NgrokModel
{
    Field<QString> id; // the service's
    QString modelId;
    QJsonObject unknown;

    bool operator==(const NgrokModel &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("modelId", self.modelId);
    }
};

// A provider that ngrok's gateway may call: /providers.
struct NgrokProvider
{
    static constexpr const char *listKey = "aiGatewayProviders";
    static constexpr int longestProviderId = 255; // characters
    static constexpr int longestName = 255;
    static constexpr int longestBaseUrl = 2048;
    static constexpr int longestMetadata = 4096;
    static constexpr int longestModelId = 255;

    NgrokProviderId id;
    QString uri;
    QString providerId; // never changes
    QString name;
    QString baseUrl;
    Field<QString> metadata;
    Field<QList<ApiSurface>> surfaces;
    Field<QList<NgrokModel>> models;
    QDateTime createdAt;
    QDateTime updatedAt;
    QJsonObject createdBy;
    QJsonObject lastUpdatedBy;
    QJsonObject unknown;

    bool operator==(const NgrokProvider &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("uri", self.uri);
        visitor("providerId", self.providerId);
        visitor("name", self.name);
        visitor("baseUrl", self.baseUrl);
        visitor("metadata", self.metadata);
        visitor("supportedApiSurfaces", self.surfaces);
        visitor("models", self.models);
        visitor("createdAt", self.createdAt);
        visitor("updatedAt", self.updatedAt);
        visitor("createdBy", self.createdBy);
        visitor("lastUpdatedBy", self.lastUpdatedBy);
    }
};

// What callers put before the name of a model.
QString ngrokAddress(const QString &providerId);
const QStringList &ngrokServiceMadeKeys();
// The body of POST /providers. Models go without the service's ids, which it does not take.
QJsonObject ngrokCreateBody(const NgrokProvider &provider);
// Of the members in edits, what PATCH /providers/{id} takes of the provider. A text that is not
// there any more is null, which clears it; a list always replaces the whole one.
QJsonObject ngrokUpdateBody(const NgrokProvider &provider, const QStringList &edits);

// mine with its lists put on those that the service has by now: what others added stays, what they
// removed goes unless it was edited here, and of what both have, unknown members are theirs.
NgrokProvider withTheirLists(const NgrokProvider &base, const NgrokProvider &mine,
                             const NgrokProvider &theirs);

// What is wrong with a base URL, in a sentence; empty: nothing. Https, or http for a host of
// ngrok's .internal.
QString ngrokUrlProblem(const QString &url);
// Of the whole, the first thing that is wrong; empty: nothing.
QString problemOf(const NgrokProvider &provider);

} // namespace gatehouse
