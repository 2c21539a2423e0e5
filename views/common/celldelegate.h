// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace gatehouse {

// Paints the cells of a TableView: tabular figures, identifiers elided in the middle, no focus
// frame inside a selected row. Delegates of single columns derive from it.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CellDelegate)

public:
    explicit CellDelegate(QObject *parent = nullptr);

    void refreshFont();

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QFont m_tabular;
};

} // namespace gatehouse
