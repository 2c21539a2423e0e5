// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/requestbudget.h"

namespace gatehouse {

RequestBudget::RequestBudget(QObject *parent) : QObject(parent) { }

void RequestBudget::setLimit(int requests)
{
    m_limit = requests;
    Q_EMIT changed();
}

int RequestBudget::remaining() const
{
    return m_limit;
}

int RequestBudget::waiting() const
{
    return 0;
}

QDateTime RequestBudget::refillsAt() const
{
    return {};
}

} // namespace gatehouse
