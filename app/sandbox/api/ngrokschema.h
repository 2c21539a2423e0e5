// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/http/schema.h"

namespace sandbox {

/// The bodies of POST /providers and PATCH /providers/{id}.
const Schema &ngrokCreateSchema();
const Schema &ngrokUpdateSchema();

} // namespace sandbox
