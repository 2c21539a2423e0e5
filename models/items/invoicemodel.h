// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"
#include "models/services/billingservice.h"

namespace gatehouse {

// The invoices of one type, the newest first, as many as the service told.
class InvoiceModel : public ListModel<Invoice>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InvoiceModel)

public:
    enum Column {
        CreatedColumn,
        DescriptionColumn,
        AmountDueColumn,
        AmountPaidColumn,
        AmountRemainingColumn,
        CurrencyColumn,
        StatusColumn,
        OriginColumn,
        AttemptedColumn,
        AttemptsColumn,
        AutoAdvanceColumn,
        CreatedByColumn,
        NumberColumn,
        PdfColumn,
        ColumnCount
    };

    InvoiceModel(BillingService *service, TimeDisplay *time, QObject *parent = nullptr);

    void setType(InvoiceType type);
    void refresh();
    void cancel();
    const std::optional<Pagination> &pagination() const { return m_pagination; }
    bool isWhole() const { return m_whole; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override
    {
        return (column >= AmountDueColumn && column <= AmountRemainingColumn)
            || column == AttemptsColumn;
    }

private:
    BillingService *m_service;
    TimeDisplay *m_time;
    InvoiceType m_type = InvoiceType::All;
    std::optional<Pagination> m_pagination;
    bool m_whole = true;
    Call<InvoiceHistory> m_history;
    quint64 m_asked = 0;
};

// The lines of the next invoice.
class InvoiceLineModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InvoiceLineModel)

public:
    enum Column {
        DescriptionColumn,
        StartColumn,
        EndColumn,
        QuantityColumn,
        UnitPriceColumn,
        AmountColumn,
        CreditColumn,
        CreditTypeColumn,
        CreditTransactionColumn,
        DiscountColumn,
        CurrencyColumn,
        ColumnCount
    };

    explicit InvoiceLineModel(TimeDisplay *time, QObject *parent = nullptr);

    void setLines(const QList<InvoiceLine> &lines);
    const QList<InvoiceLine> &lines() const { return m_lines; }

protected:
    int rows() const override { return int(m_lines.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override
    {
        return column >= QuantityColumn && column <= CreditColumn;
    }

private:
    TimeDisplay *m_time;
    QList<InvoiceLine> m_lines;
};

} // namespace gatehouse
