// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/logopicture.h"

#include "models/domain/svglogo.h"

#include <QPainter>
#include <QSvgRenderer>
#include <QtConcurrent>

namespace gatehouse {

// From what is known to be shapes only; nothing of it is ever fetched.
static QImage drawLogo(const QString &base64, qreal devicePixelRatio)
{
    const QByteArray svg = safeLogo(base64);
    if (svg.isEmpty())
        return {};
    QImage image(QSize(logoSize, logoSize) * devicePixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(devicePixelRatio);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&image);
    renderer.render(&painter, QRectF(0, 0, logoSize, logoSize));
    painter.end();
    return image;
}

LogoPicture::LogoPicture(QWidget *parent) : QLabel(parent)
{
    setFixedSize(logoSize, logoSize);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!std::exchange(m_drawing, false))
            return;
        setPixmap(QPixmap::fromImage(m_watcher.result()));
        Q_EMIT drawn();
    });
}

void LogoPicture::setLogo(const QString &base64)
{
    if (std::exchange(m_logo, base64) == base64)
        return;
    m_watcher.cancel(); // what is not begun is never drawn
    clear();
    m_drawing = !base64.isEmpty();
    if (m_drawing)
        m_watcher.setFuture(QtConcurrent::run(drawLogo, base64, devicePixelRatioF()));
}

} // namespace gatehouse
