// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"

#include <QHash>
#include <QJsonObject>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;

namespace gatehouse {

class FieldRow;
class FormSection;

// A form of one object of the service. What it has no field for stays in the object as it came; a
// member that was not there and has not been filled in is not there afterwards.
class ProviderForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderForm)

public:
    explicit ProviderForm(QWidget *parent = nullptr);

    // isNew: it is not on the service yet.
    void setObject(const QJsonObject &object, bool isNew);
    QJsonObject object() const;
    bool isNew() const { return m_isNew; }
    bool isDirty() const { return object() != m_untouched; }
    // Puts some members in place, such as those of a draft.
    void overwrite(const QJsonObject &members);

    QString problem() const; // the first thing that is wrong, with its field; empty: nothing
    virtual void setReadOnly(bool readOnly) = 0;
    virtual void forgetSecrets() { } // once they have been sent
    // Marks the field that the service complains about; false: it is none of these.
    bool setServiceError(const ApiError &error);
    FieldRow *row(const QString &key) const { return m_rows.value(key); }

Q_SIGNALS:
    void changed();

protected:
    static constexpr int rowWidth = 288; // px at least: with less, all stand below their names
    struct Problem
    {
        QString key; // of the field
        QString text; // empty: nothing is wrong with it
    };

    FieldRow *addField(FormSection *section, const QString &key, const QString &label,
                       QWidget *editor, const QString &unit = {}, const QString &help = {});
    void onEdited();
    void mark(); // the fields; what was not touched is not complained about
    const QJsonObject &beginning() const { return m_object; } // as it came
    void touch(const QString &key);

    virtual void show(const QJsonObject &object) = 0;
    // The object with what is in the fields.
    virtual QJsonObject edited(QJsonObject object) const = 0;
    virtual QList<Problem> problems() const = 0; // what is checked as one types
    virtual void showNotes() { } // what is said beside the fields about what is in them

    void putText(QJsonObject &object, const QString &key, const QString &text,
                 bool required = false) const;
    void putFlag(QJsonObject &object, const QString &key, bool on) const;
    template <class Editor, class Signal>
    void watch(Editor *editor, Signal signal, const QString &key)
    {
        connect(editor, signal, this, [this, key] {
            if (m_showing)
                return;
            touch(key);
            onEdited();
        });
    }

private:
    QJsonObject m_object;
    QJsonObject m_untouched;
    bool m_isNew = true;
    bool m_showing = false;
    QHash<QString, FieldRow *> m_rows;
    QHash<QString, QString> m_labels;
    QSet<QString> m_touched;
    QHash<QString, QString> m_refused; // by the service, until it is edited
};

} // namespace gatehouse
