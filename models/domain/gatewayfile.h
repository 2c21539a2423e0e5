// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"

// Gateways as a file that reads well under version control: members sorted, one a line, nothing
// that the service makes itself, and no secrets, whose places are listed instead.
namespace gatehouse {

// What a service sets and nobody else: no setting of a gateway.
QStringList gatewayServerFields();

// One gateway of a file.
struct GatewayFileEntry
{
    QString id;
    QJsonObject members; // the id included; those that the file does not name stay as they are
    QStringList leftOut; // JSON pointers to the secrets that are not in the file
    QStringList problems; // a sentence each, with its line; empty: it can be imported
    int line = 1;
};

struct GatewayFile
{
    QList<GatewayFileEntry> entries;
    QStringList problems; // of the file as a whole
};

struct GatewayExport
{
    QByteArray text;
    int secrets = 0; // left out
};

GatewayExport exportGateways(const QList<Gateway> &gateways);
QString gatewayFileName(const GatewayId &id); // of a file for it alone
GatewayFile readGatewayFile(const QByteArray &text);

// A gateway as the file wants it.
struct GatewayImport
{
    Gateway wanted;
    QStringList missing; // JSON pointers to the secrets that nobody has
};
// Over what is there, whose secrets stay; nullptr: nothing, it is to be created.
Result<GatewayImport> importedGateway(const GatewayFileEntry &entry, const Gateway *existing);

} // namespace gatehouse
