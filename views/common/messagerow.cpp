// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/messagerow.h"

#include "views/common/errordetails.h"
#include "views/common/flowlayout.h"
#include "views/common/icons.h"

#include <QAccessibleWidget>
#include <QAction>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse {

static constexpr int stripeWidth = grid / 2;
static constexpr int beside = 12 * grid; // text and buttons: symbol, what dismisses, gaps
static constexpr int detailsHeight = 18 * grid;

static Icon iconOf(Semantic semantic)
{
    switch (semantic) {
    case Semantic::Error:
        return Icon::Failure;
    case Semantic::Warning:
        return Icon::Warning;
    case Semantic::Success:
        return Icon::Success;
    default:
        return Icon::Info;
    }
}

static QString nameOf(Semantic semantic)
{
    switch (semantic) {
    case Semantic::Error:
        return MessageRow::tr("Error");
    case Semantic::Warning:
        return MessageRow::tr("Warning");
    case Semantic::Success:
        return MessageRow::tr("Done");
    default:
        return MessageRow::tr("Note");
    }
}

// Screen readers announce a message as an alert, not as a panel.
static QAccessibleInterface *alertInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String(MessageRow::staticMetaObject.className()))
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::AlertMessage);
}

MessageRow::MessageRow(Semantic semantic, const QString &text, const QString &advice)
    : m_semantic(semantic)
    , m_text(text)
{
    static const bool installed = (QAccessible::installFactory(alertInterface), true);
    Q_UNUSED(installed)

    setAccessibleName(tr("%1: %2").arg(nameOf(semantic), text));
    setAccessibleDescription(advice);

    auto *symbol =
        new QToolButton; // paints its icon anew when the palette changes; a label does not
    symbol->setIcon(icon(iconOf(semantic), semantic));
    symbol->setAutoRaise(true);
    symbol->setFocusPolicy(Qt::NoFocus);
    symbol->setAttribute(Qt::WA_TransparentForMouseEvents);
    symbol->setAccessibleName(nameOf(semantic));

    auto *label = new QLabel(advice.isEmpty() ? text : text + u'\n' + advice);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessibleName());

    auto *close = new QToolButton;
    close->setIcon(icon(Icon::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss"));
    close->setObjectName(QStringLiteral("dismiss"));
    connect(close, &QToolButton::clicked, this, &MessageRow::dismissed);

    m_label = label;
    m_buttons = new QWidget;
    m_buttons->setLayout(new FlowLayout(grid / 2, grid / 2));
    m_buttons->hide(); // without any

    m_line = new QGridLayout;
    m_line->setHorizontalSpacing(grid);
    m_line->setVerticalSpacing(grid / 2);
    m_line->setColumnStretch(1, 1);
    m_line->addWidget(symbol, 0, 0, Qt::AlignTop);
    m_line->addWidget(label, 0, 1, Qt::AlignVCenter);
    m_line->addWidget(m_buttons, 0, 2, Qt::AlignTop);
    m_line->addWidget(close, 0, 3, Qt::AlignTop);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(stripeWidth + grid, grid / 2, grid / 2, grid / 2);
    layout->setSpacing(grid / 2);
    layout->addLayout(m_line);
}

// The buttons stand beside the text, or below it where they would leave it too little room.
void MessageRow::placeButtons()
{
    constexpr int enough = 40 * grid; // for any text
    int wanted = 0;
    for (const auto *button : m_buttons->findChildren<QToolButton *>())
        wanted += button->sizeHint().width() + grid / 2;
    const int text = m_label->fontMetrics().size(0, m_label->text()).width();
    const bool below = width() < wanted + beside + std::min(text, enough);
    m_line->removeWidget(m_buttons);
    if (below)
        m_line->addWidget(m_buttons, 1, 1, 1, 3);
    else
        m_line->addWidget(m_buttons, 0, 2, Qt::AlignTop);
    m_buttons->setMinimumWidth(below ? 0 : wanted);
}

// Of the buttons below the text: where they stand now is no reason to stay that wide.
QSize MessageRow::minimumSizeHint() const
{
    const QSize now = QFrame::minimumSizeHint();
    const int least = beside + m_buttons->layout()->minimumSize().width();
    return {std::min(now.width(), least), now.height()};
}

void MessageRow::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeButtons();
}

void MessageRow::addButton(QToolButton *button)
{
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    if (button->accessibleName().isEmpty())
        button->setAccessibleName(button->text());
    m_buttons->layout()->addWidget(button);
    m_buttons->show();
    placeButtons();
}

void MessageRow::addRetry(MessageBar::Retry retry)
{
    auto *button = new QToolButton;
    button->setText(tr("Retry"));
    button->setIcon(icon(Icon::Refresh));
    button->setObjectName(QStringLiteral("retry"));
    // Retrying usually clears this very row: call a copy.
    connect(button, &QToolButton::clicked, this, [retry = std::move(retry)] {
        const MessageBar::Retry call = retry;
        call();
    });
    addButton(button);
}

void MessageRow::addActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        auto *button = new QToolButton;
        if (!action->parent())
            action->setParent(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->iconText());
        button->setObjectName(action->objectName());
        addButton(button);
    }
}

void MessageRow::addDetails(const QString &details)
{
    auto *button = new QToolButton;
    button->setText(tr("Details"));
    button->setCheckable(true);
    button->setObjectName(QStringLiteral("details"));
    addButton(button);

    m_details = makeDetailsText(tr("Details of the error"));
    m_details->setPlainText(details);
    m_details->setFixedHeight(detailsHeight);
    m_details->hide();
    layout()->addWidget(m_details);
    connect(button, &QToolButton::toggled, m_details, &QWidget::setVisible);
}

void MessageRow::addForm(QWidget *form)
{
    findChild<QToolButton *>(QStringLiteral("dismiss"))->hide();
    layout()->addWidget(form);
}

void MessageRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = Theme::color(m_semantic, palette());
    const QColor window = palette().color(QPalette::Window);
    painter.fillRect(rect(), Theme::blend(color, window, 0.08));
    painter.fillRect(0, 0, stripeWidth, height(), color);
    painter.fillRect(0, height() - 1, width(), 1, Theme::blend(color, window, 0.25));
}

} // namespace gatehouse
