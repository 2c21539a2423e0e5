// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

// The shares of a percentage element, which sum to 100 whatever is done to one of them.
namespace gatehouse {

// One of them takes another value, 0 to 100; the others make up for it, each in proportion to what
// it has, in whole numbers as long as all are whole.
QList<double> withShare(QList<double> shares, qsizetype changed, double value);
// As even as possible, in whole numbers.
QList<double> evenShares(qsizetype count);
// The outputs' names for shares. They are keys of one object: where two shares are equal, one is
// written with more digits, such as 50% and 50.0%.
QStringList shareNames(const QList<double> &shares);
// What a person reads for an output's name: 50 % for 50.0%; any other name as it is.
QString shareTitle(const QString &outputName);

} // namespace gatehouse
