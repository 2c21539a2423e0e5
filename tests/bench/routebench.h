// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/theme.h"

#include <QApplication>

// The main() of a measurement with a route of as many elements as the first argument says, 1,000 by
// default. Its result is how many figures are not kept.
template <class Bench> int runRouteBench(int argc, char **argv)
{
    QApplication application(argc, argv);
    gatehouse::Theme theme;
    const QStringList arguments = QApplication::arguments();
    return Bench(arguments.value(1, QStringLiteral("1000")).toInt()).run();
}
