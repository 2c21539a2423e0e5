// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QList>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/field.h"
#include "models/domain/openenum.h"

class QCheckBox;

namespace gatehouse {

// What a box of numbers takes for one: grouped by three or not at all, without an exponent.
std::optional<double> typedNumber(const QString &text, const QLocale &locale, int decimals);

// Whole numbers up to 2^53 with group separators. A value outside the range widens it: what the
// service reports is never changed by being shown. The wheel only turns it while it has the focus.
// What is typed and no number in the range stays as it is typed: isInLimits() tells.
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NumberBox)

public:
    explicit NumberBox(QWidget *parent = nullptr);

    qint64 number() const { return qint64(value()); } // below all there are: no number is typed
    void setNumber(qint64 number);
    void setRange(qint64 minimum, qint64 maximum);
    // Keys and wheel stay within them, and what is typed beyond them stays: isInLimits() tells.
    void setLimits(qint64 minimum, qint64 maximum);
    bool isInLimits() const;
    QString rangeText() const;
    void stepBy(int steps) override;
    QSize sizeHint() const override;
    void setUnsetText(const QString &text); // shown in place of the number; empty: the number
    QValidator::State validate(QString &text, int &cursor) const override;

protected:
    QString textFromValue(double value) const override;
    double valueFromText(const QString &text) const override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QString m_unsetText;
    std::pair<qint64, qint64> m_range;
    std::optional<std::pair<qint64, qint64>> m_limits; // besides the range
    mutable QString m_wrong; // what is typed and no number in the range
};

// A number that may be absent or null: a tick beside the box says whether there is one.
class OptionalSpinBox : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionalSpinBox)

public:
    explicit OptionalSpinBox(QWidget *parent = nullptr);

    Field<qint64> value() const;
    void setValue(const Field<qint64> &value);

    void setRange(qint64 minimum, qint64 maximum) { m_box->setRange(minimum, maximum); }
    void setSingleStep(qint64 step) { m_box->setSingleStep(double(step)); }
    void setUnsetText(const QString &text); // "not reported" by default
    // What unticking a value gives where the field had one: absent by default.
    void setNullable(bool nullable) { m_nullable = nullable; }
    void setDefault(qint64 number) { m_default = number; } // what ticking starts from
    void setReadOnly(bool readOnly);
    QString problem() const; // with what is typed; empty: none

    NumberBox *box() const { return m_box; }
    QCheckBox *tick() const { return m_tick; }

Q_SIGNALS:
    void valueChanged();

protected:
    bool event(QEvent *event) override;

private:
    void updateBox();

    QCheckBox *m_tick;
    NumberBox *m_box;
    Field<qint64> m_unset; // absent or null, as it was read
    QString m_unsetText;
    std::optional<qint64> m_default;
    bool m_nullable = false;
};

// A choice of texts that keeps one it does not know, and absent and null, as they were read.
class OptionalCombo : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionalCombo)

public:
    struct Choice
    {
        QString value;
        QString label;
    };

    explicit OptionalCombo(QWidget *parent = nullptr);

    void setChoices(const QList<Choice> &choices);
    void setUnsetText(const QString &text) { m_unsetText = text; }
    // Shows its text to select and copy, and nothing to choose from.
    void setReadOnly(bool readOnly);

    // Once a value is set, "not reported" can only be chosen if it was so when read.
    Field<QString> value() const;
    void setValue(const Field<QString> &value);

    template <class E> Field<OpenEnum<E>> enumValue() const
    {
        const Field<QString> text = value();
        if (text)
            return OpenEnum<E>::fromText(*text);
        return text.isNull() ? Field<OpenEnum<E>>::null() : Field<OpenEnum<E>>();
    }
    template <class E> void setEnumValue(const Field<OpenEnum<E>> &field)
    {
        if (field)
            setValue(field->text());
        else
            setValue(field.isNull() ? Field<QString>::null() : Field<QString>());
    }

Q_SIGNALS:
    void valueChanged();

protected:
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showPopup() override;

private:
    bool isReadOnly() const { return isEditable(); } // the text alone is never edited

    QList<Choice> m_choices;
    QString m_unsetText;
    Field<QString> m_unset;
};

// On, off or, if that is how it was read, not reported.
class TriState : public OptionalCombo
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TriState)

public:
    explicit TriState(QWidget *parent = nullptr);

    Field<bool> state() const;
    void setState(const Field<bool> &state);
};

} // namespace gatehouse
