// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/billing/usageexporter.h"

#include "models/items/usagemodel.h"
#include "views/billing/usagechart.h"
#include "views/common/dialogs.h"
#include "views/common/savefile.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPointer>
#include <QSvgGenerator>

namespace gatehouse {

static void paintChart(QPaintDevice *device, UsageChart *chart, const QRectF &target)
{
    QPainter painter(device);
    painter.fillRect(target, chart->palette().color(QPalette::Base));
    painter.setRenderHint(QPainter::Antialiasing, false);
    chart->render(&painter, target, chart->viewport()->rect());
}

static QByteArray pngOf(UsageChart *chart)
{
    constexpr int scale = 2;
    QImage image(chart->viewport()->size() * scale, QImage::Format_RGB32);
    paintChart(&image, chart, QRectF(image.rect()));
    QByteArray data;
    QBuffer buffer(&data);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return data;
}

static QByteArray svgOf(UsageChart *chart)
{
    QByteArray data;
    QBuffer buffer(&data);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    const QSize size = chart->viewport()->size();
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(UsageChart::tr("Usage"));
    paintChart(&generator, chart, QRectF(QPointF(), size));
    return data;
}

QByteArray exportUsage(UsageFormat format, const UsageModel &model, UsageChart *chart)
{
    switch (format) {
    case UsageFormat::Csv:
        return model.csv();
    case UsageFormat::Png:
        return pngOf(chart);
    case UsageFormat::Svg:
        return svgOf(chart);
    }
    return {};
}

void askAndExportUsage(UsageFormat format, const UsageModel &model, UsageChart *chart,
                       Dialogs *dialogs,
                       const std::function<void(const QString &, const QString &)> &done)
{
    const QString suffix = format == UsageFormat::Csv ? QStringLiteral("csv")
        : format == UsageFormat::Png                  ? QStringLiteral("png")
                                                      : QStringLiteral("svg");
    FileQuestion question;
    question.title = UsageChart::tr("Export the usage");
    question.suffix = suffix;
    question.nameFilters = {QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix)};
    question.suggestion =
        QStringLiteral("usage-%1.%2").arg(model.range().from.date().toString(Qt::ISODate), suffix);
    dialogs->saveFile(question, chart,
                      [format, chart = QPointer(chart), &model, done](const QString &path) {
                          if (path.isEmpty() || !chart)
                              return;
                          saveFile(path, exportUsage(format, model, chart), chart,
                                   [done, path](const QString &error) { done(path, error); });
                      });
}

} // namespace gatehouse
