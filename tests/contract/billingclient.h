// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/contract/sandboxclient.h"

namespace contract {

/// The buckets of `usage-history`, the newest first.
QJsonArray usageHistory(Sandbox &sandbox, const QString &window, const Query &range = {});

double totalOf(const QJsonArray &history); ///< cents

/// All usage that there is, in cents.
double usageTotal(Sandbox &sandbox);

double balance(Sandbox &sandbox); ///< cents
QJsonArray invoices(Sandbox &sandbox, const Query &query = {});
double paidTotal(Sandbox &sandbox);

/// An answer without the port, which the documents of invoices name and each run has its own.
QByteArray withoutPort(Sandbox &sandbox, const QString &path);

/// Compares cents that are sums of decimals.
bool same(double a, double b);

} // namespace contract
