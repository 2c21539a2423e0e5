// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/graphpicture.h"

#include "views/routes/routescene.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

namespace gatehouse {

static constexpr qreal margin = 24;
static constexpr qreal pngScale = 2;
static constexpr qreal mostPixels = 32e6; // of 4 bytes each

namespace {

// What is selected is a matter of the moment.
class Unselected
{
public:
    explicit Unselected(RouteScene *scene)
        : m_scene(scene)
        , m_ids(scene->selectedIds())
        , m_current(scene->currentId())
        , m_output(scene->currentOutput())
    {
        scene->select({});
        scene->setCurrent({});
    }
    ~Unselected()
    {
        m_scene->select(m_ids);
        m_scene->setCurrent(m_current, m_output);
    }
    Q_DISABLE_COPY_MOVE(Unselected)

private:
    RouteScene *m_scene;
    QStringList m_ids;
    QString m_current;
    int m_output;
};

} // namespace

static QRectF pictureRect(const RouteScene *scene)
{
    return scene->graphRect().adjusted(-margin, -margin, margin, margin);
}

QByteArray graphAsSvg(RouteScene *scene, const QString &title)
{
    const Unselected unselected(scene);
    const QRectF rect = pictureRect(scene);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(title);
    generator.setSize(rect.size().toSize());
    generator.setViewBox(QRectF(QPointF(), rect.size()));
    QPainter painter(&generator);
    painter.fillRect(QRectF(QPointF(), rect.size()), scene->look().palette.base());
    scene->render(&painter, QRectF(QPointF(), rect.size()), rect);
    painter.end();
    return buffer.data();
}

QByteArray graphAsPng(RouteScene *scene)
{
    const Unselected unselected(scene);
    const QRectF rect = pictureRect(scene);
    const qreal scale = std::min(pngScale, std::sqrt(mostPixels / (rect.width() * rect.height())));
    QImage image((rect.size() * scale).toSize(), QImage::Format_RGB32);
    image.fill(scene->look().palette.color(QPalette::Base));
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    scene->render(&painter, image.rect(), rect);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace gatehouse
