// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/requestfilter.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace gatehouse {

class Settings;
class StateStack;
class TableView;

// The Requests dock: every API call made, and the chosen one in full.
class RequestsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestsPanel)

public:
    RequestsPanel(RequestModel *model, Settings *settings, QWidget *parent = nullptr);

    TableView *table() const { return m_table; }
    QPlainTextEdit *details() const { return m_details; }

private:
    void makeActions();
    QWidget *makeFilterLine();
    void copyCurl() const;
    void clearFilter();
    void addProfiles(int first, int last);
    void updateState();
    void updateDetails();

    RequestModel *m_model;
    RequestFilter m_filtered;
    TableView *m_table;
    StateStack *m_stack;
    QPlainTextEdit *m_details;
    QLineEdit *m_text;
    QToolButton *m_failedOnly;
    QComboBox *m_profile;
    QAction *m_copy;
    QAction *m_clear;
};

// Everything about one call, as plain text.
QString requestDetails(const RequestRecord &record);

} // namespace gatehouse
