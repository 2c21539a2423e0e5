// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QPalette>
#include <QPen>
#include <QPixmap>

namespace gatehouse {

// How the parts of a route are drawn: sizes in pixels at a scale of 1, and what is made from the
// palette once, so that painting makes nothing.
class SceneLook
{
public:
    static constexpr qreal headerHeight = 32;
    static constexpr qreal lineHeight = 22; // of the summary and of each output
    static constexpr qreal portRadius = 5;
    static constexpr qreal portReach = 14; // how near the mouse has to come
    static constexpr qreal corner = 6;
    static constexpr qreal padding = 10;
    static constexpr qreal iconSize = 16;
    static constexpr qreal detailScale = 0.55; // below: names alone, as large as there is room for
    static constexpr qreal farScale = 0.35; // below: no ports; in a large graph only straight lines
    static constexpr qreal nameScale = 0.25; // below: in a large graph not even names
    static constexpr qsizetype large = 200; // elements

    explicit SceneLook(const QPalette &palette);

    QColor typeColor(const QString &type) const;
    QColor plateColor(const QString &type) const; // of what is not marked itself, from afar
    const QPixmap &icon(const QString &type) const;
    bool isFar(qreal scale) const { return isLarge && scale < farScale; }

    bool isLarge = false; // the graph
    bool isMarked = false; // likewise, by a comparison or a run: their colours alone count
    QPalette palette;
    QColor card; // behind an element
    QColor line;
    QColor edge;
    QColor text;
    QColor muted;
    QColor accent;
    QColor success;
    QColor warning;
    QColor error;
    QPen linePen; // around an element
    QPen edgePen; // thin at every scale
    QPen portPen;
    QPixmap errorIcon;
    QPixmap warningIcon;
    QFont titleFont;
    QFont textFont;

private:
    struct Type
    {
        QColor color;
        QPixmap icon;
    };
    QHash<QString, Type> m_types;
    Type m_unknown;
};

} // namespace gatehouse
