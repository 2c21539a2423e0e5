// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/customproviderform.h"

#include "models/domain/customprovider.h"
#include "models/domain/format.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/linesedit.h"
#include "views/common/plainlabel.h"
#include "views/common/theme.h"
#include "views/gateways/headersedit.h"
#include "views/providers/logoedit.h"

#include <QCheckBox>
#include <QJsonDocument>
#include <QLineEdit>
#include <QVBoxLayout>

namespace gatehouse {

static const QString nameKey = QStringLiteral("name");
static const QString slugKey = QStringLiteral("slug");
static const QString baseUrlKey = QStringLiteral("base_url");
static const QString enableKey = QStringLiteral("enable");
static const QString betaKey = QStringLiteral("beta");
static const QString descriptionKey = QStringLiteral("description");
static const QString headersKey = QStringLiteral("headers");
static const QString positionKey = QStringLiteral("position");
static const QString linkKey = QStringLiteral("link");
static const QString logoKey = QStringLiteral("logo");
static const QString curlKey = QStringLiteral("curl_example");
static const QString jsKey = QStringLiteral("js_example");

CustomProviderForm::CustomProviderForm(QWidget *parent)
    : ProviderForm(parent)
    , m_name(new QLineEdit)
    , m_slug(new QLineEdit)
    , m_address(makePlainLabel({}, Lettering::Muted))
    , m_baseUrl(new QLineEdit)
    , m_enable(new QCheckBox(tr("Callers may use it")))
    , m_beta(new QCheckBox(tr("Marked as beta")))
    , m_description(new LinesEdit)
    , m_headers(new HeadersEdit)
    , m_headersNote(makePlainLabel({}, Lettering::Muted))
    , m_position(new OptionalSpinBox)
    , m_link(new QLineEdit)
    , m_shown(new FormSection(tr("How it is shown")))
    , m_logo(new LogoEdit)
    , m_curl(new LinesEdit)
    , m_js(new LinesEdit)
{
    auto *section = new FormSection(tr("Provider"));
    addField(section, nameKey, tr("Name"), m_name);
    m_slug->setPlaceholderText(QStringLiteral("my-provider"));
    addField(section, slugKey, tr("Slug"), m_slug, {},
             tr("Letters, digits and hyphens; unique in the account."));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_address->setMinimumWidth(1); // it does not widen the form
    m_description->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_description->setFont({}); // it is prose
    m_addressRow = section->addField(tr("Address"), m_address);
    m_addressRow->setMinimumWidth(rowWidth);
    m_baseUrl->setPlaceholderText(QStringLiteral("https://api.example.com/v1"));
    addField(section, baseUrlKey, tr("Base URL"), m_baseUrl, {},
             tr("Where calls are sent; https only."));
    addField(section, enableKey, tr("Enabled"), m_enable, {},
             tr("Always sent: the service takes a provider that does not say so as off."));
    addField(section, betaKey, tr("Beta"), m_beta);
    addField(section, descriptionKey, tr("Description"), m_description);
    layout()->addWidget(section);

    auto *headers = new FormSection(tr("Sent with every call"));
    m_headers->setLongestValue(CustomProvider::longestHeaders);
    m_headers->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_headersNote->setWordWrap(true);
    m_headersNote->setAlignment(Qt::AlignRight);
    addField(headers, headersKey, tr("Headers"), m_headers, {},
             tr("They may hold credentials, and whoever may read this account "
                "can read them."));
    m_headers->setName(tr("Header"));
    headers->addWidget(m_headersNote);
    layout()->addWidget(headers);

    m_position->setUnsetText(tr("not set"));
    m_position->setRange(-1'000'000, 1'000'000);
    m_position->setDefault(0);
    addField(m_shown, positionKey, tr("Position"), m_position, {},
             tr("A whole number, by which the vendor puts providers in order."));
    addField(m_shown, linkKey, tr("Link"), m_link, {}, tr("To the provider's documentation."));
    addField(m_shown, logoKey, tr("Logo"), m_logo, {},
             tr("An SVG of plain shapes, at most %1 KiB.")
                 .arg(CustomProvider::longestLogo / 4 * 3 / 1024));
    addField(m_shown, curlKey, tr("curl example"), m_curl);
    addField(m_shown, jsKey, tr("JavaScript example"), m_js);
    layout()->addWidget(m_shown);
    static_cast<QVBoxLayout *>(layout())->addStretch();

    for (const auto &[edit, key] : {std::pair(m_name, nameKey),
                                    {m_slug, slugKey},
                                    {m_baseUrl, baseUrlKey},
                                    {m_link, linkKey}})
        watch(edit, &QLineEdit::textEdited, key);
    for (const auto &[edit, key] :
         {std::pair(m_description, descriptionKey), {m_curl, curlKey}, {m_js, jsKey}})
        watch(edit, &QPlainTextEdit::textChanged, key);
    for (const auto &[box, key] : {std::pair(m_enable, enableKey), {m_beta, betaKey}})
        watch(box, &QCheckBox::toggled, key);
    watch(m_logo, &LogoEdit::changed, logoKey);
    watch(m_headers, &JsonEditor::changed, headersKey);
    watch(m_position, &OptionalSpinBox::valueChanged, positionKey);
    setFocusProxy(m_name);
}

void CustomProviderForm::setDialogs(Dialogs *dialogs)
{
    m_logo->setDialogs(dialogs);
}

void CustomProviderForm::show(const QJsonObject &object)
{
    m_shown->setRowVisible(row(logoKey), !isNew()); // creating takes none
    m_logo->setValue(object.value(logoKey).toString());
    m_name->setText(object.value(nameKey).toString());
    m_slug->setText(object.value(slugKey).toString());
    m_baseUrl->setText(object.value(baseUrlKey).toString());
    m_enable->setChecked(object.value(enableKey).toBool());
    m_beta->setChecked(object.value(betaKey).toBool());
    m_description->setPlainText(object.value(descriptionKey).toString());
    m_headersRead = object.value(headersKey).toString();
    m_headers->setValue(QJsonDocument::fromJson(m_headersRead.toUtf8()).object());
    const QJsonValue position = object.value(positionKey);
    m_position->setValue(position.isDouble() ? Field<qint64>(position.toInteger())
                                             : Field<qint64>());
    m_link->setText(object.value(linkKey).toString());
    m_curl->setPlainText(object.value(curlKey).toString());
    m_js->setPlainText(object.value(jsKey).toString());
}

// Untouched, it is the very text that was read.
QString CustomProviderForm::headersText() const
{
    if (!m_headers->isTouched())
        return m_headersRead;
    const QJsonObject headers = m_headers->value().toObject();
    return headers.isEmpty()
        ? QString()
        : QString::fromUtf8(QJsonDocument(headers).toJson(QJsonDocument::Compact));
}

QJsonObject CustomProviderForm::edited(QJsonObject object) const
{
    putText(object, nameKey, m_name->text().trimmed(), true);
    putText(object, slugKey, m_slug->text().trimmed(), true);
    putText(object, baseUrlKey, m_baseUrl->text().trimmed(), true);
    putFlag(object, enableKey, m_enable->isChecked());
    putFlag(object, betaKey, m_beta->isChecked());
    putText(object, descriptionKey, m_description->toPlainText());
    putText(object, headersKey, headersText());
    if (const Field<qint64> position = m_position->value())
        object.insert(positionKey, *position);
    else
        object.remove(positionKey);
    putText(object, linkKey, m_link->text().trimmed());
    if (!isNew())
        putText(object, logoKey, m_logo->value());
    putText(object, curlKey, m_curl->toPlainText());
    putText(object, jsKey, m_js->toPlainText());
    return object;
}

QString CustomProviderForm::slugError() const
{
    const QString slug = m_slug->text().trimmed();
    const QString problem = slugProblem(slug);
    return problem.isEmpty() && m_taken.contains(slug)
        ? tr("The account has a custom provider with this slug already.")
        : problem;
}

// A PATCH leaves alone what it does not name, and takes no null.
QString CustomProviderForm::positionError() const
{
    return !isNew() && beginning().contains(positionKey) && !m_position->value()
        ? tr("The service cannot take a position back: give it another.")
        : m_position->problem();
}

QList<ProviderForm::Problem> CustomProviderForm::problems() const
{
    const QString wrong = m_headers->check();
    return {{nameKey, m_name->text().trimmed().isEmpty() ? tr("This is needed.") : QString()},
            {slugKey, slugError()},
            {baseUrlKey, httpsUrlProblem(m_baseUrl->text().trimmed())},
            {headersKey,
             wrong.isEmpty() && m_headers->isTouched() ? headersProblem(headersText()) : wrong},
            {positionKey, positionError()},
            {logoKey, m_logo->isReading() ? tr("The file is being read.") : QString()}};
}

QString CustomProviderForm::addressText() const
{
    return m_address->text();
}

void CustomProviderForm::showNotes()
{
    const QString slug = m_slug->text().trimmed();
    const bool isSlug = slugProblem(slug).isEmpty();
    m_address->setText(isSlug ? customAddress(slug) : tr("custom- and the slug"));
    m_addressRow->setHelp(
        isSlug ? tr("As in …/GATEWAY/%1/chat/completions").arg(customAddress(slug)) : QString());
    // About a file that was not taken: what there is can be saved.
    if (m_logo->isReading() || !m_logo->error().isEmpty())
        row(logoKey)->setError(m_logo->error());
    const QString text = headersText();
    const bool foreign = !text.isEmpty() && !QJsonDocument::fromJson(text.toUtf8()).isObject();
    m_headersNote->setText(
        foreign ? tr("The service holds a text that is not JSON (%1 characters). It stays as it is "
                     "until a header is added, which replaces it.")
                      .arg(format::count(characters(text)))
                : tr("%1 of %2 characters as JSON")
                      .arg(format::count(characters(text)),
                           format::count(CustomProvider::longestHeaders)));
}

void CustomProviderForm::setReadOnly(bool readOnly)
{
    for (QLineEdit *edit : {m_name, m_slug, m_baseUrl, m_link})
        edit->setReadOnly(readOnly);
    for (QPlainTextEdit *edit : {m_description, m_curl, m_js})
        edit->setReadOnly(readOnly);
    for (QWidget *box : std::initializer_list<QWidget *>{m_enable, m_beta, m_position})
        box->setEnabled(!readOnly);
    m_headers->setReadOnly(readOnly);
    m_logo->setReadOnly(readOnly);
}

} // namespace gatehouse
