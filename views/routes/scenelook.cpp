// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/scenelook.h"

#include "views/routes/elementtype.h"

#include "views/common/theme.h"

#include <QApplication>
#include <QPainter>

namespace gatehouse {

// Twice as large, for what is zoomed in and for dense screens.
static QPixmap pixmapOf(Icon symbol, const QColor &color)
{
    QPixmap pixmap = icon(symbol).pixmap(QSize(32, 32), 1.0);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    return pixmap;
}

SceneLook::SceneLook(const QPalette &from)
    : palette(from)
    , text(from.color(QPalette::Text))
    , muted(Theme::color(Semantic::Muted, from))
    , accent(Theme::color(Semantic::Accent, from))
    , success(Theme::color(Semantic::Success, from))
    , warning(Theme::color(Semantic::Warning, from))
    , error(Theme::color(Semantic::Error, from))
    , titleFont(QApplication::font())
    , textFont(QApplication::font())
{
    const QColor base = from.color(QPalette::Base);
    card = from.color(QPalette::Button);
    line = Theme::blend(text, base, 0.28);
    edge = Theme::blend(text, base, 0.55);
    linePen = QPen(line, 1);
    edgePen = QPen(edge, 0);
    portPen = QPen(edge, 1.5);
    titleFont.setBold(true);
    textFont.setPointSizeF(titleFont.pointSizeF() - 0.5);
    for (const ElementType &type : elementTypes()) {
        const QColor color = Theme::isDark(from) ? QColor(type.darkColor) : QColor(type.lightColor);
        m_types.insert(type.name, {color, pixmapOf(type.icon, color)});
    }
    errorIcon = pixmapOf(Icon::Failure, error);
    warningIcon = pixmapOf(Icon::Warning, warning);
    m_unknown = {muted, pixmapOf(Icon::ElementUnknown, muted)};
}

QColor SceneLook::typeColor(const QString &type) const
{
    const auto it = m_types.constFind(type);
    return it == m_types.constEnd() ? m_unknown.color : it->color;
}

QColor SceneLook::plateColor(const QString &type) const
{
    return isMarked ? muted : typeColor(type);
}

const QPixmap &SceneLook::icon(const QString &type) const
{
    const auto it = m_types.constFind(type);
    return it == m_types.constEnd() ? m_unknown.icon : it->icon;
}

} // namespace gatehouse
