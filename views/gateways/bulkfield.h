// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/gatewaysimplefields.h"

class QCheckBox;

namespace gatehouse {

// One field to be given to several gateways, or left as it is in each of them.
class BulkField : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkField)

public:
    explicit BulkField(const GatewaySimpleField &field, QWidget *parent = nullptr);

    const QString &key() const { return m_field.key; }
    bool isChosen() const;
    QJsonValue value() const; // undefined: left as it is
    void setValue(const QJsonValue &value);
    QString problem() const; // with what is in it; empty: none
    // What it starts from when it is chosen.
    void suggest(const QJsonValue &value);

    QCheckBox *tick() const { return m_tick; }
    QWidget *editor() const { return m_editor; }

Q_SIGNALS:
    void changed();

private:
    void makeEditor();
    void updateEditor();
    void onEdited();

    GatewaySimpleField m_field;
    QCheckBox *m_tick;
    QWidget *m_editor = nullptr;
    QCheckBox *m_null =
        nullptr; // "not set"; nullptr: it cannot be null, or it is one of the choices
    std::function<QJsonValue()> m_read;
    std::function<void(const QJsonValue &)> m_show;
    bool m_touched = false;
};

} // namespace gatehouse
