// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/profileform.h"

#include "models/services/profileendpoint.h"
#include "views/common/colorfield.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/secretfield.h"
#include "views/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace gatehouse {

ProfileForm::ProfileForm(QWidget *parent) : QWidget(parent), m_secretsNote(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * grid, 2 * grid, 2 * grid, 0);
    layout->setSpacing(0);
    makeIdentity();
    makeService();
    makeNgrok();
    makeCare();
    layout->addStretch();
    showRows();
}

void ProfileForm::makeIdentity()
{
    const QStringList names{tr("Red"),  tr("Orange"), tr("Ochre"),  tr("Green"),
                            tr("Teal"), tr("Blue"),   tr("Violet"), tr("Pink")};
    QList<ColorField::Swatch> swatches;
    for (qsizetype i = 0; i < profileColors().size(); ++i)
        swatches.append({QColor(profileColors().at(i)), names.value(i)});
    auto *section = new FormSection(tr("Connection"));
    m_name = new QLineEdit;
    m_color = new ColorField(swatches);
    m_rows[QStringLiteral("name")] = section->addField(tr("Name"), m_name);
    m_rows[QStringLiteral("color")] =
        section->addField(tr("Colour"), m_color, {},
                          tr("Frames the window and every confirmation of this connection."));
    layout()->addWidget(section);
    connect(m_name, &QLineEdit::textEdited, this, [this] { onEdited(QStringLiteral("name")); });
    connect(m_color, &ColorField::valueChanged, this,
            [this] { onEdited(QStringLiteral("color")); });
}

void ProfileForm::makeService()
{
    m_service = new FormSection(tr("Service"));
    m_backEnd = new QComboBox;
    m_backEnd->addItem(tr("Cloudflare"), QStringLiteral("cloudflare"));
    m_backEnd->addItem(tr("Sandbox on this machine"), QStringLiteral("sandbox"));
    m_backEnd->addItem(tr("Another address"), QStringLiteral("other"));
    m_apiUrl = new QLineEdit;
    m_apiUrl->setPlaceholderText(QStringLiteral("https://proxy.example/client/v4"));
    m_account = new QLineEdit;
    m_signIn = new QComboBox;
    m_signIn->addItem(tr("API token"), QStringLiteral("token"));
    m_signIn->addItem(tr("E-mail and API key"), QStringLiteral("key"));
    m_email = new QLineEdit;
    m_rows[QStringLiteral("back_end")] = m_service->addField(tr("Back end"), m_backEnd);
    m_rows[QStringLiteral("api_url")] =
        m_service->addField(tr("Address"), m_apiUrl, {},
                            tr("Everything before /accounts/…; https, or http on this machine."));
    m_rows[QStringLiteral("account")] =
        m_service->addField(tr("Account id"), m_account, {},
                            tr("In the address of Cloudflare's dashboard, 32 digits and letters."));
    m_rows[QStringLiteral("sign_in")] = m_service->addField(tr("Sign in with"), m_signIn);
    m_rows[QStringLiteral("email")] = m_service->addField(tr("E-mail"), m_email);
    m_secrets[SecretKind::Token] = new SecretField;
    m_secrets[SecretKind::Key] = new SecretField;
    m_rows[QStringLiteral("token")] = m_service->addField(
        tr("API token"), m_secrets[SecretKind::Token], {},
        tr("With the permission AI Gateway Read, or AI Gateway Write to change things."));
    m_rows[QStringLiteral("key")] = m_service->addField(
        tr("API key"), m_secrets[SecretKind::Key], {},
        tr("The global key may do everything its user may. A token is the safer choice."));
    m_secretsNote->setTextFormat(Qt::PlainText);
    m_secretsNote->setWordWrap(true);
    m_service->addWidget(m_secretsNote);
    layout()->addWidget(m_service);

    for (const auto &[field, combo] : {std::pair("back_end", m_backEnd), {"sign_in", m_signIn}})
        connect(combo, &QComboBox::currentIndexChanged, this, [this, name = QString(field)] {
            onEdited(name);
            showRows();
        });
    for (const auto &[field, edit] :
         {std::pair("api_url", m_apiUrl), {"account", m_account}, {"email", m_email}})
        connect(edit, &QLineEdit::textEdited, this,
                [this, name = QString(field)] { onEdited(name); });
}

void ProfileForm::makeNgrok()
{
    m_ngrok = new FormSection(tr("ngrok beside it"));
    m_ngrokUrl = new QLineEdit;
    m_ngrokUrl->setPlaceholderText(QStringLiteral("https://api.ngrok.ai"));
    m_rows[QStringLiteral("ngrok_url")] = m_ngrok->addField(
        tr("ngrok address"), m_ngrokUrl, {}, tr("Of ngrok's AI Gateway API; empty: none."));
    m_secrets[SecretKind::Ngrok] = new SecretField;
    m_rows[QStringLiteral("ngrok")] =
        m_ngrok->addField(tr("ngrok token"), m_secrets[SecretKind::Ngrok]);
    layout()->addWidget(m_ngrok);
    connect(m_ngrokUrl, &QLineEdit::textEdited, this, [this] {
        onEdited(QStringLiteral("ngrok_url"));
        showRows();
    });
    for (SecretField *secret : std::as_const(m_secrets))
        connect(secret, &SecretField::valueChanged, this,
                [this] { onEdited(QStringLiteral("secret")); });
}

void ProfileForm::makeCare()
{
    auto *section = new FormSection(tr("Care"));
    m_readOnly = new QCheckBox(tr("Nothing can be changed through this connection"));
    m_budget = new OptionalSpinBox;
    m_budget->setRange(1, 1'000'000);
    m_budget->setSingleStep(100);
    m_budget->setUnsetText(tr("not limited"));
    m_budget->setDefault(Profile::vendorBudget);
    m_rows[QStringLiteral("read_only")] = section->addField(tr("Read-only"), m_readOnly);
    m_rows[QStringLiteral("budget")] = section->addField(
        tr("Request budget"), m_budget, tr("requests in 5 minutes"),
        tr("Cloudflare allows a user 1,200, shared with all else that user runs. ngrok's are "
           "counted by themselves, up to the same number."));
    layout()->addWidget(section);
    connect(m_readOnly, &QCheckBox::toggled, this,
            [this] { onEdited(QStringLiteral("read_only")); });
    // A sandbox counts nothing unless that is asked for.
    connect(m_backEnd, &QComboBox::activated, this, [this] {
        const bool sandbox = m_backEnd->currentData() == QStringLiteral("sandbox");
        if (sandbox && m_budget->value() == Field<qint64>(Profile::vendorBudget))
            m_budget->setValue({});
        else if (!sandbox && m_base.profile.backEnd == Profile::BackEnd::Sandbox)
            m_budget->setValue(Profile::vendorBudget);
    });
    connect(m_budget, &OptionalSpinBox::valueChanged, this,
            [this] { onEdited(QStringLiteral("budget")); });
}

void ProfileForm::setValue(const Value &value)
{
    m_base = value;
    m_touched.clear();
    fill(value);
}

void ProfileForm::setEdits(const Value &edits)
{
    fill(edits);
}

static void choose(QComboBox *combo, const QString &value)
{
    if (combo->findData(value) < 0) // of a newer version
        combo->addItem(value, value);
    combo->setCurrentIndex(combo->findData(value));
}

// Leaves cursor and selection where they are, when it is the same.
static void setText(QLineEdit *edit, const QString &text)
{
    if (edit->text() != text)
        edit->setText(text);
}

void ProfileForm::fill(const Value &value)
{
    m_filling = true;
    const Profile &profile = value.profile;
    setText(m_name, profile.name);
    m_color->setValue(QColor(profile.color));
    choose(m_backEnd, profile.backEnd.text());
    setText(m_apiUrl, profile.apiUrl);
    setText(m_account, profile.account);
    choose(m_signIn, profile.signIn.text());
    setText(m_email, profile.email);
    setText(m_ngrokUrl, profile.ngrokUrl);
    m_readOnly->setChecked(profile.readOnly);
    m_budget->setValue(profile.budget > 0 ? Field<qint64>(profile.budget) : Field<qint64>());
    for (auto it = m_secrets.cbegin(); it != m_secrets.cend(); ++it)
        it.value()->setValue(value.secrets.value(it.key()));
    m_filling = false;
    showRows();
    showProblems();
}

ProfileForm::Value ProfileForm::value() const
{
    Value value;
    value.profile = m_base.profile; // with what has no field
    Profile &profile = value.profile;
    profile.name = m_name->text();
    profile.color = m_color->value().isValid() ? m_color->value().name() : QString();
    profile.backEnd = OpenEnum<Profile::BackEnd>::fromText(m_backEnd->currentData().toString());
    profile.apiUrl = m_apiUrl->text().trimmed();
    profile.account = m_account->text().trimmed();
    profile.signIn = OpenEnum<Profile::SignIn>::fromText(m_signIn->currentData().toString());
    profile.email = m_email->text().trimmed();
    profile.ngrokUrl = m_ngrokUrl->text().trimmed();
    profile.readOnly = m_readOnly->isChecked();
    profile.budget = m_budget->value().valueOr(0);
    for (auto it = m_secrets.cbegin(); it != m_secrets.cend(); ++it)
        if (const QString secret = it.value()->value().trimmed(); !secret.isEmpty())
            value.secrets.insert(it.key(), secret);
    return value;
}

QMap<QString, QString> ProfileForm::problems() const
{
    QMap<QString, QString> problems = problemsOf(value().profile);
    if (m_otherNames.contains(m_name->text()))
        problems.insert(QStringLiteral("name"), tr("Another connection has this name."));
    if (const QString wrong = m_budget->problem(); !wrong.isEmpty())
        problems.insert(QStringLiteral("budget"), wrong);
    return problems;
}

void ProfileForm::setSecretsLoading(bool loading)
{
    for (SecretField *secret : std::as_const(m_secrets)) {
        secret->setEnabled(!loading);
        secret->setPlaceholder(loading ? tr("Asking the keychain…") : QString());
    }
}

void ProfileForm::setSecretsNote(const QString &note)
{
    m_secretsNote->setText(note);
}

void ProfileForm::focusSecret()
{
    const bool byKey = value().profile.signIn == Profile::SignIn::Key;
    m_secrets[byKey ? SecretKind::Key : SecretKind::Token]->setFocus(Qt::OtherFocusReason);
}

void ProfileForm::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void ProfileForm::onEdited(const QString &field)
{
    if (m_filling)
        return;
    m_touched.insert(field);
    showProblems();
    Q_EMIT changed();
}

void ProfileForm::showProblems()
{
    const QMap<QString, QString> all = problems();
    const Profile now = value().profile;
    const QMap<QString, QString> texts{{QStringLiteral("api_url"), now.apiUrl},
                                       {QStringLiteral("account"), now.account},
                                       {QStringLiteral("email"), now.email}};
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        // A form that one has only begun is not all red.
        const bool untouched = texts.contains(it.key()) && texts.value(it.key()).isEmpty()
            && !m_touched.contains(it.key());
        it.value()->setError(untouched ? QString() : all.value(it.key()));
    }
}

void ProfileForm::showRows()
{
    const Profile now = value().profile;
    const bool sandbox = now.backEnd == Profile::BackEnd::Sandbox;
    const bool byKey = now.signIn == Profile::SignIn::Key;
    const auto show = [this](FormSection *section, const char *row, bool visible) {
        section->setRowVisible(m_rows.value(QLatin1String(row)), visible);
    };
    show(m_service, "api_url", now.backEnd == Profile::BackEnd::Other);
    show(m_service, "account", !sandbox);
    show(m_service, "sign_in", !sandbox);
    show(m_service, "email", !sandbox && byKey);
    show(m_service, "token", !sandbox && !byKey);
    show(m_service, "key", !sandbox && byKey);
    m_secretsNote->setVisible(!sandbox);
    m_ngrok->setVisible(!sandbox);
    show(m_ngrok, "ngrok", !now.ngrokUrl.isEmpty());
}

} // namespace gatehouse
