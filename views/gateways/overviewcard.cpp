// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/overviewcard.h"

#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/gateways/overviewchart.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace gatehouse {

OverviewCard::OverviewCard(const QString &title, const QString &help, const QString &axisFormat,
                           QWidget *parent)
    : QFrame(parent)
    , m_title(new QToolButton)
    , m_figure(makePlainLabel())
    , m_note(makePlainLabel({}, Lettering::Muted))
    , m_chart(new OverviewChart(title, axisFormat))
    , m_from(makePlainLabel({}, Lettering::Muted))
    , m_to(makePlainLabel({}, Lettering::Muted))
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    m_title->setText(title);
    m_title->setIcon(icon(Icon::Logs));
    m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_title->setAutoRaise(true);
    m_title->setFocusPolicy(Qt::StrongFocus);
    m_title->setToolTip(help);
    connect(m_title, &QToolButton::clicked, this, &OverviewCard::opened);

    QFont large = m_figure->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_figure->setFont(large);
    m_figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto *ends = new QHBoxLayout;
    ends->addWidget(m_from);
    ends->addStretch();
    ends->addWidget(m_to);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_title, 0, Qt::AlignLeft);
    layout->addWidget(m_figure);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_chart);
    layout->addLayout(ends);
}

void OverviewCard::setFigure(const QString &figure, const QString &note)
{
    m_figure->setText(figure);
    m_note->setText(note);
    m_title->setAccessibleName(m_title->text() + QStringLiteral(": ") + figure);
    m_title->setAccessibleDescription(note);
}

void OverviewCard::setEnds(const QString &from, const QString &to)
{
    m_from->setText(from);
    m_to->setText(to);
}

QString OverviewCard::figure() const
{
    return m_figure->text();
}

QString OverviewCard::note() const
{
    return m_note->text();
}

} // namespace gatehouse
