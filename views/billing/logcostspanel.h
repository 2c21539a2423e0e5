// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/connectionmodels.h"
#include "models/services/logcosts.h"

class QLabel;
class QPushButton;

namespace gatehouse {

// Beside the usage, what the logs of all gateways say that the same time cost, and the difference.
// Asked for by a press: it takes requests.
class LogCostsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogCostsPanel)

public:
    explicit LogCostsPanel(ConnectionModels *models, QWidget *parent = nullptr);

    void setUsage(const TimeRange &range, double cents); // of another range: the logs' is dropped
    void cancel();
    const LogCosts &costs() const { return m_costs; }
    QPushButton *button() const { return m_button; }
    QString text() const;

Q_SIGNALS:
    void changed();

private:
    void onPressed();
    void show();

    ConnectionModels *m_models;
    LogCosts m_costs;
    TimeRange m_range;
    double m_usage = 0; // cents
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace gatehouse
