// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace gatehouse {

// An amount of dollars, kept as whole cents. What is typed beyond the limits stays, for
// isInLimits() to complain about; keys and wheel stay within them.
class MoneyBox : public QDoubleSpinBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MoneyBox)

public:
    explicit MoneyBox(QWidget *parent = nullptr);

    qint64 cents() const;
    void setCents(qint64 cents);
    void setLimits(qint64 least, qint64 most = 0); // cents; 0: none is known
    bool isInLimits() const { return cents() >= m_least && cents() <= m_most; }
    QString limitError(const QString &currency = QStringLiteral("usd")) const; // empty: it is in
    void stepBy(int steps) override;

protected:
    void wheelEvent(QWheelEvent *event) override;

private:
    qint64 m_least = 0;
    qint64 m_most;
};

} // namespace gatehouse
