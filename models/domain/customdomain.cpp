// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/customdomain.h"

#include <QCoreApplication>
#include <algorithm>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::CustomDomain)
};

bool isLabelCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || c == u'-';
}

} // namespace

bool isSettling(const CustomDomain &domain)
{
    const auto status = domain.status.known();
    return status == DomainStatus::Initializing || status == DomainStatus::PendingDcv;
}

QString statusText(const OpenEnum<DomainStatus> &status)
{
    const auto known = status.known();
    if (!known)
        return status.text();
    switch (*known) {
    case DomainStatus::Initializing:
        return Tr::tr("Being set up");
    case DomainStatus::PendingDcv:
        return Tr::tr("Waiting for DNS");
    case DomainStatus::Active:
        return Tr::tr("Active");
    case DomainStatus::Blocked:
        return Tr::tr("Blocked");
    case DomainStatus::Error:
        return Tr::tr("Failed");
    }
    return {};
}

QString statusHelp(const OpenEnum<DomainStatus> &status)
{
    const auto known = status.known();
    if (!known)
        return Tr::tr("The service calls this state “%1”.").arg(status.text());
    switch (*known) {
    case DomainStatus::Initializing:
        return Tr::tr("The service prepares the hostname and its certificate.");
    case DomainStatus::PendingDcv:
        return Tr::tr("The service waits until DNS shows that the hostname is yours: its CNAME "
                      "record has to point at the target.");
    case DomainStatus::Active:
        return Tr::tr("Callers can use the hostname in place of the gateway's URL.");
    case DomainStatus::Blocked:
        return Tr::tr("The service refuses to serve the hostname. Its support can say why.");
    case DomainStatus::Error:
        return Tr::tr("The service could not set the hostname up. Check its DNS records, remove it "
                      "and add it again.");
    }
    return {};
}

QString hostnameProblem(const QString &hostname)
{
    constexpr int longestName = 253;
    constexpr int longestLabel = 63;
    if (hostname.isEmpty())
        return Tr::tr("A hostname is needed, such as ai.example.com.");
    if (hostname.contains(QLatin1String("://")) || hostname.contains(u'/'))
        return Tr::tr("The hostname alone, without https:// and without a path.");
    if (hostname.contains(u':'))
        return Tr::tr("The hostname alone, without a port.");
    if (hostname.contains(u'*'))
        return Tr::tr("A wildcard is not possible: one hostname at a time.");
    if (hostname.size() > longestName)
        return Tr::tr("At most %1 characters; these are %2.").arg(longestName).arg(hostname.size());
    const QStringList labels = hostname.split(u'.');
    for (const QString &label : labels) {
        if (label.isEmpty())
            return Tr::tr("Between two dots, and at both ends, there has to be something.");
        if (label.size() > longestLabel)
            return Tr::tr("At most %1 characters between two dots.").arg(longestLabel);
        if (!std::all_of(label.begin(), label.end(), isLabelCharacter))
            return Tr::tr("Only letters a to z, digits, hyphens and dots.");
        if (label.startsWith(u'-') || label.endsWith(u'-'))
            return Tr::tr("A hyphen cannot be beside a dot or at an end.");
    }
    return labels.size() < 2 ? Tr::tr("With its domain, as in ai.example.com.") : QString();
}

QString zoneIdProblem(const QString &zoneId)
{
    if (zoneId.isEmpty())
        return Tr::tr("The id of the zone that the hostname belongs to is needed.");
    if (std::any_of(zoneId.begin(), zoneId.end(), [](QChar c) { return c.isSpace(); }))
        return Tr::tr("An id has no blanks.");
    return {};
}

} // namespace gatehouse
