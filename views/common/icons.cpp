// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <array>
#include <optional>

static void initIcons()
{
    Q_INIT_RESOURCE(icons); // not from within a namespace
}

namespace gatehouse {

namespace {

constexpr std::array<const char *, size_t(Icon::IconCount)> fileNames{"gatehouse",
                                                                      "gateway",
                                                                      "logs",
                                                                      "dataset",
                                                                      "evaluation",
                                                                      "route",
                                                                      "provider",
                                                                      "billing",
                                                                      "requests",
                                                                      "tasks",
                                                                      "inspector",
                                                                      "navigator",
                                                                      "refresh",
                                                                      "add",
                                                                      "edit",
                                                                      "delete",
                                                                      "duplicate",
                                                                      "copy",
                                                                      "search",
                                                                      "filter",
                                                                      "clock",
                                                                      "success",
                                                                      "failure",
                                                                      "warning",
                                                                      "info",
                                                                      "cached",
                                                                      "lock",
                                                                      "more",
                                                                      "close",
                                                                      "follow",
                                                                      "up",
                                                                      "down",
                                                                      "left",
                                                                      "right",
                                                                      "settings",
                                                                      "connect",
                                                                      "export",
                                                                      "import",
                                                                      "expand",
                                                                      "collapse",
                                                                      "star",
                                                                      "link",
                                                                      "compare",
                                                                      "pause",
                                                                      "undo",
                                                                      "redo",
                                                                      "cut",
                                                                      "paste",
                                                                      "fit",
                                                                      "layout",
                                                                      "play",
                                                                      "deploy",
                                                                      "history",
                                                                      "braces",
                                                                      "element-start",
                                                                      "element-conditional",
                                                                      "element-percentage",
                                                                      "element-rate",
                                                                      "element-model",
                                                                      "element-end",
                                                                      "element-unknown"};

// Draws the SVG with currentColor replaced by what the palette says at that moment.
class PaletteIconEngine : public QIconEngine
{
public:
    PaletteIconEngine(Icon icon, std::optional<Semantic> semantic)
        : m_icon(icon)
        , m_semantic(semantic)
    {
        initIcons();
    }

    QIconEngine *clone() const override { return new PaletteIconEngine(m_icon, m_semantic); }
    QString key() const override { return QStringLiteral("gatehouse"); }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        if (painter->transform().type() > QTransform::TxTranslate
            && painter->device()->devicePixelRatioF() == 1) {
            QSvgRenderer(source(mode, state)).render(painter, rect);
            return;
        }
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        if (size.isEmpty()) // of a button that is not laid out yet
            return {};
        const QString cacheKey = QStringLiteral("gatehouse-icon/%1/%2/%3x%4/%5")
                                     .arg(QLatin1String(fileName(state)))
                                     .arg(color(mode).rgba(), 8, 16)
                                     .arg(size.width())
                                     .arg(size.height())
                                     .arg(int(m_icon == Icon::App && mode == QIcon::Disabled));
        QPixmap result;
        if (QPixmapCache::find(cacheKey, &result))
            return result;
        result = QPixmap(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        if (m_icon == Icon::App && mode == QIcon::Disabled)
            painter.setOpacity(0.4);
        QSvgRenderer renderer(source(mode, state));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(&painter);
        painter.end();
        QPixmapCache::insert(cacheKey, result);
        return result;
    }

private:
    const char *fileName(QIcon::State state) const
    {
        return m_icon == Icon::Follow && state == QIcon::On ? "pause"
                                                            : fileNames.at(size_t(m_icon));
    }

    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        case QIcon::Selected:
            return palette.color(QPalette::Active, QPalette::HighlightedText);
        default:
            return m_semantic ? Theme::color(*m_semantic, palette)
                              : palette.color(QPalette::Active, QPalette::ButtonText);
        }
    }

    QByteArray source(QIcon::Mode mode, QIcon::State state) const
    {
        QFile file(QStringLiteral(":/gatehouse/icons/%1.svg").arg(QLatin1String(fileName(state))));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no icon %s", fileName(state));
        return file.readAll().replace("currentColor", color(mode).name().toLatin1());
    }

    Icon m_icon;
    std::optional<Semantic> m_semantic;
};

} // namespace

QIcon icon(Icon icon)
{
    return QIcon(new PaletteIconEngine(icon, std::nullopt));
}

QIcon icon(Icon icon, Semantic semantic)
{
    return QIcon(new PaletteIconEngine(icon, semantic));
}

} // namespace gatehouse
