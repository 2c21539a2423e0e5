// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/invoice.h"
#include "models/domain/timedisplay.h"
#include "models/domain/usageseries.h"

namespace gatehouse {

inline constexpr double lowDays = 3; // a balance that lasts no longer is announced
inline constexpr int forecastDays = 7; // of usage, to reckon by

// What a person is to be told of the credit, whether they look or not.
struct BillingAlert
{
    enum class About { Balance, AutoTopup, Payment, Limit };

    About about;
    QString id; // the same while it is the same matter, whatever the text says by now
    QString text;
};

// lasts: none where it is not known.
QList<BillingAlert> billingAlerts(const CreditBalance &balance,
                                  const std::optional<CreditForecast> &lasts,
                                  const QList<Invoice> &newestFirst, const TimeDisplay &time);
// Of a spending limit that refuses requests by now.
QList<BillingAlert> limitAlerts(const SpendingLimit &limit, const QList<UsageBucket> &usage,
                                const QDateTime &now);

} // namespace gatehouse
