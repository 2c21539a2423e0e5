// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/log.h"

class QVBoxLayout;

namespace gatehouse {

class TimeDisplay;
class ValueRow;

// Every field of a log, grouped. One stop of the Tab key: the arrows move among the fields.
class LogFieldsPanel : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFieldsPanel)

public:
    enum class Detail { Loading, Ready, Failed }; // of what GET …/logs/{id} adds to a row

    explicit LogFieldsPanel(TimeDisplay *time, QWidget *parent = nullptr);

    void setLog(const Log &log, Detail detail);
    ValueRow *row(const QString &title) const; // nullptr: none of that title

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
    enum GroupId { Request, Result, Cost, Metadata, Ids, Other, GroupCount };

    void addGroup(const QString &title);
    ValueRow *next(GroupId group, const QString &title);
    void put(GroupId group, const QString &title, const QString &value);
    template <class T, class Text>
    void put(GroupId group, const QString &title, const Field<T> &field, Text text);
    template <class T, class Text>
    void putDetail(GroupId group, const QString &title, const Field<T> &field, Text text);
    void putMetadata(const Field<QString> &metadata);
    void showLog();
    QList<ValueRow *> shownRows() const;
    void focusRow(int index);

    TimeDisplay *m_time;
    Log m_log;
    Detail m_detail = Detail::Loading;
    QList<Group> m_groups;
    int m_focused = 0;
};

} // namespace gatehouse
