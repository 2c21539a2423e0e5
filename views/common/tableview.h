// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTableView>
#include <QTimer>

class QMenu;
class QToolButton;

namespace gatehouse {

class Settings;

// The table of every view: rows of one height, whole rows selected, columns that can be moved,
// hidden and widened, and nothing whose cost depends on the number of rows.
class TableView : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableView)

public:
    struct Column
    {
        int column; // of the model
        int width; // in characters
        bool visible = true;
        bool grows = false; // by its share of what is left over, until the person sets a width
    };
    static constexpr int maxCopiedRows = 10'000;

    explicit TableView(const QString &accessibleName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    // Order, widths and visibility to start with and to reset to; call after setModel().
    void setDefaultColumns(const QList<Column> &columns);
    void resetColumns();
    // Opaque; restoring one of another set of columns changes nothing and answers false.
    QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &saved);
    // Restores what the person has made of the columns, and keeps it from now on.
    void keepColumns(Settings *settings, const QString &scope);
    void populateColumnsMenu(QMenu *menu); // a checkable title for each, and Reset
    QToolButton *makeColumnsButton(); // with that menu

    QList<int> shownColumns() const; // in visual order
    void setMiddleElided(const QSet<int> &columns); // for identifiers
    bool isMiddleElided(int column) const { return m_middleElided.contains(column); }

    // The selected rows, visible columns in visible order, as TSV with a header.
    QString selectionAsText() const;
    QAction *copyAction() const { return m_copy; }

    std::pair<int, int> visibleRows() const { return m_visible; } // {-1, -1}: none

Q_SIGNALS:
    void visibleRowsChanged(int first, int last);
    void columnsChanged(); // by the person: worth saving
    void copied(int rows, bool truncated);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void copySelection();
    void growColumns();
    void updateRowHeight();
    void updateVisibleRows();
    QList<int> selectedRowNumbers(int limit) const; // ascending
    int selectedRowCount() const;

    QList<Column> m_defaults;
    QSet<int> m_middleElided;
    QAction *m_copy;
    QTimer m_visibleTimer;
    std::pair<int, int> m_visible{-1, -1};
    bool m_forceVisible = false;
    bool m_ownColumnChange = false;
    bool m_defaultWidths = false;
};

} // namespace gatehouse
