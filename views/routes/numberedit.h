// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QLineEdit>

namespace gatehouse {

// A number of a JSON object. What is no number there is shown as it is, and nothing changes by
// being shown.
class NumberEdit : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NumberEdit)

public:
    explicit NumberEdit(QWidget *parent = nullptr);

    void setValue(const QJsonValue &value);
    // The number that is in it; undefined where it is none. What is no number is marked, and goes
    // when the field is left.
    QJsonValue value() const;
    // Arrow keys add or take away so much, down to least.
    void setStep(double step, double least = 0);

Q_SIGNALS:
    void edited(); // by the person, to a number or to nothing at all

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void mark();

    QJsonValue m_value = QJsonValue::Undefined;
    double m_step = 1;
    double m_least = 0;
};

} // namespace gatehouse
