// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace gatehouse::format {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::format)
};
} // namespace

QString count(qint64 value)
{
    return QLocale().toString(value);
}

QString duration(double ms)
{
    const QLocale locale;
    if (ms < 1000)
        return Tr::tr("%1 ms").arg(locale.toString(qint64(ms)));
    if (ms < 59'995) // what rounds to less than a minute
        return Tr::tr("%1 s").arg(locale.toString(ms / 1000, 'f', 2));
    const auto seconds = std::llround(ms / 1000);
    return Tr::tr("%1 min %2 s")
        .arg(locale.toString(seconds / 60))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString dollars(double value)
{
    const QString digits = QLocale().toString(qAbs(value), 'f', 6);
    return (value < 0 ? QStringLiteral("-$") : QStringLiteral("$")) + digits;
}

QString bytes(qint64 value)
{
    return QLocale().formattedDataSize(value, 1, QLocale::DataSizeSIFormat);
}

QString toolTip(const QString &text)
{
    if (!text.contains(u'<'))
        return text;
    return QStringLiteral("<qt>") + text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))
        + QStringLiteral("</qt>");
}

QString literal(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace gatehouse::format
