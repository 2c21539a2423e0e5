// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandboxfixture.h"

#include <QLocale>
#include <QTest>

namespace gatehouse::test {

// Begins each of its functions with a sandbox of its own.
class RouteTest : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<SandboxFixture> m_sandbox;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init()
    {
        m_sandbox = std::make_unique<SandboxFixture>();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }
};

} // namespace gatehouse::test
