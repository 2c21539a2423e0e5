// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/json.h"

#include <array>

namespace gatehouse {

using Hostname = Id<struct HostnameTag>;

enum class DomainStatus { Initializing, PendingDcv, Active, Blocked, Error };
constexpr std::array<std::pair<DomainStatus, const char *>, 5> enumNames(DomainStatus)
{
    using enum DomainStatus;
    return {{{Initializing, "initializing"},
             {PendingDcv, "pending_dcv"},
             {Active, "active"},
             {Blocked, "blocked"},
             {Error, "error"}}};
}

// A hostname of the person's own that leads to a gateway: …/gateways/{g}/custom-domains.
struct CustomDomain
{
    Hostname id; // it has no other
    GatewayId gateway;
    OpenEnum<DomainStatus> status;
    QDateTime createdAt;
    QDateTime modifiedAt;
    Field<QString> sslHostnameId; // null until there is one
    Field<QString> cnameTarget; // what DNS is to point at; answered only when it is created
    QJsonObject unknown;

    bool operator==(const CustomDomain &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("hostname", self.id);
        visitor("gateway_id", self.gateway);
        visitor("status", self.status);
        visitor("created_at", self.createdAt);
        visitor("modified_at", self.modifiedAt);
        visitor("ssl_hostname_id", self.sslHostnameId);
        visitor("cname_target", self.cnameTarget);
    }
};

// What one is created from.
struct NewCustomDomain
{
    QString domain;
    QString zoneId;
    Field<QString> minTls; // 1.0 to 1.3; absent: as the service has it

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("domain", self.domain);
        visitor("zone_id", self.zoneId);
        visitor("minTLS", self.minTls);
    }
};

// Whether the service still works on it, so that another state follows by itself.
bool isSettling(const CustomDomain &domain);
QString statusText(const OpenEnum<DomainStatus> &status); // a word or two
QString statusHelp(const OpenEnum<DomainStatus> &status); // what it means for the person
// What is wrong with it, in a sentence; empty: nothing.
QString hostnameProblem(const QString &hostname);
QString zoneIdProblem(const QString &zoneId);

} // namespace gatehouse
