// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bodies/bodydocument.h"

#include <QString>
#include <functional>

namespace gatehouse {

// Where a text stands in UTF-8, whatever the case, in order; at most limit places. Nothing more is
// looked for once stop() says so.
std::vector<BodyDocument::Span> findAll(const QByteArray &text, const QString &wanted, int limit,
                                        const std::function<bool()> &stop = {});

} // namespace gatehouse
