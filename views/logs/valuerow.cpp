// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/valuerow.h"

#include "models/domain/format.h"
#include "views/common/brokentext.h"
#include "views/common/icons.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

namespace gatehouse {

static constexpr int padding = grid / 2;

ValueRow::ValueRow(const QString &title, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(title);
    setFocusPolicy(Qt::ClickFocus);
    // Not Fixed: that would hold it to the height of its hint, which is for another width.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto *copyAction = new QAction(icon(Icon::Copy), tr("Copy"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    addAction(copyAction);
    connect(copyAction, &QAction::triggered, this, &ValueRow::copy);
}

void ValueRow::setValue(const QString &value)
{
    put(value, false);
}

void ValueRow::setAbsent(const QString &why)
{
    put(why, true);
}

void ValueRow::put(const QString &text, bool absent)
{
    if (text == m_value && absent == m_absent)
        return;
    m_value = text;
    m_absent = absent;
    setAccessibleDescription(text);
    updateGeometry();
    update();
}

void ValueRow::copy() const
{
    if (!m_absent)
        QGuiApplication::clipboard()->setText(m_value);
}

int ValueRow::titleWidth() const
{
    return qMin(18 * fontMetrics().averageCharWidth(), width() * 2 / 5);
}

QRect ValueRow::copyRect() const
{
    return {width() - 2 * grid - padding, padding, 2 * grid, 2 * grid};
}

int ValueRow::heightForWidth(int width) const
{
    const int title = qMin(18 * fontMetrics().averageCharWidth(), width * 2 / 5);
    QString text = m_value;
    text.replace(u'\n', QChar::LineSeparator);
    QTextLayout layout(text, font());
    const qreal height = layOutBroken(layout, qMax(width - title - grid - padding, 4 * grid));
    return qMax(qCeil(height), fontMetrics().height()) + 2 * padding;
}

QSize ValueRow::sizeHint() const
{
    return {36 * grid, heightForWidth(36 * grid)};
}

QSize ValueRow::minimumSizeHint() const
{
    return {24 * grid, fontMetrics().height() + 2 * padding};
}

void ValueRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor back =
        Theme::blend(palette().color(QPalette::Highlight), palette().color(QPalette::Base), 0.15);
    if (hasFocus() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(back);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(rect(), padding, padding);
    }
    const QColor muted = Theme::color(Semantic::Muted, palette());
    const int titleEnd = titleWidth();
    painter.setPen(muted);
    const QRect titleRect(padding, padding, titleEnd - padding, fontMetrics().height());
    painter.drawText(titleRect, Qt::AlignLeft | Qt::AlignTop,
                     fontMetrics().elidedText(title(), Qt::ElideRight, titleRect.width()));
    QString text = m_value;
    text.replace(u'\n', QChar::LineSeparator);
    QFont valueFont = font();
    valueFont.setItalic(m_absent);
    QTextLayout layout(text, valueFont);
    layOutBroken(layout, qMax(width() - titleEnd - grid - padding, 4 * grid));
    painter.setPen(m_absent ? muted : palette().color(QPalette::Text));
    layout.draw(&painter, QPointF(titleEnd + grid, padding));
    if (m_absent || !(hasFocus() || underMouse()))
        return;
    painter.fillRect(copyRect().adjusted(-padding, 0, 0, 0), back); // over the end of a long value
    icon(Icon::Copy).paint(&painter, copyRect());
}

void ValueRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && copyRect().contains(event->pos()))
        copy();
}

void ValueRow::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->setEnabled(!m_absent);
    menu->popup(event->globalPos());
}

void ValueRow::enterEvent(QEnterEvent *)
{
    setToolTip(m_absent ? QString()
                        : format::toolTip(
                            tr("%1 (click the symbol or press Ctrl+C to copy)").arg(title())));
    update();
}

void ValueRow::leaveEvent(QEvent *)
{
    update();
}

void ValueRow::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ValueRow::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ValueRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace gatehouse
