// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/documentrow.h"

#include "views/common/theme.h"
#include "views/logs/documentfont.h"

#include <QPainter>

namespace gatehouse {

DocumentRow::DocumentRow(QByteArrayView text, LineStyle style, bool beginsLine)
    : m_bytes(text)
    , m_style(style)
    , m_beginsLine(beginsLine)
    , m_text(shownText(text))
{
}

int DocumentRow::unit(qsizetype offset) const
{
    return int(
        QString::fromUtf8(m_bytes.first(qBound<qsizetype>(0, offset, m_bytes.size()))).size());
}

void DocumentRow::mark(qsizetype begin, qsizetype end, const QColor &back, const QColor &front)
{
    QTextLayout::FormatRange range;
    range.start = unit(begin);
    range.length = unit(end) - range.start;
    range.format.setBackground(back);
    if (front.isValid())
        range.format.setForeground(front);
    m_marks.append(range);
}

void DocumentRow::layOut()
{
    m_layout = std::make_unique<QTextLayout>(m_text, documentFont(m_style));
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    m_layout->setTextOption(option);
    m_layout->setCacheEnabled(true);
    m_layout->beginLayout();
    m_layout->createLine();
    m_layout->endLayout();
}

static QColor colorOf(LineStyle style, const QPalette &palette)
{
    switch (style) {
    case LineStyle::Note:
    case LineStyle::Reasoning:
        return Theme::color(Semantic::Muted, palette);
    case LineStyle::Link:
        return Theme::color(Semantic::Accent, palette);
    case LineStyle::Failure:
        return Theme::color(Semantic::Error, palette);
    default:
        return palette.color(QPalette::Text);
    }
}

// Where the key of a line of JSON ends; 0: it has none.
static int keyEnd(QStringView text, int begin)
{
    if (begin >= text.size() || text[begin] != u'"')
        return 0;
    for (int i = begin + 1; i < text.size(); ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == u'"')
            return i + 1 < text.size() && text[i + 1] == u':' ? i + 1 : 0;
    }
    return 0;
}

void DocumentRow::draw(QPainter &painter, const QPointF &place, const QPalette &palette)
{
    QList<QTextLayout::FormatRange> formats;
    const auto color = [&formats](int begin, int end, const QColor &front) {
        QTextLayout::FormatRange range;
        range.start = begin;
        range.length = end - begin;
        range.format.setForeground(front);
        formats.append(range);
    };
    if (isFixed(m_style) && m_beginsLine) {
        int begin = 0;
        while (begin < m_text.size() && m_text[begin] == u' ')
            ++begin;
        if (const int end = keyEnd(m_text, begin)) {
            color(begin, end, Theme::color(Semantic::Accent, palette));
            begin = qMin(end + 2, int(m_text.size()));
        }
        if (begin < m_text.size() && QStringView(u"-0123456789tfn").contains(m_text[begin]))
            color(begin, int(m_text.size()) - m_text.endsWith(u','),
                  Theme::color(Semantic::Info, palette));
    }
    painter.setPen(colorOf(m_style, palette));
    m_layout->draw(&painter, place, formats + m_marks);
}

qreal DocumentRow::width() const
{
    return m_layout->lineAt(0).naturalTextWidth();
}

qreal DocumentRow::xOf(qsizetype offset) const
{
    return m_layout->lineAt(0).cursorToX(unit(offset));
}

qsizetype DocumentRow::offsetAt(qreal x) const
{
    const int units = m_layout->lineAt(0).xToCursor(x);
    qsizetype offset = 0;
    // Not by encoding: what is not valid has other bytes than what stands for it.
    for (int before = 0; offset < m_bytes.size() && before < units;) {
        const qsizetype begin = offset;
        takeCharacter(m_bytes, offset);
        before += int(QString::fromUtf8(m_bytes.sliced(begin, offset - begin)).size());
    }
    return offset;
}

} // namespace gatehouse
