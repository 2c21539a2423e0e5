// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/factlist.h"

#include "views/common/theme.h"

#include <QFormLayout>
#include <QLabel>

namespace gatehouse {

FactList::FactList(QWidget *parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(2 * grid);
    m_layout->setVerticalSpacing(grid / 2);
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

QLabel *FactList::label(int row, bool value) const
{
    const auto role = value ? QFormLayout::FieldRole : QFormLayout::LabelRole;
    return static_cast<QLabel *>(m_layout->itemAt(row, role)->widget());
}

void FactList::setFacts(const QList<Fact> &facts)
{
    while (m_layout->rowCount() > facts.size())
        m_layout->removeRow(m_layout->rowCount() - 1);
    for (int row = 0; row < facts.size(); ++row) {
        if (row == m_layout->rowCount()) {
            auto *name = new QLabel;
            auto *value = new QLabel;
            name->setTextFormat(Qt::PlainText);
            name->setForegroundRole(QPalette::PlaceholderText);
            value->setTextFormat(Qt::PlainText);
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_layout->addRow(name, value);
        }
        label(row, false)->setText(facts.at(row).name);
        label(row, true)->setText(facts.at(row).value);
        label(row, true)->setAccessibleName(facts.at(row).name);
        label(row, true)->setAccessibleDescription(facts.at(row).value);
    }
}

QString FactList::value(const QString &name) const
{
    for (int row = 0; row < m_layout->rowCount(); ++row)
        if (label(row, false)->text() == name)
            return label(row, true)->text();
    return {};
}

} // namespace gatehouse
