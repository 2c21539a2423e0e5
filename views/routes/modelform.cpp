// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/modelform.h"

#include "models/domain/modelprovider.h"
#include "views/common/theme.h"
#include "views/routes/numberedit.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

namespace gatehouse {

static const QString providerKey = QStringLiteral("provider");
static const QString modelKey = QStringLiteral("model");
static const QString timeoutKey = QStringLiteral("timeout");
static const QString retriesKey = QStringLiteral("retries");

static QComboBox *completedBox(const QString &name)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setAccessibleName(name);
    box->lineEdit()->setAccessibleName(name);
    box->setMinimumContentsLength(16);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    return box;
}

static QHBoxLayout *withUnit(QWidget *editor, const QString &unit)
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(editor);
    layout->addWidget(new QLabel(unit), 1);
    return layout;
}

ModelForm::ModelForm(QWidget *parent)
    : ElementForm(parent)
    , m_provider(completedBox(tr("Provider")))
    , m_providerName(new QLabel)
    , m_model(completedBox(tr("Model")))
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

static void fill(QComboBox *box, const QStringList &choices)
{
    const QSignalBlocker blocker(box);
    const QString text = box->currentText();
    const int cursor = box->lineEdit()->cursorPosition();
    box->clear();
    box->addItems(choices);
    box->setEditText(text);
    box->lineEdit()->setCursorPosition(cursor);
}

static void showText(QComboBox *box, const QString &text)
{
    if (text == box->currentText())
        return; // the cursor stays where it is
    const QSignalBlocker blocker(box);
    box->setEditText(text);
}

void ModelForm::setSuggestions(const ModelSuggestions &suggestions)
{
    m_suggestions = suggestions;
    fill(m_provider, suggestions.providers);
    suggestModels();
}

void ModelForm::suggestModels()
{
    const QString slug = m_provider->currentText();
    fill(m_model, m_suggestions.models.value(slug));
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
