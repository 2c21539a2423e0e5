// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

namespace gatehouse {

using CustomProviderId = Id<struct CustomProviderTag>;

// A provider of the account's own: …/custom-providers. Its headers are a text of JSON that may hold
// credentials; they are treated as one.
struct CustomProvider
{
    static constexpr int longestHeaders = 8192; // characters
    static constexpr qsizetype longestLogo = 262'144; // characters of base64 that are still drawn

    CustomProviderId id;
    QString name;
    QString slug;
    QString baseUrl;
    Field<bool> enable; // absent in a POST: off
    Field<bool> beta;
    Field<QString> description;
    Field<QString> headers;
    Field<QString> curlExample;
    Field<QString> jsExample;
    Field<QString> link;
    Field<QString> logo; // base64 of an SVG; the service's to set at first
    Field<qint64> position;
    QDateTime createdAt;
    QDateTime modifiedAt;
    QJsonObject unknown;

    bool operator==(const CustomProvider &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("name", self.name);
        visitor("slug", self.slug);
        visitor("base_url", self.baseUrl);
        visitor("enable", self.enable);
        visitor("beta", self.beta);
        visitor("description", self.description);
        visitor("headers", self.headers);
        visitor("curl_example", self.curlExample);
        visitor("js_example", self.jsExample);
        visitor("link", self.link);
        visitor("logo", self.logo);
        visitor("position", self.position);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
    }
};

// What callers put into the gateway's URL: always prefixed, whatever the slug begins with.
QString customAddress(const QString &slug);
// The body of POST /custom-providers: what the operation takes.
QJsonObject customProviderCreateBody(const CustomProvider &provider);
const QStringList &customProviderServiceMadeKeys();

// What is wrong with a value, in a sentence; empty: nothing.
QString slugProblem(const QString &slug);
QString httpsUrlProblem(const QString &url);
QString headersProblem(const QString &headers);
// Where a text has limits; counted in characters, as the API does.
QString lengthProblem(const QString &text, int least, int most);
qsizetype characters(const QString &text);

} // namespace gatehouse
