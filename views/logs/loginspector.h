// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/services/logservice.h"
#include "views/common/icons.h"

class QAction;
class QLabel;
class QStackedWidget;
class QTabWidget;

namespace gatehouse {

class AnnotationsEditor;
class Connection;
class Dialogs;
class LogBodyPanel;
class LogFieldsPanel;
class MessageBar;
class TimeDisplay;

// One log in full: what its row says at once, the rest as it comes.
class LogInspector : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogInspector)

public:
    LogInspector(Connection *connection, const GatewayId &gateway, TimeDisplay *time,
                 Dialogs *dialogs, QWidget *parent = nullptr);
    ~LogInspector() override;

    // The row's values; what it is already showing is not fetched again.
    void setLog(const Log &row);
    void setPlace(int row, int count); // among the matches
    void clear();
    void reload();

    bool isBusy() const;
    bool hasError() const;

    LogFieldsPanel *fields() const { return m_fields; }
    LogBodyPanel *requestBody() const { return m_request; }
    LogBodyPanel *responseBody() const { return m_response; }
    QTabWidget *tabs() const { return m_tabs; }
    MessageBar *messages() const { return m_messages; }

Q_SIGNALS:
    void busyChanged();
    void stepRequested(int rows); // -1: the one above
    void annotated(); // the service has taken what was said about a log

private:
    QWidget *makeHeading();
    void copyJson();
    QAction *addStep(Icon symbol, const QString &text, const QKeySequence &shortcut, int rows);
    void fetch();
    void onFetched(const Result<Log> &detail);
    void showHeading();

    LogService *m_service;
    GatewayId m_gateway;
    TimeDisplay *m_time;
    MessageBar *m_messages;
    AnnotationsEditor *m_editor;
    QStackedWidget *m_stack;
    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_subtitle;
    QLabel *m_place;
    QAction *m_previous;
    QAction *m_next;
    QTabWidget *m_tabs;
    LogFieldsPanel *m_fields;
    LogBodyPanel *m_request;
    LogBodyPanel *m_response;

    Log m_log;
    // Between two details that are asked for: one may be walking through the rows. The first of
    // them is asked for at once.
    QTimer m_rest;
    bool m_waiting = false;
    Call<Log> m_fetch;
    quint64 m_generation = 0;
};

} // namespace gatehouse
