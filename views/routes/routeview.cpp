// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/routeview.h"

#include "models/domain/modelprovider.h"
#include "models/items/routehistory.h"
#include "models/services/endpointservice.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/routes/jsonpanel.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routedraft.h"
#include "views/routes/routeeditor.h"
#include "views/routes/simulatorpanel.h"

#include <QAction>
#include <QComboBox>
#include <QStackedWidget>

namespace gatehouse {

static const QString loadMessage = QStringLiteral("load");
static const QString draftMessage = QStringLiteral("draft");
static const QString saveMessage = QStringLiteral("save");
static const QString newerMessage = QStringLiteral("newer");
static const QString oldMessage = QStringLiteral("old");
static constexpr int logsRead = 200; // for prices, completions and requests to try

RouteView::~RouteView()
{
    keepPlaces();
    m_draft->disconnect(this);
    delete m_draft; // it writes the document when it goes
    m_editor->document()->disconnect(this);
    m_editor->checker()->disconnect(this);
    m_editor->simulator()->disconnect(this);
    m_editor->canvas()->disconnect(this);
    delete m_stack; // the versions ask the record
}

void RouteView::keepPlaces()
{
    if (!m_positionsTimer.isActive())
        return;
    m_positionsTimer.stop();
    m_parts.positions->save(positionsKey(), m_shown.value, m_editor->document()->positions());
}

ViewAddress RouteView::address() const
{
    ViewAddress address{ViewAddress::Kind::Route, m_record.at().gateway};
    address.object = m_record.at().route.value;
    if (!m_compared.isEmpty())
        address.filter = ViewAddress::joined(m_compared);
    else if (m_asked && !m_asked->isEmpty())
        address.filter = ViewAddress::joined({m_asked->value});
    return address;
}

void RouteView::goTo(const ViewAddress &address)
{
    m_toDeploy = RouteVersionId(); // what was to come is not asked for any more
    m_toEdit.reset();
    const QStringList ids = ViewAddress::parts(address.filter);
    m_compared = ids.size() == 2 ? ids : QStringList();
    m_asked = RouteVersionId{ids.size() == 1 ? ids.constFirst() : QString()};
    if (m_record.isLoaded())
        onLoaded();
    Q_EMIT addressChanged();
}

QString RouteView::title() const
{
    return m_record.isLoaded() ? m_record.route().name : tr("Route");
}

QIcon RouteView::viewIcon() const
{
    return icon(Icon::Route);
}

QWidget *RouteView::inspector()
{
    QWidget *properties = m_editor->properties();
    properties->addActions({m_save, m_deploy}); // whoever types there saves from there
    return properties;
}

bool RouteView::hasError() const
{
    return m_messages->hasError() || m_stack->state() == StateStack::State::Failed
        || m_models->connection()->state() == Connection::State::Failed;
}

bool RouteView::hasUnsavedChanges() const
{
    return !m_gone && m_restored && m_editing
        && (!(m_editor->document()->graph() == m_base) || m_editor->json()->isEdited());
}

RoutePositions::Route RouteView::positionsKey() const
{
    return {m_models->connection()->profile().id, m_record.at().gateway.value,
            m_record.at().route.value};
}

QString RouteView::versionName(const RouteVersionId &version) const
{
    const int number = m_record.number(version);
    return number ? tr("version %1").arg(number) : tr("a version that is not there");
}

void RouteView::onConnectionChanged()
{
    m_stack->setConnected(m_models->connection()->state() == Connection::State::Ready);
    refresh();
    updateControls();
}

void RouteView::refresh()
{
    if (m_models->connection()->state() != Connection::State::Ready || m_gone)
        return;
    m_record.load();
    if (!m_history->isRunning())
        m_history->start({}, logsRead, Urgency::Background);
    // Completions are nice to have: without them everything works.
    m_models->connection()->endpoints()->customSlugs().then(
        this, [this](const Result<QStringList> &slugs) {
            if (slugs)
                m_customSlugs = *slugs;
            suggest();
        });
    updateControls();
}

void RouteView::onLoadFailed(const ApiError &error)
{
    if (m_restored)
        m_messages->showError(loadMessage, error, [this] { refresh(); });
    m_toDeploy = RouteVersionId();
    m_stack->setContent(m_restored ? TableModel::State::Ready : TableModel::State::Failed,
                        m_restored, error);
    updateControls();
}

void RouteView::onLoaded()
{
    if (m_writing)
        return; // what is being saved stays until that is over
    m_messages->clear(loadMessage);
    updateVersionBox();
    Q_EMIT titleChanged();
    if (m_asked && !m_asked->isEmpty() && !m_record.version(*m_asked)) {
        m_messages->showWarning(loadMessage,
                                tr("The version that was asked for is not there: this is the "
                                   "newest one."));
        m_asked = RouteVersionId();
    }
    const RouteVersionId wanted = m_asked && !m_asked->isEmpty() ? *m_asked : m_record.newest();
    const bool staysEdited = hasUnsavedChanges() && m_asked && m_asked->isEmpty();
    if ((wanted == m_shown && m_restored) || staysEdited)
        noticeNewer();
    else
        showVersion(wanted);
    if (m_compared.size() == 2) {
        compare({m_compared.at(0)}, {m_compared.at(1)});
        if (m_compared.isEmpty() && m_pages->currentWidget() == m_review)
            showReview(false); // one of them is not there any more
    }
    m_editor->setOverview(overview());
    noticeOld();
    if (!m_toDeploy.isEmpty())
        reviewDeploying(std::exchange(m_toDeploy, {}));
    updateControls();
}

void RouteView::noticeOld()
{
    if (!m_restored || m_editing)
        return m_messages->clear(oldMessage);
    auto *newest = new QAction(icon(Icon::History), tr("To the newest"));
    newest->setToolTip(tr("Show the newest version, which can be edited"));
    connect(newest, &QAction::triggered, this, [this] {
        goTo({ViewAddress::Kind::Route, m_record.at().gateway});
    });
    const QString what = m_shown == m_record.live()
        ? tr("This is %1, which callers get. It is only looked at: there is a newer one.")
        : tr("This is %1, to be looked at. Callers get %2.").arg(QStringLiteral("%1"), liveName());
    m_messages->showInfo(oldMessage, what.arg(versionName(m_shown)), {newest});
}

void RouteView::noticeNewer()
{
    if (!m_editing || m_shown == m_record.newest() || m_conflicting == m_record.newest())
        return m_messages->clear(newerMessage);
    m_messages->showWarning(
        newerMessage,
        tr("Meanwhile somebody saved %1. You choose what to keep when you save.")
            .arg(versionName(m_record.newest())));
}

void RouteView::showVersion(const RouteVersionId &version)
{
    const RouteText<RouteGraph> graph = m_record.graph(version);
    if (!graph && m_record.fetch({version}))
        return updateControls(); // it comes back here
    if (!graph)
        return onLoadFailed(ApiError::protocol(graph.error().message));
    // What is edited is written before another version takes its place.
    if (hasUnsavedChanges())
        m_draft->writeNow(m_shown.value);
    keepPlaces();
    m_wanted = version;
    m_placing.place(*graph, m_parts.positions->load(positionsKey(), version.value));
    updateControls();
}

void RouteView::onPlaced(const PlacedGraph &placed)
{
    const bool first = !m_restored;
    m_shown = std::exchange(m_wanted, {});
    m_base = placed.graph;
    m_restored = true;
    m_editing = m_shown == m_record.newest();
    m_editor->document()->setReadOnly(false);
    m_editor->load(placed.graph, placed.positions);
    m_stack->setContent(TableModel::State::Ready, true);
    if (m_editing) {
        restoreDraft();
    } else {
        m_messages->clear(draftMessage);
        m_messages->clear(saveMessage); // what it offers is not about this version
    }
    if (m_editing && m_toEdit)
        m_editor->document()->restore(*std::exchange(m_toEdit, {}), tr("Edit another version"));
    if (first && m_compared.size() == 2)
        compare({m_compared.at(0)}, {m_compared.at(1)});
    m_wasDirty = hasUnsavedChanges();
    Q_EMIT unsavedChangesChanged();
    m_editor->setOverview(overview());
    noticeOld();
    updateControls();
}

void RouteView::restoreDraft()
{
    const std::optional<RouteDraft::Content> draft = m_draft->load();
    if (!draft)
        return m_messages->clear(draftMessage);
    if (!m_editor->restore(draft->state, tr("Restore the draft")) || !hasUnsavedChanges())
        return m_draft->remove();
    auto *discard = new QAction(tr("Discard"), m_editor);
    connect(discard, &QAction::triggered, this, &RouteView::discardDraft);
    const QString when = m_models->time()->text(draft->savedAt);
    const bool isOlder = draft->base != m_shown.value;
    const QString text = isOlder ? tr("Unsaved changes from %1 were restored. They began with %2.")
                                       .arg(when, versionName({draft->base}))
                                 : tr("Unsaved changes from %1 were restored.").arg(when);
    m_messages->showInfo(draftMessage, text, {discard});
}

void RouteView::discardDraft()
{
    showReview(false);
    m_messages->clear(draftMessage);
    if (m_editor->json()->isEdited())
        m_editor->json()->revert();
    m_editor->document()->undoStack()->setIndex(0); // a redo brings it back
}

PlacedGraph RouteView::placedVersion(const RouteVersionId &version) const
{
    const RouteText<RouteGraph> graph = m_record.graph(version);
    if (!graph)
        return {};
    return Placing::beside(*m_editor->document(), *graph,
                           m_parts.positions->load(positionsKey(), version.value));
}

// Only of a graph that is edited: that of an old version is only looked at.
void RouteView::onGraphChanged()
{
    if (!m_restored || !m_wanted.isEmpty())
        return;
    const bool dirty = hasUnsavedChanges();
    if (dirty)
        m_draft->keep(m_shown.value);
    else if (m_wasDirty && m_editing)
        m_draft->remove();
    if (dirty != m_wasDirty) {
        m_wasDirty = dirty;
        Q_EMIT unsavedChangesChanged();
    }
    updateControls();
}

void RouteView::onMoved()
{
    if (!m_restored || !m_wanted.isEmpty() || m_shown.isEmpty())
        return;
    if (hasUnsavedChanges())
        m_draft->keep(m_shown.value);
    else
        m_positionsTimer.start();
}

void RouteView::editFromHere()
{
    const QJsonObject state = m_editor->document()->state();
    goTo({ViewAddress::Kind::Route, m_record.at().gateway});
    if (m_editing && m_wanted.isEmpty())
        m_editor->document()->restore(state, tr("Edit another version"));
    else
        m_toEdit = state; // once the newest version is there
}

// Known ones, those of the account, and what has been asked for lately.
void RouteView::suggest()
{
    RouteSuggestions suggestions;
    suggestions.fields = m_seenFields;
    for (const ModelProvider &provider : modelProviders()) {
        suggestions.providers.append(provider.slug);
        if (!provider.chatModel.isEmpty())
            suggestions.models[provider.slug].append(provider.chatModel);
    }
    for (const QString &slug : m_customSlugs.value_or(QStringList()))
        suggestions.providers.append(slug);
    for (auto it = m_seenModels.cbegin(); it != m_seenModels.cend(); ++it) {
        if (!it.key().isEmpty() && !suggestions.providers.contains(it.key()))
            suggestions.providers.append(it.key());
        QStringList &models = suggestions.models[it.key()];
        models += it.value();
        models.removeDuplicates();
    }
    m_editor->setSuggestions(suggestions);
    // Without the account's own, a provider that is not listed may be one of them.
    if (m_customSlugs)
        m_editor->setKnownProviders({suggestions.providers.begin(), suggestions.providers.end()});
}

} // namespace gatehouse
