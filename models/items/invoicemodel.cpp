// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/invoicemodel.h"

#include "models/domain/money.h"

#include <QLocale>
#include <cmath>

namespace gatehouse {

InvoiceModel::InvoiceModel(BillingService *service, TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(CreatedColumn, CreatedColumn); });
}

void InvoiceModel::setType(InvoiceType type)
{
    m_type = type;
    refresh();
}

void InvoiceModel::refresh()
{
    m_history.cancel();
    m_history = m_service->invoices(m_type);
    setState(State::Loading);
    m_history.then(this, [this, serial = ++m_asked](const Result<InvoiceHistory> &history) {
        if (serial != m_asked)
            return;
        if (!history)
            return setState(State::Failed, history.error());
        m_pagination = history->pagination;
        m_whole = history->isWhole;
        merge(history->invoices);
        setState(State::Ready);
    });
}

void InvoiceModel::cancel()
{
    ++m_asked;
    m_history.cancel();
    if (state() == State::Loading)
        setState(rows() > 0 ? State::Ready : State::Idle);
}

static QString yesNo(const Field<bool> &value)
{
    return !value ? QString() : *value ? InvoiceModel::tr("yes") : InvoiceModel::tr("no");
}

QVariant InvoiceModel::cell(int row, int column, int role) const
{
    const Invoice &invoice = at(row);
    if (role == IdRole)
        return invoice.id.value;
    const bool sort = role == SortRole;
    if (role == Qt::ToolTipRole) {
        if (column == CreatedColumn)
            return m_time->preciseText(invoice.created.valueOr({}));
        return cell(row, column, Qt::DisplayRole);
    }
    if (role != Qt::DisplayRole && !sort)
        return {};
    const auto amount = [&](qint64 cents) {
        return sort ? QVariant(cents) : QVariant(money(double(cents), invoice.currency));
    };
    switch (column) {
    case CreatedColumn:
        return sort ? QVariant(invoice.created.valueOr({}))
                    : QVariant(m_time->text(invoice.created.valueOr({})));
    case DescriptionColumn:
        return invoice.description.valueOr({});
    case AmountDueColumn:
        return amount(invoice.amountDue);
    case AmountPaidColumn:
        return amount(invoice.amountPaid);
    case AmountRemainingColumn:
        return amount(invoice.amountRemaining);
    case CurrencyColumn:
        return invoice.currency.toUpper();
    case StatusColumn:
        return invoice.status ? statusText(*invoice.status) : QString();
    case OriginColumn:
        return invoice.origin ? originText(*invoice.origin) : QString();
    case AttemptedColumn:
        return yesNo(invoice.attempted);
    case AttemptsColumn:
        return invoice.attemptCount ? QVariant(*invoice.attemptCount) : QVariant();
    case AutoAdvanceColumn:
        return yesNo(invoice.autoAdvance);
    case CreatedByColumn:
        return invoice.createdBy.valueOr({});
    case NumberColumn:
        return invoice.number.valueOr({});
    case PdfColumn:
        return invoice.pdf.valueOr({});
    default:
        return {};
    }
}

QVariant InvoiceModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case CreatedColumn:
        return title ? tr("Created") : tr("When the invoice was made");
    case DescriptionColumn:
        return title ? tr("Description") : tr("What it is for");
    case AmountDueColumn:
        return title ? tr("Amount due") : tr("What it asks for");
    case AmountPaidColumn:
        return title ? tr("Amount paid") : tr("What of it was paid");
    case AmountRemainingColumn:
        return title ? tr("Amount remaining") : tr("What of it was not paid");
    case CurrencyColumn:
        return title ? tr("Currency") : tr("Of all amounts");
    case StatusColumn:
        return title ? tr("Status") : tr("How the payment stands");
    case OriginColumn:
        return title ? tr("Origin") : tr("Whether a person or auto top-up asked for it");
    case AttemptedColumn:
        return title ? tr("Attempted") : tr("Whether a payment was tried");
    case AttemptsColumn:
        return title ? tr("Attempts") : tr("How often a payment was tried");
    case AutoAdvanceColumn:
        return title ? tr("Collected automatically")
                     : tr("Whether the service goes on collecting it by itself");
    case CreatedByColumn:
        return title ? tr("Created by") : tr("Who made it");
    case NumberColumn:
        return title ? tr("Invoice id") : tr("What the service calls it");
    case PdfColumn:
        return title ? tr("PDF") : tr("The address of the invoice as a document");
    default:
        return {};
    }
}

InvoiceLineModel::InvoiceLineModel(TimeDisplay *time, QObject *parent)
    : TableModel(ColumnCount, parent)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this, [this] { columnsChanged(StartColumn, EndColumn); });
}

void InvoiceLineModel::setLines(const QList<InvoiceLine> &lines)
{
    if (lines != m_lines) {
        beginResetModel();
        m_lines = lines;
        endResetModel();
    }
    setState(State::Ready);
}

QVariant InvoiceLineModel::cell(int row, int column, int role) const
{
    const InvoiceLine &line = m_lines.at(row);
    if (role == IdRole)
        return QString::number(row);
    if (role == Qt::ToolTipRole) {
        const auto reckoned = line.reckoned();
        if (column == AmountColumn && reckoned)
            return tr("%1 × %2 is %3")
                .arg(cell(row, QuantityColumn, Qt::DisplayRole).toString(),
                     cell(row, UnitPriceColumn, Qt::DisplayRole).toString(),
                     exactMoney(*reckoned, line.currency));
        return cell(row, column, Qt::DisplayRole);
    }
    const bool sort = role == SortRole;
    if (role != Qt::DisplayRole && !sort)
        return {};
    const QList<PretaxCredit> credits = line.credits.valueOr({});
    const auto joined = [&credits](const auto &member) {
        QStringList texts;
        for (const PretaxCredit &credit : credits)
            if (const QString text = member(credit); !text.isEmpty())
                texts.append(text);
        return texts.join(QStringLiteral(", "));
    };
    switch (column) {
    case DescriptionColumn:
        return line.description.valueOr({});
    case StartColumn:
        return sort ? QVariant(line.period.start) : QVariant(m_time->text(line.period.start));
    case EndColumn:
        return sort ? QVariant(line.period.end) : QVariant(m_time->text(line.period.end));
    case QuantityColumn:
        return sort ? QVariant(line.quantity)
                    : QVariant(QLocale().toString(
                        line.quantity, 'f', line.quantity == std::floor(line.quantity) ? 0 : 6));
    case UnitPriceColumn:
        return line.pricing.unitAmount
            ? QVariant(unitPrice(*line.pricing.unitAmount, line.currency))
            : QVariant();
    case AmountColumn:
        return sort ? QVariant(line.amount) : QVariant(money(double(line.amount), line.currency));
    case CreditColumn:
        if (credits.isEmpty())
            return {};
        return sort ? QVariant(line.creditAmount())
                    : QVariant(money(double(line.creditAmount()), line.currency));
    case CreditTypeColumn:
        return joined([](const PretaxCredit &credit) { return credit.type; });
    case CreditTransactionColumn:
        return joined(
            [](const PretaxCredit &credit) { return credit.creditBalanceTransaction.valueOr({}); });
    case DiscountColumn:
        return joined([](const PretaxCredit &credit) { return credit.discount.valueOr({}); });
    case CurrencyColumn:
        return line.currency.toUpper();
    default:
        return {};
    }
}

QVariant InvoiceLineModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case DescriptionColumn:
        return title ? tr("Description") : tr("What the line is for");
    case StartColumn:
        return title ? tr("Period from") : tr("When the time that it covers begins");
    case EndColumn:
        return title ? tr("Period to") : tr("When the time that it covers ends");
    case QuantityColumn:
        return title ? tr("Quantity") : tr("How many units");
    case UnitPriceColumn:
        return title ? tr("Unit price") : tr("The price of one unit, with all its places");
    case AmountColumn:
        return title ? tr("Amount") : tr("What the line asks for");
    case CreditColumn:
        return title ? tr("Credit") : tr("What of it is paid from credit before tax");
    case CreditTypeColumn:
        return title ? tr("Credit type") : tr("Where the credit is from");
    case CreditTransactionColumn:
        return title ? tr("Credit transaction") : tr("The balance transaction of the credit");
    case DiscountColumn:
        return title ? tr("Discount") : tr("The discount that the credit comes from");
    case CurrencyColumn:
        return title ? tr("Currency") : tr("Of all amounts of the line");
    default:
        return {};
    }
}

} // namespace gatehouse
