// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/moneybox.h"

#include "models/domain/money.h"
#include "views/common/fields.h"
#include "views/common/theme.h"

#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace gatehouse {

static constexpr qint64 mostTyped = 99'999'999'999; // cents; a double holds them exactly
static constexpr double noAmount = -0.01;

MoneyBox::MoneyBox(QWidget *parent) : QDoubleSpinBox(parent), m_most(mostTyped)
{
    setDecimals(2);
    setRange(noAmount, double(mostTyped) / 100);
    setGroupSeparatorShown(true);
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus);
    setFont(Theme::tabularFont());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

qint64 MoneyBox::cents() const
{
    return std::llround(value() * 100);
}

void MoneyBox::setCents(qint64 cents)
{
    setValue(double(std::max<qint64>(cents, 0)) / 100);
}

void MoneyBox::setLimits(qint64 least, qint64 most)
{
    m_least = least;
    m_most = most > 0 ? most : mostTyped;
}

QString MoneyBox::limitError(const QString &currency) const
{
    if (isInLimits())
        return {};
    if (cents() < 0)
        return tr("This is no amount such as %1.").arg(locale().toString(1234.5, 'f', 2));
    return cents() < m_least ? tr("At least %1.").arg(money(double(m_least), currency))
                             : tr("At most %1.").arg(money(double(m_most), currency));
}

void MoneyBox::stepBy(int steps)
{
    QDoubleSpinBox::stepBy(steps);
    setCents(qBound(m_least, cents(), m_most));
}

// Nothing that is typed vanishes: another amount would be left.
QValidator::State MoneyBox::validate(QString &text, int &cursor) const
{
    Q_UNUSED(text)
    Q_UNUSED(cursor)
    return QValidator::Acceptable;
}

QString MoneyBox::textFromValue(double value) const
{
    return value < 0 ? m_wrong : QDoubleSpinBox::textFromValue(value);
}

double MoneyBox::valueFromText(const QString &text) const
{
    const auto amount = typedNumber(text, locale(), decimals());
    if (amount && *amount >= 0 && *amount <= maximum())
        return *amount;
    m_wrong = text;
    return noAmount;
}

void MoneyBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace gatehouse
