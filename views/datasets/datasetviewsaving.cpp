// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/fieldrow.h"
#include "views/common/messagebar.h"
#include "views/common/writeguard.h"
#include "views/datasets/datasetchanges.h"
#include "views/datasets/datasetview.h"
#include "views/datasets/datasetwrites.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/reviewpanel.h"
#include "views/logs/filterbar.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse {

void DatasetView::setStage(Stage stage)
{
    const bool moved = stage != m_stage;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget()); // else the person has gone on
    m_stage = stage;
    m_review->setVisible(stage == Stage::Reviewing);
    m_merge->setVisible(stage == Stage::Merging);
    updateControls();
    if (!moved || !hadFocus)
        return;
    if (stage == Stage::Reviewing)
        m_review->saveButton()->setFocus();
    else if (stage == Stage::Merging)
        m_merge->continueButton()->setFocus();
    else
        m_name->setFocus();
}

void DatasetView::save()
{
    if (!m_save->isEnabled() || m_stage == Stage::Merging)
        return;
    if (isNew() || m_gone || m_stage == Stage::Reviewing)
        write();
    else
        review();
}

void DatasetView::review()
{
    const Dataset mine = value();
    const QList<ReadableChange> changes = datasetChanges(m_base, mine, *m_models->time());
    const Connection *connection = m_models->connection();
    const QString title = changes.size() == 1
        ? tr("1 change to “%1” on %2").arg(m_base.name, connection->name())
        : tr("%1 changes to “%2” on %3")
              .arg(QString::number(changes.size()), m_base.name, connection->name());
    m_review->setChanges(
        title, changes,
        QStringLiteral("PUT /accounts/%1/ai-gateway/gateways/%2/datasets/%3")
            .arg(connection->client()->endpoint().account, m_gateway.value, m_id.value),
        datasetBody(mine));
    setStage(Stage::Reviewing);
}

void DatasetView::write()
{
    if (!problem().isEmpty() || m_saving || !m_writes->mayWrite())
        return;
    m_messages->clear(saveMessage);
    m_nameRow->setError({});
    m_saving = true;
    m_page->setFocus(); // what has it now is about to be disabled
    const Dataset mine = value();
    DatasetService *service = m_models->connection()->datasets();
    if (isNew() || m_gone)
        service->create(m_gateway, mine).then(this, [this](const Result<Dataset> &dataset) {
            onCreated(dataset);
        });
    else
        DatasetWrites::save(service, this, m_gateway, m_base, mine, OthersChanges::Ask)
            .then(this, [this](const Result<Outcome> &outcome) { onSaved(outcome); });
    updateControls();
}

void DatasetView::onCreated(const Result<Dataset> &dataset)
{
    m_saving = false;
    if (!dataset)
        return onSaveFailed(dataset.error());
    m_draft->remove();
    m_reading.cancel(); // of what was to be copied
    m_id = dataset->id;
    m_copyOf = {};
    m_gone = false;
    m_base = *dataset;
    showValue(*dataset);
    m_draft->setKey(draftKey());
    m_messages->clearAll();
    m_messages->showSuccess(savedMessage, tr("“%1” was created.").arg(dataset->name));
    onEdited();
    Q_EMIT titleChanged();
    Q_EMIT addressChanged();
}

void DatasetView::onSaved(const Result<Outcome> &outcome)
{
    m_saving = false;
    if (!outcome)
        return onSaveFailed(outcome.error());
    switch (outcome->kind) {
    case Outcome::Kind::Saved:
        m_draft->remove();
        m_base = outcome->value;
        showValue(outcome->value);
        m_messages->clearAll();
        m_messages->showSuccess(savedMessage, tr("Saved."));
        setStage(Stage::Editing);
        Q_EMIT titleChanged();
        break;
    case Outcome::Kind::Conflicted:
        m_conflict = *outcome;
        m_merge->setConflicts(outcome->conflicts);
        setStage(Stage::Merging);
        break;
    case Outcome::Kind::Gone:
        onRemoved(m_id);
        break;
    }
    onEdited();
}

void DatasetView::onSaveFailed(const ApiError &error)
{
    m_messages->showError(saveMessage, error, {}, m_writes->retry(error, [this] { write(); }));
    setStage(Stage::Editing);
    if (error.path.contains(QStringLiteral("name"))) {
        m_nameRow->setError(error.message);
        m_name->setFocus();
    } else if (error.path.contains(QStringLiteral("filters"))) {
        m_bar->textEdit()->setFocus();
    }
}

void DatasetView::mergeChosen()
{
    QJsonObject edited = edits();
    for (const FieldConflict &conflict : std::as_const(m_conflict.conflicts))
        edited.insert(conflict.key, m_merge->chosen(conflict.key));
    const Dataset mine = value();
    m_base = m_conflict.value;
    showValue(fromJson<Dataset>(overlaid(jsonOf(m_base), edited)).value_or(mine));
    onEdited();
    Q_EMIT titleChanged();
    if (hasUnsavedChanges())
        return review();
    m_messages->showInfo(saveMessage,
                         tr("Nothing is left to save: the form shows what the service has."));
    setStage(Stage::Editing);
}

void DatasetView::revert()
{
    m_messages->clear(draftMessage);
    m_messages->clear(saveMessage);
    m_nameRow->setError({});
    showValue(m_base);
    onEdited();
}

void DatasetView::onRemoved(const DatasetId &id)
{
    if (id != m_id || m_gone)
        return;
    m_gone = true;
    auto *saveAsNew = new QAction(tr("Save as new"));
    connect(saveAsNew, &QAction::triggered, this, &DatasetView::write);
    m_writes->add(saveAsNew);
    m_messages->showWarning(
        goneMessage,
        hasUnsavedChanges()
            ? tr("This dataset was deleted. The form still holds it, with your changes.")
            : tr("This dataset was deleted. The form still shows what it was."),
        {saveAsNew});
    setStage(Stage::Editing);
}

} // namespace gatehouse
