// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/connectiontest.h"

class QLabel;
class QListWidget;
class QToolButton;

namespace gatehouse {

// What a connection test has found so far, a line for each question.
class ConnectionTestPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionTestPanel)

public:
    explicit ConnectionTestPanel(QWidget *parent = nullptr);

    // Takes it over and starts it; one that runs is given up.
    void run(ConnectionTest *test, bool readOnly);
    void clear();
    bool isRunning() const { return m_test && m_test->isRunning(); }

Q_SIGNALS:
    void runningChanged();

private:
    void showSteps();

    ConnectionTest *m_test = nullptr;
    bool m_readOnly = false;
    QLabel *m_summary;
    QListWidget *m_list;
    QToolButton *m_close;
};

} // namespace gatehouse
