// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/log.h"

class QVBoxLayout;

namespace gatehouse {

class AnnotationsEditor;
class TimeDisplay;
class ValueRow;

// Every field of a log, grouped. The fields are one stop of the Tab key: the arrows move among
// them. What people may say about the log is edited among them.
class LogFieldsPanel : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFieldsPanel)

public:
    enum class Detail { Loading, Ready, Failed }; // of what GET …/logs/{id} adds to a row

    // Takes the editor over.
    LogFieldsPanel(TimeDisplay *time, AnnotationsEditor *editor, QWidget *parent = nullptr);

    void setLog(const Log &log, Detail detail);
    ValueRow *row(const QString &title) const; // nullptr: none of that title
    AnnotationsEditor *editor() const { return m_editor; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Group
    {
        QWidget *widget;
        QVBoxLayout *rows;
        QList<ValueRow *> values;
        int used = 0;
    };

    void addGroup(const QString &title);
    ValueRow *next(int group, const QString &title);
    void showLog();
    QList<ValueRow *> shownRows() const;
    void focusRow(int index);

    TimeDisplay *m_time;
    AnnotationsEditor *m_editor;
    Log m_log;
    Detail m_detail = Detail::Loading;
    QList<Group> m_groups;
    int m_focused = 0;
};

} // namespace gatehouse
