// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/statepage.h"

#include "views/common/errordetails.h"
#include "views/common/scrollarea.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr int symbolSize = 5 * grid;
static constexpr int detailsHeight = 18 * grid;

StatePage::StatePage(QWidget *parent)
    : QWidget(parent)
    , m_symbol(new QLabel)
    , m_title(new QLabel)
    , m_hint(new QLabel)
    , m_button(new QPushButton)
    , m_more(new QPushButton(tr("Details")))
    , m_details(makeDetailsText(tr("Details of the error")))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_title, m_hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }

    m_more->setCheckable(true);
    m_more->setAccessibleName(m_more->text());
    m_more->setObjectName(QStringLiteral("details"));
    m_details->setFixedHeight(detailsHeight);
    connect(m_more, &QPushButton::toggled, m_details, &QWidget::setVisible);
    m_more->hide();
    m_details->hide();

    auto *middle = new QWidget;
    middle->setMaximumWidth(60 * grid);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid);
    column->addStretch(2);
    column->addWidget(m_symbol, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addSpacing(grid);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid);
    buttons->addStretch();
    buttons->addWidget(m_button);
    buttons->addWidget(m_more);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addWidget(m_details);
    column->addStretch(3);
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    row->addStretch(1);
    row->addWidget(middle, 8);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeScrollArea(content)); // for a pane that is lower than its texts
}

void StatePage::setTexts(const QIcon &symbol, const QString &title, const QString &hint)
{
    m_icon = symbol;
    m_symbol->setVisible(!symbol.isNull());
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(hint);
    paintSymbol();
}

void StatePage::setButton(const QIcon &icon, const QString &text, std::function<void()> clicked)
{
    disconnect(m_clicked);
    disconnect(m_actionChanged);
    m_button->setIcon(icon);
    m_button->setText(text);
    m_button->setAccessibleName(text);
    m_button->setToolTip({});
    m_button->setEnabled(true);
    m_button->setVisible(bool(clicked));
    if (clicked)
        m_clicked = connect(m_button, &QPushButton::clicked, this, std::move(clicked));
}

void StatePage::setButton(QAction *action)
{
    if (!action)
        return setButton({}, {}, {});
    setButton(action->icon(), action->text(), [action] { action->trigger(); });
    const auto follow = [this, action] {
        m_button->setEnabled(action->isEnabled());
        m_button->setToolTip(action->toolTip());
    };
    m_actionChanged = connect(action, &QAction::changed, this, follow);
    follow();
}

void StatePage::setDetails(const QString &details)
{
    if (details == m_details->toPlainText())
        return;
    m_details->setPlainText(details);
    m_more->setChecked(false);
    m_more->setVisible(!details.isEmpty());
}

void StatePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintSymbol();
}

void StatePage::paintSymbol()
{
    m_symbol->setPixmap(m_icon.pixmap(QSize(symbolSize, symbolSize), devicePixelRatioF()));
}

} // namespace gatehouse
