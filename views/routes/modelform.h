// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/elementform.h"

class QComboBox;
class QLabel;

namespace gatehouse {

class NumberEdit;

// The provider and model that a model element asks, how long and how often.
class ModelForm : public ElementForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ModelForm)

public:
    explicit ModelForm(QWidget *parent = nullptr);

    void setSuggestions(const RouteSuggestions &suggestions) override;
    void setProperties(const QJsonObject &properties) override;
    void setReadOnly(bool readOnly) override;

private:
    void suggestModels();

    RouteSuggestions m_suggestions;
    QComboBox *m_provider;
    QLabel *m_providerName;
    QComboBox *m_model;
    NumberEdit *m_timeout;
    NumberEdit *m_retries;
};

} // namespace gatehouse
