// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextLayout>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/bodies/bodydocument.h"

namespace gatehouse {

// One row of a document as it is set and painted. Offsets are bytes of the row.
class DocumentRow
{
public:
    DocumentRow(QByteArrayView text, LineStyle style, bool beginsLine);

    void mark(qsizetype begin, qsizetype end, const QColor &back, const QColor &front);
    void layOut(); // once, when everything is marked
    void draw(QPainter &painter, const QPointF &place, const QPalette &palette);
    qreal width() const;
    qreal xOf(qsizetype offset) const;
    qsizetype offsetAt(qreal x) const;

private:
    int unit(qsizetype offset) const; // of the UTF-16 text

    QByteArrayView m_bytes;
    LineStyle m_style;
    bool m_beginsLine;
    QString m_text;
    std::unique_ptr<QTextLayout> m_layout;
    QList<QTextLayout::FormatRange> m_marks;
};

} // namespace gatehouse
