// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QWidget>

namespace gatehouse {

// Edits an object or a list within a gateway. What it has no field for survives, and until
// something in it is touched, the value is exactly the one that was set.
class JsonEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonEditor)

public:
    explicit JsonEditor(QWidget *parent = nullptr);

    void setValue(const QJsonValue &value); // of the service
    void startWith(const QJsonValue &value); // of the person: all of it counts as touched
    QJsonValue value() const;
    bool isTouched() const;

    // Marks what is wrong in what was touched, or in everything; the first of it in words, empty:
    // nothing.
    QString check(bool everything = false);
    // What the names of its fields begin with: "DLP policy 2".
    void setName(const QString &name);
    const QString &name() const { return m_name; }
    virtual void setReadOnly(bool readOnly) = 0;
    virtual bool marksProblems() const { return true; } // at its own fields

Q_SIGNALS:
    void changed();

protected:
    void onEdited(); // by the person
    bool isShowing() const { return m_showing; }

    virtual void show(const QJsonValue &value) = 0;
    // What was read with what is in the fields.
    virtual QJsonValue edited(const QJsonValue &read) const = 0;
    // touched: it is to be right itself; everything: so is all that is within.
    virtual QString findProblem(bool touched, bool everything) = 0;
    virtual void applyName() = 0;

private:
    void set(const QJsonValue &value, bool isNew);

    QString m_name;
    bool m_showing = false;
    bool m_isNew = false;
    QJsonValue m_read = QJsonValue::Undefined;
    QJsonValue m_untouched = QJsonValue::Undefined; // what the fields say of it
};

} // namespace gatehouse
