// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with providers.
#include "models/domain/providercopy.h"
#include "models/services/drafts.h"
#include "models/services/endpointservice.h"
#include "views/common/dialogs.h"
#include "views/common/messagebar.h"
#include "views/common/tableview.h"
#include "views/common/writeguard.h"
#include "views/providers/customproviderform.h"
#include "views/providers/keyform.h"
#include "views/providers/ngrokform.h"
#include "views/providers/pricingpanel.h"
#include "views/providers/providerjobs.h"
#include "views/providers/providerreview.h"
#include "views/providers/providersview.h"
#include "views/providers/providertestpanel.h"
#include "views/providers/rotationpanel.h"

#include <QAction>
#include <QApplication>
#include <QPointer>
#include <QStackedWidget>

namespace gatehouse {

// Slugs or ids of those that there are.
QStringList ProvidersView::taken(ProviderRow::Kind kind, const QString &butNot) const
{
    QStringList taken;
    for (const ProviderRow &row : m_model.values()) {
        if (row.kind != kind)
            continue;
        if (const CustomProvider *custom = row.custom())
            taken.append(custom->slug);
        else if (const NgrokProvider *ngrok = row.ngrok())
            taken.append(ngrok->providerId);
        else if (const ProviderConfig *config = row.config())
            taken.append(
                QStringList{config->gateway.value, config->providerSlug, config->alias}.join(u' '));
    }
    taken.removeAll(butNot);
    return taken;
}

ProviderEditor *ProvidersView::open(const ProviderEditor::Job &job)
{
    backToList();
    m_editor = new ProviderEditor(job, connection(), m_drafts);
    connect(m_editor, &ProviderEditor::changed, this, &ProvidersView::updateBusy);
    connect(m_editor, &ProviderEditor::saved, this, [this](const QString &row) {
        m_wanted = row;
        onModelChanged(); // it may be there by now
    });
    connect(m_editor, &ProviderEditor::closeRequested, this,
            [this] { leavePage([this] { backToList(); }); });
    connect(m_editor, &ProviderEditor::finished, this, &ProvidersView::backToList);
    showPage(m_editor);
    return m_editor;
}

// In place of the list.
void ProvidersView::showPage(QWidget *page)
{
    m_pages->addWidget(page);
    m_pages->setCurrentWidget(page);
    setFocusProxy(page);
    page->setFocus();
    updateActions();
    updateBusy();
}

void ProvidersView::leavePage(const std::function<void()> &then)
{
    if (hasUnkept())
        askToLose(m_dialogs, m_pages->currentWidget(), then);
    else
        then();
}

void ProvidersView::backToList()
{
    const QWidget *focus = QApplication::focusWidget();
    const bool isHere = !focus || m_pages->isAncestorOf(focus);
    for (QWidget *page : {static_cast<QWidget *>(std::exchange(m_editor, nullptr)),
                          static_cast<QWidget *>(std::exchange(m_rotation, nullptr))})
        if (page) {
            page->disconnect(this);
            m_pages->removeWidget(page);
            page->hide();
            page->deleteLater();
        }
    m_pages->setCurrentWidget(m_list);
    setFocusProxy(m_table);
    if (isHere) // it is not taken from another view
        m_table->setFocus();
    offerRotations();
    updateActions();
    updateBusy();
}

void ProvidersView::newKey()
{
    auto *form = new KeyForm;
    const ProviderRow *row = selected();
    const GatewayId gateway = !m_gateway.isEmpty() ? m_gateway : row ? row->gateway : GatewayId();
    GatewayModel *gateways = m_models->gateways();
    form->setGateways(gateways->values(), gateway);
    const auto follow = [form, gateways] { form->updateGateways(gateways->values()); };
    connect(gateways, &QAbstractItemModel::dataChanged, form, follow);
    connect(gateways, &TableModel::stateChanged, form, follow);
    QStringList slugs;
    for (const QString &slug : taken(ProviderRow::Kind::Custom))
        slugs.append(customAddress(slug));
    form->setSlugs(slugs);
    form->setTaken(taken(ProviderRow::Kind::Key));
    connect(form, &KeyForm::storeRequested, this, [this](const GatewayId &of) {
        Q_EMIT openRequested({ViewAddress::Kind::Gateway, of, {}, QStringLiteral("settings")});
    });
    open(providerjobs::newKey(connection(), form));
}

void ProvidersView::newCustom()
{
    CustomProvider provider;
    provider.enable = true; // and sent: without it the service takes one as off
    open(providerjobs::custom(connection(), provider, taken(ProviderRow::Kind::Custom), m_dialogs));
}

void ProvidersView::newNgrok()
{
    open(providerjobs::ngrok(connection(), {}, taken(ProviderRow::Kind::Ngrok)));
}

void ProvidersView::editSelected()
{
    const ProviderRow *row = selected();
    if (!row)
        return;
    if (const CustomProvider *custom = row->custom())
        open(providerjobs::custom(connection(), *custom,
                                  taken(ProviderRow::Kind::Custom, custom->slug), m_dialogs));
    else if (const NgrokProvider *ngrok = row->ngrok())
        open(providerjobs::ngrok(connection(), *ngrok,
                                 taken(ProviderRow::Kind::Ngrok, ngrok->providerId)));
}

void ProvidersView::replaceSecret()
{
    if (const ProviderRow *row = selected(); row && row->config())
        open(providerjobs::newSecret(connection(), *row->config()));
}

void ProvidersView::openRule(const PricingRule &rule)
{
    const ProviderRow *row = selected();
    if (!row || !row->custom())
        return;
    PricingRule own = rule;
    own.provider = row->custom()->id;
    open(providerjobs::rule(connection(), *row->custom(), own));
}

void ProvidersView::copySelected()
{
    const ProviderRow *row = selected();
    if (!row)
        return;
    ProviderEditor::Job job;
    if (const CustomProvider *custom = row->custom()) {
        const auto copy = copyToNgrok(*custom);
        job = providerjobs::ngrok(connection(), copy.value, taken(ProviderRow::Kind::Ngrok));
        job.title = tr("Copy of “%1” for ngrok").arg(custom->name);
        job.above = new CopyPreview(copy.fields);
    } else if (const NgrokProvider *ngrok = row->ngrok()) {
        const auto copy = copyToCloudflare(*ngrok);
        job = providerjobs::custom(connection(), copy.value, taken(ProviderRow::Kind::Custom),
                                   m_dialogs);
        job.title = tr("Copy of “%1” for Cloudflare").arg(ngrok->name);
        job.above = new CopyPreview(copy.fields);
    } else {
        return;
    }
    job.draftKey = connection()->identity() + QStringLiteral("/copy/") + row->id.value;
    job.isChanged = true;
    open(job);
}

void ProvidersView::testSelected()
{
    const ProviderRow *row = selected();
    if (!row)
        return;
    if (const CustomProvider *custom = row->custom())
        m_test->test(ProviderTest::Kind::CustomProvider, custom->name, custom->slug,
                     custom->baseUrl);
    else if (const NgrokProvider *ngrok = row->ngrok())
        m_test->test(ProviderTest::Kind::Ngrok, ngrok->name, ngrok->providerId, ngrok->baseUrl);
}

void ProvidersView::rotate()
{
    const ProviderRow *row = selected();
    if (!row || !row->config())
        return;
    const ProviderConfig config = *row->config();
    showRotation(config, [config](KeyRotation *rotation) { rotation->begin(config); });
}

// The service only has a way round: see KeyRotation.
void ProvidersView::makeDefault()
{
    const ProviderRow *row = selected();
    if (!row || !row->config())
        return;
    const ProviderConfig config = *row->config();
    std::optional<ProviderConfig> old;
    for (const ProviderRow &other : m_model.values())
        if (const ProviderConfig *key = other.config(); key && key->isDefault
            && key->gateway == config.gateway && key->providerSlug == config.providerSlug)
            old = *key;
    showRotation(config,
                 [config, old](KeyRotation *rotation) { rotation->beginSwitch(config, old); });
}

// What was begun before comes first: there is one in a gateway at a time.
void ProvidersView::showRotation(const ProviderConfig &config,
                                 const std::function<void(KeyRotation *)> &begin)
{
    const auto begun =
        KeyRotation::kept(*m_drafts, KeyRotation::keyOf(connection()->identity(), config.gateway));
    openRotation(config.gateway, [begun, begin](KeyRotation *rotation) {
        if (begun)
            return rotation->resume();
        begin(rotation);
        return true;
    });
    if (!begun || !m_rotation)
        return;
    const bool isThis = begun->old.providerSlug == config.providerSlug
        && (begun->old.alias == config.alias || begun->alias == config.alias);
    if (!isThis)
        m_rotation->messages()->showInfo(
            QStringLiteral("another"),
            tr("This was begun before and comes first. Go on with it, or forget it, before “%1” of "
               "%2.")
                .arg(config.alias, config.providerSlug));
}

void ProvidersView::openRotation(const GatewayId &gateway,
                                 const std::function<bool(KeyRotation *)> &begin)
{
    backToList();
    m_rotation = new RotationPanel(m_models, m_drafts, m_dialogs, gateway);
    connect(m_rotation, &RotationPanel::changed, this, &ProvidersView::updateBusy);
    connect(m_rotation, &RotationPanel::closeRequested, this,
            [this] { leavePage([this] { backToList(); }); });
    connect(m_rotation, &RotationPanel::finished, this, &ProvidersView::leaveRotation);
    if (!begin(m_rotation->rotation())) // ended elsewhere
        return backToList();
    showPage(m_rotation);
    offerRotations();
}

// To the key that is used from now on: made the default, it is another row.
void ProvidersView::leaveRotation()
{
    const ProviderConfig &fresh = m_rotation->rotation()->fresh();
    if (!fresh.id.isEmpty())
        m_wanted = providerRow(fresh).id.value;
    backToList();
    onModelChanged();
}

// What was begun, perhaps before a restart, is told where it can be gone on with.
void ProvidersView::offerRotations()
{
    for (const QString &key : std::exchange(m_rotationKeys, {}))
        m_messages->clear(key);
    if (m_rotation) // it is being gone on with
        return;
    QList<GatewayId> gateways;
    if (!m_gateway.isEmpty())
        gateways.append(m_gateway);
    else
        for (const Gateway &gateway : m_models->gateways()->values())
            gateways.append(gateway.id);
    for (const GatewayId &gateway : gateways) {
        const auto begun =
            KeyRotation::kept(*m_drafts, KeyRotation::keyOf(connection()->identity(), gateway));
        if (!begun)
            continue;
        const QString key = QStringLiteral("rotation ") + gateway.value;
        auto *goOn = new QAction(tr("Go on"));
        connect(goOn, &QAction::triggered, this, [this, gateway] {
            leavePage([this, gateway] { openRotation(gateway, &KeyRotation::resume); });
        });
        const QString what = begun->isSwitch
            ? tr("Making “%1” the default of %2 in %3 is not finished.")
            : tr("The rotation of the key “%1” of %2 in %3 is not finished.");
        m_messages->showInfo(key,
                             what.arg(begun->isSwitch ? begun->alias : begun->old.alias,
                                      begun->old.providerSlug, gateway.value),
                             {goOn});
        m_rotationKeys.append(key);
    }
}

void ProvidersView::askToDelete()
{
    const ProviderRow *row = selected();
    if (!row)
        return;
    Confirmation question;
    const QString account = connection()->client()->endpoint().account;
    if (const ProviderConfig *config = row->config()) {
        question.title = tr("Delete the key “%1” of %2?").arg(config->alias, config->providerSlug);
        question.losses = {
            config->isDefault ? tr("It is the default: calls of %1 that bring no key of their own "
                                   "fail from now on.")
                                    .arg(config->providerSlug)
                              : tr("Callers that name this alias get errors from now on."),
            tr("The key cannot be read back; it has to be typed to be added again.")};
        question.from = tr("gateway %1 of account %2").arg(config->gateway.value, account);
        question.typedName = config->alias;
        question.actionLabel = tr("Delete key");
    } else if (const CustomProvider *custom = row->custom()) {
        question.title = tr("Delete the custom provider “%1”?").arg(custom->name);
        question.losses = {
            tr("Callers of %1 get errors from now on, through every gateway.")
                .arg(customAddress(custom->slug)),
            tr("Its headers and its pricing rules go with it. Keys that gateways hold for it stay, "
               "and lead nowhere.")};
        question.from = tr("account %1").arg(account);
        question.typedName = custom->slug;
        question.actionLabel = tr("Delete provider");
    } else if (const NgrokProvider *ngrok = row->ngrok()) {
        question.title = tr("Delete the ngrok provider “%1”?").arg(ngrok->name);
        question.losses = {
            tr("Callers of %1 get errors from now on.").arg(ngrokAddress(ngrok->providerId))};
        if (const qsizetype count = ngrok->models.valueOr({}).size())
            question.losses.append(tr("%n model(s) go with it.", nullptr, int(count)));
        question.from =
            tr("ngrok at %1").arg(connection()->ngrokClient()->endpoint().apiUrl.host());
        question.typedName = ngrok->providerId;
        question.actionLabel = tr("Delete provider");
    }
    question.connectionName = connection()->name();
    question.profileColor = QColor(connection()->profile().color);
    m_dialogs->confirm(question, this, [self = QPointer(this), chosen = *row](bool confirmed) {
        if (self && confirmed)
            self->remove(chosen);
    });
}

// advice: about a conflict.
template <class T>
void ProvidersView::run(const QString &key, const Call<T> &call, const QString &advice,
                        const std::function<void()> &again)
{
    ++m_pending;
    m_messages->clear(key);
    call.then(this, [=, this](const Result<T> &result) {
        --m_pending;
        if (!result) {
            const ApiError &error = result.error();
            const auto retry = m_writes->retry(error, again);
            if (error.kind == ApiError::Kind::Conflict && !advice.isEmpty())
                m_messages->showError(key, tr("%1 %2").arg(sentence(error), advice), {}, retry);
            else
                m_messages->showError(key, error, {}, retry);
            if (error.kind == ApiError::Kind::NotFound)
                refresh();
        }
        updateActions();
        updateBusy();
    });
    updateActions();
    updateBusy();
}

void ProvidersView::remove(const ProviderRow &row)
{
    const QString key = QStringLiteral("delete ") + row.id.value;
    const auto again = [this, row] { remove(row); };
    if (const ProviderConfig *config = row.config())
        run(key, connection()->providerConfigs()->remove(*config), {}, again);
    else if (const CustomProvider *custom = row.custom())
        run(key, connection()->customProviders()->remove(*custom), {}, again);
    else if (const NgrokProvider *ngrok = row.ngrok())
        run(key, connection()->ngrok()->remove(*ngrok),
            tr("Detach or delete those first, among ngrok's provider keys and access key "
               "configurations."),
            again);
}

void ProvidersView::askToDeleteRule()
{
    const PricingRule *rule = m_pricing->selected();
    if (!rule)
        return;
    Confirmation question;
    question.title = tr("Delete the pricing rule for “%1”?").arg(rule->model);
    question.losses = {tr("Calls that it fits are priced by another rule, or cost nothing in the "
                          "logs, from now on.")};
    question.from = tr("account %1").arg(connection()->client()->endpoint().account);
    question.connectionName = connection()->name();
    question.profileColor = QColor(connection()->profile().color);
    question.actionLabel = tr("Delete rule");
    m_dialogs->confirm(question, this, [self = QPointer(this), chosen = *rule](bool confirmed) {
        if (self && confirmed)
            self->removeRule(chosen);
    });
}

void ProvidersView::removeRule(const PricingRule &rule)
{
    run(QStringLiteral("delete rule ") + rule.id.value,
        connection()->customProviders()->removeRule(rule), {}, [this, rule] { removeRule(rule); });
}

} // namespace gatehouse
