// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/billingcard.h"

#include "views/common/theme.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

namespace gatehouse {

BillingCard::BillingCard(const QString &title, const QString &button, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(title))
    , m_figure(new QLabel)
    , m_note(new QLabel)
    , m_bar(new QProgressBar)
    , m_facts(new FactList)
    , m_button(new QPushButton(button))
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(title);
    for (QLabel *label : {m_title, m_figure, m_note}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_title->setForegroundRole(QPalette::PlaceholderText);
    QFont large = m_figure->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_figure->setFont(large);
    m_figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_figure->setAccessibleName(title);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(grid);
    m_bar->setAccessibleName(tr("%1: used").arg(title));
    m_bar->hide();
    m_button->setAutoDefault(true);
    m_button->setAccessibleName(tr("%1: %2").arg(title, button));
    connect(m_button, &QPushButton::clicked, this, &BillingCard::opened);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid + grid / 2, grid, grid + grid / 2, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_title);
    layout->addWidget(m_figure);
    layout->addWidget(m_bar);
    layout->addWidget(m_note);
    layout->addSpacing(grid / 2);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
}

void BillingCard::setContent(const CardContent &content)
{
    m_figure->setText(content.figure);
    m_figure->setAccessibleDescription(content.figure);
    m_note->setText(content.note);
    m_note->setVisible(!content.note.isEmpty());
    m_button->setAccessibleDescription(content.figure + u' ' + content.note);
    m_facts->setFacts(content.facts);
    m_share = content.share;
    showShare();
}

void BillingCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showShare();
}

void BillingCard::showShare()
{
    const double share = m_share.value_or(0);
    m_bar->setVisible(m_share.has_value());
    m_bar->setValue(int(std::lround(std::clamp(share, 0.0, 1.0) * 1000)));
    const bool full = share >= 0.8;
    QPalette colors;
    colors.setColor(QPalette::Highlight,
                    Theme::color(full ? Semantic::Warning : Semantic::Accent, palette()));
    m_bar->setPalette(colors);
}

QString BillingCard::figure() const
{
    return m_figure->text();
}

QString BillingCard::note() const
{
    return m_note->text();
}

} // namespace gatehouse
