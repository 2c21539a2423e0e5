// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/documentfont.h"

#include "views/common/theme.h"
#include "views/logs/documentview.h"

#include <QAccessibleWidget>
#include <QFontMetricsF>
#include <QHash>
#include <QScrollBar>

namespace gatehouse {

QFont documentFont(LineStyle style)
{
    QFont font = isFixed(style) ? Theme::fixedFont() : Theme::tabularFont();
    font.setBold(style == LineStyle::Heading);
    font.setItalic(style == LineStyle::Reasoning);
    font.setUnderline(style == LineStyle::Link);
    return font;
}

int documentRowHeight()
{
    return qCeil(qMax(QFontMetricsF(documentFont(LineStyle::Code)).height(),
                      QFontMetricsF(documentFont(LineStyle::Plain)).height()))
        + 2;
}

static QChar shownCharacter(QChar c)
{
    const char16_t code = c.unicode();
    if (code == u'\t')
        return QChar(0x2003); // an em wide
    if (code < 0x20)
        return QChar(0x2400 + code);
    const bool reorders = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return reorders || c == QChar::LineSeparator || c == QChar::ParagraphSeparator
        ? QChar::ReplacementCharacter
        : c;
}

QString shownText(QByteArrayView text)
{
    QString shown = QString::fromUtf8(text);
    for (QChar &c : shown)
        if (const QChar other = shownCharacter(c); other != c)
            c = other;
    return shown;
}

const TextMetrics &metricsOf(const QFont &font)
{
    static QHash<QString, TextMetrics> known;
    TextMetrics &metrics = known[font.key()];
    if (metrics.widths.empty()) {
        const QFontMetricsF measure(font);
        metrics.widths.resize(TextMetrics::measured);
        for (char32_t c = 0; c < TextMetrics::measured; ++c)
            metrics.widths[c] =
                float(measure.horizontalAdvance(shownCharacter(QChar(char16_t(c)))));
        metrics.wide = float(measure.horizontalAdvance(QChar(0x4E2D)));
        metrics.other = float(measure.horizontalAdvance(u'm'));
    }
    return metrics;
}

namespace {

class AccessibleDocument : public QAccessibleWidget
{
public:
    explicit AccessibleDocument(DocumentView *view) : QAccessibleWidget(view, QAccessible::Document)
    {
    }
    QString text(QAccessible::Text type) const override
    {
        if (type != QAccessible::Value)
            return QAccessibleWidget::text(type);
        const auto *view = static_cast<const DocumentView *>(widget());
        const auto top = size_t(view->verticalScrollBar()->value());
        QStringList lines;
        for (size_t i = top; i < std::min(top + 60, view->rows().size()); ++i) {
            const TextRow &row = view->rows()[i];
            lines.append(shownText(
                QByteArrayView(view->document().text).sliced(row.begin, row.end - row.begin)));
        }
        return lines.join(u'\n');
    }
};

} // namespace

static QAccessibleInterface *documentInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<DocumentView *>(object);
    return view ? new AccessibleDocument(view) : nullptr;
}

void describeDocuments()
{
    static const bool installed = (QAccessible::installFactory(documentInterface), true);
    Q_UNUSED(installed)
}

} // namespace gatehouse
