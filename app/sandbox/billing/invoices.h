// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/billing/ledger.h"

namespace sandbox {

inline constexpr auto currency = "usd";

/// An entry of `invoice-history`; times are Unix seconds, as the vendor's payment service has them.
/// One that is paid has a document at this host and port, see invoicePdf().
Json invoiceJson(const Topup &topup, const std::string &host);

/// The pattern of the documents' addresses; as the vendor's, they ask for no credentials.
inline constexpr auto invoicePdfPattern = "/invoices/{invoice_id}/pdf";

/// A page that says what was paid, as PDF 1.4.
std::string invoicePdf(const Topup &topup);

/// The answer of `invoice-preview`: this month's usage, of which credit pays what it can.
Json invoicePreview(Database &database, Nanos balance, Millis now);

} // namespace sandbox
