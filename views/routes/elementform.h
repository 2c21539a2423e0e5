// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QWidget>

namespace gatehouse {

// Edits the properties of one element; those that it has no field for stay as they are.
class ElementForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElementForm)

public:
    using QWidget::QWidget;

    virtual void setProperties(const QJsonObject &properties) = 0;
    virtual void setReadOnly(bool readOnly) = 0;
    // What the rules say of one property, by its name; an empty text: it is fine.
    virtual void setProblem(const QString & /*property*/, const QString & /*text*/) { }

Q_SIGNALS:
    // By the person. Undefined: it goes.
    void edited(const QString &property, const QJsonValue &value);
};

} // namespace gatehouse
