// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testdata.h"

namespace gatehouse::test {

QString testDataPath(const QString &name)
{
    return QStringLiteral(GATEHOUSE_TEST_DATA "/") + name;
}

} // namespace gatehouse::test
