// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/view.h"

namespace gatehouse {

void View::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged();
}

} // namespace gatehouse
