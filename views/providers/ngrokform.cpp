// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/ngrokform.h"

#include "models/domain/customprovider.h"
#include "models/domain/format.h"
#include "models/domain/ngrokprovider.h"
#include "views/common/fieldrow.h"
#include "views/common/linesedit.h"
#include "views/common/plainlabel.h"
#include "views/common/theme.h"
#include "views/providers/treeedit.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace gatehouse {

static const QString idKey = QStringLiteral("providerId");
static const QString nameKey = QStringLiteral("name");
static const QString baseUrlKey = QStringLiteral("baseUrl");
static const QString metadataKey = QStringLiteral("metadata");
static const QString surfacesKey = QStringLiteral("supportedApiSurfaces");
static const QString modelsKey = QStringLiteral("models");

NgrokForm::NgrokForm(QWidget *parent)
    : ProviderForm(parent)
    , m_providerId(new QLineEdit)
    , m_address(makePlainLabel({}, Lettering::Muted))
    , m_name(new QLineEdit)
    , m_baseUrl(new QLineEdit)
    , m_metadata(new LinesEdit)
    , m_counter(makePlainLabel({}, Lettering::Muted))
    , m_surfaces(new TreeEdit(TreeEdit::Kind::Surfaces, tr("API surfaces")))
    , m_models(new TreeEdit(TreeEdit::Kind::Models, tr("Models")))
{
    auto *section = new FormSection(tr("Provider"));
    m_providerId->setPlaceholderText(QStringLiteral("internal-vllm"));
    addField(section, idKey, tr("Provider id"), m_providerId, {},
             tr("Unique in the account, and not that of a provider that ngrok knows itself. It "
                "cannot be changed later."));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_address->setMinimumWidth(1); // it does not widen the form
    m_metadata->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_metadata->setFont({}); // it may be prose
    section->addField(tr("Address"), m_address)->setMinimumWidth(rowWidth);
    addField(section, nameKey, tr("Name"), m_name);
    m_baseUrl->setPlaceholderText(QStringLiteral("https://llm.example.com/v1"));
    addField(section, baseUrlKey, tr("Base URL"), m_baseUrl, {},
             tr("Https; http only for hosts that end in .internal."));
    addField(section, metadataKey, tr("Metadata"), m_metadata, {},
             tr("Anything you like; ngrok does not read it."));
    m_counter->setAlignment(Qt::AlignRight);
    section->addWidget(m_counter);
    layout()->addWidget(section);

    auto *offered = new FormSection(tr("What it offers"));
    addField(offered, surfacesKey, tr("API surfaces"), m_surfaces, {},
             tr("A format such as openai or anthropic, a surface such as chat-completions, "
                "responses or messages, and below it the parameters that it supports."));
    addField(offered, modelsKey, tr("Models"), m_models, {},
             tr("As the provider names them, such as llama-3."));
    layout()->addWidget(offered);
    static_cast<QVBoxLayout *>(layout())->addStretch();

    for (const auto &[edit, key] :
         {std::pair(m_providerId, idKey), {m_name, nameKey}, {m_baseUrl, baseUrlKey}})
        watch(edit, &QLineEdit::textEdited, key);
    watch(m_metadata, &QPlainTextEdit::textChanged, metadataKey);
    for (const auto &[tree, key] : {std::pair(m_surfaces, surfacesKey), {m_models, modelsKey}})
        watch(tree, &TreeEdit::changed, key);
    setFocusProxy(m_providerId);
}

void NgrokForm::show(const QJsonObject &object)
{
    m_providerId->setText(object.value(idKey).toString());
    m_providerId->setReadOnly(!isNew());
    setFocusProxy(isNew() ? m_providerId : m_name);
    m_name->setText(object.value(nameKey).toString());
    m_baseUrl->setText(object.value(baseUrlKey).toString());
    m_metadata->setPlainText(object.value(metadataKey).toString());
    m_surfaces->setValue(object.value(surfacesKey).toArray());
    m_models->setValue(object.value(modelsKey).toArray());
}

// Emptied, metadata is cleared; a list that was never there is left alone while it is empty.
QJsonObject NgrokForm::edited(QJsonObject object) const
{
    object.insert(idKey, m_providerId->text().trimmed());
    object.insert(nameKey, m_name->text().trimmed());
    object.insert(baseUrlKey, m_baseUrl->text().trimmed());
    if (const QString metadata = m_metadata->toPlainText(); !metadata.isEmpty())
        object.insert(metadataKey, metadata);
    else if (isNew())
        object.remove(metadataKey);
    else if (object.contains(metadataKey))
        object.insert(metadataKey, QJsonValue::Null);
    for (const auto &[key, tree] : {std::pair(surfacesKey, m_surfaces), {modelsKey, m_models}})
        if (const QJsonArray list = tree->value(); !list.isEmpty() || object.contains(key))
            object.insert(key, list);
    return object;
}

QString NgrokForm::idError() const
{
    const QString id = m_providerId->text().trimmed();
    if (!isNew())
        return {};
    const QString problem = lengthProblem(id, 1, NgrokProvider::longestProviderId);
    return problem.isEmpty() && m_taken.contains(id)
        ? tr("The account has a provider with this id already.")
        : problem;
}

// Of one of the lists alone.
QString NgrokForm::listError(const QString &key) const
{
    QJsonObject probe{{QStringLiteral("id"), QString()},
                      {QStringLiteral("uri"), QString()},
                      {idKey, QStringLiteral("x")},
                      {nameKey, QStringLiteral("x")},
                      {baseUrlKey, QStringLiteral("https://x")},
                      {QStringLiteral("createdAt"), 0},
                      {QStringLiteral("updatedAt"), 0},
                      {QStringLiteral("createdBy"), QJsonObject()},
                      {QStringLiteral("lastUpdatedBy"), QJsonObject()},
                      {key, (key == surfacesKey ? m_surfaces : m_models)->value()}};
    const auto provider = fromJson<NgrokProvider>(probe);
    return provider ? problemOf(*provider) : provider.error().text();
}

QList<ProviderForm::Problem> NgrokForm::problems() const
{
    return {
        {idKey, idError()},
        {nameKey, lengthProblem(m_name->text().trimmed(), 1, NgrokProvider::longestName)},
        {baseUrlKey, ngrokUrlProblem(m_baseUrl->text().trimmed())},
        {metadataKey, lengthProblem(m_metadata->toPlainText(), 0, NgrokProvider::longestMetadata)},
        {surfacesKey, listError(surfacesKey)},
        {modelsKey, listError(modelsKey)}};
}

QString NgrokForm::counterText() const
{
    return m_counter->text();
}

void NgrokForm::showNotes()
{
    const QString id = m_providerId->text().trimmed();
    m_address->setText(id.isEmpty() ? tr("the provider id and a colon")
                                    : tr("%1MODEL").arg(ngrokAddress(id)));
    m_counter->setText(tr("%1 of %2 characters")
                           .arg(format::count(characters(m_metadata->toPlainText())),
                                format::count(NgrokProvider::longestMetadata)));
}

void NgrokForm::setReadOnly(bool readOnly)
{
    m_providerId->setReadOnly(readOnly || !isNew());
    for (QLineEdit *edit : {m_name, m_baseUrl})
        edit->setReadOnly(readOnly);
    m_metadata->setReadOnly(readOnly);
    m_surfaces->setReadOnly(readOnly);
    m_models->setReadOnly(readOnly);
}

} // namespace gatehouse
