// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/invoicemodel.h"

class QLabel;

namespace gatehouse {

class FactList;
class Settings;
class TableView;

// The invoice to come, line by line, and whether its totals add up.
class NextInvoicePanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NextInvoicePanel)

public:
    NextInvoicePanel(TimeDisplay *time, Settings *settings, QWidget *parent = nullptr);

    void setPreview(const std::optional<InvoicePreview> &preview);
    const InvoiceLineModel *model() const { return &m_model; }
    TableView *table() const { return m_table; }
    FactList *facts() const { return m_facts; }
    QString totals() const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void show();

    TimeDisplay *m_time;
    std::optional<InvoicePreview> m_preview;
    InvoiceLineModel m_model;
    QLabel *m_title;
    FactList *m_facts;
    TableView *m_table;
    QLabel *m_totals;
};

} // namespace gatehouse
