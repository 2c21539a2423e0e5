// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/fieldrow.h"
#include "views/common/messagebar.h"
#include "views/common/writeguard.h"
#include "views/datasets/datasetview.h"
#include "views/datasets/datasetwrites.h"
#include "views/gateways/gatewaydraft.h"

#include <QAction>
#include <QLineEdit>

namespace gatehouse {

void DatasetView::save()
{
    if (!problem().isEmpty() || m_saving || !m_writes->mayWrite())
        return;
    m_messages->clear(saveMessage);
    m_nameRow->setError({});
    m_saving = true;
    const Dataset mine = value();
    DatasetService *service = m_models->connection()->datasets();
    if (isNew() || m_gone)
        service->create(m_gateway, mine).then(this, [this](const Result<Dataset> &dataset) {
            onCreated(dataset);
        });
    else
        DatasetWrites::save(service, this, m_gateway, m_base, mine)
            .then(this, [this, mine](const Result<Outcome> &outcome) { onSaved(outcome, mine); });
    updateControls();
}

void DatasetView::onCreated(const Result<Dataset> &dataset)
{
    m_saving = false;
    if (!dataset)
        return onSaveFailed(dataset.error());
    m_draft->remove();
    m_id = dataset->id;
    m_copyOf = {};
    m_gone = false;
    m_base = *dataset;
    showValue(*dataset);
    m_draft->setKey(draftKey());
    m_messages->clearAll();
    m_messages->showSuccess(saveMessage, tr("“%1” was created.").arg(dataset->name));
    onEdited();
    Q_EMIT titleChanged();
    Q_EMIT addressChanged();
}

void DatasetView::onSaved(const Result<Outcome> &outcome, const Dataset &mine)
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
        m_messages->showSuccess(saveMessage, tr("Saved."));
        Q_EMIT titleChanged();
        break;
    case Outcome::Kind::Conflicted:
        showConflict(*outcome, mine);
        break;
    case Outcome::Kind::Gone:
        onRemoved(m_id);
        break;
    }
    onEdited();
}

void DatasetView::onSaveFailed(const ApiError &error)
{
    m_messages->showError(saveMessage, error, {}, m_writes->retry(error, [this] { save(); }));
    if (error.path.contains(QStringLiteral("name"))) {
        m_nameRow->setError(error.message);
        m_name->setFocus();
    }
    updateControls();
}

// Three versions of each field that both have changed, and one of two to go on with.
void DatasetView::showConflict(const Outcome &outcome, const Dataset &mine)
{
    const auto text = [this](const QString &key, const QJsonValue &value) {
        if (key != u"filters")
            return value.isBool() ? (value.toBool() ? tr("enabled") : tr("disabled"))
                                  : tr("“%1”").arg(value.toString());
        const auto filters = fromJson<QList<LogFilter>>(value);
        return tr("“%1”").arg(
            filtersInWords(filters.value_or(QList<LogFilter>()), *m_models->time()));
    };
    QStringList lines;
    for (const FieldConflict &conflict : outcome.conflicts)
        lines.append(tr("%1 was %2, is %3 there by now, and is to be %4.")
                         .arg(conflict.key, text(conflict.key, conflict.base),
                              text(conflict.key, conflict.theirs),
                              text(conflict.key, conflict.mine)));
    auto *keep = new QAction(tr("Save mine"));
    connect(keep, &QAction::triggered, this, [this, theirs = outcome.value, mine] {
        m_messages->clear(saveMessage);
        const QJsonObject edited = editsBetween(jsonOf(m_base), jsonOf(mine), datasetRules());
        m_base = theirs;
        showValue(fromJson<Dataset>(overlaid(jsonOf(theirs), edited)).value_or(mine));
        save();
    });
    auto *take = new QAction(tr("Take theirs"));
    connect(take, &QAction::triggered, this, [this, theirs = outcome.value] {
        m_messages->clear(saveMessage);
        m_base = theirs;
        showValue(theirs);
        onEdited();
        Q_EMIT titleChanged();
    });
    m_messages->showWarning(
        saveMessage,
        tr("Changed on the service meanwhile, nothing was saved. %1").arg(lines.join(u' ')),
        {keep, take});
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
    m_messages->showWarning(
        QStringLiteral("gone"),
        tr("The dataset is not there any more. Saving makes it anew, under another id."));
    updateControls();
}

} // namespace gatehouse
