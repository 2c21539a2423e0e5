// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/providersbench.h"
#include "tests/views/viewchecks.h"

#include <QAction>

// A view of providers on a sandbox of its own, for each test of a class.
namespace gatehouse::test {

class ProvidersTestBase : public QObject
{
    Q_OBJECT

protected:
    bool trigger(const QString &text) const
    {
        for (auto *action : m_view->findChildren<QAction *>())
            if (action->text() == text && action->isEnabled() && action->isVisible()) {
                action->trigger();
                return true;
            }
        return false;
    }
    static QString messagesOf(const QWidget *widget)
    {
        QStringList texts;
        for (const auto *label : widget->findChildren<QLabel *>())
            texts.append(label->text());
        return texts.join(u'\n');
    }
    bool settled() const
    {
        return QTest::qWaitFor([this] { return !m_view->isBusy(); }, 20'000);
    }
    // Another one, as after a restart.
    bool open(const QString &gateway = QStringLiteral("production-chat"))
    {
        m_view.reset();
        m_view = m_bench->view(gateway);
        return showAndSettle(m_view.get());
    }

    std::optional<SandboxFixture> m_sandbox;
    std::optional<ProvidersBench> m_bench;
    std::unique_ptr<ProvidersView> m_view;

private Q_SLOTS:
    void init()
    {
        m_sandbox.emplace();
        QVERIFY2(m_sandbox->isReady(), qPrintable(m_sandbox->failure()));
        m_bench.emplace(*m_sandbox);
        QVERIFY(open());
    }
    void cleanup()
    {
        m_view.reset();
        m_bench.reset();
        m_sandbox.reset();
    }
};

} // namespace gatehouse::test
