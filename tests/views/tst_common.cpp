// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/theme.h"

#include <QTest>

class TestCommon : public QObject
{
    Q_OBJECT
};

QTEST_MAIN(TestCommon)
#include "tst_common.moc"
