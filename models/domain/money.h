// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

// An amount in cents, or whatever the currency's smallest unit is, by its currency (an ISO 4217
// code in any case) and the person's locale: $12.34, 1.234,50 €, ¥500, 12.34 CHF.
QString money(double cents, const QString &currency = QStringLiteral("usd"));
// With the six places that usage needs.
QString exactMoney(double cents, const QString &currency = QStringLiteral("usd"));
// The unit price of an invoice's line: a decimal text of cents, with all the places it has.
QString unitPrice(const QString &cents, const QString &currency);

// 12.5 of 0.125; the other with its sign, for a change.
QString percent(double share);
QString signedPercent(double share);

} // namespace gatehouse
