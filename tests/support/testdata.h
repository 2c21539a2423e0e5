// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse::test {

// The path of a file in tests/data.
QString testDataPath(const QString &name);

} // namespace gatehouse::test
