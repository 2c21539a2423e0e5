// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/billing/ledger.h"

namespace sandbox {

inline constexpr auto currency = "usd";

/// An entry of `invoice-history`; times are Unix seconds, as the vendor's payment service has them.
Json invoiceJson(const Topup &topup);

/// The answer of `invoice-preview`: this month's usage, of which credit pays what it can.
Json invoicePreview(Database &database, Nanos balance, Millis now);

} // namespace sandbox
