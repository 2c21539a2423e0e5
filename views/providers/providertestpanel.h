// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/providertest.h"
#include "views/gateways/bottompanel.h"

class QLabel;

namespace gatehouse {

// What is known of a provider's address, and a button that asks whether its host is there.
class ProviderTestPanel : public BottomPanel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderTestPanel)

public:
    explicit ProviderTestPanel(QWidget *parent = nullptr);

    void test(ProviderTest::Kind kind, const QString &name, const QString &address,
              const QString &baseUrl);
    bool isRunning() const { return m_test && m_test->isRunning(); }
    QString text() const; // a line for each check
    QPushButton *reachButton() const { return m_reach; }

Q_SIGNALS:
    void changed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showChecks();

    std::unique_ptr<ProviderTest> m_test;
    QLabel *m_title;
    QLabel *m_checks;
    QPushButton *m_close;
    QPushButton *m_reach;
};

} // namespace gatehouse
