// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/tableview.h"

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/items/logtablemodel.h"

namespace gatehouse {

struct ViewAddress;
class Settings;

// What one types to open the view; its address needs no quotes within.
QString openCommand(const ViewAddress &address);

// The table over a LogTableModel. The order is the model's query; a refresh keeps the row that is
// current, and rows that arrive above the ones in sight do not move these.
class LogTable : public TableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogTable)

public:
    LogTable(LogTableModel *model, Settings *settings, QWidget *parent = nullptr);

    bool isAtTop() const;
    const Log *currentLog() const; // nullptr: none, or not held
    void moveCurrent(int rows);
    QList<const Log *> selectedLogs() const; // of those that are held, at most maxCopiedRows
    void addToMenu(const QList<QAction *> &actions);

Q_SIGNALS:
    void currentLogChanged();
    void orderRequested(gatehouse::LogOrder order, bool ascending);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void onHeaderClicked(int column);
    void showOrder();
    void keepPlace(int first, int last);
    void findCurrentAgain(int first, int last);
    QAction *addCopyAction(const QString &text, const QKeySequence &shortcut,
                           const std::function<QString()> &content);

    LogTableModel *m_model;
    QString m_lostId; // of what was current before the rows were put anew
    bool m_wasSelected = false; // not by the focus alone
    QList<QAction *> m_menu;
};

} // namespace gatehouse
