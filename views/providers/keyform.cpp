// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/keyform.h"

#include "models/domain/modelprovider.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/secretfield.h"
#include "views/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace gatehouse {

static const QString gatewayKey = QStringLiteral("gateway_id"); // in the address of the request
static const QString slugKey = QStringLiteral("provider_slug");
static const QString aliasKey = QStringLiteral("alias");
static const QString defaultKey = QStringLiteral("default_config");
static const QString secretKey = QStringLiteral("secret");
static const QString secretIdKey = QStringLiteral("secret_id");
static const QString limitKey = QStringLiteral("rate_limit");
static const QString periodKey = QStringLiteral("rate_limit_period");

KeyForm::KeyForm(QWidget *parent)
    : ProviderForm(parent)
    , m_gateway(new QComboBox)
    , m_storeLine(new QWidget)
    , m_openStore(new QPushButton(tr("Open the gateway's settings")))
    , m_slug(new QComboBox)
    , m_alias(new QLineEdit)
    , m_default(new QCheckBox(tr("Used where callers name no alias")))
    , m_secret(new SecretField)
    , m_secretId(new QLineEdit)
    , m_limit(new OptionalSpinBox)
    , m_period(new OptionalSpinBox)
{
    auto *where = new FormSection(tr("Where"));
    addField(where, gatewayKey, tr("Gateway"), m_gateway);
    auto *below = new QHBoxLayout;
    below->setContentsMargins({});
    below->addWidget(m_openStore);
    below->addStretch();
    m_storeLine->setLayout(below);
    where->addWidget(m_storeLine);
    layout()->addWidget(where);

    auto *section = new FormSection(tr("Key"));
    m_slug->setEditable(true);
    m_slug->setMinimumWidth(36 * grid);
    m_slug->setInsertPolicy(QComboBox::NoInsert);
    m_slug->completer()->setFilterMode(Qt::MatchContains);
    m_slug->completer()->setCompletionMode(QCompleter::PopupCompletion);
    addField(section, slugKey, tr("Provider"), m_slug, {},
             tr("As it stands in the gateway's URL; custom-… is a custom provider."));
    m_alias->setPlaceholderText(tr("such as default"));
    addField(section, aliasKey, tr("Alias"), m_alias, {},
             tr("Tells this key from others of the same provider."));
    addField(section, defaultKey, tr("Default"), m_default, {},
             tr("Each provider has one default; the one before stays, to be used by its alias."));
    m_secret->setPlaceholder(tr("the provider's API key"));
    addField(section, secretKey, tr("Secret"), m_secret, {},
             tr("It is sent once and kept nowhere here; the service shows only its end."));
    addField(section, secretIdKey, tr("Secret id"), m_secretId, {},
             tr("Of a secret that is in the store already; empty: the service makes one."));
    layout()->addWidget(section);

    auto *limits = new FormSection(tr("Limit"));
    m_limit->setUnsetText(tr("no limit"));
    m_limit->setDefault(100);
    m_limit->setRange(0, 1'000'000'000);
    addField(limits, limitKey, tr("Rate limit"), m_limit, tr("requests"));
    m_period->setUnsetText(tr("60 (default)"));
    m_period->setDefault(60);
    m_period->setRange(0, 31'536'000);
    addField(limits, periodKey, tr("Rate limit period"), m_period, tr("s"));
    layout()->addWidget(limits);
    static_cast<QVBoxLayout *>(layout())->addStretch();

    connect(m_gateway, &QComboBox::currentIndexChanged, this, &KeyForm::onEdited);
    // One of them is enough.
    connect(m_secretId, &QLineEdit::textEdited, this, [this] { touch(secretKey); });
    watch(m_slug, &QComboBox::editTextChanged, slugKey);
    watch(m_alias, &QLineEdit::textEdited, aliasKey);
    watch(m_default, &QCheckBox::toggled, defaultKey);
    watch(m_secret, &SecretField::valueChanged, secretKey);
    watch(m_secretId, &QLineEdit::textEdited, secretIdKey);
    watch(m_limit, &OptionalSpinBox::valueChanged, limitKey);
    watch(m_period, &OptionalSpinBox::valueChanged, periodKey);
    connect(m_openStore, &QPushButton::clicked, this, [this] { Q_EMIT storeRequested(gateway()); });
    setFocusProxy(m_slug);
}

void KeyForm::setGateways(const QList<Gateway> &gateways, const GatewayId &chosen)
{
    m_known = gateways;
    m_gateway->clear();
    for (const Gateway &gateway : gateways)
        m_gateway->addItem(gateway.id.value);
    // One that is not listed yet is taken at its word.
    if (!chosen.isEmpty() && m_gateway->findText(chosen.value) < 0)
        m_gateway->addItem(chosen.value);
    const auto withStore =
        std::find_if(gateways.begin(), gateways.end(),
                     [](const Gateway &gateway) { return !gateway.storeId.valueOr({}).isEmpty(); });
    m_gateway->setCurrentIndex(!chosen.isEmpty() ? m_gateway->findText(chosen.value)
                                   : withStore == gateways.end()
                                   ? 0
                                   : int(withStore - gateways.begin()));
    mark();
}

void KeyForm::updateGateways(const QList<Gateway> &gateways)
{
    if (gateways == m_known)
        return;
    m_known = gateways;
    for (const Gateway &gateway : gateways)
        if (m_gateway->findText(gateway.id.value) < 0)
            m_gateway->addItem(gateway.id.value);
    onEdited();
}

void KeyForm::setSlugs(const QStringList &custom)
{
    const QString text = m_slug->currentText();
    const QSignalBlocker blocker(m_slug);
    m_slug->clear();
    for (const ModelProvider &provider : modelProviders())
        m_slug->addItem(provider.slug);
    m_slug->addItems(custom);
    m_slug->setEditText(text);
}

void KeyForm::setTaken(const QStringList &keys)
{
    m_taken = keys;
    mark();
}

GatewayId KeyForm::gateway() const
{
    return {m_gateway->currentText()};
}

const Gateway *KeyForm::known() const
{
    const auto it = std::find_if(m_known.begin(), m_known.end(), [this](const Gateway &gateway) {
        return gateway.id == this->gateway();
    });
    return it == m_known.end() ? nullptr : &*it;
}

QString KeyForm::gatewayProblem() const
{
    if (gateway().isEmpty())
        return tr("This is needed.");
    const Gateway *gateway = known();
    // Absent is unknown: the service may say what it likes. Null and empty are none.
    return gateway && !gateway->storeId.isAbsent() && gateway->storeId.valueOr({}).isEmpty()
        ? tr("The gateway “%1” has no secrets store, so it cannot hold a key: the service would "
             "refuse it. Give the gateway the id of a store first.")
              .arg(gateway->id.value)
        : QString();
}

QString KeyForm::aliasProblem() const
{
    const QString alias = m_alias->text().trimmed();
    if (alias.isEmpty())
        return tr("This is needed.");
    const QStringList key{gateway().value, m_slug->currentText().trimmed(), alias};
    return m_taken.contains(key.join(u' '))
        ? tr("The gateway has a key of this provider with this alias already.")
        : QString();
}

QList<ProviderForm::Problem> KeyForm::problems() const
{
    const bool hasSecret = !m_secret->value().isEmpty() || !m_secretId->text().trimmed().isEmpty();
    return {
        {gatewayKey, gatewayProblem()},
        {slugKey, m_slug->currentText().trimmed().isEmpty() ? tr("This is needed.") : QString()},
        {aliasKey, aliasProblem()},
        {secretKey, hasSecret ? QString() : tr("This is needed, or the id of one that is stored.")},
        {limitKey, m_limit->problem()},
        {periodKey, m_period->problem()}};
}

void KeyForm::showNotes()
{
    const bool isUnknown = known() && known()->storeId.isAbsent();
    row(gatewayKey)
        ->setHelp(isUnknown ? tr("The service does not say whether it has a secrets store. Without "
                                 "one it refuses the key.")
                            : QString());
    m_storeLine->setVisible(isUnknown || !row(gatewayKey)->error().isEmpty());
}

static Field<qint64> wholeNumber(const QJsonValue &value)
{
    return value.isDouble() ? Field<qint64>(qint64(value.toDouble())) : Field<qint64>();
}

void KeyForm::show(const QJsonObject &object)
{
    touch(gatewayKey); // what it lacks is said at once
    m_slug->setEditText(object.value(slugKey).toString());
    m_alias->setText(object.value(aliasKey).toString());
    m_default->setChecked(object.value(defaultKey).toBool());
    m_secret->setValue(object.value(secretKey).toString());
    m_secretId->setText(object.value(secretIdKey).toString());
    m_limit->setValue(wholeNumber(object.value(limitKey)));
    m_period->setValue(wholeNumber(object.value(periodKey)));
}

QJsonObject KeyForm::edited(QJsonObject object) const
{
    object.insert(slugKey, m_slug->currentText().trimmed());
    object.insert(aliasKey, m_alias->text().trimmed());
    object.insert(defaultKey, m_default->isChecked());
    for (const auto &[key, text] :
         {std::pair(secretKey, m_secret->value()), {secretIdKey, m_secretId->text().trimmed()}}) {
        if (text.isEmpty())
            object.remove(key);
        else
            object.insert(key, text);
    }
    for (const auto &[key, box] : {std::pair(limitKey, m_limit), {periodKey, m_period}}) {
        if (const Field<qint64> value = box->value())
            object.insert(key, *value);
        else
            object.remove(key);
    }
    return object;
}

void KeyForm::setReadOnly(bool readOnly)
{
    for (QWidget *editor : std::initializer_list<QWidget *>{
             m_gateway, m_slug, m_alias, m_default, m_secret, m_secretId, m_limit, m_period})
        editor->setEnabled(!readOnly);
}

void KeyForm::forgetSecrets()
{
    m_secret->setValue({});
}

SecretForm::SecretForm(QWidget *parent) : ProviderForm(parent), m_secret(new SecretField)
{
    auto *section = new FormSection(tr("New secret"));
    m_secret->setPlaceholder(tr("the provider's API key"));
    addField(section, secretKey, tr("Secret"), m_secret, {},
             tr("It takes the place of the present one at once and is kept nowhere here. To try it "
                "first, rotate the key in steps instead."));
    layout()->addWidget(section);
    static_cast<QVBoxLayout *>(layout())->addStretch();
    watch(m_secret, &SecretField::valueChanged, secretKey);
    setFocusProxy(m_secret);
}

QList<ProviderForm::Problem> SecretForm::problems() const
{
    return {{secretKey, m_secret->value().isEmpty() ? tr("This is needed.") : QString()}};
}

void SecretForm::setReadOnly(bool readOnly)
{
    m_secret->setEnabled(!readOnly);
}

void SecretForm::forgetSecrets()
{
    m_secret->setValue({});
}

void SecretForm::show(const QJsonObject &object)
{
    m_secret->setValue(object.value(secretKey).toString());
}

QJsonObject SecretForm::edited(QJsonObject object) const
{
    if (m_secret->value().isEmpty())
        object.remove(secretKey);
    else
        object.insert(secretKey, m_secret->value());
    return object;
}

} // namespace gatehouse
