// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/chartscale.h"

#include <cmath>
#include <initializer_list>

namespace gatehouse {

double roundMaximum(double value)
{
    if (value <= 0)
        return 2;
    double unit = std::pow(10, std::floor(std::log10(value)));
    for (;; unit *= 10)
        for (const int step : {1, 2, 3, 4, 6, 8, 10})
            if (value <= step * unit * (1 + 1e-9) && (unit != 1 || step % 2 == 0))
                return step * unit;
}

} // namespace gatehouse
