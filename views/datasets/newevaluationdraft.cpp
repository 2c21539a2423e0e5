// SPDX-License-Identifier: GPL-3.0-or-later
// What is chosen in the dialog and not started yet: kept, and offered when it opens again.
#include "views/common/messagebar.h"
#include "views/datasets/datasetpicker.h"
#include "views/datasets/newevaluationdialog.h"
#include "views/gateways/gatewaydraft.h"

#include <QAction>
#include <QLineEdit>
#include <QSet>

namespace gatehouse {

static const QString draftKey = QStringLiteral("draft");

template <class T> static QSet<T> asSet(const QList<T> &list)
{
    return {list.begin(), list.end()};
}

// In whatever order it was chosen.
static bool isSame(const NewEvaluation &one, const NewEvaluation &other)
{
    return one.name == other.name && asSet(one.datasets) == asSet(other.datasets)
        && asSet(one.types) == asSet(other.types);
}

bool NewEvaluationDialog::givesWayTo(const NewEvaluation &initial) const
{
    return !isStarting() && !isSame(initial, {}) && !isSame(initial, m_initial);
}

NewEvaluation NewEvaluationDialog::wanted() const
{
    return {m_name->text(), m_datasets->wanted(), m_wantedTypes};
}

void NewEvaluationDialog::setWanted(const NewEvaluation &wanted)
{
    m_name->setText(wanted.name);
    m_wantedTypes = wanted.types;
    m_datasets->setWanted(wanted.datasets);
    showTypes();
    onEdited();
}

void NewEvaluationDialog::onEdited()
{
    if (isSame(wanted(), m_initial))
        dropDraft();
    else
        m_draft->keep(toJson(wanted()).toObject(), {});
}

// What was begun before stays until the person says what is to become of it.
void NewEvaluationDialog::dropDraft()
{
    if (m_offered)
        return m_draft->keep(toJson(*m_offered).toObject(), {});
    m_draft->remove();
    m_messages->clear(draftKey);
}

// Into an empty form at once, otherwise when the person wants it.
void NewEvaluationDialog::offerDraft()
{
    const auto draft = m_draft->load();
    if (!draft)
        return;
    const auto begun = fromJson<NewEvaluation>(draft->edits);
    if (!begun)
        return;
    const QDateTime when = draft->savedAt;
    if (isSame(m_initial, {}))
        return restore(*begun, when);
    m_offered = *begun;
    auto *again = new QAction(tr("Restore"));
    connect(again, &QAction::triggered, this,
            [this, when] { restore(*std::exchange(m_offered, std::nullopt), when); });
    auto *discard = new QAction(tr("Discard"));
    connect(discard, &QAction::triggered, this, [this] {
        m_offered.reset();
        m_messages->clear(draftKey);
        onEdited();
    });
    m_messages->showInfo(
        draftKey,
        tr("An evaluation from %1 was begun and not started: %2")
            .arg(m_models->time()->briefText(when),
                 begun->name.isEmpty() ? tr("without a name") : tr("“%1”").arg(begun->name)),
        {again, discard});
}

void NewEvaluationDialog::restore(const NewEvaluation &begun, const QDateTime &when)
{
    setWanted(begun);
    auto *discard = new QAction(tr("Discard"));
    connect(discard, &QAction::triggered, this, [this] { setWanted(m_initial); });
    m_messages->showInfo(draftKey,
                         tr("What was begun at %1 and not started was restored.")
                             .arg(m_models->time()->briefText(when)),
                         {discard});
}

} // namespace gatehouse
