// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/secretstore.h"

namespace gatehouse {

// The keychain of the desktop, through QtKeychain, under the service name “Gatehouse”.
std::unique_ptr<SecretBackend> makeKeychain();

} // namespace gatehouse
