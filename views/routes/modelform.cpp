// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/modelform.h"

#include "models/domain/modelprovider.h"
#include "views/common/theme.h"
#include "views/routes/choicebox.h"
#include "views/routes/numberedit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

namespace gatehouse {

static const QString providerKey = QStringLiteral("provider");
static const QString modelKey = QStringLiteral("model");
static const QString timeoutKey = QStringLiteral("timeout");
static const QString retriesKey = QStringLiteral("retries");

static QHBoxLayout *withUnit(QWidget *editor, const QString &unit)
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(editor);
    auto *label = new QLabel(unit);
    label->setWordWrap(true);
    layout->addWidget(label, 1);
    return layout;
}

ModelForm::ModelForm(QWidget *parent)
    : ElementForm(parent)
    , m_provider(makeChoiceBox(tr("Provider")))
    , m_providerName(new QLabel)
    , m_model(makeChoiceBox(tr("Model")))
    , m_timeout(new NumberEdit)
    , m_retries(new NumberEdit)
{
    m_timeout->setAccessibleName(tr("Timeout in milliseconds"));
    m_timeout->setStep(1000, 0);
    m_retries->setAccessibleName(tr("Retries"));
    m_providerName->setTextFormat(Qt::PlainText);
    m_providerName->setWordWrap(true);
    m_providerName->setForegroundRole(QPalette::PlaceholderText);
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setSpacing(grid);
    form->addRow(tr("Provider"), m_provider);
    form->addRow(QString(), m_providerName);
    form->addRow(tr("Model"), m_model);
    form->addRow(tr("Timeout"), withUnit(m_timeout, tr("ms for each try")));
    form->addRow(tr("Retries"), withUnit(m_retries, tr("after the first try")));

    connect(m_provider, &QComboBox::editTextChanged, this, [this](const QString &text) {
        suggestModels();
        Q_EMIT edited(providerKey, text);
    });
    connect(m_model, &QComboBox::editTextChanged, this,
            [this](const QString &text) { Q_EMIT edited(modelKey, text); });
    connect(m_timeout, &NumberEdit::edited, this,
            [this] { Q_EMIT edited(timeoutKey, m_timeout->value()); });
    connect(m_retries, &NumberEdit::edited, this,
            [this] { Q_EMIT edited(retriesKey, m_retries->value()); });
}

void ModelForm::setSuggestions(const RouteSuggestions &suggestions)
{
    m_suggestions = suggestions;
    setChoices(m_provider, suggestions.providers);
    suggestModels();
}

void ModelForm::suggestModels()
{
    const QString slug = m_provider->currentText();
    setChoices(m_model, m_suggestions.models.value(slug));
    const ModelProvider *known = findModelProvider(slug);
    m_providerName->setText(known ? QString(known->name)
                                : slug.startsWith(QLatin1String("custom-"))
                                ? tr("A custom provider of the account")
                                : QString());
    m_providerName->setVisible(!m_providerName->text().isEmpty());
}

void ModelForm::setProperties(const QJsonObject &properties)
{
    showText(m_provider, properties.value(providerKey).toString());
    showText(m_model, properties.value(modelKey).toString());
    suggestModels();
    m_timeout->setValue(properties.value(timeoutKey));
    m_retries->setValue(properties.value(retriesKey));
}

void ModelForm::setReadOnly(bool readOnly)
{
    m_provider->setEnabled(!readOnly);
    m_model->setEnabled(!readOnly);
    m_timeout->setReadOnly(readOnly);
    m_retries->setReadOnly(readOnly);
}

} // namespace gatehouse
