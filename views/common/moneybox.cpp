// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/moneybox.h"

#include "models/domain/money.h"
#include "views/common/theme.h"

#include <QWheelEvent>
#include <cmath>

namespace gatehouse {

static constexpr qint64 mostTyped = 99'999'999'999; // cents; a double holds them exactly

MoneyBox::MoneyBox(QWidget *parent) : QDoubleSpinBox(parent), m_most(mostTyped)
{
    setDecimals(2);
    setRange(0, double(mostTyped) / 100);
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
    setValue(double(cents) / 100);
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
    return cents() < m_least ? tr("At least %1.").arg(money(double(m_least), currency))
                             : tr("At most %1.").arg(money(double(m_most), currency));
}

void MoneyBox::stepBy(int steps)
{
    QDoubleSpinBox::stepBy(steps);
    setCents(qBound(m_least, cents(), m_most));
}

void MoneyBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace gatehouse
