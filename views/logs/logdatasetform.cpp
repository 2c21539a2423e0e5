// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/logdatasetform.h"

#include "models/domain/format.h"
#include "models/domain/logquerytext.h"
#include "views/common/theme.h"
#include "views/common/writeguard.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse {

static QLabel *makeLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

LogDatasetForm::LogDatasetForm(const DatasetFilters &filters, WriteGuard *writes, QWidget *parent)
    : QWidget(parent)
    , m_filters(filters)
    , m_writes(writes)
    , m_name(new QLineEdit)
    , m_create(new QPushButton(tr("Create")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * grid, 0, 0, 0);
    layout->setSpacing(grid);
    LogQuery kept;
    kept.filters = filters.filters;
    layout->addWidget(makeLabel(filters.filters.isEmpty()
                                    ? tr("It has no condition: it holds all logs of the gateway.")
                                    : tr("It holds what matches %1").arg(formatLogQuery(kept))));
    if (filters.fixedTime)
        layout->addWidget(makeLabel(tr("A dataset knows no time that moves: it begins at the time "
                                       "that this is now.")));
    if (!filters.dropped.isEmpty()) {
        layout->addWidget(makeLabel(
            tr("A dataset cannot hold %1").arg(filters.dropped.join(QStringLiteral(", ")))));
        m_drop = new QCheckBox(tr("Make it without that; it then holds more logs than are listed"));
        layout->addWidget(m_drop);
        connect(m_drop, &QCheckBox::toggled, this, &LogDatasetForm::update);
    }
    m_name->setAccessibleName(tr("Name of the dataset"));
    m_name->setPlaceholderText(m_name->accessibleName());
    m_name->setMaximumWidth(48 * grid);
    m_create->setAccessibleName(m_create->text());
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_name, 1);
    row->addWidget(m_create);
    row->addWidget(cancel);
    row->addStretch();
    layout->addLayout(row);
    setFocusProxy(m_name);
    m_writes->add(m_create);
    connect(m_name, &QLineEdit::textChanged, this, &LogDatasetForm::update);
    connect(m_name, &QLineEdit::returnPressed, m_create, &QPushButton::click);
    connect(m_create, &QPushButton::clicked, this, &LogDatasetForm::submit);
    connect(cancel, &QPushButton::clicked, this, &LogDatasetForm::cancelled);
    update();
}

void LogDatasetForm::update()
{
    m_writes->setEnabled(m_create,
                         !m_name->text().trimmed().isEmpty() && (!m_drop || m_drop->isChecked()));
}

void LogDatasetForm::submit()
{
    Q_EMIT submitted(m_name->text().trimmed(), m_filters.filters);
}

} // namespace gatehouse
