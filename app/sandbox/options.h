// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/clock.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace sandbox {

struct Options
{
    int port = 0; ///< 0 lets the system choose
    std::string database; ///< empty: in memory, gone at exit
    std::string account = "sandbox";
    std::string token; ///< empty: any token will do
    std::uint64_t seedLogs = 200'000;
    std::uint64_t seedNumber = 1;
    double traffic = 0; ///< rows a second
    int latency = 0; ///< ms added to every answer
    std::vector<std::string> faults; ///< as Faults::addText takes them
    std::optional<Millis> now;
    std::uint64_t datasetLimit = UINT64_MAX; ///< of each gateway
    std::string card = "4242"; ///< the last digits of the account's card, or none
    bool spendingLimitRetired = false;
    bool fillGap = false;
    bool dottedFilters = false;
    bool help = false;
    bool version = false;
};

/// What ends the program with one line on stderr and exit status 2.
class StartError : public std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// Accepts `--option value` and `--option=value`; throws StartError.
Options parseOptions(const std::vector<std::string> &arguments);

std::string helpText();

} // namespace sandbox
