// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

// The answers of …/gateways/{g}/routes and below. What a graph means is told by models/route.
namespace gatehouse {

using RouteId = Id<struct RouteTag>;
using RouteVersionId = Id<struct RouteVersionTag>;
using RouteDeploymentId = Id<struct RouteDeploymentTag>;

// A boolean that the service writes as the text "true" or "false". Any other text counts as false
// and is kept.
struct TextBool
{
    bool value = false;
    QString other{}; // neither of the two

    bool operator==(const TextBool &) const = default;
};
void readJson(const QJsonValue &json, TextBool &value, JsonContext &context);
QJsonValue toJson(const TextBool &value);

// The elements of a version: a text of JSON by the published type, but reported to come as a list.
struct RouteData
{
    QJsonValue json;

    bool operator==(const RouteData &) const = default;
};
void readJson(const QJsonValue &json, RouteData &value, JsonContext &context);
QJsonValue toJson(const RouteData &value);

// A time of which the published types say only that it is a text: another text is kept, and is no
// reason to refuse the list that it came with.
struct TextTime
{
    QDateTime value{}; // invalid: it is none
    QString other{};

    bool operator==(const TextTime &) const = default;
};
void readJson(const QJsonValue &json, TextTime &value, JsonContext &context);
QJsonValue toJson(const TextTime &value);

struct RouteDeployment
{
    RouteDeploymentId id;
    RouteVersionId versionId;
    TextTime createdAt;
    QJsonObject unknown;

    bool operator==(const RouteDeployment &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("deployment_id", self.id);
        visitor("version_id", self.versionId);
        visitor("created_at", self.createdAt);
    }
};

struct RouteVersion
{
    RouteVersionId id;
    TextBool active; // this is what callers get
    TextTime createdAt;
    Field<RouteData> data;
    Field<bool> isValid;
    Field<QJsonArray> elements; // comes with GET …/versions/{version_id} only
    QJsonObject unknown;

    bool operator==(const RouteVersion &) const = default;

    // Whichever of the two there is.
    std::optional<QJsonArray> graph() const;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("version_id", self.id);
        visitor("active", self.active);
        visitor("created_at", self.createdAt);
        visitor("data", self.data);
        visitor("is_valid", self.isValid);
        visitor("elements", self.elements);
    }
};

// Callers name it as model dynamic/NAME.
struct DynamicRoute
{
    RouteId id;
    Field<GatewayId> gatewayId;
    QString name;
    QDateTime createdAt;
    QDateTime modifiedAt;
    Field<QJsonArray> elements; // as deployed; may be missing in lists
    Field<RouteDeployment> deployment; // the newest
    Field<RouteVersion> version; // that is deployed
    QJsonObject unknown;

    bool operator==(const DynamicRoute &) const = default;

    std::optional<QJsonArray> graph() const; // as deployed
    QString modelName() const { return QStringLiteral("dynamic/") + name; }

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("gateway_id", self.gatewayId);
        visitor("name", self.name);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
        visitor("elements", self.elements);
        visitor("deployment", self.deployment);
        visitor("version", self.version);
    }
};

// Whether two lists of elements are the same graph for the service, which may leave out members
// that it does not know, may add some, and may send the elements in another order.
bool isSameRoute(const QJsonArray &sent, const QJsonArray &found);

} // namespace gatehouse
