// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/bodydocument.h"

namespace gatehouse {

// How wide characters are, in pixels, measured once for a font; so that lines can be broken in any
// thread.
struct TextMetrics
{
    static constexpr char32_t measured = 0x530; // Latin, Greek, Cyrillic

    std::vector<float> widths; // of U+0000 to measured
    float wide = 0; // of an ideograph
    float other = 0; // of what is neither

    float of(char32_t character) const;
};

// A part of a line that stands in one row of the screen.
struct TextRow
{
    quint32 begin = 0; // bytes of the text
    quint32 end = 0;
    quint32 line = 0;

    bool operator==(const TextRow &) const = default;
};

struct RowWidths
{
    float row = 0; // pixels
    TextMetrics code;
    TextMetrics prose;

    const TextMetrics &of(LineStyle style) const { return isFixed(style) ? code : prose; }
};

// How far the rows of a line are moved in that follow its first: as far as its text, and a bit.
float hangingIndent(QByteArrayView line, const TextMetrics &metrics, float rowWidth);

// The rows of all lines that are not hidden in one of the closed folds, which are given by their
// first lines, in order. Broken at spaces where there are some.
std::vector<TextRow> layOut(const BodyDocument &document, const RowWidths &widths,
                            const std::vector<quint32> &folded);

// Rows of two documents side by side: each line takes as many on either side.
void alignRows(std::vector<TextRow> &left, std::vector<TextRow> &right);

// Decodes the character at an offset, and moves behind it.
char32_t takeCharacter(QByteArrayView text, qsizetype &at);

} // namespace gatehouse
