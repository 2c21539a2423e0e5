// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/invoicespage.h"

#include "models/domain/format.h"
#include "models/domain/money.h"
#include "models/services/apirequest.h"
#include "views/billing/nextinvoicepanel.h"
#include "views/common/actions.h"
#include "views/common/messagebar.h"
#include "views/common/openlink.h"
#include "views/common/rowdetails.h"
#include "views/common/stateoverlay.h"
#include "views/common/tableview.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>

namespace gatehouse {

static const QString listKey = QStringLiteral("list");
static const QString previewKey = QStringLiteral("preview");
static const QString pdfKey = QStringLiteral("pdf");

InvoicesPage::InvoicesPage(ConnectionModels *models, Settings *settings, QWidget *parent)
    : ConnectionPage(models, parent)
    , m_model(models->connection()->billing(), models->time())
    , m_type(new QComboBox)
    , m_status(new QLabel)
    , m_pdf(
          makeAction(this, icon(Icon::Link), tr("Open PDF"), tr("Open the invoice in the browser")))
    , m_messages(new MessageBar)
    , m_table(new TableView(tr("Invoices")))
    , m_next(new NextInvoicePanel(models->time(), settings))
{
    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{InvoiceModel::CreatedColumn, 17},
                                {InvoiceModel::AmountDueColumn, 11},
                                {InvoiceModel::StatusColumn, 9},
                                {InvoiceModel::OriginColumn, 11},
                                {InvoiceModel::AttemptsColumn, 8},
                                {InvoiceModel::CurrencyColumn, 8},
                                {InvoiceModel::DescriptionColumn, 24},
                                {InvoiceModel::AmountPaidColumn, 12, false},
                                {InvoiceModel::AmountRemainingColumn, 15, false},
                                {InvoiceModel::AttemptedColumn, 10, false},
                                {InvoiceModel::AutoAdvanceColumn, 12, false},
                                {InvoiceModel::CreatedByColumn, 12, false},
                                {InvoiceModel::NumberColumn, 30, false},
                                {InvoiceModel::PdfColumn, 20, false}});
    m_table->keepColumns(settings, QStringLiteral("invoices"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMiddleElided({InvoiceModel::NumberColumn});
    m_stack = new StateStack(m_table);
    m_stack->setModel(&m_model);
    m_stack->setEmptyText(Icon::Billing, tr("No invoices"),
                          tr("Each top-up makes one, by hand or automatic."));
    m_stack->setFilteredText(tr("No invoice of this type"), tr("Choose another type."));
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The invoices are read as soon as the connection is there."));

    auto *whole = new QSplitter(Qt::Vertical);
    whole->addWidget(m_stack);
    whole->addWidget(m_next);
    whole->setStretchFactor(0, 1);
    whole->setStretchFactor(1, 1);
    whole->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_messages);
    layout->addWidget(whole, 1);
    setFocusProxy(m_table);

    connect(&m_model, &TableModel::stateChanged, this, &InvoicesPage::show);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &InvoicesPage::updateDocument);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &InvoicesPage::updateDocument);
    connect(m_stack, &StateStack::retryRequested, this, &InvoicesPage::refresh);
    connect(m_stack, &StateStack::clearFilterRequested, this,
            [this] { m_type->setCurrentIndex(0); });
    connect(connection()->billing(), &BillingService::changed, this, &InvoicesPage::refresh);
    connect(m_pdf, &QAction::triggered, this, &InvoicesPage::openPdf);
    connect(m_table, &QAbstractItemView::activated, this, &InvoicesPage::openPdf);
    connect(m_type, &QComboBox::currentIndexChanged, this, [this] {
        const auto type = OpenEnum<InvoiceType>::fromText(m_type->currentData().toString()).known();
        m_stack->setFiltered(type != InvoiceType::All);
        if (isLive())
            m_model.setType(type.value_or(InvoiceType::All));
        Q_EMIT placeChanged();
    });
    m_details = new RowDetails(m_table, tr("Select an invoice to see all of it here."));
    updateDocument();
    show();
}

InvoicesPage::~InvoicesPage()
{
    delete m_details; // the inspector dock may have it by now
}

QWidget *InvoicesPage::details() const
{
    return m_details;
}

QWidget *InvoicesPage::makeBar()
{
    m_type->addItem(tr("All invoices"), QStringLiteral("all"));
    m_type->addItem(tr("Auto top-ups"), QStringLiteral("auto"));
    m_type->addItem(tr("Manual top-ups"), QStringLiteral("manual"));
    m_type->setAccessibleName(tr("Type of invoice"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setAccessibleName(tr("How many invoices"));
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid / 2, grid, grid / 2);
    layout->setSpacing(grid);
    layout->addWidget(m_type);
    layout->addWidget(m_status, 1);
    layout->addWidget(makeActionButton(m_pdf, Qt::ToolButtonTextBesideIcon));
    return bar;
}

const Invoice *InvoicesPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.at(rows.constFirst().row());
}

QString InvoicesPage::place() const
{
    const QString type = m_type->currentData().toString();
    return type == u"all" ? QString() : type;
}

void InvoicesPage::setPlace(const QString &place)
{
    if (const int index = m_type->findData(place); index >= 0)
        m_type->setCurrentIndex(index);
}

QString InvoicesPage::status() const
{
    return m_status->text();
}

void InvoicesPage::start()
{
    refresh();
}

void InvoicesPage::stop()
{
    m_preview.cancel();
    m_model.cancel();
}

void InvoicesPage::refresh()
{
    if (!isLive())
        return;
    m_model.setType(OpenEnum<InvoiceType>::fromText(m_type->currentData().toString())
                        .known()
                        .value_or(InvoiceType::All));
    askPreview();
}

void InvoicesPage::askPreview()
{
    m_preview.ask(this, connection()->billing()->preview(), [this] {
        if (m_preview.error) {
            m_messages->showError(previewKey, *m_preview.error, [this] { askPreview(); });
        } else {
            m_messages->clear(previewKey);
            m_next->setPreview(m_preview.value);
        }
        Q_EMIT changed();
    });
    Q_EMIT changed();
}

bool InvoicesPage::isBusy() const
{
    return m_model.state() == TableModel::State::Loading || m_preview.isPending();
}

bool InvoicesPage::hasError() const
{
    return m_model.state() == TableModel::State::Failed || m_preview.error;
}

void InvoicesPage::show()
{
    m_stack->setConnected(connection()->state() == Connection::State::Ready);
    if (m_model.state() == TableModel::State::Failed && m_model.rowCount() > 0)
        m_messages->showError(listKey, m_model.error(), [this] { refresh(); });
    else
        m_messages->clear(listKey);
    const auto &pages = m_model.pagination();
    if (!pages)
        m_status->clear();
    else if (m_model.isWhole())
        m_status->setText(m_model.rowCount() == 1
                              ? tr("1 invoice")
                              : tr("%1 invoices").arg(format::count(m_model.rowCount())));
    else
        m_status->setText(tr("The newest %1 of %2; %3 to a page, read up to page %4")
                              .arg(format::count(m_model.rowCount()),
                                   format::count(pages->totalCount), format::count(pages->perPage),
                                   format::count(pages->page)));
    if (!selected() && m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, InvoiceModel::CreatedColumn));
    updateDocument();
    Q_EMIT changed();
}

// Why it cannot be opened; empty: it can. What a service answers must not open a file or a program.
static QString documentProblem(const Invoice &invoice)
{
    const QString link = invoice.pdf.valueOr({});
    if (link.isEmpty())
        return InvoicesPage::tr("The service has no document of this invoice.");
    return isAllowedOrigin(QUrl(link))
        ? QString()
        : InvoicesPage::tr("The document is not opened: its address is not one of https.");
}

void InvoicesPage::updateDocument()
{
    const Invoice *invoice = selected();
    const QString problem = invoice ? documentProblem(*invoice) : QString();
    m_pdf->setEnabled(invoice && problem.isEmpty());
    setActionHelp(m_pdf, problem.isEmpty() ? tr("Open the invoice in the browser") : problem);
    m_messages->clear(pdfKey); // of another, or as it was
}

void InvoicesPage::openPdf()
{
    const Invoice *invoice = selected();
    if (!invoice)
        return;
    const QString problem = documentProblem(*invoice);
    if (!problem.isEmpty())
        m_messages->showWarning(pdfKey, problem);
    else if (openLink(QUrl(*invoice->pdf)))
        m_messages->clear(pdfKey);
    else
        m_messages->showError(pdfKey, tr("No browser could be started for %1").arg(*invoice->pdf));
}

} // namespace gatehouse
