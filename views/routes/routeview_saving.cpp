// SPDX-License-Identifier: GPL-3.0-or-later
// Saving a version, and what may be done when.
#include "models/domain/leafchanges.h"
#include "models/items/routehistory.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/routes/jsonpanel.h"
#include "views/routes/problemspanel.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routedraft.h"
#include "views/routes/routeeditor.h"
#include "views/routes/routeview.h"
#include "views/routes/simulatorpanel.h"
#include "views/routes/versionspanel.h"

#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QPushButton>
#include <QStackedWidget>

namespace gatehouse {

static const QString saveMessage = QStringLiteral("save");
static const QString deployMessage = QStringLiteral("deploy");

QString RouteView::requestText(const QString &last, const QJsonObject &body) const
{
    return QStringLiteral("POST /accounts/%1/ai-gateway/gateways/%2/routes/%3/%4\n")
               .arg(m_models->connection()->client()->endpoint().account,
                    m_record.at().gateway.value, m_record.at().route.value, last)
        + QString::fromUtf8(QJsonDocument(body).toJson());
}

void RouteView::showReview(bool shown)
{
    m_pages->setCurrentWidget(shown ? static_cast<QWidget *>(m_review) : m_editor);
    if (!shown && !m_compared.isEmpty()) {
        m_compared.clear();
        Q_EMIT addressChanged();
    }
    if (!shown)
        m_editor->canvas()->setFocus();
    updateControls();
}

bool RouteView::maySave()
{
    QString why;
    if (m_editor->json()->isEdited()) {
        m_editor->showTab(m_editor->json());
        why = tr("The JSON has edits that are not applied. Apply or revert them first.");
    } else if (m_editor->checker()->hasErrors()) {
        m_editor->showTab(m_editor->problems());
        why = tr("Errors have to be mended first.");
    }
    if (!why.isEmpty())
        m_messages->showWarning(saveMessage, why);
    return why.isEmpty() && m_save->isEnabled();
}

void RouteView::reviewSaving()
{
    if (!m_save->isEnabled() || !maySave())
        return;
    m_messages->clear(saveMessage);
    m_messages->clear(deployMessage);
    RouteDocument *document = m_editor->document();
    const QString name = m_record.route().name;
    const QString where = m_models->connection()->name();
    m_review->ask(
        {.purpose = RouteReview::Purpose::Save,
         .title = tr("Save a new version of “%1” on %2").arg(name, where),
         .note = tr("Callers go on getting %1 until a version is deployed.").arg(liveName()),
         .action = tr("Save version"),
         .request =
             requestText(QStringLiteral("versions"), {{"elements", toJson(document->graph())}}),
         .color = QColor(m_models->connection()->profile().color),
         .before = {m_base, document->positions()},
         .after = {document->graph(), document->positions()}});
    showReview(true);
    m_review->actionButton()->setFocus(); // nothing is lost by it
}

void RouteView::confirmed()
{
    if (m_writing)
        return;
    if (m_review->purpose() == RouteReview::Purpose::Save && m_save->isEnabled())
        save(m_shown);
    else if (m_review->purpose() == RouteReview::Purpose::Deploy)
        deploy();
}

void RouteView::save(const RouteVersionId &newestSeen)
{
    if (!maySave())
        return; // what offered it is older than what is drawn now
    m_messages->clear(saveMessage);
    m_draft->writeNow(m_shown.value); // whatever becomes of it
    m_writing = true;
    updateControls();
    m_models->connection()
        ->routes()
        ->saveVersion(m_record.at(), toJson(m_editor->document()->graph()), newestSeen)
        .then(this, [this](const Result<SaveOutcome<RouteVersion>> &outcome) {
            m_writing = false;
            onSaved(outcome);
            updateControls();
        });
}

void RouteView::onSaved(const Result<SaveOutcome<RouteVersion>> &outcome)
{
    using Kind = SaveOutcome<RouteVersion>::Kind;
    if (!outcome) {
        showReview(false); // the message is about what is edited there
        goTo({ViewAddress::Kind::Route, m_record.at().gateway}); // whatever was opened meanwhile
        m_messages->showError(saveMessage, outcome.error(), {},
                              m_writes->retry(outcome.error(), [this] { save(m_shown); }));
        return;
    }
    if (outcome->kind == Kind::Gone)
        return onGone();
    if (outcome->kind == Kind::Conflicted)
        return onSaveConflict(outcome->value);
    RouteDocument *document = m_editor->document();
    m_draft->remove();
    m_shown = outcome->value.id;
    m_asked = RouteVersionId();
    m_base = document->graph();
    document->markSaved();
    m_parts.positions->save(positionsKey(), m_shown.value, document->positions());
    m_messages->clearAll();
    auto *deploying = new QAction(icon(Icon::Deploy), tr("Deploy…"), m_editor);
    connect(deploying, &QAction::triggered, this, [this, id = m_shown] { reviewDeploying(id); });
    m_writes->add(deploying);
    m_messages->showSuccess(saveMessage, tr("The version was saved. It is not deployed yet."),
                            {deploying});
    showReview(false);
    onGraphChanged();
    refresh();
}

void RouteView::onSaveConflict(const RouteVersion &theirs)
{
    showReview(false);
    m_conflicting = theirs.id;
    auto *show = new QAction(icon(Icon::Compare), tr("Show what differs"), m_editor);
    auto *merge = new QAction(tr("Take theirs into mine"), m_editor);
    auto *keep = new QAction(tr("Save mine all the same"), m_editor);
    connect(show, &QAction::triggered, this, [this, theirs] {
        const std::optional<QJsonArray> elements = theirs.graph();
        const RouteText<RouteGraph> graph =
            routeGraphFromJson(elements ? QJsonValue(*elements) : QJsonValue());
        const RouteDocument *document = m_editor->document();
        if (graph)
            m_review->ask({.purpose = RouteReview::Purpose::Compare,
                           .title = tr("From what somebody else saved to what is edited here"),
                           .before = Placing::beside(*document, *graph),
                           .after = {document->graph(), document->positions()}});
        showReview(graph.has_value());
    });
    connect(merge, &QAction::triggered, this, [this, theirs] { takeOver(theirs); });
    connect(keep, &QAction::triggered, this, [this, theirs] { save(theirs.id); });
    m_writes->add(keep);
    m_messages->showWarning(
        saveMessage,
        tr("Nothing was saved: meanwhile somebody else saved a version. Theirs stays, whichever "
           "you choose; the newest one is what is edited next."),
        {show, merge, keep});
    refresh();
}

// Place by place: what they alone changed since the edits began is theirs, the rest stays as drawn.
// It can be undone, and is saved when the person does so.
void RouteView::takeOver(const RouteVersion &theirs)
{
    const QJsonArray other = theirs.graph().value_or(QJsonArray());
    const QJsonArray mine = toJson(m_editor->document()->graph());
    QList<LeafPath> taken;
    QStringList contested;
    for (const LeafConflict &conflict : leafConflicts(toJson(m_base), mine, other)) {
        QString place = conflict.path.join(u'.');
        if (conflict.isEdited())
            contested.append(place.remove(u'='));
        else if (!conflict.path.isEmpty()) // else only their order differs
            taken.append(conflict.path);
    }
    RouteDocument *document = m_editor->document();
    const RouteText<RouteGraph> base = routeGraphFromJson(other);
    QJsonObject state = document->state();
    state.insert(QStringLiteral("elements"), withTheirs(mine, other, taken));
    const RouteText<RouteGraph> merged = routeGraphFromJson(state);
    if (!base || !merged)
        return m_messages->showError(saveMessage, (base ? merged : base).error().message);
    state.insert(QStringLiteral("positions"),
                 positionsToJson(Placing::beside(*document, *merged).positions));
    showReview(false); // while a difference is looked at, nothing can be changed
    document->restore(state, tr("Take over what somebody else changed"));
    if (!(document->graph() == *merged))
        return; // it is being saved
    m_base = *base;
    m_shown = theirs.id;
    m_asked = RouteVersionId();
    m_messages->clear(QStringLiteral("draft")); // what it began with is not the base any more
    m_editor->setOverview(overview());
    m_messages->showInfo(
        saveMessage,
        contested.isEmpty()
            ? tr("What somebody else changed is in here now. Look at it, and save.")
            : tr("What somebody else changed is in here now, but where both changed the same, "
                 "yours stays: %1. Look at it, and save.")
                  .arg(contested.join(QStringLiteral(", "))));
    onGraphChanged();
    noticeNewer();
}

void RouteView::onGone()
{
    m_gone = true;
    showReview(false);
    m_messages->showError(saveMessage,
                          tr("The route is not there any more. What is drawn here can be copied, "
                             "or exported as JSON."));
    Q_EMIT unsavedChangesChanged();
    updateControls();
}

QString RouteView::overview() const
{
    const DynamicRoute &route = m_record.route();
    const QStringList lines{
        tr("Select an element to see its properties."),
        {},
        tr("Route: %1").arg(route.name),
        tr("Callers name it as model %1").arg(route.modelName()),
        tr("Shown: %1 of %2").arg(versionName(m_shown)).arg(m_record.versions()->rowCount()),
        tr("Live: %1").arg(versionName(m_record.live())),
        tr("Elements: %1").arg(m_editor->document()->graph().size()),
        {},
        m_editing
            ? tr("Keys: Tab and arrows go through the elements, Up and Down choose an output, "
                 "S C P R M E add an element there, L connects it, Ctrl with arrows moves, "
                 "Enter edits.")
            : tr("Keys: Tab and arrows go through the elements, F6 to the next part.")};
    return lines.join(u'\n');
}

void RouteView::updateVersionBox()
{
    m_versionBox->clear();
    for (const RouteVersion &version : m_record.versions()->values()) {
        QString text = tr("Version %1").arg(m_record.number(version.id));
        if (version.id == m_record.live())
            text = tr("%1 (live)").arg(text);
        const bool isNewest = version.id == m_record.newest();
        m_versionBox->addItem(text, isNewest ? QString() : version.id.value);
    }
}

void RouteView::updateControls()
{
    const bool ready = m_models->connection()->state() == Connection::State::Ready && !m_gone;
    const bool dirty = hasUnsavedChanges();
    const bool reviewing = m_pages->currentWidget() == m_review;
    const bool hasErrors = m_restored && m_editor->checker()->hasErrors();
    const bool settled = m_restored && m_wanted.isEmpty() && !m_writing;
    m_writes->setEnabled(m_save, ready && settled && dirty && !hasErrors);
    if (m_writes->mayWrite())
        setActionHelp(m_save,
                      hasErrors   ? tr("Save as a new version: errors have to be mended first")
                          : dirty ? tr("Save as a new version")
                                  : tr("Save as a new version: nothing has changed"));
    m_writes->setEnabled(m_deploy,
                         ready && settled && !dirty && !reviewing && m_record.version(m_shown)
                             && m_shown != m_record.live());
    m_writes->setEnabled(m_edit, ready && settled && !m_editing && !reviewing);
    m_edit->setVisible(m_restored && !m_editing);
    if (m_writes->mayWrite())
        setActionHelp(m_deploy,
                      dirty ? tr("Let callers get the version that is shown: save it first")
                          : m_restored && m_shown == m_record.live()
                          ? tr("Let callers get the version that is shown: they do already")
                          : tr("Let callers get the version that is shown"));
    m_refresh->setEnabled(ready && !m_writing);
    m_import->setEnabled(settled && m_editing && m_writes->mayWrite() && !reviewing);
    m_writes->setEnabled(m_review->actionButton(), ready && !m_writing);
    m_review->setRunning(m_writing);
    m_canvasTools->setEnabled(!reviewing);
    m_versionBox->setEnabled(m_record.isLoaded() && m_wanted.isEmpty() && !m_writing && !reviewing);
    const QString shown = m_shown == m_record.newest() ? QString() : m_shown.value;
    m_versionBox->setCurrentIndex(m_versionBox->findData(shown));
    if (m_restored)
        m_editor->setReadOnly(!m_writes->mayWrite() ? m_writes->reason()
                                  : !m_editing
                                  ? tr("%1 is only looked at").arg(versionName(m_shown))
                                  : m_gone    ? tr("The route is not there any more")
                                  : m_writing ? tr("It is being saved")
                                  : reviewing ? tr("A difference is being looked at")
                                              : QString());
    setBusy(m_record.isLoading() || m_placing.isRunning() || m_writing || m_history->isRunning()
            || m_editor->simulator()->isBusy() || m_editor->canvas()->isLayingOut()
            || (!m_restored && !hasError()));
}

} // namespace gatehouse
