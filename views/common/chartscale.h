// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gatehouse {

// The next round number, for the top of a chart's axis. Of counts, its half is one as well: an odd
// one of a single digit is left out.
double roundMaximum(double value);

} // namespace gatehouse
