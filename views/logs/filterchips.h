// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/logfilter.h"

class QLayout;
class QToolButton;

namespace gatehouse {

// A removable chip in a layout for each condition of a query that no other control shows.
class FilterChips : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterChips)

public:
    FilterChips(QLayout *layout, QObject *parent);

    void showQuery(const LogQuery &query,
                   const std::function<bool(const LogFilter &)> &shownElsewhere);

Q_SIGNALS:
    void filtersRemoved(const QList<gatehouse::LogFilter> &filters);
    void searchRemoved();

private:
    QToolButton *addChip(const QString &text);

    QLayout *m_layout;
    QList<QToolButton *> m_chips;
};

} // namespace gatehouse
