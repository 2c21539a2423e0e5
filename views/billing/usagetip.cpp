// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/usagetip.h"

#include "views/common/theme.h"

#include <QPainter>
#include <algorithm>

namespace gatehouse {

static constexpr int keyWidth = grid + grid / 2; // px, with the gap after it
static constexpr int gap = 2 * grid; // between a name and its value
static constexpr int leading = grid / 4; // between lines

UsageTip::UsageTip(QWidget *chart) : QWidget(chart)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFont(Theme::tabularFont());
    hide();
}

QFont UsageTip::titleFont() const
{
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

// It never becomes narrower: what follows the mouse must not change its width all the time.
void UsageTip::setContent(const QString &title, const QList<Line> &lines)
{
    m_title = title;
    m_lines = lines;
    const QFontMetrics metrics(font());
    int inner = QFontMetrics(titleFont()).horizontalAdvance(title);
    for (const Line &line : lines)
        inner = std::max(inner,
                         keyWidth + metrics.horizontalAdvance(line.name) + gap
                             + metrics.horizontalAdvance(line.value));
    resize(std::max(width(), inner + 2 * grid),
           int(lines.size() + 1) * (metrics.lineSpacing() + leading) + grid + grid / 2);
    update();
}

void UsageTip::showBeside(const QRect &area, int y)
{
    const QSize room = parentWidget()->size();
    int x = area.right() + grid;
    if (x + width() > room.width())
        x = area.left() - grid - width();
    move(std::clamp(x, 0, std::max(0, room.width() - width())),
         std::clamp(y - height() / 2, 0, std::max(0, room.height() - height())));
    show();
}

QString UsageTip::text() const
{
    QStringList lines{m_title};
    for (const Line &line : m_lines)
        lines << line.name + u'\t' + line.value;
    return lines.join(u'\n');
}

void UsageTip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor base = palette().color(QPalette::Base);
    painter.setPen(Theme::blend(palette().color(QPalette::WindowText), base, 0.4));
    painter.setBrush(base);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));

    const int step = fontMetrics().lineSpacing() + leading;
    QRect row(grid, grid / 2, width() - 2 * grid, step);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.setFont(titleFont());
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    painter.setFont(font());
    row.translate(0, grid / 2);
    for (const Line &line : m_lines) {
        row.translate(0, step);
        if (line.key.isValid())
            painter.fillRect(QRect(row.left(), row.center().y() - grid / 2 + 1, grid, grid),
                             line.key);
        painter.setPen(Theme::color(Semantic::Muted, palette()));
        painter.drawText(row.adjusted(keyWidth, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         line.name);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, line.value);
    }
}

} // namespace gatehouse
