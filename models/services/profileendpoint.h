// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/profile.h"
#include "models/services/apirequest.h"

#include <QMap>

namespace gatehouse {

// Where Cloudflare's API is: everything before /accounts/…
QUrl cloudflareUrl();

// Of all but a sandbox, whose address is known once it runs.
Endpoint endpointOf(const Profile &profile, const Credentials &credentials);

// Why this cannot be the address of a service, in words; empty: it can.
QString problemOfAddress(const QString &text);

// What has to be put right before it can be connected, in words, by the member's name in JSON.
QMap<QString, QString> problemsOf(const Profile &profile);

// Whether the two mean the same account of the same service; if not, nothing that was read from
// one holds for the other.
bool isSameService(const Profile &a, const Profile &b);

} // namespace gatehouse
