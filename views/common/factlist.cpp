// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/factlist.h"

#include "views/common/breakinglabel.h"
#include "views/common/plainlabel.h"
#include "views/common/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace gatehouse {

static constexpr int longestWord =
    26 * grid; // px; a longer one has the whole width, below its name

// A grid, because a form gives rows that wrap the heights they would have at another width.
FactList::FactList(QWidget *parent) : QWidget(parent), m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(2 * grid);
    m_layout->setVerticalSpacing(grid / 2);
    m_layout->setColumnStretch(1, 1);
}

void FactList::addRow()
{
    m_rows.append({makePlainLabel({}, Lettering::Muted), new BreakingLabel});
}

void FactList::setFacts(const QList<Fact> &facts)
{
    for (const Row &row : std::as_const(m_rows))
        for (QLabel *label : {row.name, static_cast<QLabel *>(row.value)})
            m_layout->removeWidget(label);
    while (m_rows.size() > facts.size()) {
        const Row row = m_rows.takeLast();
        delete row.name;
        delete row.value;
    }
    while (m_rows.size() < facts.size())
        addRow();
    int line = 0;
    for (int i = 0; i < facts.size(); ++i) {
        const Row &row = m_rows.at(i);
        row.name->setText(facts.at(i).name);
        row.value->setValue(facts.at(i).value, facts.at(i).whole);
        row.value->setAccessibleName(facts.at(i).name);
        row.value->setAccessibleDescription(facts.at(i).value);
        const bool below = row.value->longestWord() > longestWord;
        m_layout->addWidget(row.name, line, 0, 1, below ? 2 : 1, Qt::AlignTop);
        if (below)
            m_layout->addWidget(row.value, ++line, 0, 1, 2);
        else
            m_layout->addWidget(row.value, line, 1);
        ++line;
    }
}

QString FactList::value(const QString &name) const
{
    for (const Row &row : m_rows)
        if (row.name->text() == name)
            return row.value->text();
    return {};
}

} // namespace gatehouse
