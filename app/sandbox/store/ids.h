// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace sandbox {

/// A random UUID (version 4).
std::string newUuid();

} // namespace sandbox
