// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/fields.h"

#include "models/domain/format.h"
#include "views/common/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QWheelEvent>
#include <algorithm>

namespace gatehouse {

static constexpr qint64 mostExact = 1LL << 53;
static constexpr qint64 noNumber = -mostExact - 2; // a double holds it, too

std::optional<double> typedNumber(const QString &text, const QLocale &locale, int decimals)
{
    bool isNumber = false;
    const double number = locale.toDouble(text, &isNumber); // checks the groups
    const QString begin = text.trimmed();
    const qsizetype point = begin.indexOf(locale.decimalPoint());
    const bool hasLetter = std::any_of(begin.begin(), begin.end(), // 1e4, inf
                                       [](QChar each) { return each.isLetter(); });
    // 0,500 is meant as a half where the comma separates groups.
    if (!isNumber || hasLetter || begin.startsWith(locale.zeroDigit() + locale.groupSeparator())
        || (point >= 0 && begin.size() - point - 1 > decimals))
        return std::nullopt;
    return number;
}

NumberBox::NumberBox(QWidget *parent) : QDoubleSpinBox(parent)
{
    setDecimals(0);
    setGroupSeparatorShown(true);
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus);
    setFont(Theme::tabularFont());
    setAccelerated(true);
    setRange(0, 10'000'000);
}

void NumberBox::setNumber(qint64 number)
{
    if (number != noNumber)
        setRange(qMin(m_range.first, number), qMax(m_range.second, number));
    setValue(double(number));
}

void NumberBox::setRange(qint64 minimum, qint64 maximum)
{
    m_range = {minimum, maximum};
    QDoubleSpinBox::setRange(double(noNumber), double(maximum));
}

void NumberBox::setLimits(qint64 minimum, qint64 maximum)
{
    m_limits = {minimum, maximum};
    setRange(-mostExact, mostExact);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // the range asks for too much
}

bool NumberBox::isInLimits() const
{
    return number() != noNumber
        && (!m_limits || (number() >= m_limits->first && number() <= m_limits->second));
}

void NumberBox::stepBy(int steps)
{
    const auto [least, most] = m_limits.value_or(m_range);
    if (number() == noNumber)
        return setValue(double(least));
    QDoubleSpinBox::stepBy(steps);
    setValue(double(qBound(least, number(), most)));
}

// Nothing that is typed vanishes: another number would be left.
QValidator::State NumberBox::validate(QString &text, int &cursor) const
{
    Q_UNUSED(text)
    Q_UNUSED(cursor)
    return QValidator::Acceptable;
}

double NumberBox::valueFromText(const QString &text) const
{
    if (!m_unsetText.isEmpty())
        return value();
    const auto number = typedNumber(text, locale(), 0);
    if (number && *number >= double(m_range.first) && *number <= double(m_range.second))
        return *number;
    m_wrong = text;
    return double(noNumber);
}

QString NumberBox::rangeText() const
{
    const auto [least, most] = m_limits.value_or(m_range);
    return tr("%1 to %2").arg(format::count(least), format::count(most));
}

void NumberBox::setUnsetText(const QString &text)
{
    m_unsetText = text;
    // The only way to have the text made anew without a change of the value.
    const QSignalBlocker blocker(this);
    setSuffix(suffix());
}

QString NumberBox::textFromValue(double value) const
{
    if (!m_unsetText.isEmpty())
        return m_unsetText;
    return value == double(noNumber) ? m_wrong : QDoubleSpinBox::textFromValue(value);
}

// Without a number at least as wide as with one: ticking it moves nothing.
QSize NumberBox::sizeHint() const
{
    QSize hint = QDoubleSpinBox::sizeHint();
    if (m_unsetText.isEmpty())
        return hint;
    constexpr int longest = 18; // what QAbstractSpinBox takes into account
    const QFontMetrics metrics(font());
    const auto width = [&metrics](const QString &text) {
        return metrics.horizontalAdvance((text + u' ').left(longest));
    };
    const int number = std::max(width(QDoubleSpinBox::textFromValue(double(m_range.first))),
                                width(QDoubleSpinBox::textFromValue(maximum())));
    hint.rwidth() += std::max(0, number - width(m_unsetText));
    return hint;
}

void NumberBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

OptionalSpinBox::OptionalSpinBox(QWidget *parent)
    : QWidget(parent)
    , m_tick(new QCheckBox)
    , m_box(new NumberBox)
    , m_unsetText(tr("not reported"))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(m_tick);
    layout->addWidget(m_box);
    setFocusProxy(m_tick);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_tick->setToolTip(tr("Whether the field has a value"));
    connect(m_tick, &QCheckBox::toggled, this, [this](bool on) {
        if (on && m_default)
            m_box->setNumber(*m_default);
        updateBox();
        Q_EMIT valueChanged();
    });
    connect(m_box, &QDoubleSpinBox::valueChanged, this, &OptionalSpinBox::valueChanged);
    updateBox();
}

Field<qint64> OptionalSpinBox::value() const
{
    return m_tick->isChecked() ? Field<qint64>(m_box->number()) : m_unset;
}

void OptionalSpinBox::setValue(const Field<qint64> &value)
{
    const Field<qint64> before = this->value();
    {
        const QSignalBlocker tick(m_tick);
        const QSignalBlocker box(m_box);
        m_tick->setChecked(value.hasValue());
        if (value)
            m_box->setNumber(*value);
        m_unset = !value ? value : m_nullable ? Field<qint64>::null() : Field<qint64>();
        updateBox();
    }
    if (this->value() != before)
        Q_EMIT valueChanged();
}

void OptionalSpinBox::setUnsetText(const QString &text)
{
    m_unsetText = text;
    updateBox();
}

void OptionalSpinBox::setReadOnly(bool readOnly)
{
    m_tick->setEnabled(!readOnly);
    m_box->setReadOnly(readOnly);
    m_box->setFrame(!readOnly);
    m_box->setButtonSymbols(readOnly ? QAbstractSpinBox::NoButtons
                                     : QAbstractSpinBox::UpDownArrows);
    setFocusProxy(readOnly ? static_cast<QWidget *>(m_box) : m_tick);
}

QString OptionalSpinBox::problem() const
{
    return !m_tick->isChecked() || m_box->isInLimits()
        ? QString()
        : tr("It has to be %1.").arg(m_box->rangeText());
}

void OptionalSpinBox::updateBox()
{
    m_box->setEnabled(m_tick->isChecked());
    m_box->setUnsetText(m_tick->isChecked() ? QString() : m_unsetText);
}

// Its parts are told apart for a screen reader by what the whole is called.
bool OptionalSpinBox::event(QEvent *event)
{
    if (event->type() == QEvent::Polish || event->type() == QEvent::Show) {
        m_box->setAccessibleName(accessibleName());
        m_tick->setAccessibleName(tr("%1: has a value").arg(accessibleName()));
    }
    return QWidget::event(event);
}

OptionalCombo::OptionalCombo(QWidget *parent) : QComboBox(parent), m_unsetText(tr("not reported"))
{
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QComboBox::currentIndexChanged, this, &OptionalCombo::valueChanged);
}

void OptionalCombo::setChoices(const QList<Choice> &choices)
{
    const Field<QString> current = value();
    m_choices = choices;
    setValue(current);
}

// The item's data is the value; that of "not reported" is invalid.
Field<QString> OptionalCombo::value() const
{
    const QVariant text = currentData();
    return text.isValid() ? Field<QString>(text.toString()) : m_unset;
}

void OptionalCombo::setValue(const Field<QString> &value)
{
    const Field<QString> before = this->value();
    {
        const QSignalBlocker blocker(this);
        clear();
        for (const Choice &choice : m_choices)
            addItem(choice.label, choice.value);
        m_unset = value ? Field<QString>() : value;
        int index = 0;
        if (!value) {
            insertItem(0, m_unsetText);
        } else {
            index = findData(*value);
            if (index < 0) {
                addItem(tr("%1 (unknown to this version)").arg(*value), *value);
                index = count() - 1;
            }
        }
        setCurrentIndex(index);
    }
    update();
    if (this->value() != before)
        Q_EMIT valueChanged();
}

// Editable by the toolkit's word, so that there is a line to select in; that line is read-only.
void OptionalCombo::setReadOnly(bool readOnly)
{
    if (readOnly == isReadOnly())
        return;
    const QSignalBlocker blocker(this);
    setEditable(readOnly);
    if (!readOnly)
        return;
    setInsertPolicy(NoInsert);
    setCompleter(nullptr);
    lineEdit()->setReadOnly(true);
    lineEdit()->setAccessibleName(accessibleName());
    lineEdit()->setToolTip(toolTip());
}

void OptionalCombo::keyPressEvent(QKeyEvent *event)
{
    if (isReadOnly())
        lineEdit()->event(event);
    else
        QComboBox::keyPressEvent(event);
}

void OptionalCombo::paintEvent(QPaintEvent *event)
{
    if (!isReadOnly()) // whose text paints itself
        QComboBox::paintEvent(event);
}

void OptionalCombo::showPopup()
{
    if (!isReadOnly())
        QComboBox::showPopup();
}

void OptionalCombo::wheelEvent(QWheelEvent *event)
{
    if (hasFocus() && !isReadOnly())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

TriState::TriState(QWidget *parent) : OptionalCombo(parent)
{
    setChoices({{QStringLiteral("true"), tr("On")}, {QStringLiteral("false"), tr("Off")}});
    setValue({});
}

Field<bool> TriState::state() const
{
    const Field<QString> text = value();
    if (text)
        return *text == QLatin1String("true");
    return text.isNull() ? Field<bool>::null() : Field<bool>();
}

void TriState::setState(const Field<bool> &state)
{
    if (state)
        setValue(*state ? QStringLiteral("true") : QStringLiteral("false"));
    else
        setValue(state.isNull() ? Field<QString>::null() : Field<QString>());
}

} // namespace gatehouse
