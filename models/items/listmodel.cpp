// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/listmodel.h"

namespace gatehouse {

std::vector<bool> longestAscending(const std::vector<int> &sequence)
{
    constexpr size_t none = size_t(-1);
    std::vector<size_t> ends; // ends[n]: where the ascending run of length n + 1 with the least end
                              // ends
    std::vector<size_t> previous(sequence.size(), none);
    for (size_t i = 0; i < sequence.size(); ++i) {
        if (sequence[i] < 0)
            continue;
        const auto at =
            std::lower_bound(ends.begin(), ends.end(), sequence[i],
                             [&](size_t end, int value) { return sequence[end] < value; });
        if (at != ends.begin())
            previous[i] = *std::prev(at);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<bool> stays(sequence.size(), false);
    for (size_t i = ends.empty() ? none : ends.back(); i != none; i = previous[i])
        stays[i] = true;
    return stays;
}

} // namespace gatehouse
