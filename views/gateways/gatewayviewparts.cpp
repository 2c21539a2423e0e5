// SPDX-License-Identifier: GPL-3.0-or-later
// The making of GatewayView's parts and their connections.
#include "models/services/drafts.h"
#include "views/common/actions.h"
#include "views/common/icons.h"
#include "views/common/messagebar.h"
#include "views/common/stateoverlay.h"
#include "views/common/writeguard.h"
#include "views/gateways/gatewaycopy.h"
#include "views/gateways/gatewaydeletion.h"
#include "views/gateways/gatewaydetails.h"
#include "views/gateways/gatewaydraft.h"
#include "views/gateways/gatewayform.h"
#include "views/gateways/gatewaypages.h"
#include "views/gateways/gatewaysaving.h"
#include "views/gateways/gatewayview.h"
#include "views/gateways/mergepanel.h"
#include "views/gateways/reviewpanel.h"
#include "views/gateways/savefooter.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse {

GatewayView::GatewayView(ConnectionModels *models, const GatewayId &id, Drafts *drafts,
                         Dialogs *dialogs, QWidget *parent)
    : View(parent)
    , m_models(models)
    , m_id(id)
    , m_writes(new WriteGuard(models->connection(), this))
    , m_draft(new GatewayDraft(drafts, {}, this))
    , m_saving(new GatewaySaving(models->connection()->gateways(), this))
    , m_deletion(new GatewayDeletion(models->connection(), dialogs, this))
    , m_messages(new MessageBar)
    , m_form(new GatewayForm(models->gateways(), models->time()))
    , m_stack(new StateStack(m_form))
    , m_review(new ReviewPanel(models->time()))
    , m_merge(new MergePanel(models->time()))
    , m_footer(new SaveFooter)
    , m_pages(new GatewayPages(models, dialogs, makeSettings()))
{
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(m_pages, 1);
    m_stack->setNotConnectedText(tr("Not connected yet"),
                                 tr("The gateway is read as soon as the connection is there."));
    setFocusProxy(m_pages);
    m_pages->setId(id);
    setStage(Stage::Editing);
    connectParts();
    if (m_id.isEmpty())
        startNew();
    onConnectionChanged();
    m_stack->setContent(m_loaded ? TableModel::State::Ready : TableModel::State::Loading, m_loaded);
}

QWidget *GatewayView::makeSettings()
{
    auto *settings = new QWidget;
    auto *layout = new QVBoxLayout(settings);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_review);
    layout->addWidget(m_merge);
    layout->addWidget(m_footer);
    settings->setFocusProxy(m_form);
    return settings;
}

void GatewayView::makeActions()
{
    const auto add = [this](Icon symbol, const QString &text, const QString &help,
                            const QKeySequence &shortcut) {
        return makeAction(this, icon(symbol), text, help, {shortcut});
    };
    m_refresh = add(Icon::Refresh, tr("Refresh"), tr("Read again what is shown; edits stay"),
                    QKeySequence::Refresh);
    m_logs = add(Icon::Logs, tr("Logs"), tr("Open the gateway's logs"), Qt::CTRL | Qt::Key_L);
    m_duplicate = add(Icon::Duplicate, tr("Duplicate"),
                      tr("Start a new gateway with these settings"), Qt::CTRL | Qt::Key_D);
    m_delete = add(Icon::Delete, tr("Delete…"), tr("Delete the gateway"), {});
    m_save = add(Icon::Success, tr("Save"), tr("Save"), QKeySequence::Save);
    m_back = add(Icon::Left, tr("Keep editing"), tr("Keep editing"), Qt::Key_Escape);
    for (QAction *action : {m_duplicate, m_delete, m_save})
        m_writes->add(action);
    for (QPushButton *button : {m_footer->saveButton(), m_review->saveButton()})
        m_writes->add(button);
    connect(m_writes, &WriteGuard::changed, this, &GatewayView::updateControls);
    connect(m_refresh, &QAction::triggered, this, &GatewayView::refresh);
    connect(m_save, &QAction::triggered, this, &GatewayView::save);
    connect(m_back, &QAction::triggered, this, [this] { setStage(Stage::Editing); });
    connect(m_delete, &QAction::triggered, this, [this] { m_deletion->start(m_id); });
    connect(m_logs, &QAction::triggered, this, [this] {
        Q_EMIT openRequested({ViewAddress::Kind::Logs, m_id, {}});
    });
    connect(m_duplicate, &QAction::triggered, this, [this] {
        GatewayCopy::of(m_models)->offer(
            GatewayCopy::duplicateOf(m_form->base(), *m_models->gateways()));
        Q_EMIT openRequested({ViewAddress::Kind::NewGateway, {}, {}});
    });
}

QWidget *GatewayView::makeToolBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(grid, grid, grid, grid);
    layout->setSpacing(grid / 2);
    const auto addButton = [layout, bar](QAction *action, Qt::ToolButtonStyle style) {
        QToolButton *button = makeActionButton(action, style);
        const auto follow = [button, action, bar] {
            button->setVisible(action->isVisible());
            bar->setVisible(action->isVisible()); // of a new gateway there is none
        };
        connect(action, &QAction::visibleChanged, button, follow);
        layout->addWidget(button);
    };
    for (QAction *action : {m_logs, m_duplicate, m_delete})
        addButton(action, Qt::ToolButtonTextBesideIcon);
    layout->addStretch();
    addButton(m_refresh, Qt::ToolButtonIconOnly);
    return bar;
}

void GatewayView::connectParts()
{
    connect(m_form, &GatewayForm::changed, this, &GatewayView::onFormChanged);
    connect(m_draft, &GatewayDraft::failed, this, [this](const QString &why) {
        m_messages->showWarning(QStringLiteral("draft failed"),
                                tr("Unsaved changes cannot be kept as a draft: %1").arg(why));
    });
    connect(m_saving, &GatewaySaving::runningChanged, this, &GatewayView::updateControls);
    connect(m_saving, &GatewaySaving::created, this, &GatewayView::onCreated);
    connect(m_saving, &GatewaySaving::updated, this, &GatewayView::onUpdated);
    connect(m_saving, &GatewaySaving::conflicted, this, &GatewayView::onConflicted);
    connect(m_saving, &GatewaySaving::gone, this, &GatewayView::onGone);
    connect(m_saving, &GatewaySaving::failed, this, &GatewayView::onSaveFailed);
    connect(m_footer->revertButton(), &QPushButton::clicked, this, &GatewayView::revert);
    connect(m_footer->saveButton(), &QPushButton::clicked, m_save, &QAction::trigger);
    connect(m_review, &ReviewPanel::saveRequested, this, &GatewayView::save);
    connect(m_review, &ReviewPanel::editRequested, m_back, &QAction::trigger);
    connect(m_merge, &MergePanel::continueRequested, this, &GatewayView::mergeChosen);
    connect(m_merge, &MergePanel::editRequested, m_back, &QAction::trigger);
    connect(m_stack, &StateStack::retryRequested, this, &GatewayView::load);
    connect(m_pages, &GatewayPages::changed, this, &GatewayView::updateControls);
    connect(m_pages, &GatewayPages::moved, this, &GatewayView::addressChanged);
    connect(m_pages, &GatewayPages::openRequested, this, &GatewayView::openRequested);
    connect(m_deletion, &GatewayDeletion::activeChanged, this, &GatewayView::updateControls);
    connect(m_deletion, &GatewayDeletion::failed, this,
            [this](const GatewayId &id, const ApiError &error) {
                m_pages->setCurrent(GatewayPages::Settings);
                m_messages->showError(
                    QStringLiteral("delete"), error, {},
                    m_writes->retry(error, [this, id] { m_deletion->start(id); }));
            });

    Connection *connection = m_models->connection();
    connect(connection, &Connection::stateChanged, this, &GatewayView::onConnectionChanged);
    connect(connection->gateways(), &GatewayService::removed, this, &GatewayView::onRemoved);
    connect(m_models->gateways(), &TableModel::stateChanged, this, &GatewayView::updateControls);
    connect(GatewayCopy::of(m_models), &GatewayCopy::offered, this, &GatewayView::offerCopy);
}

} // namespace gatehouse
