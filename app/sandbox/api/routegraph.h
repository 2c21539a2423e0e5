// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/message.h"

namespace sandbox {

/// A dynamic route's array of elements with unknown fields dropped; every violation of
/// an element's form and of the graph is added to `problems`, with its path below `path`.
Json checkedElements(const Json &elements, const Json &path, std::vector<Problem> &problems);

} // namespace sandbox
