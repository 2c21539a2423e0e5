// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/elementitem.h"

#include "models/domain/format.h"
#include "models/route/percentageshares.h"
#include "views/common/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <QWidget>

namespace gatehouse {

static constexpr qreal wide = 208;
static constexpr qreal narrow = 136; // of what has nothing to say
static constexpr qreal reach = 32; // of what is drawn beyond the card, from afar
static constexpr qreal badgeHeight = 18;

QColor markColor(GraphMark mark, const SceneLook &look)
{
    switch (mark) {
    case GraphMark::Added:
    case GraphMark::Passed:
        return look.success;
    case GraphMark::Removed:
        return look.error;
    case GraphMark::Changed:
    case GraphMark::Ended:
        return look.warning;
    case GraphMark::None:
    case GraphMark::Faded:
        break;
    }
    return {};
}

ElementItem::ElementItem(const SceneLook *look) : m_look(look)
{
    setFlag(ItemIsSelectable);
    setZValue(1);
}

QSizeF ElementItem::sizeOf(const Content &content)
{
    const qsizetype lines = (content.summary.isEmpty() ? 0 : 1) + content.outputs.size();
    const bool isPlain = content.summary.isEmpty() && content.outputs.size() < 2;
    return {isPlain ? narrow : wide,
            SceneLook::headerHeight + double(lines) * SceneLook::lineHeight
                + (lines > 0 ? SceneLook::corner : 0)};
}

void ElementItem::setContent(const Content &content)
{
    if (content == m_content)
        return;
    prepareGeometryChange();
    m_content = content;
    m_size = sizeOf(content);
    m_card.clear();
    m_card.addRoundedRect(QRectF(QPointF(), m_size), SceneLook::corner, SceneLook::corner);
    m_isLaidOut = false;
    m_nameDistance.reset();
    setToolTip(format::toolTip(content.summary.isEmpty()
                                   ? content.id
                                   : content.id + u'\n' + content.summary)); // may be cut short
    update();
}

static QStaticText laidOut(const QString &text, const QFont &font, qreal width)
{
    QStaticText result(QFontMetricsF(font).elidedText(text.simplified(), Qt::ElideRight, width));
    result.setTextFormat(Qt::PlainText);
    result.setPerformanceHint(QStaticText::AggressiveCaching);
    result.prepare({}, font);
    return result;
}

void ElementItem::layoutTexts()
{
    const qreal width = m_size.width() - 2 * SceneLook::padding;
    m_title = laidOut(m_content.id, m_look->titleFont, width - SceneLook::iconSize - grid);
    m_summary = laidOut(m_content.summary, m_look->textFont, width);
    m_labels.clear();
    for (const QString &output : m_content.outputs)
        m_labels.append(laidOut(shareTitle(output), m_look->textFont, width));
    m_badgeText = laidOut(m_badge, m_look->textFont, m_size.width());
    m_isLaidOut = true;
}

void ElementItem::updateLook()
{
    m_isLaidOut = false;
    m_nameDistance.reset();
    update();
}

template <class T> void ElementItem::change(T &member, const T &value)
{
    if (member == value)
        return;
    member = value;
    update();
}

void ElementItem::setMark(GraphMark mark)
{
    change(m_mark, mark);
}

void ElementItem::setProblem(Problem problem)
{
    if (m_problem != problem)
        m_nameDistance.reset();
    change(m_problem, problem);
}

void ElementItem::setTarget(Target target)
{
    change(m_target, target);
}

void ElementItem::setCurrent(bool current, int output)
{
    change(m_current, current);
    change(m_currentOutput, output);
}

void ElementItem::setFound(bool found)
{
    change(m_found, found);
}

void ElementItem::setHoveredOutput(int output)
{
    change(m_hoveredOutput, output);
}

void ElementItem::setBadge(const QString &text)
{
    if (m_badge == text)
        return;
    m_badge = text;
    m_isLaidOut = false;
    m_nameDistance.reset();
    update();
}

QPointF ElementItem::inputPort() const
{
    return pos() + QPointF(0, SceneLook::headerHeight / 2);
}

qreal ElementItem::rowTop(int output) const
{
    const qreal before = m_content.summary.isEmpty() ? 0 : SceneLook::lineHeight;
    return SceneLook::headerHeight + before + output * SceneLook::lineHeight;
}

QPointF ElementItem::outputPort(int output) const
{
    return pos() + QPointF(m_size.width(), rowTop(output) + SceneLook::lineHeight / 2);
}

QRectF ElementItem::outputRow(int output) const
{
    return {pos() + QPointF(0, rowTop(output)), QSizeF(m_size.width(), SceneLook::lineHeight)};
}

int ElementItem::outputAt(const QPointF &scenePos) const
{
    for (int output = 0; output < m_content.outputs.size(); ++output) {
        const QPointF away = scenePos - outputPort(output);
        if (qAbs(away.x()) <= SceneLook::portReach && qAbs(away.y()) <= SceneLook::lineHeight / 2)
            return output;
    }
    return -1;
}

bool ElementItem::isInputAt(const QPointF &scenePos) const
{
    return m_content.hasInput && (scenePos - inputPort()).manhattanLength() <= SceneLook::portReach;
}

QRectF ElementItem::boundingRect() const
{
    return QRectF(QPointF(), m_size).adjusted(-reach, -reach, reach, reach);
}

QPainterPath ElementItem::shape() const
{
    return m_card;
}

QPen ElementItem::border() const
{
    const QColor marked = markColor(m_mark, *m_look);
    if (isSelected() && !marked.isValid())
        return {m_look->accent, 2};
    if (m_target == Target::Chosen)
        return {m_look->success, 2.5};
    if (m_target == Target::Allowed)
        return {m_look->success, 1.5, Qt::DashLine};
    if (marked.isValid())
        return {marked, 2};
    if (m_found)
        return {m_look->warning, 2};
    if (m_problem != Problem::None)
        return {m_problem == Problem::Error ? m_look->error : m_look->warning, 1.5};
    return m_look->linePen;
}

void ElementItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *viewport)
{
    painter->setOpacity(m_mark == GraphMark::Faded ? 0.35 : 1);
    if (painter->worldTransform().m11() < SceneLook::detailScale) {
        paintPlate(painter, viewport && viewport->hasFocus());
        return painter->setOpacity(1);
    }
    if (!m_isLaidOut)
        layoutTexts();
    const QColor color = m_look->typeColor(m_content.type);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border());
    const QColor marked = markColor(m_mark, *m_look);
    painter->setBrush(marked.isValid() ? Theme::blend(marked, m_look->card, 0.1) : m_look->card);
    painter->drawPath(m_card);
    const auto drawAround = [&](const QPen &pen, qreal away) {
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(QPointF(), m_size).adjusted(-away, -away, away, away), 8,
                                 8);
    };
    const bool hasBoth = isSelected() && marked.isValid(); // neither hides the other
    if (hasBoth)
        drawAround(QPen(m_look->accent, 2), 3);
    if (m_current && viewport && viewport->hasFocus()) // the one that keys act upon
        drawAround(QPen(m_look->accent, 1, Qt::DotLine), hasBoth ? 6 : 4);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->fillRect(QRectF(1, SceneLook::corner, 3, m_size.height() - 2 * SceneLook::corner),
                      color);

    constexpr qreal left = SceneLook::padding;
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawPixmap(QRectF(left, (SceneLook::headerHeight - SceneLook::iconSize) / 2,
                               SceneLook::iconSize, SceneLook::iconSize),
                        m_look->icon(m_content.type), QRectF(0, 0, 32, 32));
    painter->setFont(m_look->titleFont);
    painter->setPen(m_look->text);
    painter->drawStaticText(QPointF(left + SceneLook::iconSize + grid,
                                    (SceneLook::headerHeight - m_title.size().height()) / 2),
                            m_title);
    painter->setFont(m_look->textFont);
    painter->setPen(m_look->muted);
    if (!m_content.summary.isEmpty())
        painter->drawStaticText(QPointF(left, SceneLook::headerHeight), m_summary);
    paintLabels(painter);
    paintPorts(painter);
    paintBadge(painter);
    painter->setOpacity(1);
}

void ElementItem::paintLabels(QPainter *painter) const
{
    painter->setFont(m_look->textFont);
    const int lit = isSelected() ? m_currentOutput : -1;
    for (int output = 0; output < m_labels.size(); ++output) {
        const QSizeF size = m_labels.at(output).size();
        const qreal top = rowTop(output) + (SceneLook::lineHeight - size.height()) / 2;
        painter->setPen(output == lit ? m_look->accent : m_look->text);
        painter->drawStaticText(QPointF(m_size.width() - SceneLook::padding - size.width(), top),
                                m_labels.at(output));
    }
}

void ElementItem::paintPorts(QPainter *painter) const
{
    const int lit = isSelected() ? m_currentOutput : -1;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(m_look->portPen);
    constexpr qreal radius = SceneLook::portRadius;
    painter->setBrush(m_look->card);
    if (m_content.hasInput)
        painter->drawEllipse(QPointF(0, SceneLook::headerHeight / 2), radius, radius);
    for (int output = 0; output < m_content.outputs.size(); ++output) {
        const bool isHovered = output == m_hoveredOutput;
        const bool isCurrent = output == lit;
        painter->setBrush(isHovered || isCurrent ? m_look->accent : m_look->card);
        const qreal size = radius + (isHovered ? 3 : isCurrent ? 1 : 0);
        painter->drawEllipse(QPointF(m_size.width(), rowTop(output) + SceneLook::lineHeight / 2),
                             size, size);
    }
}

// At the upper right: a share or the number of a step, or that something is wrong.
void ElementItem::paintBadge(QPainter *painter) const
{
    if (m_badge.isEmpty())
        return paintProblem(painter, QPointF(m_size.width() - badgeHeight / 2 - 4, 0), badgeHeight);
    const qreal width = m_badgeText.size().width() + 12;
    const QRectF place(m_size.width() - width - 4, -badgeHeight / 2, width, badgeHeight);
    painter->setPen(QPen(m_look->palette.color(QPalette::Base), 1.5));
    painter->setBrush(m_look->accent);
    painter->drawRoundedRect(place, badgeHeight / 2, badgeHeight / 2);
    painter->setPen(m_look->palette.color(QPalette::Base));
    painter->setFont(m_look->textFont);
    painter->drawStaticText(
        place.topLeft() + QPointF(6, (badgeHeight - m_badgeText.size().height()) / 2), m_badgeText);
}

// Told apart by their shapes, too.
void ElementItem::paintProblem(QPainter *painter, const QPointF &middle, qreal size) const
{
    if (m_problem == Problem::None)
        return;
    const QRectF place(middle - QPointF(size / 2, size / 2), QSizeF(size, size));
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_look->palette.color(QPalette::Base));
    painter->drawEllipse(place);
    const qreal inset = size / 10;
    painter->drawPixmap(place.adjusted(inset, inset, -inset, -inset),
                        m_problem == Problem::Error ? m_look->errorIcon : m_look->warningIcon,
                        QRectF(0, 0, 32, 32));
}

} // namespace gatehouse
