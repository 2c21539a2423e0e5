// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logexportdialog.h"

#include "models/domain/format.h"
#include "views/common/icons.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace gatehouse {

LogExportDialog::LogExportDialog(qint64 matches, const QStringList &shown,
                                 const RequestBudget *budget, QWidget *parent)
    : QDialog(parent)
    , m_matches(matches)
    , m_budget(budget)
    , m_format(new QComboBox)
    , m_columns(new QListWidget)
    , m_cost(new QLabel)
    , m_export(new QPushButton(icon(Icon::Export), tr("Export…")))
{
    setWindowTitle(tr("Export all matches"));
    setAccessibleName(windowTitle());
    setMinimumWidth(56 * grid);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("CSV, for spreadsheets"));
    m_format->addItem(tr("JSON lines"));
    m_format->addItem(tr("JSON lines with request and response bodies"));
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setDragDropMode(QAbstractItemView::InternalMove);
    QStringList fields = shown;
    for (const QString &field : logListFields())
        if (!fields.contains(field))
            fields.append(field);
    for (const QString &field : fields) {
        auto *item = new QListWidgetItem(field, m_columns);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                       | Qt::ItemIsDragEnabled);
    }
    check(logListFields());
    m_columns->setCurrentRow(0);
    m_cost->setWordWrap(true);
    m_cost->setTextFormat(Qt::PlainText);

    auto *choices = new QHBoxLayout;
    choices->setSpacing(grid);
    for (const auto &[text, some] :
         {std::pair(tr("All"), logListFields()), std::pair(tr("As in the table"), shown),
          std::pair(tr("None"), QStringList())}) {
        auto *button = new QPushButton(text);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, fields = some] { check(fields); });
        choices->addWidget(button);
    }
    choices->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_export, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *columnBox = new QVBoxLayout;
    columnBox->setSpacing(grid / 2);
    columnBox->addLayout(choices);
    columnBox->addWidget(m_columns);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(2 * grid);
    form->setVerticalSpacing(grid);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Columns"), columnBox);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 2 * grid);
    layout->setSpacing(2 * grid);
    layout->addLayout(form, 1);
    layout->addWidget(m_cost);
    layout->addWidget(buttons);
    m_export->setDefault(true); // only now: the box has made its own button the default

    connect(m_format, &QComboBox::currentIndexChanged, this, &LogExportDialog::update);
    connect(m_columns, &QListWidget::itemChanged, this, &LogExportDialog::update);
    update();
}

LogExportFormat LogExportDialog::format() const
{
    return LogExportFormat(m_format->currentIndex());
}

QStringList LogExportDialog::columns() const
{
    QStringList fields;
    for (int row = 0; row < m_columns->count(); ++row)
        if (m_columns->item(row)->checkState() == Qt::Checked)
            fields.append(m_columns->item(row)->text());
    // All of them: then also those that this program does not know.
    const bool all = fields.size() == m_columns->count();
    return all && format() != LogExportFormat::Csv ? QStringList() : fields;
}

void LogExportDialog::check(const QStringList &fields)
{
    for (int row = 0; row < m_columns->count(); ++row) {
        QListWidgetItem *item = m_columns->item(row);
        item->setCheckState(fields.contains(item->text()) ? Qt::Checked : Qt::Unchecked);
    }
}

QString LogExportDialog::requestsText() const
{
    if (m_matches < 0)
        return tr("How many logs match is not known.");
    constexpr int perPage = 50;
    qint64 requests = m_matches / perPage + 1;
    if (format() == LogExportFormat::JsonLinesWithBodies)
        requests += 2 * m_matches;
    const QString text =
        tr("%1 logs, some %2 requests.").arg(format::count(m_matches), format::count(requests));
    if (!m_budget->isLimited() || requests < m_budget->limit() / 4)
        return text;
    // Background work takes three quarters of what there is in 5 minutes.
    const double minutes = double(requests) / (0.75 * m_budget->limit()) * 5;
    return text + u' '
        + tr("Within the budget of requests that takes about %1.")
              .arg(format::duration(minutes * 60'000));
}

void LogExportDialog::update()
{
    m_cost->setText(tr("%1 Oldest first. It runs as a task; what comes in from now on is not part "
                       "of it.")
                        .arg(requestsText()));
    bool any = false;
    for (int row = 0; row < m_columns->count(); ++row)
        any = any || m_columns->item(row)->checkState() == Qt::Checked;
    m_export->setEnabled(any);
}

} // namespace gatehouse
