// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/jsoneditor.h"

#include <QList>

class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace gatehouse {

// A member of an object: its key, the fields of its value, and the button that takes it away.
class MemberRow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemberRow)

public:
    explicit MemberRow(const QString &keyPlaceholder);

    QLineEdit *key() const { return m_key; }
    QToolButton *removeButton() const { return m_remove; }
    void setMember(const QString &key, const QJsonValue &value); // of the service
    bool isBlank() const; // just added, and nothing typed into it

    virtual QJsonValue value() const = 0; // what was read with what is in the fields
    virtual void setName(const QString &name); // what the names of its fields begin with
    virtual void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed();

protected:
    const QJsonValue &read() const { return m_read; }
    virtual void show(const QJsonValue &value) = 0;
    virtual bool isValueBlank() const = 0;

private:
    QLineEdit *m_key;
    QToolButton *m_remove;
    QJsonValue m_read = QJsonValue::Undefined;
};

// Edits an object with a row for each member, which can be added and removed.
class RowsEdit : public JsonEditor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowsEdit)

public:
    RowsEdit(const QString &addText, const QString &removeText, QWidget *parent = nullptr);
    void setReadOnly(bool readOnly) override;

protected:
    const QList<MemberRow *> &rows() const { return m_rows; }
    virtual MemberRow *makeRow() = 0;
    void show(const QJsonValue &value) override;
    QJsonValue edited(const QJsonValue &read) const override;
    void applyName() override;

private:
    MemberRow *append();
    void remove(MemberRow *row);

    QString m_removeText;
    bool m_readOnly = false;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
    QList<MemberRow *> m_rows;
};

} // namespace gatehouse
