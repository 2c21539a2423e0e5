// SPDX-License-Identifier: GPL-3.0-or-later
// Saving in GatewayView, and what comes of it.
#include "views/common/messagebar.h"
#include "views/common/writeguard.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewaypages.h"
#include "views/gateways/gatewaysaving.h"
#include "views/gateways/gatewayview.h"
#include "views/gateways/mergepanel.h"
#include "views/gateways/reviewpanel.h"

#include <QAction>

namespace gatehouse {

void GatewayView::save()
{
    m_pages->setCurrent(GatewayPages::Settings);
    if (m_saving->isRunning() || m_stage == Stage::Merging)
        return;
    m_form->commit();
    if (!m_save->isEnabled()) // what was still being typed is no change, or not valid
        return;
    if (m_id.isEmpty() || m_stage == Stage::Reviewing)
        write();
    else
        review();
}

void GatewayView::review()
{
    const Gateway mine = m_form->value();
    const QList<FieldChange> changes = changesBetween(m_form->base(), mine);
    const QString where = m_models->connection()->name();
    const QString title = changes.size() == 1
        ? tr("1 change to %1 on %2").arg(m_id.value, where)
        : tr("%1 changes to %2 on %3").arg(QString::number(changes.size()), m_id.value, where);
    const QString account = m_models->connection()->client()->endpoint().account;
    m_review->setChanges(
        title, changes,
        QStringLiteral("PUT /accounts/%1/ai-gateway/gateways/%2").arg(account, m_id.value),
        gatewayUpdateBody(mine));
    setStage(Stage::Reviewing);
}

void GatewayView::write()
{
    m_messages->clear(saveMessage);
    ++m_serial; // an answer that is still on its way is of before
    m_loading = false;
    if (m_id.isEmpty())
        m_saving->create(m_form->value());
    else
        m_saving->update(m_form->base(), m_form->value());
}

void GatewayView::revert()
{
    const QJsonObject lost = m_form->edits();
    m_form->setValue(m_form->base());
    m_draft->remove();
    m_messages->clearAll();
    if (m_id.isEmpty()) {
        m_form->setNew(true);
    } else if (!lost.isEmpty()) {
        load(); // the base of a contested field was an old one
    }
    setStage(Stage::Editing);
}

void GatewayView::onCreated(const Gateway &gateway)
{
    m_draft->remove();
    m_messages->clearAll();
    m_id = gateway.id;
    m_pages->setId(m_id);
    m_draft->setKey(draftKey());
    const Gateway asked = m_form->value();
    m_form->setNew(false);
    m_form->setValue(overlaid(creatable(asked), gateway));
    m_messages->showSuccess(saveMessage, tr("The gateway was created."));
    // What the creation does not take is the first change.
    m_form->setEdits(editsBetween(creatable(asked), asked));
    if (m_form->isDirty())
        m_messages->showWarning(saveMessage,
                                tr("The gateway was created. What can only be given to one that is "
                                   "there is not saved yet: save once more."));
    setStage(Stage::Editing);
    m_form->setFocus(); // which was locked until now
    Q_EMIT addressChanged();
    Q_EMIT titleChanged();
}

void GatewayView::onUpdated(const Gateway &gateway)
{
    m_draft->remove();
    m_messages->clearAll();
    m_form->setValue(gateway);
    m_messages->showSuccess(saveMessage, tr("The changes were saved."));
    setStage(Stage::Editing);
}

void GatewayView::onConflicted(const QList<FieldConflict> &conflicts, const Gateway &theirs)
{
    m_conflicts = conflicts;
    m_theirs = theirs;
    m_merge->setConflicts(conflicts);
    setStage(Stage::Merging);
}

void GatewayView::mergeChosen()
{
    QJsonObject edits = m_form->edits();
    for (const FieldConflict &conflict : std::as_const(m_conflicts)) {
        const QJsonValue chosen = m_merge->chosen(conflict.key);
        if (chosen == conflict.theirs)
            edits.remove(conflict.key);
        else if (!chosen.isUndefined())
            edits.insert(conflict.key, chosen);
    }
    m_messages->clear(meanwhileMessage);
    m_form->setValue(overlaid(m_form->base(), m_theirs));
    m_form->setEdits(edits);
    if (m_form->isDirty())
        return review();
    m_messages->showInfo(saveMessage,
                         tr("Nothing is left to save: the form shows what the service "
                            "has."));
    setStage(Stage::Editing);
}

// The edits stay in the form: they can become a gateway again.
void GatewayView::onGone()
{
    m_models->gateways()->refresh();
    auto *saveAsNew = new QAction(tr("Save as new"), m_form);
    connect(saveAsNew, &QAction::triggered, this, &GatewayView::saveAsNew);
    m_messages->showWarning(saveMessage,
                            tr("This gateway has been deleted on the service. Nothing was saved; "
                               "the form still holds what it was, with your changes."),
                            {saveAsNew});
    setStage(Stage::Editing);
}

void GatewayView::saveAsNew()
{
    if (m_saving->isRunning())
        return;
    const GatewayCopy::Copy copy = GatewayCopy::copyOf(m_form->value());
    m_draft->remove();
    m_messages->clearAll();
    m_id = {};
    m_deleted = false;
    m_draft->setKey(draftKey());
    m_form->setNew(true);
    m_form->setValue(newGateway());
    fillFrom(copy);
    m_messages->showInfo(copyMessage,
                         copy.described(tr("A new gateway with the settings of the deleted one.")));
    setStage(Stage::Editing);
    Q_EMIT addressChanged();
    Q_EMIT titleChanged();
}

void GatewayView::onSaveFailed(const ApiError &error)
{
    setStage(Stage::Editing);
    QList<ApiError::Detail> details = error.details;
    if (details.isEmpty())
        details.append({error.code, error.message, error.path});
    QString first;
    for (const ApiError::Detail &detail : std::as_const(details)) {
        const QString key = m_form->setServiceError(detail.path, detail.message);
        if (first.isEmpty())
            first = key;
    }
    m_messages->showError(saveMessage, error, {}, m_writes->retry(error, [this] { save(); }));
    updateControls();
    if (!first.isEmpty())
        m_form->focusField(first);
}

void GatewayView::onRemoved(const GatewayId &id)
{
    if (m_id.isEmpty() || id != m_id)
        return;
    m_deleted = true;
    m_pages->setGone();
    m_draft->remove();
    m_messages->clearAll();
    m_messages->showWarning(saveMessage,
                            tr("This gateway was deleted. The form shows what it was."));
    setStage(Stage::Editing);
    Q_EMIT unsavedChangesChanged();
}

} // namespace gatehouse
