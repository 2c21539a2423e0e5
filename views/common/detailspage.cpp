// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/detailspage.h"

#include "views/common/plainlabel.h"
#include "views/common/scrollarea.h"
#include "views/common/theme.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {

DetailsPage::DetailsPage(const QString &accessibleName, const QString &nothing, QWidget *parent)
    : QWidget(parent)
    , m_hint(makePlainLabel(nothing, Lettering::Muted))
    , m_title(makePlainLabel({}, Lettering::Heading))
    , m_facts(new FactList)
{
    setAccessibleName(accessibleName);
    m_hint->setWordWrap(true);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(grid, grid, grid, grid); // an id just fits
    rows->setSpacing(2 * grid);
    rows->addWidget(m_hint);
    rows->addWidget(m_title);
    rows->addWidget(m_facts);
    rows->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeScrollArea(page));
    showNothing();
}

void DetailsPage::showFacts(const QString &title, const QList<FactList::Fact> &facts)
{
    m_hint->hide();
    m_title->setText(title);
    m_title->show();
    m_facts->setFacts(facts);
}

void DetailsPage::showNothing()
{
    m_title->hide();
    m_hint->show();
    m_facts->setFacts({});
}

} // namespace gatehouse
