// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/money.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace gatehouse {

// Those without a smaller unit, as the payment service of the vendor has them.
static int placesOf(const QString &code)
{
    static const QStringList whole{
        QStringLiteral("BIF"), QStringLiteral("CLP"), QStringLiteral("DJF"), QStringLiteral("GNF"),
        QStringLiteral("JPY"), QStringLiteral("KMF"), QStringLiteral("KRW"), QStringLiteral("MGA"),
        QStringLiteral("PYG"), QStringLiteral("RWF"), QStringLiteral("UGX"), QStringLiteral("VND"),
        QStringLiteral("VUV"), QStringLiteral("XAF"), QStringLiteral("XOF"), QStringLiteral("XPF")};
    return whole.contains(code) ? 0 : 2;
}

static QString symbolOf(const QString &code)
{
    if (code == u"USD")
        return QStringLiteral("$");
    if (code == u"EUR")
        return QStringLiteral("€");
    if (code == u"GBP")
        return QStringLiteral("£");
    return code == u"JPY" ? QStringLiteral("¥") : QString();
}

static QString shown(double cents, const QString &currency, int morePlaces)
{
    const QString code = currency.toUpper();
    const int places = placesOf(code);
    const double value = cents / std::pow(10, places);
    const int shownPlaces = places + morePlaces;
    const QString symbol = symbolOf(code);
    const QLocale locale;
    // What rounds to nothing has no sign.
    const bool isNegative = value < 0 && std::llround(-value * std::pow(10, shownPlaces)) > 0;
    const QString number = locale.toString(std::abs(value), 'f', shownPlaces);
    // Without a locale of the person's, Qt has the symbol last.
    QString text = symbol.isEmpty() ? number + QChar(0xa0) + code
        : locale.language() == QLocale::C
        ? symbol + number
        : locale.toCurrencyString(std::abs(value), symbol, shownPlaces);
    if (isNegative)
        text.prepend(u'-');
    return text;
}

QString money(double cents, const QString &currency)
{
    return shown(cents, currency, 0);
}

QString exactMoney(double cents, const QString &currency)
{
    return shown(cents, currency, 4);
}

QString unitPrice(const QString &cents, const QString &currency)
{
    bool isNumber = false;
    const double value = cents.toDouble(&isNumber);
    if (!isNumber)
        return cents;
    const qsizetype point = cents.indexOf(u'.');
    const qsizetype places = point < 0 ? 0 : cents.size() - point - 1;
    return shown(value, currency, int(std::min<qsizetype>(places, 12)));
}

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', 1);
}

QString signedPercent(double share)
{
    return share > 0 ? u'+' + percent(share) : share < 0 ? u'−' + percent(-share) : percent(0);
}

} // namespace gatehouse
