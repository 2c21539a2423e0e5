// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/common/fields.h"

#include <QJsonValue>

namespace gatehouse {

class JsonEditor;

// A member that is an object or a list and may be absent or null: a choice says whether it is set,
// and the editor below it is there only while it is. The owner lays out both.
class OptionalMember : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionalMember)

public:
    enum class Nullable { No, Yes };

    // fresh: what setting it begins with.
    OptionalMember(JsonEditor *editor, Nullable nullable, const QJsonValue &fresh,
                   QObject *parent = nullptr);

    QJsonValue value() const; // undefined: not reported, left alone
    // isEdited: by the person, not as the service has it.
    void setValue(const QJsonValue &value, bool isEdited, const QString &absentText);
    QString check() const;
    void setReadOnly(bool readOnly);

    OptionalCombo *choice() const { return m_choice; }
    JsonEditor *editor() const { return m_editor; }

Q_SIGNALS:
    void changed();

private:
    bool isSet() const;

    OptionalCombo *m_choice;
    JsonEditor *m_editor;
    bool m_nullable;
    bool m_hasContent = false; // the editor holds something
    QJsonValue m_fresh;
};

} // namespace gatehouse
