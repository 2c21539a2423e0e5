// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewayview.h"

#include "models/services/drafts.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/gateways/gatewaycopy.h"
#include "views/gateways/gatewaydeletion.h"
#include "views/gateways/gatewaydetails.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/gatewayfields.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewaypages.h"
#include "views/gateways/gatewaysaving.h"
#include "views/gateways/mergepanel.h"
#include "views/gateways/reviewpanel.h"
#include "views/gateways/savefooter.h"

#include <QAction>
#include <QPushButton>

namespace gatehouse {

GatewayView::~GatewayView()
{
    m_form->disconnect(this); // losing the focus, a field may be done with only then
    m_pages->disconnect(this); // they are hidden as this goes
    m_draft->disconnect(this); // it writes when it goes, and may fail when the messages are gone
    delete m_details; // the inspector dock may have it by now
}

ViewAddress GatewayView::address() const
{
    return m_id.isEmpty()
        ? ViewAddress{ViewAddress::Kind::NewGateway, {}, {}}
        : ViewAddress{ViewAddress::Kind::Gateway, m_id, m_pages->place(), m_pages->name()};
}

void GatewayView::goTo(const ViewAddress &address)
{
    m_pages->goTo(address.page, address.filter);
}

QString GatewayView::title() const
{
    return m_id.isEmpty() ? tr("New gateway") : m_id.value;
}

QIcon GatewayView::viewIcon() const
{
    return icon(m_id.isEmpty() ? Icon::Add : Icon::Gateway);
}

QWidget *GatewayView::inspector()
{
    if (!m_details) {
        m_details = new GatewayDetails(m_models->time());
        updateControls();
    }
    return m_details;
}

bool GatewayView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || (m_pages->currentPage() && m_pages->currentPage()->hasError())
        || m_models->connection()->state() == Connection::State::Failed;
}

bool GatewayView::hasUnsavedChanges() const
{
    return m_form->isDirty() && !m_deleted;
}

bool GatewayView::hasUnkept() const
{
    return hasUnsavedChanges() && !GatewayDraft::keepsAll(m_form->edits());
}

bool GatewayView::hasPendingWork() const
{
    return m_saving->isRunning() || m_deletion->isRunning() || m_pages->hasPendingWork();
}

QString GatewayView::draftKey() const
{
    const QString account = m_models->connection()->identity();
    return m_id.isEmpty() ? account + QStringLiteral("/new-gateway")
                          : account + QStringLiteral("/gateway/") + m_id.value;
}

void GatewayView::startNew()
{
    m_form->setNew(true);
    m_form->setValue(newGateway());
    m_loaded = true;
    m_draft->setKey(draftKey());
    restoreDraft();
    offerCopy();
}

// A copy never replaces what the person has begun, unless they say so.
void GatewayView::offerCopy()
{
    if (!m_id.isEmpty() || !m_loaded)
        return;
    const std::optional<GatewayCopy::Copy> copy = GatewayCopy::of(m_models)->take();
    if (!copy)
        return;
    if (!m_form->isDirty())
        return fillFrom(*copy);
    auto *replace = new QAction(tr("Replace"), m_form);
    connect(replace, &QAction::triggered, this, [this, copy] { fillFrom(*copy); });
    m_messages->showWarning(copyMessage,
                            tr("A new gateway has been begun here already. Replace it by “%1”?")
                                .arg(copy->gateway.id.value),
                            {replace});
}

void GatewayView::fillFrom(const GatewayCopy::Copy &copy)
{
    m_messages->clear(copyMessage);
    m_messages->clear(draftMessage);
    m_form->setEdits(editsBetween(newGateway(), copy.gateway));
    m_messages->showInfo(copyMessage, copy.described(tr("A copy of another gateway's settings.")));
    m_form->focusField(QStringLiteral("id"));
}

void GatewayView::refresh()
{
    if (GatewayPage *page = m_pages->currentPage())
        page->refresh();
    else
        load();
}

void GatewayView::load()
{
    if (m_models->connection()->state() != Connection::State::Ready || m_saving->isRunning())
        return;
    if (m_id.isEmpty())
        return m_models->gateways()->refresh(); // which ids are taken
    m_loading = true;
    if (m_stage != Stage::Editing)
        setStage(Stage::Editing);
    updateControls();
    m_models->connection()->gateways()->get(m_id).then(
        this, [this, serial = ++m_serial](const Result<Gateway> &result) {
            if (serial == m_serial)
                onLoaded(result);
        });
}

void GatewayView::onConnectionChanged()
{
    const Connection *connection = m_models->connection();
    m_stack->setConnected(connection->state() == Connection::State::Ready);
    if (connection->state() == Connection::State::Ready && !m_id.isEmpty())
        load();
    updateControls();
}

void GatewayView::onLoaded(const Result<Gateway> &result)
{
    m_loading = false;
    if (result) {
        m_messages->clear(loadMessage);
        takeServed(*result);
    } else if (m_loaded) { // what is in the form stays
        m_messages->showError(loadMessage, result.error(), [this] { load(); });
    }
    m_stack->setContent(m_loaded ? TableModel::State::Ready : TableModel::State::Failed, m_loaded,
                        result ? ApiError{} : result.error());
    updateControls();
}

// The newest version comes under the edits. Of an edited field that the service has changed too,
// the old value is kept as the base, so that saving finds the conflict.
void GatewayView::takeServed(const Gateway &served)
{
    if (!m_loaded) {
        m_loaded = true;
        m_draft->setKey(draftKey());
        m_form->setValue(served);
        return restoreDraft();
    }
    const QJsonObject edits = m_form->edits();
    const Gateway base = m_form->base();
    QJsonObject contested;
    QStringList names;
    for (const FieldConflict &conflict : conflictsOf(base, m_form->value(), served)) {
        if (!conflict.isEdited() || conflict.base.isUndefined())
            continue;
        contested.insert(conflict.key, conflict.base);
        names.append(gatewayfields::label(conflict.key));
    }
    m_form->setValue(withEdits(overlaid(base, served), contested).value_or(served));
    m_form->setEdits(edits);
    if (names.isEmpty())
        m_messages->clear(meanwhileMessage);
    else
        m_messages->showWarning(meanwhileMessage,
                                tr("Changed on the service meanwhile: %1. You choose what to keep "
                                   "when you save.")
                                    .arg(names.join(QStringLiteral(", "))));
}

void GatewayView::restoreDraft()
{
    const std::optional<GatewayDraft::Content> draft = m_draft->load();
    if (!draft || draft->edits.isEmpty())
        return;
    const Gateway served = m_form->base();
    // Fields that the service has changed since are found when saving.
    if (const Result<Gateway> base = withEdits(served, draft->base))
        m_form->setValue(*base);
    if (!m_form->setEdits(draft->edits) || !m_form->isDirty()) {
        m_form->setValue(served);
        return m_draft->remove();
    }
    auto *discard = new QAction(tr("Discard"), m_form);
    connect(discard, &QAction::triggered, this, &GatewayView::revert);
    m_messages->showInfo(draftMessage,
                         tr("Unsaved changes from %1 were restored.")
                             .arg(m_models->time()->briefText(draft->savedAt)),
                         {discard});
}

void GatewayView::setStage(Stage stage)
{
    const bool moved = stage != m_stage;
    if (m_stage == Stage::Editing && moved)
        m_lastEditor = m_form->isAncestorOf(focusWidget()) ? focusWidget() : nullptr;
    m_stage = stage;
    m_review->setVisible(stage == Stage::Reviewing);
    m_merge->setVisible(stage == Stage::Merging);
    updateControls();
    if (!moved)
        return;
    if (stage == Stage::Reviewing)
        m_review->saveButton()->setFocus();
    else if (stage == Stage::Merging)
        m_merge->continueButton()->setFocus();
    else
        (m_lastEditor ? m_lastEditor.data() : m_form)->setFocus();
}

void GatewayView::onFormChanged()
{
    if (m_loaded && !m_deleted) {
        const QJsonObject edits = m_form->edits();
        QJsonObject base = toJson(m_form->base()).toObject();
        for (const QString &key : base.keys())
            if (!edits.contains(key))
                base.remove(key);
        if (m_id.isEmpty())
            base = {};
        if (edits.isEmpty() && m_wasDirty)
            m_draft->remove();
        else if (!edits.isEmpty())
            m_draft->keep(edits, base);
        if (edits.isEmpty())
            m_messages->clear(draftMessage);
    }
    updateControls();
    if (const bool dirty = hasUnsavedChanges(); dirty != m_wasDirty) {
        m_wasDirty = dirty;
        Q_EMIT unsavedChangesChanged();
    }
}

QString GatewayView::statusText() const
{
    if (!m_writes->mayWrite())
        return m_writes->reason();
    const qsizetype edits = m_form->edits().size();
    if (!m_form->isValid())
        return tr("Some fields need attention");
    if (m_id.isEmpty())
        return m_form->value().id.isEmpty() ? tr("An id is all that is needed") : QString();
    if (edits == 0)
        return tr("No changes");
    return edits == 1 ? tr("1 unsaved change") : tr("%1 unsaved changes").arg(edits);
}

void GatewayView::updateControls()
{
    const bool isNew = m_id.isEmpty();
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    const bool saving = m_saving->isRunning();
    const bool exists = !isNew && !m_deleted;
    const bool edited = m_form->isDirty();
    const bool complete = m_form->isValid() && !m_form->value().id.isEmpty();

    const bool savable = ready && m_loaded && !m_deleted && !saving && edited && complete;
    m_writes->setEnabled(m_save, savable);
    m_back->setEnabled(m_stage != Stage::Editing && !saving);
    m_refresh->setEnabled(ready && exists && !saving);
    m_logs->setEnabled(exists);
    m_writes->setEnabled(m_duplicate, exists && m_loaded);
    m_writes->setEnabled(m_delete,
                         ready && exists && m_loaded && !saving && !m_deletion->isActive(m_id));
    for (QAction *action : {m_logs, m_duplicate, m_delete, m_refresh})
        action->setVisible(!isNew);

    m_footer->setVisible(m_loaded && m_stage == Stage::Editing);
    m_footer->setStatus(m_deleted ? QString() : statusText());
    m_writes->setEnabled(m_footer->saveButton(), savable);
    m_footer->saveButton()->setText(!isNew       ? tr("Save…")
                                        : saving ? tr("Creating…")
                                                 : tr("Create gateway"));
    m_footer->revertButton()->setEnabled(edited && !saving && !m_deleted);
    m_footer->revertButton()->setText(isNew ? tr("Clear") : tr("Revert"));
    m_review->setSaving(saving);
    m_writes->setEnabled(m_review->saveButton(), !saving);
    m_form->setReadOnly(m_writes->reason());
    m_form->setLocked(m_stage != Stage::Editing || saving || m_deleted);

    if (m_loading && !m_loaded)
        m_stack->setContent(TableModel::State::Loading, false);
    const GatewayPage *page = m_pages->currentPage();
    if (m_loaded && exists)
        m_pages->setGateway(m_form->base());
    setBusy((page && page->isBusy()) || m_loading || saving
            || (!ready && !m_loaded && !hasError()));
    if (m_details)
        m_details->setGateway(m_loaded && exists ? std::optional(m_form->base()) : std::nullopt);
}

} // namespace gatehouse
