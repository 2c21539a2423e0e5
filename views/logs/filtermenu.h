// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/savedfilters.h"

class QMenu;

namespace gatehouse {

class Dialogs;
class LogFilterBar;
class MessageBar;

// The button of the saved filters and those that were used last.
class FilterMenu : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterMenu)

public:
    // dialogs may be nullptr: then nothing is exported or imported.
    FilterMenu(const SavedFilters &filters, LogFilterBar *bar, MessageBar *messages,
               Dialogs *dialogs, QWidget *parent = nullptr);

    void askForName(); // to save what the bar says

Q_SIGNALS:
    void chosen(const QString &filter);

private:
    void fill();
    void addChoice(QMenu *menu, const QString &text, const QString &filter);

    SavedFilters m_filters;
    LogFilterBar *m_bar;
    MessageBar *m_messages;
    Dialogs *m_dialogs;
};

} // namespace gatehouse
