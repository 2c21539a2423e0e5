// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/gatewaysimplefields.h"

class QCheckBox;

namespace gatehouse {

class OptionalMember;

// One field to be given to several gateways, or left as it is in each of them.
class BulkField : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkField)

public:
    static bool canEdit(const QString &key);

    explicit BulkField(const QString &key, QWidget *parent = nullptr);

    const QString &key() const { return m_key; }
    bool isChosen() const;
    QJsonValue value() const; // undefined: left as it is
    void setValue(const QJsonValue &value);
    QString problem() const; // with what is in it; empty: none
    // What it starts from when it is chosen.
    void suggest(const QJsonValue &value);

    QCheckBox *tick() const { return m_tick; }
    QWidget *editor() const { return m_editor; }
    // What has no room beside the tick, for the owner to lay out; nullptr: nothing.
    QWidget *below() const { return m_below; }

Q_SIGNALS:
    void changed();

private:
    void makeEditor();
    void makePart();
    void updateEditor();
    void onEdited();

    QString m_key;
    const GatewaySimpleField *m_simple; // nullptr: it is an object or a list
    OptionalMember *m_member = nullptr; // which is edited in there
    QCheckBox *m_tick;
    QWidget *m_editor = nullptr;
    QWidget *m_below = nullptr;
    QCheckBox *m_null =
        nullptr; // "not set"; nullptr: it cannot be null, or it is one of the choices
    std::function<QJsonValue()> m_read;
    std::function<void(const QJsonValue &)> m_show;
    QJsonValue m_fresh; // what it starts from when there is nothing to suggest
    bool m_touched = false;
};

} // namespace gatehouse
