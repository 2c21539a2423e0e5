// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/percentageshares.h"

#include "models/route/routeelement.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace gatehouse {

static constexpr double whole = 100;

static bool isWhole(double value)
{
    return value == std::round(value);
}

QList<double> withShare(QList<double> shares, qsizetype changed, double value)
{
    if (changed < 0 || changed >= shares.size())
        return shares;
    if (shares.size() == 1)
        return {whole};
    constexpr double hundredths = 100;
    const bool inWholes = isWhole(value) && std::all_of(shares.begin(), shares.end(), isWhole);
    const double scale = inWholes ? 1 : hundredths;
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0) - shares.at(changed);
    shares[changed] = std::round(std::clamp(value, 0.0, whole) * scale) / scale;
    const double rest = whole - shares.at(changed);
    const auto others = double(shares.size() - 1);
    double left = std::round(rest * scale); // in units that stay integers
    qsizetype largest = -1;
    for (qsizetype i = 0; i < shares.size(); ++i) {
        if (i == changed)
            continue;
        const double part = sum > 0 ? shares.at(i) / sum * rest : rest / others;
        const double units = std::min(std::floor(part * scale + 1e-9), left);
        shares[i] = units / scale;
        left -= units;
        if (largest < 0 || shares.at(i) > shares.at(largest))
            largest = i;
    }
    shares[largest] = std::round(shares.at(largest) * scale + left) / scale;
    return shares;
}

QList<double> evenShares(qsizetype count)
{
    QList<double> shares;
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype share = 100 / count + (i < 100 % count ? 1 : 0);
        shares.append(double(share));
    }
    return shares;
}

QStringList shareNames(const QList<double> &shares)
{
    QStringList names;
    for (const double share : shares)
        names.append(routePercentageName(share, names));
    return names;
}

QString shareTitle(const QString &outputName)
{
    const auto share = routePercentage(outputName);
    return share ? QCoreApplication::translate("gatehouse::shares", "%1 %")
                       .arg(QString::number(*share, 'f', QLocale::FloatingPointShortest))
                 : outputName;
}

} // namespace gatehouse
