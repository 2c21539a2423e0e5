// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/invoice.h"

#include "models/domain/money.h"

#include <QCoreApplication>
#include <QSet>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Invoice)
};

struct Sums
{
    qint64 lines = 0;
    qint64 credit = 0;
    bool oneCurrency = true;
};

Sums sumsOf(const InvoicePreview &preview)
{
    Sums sums;
    for (const InvoiceLine &line : preview.lines) {
        sums.lines += line.amount;
        sums.credit += line.creditAmount();
        sums.oneCurrency = sums.oneCurrency && line.currency == preview.currency;
    }
    return sums;
}

// Beyond what rounding to a cent explains.
bool isOff(const InvoiceLine &line)
{
    const auto product = line.reckoned();
    return product && std::abs(*product - double(line.amount)) >= 1;
}

} // namespace

bool Invoice::isFailed() const
{
    const auto known = status ? status->known() : std::nullopt;
    return known == InvoiceStatus::Void || known == InvoiceStatus::Uncollectible;
}

qint64 InvoiceLine::creditAmount() const
{
    const QList<PretaxCredit> all = credits.valueOr({});
    return std::accumulate(all.begin(), all.end(), qint64(0),
                           [](qint64 sum, const PretaxCredit &each) { return sum + each.amount; });
}

std::optional<double> InvoiceLine::reckoned() const
{
    bool isNumber = false;
    const double each = pricing.unitAmount.valueOr({}).toDouble(&isNumber);
    return isNumber ? std::optional(each * quantity) : std::nullopt;
}

QList<Invoice> withRowIds(QList<Invoice> invoices)
{
    QSet<QString> seen;
    for (Invoice &invoice : invoices) {
        QString id = invoice.number.valueOr({});
        if (id.isEmpty())
            id = QStringLiteral("%1 %2")
                     .arg(invoice.created.valueOr({}).toMSecsSinceEpoch())
                     .arg(invoice.amountDue);
        QString unique = id;
        for (int n = 2; seen.contains(unique); ++n)
            unique = id + QStringLiteral(" #%1").arg(n);
        seen.insert(unique);
        invoice.id = {unique};
    }
    return invoices;
}

QString statusText(const OpenEnum<InvoiceStatus> &status)
{
    const auto known = status.known();
    if (!known)
        return status.text();
    switch (*known) {
    case InvoiceStatus::Draft:
        return Tr::tr("Draft");
    case InvoiceStatus::Open:
        return Tr::tr("Open");
    case InvoiceStatus::Paid:
        return Tr::tr("Paid");
    case InvoiceStatus::Uncollectible:
        return Tr::tr("Uncollectible");
    case InvoiceStatus::Void:
        return Tr::tr("Void");
    }
    return {};
}

QString originText(const OpenEnum<InvoiceOrigin> &origin)
{
    const auto known = origin.known();
    if (!known)
        return origin.text();
    return *known == InvoiceOrigin::Auto ? Tr::tr("Auto top-up") : Tr::tr("Manual");
}

bool totalsAgree(const InvoicePreview &preview)
{
    const Sums sums = sumsOf(preview);
    const bool linesAgree = std::none_of(preview.lines.begin(), preview.lines.end(), isOff);
    return sums.oneCurrency && linesAgree
        && (sums.lines == preview.amountDue || sums.lines - sums.credit == preview.amountDue)
        && preview.amountDue == preview.amountPaid + preview.amountRemaining;
}

QString totalsText(const InvoicePreview &preview)
{
    const Sums sums = sumsOf(preview);
    const auto text = [&preview](qint64 cents) { return money(double(cents), preview.currency); };
    if (!sums.oneCurrency)
        return Tr::tr("The lines are in several currencies and are not added up.");
    QStringList parts;
    if (sums.lines == preview.amountDue)
        parts << Tr::tr("The lines add up to the amount due, %1.").arg(text(preview.amountDue));
    else if (sums.lines - sums.credit == preview.amountDue)
        parts << Tr::tr("The lines, %1, less the credits, %2, add up to the amount due, %3.")
                     .arg(text(sums.lines), text(sums.credit), text(preview.amountDue));
    else
        parts << Tr::tr("The lines add up to %1, which is %2 %3 the amount due, %4: it may hold "
                        "tax or a fee that no line tells.")
                     .arg(text(sums.lines), text(std::abs(preview.amountDue - sums.lines)),
                          preview.amountDue > sums.lines ? Tr::tr("less than")
                                                         : Tr::tr("more than"),
                          text(preview.amountDue));
    for (const InvoiceLine &line : preview.lines)
        if (isOff(line))
            parts << Tr::tr("“%1”: quantity times unit price is %2, not %3; the service does not "
                            "say why.")
                         .arg(line.description.valueOr({}),
                              exactMoney(*line.reckoned(), line.currency),
                              money(double(line.amount), line.currency));
    if (preview.amountDue != preview.amountPaid + preview.amountRemaining)
        parts << Tr::tr("Paid, %1, and remaining, %2, are not the amount due together: the "
                        "service does not say why.")
                     .arg(text(preview.amountPaid), text(preview.amountRemaining));
    return parts.join(u' ');
}

} // namespace gatehouse
