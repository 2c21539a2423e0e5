// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/savedfilters.h"

class QAction;
class QLabel;
class QListWidget;

namespace gatehouse {

class Dialogs;
class MessageBar;

// The saved filters in their order: renamed in place, moved, removed, exported and imported. Every
// change is kept at once.
class SavedFiltersDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SavedFiltersDialog)

public:
    SavedFiltersDialog(const SavedFilters &filters, Dialogs *dialogs, QWidget *parent = nullptr);

private:
    void showFilters(const QList<SavedFilter> &filters, int row);
    void keep();
    void move(int by);
    void remove();
    void exportAll();
    void import();
    void updateActions();

    SavedFilters m_filters;
    Dialogs *m_dialogs;
    MessageBar *m_messages;
    QListWidget *m_list;
    QLabel *m_text; // of the current one
    QAction *m_rename;
    QAction *m_up;
    QAction *m_down;
    QAction *m_remove;
    QAction *m_export;
    QAction *m_import;
};

} // namespace gatehouse
