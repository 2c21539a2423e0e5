// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/linesedit.h"

#include "views/common/theme.h"

#include <QScrollBar>
#include <QWheelEvent>

namespace gatehouse {

static constexpr int fewestLines = 2;
static constexpr int mostLines = 8;

LinesEdit::LinesEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
    setFont(Theme::fixedFont());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(20 * grid);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &QWidget::updateGeometry);
}

QStringList LinesEdit::items() const
{
    QStringList items;
    for (const QString &line : toPlainText().split(u'\n'))
        if (const QString item = line.trimmed(); !item.isEmpty())
            items.append(item);
    return items;
}

QSize LinesEdit::sizeHint() const
{
    const int lines = qBound(fewestLines, blockCount() + 1, mostLines);
    const int margins = 2 * (frameWidth() + int(document()->documentMargin()));
    return {36 * grid, lines * fontMetrics().lineSpacing() + margins + grid / 2};
}

QSize LinesEdit::minimumSizeHint() const
{
    return {20 * grid, sizeHint().height()};
}

// Where there is nothing to scroll, the form scrolls.
void LinesEdit::wheelEvent(QWheelEvent *event)
{
    if (hasFocus() && verticalScrollBar()->maximum() > 0)
        QPlainTextEdit::wheelEvent(event);
    else
        event->ignore();
}

} // namespace gatehouse
