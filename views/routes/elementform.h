// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/routesuggestions.h"

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
    virtual void setSuggestions(const RouteSuggestions &) { }

Q_SIGNALS:
    // By the person. Undefined: it goes. typing: one key of several.
    void edited(const QString &property, const QJsonValue &value, bool typing = true);
};

} // namespace gatehouse
