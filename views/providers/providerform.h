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

    virtual QString problem() const = 0; // the first thing that is wrong; empty: nothing
    virtual void setReadOnly(bool readOnly) = 0;
    virtual void forgetSecrets() { } // once they have been sent
    // Marks the field that the service complains about; false: it is none of these.
    bool setServiceError(const ApiError &error);
    FieldRow *row(const QString &key) const { return m_rows.value(key); }

Q_SIGNALS:
    void changed();

protected:
    FieldRow *addField(FormSection *section, const QString &key, const QString &label,
                       QWidget *editor, const QString &unit = {}, const QString &help = {});
    void onEdited();
    const QJsonObject &beginning() const { return m_object; } // as it came
    bool isTouched(const QString &key) const { return m_touched.contains(key); }
    void touch(const QString &key) { m_touched.insert(key); }

    virtual void show(const QJsonObject &object) = 0;
    // The object with what is in the fields.
    virtual QJsonObject edited(QJsonObject object) const = 0;
    virtual void validate() = 0; // marks the fields; what was not touched is not complained about

    void putText(QJsonObject &object, const QString &key, const QString &text,
                 bool required = false) const;
    void putFlag(QJsonObject &object, const QString &key, bool on) const;
    void watch(QLineEdit *edit, const QString &key);
    void watch(QPlainTextEdit *edit, const QString &key);

private:
    QJsonObject m_object;
    QJsonObject m_untouched;
    bool m_isNew = true;
    bool m_showing = false;
    QHash<QString, FieldRow *> m_rows;
    QSet<QString> m_touched;
};

} // namespace gatehouse
