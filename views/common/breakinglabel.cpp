// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/breakinglabel.h"

#include "models/domain/format.h"
#include "views/common/brokentext.h"
#include "views/common/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QTextLayout>
#include <QtMath>

namespace gatehouse {

static constexpr int leastWidth = 12 * grid; // px

BreakingLabel::BreakingLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    auto *copy = new QAction(tr("Copy"), this);
    connect(copy, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_whole.isEmpty() ? text() : m_whole);
    });
    addAction(copy);
    adapt();
}

void BreakingLabel::setValue(const QString &text, const QString &whole)
{
    setText(text);
    m_whole = whole;
    setToolTip(format::toolTip(whole));
    adapt();
}

void BreakingLabel::adapt()
{
    const bool isPart = isBroken() || !m_whole.isEmpty();
    setTextInteractionFlags(isPart ? Qt::NoTextInteraction : Qt::TextSelectableByMouse);
    setContextMenuPolicy(isPart ? Qt::ActionsContextMenu : Qt::DefaultContextMenu);
}

int BreakingLabel::longestWord() const
{
    return QLabel::minimumSizeHint().width();
}

bool BreakingLabel::isBroken() const
{
    return longestWord() > width();
}

QSize BreakingLabel::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    return {std::min(whole.width(), leastWidth), whole.height()};
}

int BreakingLabel::heightForWidth(int width) const
{
    if (longestWord() <= width)
        return QLabel::heightForWidth(width);
    QTextLayout layout(QString(text()).replace(u'\n', QChar::LineSeparator), font());
    return qCeil(layOutBroken(layout, width));
}

void BreakingLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    adapt();
}

void BreakingLabel::paintEvent(QPaintEvent *event)
{
    if (!isBroken())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    QTextLayout layout(QString(text()).replace(u'\n', QChar::LineSeparator), font());
    const qreal height = layOutBroken(layout, width());
    layout.draw(&painter, {0, std::max(0.0, (this->height() - height) / 2)});
}

} // namespace gatehouse
