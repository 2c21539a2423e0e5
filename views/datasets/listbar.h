// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;

namespace gatehouse {

class NamedSearch;

// The buttons above a list and its search: in a row, or in two where there is no room for that.
class ListBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListBar)

public:
    // first stands by itself; last is beside the search.
    ListBar(QWidget *first, const QList<QWidget *> &buttons, NamedSearch *search,
            const QList<QWidget *> &last, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr int oneRowFrom = 700; // px

    QBoxLayout *m_rows;
};

} // namespace gatehouse
