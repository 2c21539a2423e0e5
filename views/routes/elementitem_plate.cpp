// SPDX-License-Identifier: GPL-3.0-or-later
// An element from afar: a plate in the colour of its type, with its name.
#include "views/routes/elementitem.h"

#include <QFontMetricsF>
#include <QPainter>

namespace gatehouse {

static constexpr qreal margin = 6; // around the name
static constexpr qreal leastHeight = 64; // of a plate: low cards would have no room for a name
static constexpr qreal line = 0.85; // the distance of lines, in heights of the font

QRectF ElementItem::plate() const
{
    const qreal more = std::max(0.0, (leastHeight - m_size.height()) / 2);
    return QRectF(QPointF(), m_size).adjusted(0, -more, 0, more);
}

// In the middle, where words meet if there is such a place.
static QStringList halves(const QString &name, bool mayBreak)
{
    static const QString between = QStringLiteral("-_ /:");
    const qsizetype size = name.size();
    qsizetype best = 0;
    for (qsizetype at = 1; at < size; ++at)
        if (between.contains(name.at(at - 1)) && qAbs(2 * at - size) <= qAbs(2 * best - size))
            best = at;
    if (best > 0)
        return {name.left(best), name.mid(best)};
    constexpr qsizetype shortest = 8;
    if (!mayBreak || size < shortest)
        return {name};
    return {name.left((size + 1) / 2) + u'-', name.mid((size + 1) / 2)};
}

// From afar a name is as large as it can be; from further away a word is rather broken than small.
ElementItem::Distance ElementItem::distanceAt(qreal scale)
{
    return scale < 0.22 ? Distance::VeryFar : scale < 0.28 ? Distance::Far : Distance::Near;
}

// The largest of a few fonts, so that few glyphs are made, in which it fits into one line or a few.
void ElementItem::layoutName(Distance distance)
{
    m_nameDistance = distance;
    const qreal forProblem = m_problem == Problem::None || !m_badge.isEmpty() ? 0 : 40;
    const QSizeF room = plate().size() - QSizeF(2 * margin + forProblem, 4);
    const QString name = m_content.id.simplified();
    const bool mayBreak = distance == Distance::VeryFar;
    QList<QStringList> ways{{name}, halves(name, mayBreak)};
    if (!m_badge.isEmpty())
        ways = {{name, m_badge}, {name + u' ' + m_badge}, halves(name, mayBreak) << m_badge};
    m_nameFont = m_look->textFont;
    QStringList chosen;
    for (const int size : {64, 56, 49, 40, 36, 32, 29}) {
        if (distance == Distance::Near && size > 40)
            continue; // nearly all names are of one size then
        m_nameFont.setPixelSize(size);
        const QFontMetricsF metrics(m_nameFont);
        m_nameLineHeight = line * metrics.height();
        for (const QStringList &lines : ways) {
            const auto fits = [&](const QString &text) {
                return metrics.horizontalAdvance(text) <= room.width();
            };
            if (double(lines.size()) * m_nameLineHeight <= room.height()
                && std::all_of(lines.begin(), lines.end(), fits)) {
                chosen = lines;
                break;
            }
        }
        if (!chosen.isEmpty())
            break;
    }
    if (chosen.isEmpty()) // cut short
        chosen = 2 * m_nameLineHeight <= room.height() ? ways.at(m_badge.isEmpty() ? 1 : 0)
                                                       : ways.at(m_badge.isEmpty() ? 0 : 1);
    m_nameLines.clear();
    const QFontMetricsF metrics(m_nameFont);
    for (const QString &one : std::as_const(chosen)) {
        QStaticText text(metrics.elidedText(one, Qt::ElideRight, room.width()));
        text.setTextFormat(Qt::PlainText);
        text.setPerformanceHint(QStaticText::AggressiveCaching);
        text.prepare({}, m_nameFont);
        m_nameLines.append(text);
    }
}

void ElementItem::paintPlate(QPainter *painter, bool focused)
{
    const qreal scale = painter->worldTransform().m11();
    const bool isFar = m_look->isFar(scale);
    const QRectF card = plate();
    const QColor marked = markColor(m_mark, *m_look);
    const QColor color = marked.isValid() ? marked : m_look->plateColor(m_content.type);
    if (isFar) {
        painter->fillRect(card, color);
    } else {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawRoundedRect(card, 10, 10);
    }
    const QPen frame = isSelected() ? QPen(m_look->accent, 2) : border();
    const bool isCurrent = m_current && focused && !isSelected();
    if (isCurrent || (frame != m_look->linePen && frame.color() != marked)) {
        const qreal opacity = painter->opacity();
        painter->setOpacity(isSelected() || isCurrent ? 1 : opacity);
        painter->setPen(isCurrent ? QPen(m_look->accent, 7, Qt::DotLine)
                                  : QPen(frame.color(), 7, frame.style()));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(card.adjusted(-10, -10, 10, 10), 10, 10);
        painter->setOpacity(opacity);
    }
    if (scale >= SceneLook::farScale)
        paintPorts(painter);
    if (m_look->isLarge && scale < SceneLook::nameScale)
        return;
    if (const Distance distance = distanceAt(scale); m_nameDistance != distance)
        layoutName(distance);
    painter->setFont(m_nameFont);
    const bool isFaded = m_mark == GraphMark::Faded;
    painter->setPen(isFaded ? m_look->text : m_look->palette.color(QPalette::Base));
    painter->setOpacity(isFaded ? 0.7 : 1); // still to be read
    qreal top = card.center().y() - m_nameLineHeight * double(m_nameLines.size()) / 2;
    for (const QStaticText &one : std::as_const(m_nameLines)) {
        painter->drawStaticText(QPointF(card.center().x() - one.size().width() / 2,
                                        top + (m_nameLineHeight - one.size().height()) / 2),
                                one);
        top += m_nameLineHeight;
    }
    if (m_badge.isEmpty())
        paintProblem(painter, card.topRight() + QPointF(-8, 16),
                     std::clamp(15 / scale, 18.0, 64.0));
}

} // namespace gatehouse
