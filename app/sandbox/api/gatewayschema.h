// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/schema.h"

namespace sandbox {

/// The bodies of POST /gateways and PUT /gateways/{id}; the former has the id.
const Schema &gatewayCreateSchema();
const Schema &gatewayUpdateSchema();

} // namespace sandbox
