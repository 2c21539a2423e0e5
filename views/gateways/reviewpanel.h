// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/bottompanel.h"
#include "views/gateways/gatewaydiff.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStandardItemModel;

namespace gatehouse {

class TableView;
class TimeDisplay;

// The exact difference that saving makes, and the request that makes it.
class ReviewPanel : public BottomPanel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewPanel)

public:
    explicit ReviewPanel(TimeDisplay *time, QWidget *parent = nullptr);

    // request: its first line and body; shown on demand, without credentials.
    void setChanges(const QString &title, const QList<FieldChange> &changes,
                    const QString &requestLine, const QJsonObject &requestBody); // of a gateway
    void setChanges(const QString &title, const QList<ReadableChange> &changes,
                    const QString &requestLine, const QJsonObject &requestBody);
    void setSaving(bool saving); // whether it can be saved is the owner's to say
    TableView *table() const { return m_table; }
    QPushButton *saveButton() const { return m_save; }
    QPushButton *editButton() const { return m_edit; }

Q_SIGNALS:
    void saveRequested();
    void editRequested();

private:
    void addRow(const ReadableChange &change);
    void fitTable();

    TimeDisplay *m_time;
    QLabel *m_title;
    QStandardItemModel *m_changes;
    TableView *m_table;
    QPlainTextEdit *m_request;
    QPushButton *m_showRequest;
    QPushButton *m_edit;
    QPushButton *m_save;
};

} // namespace gatehouse
