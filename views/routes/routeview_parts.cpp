// SPDX-License-Identifier: GPL-3.0-or-later
// The making of a route's view.
#include "models/domain/format.h"
#include "models/items/routehistory.h"
#include "views/common/actions.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/savefile.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/routes/graphpicture.h"
#include "views/routes/jsonpanel.h"
#include "views/routes/routeactions.h"
#include "views/routes/routecanvas.h"
#include "views/routes/routedraft.h"
#include "views/routes/routeeditor.h"
#include "views/routes/routefile.h"
#include "views/routes/routeview.h"
#include "views/routes/simulatorpanel.h"
#include "views/routes/versionspanel.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace gatehouse {

static constexpr int positionsMs = 500;

RouteView::RouteView(ConnectionModels *models, const ViewAddress &address, const RouteParts &parts,
                     QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_parts(parts)
    , m_record(models->connection()->routes(), {address.gateway, {address.object}}, models->time())
    , m_writes(new WriteGuard(models->connection(), this))
    , m_editor(new RouteEditor(models->connection(), address.gateway))
    , m_review(new RouteReview)
    , m_versions(new VersionsPanel(&m_record, m_writes))
    , m_messages(new MessageBar)
    , m_pages(new QStackedWidget)
    , m_draft(new RouteDraft(parts.drafts,
                             models->connection()->identity() + QStringLiteral("/gateway/")
                                 + address.gateway.value + QStringLiteral("/route/")
                                 + address.object,
                             m_editor, this))
    , m_history(new RouteHistoryLoader(models->connection()->logs(), address.gateway, this))
    , m_versionBox(new QComboBox)
{
    m_editor->addTab(m_versions, icon(Icon::History), tr("Versions"));
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_review);
    m_stack = new StateStack(m_pages);
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The route is read as soon as the connection is there."));
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_editor);
    m_positionsTimer.setSingleShot(true);
    m_positionsTimer.setInterval(positionsMs);
    connectParts();
    goTo(address);
    onConnectionChanged();
    m_stack->setContent(TableModel::State::Loading, false);
}

void RouteView::makeActions()
{
    m_save = makeAction(this, icon(Icon::Success), tr("Save…"), tr("Save as a new version"),
                        {QKeySequence::Save});
    m_deploy = makeAction(this, icon(Icon::Deploy), tr("Deploy…"),
                          tr("Let callers get the version that is shown"),
                          {Qt::CTRL | Qt::SHIFT | Qt::Key_D});
    m_refresh = makeAction(this, icon(Icon::Refresh), tr("Refresh"),
                           tr("Read the route again; edits stay"), {QKeySequence::Refresh});
    m_edit = makeAction(this, icon(Icon::Edit), tr("Edit this"),
                        tr("Begin a new version with this one"));
    m_import = makeAction(this, icon(Icon::Import), tr("Import JSON…"),
                          tr("Put the graph of a file in place of this one"));
    m_properties = makeAction(this, icon(Icon::Inspector), tr("Properties"),
                              tr("Show the properties of what is selected"));
    m_writes->add(m_save);
    m_writes->add(m_deploy);
    m_writes->add(m_edit);
    m_writes->add(m_review->actionButton());
    connect(m_save, &QAction::triggered, this, [this] {
        if (m_pages->currentWidget() == m_review
            && m_review->purpose() == RouteReview::Purpose::Save)
            confirmed();
        else
            reviewSaving();
    });
    connect(m_deploy, &QAction::triggered, this, [this] { reviewDeploying(m_shown); });
    connect(m_refresh, &QAction::triggered, this, &RouteView::refresh);
    connect(m_edit, &QAction::triggered, this, &RouteView::editFromHere);
    connect(m_import, &QAction::triggered, this, &RouteView::importFile);
    connect(m_properties, &QAction::triggered, this, &RouteView::inspectRequested);
}

QMenu *RouteView::makeMoreMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &text, const QString &suffix,
                                  const std::function<QByteArray()> &make) {
        menu->addAction(icon(Icon::Export), text, this,
                        [this, text, suffix, make] { exportAs(text, suffix, make); });
    };
    RouteScene *scene = m_editor->canvas()->graph();
    add(tr("Export as JSON…"), QStringLiteral("json"),
        [this] { return routeText(m_editor->document()->graph()); });
    add(tr("Export as SVG…"), QStringLiteral("svg"),
        [this, scene] { return graphAsSvg(scene, m_record.route().name); });
    add(tr("Export as PNG…"), QStringLiteral("png"), [scene] { return graphAsPng(scene); });
    menu->addAction(m_import);
    menu->addSeparator();
    menu->addAction(m_properties);
    return menu;
}

static QToolButton *menuButton(const QString &text, const QIcon &icon, QMenu *menu)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setIcon(icon);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QWidget *RouteView::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    RouteActions *actions = m_editor->actions();
    m_versionBox->setAccessibleName(tr("Version"));
    m_versionBox->setToolTip(tr("Which version is shown"));
    m_versionBox->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    layout->addWidget(m_versionBox);
    QToolButton *save = makeActionButton(m_save, Qt::ToolButtonTextBesideIcon);
    layout->addWidget(save);
    QToolButton *deploy = makeActionButton(m_deploy, Qt::ToolButtonTextBesideIcon);
    layout->addWidget(deploy);
    QToolButton *edit = makeActionButton(m_edit, Qt::ToolButtonTextBesideIcon);
    connect(m_edit, &QAction::visibleChanged, edit,
            [this, edit, save] { // one of them: a narrow window has no room for both
                edit->setVisible(m_edit->isVisible());
                save->setVisible(!m_edit->isVisible());
            });
    layout->addWidget(edit);
    m_wideButtons = {save, deploy};
    layout->addSpacing(grid);
    m_canvasTools = new QWidget;
    auto *tools = new QHBoxLayout(m_canvasTools);
    tools->setContentsMargins({});
    tools->setSpacing(grid / 2);
    for (QAction *action :
         {actions->undo(), actions->redo(), actions->layoutGraph(), actions->fit()})
        tools->addWidget(makeActionButton(action));
    tools->addWidget(menuButton(tr("Edit"), icon(Icon::Edit), actions->editMenu()));
    tools->addWidget(menuButton(tr("Arrange"), icon(Icon::Compare), actions->alignMenu()));
    tools->addWidget(menuButton(tr("Zoom"), icon(Icon::Search), actions->viewMenu()));
    layout->addWidget(m_canvasTools);
    layout->addStretch();
    layout->addWidget(makeActionButton(m_refresh));
    layout->addWidget(menuButton(tr("More"), icon(Icon::More), makeMoreMenu()));
    return bar;
}

void RouteView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    constexpr int enough = 72 * grid;
    for (QToolButton *button : std::as_const(m_wideButtons))
        button->setToolButtonStyle(width() < enough ? Qt::ToolButtonIconOnly
                                                    : Qt::ToolButtonTextBesideIcon);
}

void RouteView::connectParts()
{
    addActions(m_editor->partActions()); // from the tool bar, too
    RouteDocument *document = m_editor->document();
    connect(document, &RouteDocument::graphChanged, this, &RouteView::onGraphChanged);
    connect(document, &RouteDocument::changed, this, &RouteView::onMoved);
    connect(document, &RouteDocument::graphChanged, m_messages,
            [this] { m_messages->clear(QStringLiteral("edit")); });
    connect(m_editor->json(), &JsonPanel::textEdited, this, &RouteView::onGraphChanged);
    connect(m_editor->checker(), &RouteChecker::problemsChanged, this, &RouteView::updateControls);
    connect(m_editor, &RouteEditor::inspectRequested, this, &RouteView::inspectRequested);
    connect(m_editor, &RouteEditor::failed, this,
            [this](const QString &why) { m_messages->showError(QStringLiteral("edit"), why); });
    connect(m_editor->simulator(), &SimulatorPanel::failed, this, [this](const ApiError &error) {
        m_messages->showError(QStringLiteral("simulator"), error);
    });
    connect(m_editor->simulator(), &SimulatorPanel::busyChanged, this, &RouteView::updateControls);
    m_editor->simulator()->offerLogs(m_models->time());
    connect(m_history, &RouteHistoryLoader::finished, this, [this](const RouteHistory &history) {
        m_editor->simulator()->setHistory(history);
        m_seenModels = history.models;
        m_seenFields = history.fields;
        suggest();
        updateControls();
    });
    // Prices and completions are nice to have: without them everything works.
    connect(m_history, &RouteHistoryLoader::failed, this, &RouteView::updateControls);
    connect(&m_positionsTimer, &QTimer::timeout, this, [this] {
        m_parts.positions->save(positionsKey(), m_shown.value, m_editor->document()->positions());
    });
    connect(m_draft, &RouteDraft::written, m_messages,
            [this] { m_messages->clear(QStringLiteral("draft failed")); });
    connect(m_draft, &RouteDraft::failed, this, [this](const QString &why) {
        m_messages->showWarning(QStringLiteral("draft failed"),
                                tr("Unsaved changes cannot be kept as a draft: %1").arg(why));
    });
    connect(m_versions, &VersionsPanel::openRequested, this, [this](const RouteVersionId &version) {
        goTo({ViewAddress::Kind::Route, m_record.at().gateway,
              ViewAddress::joined({version.value})});
    });
    connect(m_versions, &VersionsPanel::compareRequested, this, &RouteView::compare);
    connect(m_versions, &VersionsPanel::deployRequested, this, &RouteView::reviewDeploying);
    connect(m_versionBox, &QComboBox::activated, this, [this] {
        goTo({ViewAddress::Kind::Route, m_record.at().gateway,
              ViewAddress::joined({m_versionBox->currentData().toString()})});
    });
    connect(m_review, &RouteReview::confirmed, this, &RouteView::confirmed);
    connect(m_review, &RouteReview::left, this, [this] { showReview(false); });
    connect(m_editor->canvas(), &RouteCanvas::layoutChanged, this, &RouteView::updateControls);
    connect(&m_placing, &Placing::placed, this, &RouteView::onPlaced);
    connect(&m_record, &RouteRecord::loaded, this, &RouteView::onLoaded);
    connect(&m_record, &RouteRecord::failed, this, &RouteView::onLoadFailed);
    connect(m_stack, &StateStack::retryRequested, this, &RouteView::refresh);
    connect(m_writes, &WriteGuard::changed, this, &RouteView::updateControls);
    Connection *connection = m_models->connection();
    connect(connection, &Connection::stateChanged, this, &RouteView::onConnectionChanged);
    RouteService *service = connection->routes();
    const auto isThis = [this](const RouteAddress &at) { return at == m_record.at(); };
    connect(service, &RouteService::removed, this, [this, isThis](const RouteAddress &at) {
        if (isThis(at))
            onGone();
    });
    connect(service, &RouteService::saved, this,
            [this](const GatewayId &gateway, const DynamicRoute &route) {
                if (gateway == m_record.at().gateway && route.id == m_record.at().route)
                    refresh(); // renamed
            });
}

void RouteView::exportAs(const QString &title, const QString &suffix,
                         const std::function<QByteArray()> &make)
{
    FileQuestion question;
    question.title = QString(title).remove(u'…');
    question.suggestion = QString(m_record.route().name).replace(u'/', u'_') + u'.' + suffix;
    question.nameFilters = {suffix.toUpper() + QStringLiteral(" (*.") + suffix + u')'};
    question.suffix = suffix;
    m_parts.dialogs->saveFile(question, this, [self = QPointer(this), make](const QString &path) {
        if (!self || path.isEmpty())
            return;
        const QString key = QStringLiteral("export");
        saveFile(path, make(), self, [self, key, path](const QString &why) {
            if (why.isEmpty())
                self->m_messages->showSuccess(key, tr("Written to %1.").arg(path));
            else
                self->m_messages->showError(key, tr("%1 could not be written: %2").arg(path, why));
        });
    });
}

void RouteView::importFile()
{
    openRouteFile(
        m_parts.dialogs, this,
        [this](const QString &, const RouteGraph &graph) {
            m_messages->clear(QStringLiteral("edit"));
            m_editor->replaceGraph(graph);
        },
        [this](const QString &why) { m_messages->showError(QStringLiteral("edit"), why); });
}

} // namespace gatehouse
