// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QImage>
#include <QLabel>

namespace gatehouse {

inline constexpr int logoSize = 40; // px

// A logo, an SVG file as base64, at logoSize, when it is safe to draw. Shapes without end can take
// seconds, so it is drawn in another thread.
class LogoPicture : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogoPicture)

public:
    explicit LogoPicture(QWidget *parent = nullptr);

    void setLogo(const QString &base64); // empty: none
    bool isDrawing() const { return m_drawing; }
    bool isSafe() const { return m_drawing || !pixmap().isNull(); } // as far as it is known

Q_SIGNALS:
    void drawn(); // what was set last, and later than that

private:
    QString m_logo;
    bool m_drawing = false;
    QFutureWatcher<QImage> m_watcher;
};

} // namespace gatehouse
