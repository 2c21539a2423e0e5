// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/elementform.h"

class QLabel;
class QVBoxLayout;

namespace gatehouse {

class ConditionGroup;
class JsonEdit;

// The conditions of a conditional element as tests and groups, and as JSON: each the other's
// mirror.
class ConditionForm : public ElementForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConditionForm)

public:
    explicit ConditionForm(QWidget *parent = nullptr);

    void setProperties(const QJsonObject &properties) override;
    void setReadOnly(bool readOnly) override;
    void setSuggestions(const RouteSuggestions &suggestions) override;
    JsonEdit *json() const { return m_json; }

private:
    void build(const QJsonObject &conditions);
    void showJson(const QJsonObject &conditions);
    void onBuilt(bool typing);
    void onJsonEdited();

    QJsonObject m_conditions;
    RouteSuggestions m_suggestions;
    bool m_readOnly = false;
    QVBoxLayout *m_place;
    ConditionGroup *m_group = nullptr;
    JsonEdit *m_json;
    QLabel *m_note;
};

} // namespace gatehouse
