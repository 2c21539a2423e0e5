// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>
#include <QPalette>

namespace gatehouse {

constexpr int grid = 8; // px: every distance is a multiple or a half of it

// Colours by what they mean. Text and icons in them are readable on Base and Window.
enum class Semantic { Success, Warning, Error, Info, Muted, Accent };

// The look of the application: Fusion with one light and one dark palette, switched while running.
// The app owns one; what needs a colour asks the static functions with the palette it paints with.
class Theme : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    explicit Theme(QObject *parent = nullptr); // needs the QApplication

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);

    static bool isDark(const QPalette &palette);
    static QColor color(Semantic semantic, const QPalette &palette);
    static QColor color(Semantic semantic); // for the application's palette
    // front over back, weight 0 to 1: for tinted backgrounds and quiet lines.
    static QColor blend(const QColor &front, const QColor &back, qreal weight);
    static QPalette palette(bool dark);

    // The application's font, or where its digits differ in width, the closest one with tabular
    // figures.
    static QFont tabularFont();
    static QFont fixedFont();

Q_SIGNALS:
    void changed();

private:
    void apply();
    bool isSystemDark() const;

    Scheme m_scheme = Scheme::System;
    bool m_startedDark;
};

} // namespace gatehouse
