// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandboxfixture.h"

#include <QLocale>
#include <QTest>

namespace gatehouse::test {

// Begins with a sandbox for all of its functions; the faults of one are gone before the next.
class DatasetTest : public QObject
{
    Q_OBJECT

protected:
    // How answers to requests of these paths, a glob, go wrong: a row each.
    static void addFaults(const QString &path)
    {
        const std::pair<const char *, QJsonObject> faults[]{
            {"refused", {{"kind", "error"}, {"status", 403}}},
            {"page of a proxy", {{"kind", "html"}}},
            {"half", {{"kind", "truncated"}}},
            {"cut", {{"kind", "cut"}}},
            {"nulls", {{"kind", "nulls"}}},
            {"429", {{"kind", "rate_limited"}, {"retry_after", 0}}},
            {"5xx", {{"kind", "error"}, {"status", 503}, {"body", false}}}};
        QTest::addColumn<QJsonObject>("fault");
        for (auto [name, fault] : faults) {
            fault.insert("path", path);
            QTest::newRow(name) << fault;
        }
    }

    std::unique_ptr<SandboxFixture> m_sandbox;

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_sandbox = std::make_unique<SandboxFixture>();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
    }
    void cleanup() { QVERIFY(m_sandbox->setFaults({})); }
};

} // namespace gatehouse::test
