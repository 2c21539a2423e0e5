// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/invoicemodel.h"
#include "views/billing/asked.h"
#include "views/common/connectionpage.h"

#include <QPointer>

class QAction;
class QComboBox;
class QLabel;

namespace gatehouse {

class MessageBar;
class NextInvoicePanel;
class RowDetails;
class Settings;
class StateStack;
class TableView;

// The invoices that there were, by type, each in full, and the one to come.
class InvoicesPage : public ConnectionPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InvoicesPage)

public:
    InvoicesPage(ConnectionModels *models, Settings *settings, QWidget *parent = nullptr);
    ~InvoicesPage() override;

    void refresh() override;
    bool isBusy() const override;
    bool hasError() const override;
    QString place() const override; // all, auto or manual
    void setPlace(const QString &place) override;

    InvoiceModel *model() { return &m_model; }
    TableView *table() const { return m_table; }
    QComboBox *typeBox() const { return m_type; }
    QAction *pdfAction() const { return m_pdf; }
    NextInvoicePanel *next() const { return m_next; }
    QWidget *details() const; // of the selected invoice, for the inspector
    QString status() const;

protected:
    void start() override;
    void stop() override;

private:
    QWidget *makeBar();
    const Invoice *selected() const;
    void askPreview();
    void openPdf();
    void updateDocument();
    void show();

    InvoiceModel m_model;
    Asked<InvoicePreview> m_preview;
    QComboBox *m_type;
    QLabel *m_status;
    QAction *m_pdf;
    MessageBar *m_messages;
    TableView *m_table;
    StateStack *m_stack;
    QPointer<RowDetails> m_details; // lives in the inspector dock
    NextInvoicePanel *m_next;
};

} // namespace gatehouse
