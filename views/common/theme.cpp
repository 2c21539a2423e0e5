// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/theme.h"

#include "views/common/style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QStyleHints>
#include <QToolTip>
#include <algorithm>

namespace gatehouse {

namespace {

struct Colors
{
    QRgb window, base, alternate, button, text, disabled, placeholder, line, accent, link, tip;
    QRgb inactiveHighlight;
    QRgb success, warning, error, info, muted;
};

constexpr Colors light{
    .window = 0xfff4f5f7,
    .base = 0xffffffff,
    .alternate = 0xfff8f9fb,
    .button = 0xfffafbfc,
    .text = 0xff1c2026,
    .disabled = 0xff7c8490,
    .placeholder = 0xff667080,
    .line = 0xffd5d9e0,
    .accent = 0xff4a56c8,
    .link = 0xff4a56c8,
    .tip = 0xff2a2f38,
    .inactiveHighlight = 0xff646c7e,
    .success = 0xff1b7a3a,
    .warning = 0xff8a5700,
    .error = 0xffbc252b,
    .info = 0xff1f63ab,
    .muted = 0xff5c6572,
};

constexpr Colors dark{
    .window = 0xff1f2228,
    .base = 0xff17191e,
    .alternate = 0xff1b1e24,
    .button = 0xff2b2f37,
    .text = 0xffe4e7ec,
    .disabled = 0xff818997,
    .placeholder = 0xff929baa,
    .line = 0xff3a3f49,
    .accent = 0xff5361d6,
    .link = 0xffa7b0fa,
    .tip = 0xff363b45,
    .inactiveHighlight = 0xff4b5264,
    .success = 0xff5cc97f,
    .warning = 0xffe5b454,
    .error = 0xffff8a85,
    .info = 0xff74b5f5,
    .muted = 0xff9ca5b3,
};

const Colors &colorsOf(const QPalette &palette)
{
    return Theme::isDark(palette) ? dark : light;
}

bool hasTabularFigures(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const qreal zero = metrics.horizontalAdvance(u'0');
    const QString digits = QStringLiteral("123456789");
    return std::all_of(digits.begin(), digits.end(), [&](QChar digit) {
        return qAbs(metrics.horizontalAdvance(digit) - zero) < 0.01;
    });
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent), m_startedDark(isDark(QApplication::palette()))
{
    QApplication::setStyle(new Style);
    if (QFont font = QApplication::font(); font.pointSizeF() <= 0 && font.pixelSize() <= 0) {
        font.setPointSize(10);
        QApplication::setFont(font);
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_scheme == Scheme::System)
            apply();
    });
#endif
    apply();
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    apply();
}

bool Theme::isSystemDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    return m_startedDark;
#endif
}

void Theme::apply()
{
    const bool wantsDark = m_scheme == Scheme::System ? isSystemDark() : m_scheme == Scheme::Dark;
    const QPalette next = palette(wantsDark);
    QApplication::setPalette(next);
    QToolTip::setPalette(next);
    Q_EMIT changed();
}

bool Theme::isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
}

QColor Theme::color(Semantic semantic, const QPalette &palette)
{
    const Colors &colors = colorsOf(palette);
    switch (semantic) {
    case Semantic::Success:
        return colors.success;
    case Semantic::Warning:
        return colors.warning;
    case Semantic::Error:
        return colors.error;
    case Semantic::Info:
        return colors.info;
    case Semantic::Muted:
        return colors.muted;
    case Semantic::Accent:
        return colors.link;
    }
    return colors.text;
}

QColor Theme::color(Semantic semantic)
{
    return color(semantic, QApplication::palette());
}

QColor Theme::blend(const QColor &front, const QColor &back, qreal weight)
{
    const auto mix = [weight](int a, int b) { return qRound(a * weight + b * (1 - weight)); };
    return {mix(front.red(), back.red()), mix(front.green(), back.green()),
            mix(front.blue(), back.blue())};
}

QPalette Theme::palette(bool wantsDark)
{
    const Colors &colors = wantsDark ? dark : light;
    QPalette palette;
    for (const auto &[role, rgb] : std::initializer_list<std::pair<QPalette::ColorRole, QRgb>>{
             {QPalette::Window, colors.window},
             {QPalette::WindowText, colors.text},
             {QPalette::Base, colors.base},
             {QPalette::AlternateBase, colors.alternate},
             {QPalette::Text, colors.text},
             {QPalette::Button, colors.button},
             {QPalette::ButtonText, colors.text},
             {QPalette::BrightText, 0xffffffff},
             {QPalette::PlaceholderText, colors.placeholder},
             {QPalette::ToolTipBase, colors.tip},
             {QPalette::ToolTipText, 0xfff2f4f7},
             {QPalette::Highlight, colors.accent},
             {QPalette::HighlightedText, 0xffffffff},
             {QPalette::Link, colors.link},
             {QPalette::LinkVisited, colors.link},
             {QPalette::Light, wantsDark ? 0xff3a3f49 : 0xffffffff},
             {QPalette::Midlight, wantsDark ? 0xff31353e : 0xffe9ebef},
             {QPalette::Mid, colors.line},
             {QPalette::Dark, wantsDark ? 0xff121418 : 0xffb4bac4},
             {QPalette::Shadow, wantsDark ? 0xff666e7d : 0xff6b7280},
         })
        palette.setColor(role, QColor(rgb));

    palette.setColor(QPalette::Inactive, QPalette::Highlight, QColor(colors.inactiveHighlight));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
          QPalette::Link, QPalette::LinkVisited})
        palette.setColor(QPalette::Disabled, role, QColor(colors.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Base, QColor(colors.window));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.inactiveHighlight));
    return palette;
}

QFont Theme::tabularFont()
{
    QFont font = QApplication::font();
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
    return font;
#else
    if (hasTabularFigures(font))
        return font;
    for (const char *family : {"Noto Sans", "Liberation Sans", "DejaVu Sans"}) {
        QFont candidate = font;
        candidate.setFamilies({QString::fromLatin1(family)});
        if (QFontInfo(candidate).family() == QLatin1String(family) && hasTabularFigures(candidate))
            return candidate;
    }
    return fixedFont();
#endif
}

QFont Theme::fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QFont own = QApplication::font();
    if (own.pointSizeF() > 0)
        font.setPointSizeF(own.pointSizeF());
    else
        font.setPixelSize(own.pixelSize());
    return font;
}

} // namespace gatehouse
