// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/logannotations.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QPushButton;
class QVBoxLayout;

namespace gatehouse {

class WriteGuard;

// The entries of a log's metadata, each with its type, edited where they stand and saved together:
// the service replaces them all at once.
class MetadataEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MetadataEditor)

public:
    explicit MetadataEditor(WriteGuard *writes, QWidget *parent = nullptr);

    // Absent: it is not known, or is no JSON object; then unread is shown, and nothing is edited.
    void setValue(const Field<QJsonObject> &metadata, const QString &unread);
    // What was typed but not taken, over what is there.
    void setEdited(const QJsonObject &metadata);
    bool isDirty() const;
    QList<MetadataEntry> entries() const;

Q_SIGNALS:
    void saveRequested(const QJsonObject &metadata);

private:
    struct Row
    {
        QWidget *widget;
        QLineEdit *key;
        QComboBox *type;
        QLineEdit *text;
        QComboBox *choice; // of a boolean
        QToolButton *remove;
    };
    void addRow(const MetadataEntry &entry);
    void showType(const Row &row);
    void nameRow(const Row &row);
    void clearRows();
    void showEntries(const QList<MetadataEntry> &entries);
    void check();
    void updateGuarded();
    void save();

    WriteGuard *m_writes;
    QList<MetadataEntry> m_original;
    bool m_isKnown = false;
    QList<Row> m_rows;
    QVBoxLayout *m_list;
    QLabel *m_note;
    QLabel *m_problem;
    QPushButton *m_add;
    QPushButton *m_save;
    QPushButton *m_revert;
};

} // namespace gatehouse
