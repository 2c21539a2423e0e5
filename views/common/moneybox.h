// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace gatehouse {

// An amount of dollars, kept as whole cents. What is typed beyond the limits or is no amount stays,
// for isInLimits() to complain about; keys and wheel stay within them.
class MoneyBox : public QDoubleSpinBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MoneyBox)

public:
    explicit MoneyBox(QWidget *parent = nullptr);

    qint64 cents() const; // less than nothing: what is typed is no amount
    void setCents(qint64 cents);
    void setLimits(qint64 least, qint64 most = 0); // cents; 0: none is known
    bool isInLimits() const { return cents() >= m_least && cents() <= m_most; }
    QString limitError(const QString &currency = QStringLiteral("usd")) const; // empty: it is in
    void stepBy(int steps) override;
    QValidator::State validate(QString &text, int &cursor) const override;

protected:
    QString textFromValue(double value) const override;
    double valueFromText(const QString &text) const override;
    void wheelEvent(QWheelEvent *event) override;

private:
    qint64 m_least = 0;
    qint64 m_most;
    mutable QString m_wrong; // what is typed and no amount
};

} // namespace gatehouse
