// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "views/common/fields.h"
#include "views/gateways/gatewayparts.h"

namespace gatehouse {

// A member that is an object or a list and may be absent or null: a choice says whether it is set,
// and the editor below it is there only while it is. The owner lays out both.
class OptionalMember : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OptionalMember)

public:
    explicit OptionalMember(const QString &key, QObject *parent = nullptr); // see gatewayparts

    QJsonValue value() const; // undefined: not reported, left alone
    // isEdited: by the person, not as the service has it.
    void setValue(const QJsonValue &value, bool isEdited, const QString &absentText);
    QString check() const;
    void setReadOnly(bool readOnly);

    OptionalCombo *choice() const { return m_choice; }
    JsonEditor *editor() const { return m_part.editor; }
    QJsonValue fresh() const { return m_part.fresh; } // what setting it begins with

Q_SIGNALS:
    void changed();

private:
    bool isSet() const;

    OptionalCombo *m_choice;
    gatewayparts::Part m_part;
    bool m_hasContent = false; // the editor holds something
};

} // namespace gatehouse
