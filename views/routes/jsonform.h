// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/elementform.h"

class QLabel;

namespace gatehouse {

class JsonEdit;

// The properties of an element that is not known here, as they are.
class JsonForm : public ElementForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonForm)

public:
    explicit JsonForm(QWidget *parent = nullptr);

    void setProperties(const QJsonObject &properties) override;
    void setReadOnly(bool readOnly) override;

Q_SIGNALS:
    void replaced(const QJsonObject &properties); // all of them, by the person

private:
    void onTextChanged();

    JsonEdit *m_text;
    QLabel *m_note;
    QJsonObject m_properties;
};

// The object that is in a text; else where and why there is none.
struct ParsedObject
{
    QJsonObject object;
    QMap<int, QString> errors; // by line, from 1
};
ParsedObject parseObject(const QString &text);

} // namespace gatehouse
