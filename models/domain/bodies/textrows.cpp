// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/textrows.h"

#include <QChar>
#include <algorithm>

namespace gatehouse {

static bool isWide(char32_t c)
{
    return (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4)
        || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF61)
        || (c >= 0x1F300 && c < 0x20000) || (c >= 0x20000 && c < 0x30000);
}

float TextMetrics::of(char32_t character) const
{
    if (character < measured)
        return widths[character];
    if (isWide(character))
        return wide;
    const bool isInvisible =
        (character >= 0x200B && character < 0x2010) || (character >= 0xFE00 && character < 0xFE10);
    return isInvisible ? 0 : other;
}

char32_t takeCharacter(QByteArrayView text, qsizetype &at)
{
    const auto byte = [&](qsizetype i) { return i < text.size() ? uchar(text[i]) : uchar(0); };
    const uchar first = byte(at++);
    if (first < 0x80)
        return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    char32_t code = more == 0 ? QChar::ReplacementCharacter : first & (0x3F >> more);
    for (int i = 0; i < more; ++i) {
        if ((byte(at) & 0xC0) != 0x80)
            return QChar::ReplacementCharacter;
        code = code << 6 | (byte(at++) & 0x3F);
    }
    return code;
}

float hangingIndent(QByteArrayView line, const TextMetrics &metrics, float rowWidth)
{
    qsizetype spaces = 0;
    while (spaces < line.size() && line[spaces] == ' ')
        ++spaces;
    return spaces == 0 ? 0 : std::min(float(spaces + 2) * metrics.of(U' '), rowWidth / 2);
}

namespace {

class Breaker
{
public:
    Breaker(const BodyDocument &document, const RowWidths &widths)
        : m_text(document.text)
        , m_document(document)
        , m_widths(widths)
    {
        for (const TextMetrics *metrics : {&widths.code, &widths.prose})
            m_widest = std::max(m_widest,
                                *std::max_element(metrics->widths.begin(), metrics->widths.end()));
    }

    void addLine(qsizetype line)
    {
        const quint32 begin = m_document.lines[size_t(line)];
        const quint32 end = m_document.lineEnd(line);
        // No character is wider than its bytes are many times the widest of one.
        if (float(end - begin) * m_widest <= m_widths.row)
            rows.push_back({begin, end, quint32(line)});
        else
            breakLine(quint32(line), begin, end);
    }

    std::vector<TextRow> rows;

private:
    void breakLine(quint32 line, quint32 begin, quint32 end)
    {
        const TextMetrics &metrics = m_widths.of(m_document.style(line));
        const QByteArrayView view = m_text;
        const float indent = hangingIndent(m_document.line(line), metrics, m_widths.row);
        float room = m_widths.row;
        quint32 row = begin;
        quint32 place = begin; // the last one to break at
        float width = 0;
        float widthAtPlace = 0;
        for (qsizetype at = begin; at < qsizetype(end);) {
            const auto before = quint32(at);
            const char32_t c = takeCharacter(view, at);
            const float advance = metrics.of(c);
            if (width + advance > room && before > row) {
                const bool atPlace = place > row && widthAtPlace > room / 2;
                const quint32 cut = atPlace ? place : before;
                rows.push_back({row, cut, line});
                width -= atPlace ? widthAtPlace : width;
                row = place = cut;
                widthAtPlace = 0;
                room = m_widths.row - indent;
            }
            width += advance;
            if (c == U' ' || isWide(c)) {
                place = quint32(at);
                widthAtPlace = width;
            }
        }
        rows.push_back({row, end, line});
    }

    QByteArrayView m_text;
    const BodyDocument &m_document;
    const RowWidths &m_widths;
    float m_widest = 1;
};

} // namespace

std::vector<TextRow> layOut(const BodyDocument &document, const RowWidths &widths,
                            const std::vector<quint32> &folded)
{
    Breaker breaker(document, widths);
    breaker.rows.reserve(document.lines.size());
    auto closed = folded.begin();
    for (qsizetype line = 0; line < document.lineCount(); ++line) {
        closed = std::find_if(closed, folded.end(),
                              [line](quint32 first) { return qsizetype(first) >= line; });
        const bool isClosed = closed != folded.end() && *closed == line;
        const size_t before = breaker.rows.size();
        breaker.addLine(line);
        if (const auto *fold = isClosed ? document.foldAt(line) : nullptr) {
            breaker.rows.resize(before + 1); // one row is enough of it
            line = fold->last;
        }
    }
    return std::move(breaker.rows);
}

void alignRows(std::vector<TextRow> &left, std::vector<TextRow> &right)
{
    std::vector<TextRow> newLeft;
    std::vector<TextRow> newRight;
    size_t l = 0;
    size_t r = 0;
    while (l < left.size() || r < right.size()) {
        const quint32 line = std::min(l < left.size() ? left[l].line : UINT32_MAX,
                                      r < right.size() ? right[r].line : UINT32_MAX);
        while (l < left.size() && left[l].line == line)
            newLeft.push_back(left[l++]);
        while (r < right.size() && right[r].line == line)
            newRight.push_back(right[r++]);
        const auto pad = [line](std::vector<TextRow> &rows, size_t size) {
            const quint32 end = rows.empty() ? 0 : rows.back().end;
            rows.resize(std::max(rows.size(), size), {end, end, line});
        };
        pad(newLeft, newRight.size());
        pad(newRight, newLeft.size());
    }
    left = std::move(newLeft);
    right = std::move(newRight);
}

} // namespace gatehouse
