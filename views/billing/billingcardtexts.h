// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/invoice.h"
#include "models/domain/timedisplay.h"
#include "models/domain/usageseries.h"
#include "views/billing/asked.h"
#include "views/billing/billingcard.h"

// What the cards of the overview say.
namespace gatehouse {

// Of what has not been answered yet, or could not be.
CardContent missingCard(const std::optional<ApiError> &error);
CardContent balanceCard(const CreditBalance &balance, const Asked<QList<UsageBucket>> &usage,
                        const std::optional<CreditForecast> &lasts, const TimeDisplay &time);
CardContent paymentCard(const CreditBalance &balance);
CardContent autoTopupCard(const AutoTopup &autoTopup, const TimeDisplay &time);
CardContent limitCard(const SpendingLimit &limit, const std::optional<QList<UsageBucket>> &usage,
                      const QDateTime &now, const TimeDisplay &time);
CardContent nextInvoiceCard(const InvoicePreview &next, const TimeDisplay &time);
CardContent usageCard(const QList<UsageBucket> &usage, const QDateTime &now);

} // namespace gatehouse
