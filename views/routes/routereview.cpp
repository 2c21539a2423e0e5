// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routereview.h"

#include "views/common/actions.h"
#include "views/common/singleclick.h"
#include "views/common/theme.h"
#include "views/routes/routediffview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>

namespace gatehouse {

static constexpr int stripe = 3; // px, of the profile's colour

RouteReview::RouteReview(QWidget *parent)
    : QWidget(parent)
    , m_diff(new RouteDiffView)
    , m_note(new QLabel)
    , m_request(new QPlainTextEdit)
    , m_showRequest(new QPushButton(tr("Show request")))
    , m_back(new QPushButton)
    , m_action(new QPushButton)
{
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_request->setAccessibleName(tr("Request"));
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setFont(Theme::fixedFont());
    m_request->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_request->setFixedHeight(18 * grid);
    m_showRequest->setCheckable(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    buttons->setSpacing(grid);
    buttons->addWidget(m_showRequest);
    buttons->addWidget(m_note, 1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_action);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, stripe, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_diff, 1);
    layout->addWidget(m_request);
    layout->addLayout(buttons);
    for (QPushButton *button : {m_showRequest, m_back, m_action})
        button->setAutoDefault(true); // Enter presses the one that has the focus
    ignoreDoubleClicks(m_action);
    connect(m_showRequest, &QPushButton::toggled, m_request, &QWidget::setVisible);
    connect(m_back, &QPushButton::clicked, this, &RouteReview::left);
    connect(m_action, &QPushButton::clicked, this, &RouteReview::confirmed);
    QAction *leave = makeAction(this, {}, tr("Back"), {}, {Qt::Key_Escape});
    connect(leave, &QAction::triggered, m_back, &QPushButton::click);
}

void RouteReview::ask(const Question &question)
{
    m_purpose = question.purpose;
    m_color = question.color;
    m_actionText = question.action;
    m_diff->setGraphs(question.title, question.before, question.after);
    m_note->setText(question.note);
    m_request->setPlainText(question.request);
    m_showRequest->setChecked(false);
    m_request->hide();
    m_showRequest->setVisible(!question.request.isEmpty());
    m_action->setVisible(!question.action.isEmpty());
    m_back->setText(question.purpose == Purpose::Compare    ? tr("Back")
                        : question.purpose == Purpose::Save ? tr("Keep editing")
                                                            : tr("Cancel"));
    setRunning(false);
    m_back->setFocus(); // what is confirmed is confirmed on purpose
    update();
}

void RouteReview::setRunning(bool running)
{
    m_back->setEnabled(!running);
    m_action->setText(running ? tr("Under way…") : m_actionText);
}

void RouteReview::paintEvent(QPaintEvent *)
{
    if (m_color.isValid() && m_purpose != Purpose::Compare)
        QPainter(this).fillRect(0, 0, width(), stripe, m_color);
}

} // namespace gatehouse
