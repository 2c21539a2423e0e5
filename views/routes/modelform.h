// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/elementform.h"

#include <QHash>

class QComboBox;
class QLabel;

namespace gatehouse {

class NumberEdit;

// What may be chosen: providers by slug, and the models that are known of each.
struct ModelSuggestions
{
    QStringList providers;
    QHash<QString, QStringList> models;
};

// The provider and model that a model element asks, how long and how often.
class ModelForm : public ElementForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ModelForm)

public:
    explicit ModelForm(QWidget *parent = nullptr);

    void setSuggestions(const ModelSuggestions &suggestions);
    void setProperties(const QJsonObject &properties) override;
    void setReadOnly(bool readOnly) override;

private:
    void suggestModels();

    ModelSuggestions m_suggestions;
    QComboBox *m_provider;
    QLabel *m_providerName;
    QComboBox *m_model;
    NumberEdit *m_timeout;
    NumberEdit *m_retries;
};

} // namespace gatehouse
