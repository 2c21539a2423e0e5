// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/datasetview.h"

#include "models/services/drafts.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/datasets/datasetchanges.h"
#include "views/datasets/datasetpreview.h"
#include "views/datasets/datasetwrites.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/reviewpanel.h"
#include "views/gateways/savefooter.h"
#include "views/logs/filterbar.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse {

DatasetView::~DatasetView()
{
    // What is hidden and destroyed with this still signals.
    for (QObject *child : findChildren<QObject *>())
        child->disconnect(this);
}

ViewAddress DatasetView::address() const
{
    if (isNew())
        return {ViewAddress::Kind::NewDataset, m_gateway, m_copyOf.value};
    return {.kind = ViewAddress::Kind::Dataset, .gateway = m_gateway, .object = m_id.value};
}

void DatasetView::goTo(const ViewAddress &address)
{
    if (!isNew() || address.filter.isEmpty() || address.filter == m_copyOf.value)
        return;
    m_copyOf = {address.filter};
    loadCopied();
}

QString DatasetView::title() const
{
    if (isNew())
        return tr("New dataset of %1").arg(m_gateway.value);
    return m_loaded ? m_base.name : tr("Dataset");
}

bool DatasetView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || m_preview->hasFailed();
}

QJsonObject DatasetView::jsonOf(const Dataset &dataset)
{
    return toJson(dataset).toObject();
}

QJsonObject DatasetView::edits() const
{
    return editsBetween(jsonOf(m_base), jsonOf(value()), datasetRules());
}

bool DatasetView::hasUnsavedChanges() const
{
    return m_loaded && !edits().isEmpty();
}

Dataset DatasetView::value() const
{
    Dataset dataset = m_base;
    dataset.name = m_name->text().trimmed();
    dataset.enable = m_enable->isChecked();
    dataset.filters = m_bar->query().filters;
    return dataset;
}

QString DatasetView::draftKey() const
{
    return m_models->connection()->identity() + QStringLiteral("/gateway/") + m_gateway.value
        + (isNew() ? QStringLiteral("/new-dataset") : QStringLiteral("/dataset/") + m_id.value);
}

void DatasetView::refresh()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    m_stack->setConnected(ready || m_loaded);
    if (!ready || m_saving)
        return updateControls();
    if (isNew()) {
        if (!m_loaded) {
            m_loaded = true;
            m_draft->setKey(draftKey());
            showValue(m_base);
            restoreDraft();
            loadCopied();
        }
        m_stack->setContent(TableModel::State::Ready, true);
        preview();
        return updateControls();
    }
    m_reading.cancel();
    m_reading = m_models->connection()->datasets()->get(m_gateway, m_id);
    m_reading.then(this, [this](const Result<Dataset> &dataset) { onLoaded(dataset); });
    updateControls();
}

// A copy never replaces what the person has begun, unless they say so.
void DatasetView::loadCopied()
{
    if (m_copyOf.isEmpty() || !m_loaded)
        return;
    const QString key = QStringLiteral("copy");
    m_reading.cancel();
    m_reading = m_models->connection()->datasets()->get(m_gateway, m_copyOf);
    m_reading.then(this, [this, key](const Result<Dataset> &dataset) {
        updateBusy();
        if (!dataset)
            return m_messages->showError(key, dataset.error(), [this] { loadCopied(); });
        Dataset copied = *dataset;
        copied.name = tr("Copy of %1").arg(copied.name);
        const auto fill = [this, key, copied] {
            m_messages->clear(key);
            showValue(copied);
            onEdited();
            m_name->setFocus();
            m_name->selectAll();
        };
        if (!hasUnsavedChanges())
            return fill();
        auto *replace = new QAction(tr("Replace"));
        connect(replace, &QAction::triggered, this, fill);
        m_messages->showWarning(
            key,
            tr("A new dataset has been begun here already. Replace it by a copy of “%1”?")
                .arg(dataset->name),
            {replace});
    });
    updateBusy();
}

void DatasetView::onLoaded(const Result<Dataset> &dataset)
{
    if (!dataset && dataset.error().kind == ApiError::Kind::Cancelled)
        return;
    const bool first = !m_loaded;
    if (first)
        m_draft->setKey(draftKey());
    const bool gone = !dataset && dataset.error().kind == ApiError::Kind::NotFound;
    if (gone && first) {
        m_base.id = m_id;
        m_loaded = restoreDraft();
        Q_EMIT titleChanged();
    }
    if (dataset) {
        m_gone = false;
        m_messages->clear(loadMessage);
        m_messages->clear(goneMessage);
        setBase(*dataset);
        if (first)
            restoreDraft();
        preview();
    } else if (gone && m_loaded) {
        m_messages->clear(loadMessage);
        onRemoved(m_id);
    } else if (m_loaded) { // what is in the form stays
        m_messages->showError(loadMessage, dataset.error(), [this] { refresh(); });
    }
    m_stack->setContent(m_loaded ? TableModel::State::Ready : TableModel::State::Failed, m_loaded,
                        dataset ? ApiError{} : dataset.error());
    updateControls();
}

// The newest version comes under the edits; what both have changed is found when it is saved,
// because of a field that is edited the old value stays the base.
void DatasetView::setBase(const Dataset &base)
{
    if (!m_loaded) {
        m_loaded = true;
        m_base = base;
        showValue(base);
        Q_EMIT titleChanged();
        return;
    }
    const QJsonObject edited = edits();
    QJsonObject under = jsonOf(base);
    for (auto it = edited.begin(); it != edited.end(); ++it)
        under.insert(it.key(), jsonOf(m_base).value(it.key()));
    const QJsonObject over = overlaid(under, edited);
    m_base = fromJson<Dataset>(under).value_or(base);
    showValue(fromJson<Dataset>(over).value_or(base));
    Q_EMIT titleChanged();
    onEdited();
    if (m_stage == Stage::Reviewing) // of what is not so any more
        setStage(Stage::Editing);
}

void DatasetView::showValue(const Dataset &dataset)
{
    m_filling = true;
    if (m_name->text().trimmed() != dataset.name)
        m_name->setText(dataset.name);
    m_enable->setChecked(dataset.enable);
    LogQuery query;
    query.filters = dataset.filters;
    if (m_bar->query() != query)
        m_bar->setQuery(query);
    m_filling = false;
    preview();
}

bool DatasetView::restoreDraft()
{
    const std::optional<GatewayDraft::Content> draft = m_draft->load();
    if (!draft || draft->edits.isEmpty())
        return false;
    // What the service has changed since the draft was begun is found when it is saved. Of one that
    // is not there any more, the draft is all that is left.
    QJsonObject old = draft->base;
    for (const QString &member : draft->base.keys())
        if (m_loaded && !draft->edits.contains(member))
            old.remove(member);
    const QJsonObject under = overlaid(jsonOf(m_base), old);
    const auto base = fromJson<Dataset>(under);
    const auto edited = fromJson<Dataset>(overlaid(under, draft->edits));
    if (!base || !edited) {
        m_draft->remove();
        return false;
    }
    m_base = *base;
    showValue(*edited);
    auto *discard = new QAction(tr("Discard"), this);
    connect(discard, &QAction::triggered, this, &DatasetView::revert);
    m_messages->showInfo(draftMessage,
                         tr("Unsaved changes from %1 were restored.")
                             .arg(m_models->time()->briefText(draft->savedAt)),
                         {discard});
    onEdited();
    return true;
}

void DatasetView::onEdited()
{
    if (m_filling)
        return;
    const QJsonObject edited = edits();
    if (m_loaded) {
        if (!edited.isEmpty())
            m_draft->keep(edited, isNew() ? QJsonObject() : datasetBody(m_base));
        else if (m_wasDirty)
            m_draft->remove();
        m_messages->clear(edited.isEmpty() ? draftMessage : savedMessage);
    }
    updateControls();
    if (const bool dirty = hasUnsavedChanges(); dirty != m_wasDirty) {
        m_wasDirty = dirty;
        Q_EMIT unsavedChangesChanged();
    }
}

// What would be in it as the filters are now.
void DatasetView::preview()
{
    if (!m_filling)
        m_preview->setFilters(m_bar->query().filters);
}

void DatasetView::updateBusy()
{
    setBusy(m_reading.isRunning() || m_saving || m_changes->isRunning()
            || m_bar->textEdit()->isPending() || m_preview->isBusy());
}

QString DatasetView::problem() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("It needs a name");
    if (m_bar->textEdit()->problem() || m_bar->textEdit()->isPending())
        return tr("The filter is not applied yet");
    return {};
}

QString DatasetView::statusText() const
{
    if (!m_writes->mayWrite())
        return m_writes->reason();
    if (const QString text = problem(); !text.isEmpty())
        return text;
    return hasUnsavedChanges() || m_gone ? tr("Not saved") : tr("No changes");
}

void DatasetView::updateControls()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready;
    const bool exists = !isNew() && !m_gone;
    const bool edited = hasUnsavedChanges();
    const bool savable =
        ready && m_loaded && !m_saving && problem().isEmpty() && (edited || isNew() || m_gone);
    m_writes->setEnabled(m_save, savable);
    m_writes->setEnabled(m_footer->saveButton(), savable);
    m_writes->setEnabled(m_review->saveButton(), savable);
    m_review->setSaving(m_saving);
    m_back->setEnabled(m_stage != Stage::Editing && !m_saving);
    m_footer->setVisible(m_stage == Stage::Editing);
    m_footer->saveButton()->setText(!isNew() && !m_gone ? tr("Save…")
                                        : m_saving      ? tr("Creating…")
                                        : m_gone        ? tr("Save as new")
                                                        : tr("Create dataset"));
    m_footer->revertButton()->setEnabled(edited && !m_saving);
    m_footer->revertButton()->setText(isNew() ? tr("Clear") : tr("Revert"));
    m_footer->setStatus(statusText());
    m_writes->setEnabled(m_delete, ready && exists && m_loaded && !m_changes->isRunning());
    m_writes->setEnabled(m_duplicate, ready && exists && m_loaded);
    m_delete->setVisible(!isNew());
    m_duplicate->setVisible(!isNew());
    m_refresh->setEnabled(ready);
    const bool busy = m_saving || m_stage != Stage::Editing;
    m_name->setEnabled(!busy);
    m_name->setReadOnly(!m_writes->mayWrite());
    m_enable->setEnabled(!busy && m_writes->mayWrite());
    m_bar->setEnabled(!busy);
    m_messages->setEnabled(!m_saving); // their buttons change the form, too
    if (!busy && window()->focusWidget() == m_page) // where saving has left it
        m_name->setFocus();
    if (m_reading.isRunning() && !m_loaded)
        m_stack->setContent(TableModel::State::Loading, false);
    const auto &filterProblem = m_bar->textEdit()->problem();
    m_preview->setProblem(filterProblem ? filterProblem->message : QString());
    updateBusy();
}

LogTableModel *DatasetView::logs() const
{
    return m_preview->logs();
}

QWidget *DatasetView::inspector()
{
    return m_preview->inspector();
}

void DatasetView::openLogs()
{
    Q_EMIT openRequested({ViewAddress::Kind::Logs, m_gateway, formatLogQuery(m_bar->query())});
}

} // namespace gatehouse
