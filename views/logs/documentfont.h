// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/bodies/textrows.h"

namespace gatehouse {

inline constexpr int documentGutter = 24; // px, for the marks of folds and differences

QFont documentFont(LineStyle style);
int documentRowHeight(); // of every row, whatever its font
// Measured once for each font, in the UI thread.
const TextMetrics &metricsOf(const QFont &font);
// A text as it is shown, character for character: what moves or reorders others is made visible.
QString shownText(QByteArrayView text);

// Screen readers get the rows that can be seen of every DocumentView.
void describeDocuments();

} // namespace gatehouse
