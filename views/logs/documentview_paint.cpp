// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/format.h"
#include "views/common/icons.h"
#include "views/common/theme.h"
#include "views/logs/documentfont.h"
#include "views/logs/documentrow.h"
#include "views/logs/documentview.h"

#include <QPainter>
#include <QScrollBar>

namespace gatehouse {

float DocumentView::indentOf(const TextRow &row) const
{
    if (isFirstRow(row))
        return 0;
    const LineStyle style = document().style(row.line);
    return hangingIndent(document().line(row.line), m_widths.of(style), m_laid.width);
}

DocumentRow DocumentView::set(const TextRow &row) const
{
    return {QByteArrayView(document().text).sliced(row.begin, row.end - row.begin),
            document().style(row.line), isFirstRow(row)};
}

// What a row's line is is told by its background, too.
static QColor backgroundOf(LineStyle style, const QPalette &palette)
{
    const auto tint = [&](Semantic semantic) {
        return Theme::blend(Theme::color(semantic, palette), palette.color(QPalette::Base), 0.16);
    };
    switch (style) {
    case LineStyle::Heading:
        return tint(Semantic::Accent);
    case LineStyle::Added:
        return tint(Semantic::Success);
    case LineStyle::Removed:
        return tint(Semantic::Error);
    default:
        return {};
    }
}

void DocumentView::paintGutter(QPainter &painter, const TextRow &row, const QRect &area) const
{
    const LineStyle style = document().style(row.line);
    if (style == LineStyle::Added || style == LineStyle::Removed) {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(area, Qt::AlignCenter,
                         style == LineStyle::Added ? QStringLiteral("+") : QString(QChar(0x2212)));
    } else if (document().foldAt(row.line)) {
        const QRect symbol(area.center() - QPoint(grid - 1, grid - 1), QSize(2 * grid, 2 * grid));
        icon(isFolded(row.line) ? Icon::Right : Icon::Down, Semantic::Muted)
            .paint(&painter, symbol);
    }
}

void DocumentView::paintRow(QPainter &painter, size_t index, int y) const
{
    const TextRow &row = m_laid.rows[index];
    const LineStyle style = document().style(row.line);
    const QRect area(0, y, viewport()->width(), m_rowHeight);
    if (const QColor background = backgroundOf(style, palette()); background.isValid())
        painter.fillRect(area, background);
    if (style == LineStyle::Filler)
        painter.fillRect(area,
                         QBrush(Theme::blend(palette().color(QPalette::Text),
                                             palette().color(QPalette::Base), 0.15),
                                Qt::BDiagPattern));
    if (isFirstRow(row))
        paintGutter(painter, row, {0, y, documentGutter, m_rowHeight});

    DocumentRow text = set(row);
    const auto mark = [&](const BodyDocument::Span &span, const QColor &back, const QColor &front) {
        if (span.begin < row.end && span.end > row.begin)
            text.mark(qMax(span.begin, row.begin) - row.begin, qMin(span.end, row.end) - row.begin,
                      back, front);
    };
    const QColor found = Theme::blend(Theme::color(Semantic::Warning, palette()),
                                      palette().color(QPalette::Base), 0.4);
    const auto markAll = [&](const std::vector<BodyDocument::Span> &spans, const QColor &back) {
        auto it = std::partition_point(spans.begin(), spans.end(),
                                       [&](const auto &span) { return span.end <= row.begin; });
        for (; it != spans.end() && it->begin < row.end; ++it)
            mark(*it, back, {});
    };
    if (!document().marks.empty()) {
        const Semantic change = style == LineStyle::Added ? Semantic::Success : Semantic::Error;
        markAll(
            document().marks,
            Theme::blend(Theme::color(change, palette()), palette().color(QPalette::Base), 0.42));
    }
    markAll(m_found, found);
    if (hasSelection())
        mark(selection(), palette().color(QPalette::Highlight),
             palette().color(QPalette::HighlightedText));
    const qreal left = documentGutter + indentOf(row);
    text.layOut();
    text.draw(painter, {left, qreal(y) + 1}, palette());

    if (const auto *fold = isFolded(row.line) ? document().foldAt(row.line) : nullptr) {
        painter.setPen(Theme::color(Semantic::Muted, palette()));
        painter.setFont(documentFont(LineStyle::Note));
        const quint32 hidden = fold->last - fold->first;
        painter.drawText(
            area.adjusted(int(left + text.width()) + grid, 1, 0, 0), Qt::AlignLeft | Qt::AlignTop,
            hidden == 1 ? tr("… 1 line") : tr("… %1 lines").arg(format::count(hidden)));
    }
    const bool hasCaret = hasFocus() && rowAt(m_caret) == index;
    if (hasCaret) {
        const qreal x = left + text.xOf(qMin(m_caret, row.end) - row.begin);
        painter.fillRect(QRectF(x, y + 1, 1.5, m_rowHeight - 2), palette().color(QPalette::Text));
    }
}

void DocumentView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    if (document().text.isEmpty() && !m_placeholder.isEmpty()) {
        painter.setPen(Theme::color(Semantic::Muted, palette()));
        painter.drawText(viewport()->rect().adjusted(grid, grid, -grid, -grid),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_placeholder);
        return;
    }
    int y = 0;
    for (auto index = size_t(verticalScrollBar()->value());
         index < m_laid.rows.size() && y < viewport()->height(); ++index, y += m_rowHeight)
        paintRow(painter, index, y);
}

quint32 DocumentView::offsetAt(const QPoint &place) const
{
    if (m_laid.rows.empty())
        return 0;
    const int index =
        verticalScrollBar()->value() + int(std::floor(double(place.y()) / m_rowHeight));
    const TextRow &row = m_laid.rows[size_t(qBound(0, index, int(m_laid.rows.size()) - 1))];
    DocumentRow text = set(row);
    text.layOut();
    return row.begin + quint32(text.offsetAt(qreal(place.x() - documentGutter) - indentOf(row)));
}

void DocumentView::moveByRows(int rows, bool select)
{
    const auto current = rowAt(m_caret);
    DocumentRow text = set(m_laid.rows[current]);
    text.layOut();
    if (m_wantedX < 0)
        m_wantedX =
            float(text.xOf(m_caret - m_laid.rows[current].begin)) + indentOf(m_laid.rows[current]);
    const float x = m_wantedX;
    const auto target = size_t(qBound(0, int(current) + rows, int(m_laid.rows.size()) - 1));
    const TextRow &row = m_laid.rows[target];
    DocumentRow other = set(row);
    other.layOut();
    quint32 offset = row.begin + quint32(other.offsetAt(x - indentOf(row)));
    // Behind the last character of a broken line is where the next row begins.
    if (offset == row.end && offset > row.begin && offset != document().lineEnd(row.line))
        offset = previous(offset);
    moveCaret(offset, select);
    m_wantedX = x;
}

} // namespace gatehouse
