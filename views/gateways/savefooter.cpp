// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/savefooter.h"

#include "views/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace gatehouse {

SaveFooter::SaveFooter(QWidget *parent) : BottomPanel(parent), m_status(new QLabel)
{
    m_status->setTextFormat(Qt::PlainText);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addWidget(m_status, 1);
    m_revert = addButton(row, tr("Revert"), tr("Drop what is not saved"));
    m_save = addButton(row, tr("Create gateway"), tr("Save (Ctrl+S)"));
    m_save->setDefault(true);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void SaveFooter::setStatus(const QString &text)
{
    m_status->setText(text);
}

} // namespace gatehouse
