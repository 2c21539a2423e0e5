// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/nextinvoicepanel.h"

#include "models/domain/money.h"
#include "views/common/factlist.h"
#include "views/common/tableview.h"
#include "views/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace gatehouse {

NextInvoicePanel::NextInvoicePanel(TimeDisplay *time, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_model(time)
    , m_title(new QLabel(tr("Next invoice")))
    , m_facts(new FactList)
    , m_table(new TableView(tr("Lines of the next invoice")))
    , m_totals(new QLabel)
{
    m_table->setModel(&m_model);
    m_table->setDefaultColumns({{InvoiceLineModel::DescriptionColumn, 28},
                                {InvoiceLineModel::AmountColumn, 9},
                                {InvoiceLineModel::CreditColumn, 9},
                                {InvoiceLineModel::QuantityColumn, 11},
                                {InvoiceLineModel::UnitPriceColumn, 15},
                                {InvoiceLineModel::StartColumn, 18},
                                {InvoiceLineModel::EndColumn, 18},
                                {InvoiceLineModel::CreditTypeColumn, 24, false},
                                {InvoiceLineModel::CreditTransactionColumn, 20, false},
                                {InvoiceLineModel::DiscountColumn, 14, false},
                                {InvoiceLineModel::CurrencyColumn, 9, false}});
    m_table->keepColumns(settings, QStringLiteral("invoice-lines"));
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_totals}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_totals->setAccessibleName(tr("Totals of the next invoice"));
    auto *lines = new QVBoxLayout;
    lines->setSpacing(grid / 2);
    lines->addWidget(m_table, 1);
    lines->addWidget(m_totals);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * grid);
    row->addLayout(lines, 1);
    row->addWidget(m_facts, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_title);
    layout->addLayout(row, 1);
    connect(time, &TimeDisplay::changed, this, &NextInvoicePanel::show);
}

void NextInvoicePanel::setPreview(const std::optional<InvoicePreview> &preview)
{
    m_preview = preview;
    show();
}

void NextInvoicePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        show();
}

void NextInvoicePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    constexpr int narrow = 600; // px; the lines come first, and the title says what they come to
    m_facts->setVisible(width() >= narrow);
}

QString NextInvoicePanel::totals() const
{
    return m_totals->text();
}

void NextInvoicePanel::show()
{
    if (!m_preview)
        return;
    const InvoicePreview &next = *m_preview;
    const auto text = [&next](qint64 cents) { return money(double(cents), next.currency); };
    m_model.setLines(next.lines);
    m_title->setText(tr("Next invoice: %1, of which %2 remains to be paid")
                         .arg(text(next.amountDue), text(next.amountRemaining)));
    m_facts->setFacts({{tr("Amount due"), text(next.amountDue)},
                       {tr("Amount paid"), text(next.amountPaid)},
                       {tr("Amount remaining"), text(next.amountRemaining)},
                       {tr("Currency"), next.currency.toUpper()},
                       {tr("Status"), statusText(next.status)},
                       {tr("Period from"), m_time->text(next.periodStart)},
                       {tr("Period to"), m_time->text(next.periodEnd)},
                       {tr("Invoice id"), next.id}});
    QPalette colors;
    colors.setColor(
        QPalette::WindowText,
        Theme::color(totalsAgree(next) ? Semantic::Muted : Semantic::Warning, palette()));
    m_totals->setPalette(colors);
    m_totals->setText(totalsText(next));
}

} // namespace gatehouse
