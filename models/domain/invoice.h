// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/billing.h"

namespace gatehouse {

enum class InvoiceStatus { Draft, Open, Paid, Uncollectible, Void };
constexpr std::array<std::pair<InvoiceStatus, const char *>, 5> enumNames(InvoiceStatus)
{
    using enum InvoiceStatus;
    return {{{Draft, "draft"},
             {Open, "open"},
             {Paid, "paid"},
             {Uncollectible, "uncollectible"},
             {Void, "void"}}};
}

enum class InvoiceOrigin { Auto, Manual };
constexpr std::array<std::pair<InvoiceOrigin, const char *>, 2> enumNames(InvoiceOrigin)
{
    return {{{InvoiceOrigin::Auto, "auto"}, {InvoiceOrigin::Manual, "manual"}}};
}

// An entry of invoice-history. Amounts are cents.
struct Invoice
{
    InvoiceId id; // of the row: the number, or what else tells it from the others; not on the wire
    Field<QString> number; // the service's id
    qint64 amountDue = 0;
    qint64 amountPaid = 0;
    qint64 amountRemaining = 0;
    Field<qint64> attemptCount;
    Field<bool> attempted;
    Field<bool> autoAdvance;
    Field<QDateTime> created;
    Field<QString> createdBy;
    QString currency;
    Field<QString> description;
    Field<OpenEnum<InvoiceOrigin>> origin;
    Field<QString> pdf; // an address
    Field<OpenEnum<InvoiceStatus>> status;
    QJsonObject unknown;

    bool operator==(const Invoice &) const = default;
    bool isFailed() const;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.number);
        visitor("amount_due", self.amountDue);
        visitor("amount_paid", self.amountPaid);
        visitor("amount_remaining", self.amountRemaining);
        visitor("attempt_count", self.attemptCount);
        visitor("attempted", self.attempted);
        visitor("auto_advance", self.autoAdvance);
        visitor("created", self.created);
        visitor("created_by", self.createdBy);
        visitor("currency", self.currency);
        visitor("description", self.description);
        visitor("invoice_origin", self.origin);
        visitor("invoice_pdf", self.pdf);
        visitor("status", self.status);
    }
};

struct Pagination
{
    bool hasMore = false;
    qint64 page = 1;
    qint64 perPage = 0;
    qint64 totalCount = 0;
    QJsonObject unknown;

    bool operator==(const Pagination &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("has_more", self.hasMore);
        visitor("page", self.page);
        visitor("per_page", self.perPage);
        visitor("total_count", self.totalCount);
    }
};

struct InvoicePage
{
    QList<Invoice> invoices;
    Pagination pagination;
    QJsonObject unknown;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("invoices", self.invoices);
        visitor("pagination", self.pagination);
    }
};

struct PretaxCredit
{
    qint64 amount = 0; // cents
    Field<QString> creditBalanceTransaction;
    Field<QString> discount;
    QString type;
    QJsonObject unknown;

    bool operator==(const PretaxCredit &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("amount", self.amount);
        visitor("credit_balance_transaction", self.creditBalanceTransaction);
        visitor("discount", self.discount);
        visitor("type", self.type);
    }
};

struct InvoicePeriod
{
    QDateTime end;
    QDateTime start;
    QJsonObject unknown;

    bool operator==(const InvoicePeriod &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("end", self.end);
        visitor("start", self.start);
    }
};

struct InvoicePricing
{
    Field<QString> unitAmount; // cents with decimals, as the service writes them
    QJsonObject unknown;

    bool operator==(const InvoicePricing &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("unit_amount_decimal", self.unitAmount);
    }
};

struct InvoiceLine
{
    qint64 amount = 0; // cents
    QString currency;
    Field<QString> description;
    InvoicePeriod period;
    Field<QList<PretaxCredit>> credits;
    InvoicePricing pricing;
    double quantity = 0;
    QJsonObject unknown;

    bool operator==(const InvoiceLine &) const = default;
    qint64 creditAmount() const; // cents, of all credits
    // Quantity times unit price, in cents; nothing where there is no unit price.
    std::optional<double> reckoned() const;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("amount", self.amount);
        visitor("currency", self.currency);
        visitor("description", self.description);
        visitor("period", self.period);
        visitor("pretax_credit_amounts", self.credits);
        visitor("pricing", self.pricing);
        visitor("quantity", self.quantity);
    }
};

// GET invoice-preview
struct InvoicePreview
{
    QString id;
    qint64 amountDue = 0; // cents
    qint64 amountPaid = 0;
    qint64 amountRemaining = 0;
    QString currency;
    QList<InvoiceLine> lines;
    QDateTime periodStart;
    QDateTime periodEnd;
    OpenEnum<InvoiceStatus> status;
    QJsonObject unknown;

    bool operator==(const InvoicePreview &) const = default;

    template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
    {
        visitor("id", self.id);
        visitor("amount_due", self.amountDue);
        visitor("amount_paid", self.amountPaid);
        visitor("amount_remaining", self.amountRemaining);
        visitor("currency", self.currency);
        visitor("invoice_lines", self.lines);
        visitor("period_start", self.periodStart);
        visitor("period_end", self.periodEnd);
        visitor("status", self.status);
    }
};

// Gives each a row id, those without a number too.
QList<Invoice> withRowIds(QList<Invoice> invoices);
QString statusText(const OpenEnum<InvoiceStatus> &status);
QString originText(const OpenEnum<InvoiceOrigin> &origin);
// Whether lines, credits and the three amounts agree, in sentences with the figures.
QString totalsText(const InvoicePreview &preview);
bool totalsAgree(const InvoicePreview &preview);

} // namespace gatehouse
